import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { type Connector, type Context, type Heard, NetworkFailure, type Page } from '../../src/connectors/connector.ts';
import { makeChannelHealth } from '../../src/services/channel-health.ts';
import { makeEars } from '../../src/services/ears.ts';
import type { Gather } from '../../src/services/gather.ts';
import { LEASE_SECONDS, type ListenNeeds, LOOK_EVERY_MS, listen } from '../../src/services/listen.ts';
import { makeSeal } from '../../src/services/seal.ts';
import { NAME_EVERY_MS } from '../../src/services/strangers.ts';
import { insertChannel } from '../../src/store/channels.ts';
import { saveCursor } from '../../src/store/cursors.ts';
import { bird, birdAccount, openBirdContext, song } from '../support/bird.ts';
import { countedIds, testBrand } from '../support/brand.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { makeTimeline, type Timeline } from '../support/timeline.ts';
import { until } from '../support/until.ts';

let database: FreshDatabase;
const seal = makeSeal('a key for tests');
const makeId = countedIds();

before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

type World = {
  time: Timeline;
  brandId: number;
  channelId: string;
  /** Remote ids in the order they were handed to ingest. */
  kept: string[];
  heardByQuery: string[];
  /** Remote ids out of sources that carry everybody. */
  ofEverybody: string[];
  /** Starts a process that listens; ends it with the function returned. */
  start(holder?: string): () => Promise<void>;
  row(): Promise<{ state: string; said: string | null; reconnects: number }>;
  set(state: string): Promise<void>;
  told(): Promise<(string | null)[]>;
  /** Somebody asks for the network to be asked again. */
  redial(role?: 'lead' | 'agent'): Promise<void>;
};

async function world(inbound: Connector['inbound'], more: Partial<Connector> = {}): Promise<World> {
  const { db } = database;
  // One channel at a time: listeners take every active channel there is.
  await sql`update channel set state = 'paused'`.execute(db);
  await sql`delete from lease`.execute(db);
  const { brandId, inboxId, who } = await testBrand(db);
  const channelId = makeId();
  const sealed = seal.seal({ server: 'birds.example', token: 'tok-1' }, { brandId, channelId });
  await insertChannel(db, {
    brandId,
    id: channelId,
    inboxId,
    network: 'bird',
    name: 'Bird',
    account: birdAccount,
    sealed,
  });
  const time = makeTimeline();
  const kept: string[] = [];
  const heardByQuery: string[] = [];
  const ofEverybody: string[] = [];
  const gather = keepingGather(kept, heardByQuery, ofEverybody);
  const connectors = new Map([['bird', bird({ inbound, ...more })]]);
  const needs = (holder: string): ListenNeeds => ({
    db,
    connectors,
    openContext: openBirdContext,
    seal,
    gather,
    ears: makeEars({ db }),
    holder,
    wait: time.wait,
    random: () => 0.5,
    now: time.now,
    log: () => {},
  });
  return {
    time,
    brandId,
    channelId,
    kept,
    heardByQuery,
    ofEverybody,
    start(holder = 'one') {
      const stop = new AbortController();
      const done = listen(needs(holder), stop.signal);
      return () => {
        stop.abort();
        return done;
      };
    },
    async row() {
      const { rows } = await sql<Awaited<ReturnType<World['row']>>>`
        select state, said, reconnects from channel where id = ${channelId}`.execute(db);
      return rows[0] ?? assert.fail('no channel');
    },
    async set(state) {
      await sql`update channel set state = ${state} where id = ${channelId}`.execute(db);
    },
    async told() {
      const { rows } = await sql<{ told: string }>`
        select data->>'state' || ': ' || coalesce(data->>'said', '-') as told from event
        where brand_id = ${brandId} order by seq`.execute(db);
      return rows.map(({ told }) => told);
    },
    redial: (role = 'lead') => makeChannelHealth({ db, connectors, seal, now: time.now }).redial(who(role), channelId),
  };
}

function keepingGather(kept: string[], heardByQuery: string[], ofEverybody: string[]): Gather {
  return {
    async add({ brandId, channel, source, heard, cursor, listened }) {
      const ids = heard.flatMap(one => (one.kind === 'arrival' ? one.items : [])).map(idOf);
      if (cursor !== null && source !== 'hook' && source !== 'listening' && source !== 'reread')
        await saveCursor(database.db, brandId, channel.id, source, cursor);
      kept.push(...ids);
      if (channel.hearsEverybody) ofEverybody.push(...ids);
      heardByQuery.push(...(listened?.keys() ?? []));
      return { received: ids.length, kept: ids.length, ignored: 0, failed: 0, withMedia: [] };
    },
    drain: async () => {},
  };
}

function idOf(item: { kind: string }): string {
  return 'post' in item ? (item.post as { remoteId: string }).remoteId : item.kind;
}

/** A stream that sings what the script says, from the cursor on, then stays silent until the signal. */
async function* singing(context: Context<unknown>, songs: Heard[]): AsyncIterable<Heard> {
  yield* songs;
  await new Promise<void>(resolve => context.signal.addEventListener('abort', () => resolve(), { once: true }));
}

test('a stream that is cut goes on from its cursor, waits longer each time, and counts its returns', async () => {
  const opened: (string | null)[] = [];
  const { time, kept, start, row } = await world({
    stream: {
      async *open(_context, after) {
        opened.push(after);
        const n = Number(after ?? 0) + 1;
        yield song(`post-${n}`, String(n));
        throw new NetworkFailure('retry', 'The connection broke.');
      },
    },
  });
  const stop = start();
  await until(() => time.waits().includes(750));
  assert.equal((await row()).said, 'The connection broke.');
  await time.pass(1_000);
  await until(() => time.waits().includes(1_500));
  await time.pass(1_500);
  await until(() => time.waits().includes(3_000));
  await stop();
  assert.deepEqual(kept, ['post-1', 'post-2', 'post-3']);
  assert.deepEqual(opened, [null, '1', '2']);
  const { state, reconnects } = await row();
  assert.deepEqual({ state, reconnects }, { state: 'active', reconnects: 2 });
});

test('what a network asks us to wait is waited', async () => {
  const { time, start } = await world({
    poll: {
      everySeconds: 30,
      page: () => Promise.reject(new NetworkFailure('retry', 'Slow down.', { afterSeconds: 90 })),
    },
  });
  const stop = start();
  await until(() => time.waits().includes(90_000));
  await stop();
});

test('a stream that was only cut shows no trouble once it has been open for a while', async () => {
  let opened = 0;
  const { time, start, row, told } = await world({
    stream: {
      async *open(context) {
        if (++opened === 1) throw new NetworkFailure('retry', 'It hung up.');
        yield* singing(context, []);
      },
    },
  });
  const stop = start();
  await until(() => time.waits().includes(750) && opened === 1);
  await time.pass(1_000);
  await until(() => opened === 2);
  await time.pass(15_000);
  await until(async () => (await row()).said === null);
  await stop();
  assert.deepEqual(await told(), ['active: It hung up.', 'active: -']);
});

test("a sign-in that no longer holds breaks the channel in the network's words, and it is left alone", async () => {
  let opened = 0;
  const { time, start, row, told } = await world({
    stream: {
      // biome-ignore lint/correctness/useYield: this network refuses before it says anything
      async *open() {
        opened += 1;
        throw new NetworkFailure('reauthorise', 'It no longer accepts our sign-in.', {
          said: 'Token revoked by its owner.',
        });
      },
    },
  });
  const stop = start();
  await until(async () => (await row()).state === 'broken');
  await time.pass(60_000);
  await stop();
  assert.equal((await row()).said, 'Token revoked by its owner.');
  assert.deepEqual(await told(), ['broken: Token revoked by its owner.']);
  assert.equal(opened, 1);
});

test('a budget that is used up is waited out without asking, and a raised one ends the wait', async () => {
  let mayPay = false;
  let asked = 0;
  const { time, start, kept, row } = await world({
    poll: {
      everySeconds: 30,
      async page() {
        asked += 1;
        if (mayPay) return { heard: [song('paid for', '1')], cursor: '1', more: false };
        const more = { afterSeconds: 8 * 86_400, ready: () => mayPay };
        throw new NetworkFailure('retry', 'This month’s budget of $50 is used up.', more);
      },
    },
  });
  const stop = start();
  await until(async () => (await row()).said === 'This month’s budget of $50 is used up.');
  await time.pass(20 * 60_000);
  assert.equal(asked, 1);
  mayPay = true;
  await until(async () => {
    await time.pass(5_000);
    return kept.length > 0;
  });
  await stop();
  assert.deepEqual([kept, asked], [['paid for'], 2]);
});

test('a sign-in that can be renewed is renewed, kept, and used', async () => {
  const seen: unknown[] = [];
  const renewed = { server: 'birds.example', token: 'tok-2' };
  const { start, kept, row } = await world(
    {
      stream: {
        async *open(context) {
          seen.push(context.credentials);
          if (seen.length === 1) throw new NetworkFailure('reauthorise', 'Expired.');
          yield song('after', '1');
          yield* singing(context, []);
        },
      },
    },
    {
      connect: {
        check: async () => ({ account: birdAccount, credentials: {} }),
        refresh: async () => renewed,
      },
    },
  );
  const stop = start();
  await until(() => kept.includes('after'));
  await stop();
  assert.deepEqual(seen.at(-1), renewed);
  assert.equal((await row()).state, 'active');
});

test('a fault of ours in a connector is shown, tried again, and does not end the listening', async () => {
  let opened = 0;
  const { time, start, kept, row } = await world({
    stream: {
      async *open(context) {
        if (++opened === 1) throw new TypeError('cannot read properties of undefined');
        yield* singing(context, [song('later', '1')]);
      },
    },
  });
  const stop = start();
  await until(async () => (await row()).said !== null);
  assert.match((await row()).said ?? '', /Heed made a mistake here/);
  await until(() => time.waits().includes(750));
  await time.pass(1_000);
  await until(() => kept.includes('later'));
  await stop();
});

test('a channel paused while it is heard falls silent, and goes on where it stopped when it is resumed', async () => {
  const opened: (string | null)[] = [];
  const { time, start, set, kept } = await world({
    stream: {
      open(context, after) {
        opened.push(after);
        return singing(context, after === null ? [song('first', 'c1')] : [song('second', 'c2')]);
      },
    },
  });
  const stop = start();
  await until(() => kept.length === 1);
  await set('paused');
  await time.pass(LOOK_EVERY_MS);
  await until(async () => (await leases()) === 0 || (await time.pass(LOOK_EVERY_MS)));
  await set('active');
  await until(async () => kept.length === 2 || (await time.pass(LOOK_EVERY_MS)));
  await stop();
  assert.deepEqual(opened, [null, 'c1']);
});

async function leases(): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from lease`.execute(database.db);
  return rows[0]?.n ?? 0;
}

test('of two processes one listens; when it stops the other takes over at once, when it dies after the lease', async () => {
  const open: string[] = [];
  const { time, start, kept } = await world({
    stream: {
      async *open(context, after) {
        open.push(after ?? 'start');
        yield song(`by-${open.length}`, `c${open.length}`);
        yield* singing(context, []);
      },
    },
  });
  const stopOne = start('one');
  await until(() => kept.length === 1);
  const stopTwo = start('two');
  await time.pass(3 * LOOK_EVERY_MS);
  await until(async () => (await holders()).join() === 'one');
  assert.equal(open.length, 1);
  await stopOne();
  await until(async () => kept.length === 2 || (await time.pass(LOOK_EVERY_MS)));
  assert.deepEqual(await holders(), ['two']);
  // A process that is killed gives nothing back: its lease runs out instead.
  await sql`update lease set holder = 'killed', until = now() + make_interval(secs => ${LEASE_SECONDS})`.execute(
    database.db,
  );
  const stopThree = start('three');
  await time.pass(LOOK_EVERY_MS);
  assert.deepEqual(await holders(), ['killed']);
  await sql`update lease set until = now() - interval '1 second'`.execute(database.db);
  await until(async () => (await holders()).join() !== 'killed' || (await time.pass(LOOK_EVERY_MS)));
  await Promise.all([stopTwo(), stopThree()]);
});

async function holders(): Promise<string[]> {
  const { rows } = await sql<{ holder: string }>`select holder from lease order by name`.execute(database.db);
  return rows.map(({ holder }) => holder);
}

test('a connector that ignores its signal is left behind: stopping takes no longer for it', async () => {
  const { start, kept } = await world({
    stream: {
      async *open() {
        yield song('one', 'c1');
        await new Promise(() => {});
      },
    },
  });
  const stop = start();
  await until(() => kept.length === 1);
  await stop();
  assert.deepEqual(await holders(), []);
});

test('a poll reads page after page from its cursor, and one that repeats itself is a failure', async () => {
  const asked: (string | null)[] = [];
  const pages: Record<string, Page> = {
    start: { heard: [song('a', null), song('b', null)], cursor: 'p1', more: true },
    p1: { heard: [song('c', null)], cursor: 'p2', more: true },
    p2: { heard: [], cursor: 'p2', more: true },
  };
  const { time, start, kept, row } = await world({
    poll: {
      everySeconds: 30,
      page: async (_context, after) => {
        asked.push(after);
        return pages[after ?? 'start'] ?? assert.fail();
      },
    },
  });
  const stop = start();
  await until(async () => (await row()).said !== null);
  await until(() => time.waits().includes(750));
  await stop();
  assert.deepEqual(kept, ['a', 'b', 'c']);
  assert.deepEqual(asked, [null, 'p1', 'p2']);
  assert.match((await row()).said ?? '', /same page again/);
});

test('what a source carries of everybody is told to ingest as such, each way of hearing by itself', async () => {
  const page = async () => ({ heard: [song('a', null)], cursor: 'p1', more: false });
  const pages = async function* () {
    yield song('b', null);
  };
  for (const hearsEverybody of [true, undefined] as const) {
    const w = await world({
      poll: { everySeconds: 30, page, ...(hearsEverybody ? { hearsEverybody } : {}) },
      backfill: { pages },
    });
    const stop = w.start();
    await until(() => w.kept.length === 2);
    await stop();
    assert.deepEqual(new Set(w.ofEverybody), new Set(hearsEverybody ? ['a'] : []));
  }
});

test('the past is read once; a back-fill that was interrupted goes on where it stood, from the same day', async () => {
  const begun: { since: string; after: string | null }[] = [];
  const { time, start, kept } = await world({
    backfill: {
      async *pages(_context, since, after) {
        begun.push({ since: since.toISOString(), after });
        if (after === null) {
          yield song('old-1', 'page 2');
          throw new NetworkFailure('retry', 'It hung up.');
        }
        yield song('old-2', 'page 3');
      },
    },
  });
  const stop = start();
  await until(() => time.waits().includes(750));
  await time.pass(1_000);
  await until(() => kept.length === 2);
  await until(async () => (await backfillCursor()) === 'done');
  await stop();
  const again = start();
  await until(async () => (await leases()) === 1);
  await time.pass(5_000);
  await again();
  assert.deepEqual(kept, ['old-1', 'old-2']);
  const since = '2026-10-23T09:00:00.000Z';
  assert.deepEqual(begun, [
    { since, after: null },
    { since, after: 'page 2' },
  ]);
});

test('a network that is asked again is dialled at once, and what was missed is read: once, however often it is pressed', async () => {
  const dialled: (string | null)[] = [];
  const readBack: string[] = [];
  const { time, start, kept, row, redial, channelId } = await world({
    stream: {
      async *open(context, after) {
        dialled.push(after);
        if (dialled.length === 1) {
          yield song('one', '1');
          throw new NetworkFailure('refuse', 'Come back later.');
        }
        yield* singing(context, [song('three', '3')]);
      },
    },
    backfill: {
      async *pages(_context, since) {
        readBack.push(since.toISOString());
        if (readBack.length === 2) yield song('two', null);
      },
    },
  });
  const stop = start();
  await until(async () => (await row()).said === 'Come back later.' && (await backfillCursor()) === 'done');
  await until(async () => (await nextTry(channelId)) !== null);
  await sql`update channel set last_heard_at = ${time.now()} where id = ${channelId}`.execute(database.db);
  await time.pass(20_000);
  await Promise.all([redial(), redial()]);
  assert.equal((await nextTry(channelId))?.getTime(), time.now().getTime(), 'it is tried now');
  await time.pass(LOOK_EVERY_MS);
  await until(async () => {
    await time.pass(LOOK_EVERY_MS);
    return kept.length === 3;
  });
  await redial();
  await time.pass(3 * LOOK_EVERY_MS);
  await until(async () => (await backfillCursor()) === 'done');
  await until(async () => (await nextTry(channelId)) === null);
  await stop();
  assert.deepEqual(new Set(kept), new Set(['one', 'two', 'three']));
  assert.deepEqual(dialled, [null, '1']);
  assert.deepEqual(readBack, ['2026-10-23T09:00:00.000Z', '2026-11-22T08:00:00.000Z']);
});

test('only a line of ours can be opened anew, and only by who leads', async () => {
  const hook = { signed: 'body' as const, verify: () => ({ kind: 'refused', why: '' }) as const, parse: () => [] };
  const called = await world({ hook });
  await assert.rejects(called.redial(), { code: 'network_cannot' });
  const paused = await world({
    poll: { everySeconds: 30, page: async () => ({ heard: [], cursor: null, more: false }) },
  });
  await assert.rejects(paused.redial('agent'), { code: 'not_allowed' });
  await paused.set('paused');
  await assert.rejects(paused.redial(), { code: 'channel_not_ready' });
});

async function nextTry(channelId: string): Promise<Date | null> {
  const { rows } = await sql<{ next: Date | null }>`
    select next_try_at as next from channel_line where channel_id = ${channelId}`.execute(database.db);
  return rows[0]?.next ?? null;
}

async function backfillCursor(): Promise<string | null> {
  const { rows } = await sql<{ cursor: string }>`
    select cursor from channel_cursor where source = 'backfill' order by updated_at desc limit 1`.execute(database.db);
  return rows[0]?.cursor ?? null;
}

test('posts that tag nobody are heard where a listening query asks for them, also one added while listening', async () => {
  let sing: (heard: Heard) => void = () => {};
  const untagged = { addressed: false, text: 'The Kestrel grinder HUMS all day' };
  const w = await world({
    stream: {
      async *open() {
        for (;;) yield await new Promise<Heard>(resolve => (sing = resolve));
      },
    },
  });
  const stop = w.start();
  await until(async () => (await leases()) === 1);
  sing(song('too-early', '1', untagged));
  await until(() => w.kept.length === 1);
  await sql`
    insert into listening_query (brand_id, id, text) values (${w.brandId}, ${makeId()}, 'kestrel hums')`.execute(
    database.db,
  );
  await w.time.pass(LOOK_EVERY_MS);
  await until(async () => {
    sing(song('asked-for', '2', untagged));
    await w.time.pass(LOOK_EVERY_MS);
    return w.heardByQuery.includes('asked-for');
  });
  sing(song('tagged', '3', { ...untagged, addressed: true }));
  await until(() => w.kept.includes('tagged'));
  await stop();
  assert.deepEqual([...new Set(w.heardByQuery)], ['asked-for', 'tagged']);
});

test('for how long a channel was listened to is written down, with trouble and without', async () => {
  let isWell = true;
  const { time, start, channelId } = await world({
    poll: {
      everySeconds: 60,
      async page() {
        if (!isWell) throw new NetworkFailure('retry', 'It is busy.');
        return { heard: [], cursor: null, more: false };
      },
    },
  });
  const seconds = async () => {
    const { rows } = await sql<{ listened: number; troubled: number }>`
      select sum(listened)::int as listened, sum(troubled)::int as troubled from heard_hour where channel_id = ${channelId}`.execute(
      database.db,
    );
    return rows[0] ?? assert.fail('nothing was written');
  };
  const stop = start();
  await until(async () => {
    await time.pass(10_000);
    return (await seconds()).listened >= 120;
  });
  isWell = false;
  await until(async () => {
    await time.pass(10_000);
    return (await seconds()).troubled >= 60;
  });
  await stop();
});

test('who wrote to us and is known by an id alone gets a name a little later, asked for once', async () => {
  const asked: (readonly string[])[] = [];
  const nameless = { remoteId: 'id-7', handle: null, name: null, avatarUrl: null, profileUrl: null };
  const { time, start, kept } = await world(
    { stream: { open: context => singing(context, [song('who-is-it', '1', { author: nameless })]) } },
    {
      people: {
        most: 5,
        async find(_context, remoteIds) {
          asked.push(remoteIds);
          if (asked.length === 1) throw new NetworkFailure('retry', 'It is busy.');
          return [{ ...nameless, handle: 'maria', name: 'Maria' }];
        },
      },
    },
  );
  const stop = start();
  await until(() => kept.includes('who-is-it'));
  await until(async () => {
    await time.pass(NAME_EVERY_MS);
    return kept.includes('person');
  });
  await time.pass(NAME_EVERY_MS * 3);
  await stop();
  assert.deepEqual(asked, [['id-7'], ['id-7']]);
});
