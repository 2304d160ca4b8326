import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backTest } from '../../src/core/insight/back-test.ts';
import { arrivalsBelow, forecast, learnArrivals } from '../../src/core/insight/forecast.ts';
import {
  type CountedHalfHour,
  countHalfHours,
  HALF_HOUR_MS,
  HALF_HOURS_OF_WEEK,
  halfHours,
} from '../../src/core/insight/half-hours.ts';
import { makeChance } from '../support/chance.ts';

/** A Monday. */
const FROM_MS = Date.UTC(2026, 5, 1);

/** Made-up days: quiet nights, a peak before noon and one in the evening, half as much at weekends. */
function rateAt(cell: number): number {
  const hour = (cell % 48) / 2;
  const peaks = 12 * Math.exp(-((hour - 11) ** 2) / 8) + 8 * Math.exp(-((hour - 20) ** 2) / 6);
  return (0.5 + peaks) * (cell >= 240 ? 0.5 : 1);
}

/** Counts that sway more than chance: a Poisson whose mean is drawn from a gamma of this squared relative error. */
function invented(weeks: number, seed: number, sway: number, level = (_week: number) => 1): CountedHalfHour[] {
  const chance = makeChance(seed);
  return halfHours(FROM_MS, weeks * HALF_HOURS_OF_WEEK, 'UTC').map((half, place) => {
    const mean = rateAt(half.cell) * level(Math.floor(place / HALF_HOURS_OF_WEEK));
    return { ...half, count: poisson(mean * gamma(1 / sway, chance) * sway, chance) };
  });
}

/** Of a whole shape, as a sum of exponentials. */
function gamma(shape: number, chance: () => number): number {
  let sum = 0;
  for (let i = 0; i < shape; i++) sum -= Math.log(1 - chance());
  return sum;
}

function poisson(mean: number, chance: () => number): number {
  const least = Math.exp(-mean);
  let count = 0;
  for (let product = chance(); product > least; product *= chance()) count += 1;
  return count;
}

test('it learns the week behind the noise', () => {
  const { rates, sway } = learnArrivals(invented(8, 1, 0.1));
  let [off, all] = [0, 0];
  for (const [cell, rate] of rates.entries()) {
    off += Math.abs(rate - rateAt(cell));
    all += rateAt(cell);
  }
  assert.ok(off / all < 0.13, `${off / all}`);
  assert.ok(sway > 0.05 && sway < 0.2, `${sway}`);
});

test('on seasonal weeks it beats both rules of thumb, and its intervals hold what they say', () => {
  const scores = backTest(invented(10, 2, 0.1)) ?? assert.fail();
  assert.ok(scores.heed.mae < 0.8 * scores.last_week.mae);
  assert.ok(scores.heed.mae < scores.four_weeks.mae);
  assert.ok(scores.heed.pinball < scores.four_weeks.pinball);
  // Counts are whole numbers, so that an interval holds some more than its 80%.
  assert.ok(scores.heed.covered > 0.78 && scores.heed.covered < 0.93, `${scores.heed.covered}`);
  assert.equal(scores.heed.halfHours, 8 * HALF_HOURS_OF_WEEK);
});

test('a week is judged by a forecast that has not seen it', () => {
  const known = invented(2, 8, 0.1);
  const silent = invented(3, 8, 0.1)
    .slice(2 * HALF_HOURS_OF_WEEK)
    .map(half => ({ ...half, count: 0 }));
  const { rates } = learnArrivals(known);
  const expected = rates.reduce((sum, rate) => sum + rate, 0) / HALF_HOURS_OF_WEEK;
  const scores = backTest([...known, ...silent]) ?? assert.fail();
  assert.ok(Math.abs(scores.heed.mae - expected) < 1e-9);
});

test('a level that rose is followed', () => {
  const { rates } = learnArrivals(invented(8, 3, 0.1, week => (week >= 6 ? 1.6 : 1)));
  const risen = rates.reduce((sum, rate) => sum + rate, 0) / rates.reduce((sum, _, cell) => sum + rateAt(cell), 0);
  assert.ok(risen > 1.35 && risen < 1.7, `${risen}`);
});

test('a storm is not the new usual', () => {
  const calm = invented(6, 4, 0.1);
  const stormy = calm.map((half, place) => (place > 1_700 && place < 1_706 ? { ...half, count: 400 } : half));
  const [before, after] = [learnArrivals(calm), learnArrivals(stormy)];
  const all = (rates: readonly number[]) => rates.reduce((sum, rate) => sum + rate, 0);
  const more = all(after.rates) / all(before.rates);
  assert.ok(more < 1.08, `${more}`);
});

test('what comes at the same half hour of each week is no storm', () => {
  const letter = invented(6, 6, 0.1).map(half => (half.cell === 2 * 48 + 20 ? { ...half, count: 150 } : half));
  assert.ok((learnArrivals(letter).rates[2 * 48 + 20] ?? 0) > 100);
});

test('days left out teach nothing and are not judged', () => {
  const counted = invented(6, 5, 0.1);
  const isLeftOut = (half: CountedHalfHour) => half.date === '2026-07-01';
  const withHoliday = counted.map(half => (isLeftOut(half) ? { ...half, count: null } : half));
  const left = learnArrivals(withHoliday);
  const asUsual = learnArrivals(counted);
  const asEmpty = learnArrivals(counted.map(half => (isLeftOut(half) ? { ...half, count: 0 } : half)));
  const noon = 2 * 48 + 22;
  const rate = (model: { rates: readonly number[] }) => model.rates[noon] ?? 0;
  assert.ok(Math.abs(rate(left) - rate(asUsual)) < Math.abs(rate(asEmpty) - rate(asUsual)) + 1e-9);
  assert.ok(rate(asEmpty) < rate(left));
  assert.equal(backTest(withHoliday)?.heed.halfHours, 4 * HALF_HOURS_OF_WEEK - 48);
});

test('of nothing the forecast is nothing, and of little it is little and wide', () => {
  const ahead = halfHours(FROM_MS, HALF_HOURS_OF_WEEK, 'UTC');
  assert.ok(forecast(learnArrivals([]), ahead).every(({ mean, interval }) => mean === 0 && interval.high === 0));
  const little = ahead
    .slice(0, 48)
    .map((half, place): CountedHalfHour => ({ ...half, count: place % 4 === 0 ? 1 : 0 }));
  const guessed = forecast(learnArrivals(little), ahead);
  for (const { mean, interval } of guessed) {
    assert.ok(mean > 0.05 && mean < 1);
    assert.ok(interval.low === 0 && interval.high >= 1);
  }
  assert.equal(backTest(little), null);
});

// Poisson with mean 4, from any table: 0.0916 up to 1, 0.2381 up to 2, 0.8893 up to 6, 0.9489 up to 7.
test('points of the distribution are those of the table, and grow with the chance', () => {
  assert.equal(arrivalsBelow({ sway: 0 }, 4, 0.0915), 1);
  assert.equal(arrivalsBelow({ sway: 0 }, 4, 0.1), 2);
  assert.equal(arrivalsBelow({ sway: 0 }, 4, 0.889), 6);
  assert.equal(arrivalsBelow({ sway: 0 }, 4, 0.9), 7);
  assert.ok(arrivalsBelow({ sway: 0.5 }, 4, 0.9) > 7);
  let before = 0;
  for (let chance = 0.01; chance < 1; chance += 0.01) {
    const point = arrivalsBelow({ sway: 0.2 }, 30, chance);
    assert.ok(point >= before);
    before = point;
  }
});

test('half hours lie where the wall clock says, also when it is changed', () => {
  // In Athens the clock goes back on 25 October 2026, a Sunday, at 04:00 local.
  const night = halfHours(Date.UTC(2026, 9, 25, 0), 6, 'Europe/Athens');
  assert.deepEqual(
    night.map(({ cell }) => (cell - 6 * 48) / 2),
    [3, 3.5, 3, 3.5, 4, 4.5],
  );
  assert.equal(halfHours(FROM_MS, 1, 'UTC')[0]?.cell, 0);
  assert.deepEqual(halfHours(FROM_MS, 1, 'America/New_York')[0], {
    startsAtMs: FROM_MS,
    date: '2026-05-31',
    cell: 6 * 48 + 40,
  });
  assert.throws(() => halfHours(FROM_MS, 1, 'Nowhere/Town'), RangeError);
});

test('each arrival is counted once, in its half hour; holidays not at all', () => {
  const counted = countHalfHours(
    [FROM_MS - 1, FROM_MS, FROM_MS + HALF_HOUR_MS - 1, FROM_MS + HALF_HOUR_MS, FROM_MS + 50 * HALF_HOUR_MS],
    {
      fromMs: FROM_MS,
      count: 50,
      timeZone: 'UTC',
      holidays: new Set(['2026-06-02']),
    },
  );
  assert.deepEqual([counted[0]?.count, counted[1]?.count, counted[2]?.count, counted[48]?.count], [2, 1, 0, null]);
});
