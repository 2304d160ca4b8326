import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clockDuration, shortDuration } from './duration.ts';
import { initials } from './initials.ts';
import { promiseState } from './promise.ts';

const minute = 60_000;
const turn = { openedAt: '2026-11-22T12:00:00Z', dueAt: '2026-11-22T12:10:00Z' };
const at = (time: string) => Date.parse(`2026-11-22T${time}Z`);

test('a promise is amber from its last fifth and late from its very end', () => {
  assert.equal(promiseState(turn, at('12:07:59')).kind, 'running');
  assert.deepEqual(promiseState(turn, at('12:05:00')), { kind: 'running', left: 0.5, leftMs: 5 * minute, soon: false });
  const soon = promiseState(turn, at('12:08:00'));
  assert.ok(soon.kind === 'running' && soon.soon);
  assert.deepEqual(promiseState(turn, at('12:10:00')), { kind: 'late', lateMs: 0 });
  assert.deepEqual(promiseState({ ...turn, dueAt: null }, at('12:10:00')), { kind: 'none' });
});

test('countdowns read like a clock, lengths like words', () => {
  assert.equal(clockDuration(168_000, 'en'), '2:48');
  assert.equal(clockDuration(62 * minute, 'en'), '1:02:00');
  assert.equal(shortDuration(206 * minute, 'en'), '3 hr 26 min');
  assert.equal(shortDuration(4000, 'en'), '4 sec');
});

test('initials are whole letters in every script', () => {
  assert.equal(initials('Mara Quillfeather'), 'MQ');
  assert.equal(initials('@wm_madeup'), 'WM');
  assert.equal(initials('Ελένη Παραδείγματος'), 'ΕΠ');
  assert.equal(initials('سلمى'), 'سل');
  assert.equal(initials('!!!'), '·');
});
