import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { brandNamed } from '../../src/services/replay-place.ts';
import { makeTokens } from '../../src/services/tokens.ts';
import { makeWelcome } from '../../src/services/welcome.ts';
import { listStandings } from '../../src/store/members.ts';
import { countedIds } from '../support/brand.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

let database: FreshDatabase;
const makeId = countedIds();

before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

test('the first owner owns what was played before anybody was here, and begins no second brand of the same name', async () => {
  const { db } = database;
  const needs = { db, makeId, now: () => new Date() };
  const kestrel = await brandNamed(needs, 'Kestrel');
  const heron = await brandNamed(needs, 'Heron');
  const welcome = makeWelcome({ ...needs, tokens: makeTokens(needs) });
  const first = await welcome.setUp({
    name: 'Ada',
    email: 'ada@kestrel.example',
    password: 'a long password',
    brand: 'kestrel',
  });
  assert.equal(first.brand.id, kestrel.brandId);
  const standings = await listStandings(db, first.agentId);
  assert.deepEqual(
    standings.map(({ brand, reach }) => [brand.id, reach.role]),
    [
      [kestrel.brandId, 'owner'],
      [heron.brandId, 'owner'],
    ],
  );
});
