import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Baseline, hourOfWeek, learnHour, learnSway, makeBaseline, swayOf, usualOf } from './burst-baseline.ts';

/** So many weeks of hours with these posts. */
function learned(weeks: number, posts: (cell: number) => number, baseline = makeBaseline()): Baseline {
  for (let hour = 0; hour < weeks * 168; hour++) learnHour(baseline, hour % 168, posts(hour % 168));
  return baseline;
}

const TUESDAY_NOON = 24 + 12;
const TUESDAY_NIGHT = 24 + 3;
const SUNDAY_NOON = 6 * 24 + 12;

function near(actual: number | undefined, expected: number, within: number): void {
  assert.ok(Math.abs((actual ?? Number.NaN) - expected) <= within * expected, `${actual} is not about ${expected}`);
}

test('the week begins on Monday at midnight UTC', () => {
  assert.equal(hourOfWeek(Date.UTC(2026, 10, 23)), 0);
  assert.equal(hourOfWeek(Date.UTC(2026, 10, 22, 23, 59)), 167);
});

test('nights, weekends and single hours are learned for what they are', () => {
  const { rates } = usualOf(
    learned(6, cell => (cell % 24 < 7 ? 2 : 12) * (cell >= 120 ? 0.25 : 1) * (cell === 8 ? 4 : 1)),
  );
  near(rates[TUESDAY_NOON], 12, 0.1);
  near(rates[TUESDAY_NIGHT], 2, 0.25);
  near(rates[SUNDAY_NOON], 3, 0.15);
  near(rates[8], 48, 0.35);
});

test('a Sunday never heard is guessed from the days and hours that were', () => {
  const baseline = makeBaseline();
  for (let cell = 0; cell < 144; cell++) learnHour(baseline, cell, cell % 24 < 7 ? 2 : 12);
  const { rates, doubts } = usualOf(baseline);
  near(rates[SUNDAY_NOON], 12, 0.2);
  assert.ok((doubts[SUNDAY_NOON] ?? 0) > (doubts[TUESDAY_NOON] ?? 0), 'and that is known less surely');
});

test('what is known is known the more surely the longer it was heard', () => {
  const doubt = (weeks: number) => usualOf(learned(weeks, () => 5)).doubts[TUESDAY_NOON] ?? Number.NaN;
  assert.ok(doubt(1) > doubt(2) && doubt(2) > doubt(6));
});

test('a quiet query is not made a picture of from three posts', () => {
  const { rates } = usualOf(learned(2, cell => (cell === TUESDAY_NOON ? 1 : 0)));
  assert.ok((rates[TUESDAY_NOON] ?? 0) < 0.2, String(rates[TUESDAY_NOON]));
});

test('the level follows the last days, and old weeks fade', () => {
  const grown = learned(
    1,
    () => 12,
    learned(6, () => 4),
  );
  const rate = usualOf(grown).rates[TUESDAY_NOON] ?? 0;
  assert.ok(rate > 9 && rate < 14, String(rate));
  near(usualOf(learned(12, () => 12, grown)).rates[TUESDAY_NOON], 12, 0.1);
});

test('the sway of counts is learned: chance alone is about 1, clumps are more', () => {
  const baseline = makeBaseline();
  for (let i = 0; i < 400; i++) learnSway(baseline, 'even', i % 2 === 0 ? 7 : 13, 10);
  for (let i = 0; i < 400; i++) learnSway(baseline, 'clumps', i % 4 === 0 ? 40 : 0, 10);
  near(swayOf(baseline, 'even'), 1.1, 0.01);
  near(swayOf(baseline, 'clumps'), 30, 0.1);
  near(swayOf(baseline, 'never seen'), 1.5, 0.001);
});
