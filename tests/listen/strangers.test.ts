import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ASKED_LIMIT, makeStrangers, WAITING_LIMIT } from '../../src/services/strangers.ts';

test('each stranger is asked for once, the latest first', () => {
  const strangers = makeStrangers();
  for (const id of ['a', 'b', 'a', 'c']) strangers.add(id);
  assert.deepEqual(strangers.take(2), ['c', 'b']);
  strangers.add('c');
  assert.deepEqual(strangers.take(2), ['a']);
  assert.deepEqual(strangers.take(2), []);
});

test('whom the network could not be asked about is asked for again', () => {
  const strangers = makeStrangers();
  strangers.add('a');
  strangers.putBack(strangers.take(1));
  assert.deepEqual(strangers.take(1), ['a']);
});

test('a crowd does not grow without end, nor does the memory of it', () => {
  const strangers = makeStrangers();
  for (let i = 0; i < WAITING_LIMIT + 5; i++) strangers.add(`crowd ${i}`);
  const all = strangers.take(WAITING_LIMIT * 2);
  assert.equal(all.length, WAITING_LIMIT);
  assert.equal(all[0], `crowd ${WAITING_LIMIT + 4}`);
  for (let i = 0; i < ASKED_LIMIT; i += WAITING_LIMIT) {
    for (let n = 0; n < WAITING_LIMIT; n++) strangers.add(`later ${i + n}`);
    strangers.take(WAITING_LIMIT);
  }
  strangers.add(`crowd ${WAITING_LIMIT}`);
  assert.deepEqual(strangers.take(1), [`crowd ${WAITING_LIMIT}`], 'long ago is forgotten');
});
