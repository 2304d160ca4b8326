import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  afterFailure,
  KEY_REMEMBERED_MINUTES,
  LOOK_FOR_HOURS,
  mayWaitForSignIn,
  SEND_AGAIN,
  SEND_AGAIN_LIMIT,
  SIGN_IN_LOOK_MS,
  SIGN_IN_WAIT_HOURS,
  whenUnsure,
} from './attempt.ts';

const said = 'Slow down';
const again = (inMs: number) => ({ kind: 'again', inMs, said, breaksChannel: false });
const later = (afterSeconds: number | null = null) => ({ next: 'retry', afterSeconds, said }) as const;

test('"later" waits longer each time, never less than the network asks, and ends after a limit', () => {
  assert.deepEqual(afterFailure(later(), 1, 0), again(SEND_AGAIN.firstMs / 2));
  assert.deepEqual(afterFailure(later(), 4, 1), again(SEND_AGAIN.firstMs * 8));
  assert.deepEqual(afterFailure(later(900), 1, 1), again(900_000));
  assert.equal(afterFailure(later(), SEND_AGAIN_LIMIT - 1, 0).kind, 'again');
  assert.deepEqual(afterFailure(later(), SEND_AGAIN_LIMIT, 0), { kind: 'failed', said });
});

test('a refusal fails at once, a lost right breaks the channel and waits for it, and silence is never taken for failure', () => {
  for (const next of ['refuse', 'gone'] as const) {
    assert.deepEqual(afterFailure({ next, afterSeconds: null, said }, 1, 0), {
      kind: 'failed',
      said,
    });
  }
  assert.deepEqual(afterFailure({ next: 'reauthorise', afterSeconds: null, said }, 1, 0), {
    ...again(SIGN_IN_LOOK_MS),
    breaksChannel: true,
  });
  assert.deepEqual(afterFailure({ next: 'unsure', afterSeconds: null, said }, 99, 0), { kind: 'unsure', said });
});

test('an answer waits a day for a sign-in, and not an hour longer', () => {
  const written = new Date('2026-11-22T12:00:00Z');
  const after = (hours: number) => new Date(written.getTime() + hours * 3_600_000);
  assert.equal(mayWaitForSignIn(written, after(SIGN_IN_WAIT_HOURS)), true);
  assert.equal(mayWaitForSignIn(written, after(SIGN_IN_WAIT_HOURS + 1)), false);
});

test('what is unknown is sent again only while the network knows our key, looked for where it can be, else asked of a person', () => {
  const first = new Date('2026-11-22T12:00:00Z');
  const after = (minutes: number) => new Date(first.getTime() + minutes * 60_000);
  assert.equal(whenUnsure('native', first, after(KEY_REMEMBERED_MINUTES)), 'send');
  assert.equal(whenUnsure('native', first, after(KEY_REMEMBERED_MINUTES + 1)), 'ask');
  assert.equal(whenUnsure('lookup', first, after(LOOK_FOR_HOURS * 60)), 'find');
  assert.equal(whenUnsure('lookup', first, after(LOOK_FOR_HOURS * 60 + 1)), 'ask');
  assert.equal(whenUnsure('none', first, first), 'ask');
});
