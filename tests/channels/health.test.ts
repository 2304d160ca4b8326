/** What is shown of how a channel fares: how late it hears, what is left to spend, how often its line broke, how long its sign-in lasts. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import type { Life } from '../../src/connectors/connector.ts';
import type { Allowance } from '../../src/core/allowance.ts';
import { makeChannelHealth } from '../../src/services/channel-health.ts';
import { makeHealth } from '../../src/services/health.ts';
import { makeAllowanceTeller } from '../../src/services/tell-allowances.ts';
import { findChannel } from '../../src/store/channels.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { letterDesk, readBird, seal } from '../support/letters.ts';

let database: FreshDatabase;
before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

const NOON = new Date('2026-11-22T12:00:00Z');

async function place() {
  let at = NOON;
  const now = () => at;
  const desk = await letterDesk(database, { now });
  const connectors = new Map([['bird', desk.connector]]);
  const health = makeChannelHealth({ db: database.db, connectors, seal, now });
  const row = async () => (await findChannel(database.db, desk.brand.brandId, desk.channelId)) ?? assert.fail('gone');
  return {
    ...desk,
    health,
    now,
    row,
    open: () => health.open(desk.brand.who('agent'), desk.channelId),
    pass: (minutes: number) => {
      at = new Date(at.getTime() + minutes * 60_000);
    },
    /** A post that stood on the network so many seconds before we received it. */
    hearLate: (id: string, seconds: number, source: 'stream' | 'poll' | 'backfill' = 'stream', more: object = {}) =>
      desk.hear(
        readBird(JSON.stringify({ id, at: new Date(at.getTime() - seconds * 1000).toISOString(), ...more })),
        source,
      ),
  };
}

const near = (actual: number | null, expected: number, part = 0.3) =>
  assert.ok(Math.abs((actual ?? Number.NaN) - expected) <= expected * part, `${actual} instead of ${expected}`);

test('the hearing delay is told for the last hour and the last day, in halves and in all but one of twenty', async () => {
  const here = await place();
  for (let i = 0; i < 20; i++) await here.hearLate(`old ${i}`, 60);
  here.pass(120);
  for (let i = 0; i < 40; i++) await here.hearLate(`new ${i}`, i < 37 ? 2 : 600);
  const { delay, hearingDelayMs } = await here.open();
  assert.deepEqual([delay.hour.n, delay.day.n], [40, 60]);
  near(delay.hour.p50Ms, 2_000);
  near(delay.hour.p95Ms, 600_000);
  near(delay.day.p50Ms, 2_000);
  assert.equal(hearingDelayMs, delay.hour.p50Ms);
  here.pass(120);
  const later = await here.open();
  assert.equal(later.delay.hour.n, 0);
  near(later.hearingDelayMs, 2_000, 0.3);
  here.pass(24 * 60);
  assert.equal((await here.open()).hearingDelayMs, null);
});

test('what is read out of the past is kept apart, and so is what was there before the channel', async () => {
  const here = await place();
  await here.hearLate('past', 20 * 86_400, 'backfill');
  await here.hearLate('before us', 400 * 86_400, 'poll');
  await here.hearLate('live', 3);
  const { delay } = await here.open();
  assert.deepEqual([delay.hour.n, delay.backfilled], [1, 1]);
  near(delay.hour.p95Ms, 3_000);
});

test('what is told again adds nothing: neither to the delay nor to when something was last heard', async () => {
  const here = await place();
  await here.hearLate('one', 5);
  here.pass(30);
  await here.hearLate('one', 1_805, 'poll');
  const { delay, lastHeardAt } = await here.open();
  assert.equal(delay.hour.n, 1);
  assert.equal(lastHeardAt, NOON.toISOString());
});

test('posts from the future have no delay, and the clock that is wrong is named', async () => {
  const here = await place();
  await here.hearLate('a little', -1);
  await here.hearLate('wrong', -90);
  await here.hearLate('more wrong', -120);
  const { delay } = await here.open();
  assert.deepEqual(delay.ahead, { n: 2, mostMs: 120_000 });
  assert.ok((delay.hour.p95Ms ?? 1e9) <= 100);
});

test('our own posts say nothing about how soon we hear others', async () => {
  const here = await place();
  await here.hearLate('ours', 3_000, 'stream', { own: true, addressed: false });
  assert.equal((await here.open()).delay.hour.n, 0);
});

const ours = (left: number, toldAt: Date, name = 'requests'): Allowance => ({
  name,
  by: 'us',
  left,
  of: 100,
  perSeconds: 100,
  wholeAt: null,
  toldAt,
});

test('what each process has spent adds up, comes back with time, and is shown where nobody spends', async () => {
  const here = await place();
  const { channelId, now } = here;
  const told: Record<string, Allowance[]> = { listener: [ours(60, now())], sender: [ours(90, now())] };
  const tellers = Object.keys(told).map(holder =>
    makeAllowanceTeller({ db: database.db, holder, allowances: () => [{ channelId, left: told[holder] ?? [] }] }),
  );
  for (const tell of tellers) assert.equal(await tell(), 1);
  for (const tell of tellers) assert.equal(await tell(), 0, 'nothing is written when nothing changed');
  const at = NOON.getTime();
  assert.deepEqual((await here.open()).allowances, [
    { name: 'requests', by: 'us', left: 50, of: 100, wholeAt: new Date(at + 50_000).toISOString() },
  ]);
  here.pass(0.5);
  assert.equal((await here.open()).left?.left, 90);
  here.pass(10);
  assert.deepEqual((await here.open()).left, { name: 'requests', by: 'us', left: 100, of: 100, wholeAt: null });
});

test('what the network says is shown as it says it, the newest word, until it is whole again', async () => {
  const here = await place();
  const { channelId } = here;
  const wholeAt = new Date(NOON.getTime() + 5 * 60_000);
  const said = (left: number, toldAt: Date): Allowance => ({
    name: '300',
    by: 'network',
    left,
    of: 300,
    perSeconds: null,
    wholeAt,
    toldAt,
  });
  const tell = (holder: string, allowance: Allowance) =>
    makeAllowanceTeller({ db: database.db, holder, allowances: () => [{ channelId, left: [allowance] }] })();
  await tell('one', said(271, NOON));
  await tell('two', said(12, new Date(NOON.getTime() + 1)));
  assert.deepEqual((await here.open()).left, {
    name: '300',
    by: 'network',
    left: 12,
    of: 300,
    wholeAt: wholeAt.toISOString(),
  });
  here.pass(6);
  assert.equal((await here.open()).left?.left, 300);
});

test('lines that broke are counted by hour and day, with the last reason and the next try', async () => {
  const here = await place();
  const line = makeHealth({ db: database.db, channel: await here.row(), now: here.now, isCalled: () => false });
  for (let i = 0; i < 3; i++) {
    await line.trouble('stream', 'It hung up.', new Date(here.now().getTime() + 4_000));
    await line.reconnected();
    line.clear('stream');
    here.pass(90);
  }
  await line.trouble('stream', 'It is busy.', new Date(here.now().getTime() + 4_000));
  const troubled = await here.open();
  assert.deepEqual(troubled.reconnects, { hour: 0, day: 3, ever: 3 });
  assert.equal(troubled.line.brokeSaid, 'It is busy.');
  assert.equal(troubled.line.nextTryAt, new Date(here.now().getTime() + 4_000).toISOString());
  await line.reconnected();
  line.clear('stream');
  await line.write();
  const well = await here.open();
  assert.deepEqual([well.line.nextTryAt, well.line.brokeSaid, well.reconnects.hour], [null, 'It is busy.', 1]);
});

test('how long a sign-in lasts is told, and warned of in time', async () => {
  const here = await place();
  const who = here.brand.who('agent');
  const lasts = (life: Life) => {
    here.connector.connect = { ...here.connector.connect, life: () => life };
  };
  const inDays = (days: number) => new Date(NOON.getTime() + days * 86_400_000);
  assert.deepEqual((await here.open()).life, { kind: 'unknown', endsAt: null });
  lasts({ kind: 'lasting' });
  assert.deepEqual((await here.open()).life, { kind: 'lasting', endsAt: null });
  lasts({ kind: 'ending', endsAt: inDays(20) });
  assert.deepEqual(await here.health.troubles(who), []);
  lasts({ kind: 'ending', endsAt: inDays(6) });
  assert.deepEqual((await here.open()).life, { kind: 'ending', endsAt: inDays(6).toISOString() });
  assert.deepEqual(
    (await here.health.troubles(who)).map(({ kind }) => kind),
    ['ending'],
  );
  await sql`update channel set state = 'left', sealed = null where id = ${here.channelId}`.execute(database.db);
  assert.deepEqual(await here.health.troubles(who), []);
});

test('the ledger is told day by day, newest first', async () => {
  const here = await place();
  await here.hearLate('one', 1);
  here.pass(24 * 60);
  await here.hear([{ kind: 'dropped', reason: 'not JSON', raw: '{', cursor: null }]);
  assert.deepEqual((await here.open()).days, [
    { day: '2026-11-23', received: 1, kept: 0, ignored: 0, failed: 1 },
    { day: '2026-11-22', received: 1, kept: 1, ignored: 0, failed: 0 },
  ]);
});
