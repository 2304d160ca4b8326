import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Hours, Interval } from './hours.ts';
import { addBusiness, businessMsBetween, isOpen, LOOK_AHEAD_DAYS, nextChange, openTimeOf } from './open-time.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

const nineToSix: Interval[] = [{ fromMinute: 540, untilMinute: 1_080 }];
const night: Interval[] = [{ fromMinute: 1_320, untilMinute: 1_800 }];
const everyDay = (intervals: Interval[]) => Array.from({ length: 7 }, () => intervals);
const weekdays = (intervals: Interval[]) => [...Array.from({ length: 5 }, () => intervals), [], []];

function weekly(
  timeZone: string,
  week: Interval[][],
  specialDays: Extract<Hours, { kind: 'weekly' }>['specialDays'] = [],
) {
  return openTimeOf({ kind: 'weekly', timeZone, week, specialDays });
}

function due(open: ReturnType<typeof openTimeOf>, from: string, minutes: number): string | undefined {
  return addBusiness(open, new Date(from), minutes * MINUTE_MS)?.toISOString();
}

function hours(open: ReturnType<typeof openTimeOf>, from: string, to: string): number {
  return businessMsBetween(open, new Date(from), new Date(to)) / HOUR_MS;
}

test('a promise of half an hour made on Friday at 17:50 is due on Monday at 9:20', () => {
  const athens = weekly('Europe/Athens', weekdays(nineToSix));
  assert.equal(due(athens, '2026-11-20T15:50:00Z', 30), '2026-11-23T07:20:00.000Z');
  assert.equal(due(athens, '2026-11-21T12:00:00Z', 30), '2026-11-23T07:30:00.000Z');
});

test('what ends with the day is due at closing time, not the next morning', () => {
  const athens = weekly('Europe/Athens', weekdays(nineToSix));
  assert.equal(due(athens, '2026-11-20T15:50:00Z', 10), '2026-11-20T16:00:00.000Z');
});

test('calendar time counts every minute', () => {
  const always = openTimeOf({ kind: 'always' });
  assert.equal(due(always, '2026-11-21T23:50:00Z', 30), '2026-11-22T00:20:00.000Z');
  assert.equal(hours(always, '2026-03-29T00:00:00Z', '2026-03-30T00:00:00Z'), 24);
  assert.equal(nextChange(always, new Date(0)), null);
});

test('a lunch break stops the clock', () => {
  const siesta = weekly('Europe/Madrid', weekdays([...nineToFour(), { fromMinute: 1_020, untilMinute: 1_200 }]));
  assert.equal(due(siesta, '2026-06-01T13:30:00Z', 60), '2026-06-01T15:30:00.000Z');
});

function nineToFour(): Interval[] {
  return [{ fromMinute: 540, untilMinute: 960 }];
}

test('a night belongs to the day it begins: closed on Saturday, Friday’s night still ends on Saturday morning', () => {
  const open = weekly('Europe/Berlin', weekdays(night));
  assert.ok(isOpen(open, new Date('2026-06-06T03:59:00Z')), 'Saturday 05:59');
  assert.ok(!isOpen(open, new Date('2026-06-06T04:00:00Z')), 'Saturday 06:00');
  assert.ok(!isOpen(open, new Date('2026-06-06T21:00:00Z')), 'Saturday 23:00');
  assert.ok(!isOpen(open, new Date('2026-06-08T03:00:00Z')), 'Monday 05:00, which would be Sunday’s night');
});

test('a night is an hour short when the clocks go forward, and an hour long when they go back', () => {
  const open = weekly('Europe/Berlin', everyDay(night));
  assert.equal(hours(open, '2026-03-28T12:00:00Z', '2026-03-29T12:00:00Z'), 7);
  assert.equal(hours(open, '2026-10-24T12:00:00Z', '2026-10-25T12:00:00Z'), 9);
});

test('an interval inside the hour that does not exist is not there that day, and there twice when it comes twice', () => {
  const open = weekly('Europe/Berlin', everyDay([{ fromMinute: 120, untilMinute: 180 }]));
  assert.equal(hours(open, '2026-03-28T23:00:00Z', '2026-03-29T12:00:00Z'), 0);
  assert.equal(hours(open, '2026-10-24T22:00:00Z', '2026-10-25T12:00:00Z'), 2);
  assert.equal(due(open, '2026-03-28T23:00:00Z', 30), '2026-03-30T00:30:00.000Z');
});

test('an interval that ends in the middle of the hour that comes twice is closed in between, as the wall clock says', () => {
  const open = weekly('Europe/Berlin', everyDay([{ fromMinute: 60, untilMinute: 150 }]));
  assert.equal(hours(open, '2026-10-24T22:00:00Z', '2026-10-25T12:00:00Z'), 2);
  assert.ok(!isOpen(open, new Date('2026-10-25T00:45:00Z')), '02:45 in summer time');
  assert.ok(isOpen(open, new Date('2026-10-25T01:15:00Z')), '02:15 in winter time');
});

test('a half hour of daylight saving is half an hour', () => {
  const open = weekly('Australia/Lord_Howe', everyDay([{ fromMinute: 0, untilMinute: 720 }]));
  assert.equal(hours(open, '2026-04-04T13:00:00Z', '2026-04-05T12:00:00Z'), 12.5);
  assert.equal(hours(open, '2026-10-03T13:30:00Z', '2026-10-04T12:00:00Z'), 11.5);
});

test('the Friday that Samoa left out in 2011 has no hours of its own', () => {
  const open = weekly('Pacific/Apia', everyDay(nineToSix));
  assert.equal(hours(open, '2011-12-29T10:00:00Z', '2011-12-31T10:00:00Z'), 9 * 2);
  assert.equal(due(open, '2011-12-30T03:30:00Z', 60), '2011-12-30T19:30:00.000Z');
});

test('a holiday has none of its weekday’s hours; the night before still ends in it', () => {
  const closed = [{ date: '2026-12-25', until: '2026-12-26', intervals: [] }];
  const day = weekly('Europe/Berlin', everyDay(nineToSix), closed);
  assert.equal(due(day, '2026-12-24T16:30:00Z', 60), '2026-12-27T08:30:00.000Z');
  const open = weekly('Europe/Berlin', everyDay(night), closed);
  assert.equal(hours(open, '2026-12-24T12:00:00Z', '2026-12-25T12:00:00Z'), 8);
  assert.equal(hours(open, '2026-12-25T12:00:00Z', '2026-12-26T12:00:00Z'), 0);
});

test('a special day may be open, and longer than usual; own hours stand above an imported holiday', () => {
  const long = [{ fromMinute: 480, untilMinute: 1_320 }];
  const sale = weekly('Europe/Athens', weekdays(nineToSix), [
    { date: '2026-11-28', until: '2026-11-28', intervals: long },
    { date: '2026-11-28', until: '2026-11-28', intervals: [] },
  ]);
  assert.equal(hours(sale, '2026-11-27T22:00:00Z', '2026-11-28T22:00:00Z'), 14);
});

test('hours that are never open again have no due time, and say so', () => {
  const never = weekly('Europe/Athens', everyDay([]));
  assert.equal(due(never, '2026-11-20T15:50:00Z', 1), undefined);
  assert.equal(nextChange(never, new Date('2026-11-20T15:50:00Z')), null);
  const once = weekly('UTC', everyDay([]), [{ date: '2030-01-01', until: '2030-01-01', intervals: nineToSix }]);
  assert.equal(due(once, '2026-11-20T15:50:00Z', 60), '2030-01-01T10:00:00.000Z');
  assert.equal(due(once, '2026-11-20T15:50:00Z', 541), undefined, `not within ${LOOK_AHEAD_DAYS} days`);
});

test('hours around the clock never change, also where one stretch of memory meets the next', () => {
  const open = weekly('Asia/Kathmandu', everyDay([{ fromMinute: 0, untilMinute: 1_440 }]));
  assert.equal(nextChange(open, new Date('2026-11-20T15:50:00Z')), null);
  assert.equal(due(open, '2026-11-20T15:50:00Z', 43_200), '2026-12-20T15:50:00.000Z');
});

test('the next change is when the door opens, or closes', () => {
  const athens = weekly('Europe/Athens', weekdays(nineToSix));
  assert.equal(nextChange(athens, new Date('2026-11-20T15:50:00Z'))?.toISOString(), '2026-11-20T16:00:00.000Z');
  assert.equal(nextChange(athens, new Date('2026-11-20T16:00:00Z'))?.toISOString(), '2026-11-23T07:00:00.000Z');
});

test('backwards counts the same, below nothing', () => {
  const athens = weekly('Europe/Athens', weekdays(nineToSix));
  assert.equal(hours(athens, '2026-11-23T08:00:00Z', '2026-11-20T15:00:00Z'), -2);
});

test('a time zone that does not exist is not taken for another', () => {
  assert.throws(() => weekly('Europe/Atlantis', everyDay([])), RangeError);
});
