import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import {
  HEARD_KEPT_DAYS,
  PRUNED_AT_ONCE,
  prune,
  RAW_KEPT_DAYS,
  SLOTS_KEPT_DAYS,
} from '../../src/services/retention.ts';
import { insertChannel } from '../../src/store/channels.ts';
import { birdAccount } from '../support/bird.ts';
import { countedIds, testBrand } from '../support/brand.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

let database: FreshDatabase;
const now = () => new Date('2026-11-22T12:00:00Z');
const signal = new AbortController().signal;

before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

test('what was heard hour by hour goes when the baseline no longer looks so far back, and what is shown for a day goes sooner', async () => {
  const { db } = database;
  const { brandId, inboxId } = await testBrand(db);
  const id = countedIds(7_000)();
  await insertChannel(db, { brandId, id, inboxId, network: 'bird', name: 'Bird', account: birdAccount, sealed: null });
  for (const days of [HEARD_KEPT_DAYS + 1, HEARD_KEPT_DAYS - 1])
    await sql`
      insert into heard_hour (brand_id, channel_id, hour) values (${brandId}, ${id}, ${now()}::timestamptz - make_interval(days => ${days}))`.execute(
      db,
    );
  for (const days of [SLOTS_KEPT_DAYS + 1, SLOTS_KEPT_DAYS - 1])
    await sql`
      insert into health_slot (brand_id, channel_id, slot, kind, bucket, n)
      values (${brandId}, ${id}, ${now()}::timestamptz - make_interval(days => ${days}), 'delay', 0, 1)`.execute(db);
  assert.equal((await prune({ db, now }, signal)).health, 2);
  assert.equal((await prune({ db, now }, signal)).health, 0);
});

test('raw events go when they are old enough, however many there are, and not a day sooner', async () => {
  const { db } = database;
  const { brandId, inboxId } = await testBrand(db);
  const id = countedIds()();
  await insertChannel(db, { brandId, id, inboxId, network: 'bird', name: 'Bird', account: birdAccount, sealed: null });
  const put = (days: number, many: number) =>
    sql`
    insert into raw_event (brand_id, channel_id, source, received_at, body, state)
    select ${brandId}, ${id}, 'stream', ${now()}::timestamptz - make_interval(days => ${days}), 'x', 'read'
    from generate_series(1, ${many})`.execute(db);
  await put(RAW_KEPT_DAYS + 1, 2 * PRUNED_AT_ONCE + 7);
  await put(RAW_KEPT_DAYS - 1, 3);
  assert.equal((await prune({ db, now }, signal)).raw, 2 * PRUNED_AT_ONCE + 7);
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from raw_event`.execute(db);
  assert.equal(rows[0]?.n, 3);
  assert.equal((await prune({ db, now }, signal)).raw, 0);
});
