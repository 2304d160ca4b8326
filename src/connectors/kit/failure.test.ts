import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { NetworkFailure } from '../connector.ts';
import { rehearsal } from '../rehearsal/index.ts';
import { makeBudget } from './budget.ts';
import { failureOfError, RETRY_AFTER_LIMIT_SECONDS, retryAfterSeconds, SAID_LIMIT, wordsOf } from './failure.ts';
import { mustFit } from './fits.ts';
import { isFresh, isSameSecret, isSigned } from './signature.ts';

const NOW = new Date('2026-03-01T12:00:00Z');

test('a wait is read as seconds, as a date and as the second of a new allowance; nonsense is none', () => {
  const wait = (headers: Record<string, string>) => retryAfterSeconds(new Headers(headers), NOW);
  assert.equal(wait({ 'retry-after': '30' }), 30);
  assert.equal(wait({ 'retry-after': '1.2' }), 2);
  assert.equal(wait({ 'retry-after': 'Sun, 01 Mar 2026 12:01:00 GMT' }), 60);
  assert.equal(wait({ 'retry-after': 'Sun, 01 Mar 2026 11:00:00 GMT' }), 0);
  assert.equal(wait({ 'retry-after': '999999999' }), RETRY_AFTER_LIMIT_SECONDS);
  assert.equal(wait({ 'x-rate-limit-reset': String(NOW.getTime() / 1000 + 90) }), 90);
  assert.equal(wait({ 'x-ratelimit-reset': '2026-03-01T12:02:00Z' }), 120);
  assert.equal(wait({ 'ratelimit-reset': '45' }), 45);
  assert.equal(wait({ 'retry-after': 'soon' }), null);
  assert.equal(wait({}), null);
});

test('the network’s words are found where networks put them, and markup never is words', () => {
  const json = 'application/json';
  assert.equal(wordsOf('{"error":{"message":"too long"}}', json), 'too long');
  assert.equal(wordsOf('{"errors":[{"detail":"no  such\\npost"}]}', json), 'no such post');
  assert.equal(wordsOf('{"error":"invalid_grant","error_description":"expired"}', json), 'expired');
  assert.equal(wordsOf('Slow down, please.', 'text/plain'), 'Slow down, please.');
  assert.equal(wordsOf('<html>no</html>', 'text/html'), null);
  assert.equal(wordsOf('{"error":', json), null);
  assert.equal(wordsOf(JSON.stringify({ error: 'x'.repeat(1_000) }), json)?.length, SAID_LIMIT);
});

test('a mistake of our own is not taken for bad weather', () => {
  assert.throws(() => failureOfError(new TypeError('x is not a function'), 'written', true), TypeError);
  assert.equal(failureOfError(Object.assign(new Error(), { code: 'ECONNRESET' }), 'written', true).next, 'unsure');
  assert.equal(failureOfError(Object.assign(new Error(), { code: 'ECONNRESET' }), 'not written', true).next, 'retry');
  assert.equal(failureOfError(Object.assign(new Error(), { code: 'ECONNRESET' }), 'written', false).next, 'retry');
});

test('a budget refuses what is too much with the wait, and fills again', () => {
  let ms = 0;
  const budget = makeBudget(
    { rate: { requests: 10, perSeconds: 10 }, buckets: { writes: { requests: 100, perSeconds: 100 } } },
    () => new Date(ms),
  );
  const wait = (cost: number, bucket: string | null) => {
    try {
      budget.spend(cost, bucket);
      return 0;
    } catch (error) {
      assert.ok(error instanceof NetworkFailure && error.next === 'retry');
      return error.afterSeconds;
    }
  };
  for (let i = 0; i < 10; i++) assert.equal(wait(1, null), 0);
  assert.equal(wait(1, null), 1);
  ms += 1_000;
  assert.equal(wait(60, 'writes'), 0);
  ms += 5_000;
  assert.equal(wait(50, 'writes'), 5);
  ms -= 60_000;
  assert.equal(wait(1, null), 0, 'a clock set back takes nothing away');
  assert.throws(() => budget.spend(1, 'unknown'), /No allowance/);
});

test('a signature is right in every bit and in no other spelling', () => {
  const signed = Buffer.from('{"text":"hello"}');
  const hex = createHmac('sha256', 'secret').update(signed).digest('hex');
  const base64 = createHmac('sha256', 'secret').update(signed).digest('base64');
  const check = (given: string | null, encoding: 'hex' | 'base64' = 'hex', secret = 'secret') =>
    isSigned({ secret, signed, given, encoding, prefix: 'sha256=' });
  assert.equal(check(`sha256=${hex}`), true);
  assert.equal(check(`sha256=${hex.toUpperCase()}`), true);
  assert.equal(check(`sha256=${base64}`, 'base64'), true);
  const flipped = `${hex[0] === 'a' ? 'b' : 'a'}${hex.slice(1)}`;
  for (const given of [
    null,
    `sha256=${flipped}`,
    '',
    'sha256=',
    hex,
    `sha256=${hex} `,
    `sha256=${hex}00`,
    `sha256=${hex.slice(2)}`,
    `sha1=${hex}`,
  ])
    assert.equal(check(given), false, `${given}`);
  assert.equal(check(`sha256=!${base64}`, 'base64'), false);
  assert.equal(check(`sha256=${hex}`, 'hex', ''), false);
  assert.equal(isSameSecret('abc', 'abc'), true);
  assert.equal(isSameSecret('abc', 'abcd'), false);
  assert.equal(isSameSecret(null, ''), false);
  assert.equal(isFresh(NOW.getTime() / 1000 - 299, NOW), true);
  assert.equal(isFresh(NOW.getTime() / 1000 + 301, NOW), false);
  assert.equal(isFresh(Number.NaN, NOW), false);
});

test('what does not fit is refused with the count, attachments too', () => {
  const draft = {
    key: 'k',
    text: 'a'.repeat(500),
    attachments: [],
    visibility: 'public' as const,
    to: { person: rehearsalPerson, remoteId: '1', rootRemoteId: '1', room: null },
    lang: null,
  };
  const { limits } = rehearsal;
  mustFit(draft, limits);
  assert.throws(() => mustFit({ ...draft, text: 'a'.repeat(501) }, limits), /501 long; 500/);
  mustFit({ ...draft, text: 'a'.repeat(501), visibility: 'private' }, limits);
  mustFit({ ...draft, text: '👩‍👩‍👧‍👧'.repeat(500) }, limits);
  const picture = { bytes: new Uint8Array(10), type: 'image/png', description: null };
  mustFit({ ...draft, attachments: [picture] }, limits);
  assert.throws(() => mustFit({ ...draft, attachments: Array(5).fill(picture) }, limits), /4 attachments/);
  assert.throws(() => mustFit({ ...draft, attachments: [{ ...picture, type: 'image/svg+xml' }] }, limits), /svg/);
  assert.throws(
    () => mustFit({ ...draft, attachments: [{ ...picture, bytes: new Uint8Array(2 ** 21 + 1) }] }, limits),
    /bytes/,
  );
});

const rehearsalPerson = { remoteId: 'p', handle: null, name: null, avatarUrl: null, profileUrl: null };
