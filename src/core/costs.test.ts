import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  budgetStateOf,
  type CostBudget,
  dollars,
  forecastOf,
  mayPay,
  microUsd,
  monthOf,
  NO_BUDGET,
  spentIn,
  stoppedWords,
} from './costs.ts';

const fifty: CostBudget = { monthlyMicroUsd: microUsd(50), reserveMicroUsd: microUsd(5) };
const noon = new Date('2026-11-22T12:00:00Z');
const long = new Date('2026-01-01T00:00:00Z');
/** So many dollars on each of these days of November. */
const days = (from: number, to: number, usd: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => ({
    day: `2026-11-${String(from + i).padStart(2, '0')}`,
    microUsd: microUsd(usd),
  }));

test('a month is one of UTC, December and leap days included', () => {
  const bounds = (at: string) => Object.values(monthOf(new Date(at))).map(one => one.toISOString().slice(0, 10));
  assert.deepEqual(bounds('2026-11-30T23:59:59.999Z'), ['2026-11-01', '2026-12-01']);
  assert.deepEqual(bounds('2026-12-01T00:00:00Z'), ['2026-12-01', '2027-01-01']);
  assert.deepEqual(bounds('2028-02-29T12:00:00Z'), ['2028-02-01', '2028-03-01']);
});

test('what was spent in another month does not count', () => {
  const spent = [
    { day: '2026-10-31', microUsd: 7 },
    { day: '2026-11-01', microUsd: 1 },
    { day: '2026-11-30', microUsd: 2 },
    { day: '2026-12-01', microUsd: 7 },
  ];
  assert.equal(spentIn(spent, monthOf(noon)), 3);
});

test('the last cent may be spent, and not one more', () => {
  const price = (usd: number, isAnswer = true) => ({ microUsd: microUsd(usd), isAnswer });
  assert.equal(mayPay(fifty, microUsd(49.99), price(0.01)), true);
  assert.equal(mayPay(fifty, microUsd(49.99), price(0.011)), false);
  assert.equal(mayPay(NO_BUDGET, microUsd(1_000_000), price(1)), true);
  assert.equal(mayPay({ monthlyMicroUsd: 0, reserveMicroUsd: 0 }, 0, price(0.001)), false);
});

test('reading stops at what is kept back, answers go on', () => {
  const read = { microUsd: microUsd(0.005), isAnswer: false };
  assert.equal(mayPay(fifty, microUsd(44.995), read), true);
  assert.equal(mayPay(fifty, microUsd(44.996), read), false);
  assert.equal(mayPay(fifty, microUsd(44.996), { ...read, isAnswer: true }), true);
});

test('a budget is open, near its end, stopped for reading, used up', () => {
  const states = [0, 39.99, 40, 45, 49.999, 50, 60].map(usd => budgetStateOf(fifty, microUsd(usd), microUsd(0.001)));
  assert.deepEqual(states, ['open', 'open', 'near', 'readingStopped', 'readingStopped', 'usedUp', 'usedUp']);
  assert.equal(budgetStateOf(NO_BUDGET, microUsd(9)), 'open');
});

test('at the pace of seven days the month ends at so much', () => {
  // Six whole days and half of today at $1 a day; half a day of today is left and eight more days.
  const steady = [...days(1, 21, 1), { day: '2026-11-22', microUsd: microUsd(0.5) }];
  const forecast = forecastOf(steady, fifty, long, noon);
  assert.equal(forecast.paceMicroUsd, microUsd(1));
  assert.equal(forecast.monthMicroUsd, microUsd(21.5 + 8.5));
  assert.equal(forecast.usedUpAt, null);
});

test('what was spent more than seven days ago is no pace', () => {
  const { paceMicroUsd, monthMicroUsd } = forecastOf(days(1, 15, 2), fifty, long, noon);
  assert.equal(paceMicroUsd, 0);
  assert.equal(monthMicroUsd, microUsd(30));
});

test('the day the budget is used up is named where it falls into this month', () => {
  const fast = [...days(16, 21, 6), { day: '2026-11-22', microUsd: microUsd(3) }];
  const { usedUpAt, monthMicroUsd } = forecastOf(fast, fifty, long, noon);
  assert.equal(monthMicroUsd, microUsd(39 + 6 * 8.5));
  assert.equal(usedUpAt?.toISOString(), new Date(noon.getTime() + (11 / 6) * 86_400_000).toISOString());
  assert.equal(forecastOf(fast, NO_BUDGET, long, noon).usedUpAt, null);
  assert.equal(forecastOf([...fast, ...days(1, 2, 20)], fifty, long, noon).usedUpAt, null);
});

test('nothing spent means nothing foretold', () => {
  assert.deepEqual(forecastOf([], fifty, long, noon), { paceMicroUsd: 0, monthMicroUsd: 0, usedUpAt: null });
});

test('a channel of two days is not thinned by five it was not there, and one of an hour is not blown up', () => {
  const two = forecastOf(days(21, 22, 2), NO_BUDGET, new Date('2026-11-20T12:00:00Z'), noon);
  assert.equal(two.paceMicroUsd, microUsd(2));
  const hour = forecastOf(days(22, 22, 2), NO_BUDGET, new Date('2026-11-22T11:00:00Z'), noon);
  assert.equal(hour.paceMicroUsd, microUsd(2));
});

test('the pace reaches back over the end of a month, what was spent does not', () => {
  const second = new Date('2026-12-02T00:00:00Z');
  const spent = [...days(20, 30, 3), { day: '2026-12-01', microUsd: microUsd(3) }];
  const { paceMicroUsd, monthMicroUsd } = forecastOf(spent, fifty, long, second);
  assert.equal(paceMicroUsd, microUsd(3));
  assert.equal(monthMicroUsd, microUsd(3 + 3 * 30));
});

test('money is written as people write it', () => {
  assert.deepEqual(
    [50, 0.01, 0.005, 49.5, 0, 1.015].map(usd => dollars(microUsd(usd))),
    ['$50', '$0.01', '$0.005', '$49.50', '$0', '$1.015'],
  );
});

test('the words name the budget, the day it begins anew and who can raise it', () => {
  assert.equal(
    stoppedWords(fifty, true, noon),
    'This month’s budget of $50 is used up; it begins anew on 1 December. An owner can raise it under Channels.',
  );
  assert.match(stoppedWords(fifty, false, noon), /used up but for \$5 kept for answers; it begins anew on 1 December/);
  assert.match(stoppedWords(fifty, true, new Date('2026-12-31T23:00:00Z')), /on 1 January/);
});
