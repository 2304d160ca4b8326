import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fieldThere, intervalOf, minuteOf, NINE_TO_SIX, shownOn, timeText, usualWeek, withAnother } from './hours.ts';

test('what ends at or before it begins ends on the next day, midnight too', () => {
  assert.deepEqual(intervalOf(1_320, 120), { fromMinute: 1_320, untilMinute: 1_560 });
  assert.deepEqual(intervalOf(1_320, 0), { fromMinute: 1_320, untilMinute: 1_440 });
  assert.deepEqual(intervalOf(0, 0), { fromMinute: 0, untilMinute: 1_440 });
  assert.deepEqual(intervalOf(540, 1_080), NINE_TO_SIX);
});

test('times are written as the field takes them and read back', () => {
  assert.equal(timeText(1_560), '02:00');
  assert.equal(minuteOf(timeText(545)), 545);
  assert.equal(minuteOf(''), null);
});

test('another interval begins after the last and stays within the day', () => {
  assert.deepEqual(withAnother([]), [NINE_TO_SIX]);
  assert.deepEqual(withAnother([{ fromMinute: 540, untilMinute: 720 }]).at(-1), {
    fromMinute: 780,
    untilMinute: 1_020,
  });
  assert.deepEqual(withAnother([{ fromMinute: 1_320, untilMinute: 1_560 }]).at(-1), {
    fromMinute: 1_380,
    untilMinute: 1_440,
  });
});

test('a night is shown on the day it begins and in the morning after', () => {
  const week = usualWeek().map(() => [] as { fromMinute: number; untilMinute: number }[]);
  week[6] = [{ fromMinute: 1_320, untilMinute: 1_560 }];
  assert.deepEqual(shownOn(week, 6), [{ from: 1_320, until: 1_440 }]);
  assert.deepEqual(shownOn(week, 0), [{ from: 0, until: 120 }]);
});

test('a moment is written by the wall clock there', () => {
  assert.equal(fieldThere('2026-11-20T15:50:00.000Z', 'Europe/Athens'), '2026-11-20T17:50');
});
