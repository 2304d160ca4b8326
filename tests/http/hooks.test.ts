/** Where networks call us, through the whole of HTTP: strangers get nowhere, break nothing and leave no secret in the log. */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { type TestContext, test } from 'node:test';
import fc from 'fast-check';
import { connectorById, connectors } from '../../src/connectors/index.ts';
import type { Contract, Fake } from '../../src/connectors/kit/fake.ts';
import { HOOK_BODY_BYTES } from '../../src/http/hooks.ts';
import { makeLog } from '../../src/log.ts';
import { makeEars } from '../../src/services/ears.ts';
import { makeIngest } from '../../src/services/ingest.ts';
import { makeReceive, type Receive } from '../../src/services/receive.ts';
import { makeSeal } from '../../src/services/seal.ts';
import { insertChannel } from '../../src/store/channels.ts';
import { openTestHeed, SECRET_KEY, type TestHeed } from '../support/app.ts';
import { atEnd } from '../support/at-end.ts';
import { openBirdContext } from '../support/bird.ts';
import { countedIds, testBrand } from '../support/brand.ts';

const HOOK_SECRET = 'what-one-channel-is-handed-back-and-no-other';
const CASES_PER_NETWORK = 60;
const calling = connectors.filter(({ inbound }) => inbound.hook !== undefined);

type Called = { id: string; path: string; fake: Fake };
type Desk = { heed: TestHeed; called: Called[]; lines: string[]; receive: Receive };

/** A desk with a channel of every network that calls us. */
async function open(t: TestContext): Promise<Desk> {
  const lines: string[] = [];
  const log = makeLog({ level: 'debug', sink: { write: line => lines.push(line) } });
  const late: { receive: Receive | null } = { receive: null };
  const heed = await openTestHeed(t, {
    log,
    receive: {
      receive: (place, request) => (late.receive ?? assert.fail()).receive(place, request),
      catchUp: () => (late.receive ?? assert.fail()).catchUp(),
    },
  });
  const { database } = heed;
  const makeId = countedIds(60_000_000);
  const now = () => heed.clock.now;
  const seal = makeSeal(SECRET_KEY);
  late.receive = makeReceive({
    db: database.db,
    connectors: connectorById,
    openContext: openBirdContext,
    seal,
    ingest: makeIngest({ database, makeId, now }),
    ears: makeEars({ db: database.db }),
    hookSecret: () => HOOK_SECRET,
    now,
    log: (level, message, facts) => log[level](facts, message),
  });
  const { brandId, inboxId } = await testBrand(database.db);
  const called: Called[] = [];
  for (const { id, name, credentials } of calling) {
    const { contract }: { contract: Contract } = await import(`../../src/connectors/${id}/fake.ts`);
    const fake = await (contract.openFake?.() ?? assert.fail('a connector with a hook ships a fake'));
    atEnd(t, fake.close);
    const channelId = makeId();
    const sealed = seal.seal(credentials.parse(fake.credentials), { brandId, channelId });
    await insertChannel(database.db, {
      brandId,
      id: channelId,
      inboxId,
      network: id,
      name,
      account: fake.account,
      sealed,
    });
    called.push({ id, path: `/hooks/${brandId}/${channelId}`, fake });
  }
  return { heed, called, lines, receive: late.receive };
}

function mustHideSecrets({ lines, called }: Desk): void {
  assert.ok(
    lines.some(line => line.includes('A hook was refused')),
    'refusals are logged',
  );
  const secrets = [HOOK_SECRET, SECRET_KEY, ...called.flatMap(({ fake }) => fake.secrets)];
  for (const line of lines)
    for (const secret of secrets)
      assert.ok(!line.includes(secret), `a secret stands in the log: ${line.slice(0, 120)}`);
}

const HEADER = fc.constantFrom(
  'x-hub-signature-256',
  'x-hub-signature',
  'x-twitter-webhooks-signature',
  'x-telegram-bot-api-secret-token',
  'content-type',
  'content-encoding',
  'x-forwarded-for',
);
const VALUE = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.constantFrom(
    '',
    'sha256=',
    `sha256=${'0'.repeat(64)}`,
    `sha1=${'a'.repeat(40)}`,
    'gzip',
    'application/json',
    HOOK_SECRET.slice(1),
  ),
);
const STRANGE = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'),
  headers: fc.dictionary(HEADER, VALUE, { maxKeys: 3 }),
  query: fc.dictionary(
    fc.constantFrom('hub.mode', 'hub.verify_token', 'hub.challenge', 'crc_token', 'x'),
    fc.string({ maxLength: 40 }),
    { maxKeys: 4 },
  ),
  body: fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.json().map(text => new TextEncoder().encode(text)),
  ),
});

test('a few hundred strange calls are refused one and all, stored nowhere, and none is a fault of ours', async t => {
  const desk = await open(t);
  const { heed, called } = desk;
  for (const { id, path } of called)
    await fc.assert(
      fc.asyncProperty(STRANGE, async ({ method, headers, query, body }) => {
        const sendable = Object.fromEntries(
          Object.entries(headers).filter(([, value]) => /^[\x20-\x7e]*$/.test(value)),
        );
        const url = `${heed.url}${path}?${new URLSearchParams(query)}`;
        const hasBody = method !== 'GET' && method !== 'HEAD';
        const response = await fetch(url, {
          method,
          headers: sendable,
          ...(hasBody ? { body: Buffer.from(body) } : {}),
        });
        const text = await response.text();
        assert.ok(
          (response.status >= 400 && response.status < 500) || isQuestion(id, query, response.status),
          `${method} ${response.status}`,
        );
        assert.doesNotMatch(response.headers.get('content-type') ?? '', /html/);
        for (const value of Object.values(query))
          if (/[<>"]/.test(value)) assert.ok(!text.includes(value), 'nothing is echoed');
      }),
      { numRuns: CASES_PER_NETWORK, seed: 20_261_122, endOnFailure: true },
    );
  mustHideSecrets(desk);
  const { rows } = await heed.database.pool.query<{ n: number }>('select count(*)::int n from raw_event');
  assert.equal(rows[0]?.n, 0, 'nothing of it was stored');
});

/** X asks whether we hold its secret, and whoever asks like that is answered; browsers ask what is allowed. */
function isQuestion(id: string, query: Record<string, string>, status: number): boolean {
  return (id === 'x' && status === 200 && 'crc_token' in query) || status === 204;
}

test('what is signed is taken, once more after a single byte of it was turned away', async t => {
  const desk = await open(t);
  const { heed, called } = desk;
  for (const { id, path, fake } of called) {
    const right = fake.hookRequest?.(['The pump hums.'], heed.clock.now, HOOK_SECRET) ?? assert.fail();
    const send = (bytes: Uint8Array, headers = Object.fromEntries(right.headers)) =>
      fetch(`${heed.url}${path}`, { method: 'POST', headers, body: Buffer.from(bytes) });
    const bent = right.bytes.with(right.bytes.length - 3, 0x20);
    const isUnsigned = connectorById.get(id)?.inbound.hook?.signed === 'nothing';
    if (!isUnsigned) assert.equal((await send(bent)).status, 401, id);
    assert.equal((await send(right.bytes, {})).status, 401, id);
    const taken = await send(right.bytes);
    assert.deepEqual([taken.status, await taken.text()], [200, ''], id);
  }
  mustHideSecrets(desk);
});

test('a call of four megabytes is heard out, a larger one is not', async t => {
  const { heed, called } = await open(t);
  for (const { path } of called) {
    const send = (bytes: number) => fetch(`${heed.url}${path}`, { method: 'POST', body: Buffer.alloc(bytes, ' ') });
    assert.equal((await send(HOOK_BODY_BYTES)).status, 401);
    assert.equal((await send(HOOK_BODY_BYTES + 1)).status, 413);
    assert.equal((await send(10 * 1024 * 1024)).status, 413);
  }
});

test('a call without end is cut off where it is too long, whatever it announced', async t => {
  const { heed, called } = await open(t);
  const [one] = called;
  const socket = connect(Number(new URL(heed.url).port), '127.0.0.1');
  const answer = new Promise<string>(resolve => {
    let text = '';
    socket.on('data', piece => (text += piece));
    socket.on('close', () => resolve(text));
    socket.on('error', () => resolve(text));
  });
  socket.write(`POST ${one?.path} HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n`);
  const piece = 'a'.repeat(0x10000);
  for (let i = 0; i < 100 && !socket.destroyed; i++) socket.write(`10000\r\n${piece}\r\n`);
  assert.match(await answer, /^HTTP\/1\.1 413 /);
});

test('addresses that are none lead nowhere, and say no more than that', async t => {
  const { heed, called } = await open(t);
  const [one] = called;
  const [, , brand, channel] = one?.path.split('/') ?? [];
  for (const path of [
    `/hooks/${brand}`,
    `/hooks/${brand}/`,
    `/hooks/0/${channel}`,
    `/hooks/9999999999/${channel}`,
    `/hooks/-1/${channel}`,
    `/hooks/${brand}/not-a-channel`,
    `/hooks/${brand}/00000000-0000-7000-8000-00000000ffff`,
    `/hooks/${brand}/${channel}%00`,
    `/hooks/${brand}/${"'; drop table channel; --"}`,
    `/hooks/${brand}/${'x'.repeat(3_000)}`,
  ]) {
    const { status } = await fetch(`${heed.url}${path}`, { method: 'POST', body: '{}' });
    assert.equal(status, 404, path.slice(0, 60));
  }
});

test('a handshake is answered to whoever knows the token, as plain words that no browser takes for a page', async t => {
  const { heed, called } = await open(t);
  for (const { id, path } of called.filter(({ id }) => !['telegram', 'x'].includes(id))) {
    const ask = (token: string, challenge: string) => {
      const query = new URLSearchParams({
        'hub.mode': 'subscribe',
        'hub.verify_token': token,
        'hub.challenge': challenge,
      });
      return fetch(`${heed.url}${path}?${query}`);
    };
    const right = await ask(HOOK_SECRET, '1158201444');
    assert.deepEqual([right.status, await right.text()], [200, '1158201444'], id);
    assert.match(right.headers.get('content-type') ?? '', /^text\/plain/);
    for (const [token, challenge] of [
      ['another', '1158201444'],
      ['', '1158201444'],
      [HOOK_SECRET, '<script>alert(1)</script>'],
    ] as const) {
      const wrong = await ask(token, challenge);
      assert.equal(wrong.status, 401, id);
      assert.ok(!(await wrong.text()).includes(challenge));
    }
  }
});

const FORM = fc.oneof(
  fc.uint8Array({ maxLength: 200 }).map(bytes => Buffer.from(bytes)),
  fc
    .tuple(fc.string({ maxLength: 80 }), fc.jsonValue(), fc.constantFrom('.', '', '..', '\u0000'))
    .map(([proof, payload, dot]) => `${proof}${dot}${Buffer.from(JSON.stringify(payload)).toString('base64url')}`)
    .map(text => Buffer.from(new URLSearchParams({ signed_request: text }).toString())),
);

test('nobody is forgotten, and no sign-in taken away, because of a form that is not proven', async t => {
  const desk = await open(t);
  const { heed, called } = desk;
  for (const { id, path } of called)
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('erasure', 'deauthorise'), FORM, async (what, body) => {
        const headers = { 'content-type': 'application/x-www-form-urlencoded' };
        const response = await fetch(`${heed.url}${path}/${what}`, { method: 'POST', headers, body });
        assert.equal(response.status, 401, `${id}, ${what}`);
        await response.arrayBuffer();
      }),
      { numRuns: 25, seed: 20_261_122, endOnFailure: true },
    );
  for (const code of ['', 'x', '%00', '<script>', "'; drop table erasure; --", 'a'.repeat(2_000)]) {
    const response = await fetch(`${heed.url}/erasure/${code}`);
    assert.ok(response.status === 404, code.slice(0, 40));
    assert.ok(code.length < 2 || !(await response.text()).includes(code), 'nothing is echoed');
  }
  const { rows } = await heed.database.pool.query<{ state: string; n: number }>(
    "select 'active' as state, count(*)::int n from channel where state = 'active' union all select 'erasures', count(*)::int from erasure",
  );
  assert.deepEqual(
    rows.map(({ n }) => n),
    [called.length, 0],
  );
});
