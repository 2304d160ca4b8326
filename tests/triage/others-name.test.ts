/** What a query was taught is somebody else's stays under Listening, whatever it wants. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { teachAbout } from '../../src/core/triage/about.ts';
import { PLAIN_READERS } from '../../src/core/triage/read.ts';
import { makeEars } from '../../src/services/ears.ts';
import { makeQueries } from '../../src/services/queries.ts';
import { plainReaders } from '../../src/services/readers.ts';
import { countedIds, testBrand } from '../support/brand.ts';
import { freshDatabase } from '../support/database.ts';
import { NOW, post } from '../support/hearing.ts';

const OURS = ['grinder leaks', 'machine broke', 'app is down', 'refund never came', 'order is late', 'filter is wrong'];
const BIRDS = ['nest in the cliff', 'falcon over the field', 'chicks in the nest', 'feathers in the field'];
const marks = [1, 2, 3].flatMap(n => [
  ...OURS.map(text => ({ text: `my kestrel ${text} ${n}`, value: 'us' as const })),
  ...BIRDS.map(text => ({ text: `a kestrel ${text} ${n}`, value: 'other' as const })),
]);

test('a post about the bird opens nothing by itself, also where it sounds like trouble; about the machine it does', async t => {
  const database = await freshDatabase();
  t.after(database.drop);
  const { db } = database;
  const brand = await testBrand(db);
  const wish = { text: 'kestrel', opens: 'always' as const };
  const queries = makeQueries({ db, makeId: countedIds(77_000_000), now: () => NOW });
  const { id } = await queries.add(brand.who('lead'), wish);
  const about = new Map([[id, teachAbout(marks)]]);
  const readers = { ...plainReaders, known: () => ({ ...PLAIN_READERS, about }) };
  const ears = makeEars({ db, readers, threads: 0 });
  t.after(ears.close);
  await ears.refresh();
  const opens = (text: string) =>
    ears.hear(brand.brandId, 'square', post('p1', 'maria', 1, { text, addressed: false }))?.opens;
  assert.equal(opens('a kestrel falcon nest in the field is broken'), false);
  assert.equal(opens('my kestrel grinder leaks and the app is down'), true);
  const plain = makeEars({ db, threads: 0 });
  t.after(plain.close);
  await plain.refresh();
  const bird = post('p2', 'maria', 1, { text: 'a kestrel falcon nest in the field is broken', addressed: false });
  assert.equal(plain.hear(brand.brandId, 'square', bird)?.opens, true);
});
