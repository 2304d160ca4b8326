/** Whoever calls and with whatever: nothing is believed without the secret, nothing is signed that could be an event, nothing throws. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { birdhouse } from '../../examples/connector-skeleton/index.ts';
import type { Connector, HookRequest, Verified } from '../../src/connectors/connector.ts';
import { connectors } from '../../src/connectors/index.ts';
import type { Contract, Fake } from '../../src/connectors/kit/fake.ts';
import { verified } from '../../src/connectors/kit/signature.ts';
import { ANY_BYTES, bentBody, ENDLESS, endlessIn } from './hostile-bodies.ts';
import { mustBeWell } from './payload-laws.ts';

const ROOT = join(import.meta.dirname, '../..');
const SECRET = 'what-one-channel-is-handed-back-and-no-other';
const NOW = new Date('2026-03-01T12:00:00Z');
const SEED = 20_261_122;
const RUNS = 300;

const subjects: [Connector, string][] = [
  ...connectors.map((one): [Connector, string] => [one, `src/connectors/${one.id}`]),
  [birdhouse as Connector, 'examples/connector-skeleton'],
];

for (const [connector, folder] of subjects) {
  const { hook } = connector.inbound;
  if (hook === undefined) continue;
  describe(connector.name, () => {
    let fake: Fake;
    let right: HookRequest;
    before(async () => {
      const { contract }: { contract: Contract } = await import(join(ROOT, folder, 'fake.ts'));
      fake = await (contract.openFake?.() ?? assert.fail('a connector with a hook ships a fake'));
      right = fake.hookRequest?.(['one', 'two', 'three'], NOW, SECRET) ?? assert.fail('a fake that signs');
    });
    after(() => fake.close());
    const verify = (request: HookRequest, credentials = fake.credentials, secret = SECRET) => {
      const verdict = hook.verify(request, credentials, secret);
      tellsNoSecret(verdict, [...fake.secrets, SECRET], request);
      return verdict;
    };
    const bodiesOf = () => [textOf(right.bytes), ...hookBodies(join(ROOT, folder))];

    test('a signature that is not the very one is refused, however it is bent', () => {
      const names = [...right.headers.keys()].filter(name => /sign|token/i.test(name));
      assert.ok(names.length > 0);
      fc.assert(
        fc.property(fc.constantFrom(...names), BENT, fc.string(), fc.nat(), (name, how, text, at) => {
          const value = right.headers.get(name) ?? '';
          const changed = how(value, text, at, right.bytes);
          const headers = new Headers(right.headers);
          if (!couldBeSet(headers, name, changed) || isSame(headers.get(name), value)) return;
          assert.equal(verify({ ...right, headers }).kind, 'refused', JSON.stringify(changed));
        }),
        { numRuns: RUNS * 3, seed: SEED },
      );
      assert.equal(verify(right).kind, 'verified', 'and the very one is taken');
    });

    test('two signatures at once, or none, are refused', () => {
      for (const name of right.headers.keys()) {
        if (!/sign|token/i.test(name)) continue;
        const twice = new Headers(right.headers);
        twice.append(name, right.headers.get(name) ?? '');
        assert.equal(verify({ ...right, headers: twice }).kind, 'refused', `${name} twice`);
      }
      assert.equal(verify({ ...right, headers: new Headers() }).kind, 'refused');
    });

    test('nothing is believed under an empty or another secret', () => {
      const without = emptied(fake.credentials, fake.secrets);
      assert.equal(verify(right, without, '').kind, 'refused');
      for (const bytes of [right.bytes, new Uint8Array()])
        for (const key of ['', 'another'])
          for (const encoding of ['hex', 'base64'] as const) {
            const proof = createHmac('sha256', key).update(bytes).digest(encoding);
            const headers = new Headers(right.headers);
            for (const name of right.headers.keys()) if (/sign|token/i.test(name)) headers.set(name, `sha256=${proof}`);
            assert.equal(verify({ ...right, bytes, headers }).kind, 'refused');
            assert.equal(verify({ ...right, bytes, headers }, without, '').kind, 'refused', 'nor where there is none');
          }
    });

    test('no request, however strange, is believed or makes it throw', () => {
      fc.assert(
        fc.property(METHODS, ANY_BYTES, QUERY, HEADERS, (method, bytes, query, headers) => {
          const url = new URL(`https://desk.example/hooks/1/c?${query}`);
          const { kind } = verify({ method, url, headers, bytes, now: NOW });
          assert.notEqual(kind, 'verified');
        }),
        { numRuns: RUNS, seed: SEED },
      );
    });

    test('a question is answered only to whom it belongs, and with nothing that could be an event', () => {
      fc.assert(
        fc.property(QUESTION, question => {
          const url = new URL(`https://desk.example/hooks/1/c?${new URLSearchParams(question)}`);
          const verdict = verify({ method: 'GET', url, headers: new Headers(), bytes: new Uint8Array(), now: NOW });
          assert.notEqual(verdict.kind, 'verified');
          if (verdict.kind !== 'answer') return;
          assert.match(verdict.body, /^[\w.-]{1,200}$|^\{"response_token":"sha256=[A-Za-z0-9+/]{43}="\}$/);
          if ('hub.mode' in question) assert.equal(question['hub.verify_token'], SECRET, 'the token was the channel’s');
          else signsNoEvent(verdict.body, question['crc_token'] ?? '', verify, right);
        }),
        { numRuns: RUNS * 2, seed: SEED },
      );
    });

    test('no body makes reading it throw, and what is read is clean', () => {
      const read = (bytes: Uint8Array) => readsWell(hook, verified(bytes), connector, fake);
      const bodies = bodiesOf();
      fc.assert(fc.property(ANY_BYTES, read), { numRuns: RUNS, seed: SEED });
      fc.assert(
        fc.property(bentBody(bodies), text => read(new TextEncoder().encode(text))),
        { numRuns: RUNS * 2, seed: SEED },
      );
    });

    test('nothing nested without end makes it throw', () => {
      for (const text of [...ENDLESS, ...endlessIn(bodiesOf().slice(0, 12))])
        readsWell(hook, verified(new TextEncoder().encode(text)), connector, fake);
    });

    const { erasure } = connector;
    if (erasure !== undefined)
      test('nobody is forgotten because of a form that is not signed', () => {
        const form = fc.oneof(
          ANY_BYTES,
          fc
            .tuple(fc.base64String({ maxLength: 60 }), fc.jsonValue(), fc.constantFrom('.', '', '..'))
            .map(([proof, payload, dot]) => {
              const text = `${proof}${dot}${Buffer.from(JSON.stringify(payload)).toString('base64url')}`;
              return new TextEncoder().encode(new URLSearchParams({ signed_request: text }).toString());
            }),
        );
        fc.assert(
          fc.property(METHODS, form, (method, bytes) => {
            const request = { method, url: new URL('https://desk.example/'), headers: new Headers(), bytes, now: NOW };
            const answer = erasure.read(request, fake.credentials);
            tellsNoSecret(answer, fake.secrets, request);
            assert.equal(answer.kind, 'refused');
          }),
          { numRuns: RUNS, seed: SEED },
        );
      });
  });
}

type Bend = (value: string, text: string, at: number, bytes: Uint8Array) => string;

const BENT: fc.Arbitrary<Bend> = fc.constantFrom<Bend[]>(
  () => '',
  (_, text) => text,
  (_, text) => `sha256=${text}`,
  value => value.replace(/^sha256=/, 'sha1='),
  value => value.replace(/^sha256=/, ''),
  value => value.replace(/^sha256=/, 'SHA256='),
  value => `sha256=${value}`,
  value => value.toUpperCase(),
  value => value.toLowerCase(),
  (value, _, at) => value.slice(0, at % (value.length + 1)),
  (value, _, at) => value.slice(at % (value.length + 1)),
  (value, text, at) => `${value.slice(0, at % value.length)}${text}${value.slice((at % value.length) + 1)}`,
  (value, text) => `${value}${text}`,
  value => `${value}=`,
  value => `${value}, ${value}`,
  value => `${value},sha256=00`,
  value => `${value}\n`,
  value => `${value}\u0000`,
  value => ` ${value.slice(0, 8)} ${value.slice(8)}`,
  value => value.replace(/[a-f0-9]{64}$/, hex => Buffer.from(hex, 'hex').toString('base64')),
  value => value.replace(/[A-Za-z0-9+/]{43}=$/, base64 => Buffer.from(base64, 'base64').toString('hex')),
  value => value.replace(/[A-Za-z0-9+/=]{44}$/, base64 => base64.replaceAll('+', '-').replaceAll('/', '_')),
  (_, __, ___, bytes) => `sha256=${createHmac('sha256', '').update(bytes).digest('hex')}`,
  (_, text, __, bytes) => `sha256=${createHmac('sha256', text).update(bytes).digest('hex')}`,
);

/** Headers hold no line ends and nothing past Latin-1. */
function couldBeSet(headers: Headers, name: string, value: string): boolean {
  try {
    headers.set(name, value);
    return true;
  } catch {
    return false;
  }
}

/** Hex may be written in capitals, the padding of base64 be left out or be longer: the same bytes. */
function isSame(given: string | null, value: string): boolean {
  if (given === null) return false;
  const bare = (text: string) => text.replace(/=+$/, '');
  const hex = /^(?:sha256=)?[a-f0-9]{64}$/;
  const lower = given.replace(/[A-Fa-f0-9]{64}$/, found => found.toLowerCase());
  return bare(given) === bare(value) || (hex.test(value) && lower === value);
}

const METHODS = fc.constantFrom('GET', 'POST', 'PUT', 'HEAD', 'DELETE', '');
const ODD_TEXT = fc.oneof(
  fc.string({ maxLength: 80 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('<script>', '{"a":1}', '../..', '\r\n'),
);
const QUERY = fc
  .dictionary(
    fc.oneof(fc.constantFrom('hub.mode', 'hub.verify_token', 'hub.challenge', 'crc_token', 'nonce'), ODD_TEXT),
    ODD_TEXT,
    { maxKeys: 5 },
  )
  .map(query => new URLSearchParams(query).toString());
const HEADER_NAMES = fc.constantFrom(
  'x-hub-signature-256',
  'x-hub-signature',
  'x-twitter-webhooks-signature',
  'x-telegram-bot-api-secret-token',
  'x-birdhouse-signature',
  'content-type',
);
const HEADERS = fc.dictionary(HEADER_NAMES, ODD_TEXT, { maxKeys: 4 }).map(named => {
  const headers = new Headers();
  for (const [name, value] of Object.entries(named)) couldBeSet(headers, name, value);
  return headers;
});

type Question = Record<string, string>;
const QUESTION: fc.Arbitrary<Question> = fc.oneof(
  fc.record({
    'hub.mode': fc.constantFrom('subscribe', 'Subscribe', 'unsubscribe', ''),
    'hub.verify_token': fc.oneof(
      fc.constantFrom(SECRET, '', SECRET.toUpperCase(), `${SECRET} `, SECRET.slice(0, -1)),
      ODD_TEXT,
    ),
    'hub.challenge': fc.oneof(fc.nat().map(String), ODD_TEXT),
  }),
  fc.record({
    crc_token: fc.oneof(
      ODD_TEXT,
      fc.base64String({ maxLength: 80 }),
      fc.nat().map(String),
      fc.constantFrom('true', 'null', '1', '{"data":{}}', '[]', '"x"', '{}', '1.5', '-1', ' 1'),
    ),
  }),
  fc.dictionary(fc.constantFrom('crc_token', 'nonce', 'challenge', 'hub.challenge'), ODD_TEXT),
);

/** What was signed for a question must not open the door for the same words as a body. */
function signsNoEvent(
  body: string,
  token: string,
  verify: (request: HookRequest) => { kind: string },
  right: HookRequest,
): void {
  const { response_token: proof } = JSON.parse(body) as { response_token: string };
  const headers = new Headers(right.headers);
  for (const name of right.headers.keys()) if (/sign/i.test(name)) headers.set(name, proof);
  const bytes = new TextEncoder().encode(token);
  assert.equal(verify({ ...right, bytes, headers }).kind, 'refused', `the answer to ${token} signs a body`);
}

function readsWell(
  hook: NonNullable<Connector['inbound']['hook']>,
  body: Verified,
  { credentials }: Connector,
  fake: Fake,
): void {
  const heard = hook.parse(body, credentials.parse(fake.credentials), fake.account, NOW);
  for (const one of heard) {
    mustBeWell(one);
    assert.ok(typeof one.raw === 'string');
  }
  for (const id of hook.accounts?.(body) ?? []) assert.equal(typeof id, 'string');
  assert.equal(({} as { isAdmin?: unknown }).isAdmin, undefined, 'no prototype was touched');
}

/** Refusals are logged: nothing secret stands in them, nor what the stranger sent. */
function tellsNoSecret(verdict: object, secrets: readonly string[], { url }: HookRequest): void {
  if (!('why' in verdict)) return;
  const why = String(verdict.why);
  for (const secret of secrets) assert.ok(!why.includes(secret), 'a secret stands in a refusal');
  for (const value of url.searchParams.values()) if (value.length > 12) assert.ok(!why.includes(value), why);
}

/** The same credentials, had nobody filled in a secret. */
function emptied(credentials: unknown, secrets: readonly string[]): unknown {
  const text = JSON.stringify(credentials);
  return JSON.parse(secrets.reduce((left, secret) => left.replaceAll(JSON.stringify(secret), '""'), text));
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** What stands in the fixtures, hook or not: bent, it is all the same. */
function hookBodies(folder: string): string[] {
  return readdirSync(join(folder, 'fixtures'))
    .filter(file => /\.jsonl?$/.test(file))
    .flatMap(file => {
      const text = readFileSync(join(folder, 'fixtures', file), 'utf8');
      return file.endsWith('.jsonl') ? text.split('\n').filter(line => line !== '') : [text];
    });
}
