import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isOpen, postWindow, roomWindow } from './window.ts';

const heard = new Date('2026-11-20T10:00:00Z');
const hours = (n: number) => new Date(heard.getTime() + n * 3_600_000);
const messenger = { privateWindowHours: 168, automaticWindowHours: 24, privateReplyWindowHours: 168 };

test('a window is open up to its last moment and not after', () => {
  const window = roomWindow({ privateWindowHours: 24 }, heard);
  assert.deepEqual(window, { until: hours(24), automaticUntil: hours(24) });
  assert.equal(isOpen(window, hours(24), true), true);
  assert.equal(isOpen(window, new Date(hours(24).getTime() + 1), true), false);
});

test('after a day only people may write, after a week nobody', () => {
  const window = roomWindow(messenger, heard);
  const may = (n: number) => [isOpen(window, hours(n), true), isOpen(window, hours(n), false)];
  assert.deepEqual(
    [may(1), may(24), may(25), may(168), may(169)],
    [
      [true, true],
      [true, true],
      [true, false],
      [true, false],
      [false, false],
    ],
  );
});

test('where nobody ever wrote, no closing window was open', () => {
  assert.equal(isOpen(roomWindow(messenger, null), heard, true), false);
  assert.equal(isOpen(roomWindow({ privateWindowHours: null }, null), heard, true), true);
  assert.equal(
    isOpen(roomWindow({ privateWindowHours: null, automaticWindowHours: 24 }, heard), hours(30), true),
    true,
  );
  assert.equal(
    isOpen(roomWindow({ privateWindowHours: null, automaticWindowHours: 24 }, heard), hours(30), false),
    false,
  );
});

test('rules never have longer than people', () => {
  const window = roomWindow({ privateWindowHours: 12, automaticWindowHours: 24 }, heard);
  assert.deepEqual(window.automaticUntil, hours(12));
});

test('the first private answer to a post has a window of its own, else that of rooms', () => {
  assert.deepEqual(postWindow(messenger, heard).until, hours(168));
  assert.deepEqual(postWindow({ privateWindowHours: 24, privateReplyWindowHours: 168 }, heard).until, hours(168));
  assert.deepEqual(postWindow({ privateWindowHours: 24 }, heard).until, hours(24));
  assert.equal(postWindow({ privateWindowHours: null }, heard).until, null);
});
