/** Posts are looked at once more when they have reached the ages a network asks for. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { type Heard, type Known, NetworkFailure } from '../../src/connectors/connector.ts';
import { makeGather } from '../../src/services/gather.ts';
import { makeIngest, makeIngestAll } from '../../src/services/ingest.ts';
import { BEHIND_LIMIT_MS, keepRechecking, RECHECK_EVERY_MS } from '../../src/services/recheck.ts';
import { makeSeal } from '../../src/services/seal.ts';
import { channelsToHear, insertChannel } from '../../src/store/channels.ts';
import { bird, birdAccount, birdPost, openBirdContext } from '../support/bird.ts';
import { countedIds, testBrand } from '../support/brand.ts';
import { booksOf } from '../support/chorus.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { makeTimeline } from '../support/timeline.ts';
import { until } from '../support/until.ts';

let database: FreshDatabase;
const seal = makeSeal('a key for tests');
const makeId = countedIds();
const MINUTE_MS = 60_000;

before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

async function here(ages: number[], most: number, answer: (posts: readonly Known[]) => Heard[]) {
  const { db } = database;
  const { brandId, inboxId } = await testBrand(db);
  const channelId = makeId();
  const sealed = seal.seal({ server: 'birds.example', token: 'tok-1' }, { brandId, channelId });
  const name = { network: 'bird', name: 'Bird', account: birdAccount };
  await insertChannel(db, { brandId, id: channelId, inboxId, ...name, sealed });
  const time = makeTimeline();
  const looked: string[][] = [];
  const connector = bird({
    inbound: {
      recheck: {
        most,
        atAgesMinutes: ages,
        async look(_, posts) {
          looked.push(posts.map(({ remoteId }) => remoteId));
          return answer(posts);
        },
      },
    },
  });
  const dependencies = { database, makeId, now: time.now };
  const ingest = makeIngest(dependencies);
  const channel = { id: channelId, network: 'bird', account: birdAccount, playsRecording: false };
  return {
    time,
    looked,
    channelId,
    hear: (...ids: string[]) => {
      const items = ids.map(id => ({ kind: 'post' as const, post: birdPost(id, { at: time.now() }) }));
      const heard: Heard[] = [{ kind: 'arrival', items, raw: ids.join(), cursor: null, lane: 'a' }];
      return ingest({ brandId, channel, source: 'stream', heard, cursor: null, receivedAt: time.now() });
    },
    async start() {
      const row = (await channelsToHear(db)).find(({ id }) => id === channelId) ?? assert.fail();
      const stop = new AbortController();
      const { signal } = stop;
      const context = openBirdContext({ channelId, network: 'bird', credentials: {}, account: birdAccount, signal });
      const gather = makeGather(makeIngestAll(dependencies), async () => {});
      const needs = { db, seal, gather, wait: time.wait, random: () => 0.5, now: time.now, log: () => {} };
      const done = keepRechecking({ needs, channel: row, connector, context, signal });
      return () => {
        stop.abort();
        return done;
      };
    },
    /** Lets time pass, minute by minute, each time once it rests. */
    async pass(ms: number) {
      await until(() => time.waits().length > 0);
      for (let left = ms; left > 0; left -= RECHECK_EVERY_MS) {
        await time.pass(Math.min(left, RECHECK_EVERY_MS));
        await until(() => time.waits().length > 0);
      }
    },
    async left() {
      const { rows } = await sql<{ line: string }>`
        select remote_id || ': ' || case when deleted_at is null then text else 'gone' end as line
        from message where channel_id = ${channelId} order by remote_id`.execute(db);
      return rows.map(({ line }) => line);
    },
  };
}

const removalOf = (remoteId: string, at: Date): Heard => ({
  kind: 'arrival',
  items: [{ kind: 'remove', remoteId, at, by: 'author' }],
  raw: `gone ${remoteId}`,
  cursor: null,
  lane: remoteId,
});

test('each post is looked at once at each age; what was taken back goes, and is looked at no more', async () => {
  const gone = new Set<string>();
  const world = await here([35, 60], 2, posts =>
    posts.filter(({ remoteId }) => gone.has(remoteId)).map(({ remoteId, at }) => removalOf(remoteId, at)),
  );
  await world.hear('before');
  await world.time.pass(36 * MINUTE_MS);
  const stop = await world.start();
  await world.pass(0);
  assert.deepEqual(world.looked, [], 'what had that age on connecting has just been read');
  await world.hear('a', 'b', 'c');
  gone.add('b');
  await world.pass(30 * MINUTE_MS);
  assert.deepEqual(world.looked, [['before']], 'it has reached an hour');
  await world.pass(6 * MINUTE_MS);
  assert.deepEqual(world.looked.slice(1), [['a', 'b'], ['c']]);
  assert.deepEqual(
    (await world.left()).map(line => line.split(':')[1] === ' gone'),
    [false, true, false, false],
  );
  await world.pass(25 * MINUTE_MS);
  assert.deepEqual(world.looked.slice(3), [['a', 'c']]);
  await world.pass(5 * RECHECK_EVERY_MS);
  assert.equal(world.looked.length, 4);
  assert.deepEqual(await booksOf(database, world), ['kept deletion 1', 'kept post 4']);
  await stop();
});

test('a network that cannot be asked is asked again later, from where it stood', async () => {
  let isDown = true;
  const world = await here([10], 10, () => {
    if (isDown) throw new NetworkFailure('retry', 'The budget of the month is used up.', { afterSeconds: 600 });
    return [];
  });
  const stop = await world.start();
  await world.pass(0);
  await world.hear('a');
  await world.pass(12 * MINUTE_MS);
  assert.deepEqual(world.looked, [['a']]);
  await world.pass(5 * MINUTE_MS);
  assert.deepEqual(world.looked, [['a']], 'not before it said');
  isDown = false;
  await world.pass(10 * MINUTE_MS);
  assert.deepEqual(world.looked, [['a'], ['a']]);
  await stop();
});

test('it goes on after a restart, and does not make up for more than a week', async () => {
  const world = await here([10], 10, () => []);
  const first = await world.start();
  await world.pass(0);
  await first();
  await world.hear('long ago');
  await world.time.pass(BEHIND_LIMIT_MS + 60 * MINUTE_MS);
  await world.hear('lately');
  await world.time.pass(11 * MINUTE_MS);
  const stop = await world.start();
  await world.pass(0);
  assert.deepEqual(world.looked, [['lately']]);
  await stop();
});

test('after hours without a word the place has moved on, and what comes then is looked at', async () => {
  const world = await here([10], 10, () => []);
  const stop = await world.start();
  await world.pass(0);
  await world.pass(5 * 60 * MINUTE_MS);
  const { rows } = await sql<{ at: Date }>`
    select at from channel_recheck where channel_id = ${world.channelId}`.execute(database.db);
  const behindMinutes = (world.time.now().getTime() - (rows[0]?.at.getTime() ?? 0)) / MINUTE_MS;
  assert.ok(behindMinutes < 3 * 60, `${behindMinutes} minutes behind`);
  await world.hear('a');
  await world.pass(11 * MINUTE_MS);
  assert.deepEqual(world.looked, [['a']]);
  await stop();
});
