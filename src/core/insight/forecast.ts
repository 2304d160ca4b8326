/**
 * How many customers come in each half hour of the weeks ahead: level × half hour of the day × day of the week × that very half hour, each
 * factor drawn towards 1 until enough was counted, old weeks fading, storms cut off so that one of them is not the new usual; and the level
 * of the last days by exponential smoothing. The same model as `core/listening/burst-baseline.ts`, which is kept up hour by hour.
 * Sources: C. Chatfield, "The Holt–Winters forecasting procedure", Applied Statistics 27 (1978), for level and season; counts are negative binomial
 * about it (G. Jongbloed and G. Koole, "Managing uncertainty in call centers using Poisson mixtures", 2001).
 */
import { countAtLeast } from '../listening/distribution.ts';
import type { Interval } from '../listening/interval.ts';
import { type CountedHalfHour, HALF_HOURS_OF_DAY, HALF_HOURS_OF_WEEK, type HalfHour } from './half-hours.ts';

/**
 * `rates`: customers in each half hour of the week. `sway`: squared relative error that chance does not explain, of a half hour in a week
 * ahead; `weekSway`: of the whole week, where days are known to make up for one another; else taken as the same.
 */
export type ArrivalModel = { rates: readonly number[]; sway: number; weekSway?: number };

/** With 80% the true count lies within `interval`, both ends included. */
export type ForecastHalfHour = HalfHour & { mean: number; interval: Interval };

const SEASON_HALF_LIFE = 4 * HALF_HOURS_OF_WEEK;
const LEVEL_HALF_LIFE = HALF_HOURS_OF_WEEK;
/** How many customers each factor must outweigh before it counts for half. */
const PRIOR = { halfHour: 6, day: 12, cell: 20, level: 20 };
const LEVEL_BETWEEN = { least: 0.25, most: 4 };
/** A half hour is cut off where so few would come by chance; the spread is that of a lively brand. */
const STORM = { deviations: 3, sway: 0.15 };

/** @param counted consecutive, oldest first. Of nothing, the forecast is nothing. */
export function learnArrivals(counted: readonly CountedHalfHour[]): ArrivalModel {
  return { rates: ratesOf(counted), sway: swayOf(counted) };
}

export function forecast(model: ArrivalModel, ahead: readonly HalfHour[]): ForecastHalfHour[] {
  return ahead.map(half => {
    const mean = model.rates[half.cell] ?? 0;
    return { ...half, mean, interval: { low: arrivalsBelow(model, mean, 0.1), high: arrivalsBelow(model, mean, 0.9) } };
  });
}

/** The count that with this chance is not exceeded. */
export function arrivalsBelow({ sway }: Pick<ArrivalModel, 'sway'>, mean: number, chance: number): number {
  if (mean <= 0) return 0;
  const variance = mean + sway * mean * mean;
  const isEnough = (count: number) => countAtLeast(count + 1, mean, variance) <= 1 - chance;
  let high = Math.ceil(mean) + 1;
  while (!isEnough(high)) high *= 2;
  let low = -1;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isEnough(middle)) high = middle;
    else low = middle;
  }
  return high;
}

function ratesOf(counted: readonly CountedHalfHour[]): number[] {
  // First by medians, which a storm cannot move, then by what is usual without it.
  const rough = cutAt(counted, medianLimits(counted));
  const calm = cutAt(counted, stormLimits(usual(rough)));
  const rates = usual(calm);
  const level = levelOf(calm, rates);
  return rates.map(rate => level * rate);
}

/** @param limits by half hour of the week */
function cutAt(counted: readonly CountedHalfHour[], limits: readonly number[]): CountedHalfHour[] {
  return counted.map(half =>
    half.count === null ? half : { ...half, count: Math.min(half.count, at(limits, half.cell)) },
  );
}

function stormLimits(rates: readonly number[]): number[] {
  return rates.map(rate => rate + 1 + STORM.deviations * Math.sqrt(rate + STORM.sway * rate * rate));
}

/** Far above the median of that half hour of all days, and of that very half hour of the week: what comes each Monday is no storm. */
function medianLimits(counted: readonly CountedHalfHour[]): number[] {
  const ofDay: number[][] = Array.from({ length: HALF_HOURS_OF_DAY }, () => []);
  const ofWeek: number[][] = Array.from({ length: HALF_HOURS_OF_WEEK }, () => []);
  for (const { cell, count } of counted) {
    if (count === null) continue;
    ofDay[cell % HALF_HOURS_OF_DAY]?.push(count);
    ofWeek[cell]?.push(count);
  }
  const daily = ofDay.map(median);
  return ofWeek.map((counts, cell) => {
    const weekly = counts.length >= ROUGH.weeksLeast ? median(counts) : 0;
    return ROUGH.plus + ROUGH.times * Math.max(weekly, at(daily, cell % HALF_HOURS_OF_DAY));
  });
}

const ROUGH = { times: 4, plus: 10, weeksLeast: 3 };

function median(counts: readonly number[]): number {
  return counts.toSorted((a, b) => a - b)[counts.length >> 1] ?? 0;
}

/** Sums of what was counted, faded, by half hour of the week. */
type Cells = { counts: number[]; halves: number[] };

function usual(counted: readonly CountedHalfHour[]): number[] {
  const cells: Cells = { counts: none(HALF_HOURS_OF_WEEK), halves: none(HALF_HOURS_OF_WEEK) };
  for (const [place, { cell, count }] of counted.entries()) {
    if (count === null) continue;
    const weight = 0.5 ** ((counted.length - 1 - place) / SEASON_HALF_LIFE);
    cells.counts[cell] = at(cells.counts, cell) + weight * count;
    cells.halves[cell] = at(cells.halves, cell) + weight;
  }
  if (sum(cells.halves) === 0) return none(HALF_HOURS_OF_WEEK);
  const level = sum(cells.counts) / sum(cells.halves);
  let ofDay = Array.from({ length: HALF_HOURS_OF_DAY }, () => 1);
  let ofWeek = Array.from({ length: 7 }, () => 1);
  // Each in turn explains what the other leaves; three rounds settle it.
  for (let round = 0; round < 3; round++) {
    const byHalfHour = (cell: number) => cell % HALF_HOURS_OF_DAY;
    ofDay = smooth(
      factors(cells, byHalfHour, cell => level * at(ofWeek, dayOf(cell)), HALF_HOURS_OF_DAY, PRIOR.halfHour),
    );
    ofWeek = factors(cells, dayOf, cell => level * at(ofDay, byHalfHour(cell)), 7, PRIOR.day);
  }
  return cells.counts.map((count, cell) => {
    const plain = level * at(ofDay, cell % HALF_HOURS_OF_DAY) * at(ofWeek, dayOf(cell));
    return plain * ((count + PRIOR.cell) / (at(cells.halves, cell) * plain + PRIOR.cell));
  });
}

/** What was counted ÷ what the other factors expect, by group, drawn towards 1. */
function factors(
  { counts, halves }: Cells,
  groupOf: (cell: number) => number,
  usually: (cell: number) => number,
  groups: number,
  prior: number,
): number[] {
  const [counted, expected] = [none(groups), none(groups)];
  for (const [cell, count] of counts.entries()) {
    const group = groupOf(cell);
    counted[group] = at(counted, group) + count;
    expected[group] = at(expected, group) + at(halves, cell) * usually(cell);
  }
  return counted.map((count, group) => (count + prior) / (at(expected, group) + prior));
}

/** People do not all begin at the full hour. */
function smooth(ofDay: readonly number[]): number[] {
  const of = (place: number) => at(ofDay, (place + HALF_HOURS_OF_DAY) % HALF_HOURS_OF_DAY);
  return ofDay.map((_, place) => of(place) / 2 + of(place - 1) / 4 + of(place + 1) / 4);
}

/** How the last days were beside what is usual at their half hours. */
function levelOf(counted: readonly CountedHalfHour[], rates: readonly number[]): number {
  let [count, expected] = [PRIOR.level, PRIOR.level];
  for (const [place, half] of counted.entries()) {
    if (half.count === null) continue;
    const weight = 0.5 ** ((counted.length - 1 - place) / LEVEL_HALF_LIFE);
    count += weight * half.count;
    expected += weight * at(rates, half.cell);
  }
  return Math.min(LEVEL_BETWEEN.most, Math.max(LEVEL_BETWEEN.least, count / expected));
}

/** Before anything is known of it: so much sway, as of so many squared customers expected. */
const SWAY_PRIOR = { sway: 0.1, squares: 200 };
const WEEKS_TRIED = 4;

/** Each of the last weeks forecast from those before it: what misses by more than chance is sway. */
function swayOf(counted: readonly CountedHalfHour[]): number {
  let excess = SWAY_PRIOR.sway * SWAY_PRIOR.squares;
  let { squares } = SWAY_PRIOR;
  for (let week = 1; week <= WEEKS_TRIED; week++) {
    const until = counted.length - (week - 1) * HALF_HOURS_OF_WEEK;
    const from = until - HALF_HOURS_OF_WEEK;
    if (from < HALF_HOURS_OF_WEEK) break;
    const rates = ratesOf(counted.slice(0, from));
    for (const { cell, count } of cutAt(counted.slice(from, until), stormLimits(rates))) {
      if (count === null) continue;
      const mean = at(rates, cell);
      excess += (count - mean) ** 2 - mean;
      squares += mean * mean;
    }
  }
  return Math.max(0, excess / squares);
}

function dayOf(cell: number): number {
  return Math.floor(cell / HALF_HOURS_OF_DAY);
}

function none(length: number): number[] {
  return Array.from({ length }, () => 0);
}

function at(values: readonly number[], place: number): number {
  return values[place] ?? 0;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
