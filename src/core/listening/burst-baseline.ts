/**
 * How many posts are usual at an hour of the week: level × hour of the day × day of the week × that very hour, each factor drawn
 * towards 1 until enough was heard, old weeks fading, loud hours cut off so that one storm is not the new usual.
 * The model is the quasi-Poisson one of C. P. Farrington et al., "A statistical algorithm for the early detection of outbreaks of
 * infectious disease", JRSS A 159 (1996), with seasonal factors as in A. Noufaily et al., Statistics in Medicine 32 (2013), kept up hour by hour.
 */

export const HOURS_OF_WEEK = 168;

/** Plain JSON. Hours of the week are UTC, Monday 00:00 is 0. */
export type Baseline = {
  /** Faded posts and faded heard hours of each hour of the week. */
  posts: number[];
  hours: number[];
  /** Posts of the last days, fading fast, and the hours they were heard in, to be held against what those hours usually bring. */
  lately: { posts: number; hours: number[] };
  /** Squared surprises beside what was expected, for each length of window: how much more than chance the counts sway. */
  sway: Record<string, { squares: number; expected: number }>;
  heardHours: number;
};

const WEEKS_HALF_LIFE_HOURS = 28 * 24;
const LATELY_HALF_LIFE_HOURS = 48;
/** How many posts each factor must outweigh before it counts for half. */
const PRIOR_POSTS = { hour: 6, day: 12, cell: 10, lately: 12 };
const LATELY_BETWEEN = { least: 0.25, most: 4 };
/** Before anything is known of the sway: as of so many posts. */
const SWAY_PRIOR = { factor: 1.5, posts: 30 };
const SWAY_AT_LEAST = 1.1;

export function makeBaseline(): Baseline {
  return {
    posts: none(),
    hours: none(),
    lately: { posts: 0, hours: none() },
    sway: {},
    heardHours: 0,
  };
}

function none(): number[] {
  return Array.from({ length: HOURS_OF_WEEK }, () => 0);
}

/** Posts an hour, for each hour of the week, and how sure that is. */
export type Usual = {
  rates: number[];
  /** Squared relative error of each rate. */
  doubts: number[];
};

export function usualOf(baseline: Baseline): Usual {
  const { posts, hours } = baseline;
  const heard = sum(hours);
  const level = (sum(posts) + 0.5) / (heard + 1);
  let byHour = Array.from({ length: 24 }, () => 1);
  let byDay = Array.from({ length: 7 }, () => 1);
  // Each in turn explains what the other leaves; three rounds settle it.
  for (let round = 0; round < 3; round++) {
    byHour = smooth(
      byHour.map((_, hour) =>
        factor(
          baseline,
          cell => cell % 24 === hour,
          cell => level * at(byDay, dayOf(cell)),
          PRIOR_POSTS.hour,
        ),
      ),
    );
    byDay = byDay.map((_, day) =>
      factor(
        baseline,
        cell => dayOf(cell) === day,
        cell => level * at(byHour, cell % 24),
        PRIOR_POSTS.day,
      ),
    );
  }
  const rates = posts.map((_, cell) => {
    const plain = level * at(byHour, cell % 24) * at(byDay, dayOf(cell));
    return plain * ((at(posts, cell) + PRIOR_POSTS.cell) / (at(hours, cell) * plain + PRIOR_POSTS.cell));
  });
  const trend = trendOf(baseline, rates);
  return { rates: rates.map(rate => trend * rate), doubts: doubtsOf(baseline) };
}

/** How the last days were beside what is usual at their hours. */
function trendOf({ lately }: Baseline, rates: readonly number[]): number {
  const expected = sum(lately.hours.map((hours, cell) => hours * at(rates, cell)));
  return clamp((lately.posts + PRIOR_POSTS.lately) / (expected + PRIOR_POSTS.lately), LATELY_BETWEEN);
}

/** An hour of the day never heard may well be half or double; a day of the week less so; and the level is known as well as posts were many. */
const DOUBT = { hour: 0.5, hourHalvesAt: 1, day: 0.06, dayHalvesAt: 6 };

function doubtsOf({ posts, hours }: Baseline): number[] {
  const ofLevel = 1 / (sum(posts) + 1);
  const byHour = Array.from({ length: 24 }, (_, hour) => sum(hours.filter((_, cell) => cell % 24 === hour)));
  const byDay = Array.from({ length: 7 }, (_, day) => sum(hours.filter((_, cell) => dayOf(cell) === day)));
  return posts.map((_, cell) => {
    const ofHour = DOUBT.hour / (1 + at(byHour, cell % 24) / DOUBT.hourHalvesAt);
    return ofLevel + ofHour + DOUBT.day / (1 + at(byDay, dayOf(cell)) / DOUBT.dayHalvesAt);
  });
}

function factor(
  baseline: Baseline,
  isIn: (cell: number) => boolean,
  usual: (cell: number) => number,
  prior: number,
): number {
  let posts = prior;
  let expected = prior;
  for (let cell = 0; cell < HOURS_OF_WEEK; cell++) {
    if (!isIn(cell)) continue;
    posts += at(baseline.posts, cell);
    expected += at(baseline.hours, cell) * usual(cell);
  }
  return posts / expected;
}

/** People do not all begin at the full hour, and summer time moves them by one. */
function smooth(byHour: readonly number[]): number[] {
  return byHour.map((value, hour) => value / 2 + at(byHour, (hour + 23) % 24) / 4 + at(byHour, (hour + 1) % 24) / 4);
}

/** Takes in one hour that was heard in full. `posts` is cut off already where it was loud. */
export function learnHour(baseline: Baseline, cell: number, posts: number): void {
  const { lately } = baseline;
  const fade = 0.5 ** (1 / WEEKS_HALF_LIFE_HOURS);
  const fadeLately = 0.5 ** (1 / LATELY_HALF_LIFE_HOURS);
  lately.posts = lately.posts * fadeLately + posts;
  for (let i = 0; i < HOURS_OF_WEEK; i++) {
    baseline.posts[i] = at(baseline.posts, i) * fade;
    baseline.hours[i] = at(baseline.hours, i) * fade;
    lately.hours[i] = at(lately.hours, i) * fadeLately;
  }
  lately.hours[cell] = at(lately.hours, cell) + 1;
  baseline.posts[cell] = at(baseline.posts, cell) + posts;
  baseline.hours[cell] = at(baseline.hours, cell) + 1;
  baseline.heardHours += 1;
}

/** How far a finished window was from what was expected. */
export function learnSway(baseline: Baseline, window: string, posts: number, expected: number): void {
  const before = baseline.sway[window] ?? { squares: 0, expected: 0 };
  // Some two weeks of the longest window, some days of the shortest: the sway of a brand changes slowly.
  const fade = 0.995;
  baseline.sway[window] = {
    squares: before.squares * fade + (posts - expected) ** 2,
    expected: before.expected * fade + expected,
  };
}

/** Variance ÷ mean of the counts of such a window; 1 would be pure chance. */
export function swayOf(baseline: Baseline, window: string): number {
  const { squares, expected } = baseline.sway[window] ?? { squares: 0, expected: 0 };
  return Math.max(SWAY_AT_LEAST, (squares + SWAY_PRIOR.factor * SWAY_PRIOR.posts) / (expected + SWAY_PRIOR.posts));
}

/** 1970 began on a Thursday. */
const MONDAY_OFFSET_HOURS = 3 * 24;

export function hourOfWeek(atMs: number): number {
  return (Math.floor(atMs / 3_600_000) + MONDAY_OFFSET_HOURS) % HOURS_OF_WEEK;
}

function dayOf(cell: number): number {
  return Math.floor(cell / 24);
}

function at(values: readonly number[], place: number): number {
  return values[place] ?? 0;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function clamp(value: number, { least, most }: { least: number; most: number }): number {
  return Math.min(most, Math.max(least, value));
}
