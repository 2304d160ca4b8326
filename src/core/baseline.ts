/**
 * What a channel usually hears, learned for each hour of the week (Monday 00:00 UTC is 0) from the hours it has been
 * listened to. Robust to one loud day: an hour counts at most for what its neighbours make believable.
 */

/** One clock hour: when it began, what was heard in it, and for how many seconds of it we listened without trouble. */
export type HeardHour = { atMs: number; n: number; seconds: number };

export type Baseline = {
  /** Heard in an hour, by hour of the week; null where too little is known. */
  rates: (number | null)[];
  /** How much one hour differs from what is usual for it: the α of a negative binomial, hour by hour. */
  clumping: number;
  /** How many come together, on average: one post draws its answers. */
  company: number;
  /** How much whole days differ: the α of what the hours of a day have in common. */
  swing: number;
  /** How much it was learned from. */
  observed: number;
};

export const HOURS_OF_WEEK = 168;
/** Hours older than this are forgotten, so that the baseline follows a channel that grows or shrinks. */
export const BASELINE_WEEKS = 8;
/** An hour that was listened to for less says little. */
const LEAST_SECONDS = 900;
/** Each hour of the week is to be known from two weeks: a first weekend must not look like an outage. */
const LEAST_WEEKS = 2;
/** Days are taken to differ at least by this much (about a fifth up or down), however alike they were so far. */
const LEAST_SWING = 0.05;
/** Days that were mostly listened to tell how much days differ. */
const LEAST_HOURS_OF_DAY = 12;
export const HOUR_MS = 3_600_000;
const HOUR_SECONDS = 3_600;
const DAY_MS = 86_400_000;
/** The first of January 1970 was a Thursday. */
const THURSDAY_HOURS = 72;

export function hourOfWeek(atMs: number): number {
  return (((Math.floor(atMs / HOUR_MS) + THURSDAY_HOURS) % HOURS_OF_WEEK) + HOURS_OF_WEEK) % HOURS_OF_WEEK;
}

type Cell = { hours: HeardHour[] };

export function baselineOf(heard: readonly HeardHour[]): Baseline {
  const hours = heard.filter(({ seconds }) => seconds >= LEAST_SECONDS);
  const cells = Array.from({ length: HOURS_OF_WEEK }, (): Cell => ({ hours: [] }));
  for (const hour of hours) cells[hourOfWeek(hour.atMs)]?.hours.push(hour);
  const believable = cells.map((_, i) => capped(around(cells, i), cells[i]?.hours ?? []));
  const rates = cells.map((_, i) => rateOf(believable, i));
  const residuals = believable.flatMap(residualsOf);
  const swing = swingOf(residuals);
  const clumping = Math.max(0, spreadOf(residuals) - swing);
  const observed = hours.reduce((sum, { n }) => sum + n, 0);
  return { rates, clumping, company: companyOf(residuals), swing: Math.max(swing, LEAST_SWING), observed };
}

/** How much is usual in a week; hours that are not known count as none. */
export function usualPerWeek({ rates }: Baseline): number {
  return rates.reduce<number>((sum, rate) => sum + (rate ?? 0), 0);
}

/** Of 168. */
export function knownHours({ rates }: Baseline): number {
  return rates.filter(rate => rate !== null).length;
}

function around(cells: readonly Cell[], i: number): HeardHour[] {
  return [-1, 0, 1].flatMap(step => cells[(i + step + HOURS_OF_WEEK) % HOURS_OF_WEEK]?.hours ?? []);
}

/** A crisis is not what is usual: more than about three times what this hour and its neighbours mostly hear is cut off. */
function capped(window: readonly HeardHour[], own: readonly HeardHour[]): HeardHour[] {
  const rates = window.map(({ n, seconds }) => (n * HOUR_SECONDS) / seconds).sort((a, b) => a - b);
  const median = rates[Math.floor((rates.length - 1) / 2)] ?? 0;
  const most = 3 * median + 4 * Math.sqrt(median) + 3;
  return own.map(hour => ({ ...hour, n: Math.min(hour.n, (most * hour.seconds) / HOUR_SECONDS) }));
}

/**
 * This hour of the week counts twice, its neighbours once. Not more than the quieter neighbour may well have: where a
 * working day begins and ends, and where summer time moves it by an hour, the quieter side is right.
 */
function rateOf(cells: readonly (readonly HeardHour[])[], i: number): number | null {
  const own = cells[i] ?? [];
  if (own.length < LEAST_WEEKS) return null;
  const sides = [-1, 1].map(step => sumOf(cells[(i + step + HOURS_OF_WEEK) % HOURS_OF_WEEK] ?? []));
  const all = [sumOf(own), sumOf(own), ...sides];
  const [n, hours] = [all.reduce((sum, one) => sum + one.n, 0), all.reduce((sum, one) => sum + one.hours, 0)];
  return Math.min(n / hours, ...all.filter(one => one.hours > 0).map(atMost));
}

type Sum = { n: number; hours: number };

function sumOf(hours: readonly HeardHour[]): Sum {
  return hours.reduce((sum, { n, seconds }) => ({ n: sum.n + n, hours: sum.hours + seconds / HOUR_SECONDS }), {
    n: 0,
    hours: 0,
  });
}

/** Two standard errors above what was counted. */
function atMost({ n, hours }: Sum): number {
  return (n + 2 * Math.sqrt(n + 1) + 1) / hours;
}

type Residual = { atMs: number; n: number; expected: number; slack: number };

/** Against the plain mean of the same hour of the week: the caution in `rateOf` would pass for liveliness. */
function residualsOf(own: readonly HeardHour[]): Residual[] {
  const weeks = own.length;
  if (weeks < LEAST_WEEKS) return [];
  const { n: all, hours } = sumOf(own);
  return own.map(({ atMs, n, seconds }) => ({
    atMs,
    n,
    expected: ((all / hours) * seconds) / HOUR_SECONDS,
    // The mean was taken over this hour too, which makes it look closer to the mean than a new one would be.
    slack: 1 - 1 / weeks,
  }));
}

/** α of a negative binomial by moments: what varies more than a Poisson count would. */
function spreadOf(residuals: readonly Residual[]): number {
  let [extra, squares] = [0, 0];
  for (const { n, expected, slack } of residuals) {
    extra += (n - expected) ** 2 / slack - expected;
    squares += expected ** 2;
  }
  return squares === 0 ? 0 : Math.max(0, extra / squares);
}

/**
 * Where few are usual, what comes together shows: the variance is then 2 × company − 1 times the mean. Busy hours would
 * hide it, so only the quietest quarter of the hours is looked at. Company is kept over the full hour too: what neighbouring
 * hours have in common is counted in.
 */
function companyOf(residuals: readonly Residual[]): number {
  const quietFirst = residuals.filter(({ expected }) => expected > 0).sort((a, b) => a.expected - b.expected);
  const most = quietFirst[Math.ceil(quietFirst.length / 4) - 1]?.expected ?? 0;
  const quiet = quietFirst.filter(({ expected }) => expected <= most);
  const byHour = new Map(quiet.map(one => [one.atMs, one.n - one.expected]));
  let [squares, sum] = [0, 0];
  for (const { atMs, n, expected, slack } of quiet) {
    const over = n - expected;
    squares += (over ** 2 + 2 * over * (byHour.get(atMs + HOUR_MS) ?? 0)) / slack;
    sum += expected;
  }
  return sum === 0 ? 1 : Math.max(1, (squares / sum + 1) / 2);
}

/** α over whole days: only what their hours have in common adds up. */
function swingOf(residuals: readonly Residual[]): number {
  const days = [...Map.groupBy(residuals, ({ atMs }) => Math.floor(atMs / DAY_MS)).values()].filter(
    hours => hours.length >= LEAST_HOURS_OF_DAY,
  );
  let [common, products] = [0, 0];
  for (const hours of days) {
    const expected = hours.reduce((sum, one) => sum + one.expected, 0);
    const over = hours.reduce((sum, one) => sum + one.n - one.expected, 0);
    // Of the square of the sum only the products of different hours are left: their own noise falls out.
    const own = hours.reduce((sum, one) => sum + (one.n - one.expected) ** 2, 0);
    const squares = hours.reduce((sum, one) => sum + one.expected ** 2, 0);
    common += over ** 2 - own;
    products += expected ** 2 - squares;
  }
  return products === 0 ? 0 : Math.max(0, common / products);
}
