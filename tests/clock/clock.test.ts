import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { type ClockNeeds, keepTime, SWEEP_EVERY_MS, sweep } from '../../src/services/clock.ts';
import { makeIngest } from '../../src/services/ingest.ts';
import { insertChannel } from '../../src/store/channels.ts';
import type { Db } from '../../src/store/db.ts';
import { birdAccount, song } from '../support/bird.ts';
import { countedIds, testBrand } from '../support/brand.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { makeTimeline, type Timeline } from '../support/timeline.ts';
import { until } from '../support/until.ts';

let database: FreshDatabase;
const makeId = countedIds();
const START = '2026-11-22T09:00:00Z';
const MINUTE = 60_000;

before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

type World = {
  time: Timeline;
  brandId: number;
  clock: ClockNeeds;
  lateness: number[];
  hear(remoteId: string, atMs: number, more?: { own?: boolean; parentRemoteId?: string }): Promise<void>;
  breaches(): Promise<{ openedBy: string; dueAt: string; at: string }[]>;
};

async function world(firstMinutes = 15): Promise<World> {
  const { db } = database;
  await sql`truncate event, conversation, message, turn cascade`.execute(db);
  const { brandId, inboxId } = await testBrand(db, { firstMinutes });
  const channelId = makeId();
  await insertChannel(db, {
    brandId,
    id: channelId,
    inboxId,
    network: 'bird',
    name: 'Bird',
    account: birdAccount,
    sealed: null,
  });
  const time = makeTimeline(START);
  const lateness: number[] = [];
  const ingest = makeIngest({ database, makeId, now: time.now });
  const clock: ClockNeeds = {
    db,
    makeId,
    now: time.now,
    wait: time.wait,
    log: () => {},
    onBreach: ms => lateness.push(ms),
  };
  return {
    time,
    brandId,
    clock,
    lateness,
    async hear(remoteId, atMs, more = {}) {
      const author = {
        remoteId: more.own ? 'kestrel' : remoteId,
        handle: null,
        name: null,
        avatarUrl: null,
        profileUrl: null,
      };
      const heard = song(remoteId, null, {
        at: new Date(Date.parse(START) + atMs),
        author,
        addressed: !more.own,
        ...more,
      });
      const channel = { id: channelId, network: 'bird', account: birdAccount, playsRecording: false };
      await ingest({ brandId, channel, source: 'stream', heard: [heard], cursor: null, receivedAt: time.now() });
    },
    async breaches() {
      const { rows } = await sql<{ openedBy: string; dueAt: string; at: string }>`
        select m.remote_id as "openedBy", e.data->'turn'->>'dueAt' as "dueAt", to_json(e.at)#>>'{}' as at
        from event e join message m on m.id = (e.data->'turn'->>'openedBy')::uuid
        where e.kind = 'turn.breached' order by e.seq`.execute(db);
      return rows;
    },
  };
}

test('a promise breaks when its time has passed, not before, and is told once', async () => {
  const { time, clock, hear, breaches, lateness } = await world();
  await hear('maria', 0);
  await time.pass(15 * MINUTE);
  assert.equal((await sweep(clock)).breached, 0, 'at the very second it was promised it is still kept');
  await time.pass(1);
  assert.equal((await sweep(clock)).breached, 1);
  assert.deepEqual(lateness, [1]);
  await time.pass(MINUTE);
  assert.equal((await sweep(clock)).breached, 0);
  assert.deepEqual(
    (await breaches()).map(({ openedBy, dueAt }) => ({ openedBy, dueAt })),
    [{ openedBy: 'maria', dueAt: '2026-11-22T09:15:00.000Z' }],
  );
});

test('the desk sees the breach on the conversation', async () => {
  const { time, clock, hear } = await world();
  await hear('maria', 0);
  await time.pass(16 * MINUTE);
  await sweep(clock);
  const { rows } = await sql<{ conversation: { turn: { breachedAt: string | null } } }>`
    select data as conversation from (select data->'conversation' as data from event where kind = 'turn.breached') e`.execute(
    database.db,
  );
  assert.equal(rows[0]?.conversation.turn.breachedAt, '2026-11-22T09:15:00.000Z');
});

test('an answer in time keeps the promise', async () => {
  const { time, clock, hear, breaches } = await world();
  await hear('maria', 0);
  await time.pass(14 * MINUTE);
  await hear('answer', 14 * MINUTE, { own: true, parentRemoteId: 'maria' });
  await time.pass(2 * MINUTE);
  assert.deepEqual(await sweep(clock), { breached: 0, warned: 0, woken: 0, more: false });
  assert.deepEqual(await breaches(), []);
});

test('several processes sweeping at once tell every breach exactly once', async () => {
  const { time, clock, hear, breaches } = await world();
  for (let n = 0; n < 60; n++) await hear(`customer-${n}`, n * 1000);
  await time.pass(20 * MINUTE);
  const sweeps = await Promise.all(Array.from({ length: 6 }, () => sweep(clock)));
  const again = await sweep(clock);
  assert.equal(
    sweeps.reduce((sum, { breached }) => sum + breached, again.breached),
    60,
  );
  const told = (await breaches()).map(({ openedBy }) => openedBy);
  assert.equal(new Set(told).size, 60);
  assert.equal(told.length, 60);
});

test('what came due while nothing ran is told after the restart, once', async () => {
  const { time, clock, hear, breaches } = await world();
  await hear('maria', 0);
  await time.pass(3 * 60 * MINUTE);
  const stop = new AbortController();
  const running = keepTime(clock, stop.signal);
  await until(async () => (await breaches()).length === 1);
  stop.abort();
  await running;
  const again = new AbortController();
  const second = keepTime(clock, again.signal);
  await until(() => time.waits().includes(SWEEP_EVERY_MS));
  again.abort();
  await second;
  assert.equal((await breaches()).length, 1);
});

test('the sweep goes on after a failure, and says so', async () => {
  const { time, clock, hear, breaches } = await world();
  await hear('maria', 0);
  await time.pass(16 * MINUTE);
  const said: string[] = [];
  let isDown = true;
  const reach = () => {
    if (isDown) throw new Error('the database is away');
    return clock.db;
  };
  const db = {
    transaction: () => reach().transaction(),
    getExecutor: () => reach().getExecutor(),
  } as unknown as Db;
  const stop = new AbortController();
  const running = keepTime({ ...clock, db, log: (_level, message) => said.push(message) }, stop.signal);
  await until(() => said.length > 0);
  isDown = false;
  await until(async () => (await breaches()).length === 1 || (await time.pass(SWEEP_EVERY_MS)));
  stop.abort();
  await running;
});

test('a conversation that was put away comes back at its time, and its promise ran on meanwhile', async () => {
  const { time, clock, hear, breaches } = await world();
  await hear('maria', 0);
  await sql`
    update conversation set status = 'snoozed', snoozed_until = ${new Date(Date.parse(START) + 30 * MINUTE)}`.execute(
    database.db,
  );
  await time.pass(20 * MINUTE);
  assert.deepEqual(await sweep(clock), { breached: 1, warned: 0, woken: 0, more: false });
  await time.pass(9 * MINUTE + 59_999);
  assert.equal((await sweep(clock)).woken, 0);
  await time.pass(1);
  assert.equal((await sweep(clock)).woken, 1);
  assert.equal((await sweep(clock)).woken, 0);
  const { rows } = await sql<{ status: string; told: string }>`
    select c.status, (select count(*) from event where data->>'change' = 'woken') as told from conversation c`.execute(
    database.db,
  );
  assert.deepEqual(
    rows.map(({ status, told }) => ({ status, told: Number(told) })),
    [{ status: 'open', told: 1 }],
  );
  assert.equal((await breaches()).length, 1);
});
