/** The watch over channels: a silence that is news is told once, whoever watches and however often, and ends when something is heard. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import type { Connector } from '../../src/connectors/connector.ts';
import { HOUR_MS } from '../../src/core/baseline.ts';
import { type ChannelHealth, makeChannelHealth } from '../../src/services/channel-health.ts';
import { leaseOf } from '../../src/services/listen.ts';
import { stopWatching, type WatchNeeds, watchSilences } from '../../src/services/silence-watch.ts';
import { tellChanged } from '../../src/services/tell-changed.ts';
import { takeLeases } from '../../src/store/leases.ts';
import { bird } from '../support/bird.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { type LetterDesk, letterDesk, readBird, seal } from '../support/letters.ts';

let database: FreshDatabase;
before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

/** A Sunday noon after eight weeks in which something was heard every six minutes. */
const NOON = new Date('2026-11-22T12:00:00Z');
const PER_HOUR = 10;
const WEEKS = 8;

type Place = {
  desk: LetterDesk;
  health: ChannelHealth;
  watch(holder?: string): ReturnType<typeof watchSilences>;
  /** Lets time pass in which somebody listens, or nobody. */
  pass(minutes: number, listening?: boolean): Promise<void>;
  hear(id: string): Promise<void>;
  told(): Promise<string[]>;
};

let places = 0;

async function place(options: { weeks?: number; inbound?: Connector['inbound'] } = {}): Promise<Place> {
  const { db } = database;
  await sql`update channel set state = 'left'`.execute(db);
  await sql`delete from lease`.execute(db);
  places += 1;
  let at = new Date(NOON);
  const now = () => at;
  const network = `bird-${places}`;
  const desk = await letterDesk(database, { now, network });
  const { brandId } = desk.brand;
  await sql`
    insert into heard_hour (brand_id, channel_id, hour, n, listened)
    select ${brandId}, ${desk.channelId}::uuid, hour, ${PER_HOUR}, 3600
    from generate_series(${NOON}::timestamptz - make_interval(weeks => ${options.weeks ?? WEEKS}),
      ${NOON}::timestamptz - interval '1 hour', interval '1 hour') hour`.execute(db);
  const inbound = options.inbound ?? {
    poll: { everySeconds: 60, page: async () => ({ heard: [], cursor: null, more: false }) },
  };
  const connectors = new Map([[network, bird({ id: network, inbound })]]);
  const needs = (holder: string): WatchNeeds => ({ db, connectors, holder, now });
  const hear = async (id: string) => {
    const post = JSON.stringify({ id, at: at.toISOString() });
    await desk.hear(readBird(post));
  };
  return {
    desk,
    hear,
    health: makeChannelHealth({ db, connectors, seal, now }),
    watch: (holder = 'one') => watchSilences(needs(holder)),
    async pass(minutes, listening = true) {
      for (let left = minutes; left > 0; left -= 10) {
        const step = Math.min(10, left);
        if (listening) {
          await sql`
            insert into heard_hour as h (brand_id, channel_id, hour, listened)
            values (${brandId}, ${desk.channelId}::uuid, date_trunc('hour', ${at}::timestamptz, 'UTC'), ${step * 60})
            on conflict (brand_id, channel_id, hour) do update set listened = least(3600, h.listened + excluded.listened)`.execute(
            db,
          );
        }
        at = new Date(at.getTime() + step * 60_000);
      }
    },
    async told() {
      const { rows } = await sql<{ told: string }>`
        select kind || coalesce(' ' || (data->>'by'), '') as told from event
        where brand_id = ${brandId} and kind in ('channel.silent', 'channel.heard') order by seq`.execute(db);
      return rows.map(({ told }) => told);
    },
  };
}

test('a channel that falls silent is told of once, by whichever process, and once more when it is heard again', async () => {
  const here = await place();
  await here.hear('last');
  await here.watch();
  assert.deepEqual(await here.told(), []);
  await here.pass(60);
  assert.equal((await here.watch()).begun, 0, 'an hour without ten posts may be chance');
  await here.pass(4 * 60);
  const looks = await Promise.all([here.watch('one'), here.watch('two'), here.watch('one')]);
  assert.equal(
    looks.reduce((sum, { begun }) => sum + begun, 0),
    1,
  );
  await stopWatching({ db: database.db, holder: 'one' });
  assert.equal((await here.watch('after a restart')).begun, 0);
  const who = here.desk.brand.who('agent');
  const { silence, expected } = await here.health.open(who, here.desk.channelId);
  assert.equal(silence?.since, NOON.toISOString());
  assert.ok(
    Math.abs((silence?.expected ?? 0) - 50) < 2,
    `some fifty were to be expected in five hours, not ${silence?.expected}`,
  );
  assert.equal(expected.kind, 'unusual');
  assert.deepEqual(await here.health.troubles(who), [{ channelId: here.desk.channelId, name: 'Bird', kind: 'silent' }]);
  await here.hear('again');
  assert.equal((await here.health.open(who, here.desk.channelId)).silence, null, 'at once, before anybody looks');
  await here.watch('after a restart');
  await here.watch('after a restart');
  assert.deepEqual(await here.told(), ['channel.silent', 'channel.heard heard']);
});

test('while nobody listens nothing is expected; what was listened to before counts on', async () => {
  const here = await place();
  await here.hear('last');
  await here.watch();
  await here.pass(50);
  await here.pass(3 * 24 * 60, false);
  assert.equal((await here.watch()).begun, 0, 'Heed was off for a weekend');
  await here.pass(4 * 60);
  assert.equal((await here.watch()).begun, 1);
});

test('two weeks must be known first, and that is said', async () => {
  const here = await place({ weeks: 1 });
  await here.hear('last');
  await here.watch();
  await here.pass(2 * 24 * 60);
  assert.equal((await here.watch()).begun, 0);
  const { expected } = await here.health.open(here.desk.brand.who('agent'), here.desk.channelId);
  assert.equal(expected.kind, 'learning');
});

test('a person may call it normal: it is over, is not told again, and is learned from', async () => {
  const here = await place();
  await here.hear('last');
  await here.watch();
  await here.pass(10 * 60);
  await here.watch();
  await here.health.callNormal(here.desk.brand.who('lead'), here.desk.channelId);
  await here.pass(10 * 60);
  assert.equal((await here.watch()).begun, 0);
  assert.deepEqual(await here.told(), ['channel.silent', 'channel.heard normal']);
  const { silence } = await here.health.open(here.desk.brand.who('agent'), here.desk.channelId);
  assert.equal(silence, null);
});

test('weeks of outage do not become what is usual', async () => {
  const here = await place();
  await here.hear('last');
  await here.watch();
  await here.pass(24 * 60);
  await here.watch();
  await here.pass(14 * 24 * 60);
  await here.watch();
  const { rows } = await sql<{ rate: number }>`
    select min(rate::float8) as rate from channel_baseline, jsonb_array_elements_text(baseline->'rates') rate
    where channel_id = ${here.desk.channelId} and rate <> 'null'`.execute(database.db);
  assert.ok((rows[0]?.rate ?? 0) > PER_HOUR * 0.9);
});

test('a paused channel is not called silent, and pausing ends its alarm', async () => {
  const here = await place();
  await here.hear('last');
  await here.watch();
  await here.pass(10 * 60);
  await here.watch();
  await sql`update channel set state = 'paused' where id = ${here.desk.channelId}`.execute(database.db);
  await here.watch();
  await here.watch();
  assert.deepEqual(await here.told(), ['channel.silent', 'channel.heard stopped']);
});

test('what a poll tells again is no sign of life', async () => {
  const here = await place();
  await here.hear('last');
  await here.watch();
  for (let hours = 0; hours < 5; hours++) {
    await here.pass(60);
    await here.hear('last');
  }
  assert.equal((await here.watch()).begun, 1);
});

test('where the network calls us nobody has to listen, and its silence is noticed too', async () => {
  const hook = { signed: 'body' as const, verify: () => ({ kind: 'refused', why: '' }) as const, parse: () => [] };
  const here = await place({ inbound: { hook } });
  await here.hear('last');
  await here.watch();
  for (let n = 0; n < 300 * 4; n++) {
    await here.pass(0.25, false);
    if (n % 4 === 0) await here.watch();
  }
  await here.watch();
  const { rows } = await sql<{ listened: number }>`
    select coalesce(sum(listened), 0)::int as listened from heard_hour
    where channel_id = ${here.desk.channelId} and hour >= ${NOON}`.execute(database.db);
  assert.ok((rows[0]?.listened ?? 0) > 0, 'the door was open');
});

test('a channel that should be listened to and is not needs a look', async () => {
  const here = await place();
  const who = here.desk.brand.who('agent');
  const [trouble] = await here.health.troubles(who);
  assert.equal(trouble?.kind, 'unattended');
  const row = { brandId: here.desk.brand.brandId, id: here.desk.channelId, inboxId: here.desk.brand.inboxId };
  await database.db
    .transaction()
    .execute(tx => tellChanged(tx, NOON, { ...row, actorId: null, state: 'active', said: null }));
  assert.deepEqual(await here.health.troubles(who), [], 'it was turned on a moment ago: a listener is on the way');
  await here.pass(1, false);
  assert.equal((await here.health.troubles(who)).length, 1);
  await takeLeases(database.db, [leaseOf({ id: here.desk.channelId })], 'somebody', 60);
  assert.deepEqual(await here.health.troubles(who), []);
});

test('the alarm that is foretold comes when it was foretold', async () => {
  const here = await place();
  await here.hear('last');
  await here.watch();
  await here.pass(30);
  const { expected } = await here.health.open(here.desk.brand.who('agent'), here.desk.channelId);
  assert.equal(expected.kind, 'usual');
  if (expected.kind !== 'usual') return;
  assert.ok(Math.abs(expected.sinceLast - PER_HOUR / 2) < 0.5);
  assert.ok(Math.abs(expected.thisHour - PER_HOUR) < 0.5);
  const minutes = (Date.parse(expected.alarmAt ?? '') - NOON.getTime()) / 60_000 - 30;
  await here.pass(minutes - 20);
  assert.equal((await here.watch()).begun, 0);
  await here.pass(30);
  assert.equal((await here.watch()).begun, 1);
  assert.ok(minutes < 5 * HOUR_MS);
});
