/** X calls: who may have what signed, whose signature counts, and every kind of event in its older and newer shape. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Person } from '../../core/post.ts';
import type { Heard, HookRequest } from '../connector.ts';
import { verified } from '../kit/signature.ts';
import type { Credentials } from './credentials.ts';
import { signed } from './fake.ts';
import { accounts, heardOfBody, parse, verify } from './hook.ts';

const SECRET = 'consumerSecretOfTheTestApp';
const CLIENT_SECRET = 'clientSecretOfTheTestApp';
const credentials: Credentials = { apiSecret: SECRET, clientSecret: CLIENT_SECRET };
const NOW = new Date('2026-09-01T12:00:00Z');
const US: Person = {
  remoteId: '1111111111111111111',
  handle: 'kestrel',
  name: 'Kestrel',
  avatarUrl: null,
  profileUrl: null,
};

function asked(query: string, more: Partial<HookRequest> = {}): HookRequest {
  const url = new URL(`https://desk.kestrel.example/hooks/1/c1${query}`);
  return { method: 'GET', url, headers: new Headers(), bytes: new Uint8Array(), now: NOW, ...more };
}

function hmac(secret: string, text: string): string {
  return `sha256=${createHmac('sha256', secret).update(text).digest('base64')}`;
}

function bodiesOf(file: string): string[] {
  return readFileSync(join(import.meta.dirname, 'fixtures', file), 'utf8')
    .split('\n')
    .filter(line => line !== '');
}

/** Each kind in one word, `ignored` where nobody asked for it. */
function kindsIn(heard: readonly Heard[]): string[] {
  return heard.flatMap(one => {
    if (one.kind === 'dropped') return [one.ignored ? 'ignored' : `dropped ${one.reason}`];
    return one.items.map(item => (item.kind === 'post' && item.post.own ? 'own post' : item.kind));
  });
}

test('X’s question is answered with the consumer secret; the documents’ own example comes out', () => {
  const answer = verify(asked('?crc_token=challenge_string'), credentials);
  assert.deepEqual(answer, {
    kind: 'answer',
    status: 200,
    body: JSON.stringify({ response_token: hmac(SECRET, 'challenge_string') }),
  });
  const token = 'NTkxOTMzNTItYjU2Zi00NGY1+/=';
  const withNonce = verify(asked(`?crc_token=${encodeURIComponent(token)}&nonce=MTU4`), credentials);
  assert.ok(withNonce.kind === 'answer' && withNonce.body.includes(hmac(SECRET, token)));
});

test('an app that has only a client secret answers with that', () => {
  const answer = verify(asked('?crc_token=abc'), { clientSecret: CLIENT_SECRET });
  assert.ok(answer.kind === 'answer' && answer.body.includes(hmac(CLIENT_SECRET, 'abc')));
  assert.equal(verify(asked('?crc_token=abc'), {}).kind, 'refused');
});

test('nobody has a text signed that could pass for an event', () => {
  const event = JSON.stringify({ for_user_id: US.remoteId, tweet_create_events: [] });
  for (const query of [
    `?crc_token=${encodeURIComponent(event)}`,
    `?crc_token=${encodeURIComponent('{}')}`,
    `?crc_token=${encodeURIComponent('[]')}`,
    `?crc_token=${encodeURIComponent('"a"')}`,
    `?crc_token=${encodeURIComponent('a b')}`,
    `?crc_token=${encodeURIComponent('a\nb')}`,
    '?crc_token=',
    '',
    '?token=abc',
    `?crc_token=${'a'.repeat(201)}`,
    '?crc_token=a&crc_token=b',
    '?crc_token=a&x=b',
  ])
    assert.equal(verify(asked(query), credentials).kind, 'refused', query);
  for (const method of ['HEAD', 'PUT', 'POST', 'DELETE', 'OPTIONS'])
    assert.equal(verify(asked('?crc_token=abc', { method }), credentials).kind, 'refused', method);
  assert.equal(verify(asked('?crc_token=abc', { bytes: new TextEncoder().encode('x') }), credentials).kind, 'refused');
});

test('what was signed for a question is no signature of an event', () => {
  const body = { for_user_id: US.remoteId };
  const answer = verify(asked('?crc_token=0'), credentials);
  assert.ok(answer.kind === 'answer');
  const { response_token: stolen } = JSON.parse(answer.body) as { response_token: string };
  const forged = signed(body, NOW);
  forged.headers.set('x-twitter-webhooks-signature', stolen);
  assert.equal(verify(forged, credentials).kind, 'refused');
  // The one text of a token's letters that is JSON as well: a number, which is no event.
  assert.deepEqual(kindsIn(heardOfBody('0', { account: US })), ['dropped the whole: of another kind']);
});

test('either header counts, with the secret of the app that it has', () => {
  const body = { for_user_id: US.remoteId };
  const request = signed(body, NOW);
  assert.equal(verify(request, credentials).kind, 'verified');
  const text = new TextDecoder().decode(request.bytes);
  const newer = {
    ...request,
    headers: new Headers({ 'X-Twitter-Webhooks-Signature-OAuth2': hmac(CLIENT_SECRET, text) }),
  };
  assert.equal(verify(newer, credentials).kind, 'verified');
  assert.equal(verify(newer, { clientSecret: CLIENT_SECRET }).kind, 'verified');
  assert.equal(verify(newer, { apiSecret: SECRET }).kind, 'refused');
  for (const wrong of [
    '',
    'sha256=',
    hmac(SECRET, text).slice(7),
    hmac('other', text),
    `sha1=${hmac(SECRET, text).slice(7)}`,
  ])
    assert.equal(
      verify({ ...request, headers: new Headers({ 'x-twitter-webhooks-signature': wrong }) }, credentials).kind,
      'refused',
      wrong,
    );
  assert.equal(verify({ ...request, headers: new Headers() }, credentials).kind, 'refused');
});

test('X Activity: every kind of event', () => {
  assert.deepEqual(
    bodiesOf('hooks-activity.jsonl').map(body => kindsIn(heardOfBody(body, { account: US })).join()),
    [
      'post',
      'post',
      'post',
      'own post',
      'remove',
      'post',
      'own post',
      'receipt',
      'ignored',
      'ignored',
      'ignored',
      'ignored',
    ],
  );
});

test('Account Activity: every kind of event', () => {
  assert.deepEqual(
    bodiesOf('hooks-account.jsonl').map(body => kindsIn(heardOfBody(body, { account: US })).join()),
    [
      'post',
      'post,own post',
      'post',
      'ignored',
      'post,edit',
      'post',
      'remove',
      'post,post',
      'receipt',
      'ignored',
      'reaction',
      'ignored',
      'ignored',
      'ignored',
    ],
  );
});

test('the older shape reads as the newer one does', () => {
  const [older = ''] = bodiesOf('hooks-account.jsonl');
  const [newer = ''] = bodiesOf('hooks-activity.jsonl');
  const [one, other] = [older, newer].map(body => {
    const [heard] = heardOfBody(body, { account: US });
    const item = heard?.kind === 'arrival' ? heard.items[0] : undefined;
    assert.ok(item?.kind === 'post');
    return item.post;
  });
  assert.ok(one && other);
  assert.deepEqual(
    [one.remoteId, one.at, one.author.remoteId, one.addressed, one.parentRemoteId, one.url],
    [other.remoteId, other.at, other.author.remoteId, true, null, other.url],
  );
  assert.match(one.text, /pump hums & drips$/);
});

test('the older shape: the whole of a cut post, quotes of us, pictures, answers', () => {
  const postsIn = (body = '') =>
    heardOfBody(body, { account: US }).flatMap(heard =>
      heard.kind === 'arrival' ? heard.items.flatMap(item => (item.kind === 'post' ? [item.post] : [])) : [],
    );
  const bodies = bodiesOf('hooks-account.jsonl');
  const [cut, answer] = postsIn(bodies[1]);
  assert.equal(cut?.text, '@kestrel It began in March. It still goes on. https://thea.example/diary');
  assert.deepEqual(
    [answer?.text, answer?.parentRemoteId, answer?.rootRemoteId],
    ['Which lid is it?', '2080765813578191303', null],
  );
  assert.equal(postsIn(bodies[2])[0]?.addressed, true);
  const [picture] = postsIn(bodies[5]);
  assert.deepEqual([picture?.text, picture?.attachments[0]?.description], ['@kestrel mine', 'A cracked lid']);
  const [, sent] = postsIn(bodies[7]);
  assert.deepEqual(
    [sent?.text, sent?.attachments[0]?.url],
    ['see', 'x-dm:2080768200000000003/2080768199000000000/oP5p359h.jpg'],
  );
});

test('what is for another account of the same app is left to it, and both are named', () => {
  const [mention = ''] = bodiesOf('hooks-activity.jsonl');
  const [older = ''] = bodiesOf('hooks-account.jsonl');
  const other = { ...US, remoteId: '9999999999999999999', handle: 'other' };
  for (const body of [mention, older]) {
    assert.deepEqual(heardOfBody(body, { account: other }), []);
    assert.deepEqual(accounts(verified(new TextEncoder().encode(body))), [US.remoteId]);
  }
  const revoked = bodiesOf('hooks-account.jsonl')[12] ?? '';
  assert.deepEqual(accounts(verified(new TextEncoder().encode(revoked))), [US.remoteId]);
  for (const strange of ['', 'null', '[]', '7', '{"data":7}', '{"data":{"id":"1"}}', '{'])
    assert.deepEqual(accounts(verified(new TextEncoder().encode(strange))), []);
});

test('one damaged event in the middle costs itself alone', () => {
  const [, two = ''] = bodiesOf('hooks-account.jsonl');
  const body = JSON.parse(two) as { tweet_create_events: unknown[] };
  body.tweet_create_events.splice(1, 0, null, { id_str: 7 }, 'x', {});
  const kinds = kindsIn(heardOfBody(JSON.stringify(body), { account: US }));
  assert.equal(kinds.filter(kind => kind.startsWith('dropped')).length, 4);
  assert.deepEqual([kinds[0], kinds.at(-1)], ['post', 'own post']);
});

test('a deletion without a time happened when it was told', () => {
  const body = new TextEncoder().encode(bodiesOf('hooks-activity.jsonl')[4]);
  const [heard] = parse(verified(body), credentials, US, NOW);
  const [item] = heard?.kind === 'arrival' ? heard.items : [];
  assert.ok(item?.kind === 'remove');
  assert.deepEqual(item.at, NOW);
});

test('several envelopes in one body, and a post of the stream by hook', () => {
  const [one = '', two = ''] = bodiesOf('hooks-activity.jsonl');
  const both = { data: [one, two].map(body => (JSON.parse(body) as { data: unknown }).data) };
  assert.deepEqual(kindsIn(parse(verified(new TextEncoder().encode(JSON.stringify(both))), credentials, US)), [
    'post',
    'post',
  ]);
  const line = readFileSync(join(import.meta.dirname, 'fixtures/stream.jsonl'), 'utf8').split('\n')[0] ?? '';
  assert.deepEqual(kindsIn(heardOfBody(line, { account: US })), ['post']);
  assert.deepEqual(kindsIn(heardOfBody('{"hello":1}', { account: US })), ['dropped of no form that is known']);
});
