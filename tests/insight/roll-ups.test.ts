import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { BUCKET_ENDS_SECONDS, DELAY_LAST_BUCKETS } from '../../src/core/insight/buckets.ts';
import { liveMonth, MONTH_START } from '../oracle/month-desk.ts';
import { makeChance } from '../support/chance.ts';
import { testDesk } from '../support/desk.ts';
import { recountedRollUps, rollUps } from '../support/roll-ups.ts';

const DELAY_ENDS = DELAY_LAST_BUCKETS.slice(0, -1).map(bucket => BUCKET_ENDS_SECONDS[bucket] ?? 0);

test('after two weeks of everything that can happen to a turn, the roll-ups are what counting every turn gives, to the row', async t => {
  const d = await testDesk(t, { startsAt: new Date(MONTH_START) });
  const month = await liveMonth(d, makeChance(5), MONTH_START + 14 * 86_400_000);
  for (const what of ['merged', 'merge undone', 'split', 'split undone', 'resolved', 'post deleted']) {
    assert.ok((month.counts[what] ?? 0) > 0, what);
  }
  const { db } = d.database;
  const kept = await rollUps(db);
  assert.deepEqual(kept, await recountedRollUps(db, BUCKET_ENDS_SECONDS, DELAY_ENDS));
  assert.ok(kept.length > 100, `${kept.length} rows`);
  await sql`select recount_turns(${d.ear.brandId})`.execute(db);
  assert.deepEqual(await rollUps(db), kept);
});
