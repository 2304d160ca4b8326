import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  type Baseline,
  baselineOf,
  type HeardHour,
  HOUR_MS,
  HOURS_OF_WEEK,
  hourOfWeek,
  usualPerWeek,
} from './baseline.ts';
import { alarmAt, chanceOfNothing, expectedIn, type Stretch, silenceOf } from './silence.ts';

const MONDAY = Date.UTC(2026, 0, 5);
const WEEK_MS = HOURS_OF_WEEK * HOUR_MS;

test('the week begins on Monday at midnight UTC', () => {
  assert.equal(hourOfWeek(MONDAY), 0);
  assert.equal(hourOfWeek(MONDAY - 1), 167);
  assert.equal(hourOfWeek(Date.UTC(2026, 0, 7, 14, 59)), 2 * 24 + 14);
});

/** Every hour of some weeks, listened to in full. */
function weeks(n: number, heardIn: (how: number, week: number) => number): HeardHour[] {
  return Array.from({ length: n * HOURS_OF_WEEK }, (_, i) => ({
    atMs: MONDAY + i * HOUR_MS,
    n: heardIn(i % HOURS_OF_WEEK, Math.floor(i / HOURS_OF_WEEK)),
    seconds: 3_600,
  }));
}

function stretches(fromMs: number, toMs: number): Stretch[] {
  const found: Stretch[] = [];
  for (let atMs = fromMs; atMs < toMs; ) {
    const endMs = Math.min(Math.floor(atMs / HOUR_MS) * HOUR_MS + HOUR_MS, toMs);
    found.push({ atMs, seconds: (endMs - atMs) / 1000 });
    atMs = endMs;
  }
  return found;
}

const LATER = MONDAY + 8 * WEEK_MS;
const after = (baseline: Baseline, fromMs: number, ms: number) =>
  silenceOf(baseline, stretches(fromMs, fromMs + ms), ms);

test('after one week not enough is known yet, and that is said', () => {
  assert.deepEqual(after(baselineOf(weeks(1, () => 50)), LATER, 10 * HOUR_MS), { kind: 'learning', knownHours: 0 });
  assert.deepEqual(after(baselineOf([]), LATER, WEEK_MS), { kind: 'learning', knownHours: 0 });
});

test('a first weekend is not known and adds nothing to what is expected', () => {
  const workdays = weeks(2, () => 20).filter(({ atMs }) => hourOfWeek(atMs) < 120);
  const baseline = baselineOf(workdays);
  const saturday = LATER + 5 * 24 * HOUR_MS;
  assert.equal(expectedIn(baseline, stretches(saturday, saturday + 24 * HOUR_MS)), 0);
  assert.equal(after(baseline, saturday, 24 * HOUR_MS).kind, 'usual');
});

test('a channel that hears less than once a day is never called silent', () => {
  const baseline = baselineOf(weeks(8, how => (how % 40 === 0 ? 1 : 0)));
  assert.equal(after(baseline, LATER, 3 * WEEK_MS).kind, 'seldom');
});

test('a quiet night is usual, the same hours of a working day are not', () => {
  const office = (how: number) => (how < 120 && how % 24 >= 8 && how % 24 < 18 ? 20 : 0);
  const baseline = baselineOf(weeks(8, office));
  assert.equal(after(baseline, LATER + 19 * HOUR_MS, 12 * HOUR_MS).kind, 'usual');
  assert.equal(after(baseline, LATER + 4 * 24 * HOUR_MS + 18 * HOUR_MS, 60 * HOUR_MS).kind, 'usual', 'a weekend');
  assert.equal(after(baseline, LATER + 9 * HOUR_MS, 5 * HOUR_MS).kind, 'unusual');
});

test('one day on which everybody writes does not raise what is usual by much', () => {
  const crisis = (how: number, week: number) => (week === 4 && how >= 30 && how < 34 ? 5_000 : 10);
  const calm = usualPerWeek(baselineOf(weeks(8, () => 10)));
  assert.ok(usualPerWeek(baselineOf(weeks(8, crisis))) < calm * 1.2);
});

test('however busy, a hiccup of minutes is no silence', () => {
  const baseline = baselineOf(weeks(8, () => 180_000));
  assert.equal(after(baseline, LATER, 4 * 60_000).kind, 'usual');
  assert.equal(after(baseline, LATER, 6 * 60_000).kind, 'unusual');
});

test('longer silences are never more likely, and what was not listened to counts for nothing', () => {
  const baseline = baselineOf(weeks(8, how => 3 + (how % 5)));
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 167 }), fc.integer({ min: 1, max: 4_000 }), (how, minutes) => {
      const from = LATER + how * HOUR_MS;
      const [shorter, longer] = [
        stretches(from, from + minutes * 60_000),
        stretches(from, from + (minutes + 30) * 60_000),
      ];
      assert.ok(chanceOfNothing(baseline, longer) <= chanceOfNothing(baseline, shorter));
      assert.ok(chanceOfNothing(baseline, longer) > 0);
      const unheard = [...shorter, { atMs: from, seconds: 0 }];
      assert.equal(chanceOfNothing(baseline, unheard), chanceOfNothing(baseline, shorter));
    }),
    { numRuns: 200 },
  );
});

test('the hour the alarm is foretold for is the hour it comes', () => {
  const baseline = baselineOf(weeks(8, () => 6));
  const since = LATER + 10 * HOUR_MS;
  const at = alarmAt(baseline, stretches(since, since + 60_000), since, since + 60_000) ?? assert.fail('never');
  assert.equal(after(baseline, since, at - since).kind, 'unusual');
  assert.equal(after(baseline, since, at - since - 11 * 60_000).kind, 'usual');
});
