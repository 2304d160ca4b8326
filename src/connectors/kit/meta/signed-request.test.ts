import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { readErasure, readSignedRequest } from './signed-request.ts';

const SECRET = 'secretOfTheAppInTests';

function signed(payload: unknown, secret = SECRET): string {
  const part = Buffer.from(JSON.stringify(payload)).toString('base64url');
  return `${createHmac('sha256', secret).update(part).digest('base64url')}.${part}`;
}

const RIGHT = { algorithm: 'HMAC-SHA256', issued_at: 1_772_366_400, user_id: '218471' };

test('a signed request names whom it is about', () => {
  assert.deepEqual(readSignedRequest(signed(RIGHT), SECRET), { kind: 'asked', remoteId: '218471' });
  assert.deepEqual(readSignedRequest(signed({ ...RIGHT, user_id: 218_471 }), SECRET), {
    kind: 'asked',
    remoteId: '218471',
  });
});

test('whatever is not proven, or proven in another way, is refused', () => {
  const right = signed(RIGHT);
  const refused = [
    '',
    '.',
    'a.b',
    right.replace('.', ''),
    signed(RIGHT, 'another'),
    signed({ ...RIGHT, algorithm: 'none' }),
    signed({ algorithm: 'HMAC-SHA256' }),
    signed({ user_id: '1' }),
    signed('x'),
    signed({ ...RIGHT, more: 'x'.repeat(9_000) }),
    `${right}.x`,
    ` ${right}`,
  ];
  for (const text of refused) assert.equal(readSignedRequest(text, SECRET).kind, 'refused', text.slice(0, 80));
  assert.equal(readSignedRequest(right, '').kind, 'refused');
  for (let i = 0; i < right.length; i++) {
    const text = `${right.slice(0, i)}${right[i] === 'A' ? 'B' : 'A'}${right.slice(i + 1)}`;
    assert.equal(readSignedRequest(text, SECRET).kind, 'refused', `letter ${i}`);
  }
});

test('it is read out of the form it is posted in', () => {
  const bytes = new TextEncoder().encode(new URLSearchParams({ signed_request: signed(RIGHT) }).toString());
  const request = {
    method: 'POST',
    url: new URL('https://desk.example/'),
    headers: new Headers(),
    bytes,
    now: new Date(0),
  };
  assert.equal(readErasure(request, SECRET).kind, 'asked');
  assert.equal(readErasure({ ...request, method: 'GET' }, SECRET).kind, 'refused');
  assert.equal(readErasure({ ...request, bytes: new Uint8Array(20_000) }, SECRET).kind, 'refused');
});
