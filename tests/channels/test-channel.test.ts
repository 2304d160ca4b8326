import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import {
  type Connector,
  type Finding,
  type Heard,
  NetworkFailure,
  type OpenContext,
} from '../../src/connectors/connector.ts';
import { finding as findingShape } from '../../src/contract/shapes.ts';
import { Refusal } from '../../src/core/refusal.ts';
import { leaveChannel } from '../../src/services/connect-leave.ts';
import { ANSWER_MS, makeTestChannel } from '../../src/services/connect-test.ts';
import { untilStopped } from '../../src/services/patience.ts';
import { makeSeal } from '../../src/services/seal.ts';
import type { Wait } from '../../src/services/wait.ts';
import { bird, birdAccount, openBirdContext, song } from '../support/bird.ts';
import { type TestBrand, testBrand } from '../support/brand.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { until } from '../support/until.ts';

let database: FreshDatabase;
let brand: TestBrand;
const seal = makeSeal('a key for tests');
const CHANNEL = '00000000-0000-7000-8000-0000000c0001';
const credentials = { server: 'birds.example', token: 'tok-5521' };

before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

/** What the network's lines do: nobody says anything on them. */
const lines = { opens: true, areOpen: 0 };
const openContext: OpenContext = channel => ({
  ...openBirdContext(channel),
  // biome-ignore lint/correctness/useYield: it stays silent until it is hung up on
  async *lines(_url, options) {
    lines.areOpen += 1;
    if (lines.opens) options?.opened?.();
    await untilStopped(channel.signal);
    lines.areOpen -= 1;
  },
});

/** Streams get a few turns for their first word; answers get all the time there is, unless a test says that none will come. */
const patience = { forAnswers: true };
const wait: Wait = async (ms, signal) => {
  if (ms === ANSWER_MS && patience.forAnswers) return untilStopped(signal);
  for (let turns = 0; turns < 20 && !signal.aborted; turns++) await new Promise(resolve => setImmediate(resolve));
};

async function connected(connector: Connector) {
  brand = await testBrand(database.db);
  const sealed = seal.seal(credentials, { brandId: brand.brandId, channelId: CHANNEL });
  await sql`
    insert into channel (brand_id, id, inbox_id, network, name, account, sealed)
    values (${brand.brandId}, ${CHANNEL}, ${brand.inboxId}, 'bird', 'Our bird', ${JSON.stringify(birdAccount)}::jsonb,
      ${sealed})`.execute(database.db);
  const needs = {
    db: database.db,
    connectors: new Map([['bird', connector]]),
    openContext,
    seal,
    now: () => new Date('2026-11-22T12:00:00Z'),
  };
  return {
    test: makeTestChannel({ ...needs, wait }),
    leave: () => leaveChannel(needs, brand.who('owner'), CHANNEL),
  };
}

async function found(connector: Connector): Promise<Record<string, string>> {
  const { test: ask } = await connected(connector);
  const findings = await ask(brand.who('lead'), CHANNEL);
  for (const one of findings) findingShape.parse(one);
  assert.deepEqual(
    findings.map(({ ability }) => ability),
    ['account', 'mentions', 'stream', 'reply', 'direct', 'media'],
  );
  return Object.fromEntries(findings.map(({ ability, verdict, why }) => [ability, `${verdict}: ${why ?? ''}`]));
}

const page = { heard: [], cursor: null, more: false };
const poll = (go = async () => page): Connector['inbound'] => ({ poll: { everySeconds: 60, page: go } });
const failing = (said: string) => () => Promise.reject(new NetworkFailure('refuse', 'It said no.', { said }));
const never = new Promise<never>(() => {});

test('a bare network is tried from its ports: who is signed in, what a page answers, what is not there', async () => {
  const seen = await found(bird({ inbound: poll() }));
  assert.equal(seen['account'], 'works: Signed in as kestrel.');
  assert.equal(seen['mentions'], 'works: ');
  for (const ability of ['stream', 'reply', 'direct', 'media']) assert.match(seen[ability] ?? '', /^absent/, ability);
});

test('what fails says why in the network’s words, and hides nothing that works', async () => {
  const seen = await found(bird({ inbound: poll(failing('Not in this tree')) }));
  assert.equal(seen['mentions'], 'fails: It said no. It said: “Not in this tree”');
  assert.match(seen['account'] ?? '', /^works/);
});

test('a lost sign-in is a finding, and nothing that needs it is promised', async () => {
  const check = () => Promise.reject(new NetworkFailure('reauthorise', 'Expired.'));
  const deed = { idempotency: 'none' as const, send: () => assert.fail('something was posted') };
  const seen = await found(bird({ connect: { check }, inbound: poll(), outbound: { reply: deed } }));
  assert.equal(seen['account'], 'fails: Expired.');
  assert.equal(seen['reply'], 'fails: Sign in again first.');
});

test('what the connector tells of itself counts before what the ports promise', async () => {
  const own: Finding[] = [
    { ability: 'account', verdict: 'works', why: null },
    { ability: 'reply', verdict: 'fails', why: 'This key only reads.' },
  ];
  const deed = { idempotency: 'none' as const, send: () => assert.fail('something was posted') };
  const connect = { ...bird().connect, test: async () => own };
  const seen = await found(bird({ connect, inbound: poll(), outbound: { reply: deed, direct: deed } }));
  assert.equal(seen['reply'], 'fails: This key only reads.');
  assert.match(seen['direct'] ?? '', /^unsure: Whether the network takes it/);
});

test('a stream that speaks works, and is hung up on at once', async () => {
  let isClosed = false;
  async function* open(): AsyncGenerator<Heard> {
    try {
      yield song('1', null);
      yield await never;
    } finally {
      isClosed = true;
    }
  }
  const seen = await found(bird({ inbound: { stream: { open, hearsEverybody: true } } }));
  assert.deepEqual([seen['stream'], seen['mentions']], ['works: ', 'works: ']);
  assert.equal(isClosed, true);
});

test('a stream that is open and quiet works, unless a whole network passes through it; one that never opened is not known', async () => {
  const quiet = (hearsEverybody: boolean): Connector['inbound'] => ({
    ...poll(),
    stream: {
      ...(hearsEverybody ? { hearsEverybody: true as const } : {}),
      async *open(context) {
        for await (const _ of context.lines('https://birds.example')) yield assert.fail('it spoke');
      },
    },
  });
  const seen = async (hearsEverybody: boolean, opens: boolean) => {
    lines.opens = opens;
    return (await found(bird({ inbound: quiet(hearsEverybody) })))['stream'] ?? '';
  };
  assert.match(await seen(false, true), /^works: It is open/);
  assert.match(await seen(true, true), /^unsure: It is open. It brought nothing/);
  assert.match(await seen(false, false), /^unsure/);
  await until(() => lines.areOpen === 0);
});

test('a stream that is refused is told in its words', async () => {
  // biome-ignore lint/correctness/useYield: it is refused before anything comes
  async function* open(): AsyncGenerator<Heard> {
    throw new NetworkFailure('refuse', 'It said no.', { said: 'Too many lines' });
  }
  assert.match((await found(bird({ inbound: { stream: { open } } })))['stream'] ?? '', /^fails.*Too many lines/);
});

test('a network that never answers does not keep anybody waiting', async () => {
  patience.forAnswers = false;
  const seen = await found(bird({ inbound: poll(() => never), connect: { check: () => never } }));
  patience.forAnswers = true;
  assert.deepEqual(
    [seen['account'], seen['mentions']],
    ['fails: It did not answer in time.', 'fails: It did not answer in time.'],
  );
});

test('a channel without an account is tried for what it hears, and asked for no sign-in', async () => {
  const check = () => assert.fail('the network was asked who we are');
  const deed = { idempotency: 'none' as const, send: () => assert.fail('something was posted') };
  const alone = bird({ listensOnly: () => true, connect: { check }, inbound: poll(), outbound: { reply: deed } });
  const seen = await found(alone);
  assert.deepEqual(
    [seen['account'], seen['mentions'], seen['reply']],
    ['absent: It only listens here, so no account is needed.', 'works: ', 'absent: There is no such thing here.'],
  );
});

test('where a whole network is read by pages, the page is what hears it, and nobody can write to a channel without an account', async () => {
  const whole = { poll: { everySeconds: 60, page: async () => page, hearsEverybody: true as const } };
  const seen = await found(bird({ listensOnly: () => true, inbound: whole }));
  assert.equal(seen['stream'], 'works: ');
  assert.match(seen['mentions'] ?? '', /^absent: Without an account/);
});

test('credentials that ran out are renewed and not blamed', async () => {
  const check: Connector['connect']['check'] = async ({ credentials: own }) => {
    if ((own as { token: string }).token === 'tok-5521') throw new NetworkFailure('reauthorise', 'Expired.');
    return { account: birdAccount, credentials: own };
  };
  const refresh = async () => ({ ...credentials, token: 'tok-5522' });
  assert.match((await found(bird({ connect: { check, refresh }, inbound: poll() })))['account'] ?? '', /^works/);
});

test('two people who press at once are told by one and the same asking', async () => {
  let asked = 0;
  const counting = async () => {
    asked += 1;
    return page;
  };
  const { test: ask } = await connected(bird({ inbound: poll(counting) }));
  const [one, other] = await Promise.all([ask(brand.who('lead'), CHANNEL), ask(brand.who('owner'), CHANNEL)]);
  assert.equal(asked, 1);
  assert.deepEqual(one, other);
  await assert.rejects(ask(brand.who('agent'), CHANNEL), Refusal);
});

test('leaving removes the secrets first, then gives the permission back; a network that says no hinders nobody', async () => {
  const left: unknown[] = [];
  const revoke: NonNullable<Connector['connect']['revoke']> = async context => {
    const { rows } = await sql<{
      sealed: unknown;
    }>`select sealed from channel where id = ${CHANNEL} and brand_id = ${brand.brandId}`.execute(database.db);
    left.push(context.credentials, rows[0]?.sealed);
    return 'Remove the key as well.';
  };
  const kind = await connected(bird({ connect: { ...bird().connect, revoke } }));
  assert.equal(await kind.leave(), 'Remove the key as well.');
  assert.deepEqual(left, [credentials, null]);
  assert.equal(await kind.leave(), null, 'left once, nothing is told twice');

  const refused = await connected(bird({ connect: { ...bird().connect, revoke: failing('Closed on Sundays') } }));
  assert.match((await refused.leave()) ?? '', /its secrets are gone here.*end it there.*Closed on Sundays/);
  const { rows } = await sql`select state, sealed from channel where brand_id = ${brand.brandId}`.execute(database.db);
  assert.deepEqual(rows, [{ state: 'left', sealed: null }]);
});
