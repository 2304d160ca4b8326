import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { BUCKET_ENDS_SECONDS, bucketOf, DELAY_LAST_BUCKETS } from '../../src/core/insight/buckets.ts';
import { rawOf } from '../../src/core/insight/parts.ts';
import { DIMENSIONS, type Filters, reachOf, type Slice } from '../../src/core/insight/slice.ts';
import type { Db } from '../../src/store/db.ts';
import { recountTurns } from '../../src/store/reports/recount.ts';
import { readDelays, readPromises, readResponses } from '../../src/store/reports/responses.ts';
import { readHalfHours } from '../../src/store/reports/slots.ts';
import { countTurns } from '../../src/store/reports/turn-counts.ts';
import { liveMonth, MONTH_START } from '../oracle/month-desk.ts';
import { makeChance } from '../support/chance.ts';
import { freshDatabase } from '../support/database.ts';
import { complaint, testDesk } from '../support/desk.ts';
import { NOW } from '../support/hearing.ts';
import { recountedRollUps, rollUps } from '../support/roll-ups.ts';

const DAY_MS = 86_400_000;
const DAYS = 9;
/** Some turns are put so far back, so that months lie between them. */
const BACK_DAYS = 16;
const START = MONTH_START - BACK_DAYS * DAY_MS;
const DELAY_ENDS = DELAY_LAST_BUCKETS.slice(0, -1).map(bucket => BUCKET_ENDS_SECONDS[bucket] ?? 0);

test('after nine days of everything that can happen to a turn, roll-ups and reports are what counting every turn gives, to the row', async t => {
  const d = await testDesk(t, { startsAt: new Date(MONTH_START) });
  const month = await liveMonth(d, makeChance(5), MONTH_START + DAYS * DAY_MS);
  for (const what of ['merged', 'merge undone', 'split', 'split undone', 'resolved', 'post deleted']) {
    assert.ok((month.counts[what] ?? 0) > 0, what);
  }
  const { db } = d.database;
  await vary(db);
  const kept = await rollUps(db);
  assert.ok(kept.length > 100, `${kept.length} rows`);
  assert.deepEqual(kept, await recountedRollUps(db, BUCKET_ENDS_SECONDS, DELAY_ENDS));
  await assertSameAsRaw(db, d.ear.brandId, new Date(MONTH_START + DAYS * DAY_MS));
  await recountTurns(db, d.ear.brandId);
  assert.deepEqual(await rollUps(db), kept);
  await sql`delete from turn`.execute(db);
  assert.deepEqual(await rollUps(db), []);
});

/** The life has one language, no followers and one month: turns are given others, as people, rules and readings do now and then. */
async function vary(db: Db): Promise<void> {
  await sql`
    update turn set lang = (array['en', 'de', null])[1 + abs(hashtext(id::text)) % 3], reach = abs(hashtext(id::text)) % 6,
      heard = abs(hashtext(id::text)) % 4 = 0, complaint = abs(hashtext(id::text)) % 5 = 0, received_at = received_at + interval '20 seconds'`.execute(
    db,
  );
  await sql`
    update turn set opened_at = opened_at - back, received_at = received_at - back, due_at = due_at - back, closed_at = closed_at - back
    from make_interval(days => ${BACK_DAYS}) back where outcome is not null and abs(hashtext(id::text)) % 2 = 0`.execute(
    db,
  );
}

async function assertSameAsRaw(db: Db, brandId: number, now: Date): Promise<void> {
  const chance = makeChance(17);
  const some = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)] as T;
  const base = { brandId, scope: null, anchor: 'now' as const, now };
  let counted = 0;
  for (let trial = 0; trial < 80; trial++) {
    const at = () =>
      new Date(START + Math.floor(chance() * (BACK_DAYS + DAYS) * 24) * 3_600_000 + (chance() < 0.5 ? 0 : 754_321));
    const [a, b] = [at(), chance() < 0.3 ? now : at()];
    const stretch = a < b ? { since: a, until: b } : { since: b, until: a };
    const slice: Slice = {
      ...base,
      ...stretch,
      timeZone: some(['UTC', 'Europe/Athens', 'Asia/Kathmandu']),
      filters: some(FILTERS),
    };
    const by = some([null, ...DIMENSIONS]);
    const raw = [rawOf(slice)];
    const said = `${JSON.stringify(slice)} by ${by}`;
    const same = (x: unknown[], y: unknown[]) => assert.deepEqual(lines(x), lines(y), said);
    const responses = await readResponses(db, slice, by);
    counted += responses.length;
    same(responses, await readResponses(db, slice, by, raw));
    same(await readPromises(db, slice, by), await readPromises(db, slice, by, raw));
    same(await readDelays(db, slice, by), await readDelays(db, slice, by, raw));
    same([...(await countTurns(db, slice, by))], [...(await countTurns(db, slice, by, raw))]);
    same(await readHalfHours(db, slice), await readHalfHours(db, slice, raw));
  }
  assert.ok(counted > 200, `${counted} counts`);
}

const FILTERS: Filters[] = [
  {},
  {},
  { language: ['de', 'none'] },
  { heard: true },
  { reach: [0, 3], visibility: 'public' },
  { kind: 'next', complaint: false },
  { team: ['none'] },
  { complaint: true },
  { network: ['square'], language: ['en'], heard: false },
];

function lines(rows: readonly unknown[]): string[] {
  return rows.map(row => JSON.stringify(Object.entries(row as object).sort())).sort();
}

test('the database has the buckets and reaches that the rest counts with', async t => {
  const database = await freshDatabase({ max: 1 });
  t.after(database.drop);
  const chance = makeChance(3);
  const tried = [
    ...BUCKET_ENDS_SECONDS.flatMap(end => [end - 0.001, end, end + 0.001]),
    ...Array.from({ length: 500 }, () => Math.round(1_000 * Math.exp(22 * chance() - 3)) / 1_000),
    -5,
    0,
  ];
  const { rows } = await sql<{ response: number; delay: number; reach: number }>`
    select response_bucket(make_interval(secs => s)) response, delay_bucket(make_interval(secs => s)) delay,
      reach_of(jsonb_build_object('followers', greatest(0, s::bigint))) reach
    from unnest(${tried}::float8[]) with ordinality u (s, n) order by n`.execute(database.db);
  tried.forEach((seconds, n) => {
    const bucket = bucketOf(seconds);
    const group = DELAY_LAST_BUCKETS.findIndex(last => bucket <= last);
    const reach = reachOf(Math.max(0, roundHalfEven(seconds)));
    assert.deepEqual(rows[n], { response: bucket, delay: group, reach }, `${seconds}`);
  });
  const { rows: unknown } = await sql<{ reach: number }>`select reach_of(null) reach`.execute(database.db);
  assert.equal(unknown[0]?.reach, 0);
});

/** As Postgres rounds. */
function roundHalfEven(n: number): number {
  const floor = Math.floor(n);
  return n - floor === 0.5 ? floor + (floor % 2) : Math.round(n);
}

test('many at once who count into the same rows in any order never wait for each other in a circle, and the roll-ups agree', async t => {
  const d = await testDesk(t, { max: 12 });
  const conversationId = await d.hear(complaint());
  const { db } = d.database;
  const { brandId, inboxId, channelId } = d.ear;
  const deed = async (worker: number) => {
    const chance = makeChance(100 + worker);
    const upTo = (most: number) => Math.floor(chance() * most);
    const days = () => Array.from({ length: 6 }, () => upTo(40));
    const at = sql`${NOW}::timestamptz - make_interval(hours => day * 7)`;
    const own = () =>
      sql`brand_id = ${brandId} and reason = ${`by ${worker}`} and abs(hashtext(id::text)) % 41 = any(${days()}::int[])`;
    for (let round = 0; round < 12; round++) {
      await db.transaction().execute(async tx => {
        for (const kind of [upTo(4), upTo(4), upTo(4)]) {
          if (kind === 0) await sql`delete from turn where ${own()}`.execute(tx);
          else if (kind === 1)
            await sql`update turn set closed_at = closed_at + interval '40 minutes', lang = 'de' where ${own()}`.execute(
              tx,
            );
          else {
            await sql`
              insert into turn (brand_id, id, conversation_id, inbox_id, channel_id, kind, opened_at, received_at, opened_by, due_at, closed_at,
                outcome, reason, lang, reach)
              select ${brandId}, gen_random_uuid(), ${conversationId}, ${inboxId}, ${channelId}, 'first', ${at}, ${at}, gen_random_uuid(),
                ${NOW}, ${at} + interval '3 minutes', 'answered', ${`by ${worker}`}, 'en', day % 6
              from unnest(${days()}::int[]) day`.execute(tx);
          }
        }
      });
    }
  };
  await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(deed));
  const kept = await rollUps(db);
  assert.ok(kept.length > 50, `${kept.length} rows`);
  assert.deepEqual(kept, await recountedRollUps(db, BUCKET_ENDS_SECONDS, DELAY_ENDS));
});
