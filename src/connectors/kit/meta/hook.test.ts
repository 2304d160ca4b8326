import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HookRequest, Verified } from '../../connector.ts';
import { verified } from '../signature.ts';
import { signedHook } from './fake-graph.ts';
import { accountsIn, verifyMeta, walk } from './hook.ts';

const NOW = new Date('2026-11-22T12:00:00Z');
const SECRET = 'secretOfTheAppInTests';
const VERIFY = 'what-is-handed-back-in-a-handshake';

function body(value: unknown): Verified {
  return verified(new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value)));
}

function get(query: Record<string, string>): HookRequest {
  const url = new URL('https://desk.example/hooks/a/b');
  for (const [name, one] of Object.entries(query)) url.searchParams.set(name, one);
  return { method: 'GET', url, headers: new Headers(), bytes: new Uint8Array(), now: NOW };
}

test('a handshake is answered with its challenge for the right token alone', () => {
  const right = { 'hub.mode': 'subscribe', 'hub.verify_token': VERIFY, 'hub.challenge': '1158201444' };
  assert.deepEqual(verifyMeta(get(right), SECRET, VERIFY), { kind: 'answer', status: 200, body: '1158201444' });
  const wrong = [
    { ...right, 'hub.verify_token': 'another' },
    { ...right, 'hub.verify_token': '' },
    { ...right, 'hub.mode': 'unsubscribe' },
    { ...right, 'hub.challenge': '<script>alert(1)</script>' },
    { ...right, 'hub.challenge': '' },
    { ...right, 'hub.challenge': '1'.repeat(201) },
    { 'hub.mode': 'subscribe', 'hub.challenge': '1' },
  ];
  for (const query of wrong)
    assert.equal(verifyMeta(get(query as Record<string, string>), SECRET, VERIFY).kind, 'refused');
  assert.equal(verifyMeta(get({ ...right, 'hub.verify_token': '' }), SECRET, '').kind, 'refused');
});

test('the signature is over the raw bytes, in hex, with the secret of the app', () => {
  const request = signedHook({ object: 'page', entry: [], text: 'Ωραία 🫖' }, NOW, SECRET);
  assert.match(new TextDecoder().decode(request.bytes), /\\u03a9/);
  assert.equal(verifyMeta(request, SECRET, VERIFY).kind, 'verified');
  assert.equal(verifyMeta(request, 'another', VERIFY).kind, 'refused');
  assert.equal(verifyMeta(request, '', VERIFY).kind, 'refused');
  assert.equal(verifyMeta({ ...request, method: 'PUT' }, SECRET, VERIFY).kind, 'refused');
  const spaced = new TextEncoder().encode(`${new TextDecoder().decode(request.bytes)} `);
  assert.equal(verifyMeta({ ...request, bytes: spaced }, SECRET, VERIFY).kind, 'refused');
  const old = new Headers({ 'x-hub-signature': request.headers.get('x-hub-signature-256') ?? '' });
  assert.equal(verifyMeta({ ...request, headers: old }, SECRET, VERIFY).kind, 'refused');
});

test('every change of every entry is told by itself, beside damaged ones', () => {
  const told = walk(
    body({
      object: 'page',
      entry: [
        {
          id: '1',
          time: 1_772_366_400,
          changes: [{ field: 'feed', value: { a: 1 } }, 7, { field: 'mention', value: 'x' }],
        },
        { id: 2, time: 1_772_366_400_000, messaging: [{ b: 2 }, null], standby: [{ c: 3 }] },
        null,
        { time: 5 },
        { id: '3', time: 'soon' },
        { id: '4', field: 'feed', value: { d: 4 } },
      ],
    }),
    'page',
  );
  assert.deepEqual(
    told.map(one =>
      one.kind === 'told' ? [one.accountId, one.way, one.field, one.value, one.at?.getTime()] : one.reason,
    ),
    [
      ['1', 'changes', 'feed', { a: 1 }, 1_772_366_400_000],
      'change the whole: missing or of another kind',
      ['1', 'changes', 'mention', 'x', 1_772_366_400_000],
      ['2', 'messaging', null, { b: 2 }, 1_772_366_400_000],
      'message: missing or of another kind',
      ['2', 'standby', null, { c: 3 }, 1_772_366_400_000],
      'entry the whole: missing or of another kind',
      'entry id: not as agreed',
      'an entry without changes',
      ['4', 'changes', 'feed', { d: 4 }, undefined],
    ],
  );
  for (const one of told) {
    if (one.kind !== 'told') continue;
    const [again, ...more] = walk(body(one.raw), 'page');
    assert.deepEqual([again, more], [one, []], 'what is kept of one change reads as that change');
  }
});

test('what is no batch is dropped, and what is about another kind of account ignored', () => {
  for (const text of ['', 'null', '[]', '{}', '{"object":"page"}', '{"object":"page","entry":{}}', '{"object":"pa'])
    assert.deepEqual(
      walk(body(text), 'page').map(({ kind }) => kind),
      ['dropped'],
      text,
    );
  const [other] = walk(body({ object: 'instagram', entry: [{ id: '1', changes: [] }] }), 'page');
  assert.equal(other?.kind === 'dropped' && other.ignored, true);
});

test('ids too long for a number keep every digit', () => {
  const text =
    '{"object":"page","entry":[{"id":17841405793187218999,"time":1772366400,"changes":[{"field":"feed","value":{"id":12345678901234567890}}]}]}';
  assert.deepEqual(accountsIn(body(text)), ['17841405793187218999']);
  const [one] = walk(body(text), 'page');
  assert.deepEqual(one?.kind === 'told' && one.value, { id: '12345678901234567890' });
  assert.deepEqual(accountsIn(body('{"entry":')), []);
});
