/** Business time is what counting the minutes by the wall clock gives: ten years, twenty time zones, any hours. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Interval, SpecialDay } from '../../src/core/calendar/hours.ts';
import { addBusiness, businessMsBetween, isOpen, nextChange, openTimeOf } from '../../src/core/calendar/open-time.ts';
import { makeChance } from '../support/chance.ts';
import { MINUTE_MS, openMinutes, type Weekly } from './wall-clock.ts';

/** The same cases in every run. */
const SEED = 20_261_122;

/** Half hours of daylight saving, quarter hours from UTC, a skipped day, Ramadan, two hours of summer, clocks that turn at midnight. */
const ZONES = [
  'Europe/Athens',
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/Los_Angeles',
  'America/Sao_Paulo',
  'America/St_Johns',
  'America/Havana',
  'Atlantic/Azores',
  'Australia/Lord_Howe',
  'Australia/Adelaide',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
  'Asia/Kathmandu',
  'Asia/Tehran',
  'Asia/Amman',
  'Africa/Casablanca',
  'Antarctica/Troll',
  'UTC',
];

const FROM = new Date('2010-01-01T00:00:00Z');
const TO = new Date('2020-01-01T00:00:00Z');

/** Mornings, afternoons, nights past midnight, holidays and a long day: the same for each zone, so that only the zone differs. */
const WEEK: Interval[][] = [
  [at(8, 12), at(13, 17.5)],
  [at(8, 12), at(13, 17.5)],
  [at(0, 3), at(23, 26.25)],
  [at(22, 30)],
  [at(9, 18), at(22, 26)],
  [at(1.5, 2.75)],
  [at(23, 24)],
];
const SPECIAL: SpecialDay[] = [2010, 2011, 2012, 2015, 2019].flatMap(year => [
  { date: `${year}-03-25`, until: `${year}-04-02`, intervals: [] },
  { date: `${year}-12-24`, until: `${year}-12-24`, intervals: [at(8, 13), at(23, 25)] },
  { date: `${year}-12-30`, until: `${year}-12-31`, intervals: [at(20, 26)] },
]);

function at(fromHour: number, untilHour: number): Interval {
  return { fromMinute: fromHour * 60, untilMinute: untilHour * 60 };
}

for (const timeZone of ZONES) {
  test(`ten years of minutes in ${timeZone} are counted as the wall clock shows them`, () => {
    const hours: Weekly = { kind: 'weekly', timeZone, week: WEEK, specialDays: SPECIAL };
    const open = openTimeOf(hours);
    const minutes = openMinutes(hours, FROM, TO);
    const sums = sumsOf(minutes);
    assert.equal(businessMsBetween(open, FROM, TO) / MINUTE_MS, sums.at(-1));
    for (let place = 0; place < minutes.length; place += 13) agreeAt(open, minutes, sums, place);
    const chance = makeChance(SEED);
    const any = (below: number) => Math.floor(chance() * below);
    for (let n = 0; n < 8_000; n++) {
      const [from, to] = [any(minutes.length), any(minutes.length)];
      const between = businessMsBetween(open, moment(from), moment(to)) / MINUTE_MS;
      assert.equal(
        between,
        (sums[to] ?? 0) - (sums[from] ?? 0),
        `${moment(from).toISOString()} to ${moment(to).toISOString()}`,
      );
    }
    for (let n = 0; n < 2_000; n++) agreeDue(open, sums, any(minutes.length - 600_000), 1 + any(3_000));
  });
}

type Open = ReturnType<typeof openTimeOf>;

/** At each place, how many of the minutes before it are open. */
function sumsOf(minutes: Uint8Array): Int32Array {
  const sums = new Int32Array(minutes.length + 1);
  let sum = 0;
  for (let place = 0; place < minutes.length; place++) {
    sum += minutes[place] ?? 0;
    sums[place + 1] = sum;
  }
  return sums;
}

function moment(place: number): Date {
  return new Date(FROM.getTime() + place * MINUTE_MS);
}

/** The day's count up to here, and whether this minute is open. */
function agreeAt(open: Open, minutes: Uint8Array, sums: Int32Array, place: number): void {
  const day = Math.max(0, place - 1_440);
  const counted = businessMsBetween(open, moment(day), moment(place)) / MINUTE_MS;
  if (counted !== (sums[place] ?? 0) - (sums[day] ?? 0))
    assert.fail(`the day before ${moment(place).toISOString()}: ${counted}`);
  if (isOpen(open, moment(place)) !== (minutes[place] === 1)) assert.fail(`open at ${moment(place).toISOString()}?`);
}

/** A due time is the first minute by whose beginning so many open ones have gone by. */
function agreeDue(open: Open, sums: Int32Array, from: number, length: number): void {
  const goal = (sums[from] ?? 0) + length;
  let [low, high] = [from, sums.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sums[middle] ?? 0) >= goal) high = middle;
    else low = middle + 1;
  }
  const due = addBusiness(open, moment(from), length * MINUTE_MS);
  assert.equal(due?.toISOString(), moment(low).toISOString(), `${length} minutes from ${moment(from).toISOString()}`);
}

const interval = fc
  .tuple(fc.integer({ min: 0, max: 1_439 }), fc.integer({ min: 1, max: 1_440 }))
  .map(([fromMinute, length]) => ({ fromMinute, untilMinute: fromMinute + length }));
const day = fc.array(interval, { maxLength: 3 });
const week = fc.array(day, { minLength: 7, maxLength: 7 });
/** Until 2037: the last year of which `Intl` and the rules are sure to say the same. */
const start = fc.integer({ min: Date.UTC(1995, 0) / MINUTE_MS, max: Date.UTC(2036, 0) / MINUTE_MS });
const zone = fc.constantFrom(...ZONES);

test('any hours, in any of these zones, at any time from 1995 to 2037', () => {
  fc.assert(
    fc.property(
      week,
      zone,
      start,
      fc.array(fc.tuple(fc.nat(40), fc.nat(5), day), { maxLength: 4 }),
      (days, timeZone, first, special) => {
        const from = new Date(first * MINUTE_MS);
        const to = new Date(from.getTime() + 40 * 1_440 * MINUTE_MS);
        const specialDays = special.map(([after, length, intervals]) => ({
          date: dateOf(from, after),
          until: dateOf(from, after + length),
          intervals,
        }));
        const hours: Weekly = { kind: 'weekly', timeZone, week: days, specialDays };
        const open = openTimeOf(hours);
        const minutes = openMinutes(hours, from, to);
        const counted = minutes.reduce((sum, one) => sum + one, 0);
        assert.equal(businessMsBetween(open, from, to), counted * MINUTE_MS);
        const change = minutes.findIndex((one, place) => place > 0 && one !== minutes[0]);
        if (change > 0) assert.equal(nextChange(open, from)?.getTime(), from.getTime() + change * MINUTE_MS);
        else assert.ok((nextChange(open, from)?.getTime() ?? Number.POSITIVE_INFINITY) >= to.getTime());
      },
    ),
    { numRuns: 300, seed: SEED },
  );
});

function dateOf(from: Date, days: number): string {
  return new Date(from.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

test('adding and counting undo each other, to the millisecond', () => {
  fc.assert(
    fc.property(week, zone, start, fc.integer({ min: 1, max: 40 * 3_600_000 }), (days, timeZone, first, openMs) => {
      const open = openTimeOf({ kind: 'weekly', timeZone, week: days, specialDays: [] });
      const from = new Date(first * MINUTE_MS);
      const due = addBusiness(open, from, openMs);
      if (days.flat().length === 0) return assert.equal(due, null);
      assert.ok(due !== null);
      assert.equal(businessMsBetween(open, from, due), openMs);
      // The earliest such moment: a millisecond before, one is missing.
      assert.equal(businessMsBetween(open, from, new Date(due.getTime() - 1)), openMs - 1);
    }),
    { numRuns: 3_000, seed: SEED },
  );
});

test('a promise in two parts ends where the whole one does', () => {
  fc.assert(
    fc.property(week, zone, start, fc.nat(500), fc.integer({ min: 1, max: 500 }), (days, timeZone, first, a, b) => {
      const open = openTimeOf({ kind: 'weekly', timeZone, week: days, specialDays: [] });
      const from = new Date(first * MINUTE_MS);
      const half = addBusiness(open, from, a * MINUTE_MS);
      const whole = addBusiness(open, from, (a + b) * MINUTE_MS);
      assert.deepEqual(half === null ? null : addBusiness(open, half, b * MINUTE_MS), whole);
    }),
    { numRuns: 1_000, seed: SEED },
  );
});
