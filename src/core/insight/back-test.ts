/**
 * How good the forecast would have been: each week forecast from the weeks before it, beside what a spreadsheet does.
 * Pinball: the loss of a quantile, which rewards it for lying where it says (R. Koenker and G. Bassett, "Regression quantiles", 1978).
 */
import { arrivalsBelow, forecast, learnArrivals } from './forecast.ts';
import { type CountedHalfHour, HALF_HOURS_OF_WEEK } from './half-hours.ts';

/** A forecast of one half hour, by any rule. */
type Guess = { mean: number; low: number; high: number };

/**
 * Customers a half hour: mean absolute error; the same over all that came (`wape`); pinball of the 10%, 50% and 90% points on average.
 * `covered`: the share of half hours whose count lies within the interval, which says 80%.
 */
export type Scores = { halfHours: number; mae: number; wape: number; pinball: number; covered: number };

export const RULES = ['heed', 'last_week', 'four_weeks'] as const;
export type Rule = (typeof RULES)[number];
export const BACK_TEST_WEEKS_LEAST = 3;

/** Null where there are not three weeks. What is left out is not judged. The first two weeks are learnt from only. */
export function backTest(counted: readonly CountedHalfHour[]): Record<Rule, Scores> | null {
  const weeks = Math.floor(counted.length / HALF_HOURS_OF_WEEK);
  if (weeks < BACK_TEST_WEEKS_LEAST) return null;
  const start = counted.length - weeks * HALF_HOURS_OF_WEEK;
  const judged: (Record<Rule, Guess> & { count: number })[] = [];
  for (let week = 2; week < weeks; week++) {
    const from = start + week * HALF_HOURS_OF_WEEK;
    const before = counted.slice(0, from);
    const ahead = counted.slice(from, from + HALF_HOURS_OF_WEEK);
    const model = learnArrivals(before);
    for (const [place, { mean, interval }] of forecast(model, ahead).entries()) {
      const count = ahead[place]?.count ?? null;
      if (count === null) continue;
      judged.push({ count, heed: { mean, ...interval }, ...weeksAgo(counted, from + place) });
    }
  }
  const of = (rule: Rule) => scoresOf(judged.map(row => ({ ...row[rule], count: row.count })));
  return { heed: of('heed'), last_week: of('last_week'), four_weeks: of('four_weeks') };
}

/** The same half hour of last week; and the mean of the last four, so far as there are. Both with the interval of pure chance about it. */
function weeksAgo(counted: readonly CountedHalfHour[], place: number): { last_week: Guess; four_weeks: Guess } {
  const ago = [1, 2, 3, 4].flatMap(week => counted[place - week * HALF_HOURS_OF_WEEK]?.count ?? []);
  const mean = ago.reduce((sum, count) => sum + count, 0) / Math.max(1, ago.length);
  return { last_week: byChance(ago[0] ?? 0), four_weeks: byChance(mean) };
}

function byChance(mean: number): Guess {
  return { mean, low: arrivalsBelow({ sway: 0 }, mean, 0.1), high: arrivalsBelow({ sway: 0 }, mean, 0.9) };
}

function scoresOf(rows: readonly (Guess & { count: number })[]): Scores {
  const of = Math.max(1, rows.length);
  let [off, came, loss, covered] = [0, 0, 0, 0];
  for (const { count, mean, low, high } of rows) {
    off += Math.abs(count - mean);
    came += count;
    loss += (pinball(count, low, 0.1) + pinball(count, mean, 0.5) + pinball(count, high, 0.9)) / 3;
    if (low <= count && count <= high) covered += 1;
  }
  return {
    halfHours: rows.length,
    mae: off / of,
    wape: came > 0 ? off / came : 0,
    pinball: loss / of,
    covered: covered / of,
  };
}

function pinball(count: number, point: number, chance: number): number {
  return count >= point ? chance * (count - point) : (1 - chance) * (point - count);
}
