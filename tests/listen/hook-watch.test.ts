/** Whether a network still calls us: looked at while a channel is listened to, shown, and what was missed is asked for. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { type CallPlace, type Connector, type Hook, NetworkFailure } from '../../src/connectors/connector.ts';
import { leaveChannel } from '../../src/services/connect-leave.ts';
import { makeEars } from '../../src/services/ears.ts';
import { BACKFILL_DONE, hearChannel } from '../../src/services/hear-channel.ts';
import { AWAY_MS } from '../../src/services/keep-hook.ts';
import { needsListener } from '../../src/services/listen.ts';
import { makeSeal } from '../../src/services/seal.ts';
import { hookOf } from '../../src/store/channel-hooks.ts';
import { channelsToHear, insertChannel } from '../../src/store/channels.ts';
import { readCursor } from '../../src/store/cursors.ts';
import { bird, birdAccount, openBirdContext } from '../support/bird.ts';
import { countedIds, testBrand } from '../support/brand.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { makeTimeline } from '../support/timeline.ts';
import { until } from '../support/until.ts';

let database: FreshDatabase;
const seal = makeSeal('a key for tests');
const makeId = countedIds();
const EVERY_SECONDS = 300;
const place: CallPlace = { url: 'https://desk.example/hooks/1/c', secret: 's' };
type Answer = Awaited<ReturnType<NonNullable<Hook<unknown>['watch']>['keep']>>;

async function* nothing(): AsyncGenerator<never> {}

before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

/** `answers`: what each look finds, or throws; the last one stays. */
async function watched(answers: (Answer | Error)[], { callAt = place as CallPlace | null, backfills = true } = {}) {
  const { db } = database;
  const { brandId, inboxId, who } = await testBrand(db);
  const channelId = makeId();
  const sealed = seal.seal({ server: 'birds.example', token: 'tok-1' }, { brandId, channelId });
  const name = { network: 'bird', name: 'Bird', account: birdAccount };
  await insertChannel(db, { brandId, id: channelId, inboxId, ...name, sealed });
  const time = makeTimeline();
  const seen = { looks: 0, ends: 0, lookedMs: [] as number[], pasts: [] as Date[] };
  const watch: Hook<unknown>['watch'] = {
    everySeconds: EVERY_SECONDS,
    async keep() {
      const answer = answers[Math.min(seen.looks, answers.length - 1)];
      seen.looks += 1;
      seen.lookedMs.push(time.now().getTime());
      if (answer instanceof Error) throw answer;
      return answer ?? { kind: 'stands' };
    },
    async end() {
      seen.ends += 1;
    },
  };
  const hook: Hook<unknown> = {
    signed: 'body',
    verify: () => ({ kind: 'refused', why: 'a test' }),
    parse: () => [],
    watch,
  };
  const backfill: Connector['inbound']['backfill'] = {
    pages(_, since) {
      seen.pasts.push(since);
      return nothing();
    },
  };
  const connector = bird({ inbound: { hook, ...(backfills ? { backfill } : {}) } });
  const openContext: typeof openBirdContext = asked => ({ ...openBirdContext(asked), callAt });
  const connectors = new Map([['bird', connector]]);
  const hookNow = () => hookOf(db, brandId, channelId);
  return {
    time,
    seen,
    place: { brandId, channelId },
    hook: hookNow,
    async start() {
      const channel = (await channelsToHear(db)).find(({ id }) => id === channelId) ?? assert.fail('no channel');
      const stop = new AbortController();
      const done = hearChannel(
        {
          db,
          connectors,
          openContext,
          seal,
          gather: { add: () => Promise.reject(new Error('nothing was said')), drain: async () => {} },
          hear: makeEars({ db }).listen,
          wait: time.wait,
          random: () => 0.5,
          now: time.now,
          log: () => {},
        },
        channel,
        stop.signal,
      );
      return () => {
        stop.abort();
        return done;
      };
    },
    /** Lets time pass until as many looks were taken and written down. */
    async looks(n: number) {
      await until(async () => {
        if (seen.looks < n) await time.pass(10_000);
        return (await hookNow())?.lookedAt.getTime() === seen.lookedMs[n - 1];
      });
    },
    async told() {
      const { rows } = await sql<{ told: string }>`
        select data->>'state' || ': ' || coalesce(data->>'said', '-') as told from event
        where brand_id = ${brandId} and kind = 'channel.changed' order by seq`.execute(db);
      return rows.map(({ told }) => told);
    },
    leave: () => leaveChannel({ db, connectors, openContext, seal, now: time.now }, who('owner'), channelId),
  };
}

test('a network that can only be watched needs somebody who listens', () => {
  const hook: Hook<unknown> = { signed: 'body', verify: () => ({ kind: 'refused', why: '' }), parse: () => [] };
  assert.equal(needsListener(bird({ inbound: { hook } })), false);
  const watch = { everySeconds: 60, keep: async () => ({ kind: 'stands' as const }) };
  assert.equal(needsListener(bird({ inbound: { hook: { ...hook, watch } } })), true);
});

test('it is asked to call on connecting, and looked at every few minutes from then on', async () => {
  const here = await watched([{ kind: 'begun', why: 'It told us nothing.' }, { kind: 'stands' }]);
  const stop = await here.start();
  await here.looks(1);
  const first = await here.hook();
  assert.deepEqual([first?.state, first?.begunAt, first?.stoodAt], ['stands', here.time.now(), here.time.now()]);
  await here.looks(2);
  assert.deepEqual((await here.hook())?.stoodAt, here.time.now());
  assert.deepEqual((await here.hook())?.begunAt, first?.begunAt);
  assert.deepEqual(await here.told(), ['active: It told us nothing.']);
  assert.equal(here.seen.pasts.length, 1, 'the past is read on connecting, and not again');
  await stop();
});

test('where it had stopped calling, what was missed is asked for since it was last seen to call', async () => {
  const again = { kind: 'begun', why: 'It had stopped calling.' } as const;
  const here = await watched([{ kind: 'stands' }, { kind: 'stands' }, again, { kind: 'stands' }]);
  const stop = await here.start();
  await here.looks(1);
  await here.looks(2);
  const stoodAt = (await here.hook())?.stoodAt ?? assert.fail();
  await here.looks(3);
  await until(() => here.seen.pasts.length === 2);
  assert.deepEqual(here.seen.pasts[1], new Date(stoodAt.getTime() - 3_600_000));
  const { brandId, channelId } = here.place;
  await until(async () => (await readCursor(database.db, brandId, channelId, 'backfill')) === BACKFILL_DONE);
  await here.looks(4);
  assert.equal(here.seen.pasts.length, 2, 'once for each time that it had stopped');
  assert.deepEqual(await here.told(), ['active: -', 'active: It had stopped calling.']);
  await stop();
});

test('what was missed is asked for after a restart, where the process ended in between', async () => {
  const here = await watched([{ kind: 'stands' }]);
  const first = await here.start();
  await here.looks(1);
  await until(() => here.seen.pasts.length === 1);
  await first();
  await sql`update channel_hook set missed_since = looked_at where channel_id = ${here.place.channelId}`.execute(
    database.db,
  );
  const stop = await here.start();
  await until(() => here.seen.pasts.length === 2);
  await stop();
});

test('a network that cannot be asked is asked again later; the channel goes on, and the trouble is shown', async () => {
  const failure = new NetworkFailure('refuse', 'refused', { said: 'Permission pages_manage_metadata is missing.' });
  const here = await watched([{ kind: 'stands' }, failure, { kind: 'stands' }]);
  const stop = await here.start();
  await here.looks(1);
  await here.looks(2);
  const row = await here.hook();
  assert.deepEqual([row?.state, row?.why], ['failing', 'Permission pages_manage_metadata is missing.']);
  const { rows } = await sql`select state from channel where id = ${here.place.channelId}`.execute(database.db);
  assert.deepEqual(rows, [{ state: 'active' }]);
  await here.looks(3);
  assert.equal((await here.hook())?.state, 'stands');
  assert.equal(here.seen.pasts.length, 1, 'that it could not be asked does not mean that it did not call');
  await stop();
});

test('what a person has to enter by hand is shown until it stands, and then what was missed is asked for', async () => {
  const byHand = { kind: 'byHand', why: 'The app is not ours to change.' } as const;
  const here = await watched([byHand, { kind: 'stands' }]);
  const stop = await here.start();
  await here.looks(1);
  assert.equal((await here.hook())?.state, 'byHand');
  await here.looks(2);
  assert.equal((await here.hook())?.state, 'stands');
  await until(() => here.seen.pasts.length === 2);
  assert.deepEqual(await here.told(), ['active: The app is not ours to change.', 'active: -']);
  await stop();
});

test('when nobody here has looked for hours, what came meanwhile is asked for', async () => {
  const here = await watched([{ kind: 'stands' }]);
  const first = await here.start();
  await here.looks(1);
  await until(() => here.seen.pasts.length === 1);
  await first();
  await here.time.pass(AWAY_MS + 60_000);
  const stop = await here.start();
  await here.looks(2);
  await until(() => here.seen.pasts.length === 2);
  await stop();
});

test('a Heed that nobody outside can reach asks for no calls, and ends those it had', async () => {
  const never = await watched([{ kind: 'stands' }], { callAt: null });
  const stopNever = await never.start();
  await until(() => never.seen.pasts.length === 1);
  assert.deepEqual([never.seen.looks, never.seen.ends, await never.hook()], [0, 0, null]);
  await stopNever();
  await sql`
    insert into channel_hook (brand_id, channel_id, state, made_at, looked_at)
    values (${never.place.brandId}, ${never.place.channelId}, 'stands', now(), now())`.execute(database.db);
  const stop = await never.start();
  await until(async () => (await never.hook()) === null);
  assert.deepEqual([never.seen.looks, never.seen.ends], [0, 1]);
  await stop();
});

test('on leaving the network is told to call no more', async () => {
  const here = await watched([{ kind: 'stands' }]);
  const stop = await here.start();
  await here.looks(1);
  await stop();
  assert.equal(await here.leave(), null);
  assert.deepEqual([here.seen.ends, await here.hook()], [1, null]);
});
