import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Refusal } from '../../src/core/refusal.ts';
import { makeEars } from '../../src/services/ears.ts';
import { makeQueries } from '../../src/services/queries.ts';
import { countedIds, testBrand } from '../support/brand.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { post } from '../support/hearing.ts';

let database: FreshDatabase;
const makeId = countedIds();
const now = () => new Date('2026-11-22T12:00:00Z');

before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

async function code(deed: Promise<unknown>): Promise<string> {
  return deed.then(
    () => 'done',
    error => (error instanceof Refusal ? error.code : String(error)),
  );
}

test('a query is added, listed, heard by, and removed', async () => {
  const { db } = database;
  const brand = await testBrand(db);
  const queries = makeQueries({ db, makeId, now });
  const ears = makeEars({ db });
  const hears = (text: string, brandId = brand.brandId) =>
    ears.hear(brandId, 'square', post('p', 'thea', 1, { text })) !== null;
  const added = await queries.add(brand.who('lead'), { text: 'kestrel grinder' });
  assert.deepEqual(await queries.list(brand.who('agent')), [added]);
  assert.equal(hears('My KESTREL grinder hums'), false, 'not before the next look');
  await ears.refresh();
  assert.equal(hears('My KESTREL grinder hums'), true);
  assert.equal(hears('A falcon, no grinder'), false);
  assert.equal(
    hears('My KESTREL grinder hums', (await testBrand(db)).brandId),
    false,
    'another brand asked for nothing',
  );
  await queries.remove(brand.who('lead'), added.id);
  await ears.refresh();
  assert.equal(hears('My KESTREL grinder hums'), false);
  assert.equal(await code(queries.remove(brand.who('lead'), added.id)), 'not_found');
  assert.equal(await code(queries.remove(brand.who('lead'), "' or true")), 'not_found');
});

test('a query that cannot be read is refused with the place; agents may look and not change', async () => {
  const { db } = database;
  const brand = await testBrand(db);
  const queries = makeQueries({ db, makeId, now });
  assert.equal(await code(queries.add(brand.who('lead'), { text: 'kestrel "no end' })), 'not_valid');
  assert.equal(await code(queries.add(brand.who('agent'), { text: 'kestrel' })), 'not_allowed');
  assert.equal(await code(queries.list(brand.who('partner'))), 'not_allowed');
});
