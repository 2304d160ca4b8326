/**
 * What a few days tell: a typical day, the same for each day of the week, and how unlike each other the days were. Nothing is cut off as a
 * storm, as nobody knows what is usual; a day unlike the others makes the interval wide instead. That the usual day itself is known from so
 * few is in the interval too (the variance of a prediction: that of a day plus that of the mean).
 */
import type { ArrivalModel } from './forecast.ts';
import { type CountedHalfHour, HALF_HOURS_OF_DAY, HALF_HOURS_OF_WEEK } from './half-hours.ts';

/** How many customers a half hour of the day must outweigh before it counts for half. */
const HALF_HOUR_PRIOR = 6;
/** Before anything is known of it: days differ by half of the usual one, which counts as much as two days do. */
const DAY_PRIOR = { sway: 0.25, days: 2 };

/** @param counted nulls are left out. Of nothing, the forecast is nothing. */
export function learnFewDays(counted: readonly CountedHalfHour[]): ArrivalModel {
  const known = counted.filter(half => half.count !== null);
  const turns = known.reduce((sum, { count }) => sum + (count ?? 0), 0);
  if (turns === 0) return { rates: Array.from({ length: HALF_HOURS_OF_WEEK }, () => 0), sway: DAY_PRIOR.sway };
  const ofDay = typicalDay(known, turns / known.length);
  const days = new Set(known.map(({ date }) => date)).size;
  const between = swayOf(known, ofDay);
  // How little is known of the usual day moves all days alike; what sets days apart goes out in part over a week.
  const ofMean = between / days + 1 / turns;
  return {
    rates: Array.from({ length: HALF_HOURS_OF_WEEK }, (_, cell) => ofDay[cell % HALF_HOURS_OF_DAY] ?? 0),
    sway: between + ofMean,
    weekSway: between / DAYS_OF_WEEK + ofMean,
  };
}

const DAYS_OF_WEEK = 7;

function typicalDay(known: readonly CountedHalfHour[], level: number): number[] {
  const halves = Array.from({ length: HALF_HOURS_OF_DAY }, () => ({ count: 0, days: 0 }));
  for (const { cell, count } of known) {
    const half = halves[cell % HALF_HOURS_OF_DAY];
    if (half === undefined) continue;
    half.count += count ?? 0;
    half.days += 1;
  }
  const drawn = halves.map(({ count, days }) => (level * (count + HALF_HOUR_PRIOR)) / (days * level + HALF_HOUR_PRIOR));
  const at = (place: number) => drawn[(place + HALF_HOURS_OF_DAY) % HALF_HOURS_OF_DAY] ?? 0;
  // People do not all begin at the full hour.
  const smooth = drawn.map((_, place) => at(place) / 2 + at(place - 1) / 4 + at(place + 1) / 4);
  const expected = known.reduce((sum, { cell }) => sum + (smooth[cell % HALF_HOURS_OF_DAY] ?? 0), 0);
  return smooth.map(rate => (rate * level * known.length) / expected);
}

/** By how much days differ beyond chance, squared and in parts of the usual day. */
function swayOf(known: readonly CountedHalfHour[], ofDay: readonly number[]): number {
  const days = [...Map.groupBy(known, ({ date }) => date).values()];
  let squares = 0;
  for (const halves of days) {
    const count = halves.reduce((sum, half) => sum + (half.count ?? 0), 0);
    const usual = halves.reduce((sum, { cell }) => sum + (ofDay[cell % HALF_HOURS_OF_DAY] ?? 0), 0);
    if (usual > 0) squares += ((count - usual) ** 2 - usual) / usual ** 2;
  }
  return Math.max(0, (squares + DAY_PRIOR.days * DAY_PRIOR.sway) / (days.length - 1 + DAY_PRIOR.days));
}
