/**
 * How long customers wait, with those who wait still and those who were never answered in it.
 * Sources: E. L. Kaplan and P. Meier, "Nonparametric estimation from incomplete observations", JASA 53 (1958); the variance is
 * M. Greenwood's (1926); the interval is made on the log(−log) scale, as J. D. Kalbfleisch and R. L. Prentice, "The statistical analysis
 * of failure time data" (1980), 1.3; the interval of a percentile is R. Brookmeyer and J. Crowley's, Biometrics 38 (1982).
 */
import { type Interval, wilson, Z_95 } from '../listening/interval.ts';

/**
 * One turn, or `count` alike. `answered` after so many seconds; `waiting`: not answered yet after so many; `never`: closed without an
 * answer, so it would have waited for ever.
 */
export type Observation =
  | { kind: 'answered' | 'waiting'; seconds: number; count?: number }
  | { kind: 'never'; count?: number };

/** What holds from `seconds` until the next step. */
export type Step = {
  seconds: number;
  /** Turns not answered before, and known to have waited at least so long. */
  atRisk: number;
  answered: number;
  /** The share not answered yet. */
  unanswered: number;
  /** Greenwood's sum: squared relative error of that share. */
  doubt: number;
  /** Of the share not answered yet, 95%. */
  interval: Interval;
};

/** Steps at each time something was answered. `turns` in all. */
export type ResponseCurve = { turns: number; steps: Step[] };

/** Turns that began to wait less long ago than an answer took were not at risk of it; one that ends in a tie was. */
export function responseCurve(observations: readonly Observation[]): ResponseCurve {
  const turns = observations.reduce((sum, { count = 1 }) => sum + count, 0);
  const steps: Step[] = [];
  let atRisk = turns;
  let told = 0;
  let before = { unanswered: 1, doubt: 0 };
  for (const { seconds, answered, waiting } of byTime(observations)) {
    if (answered > 0) {
      told += answered;
      const unanswered = before.unanswered * (1 - answered / atRisk);
      // Nobody left: the sum has no value, and the share is 0 whatever it is.
      const doubt = answered < atRisk ? before.doubt + answered / (atRisk * (atRisk - answered)) : before.doubt;
      before = { unanswered, doubt };
      steps.push({ seconds, atRisk, answered, ...before, interval: intervalOf(unanswered, doubt, told) });
    }
    atRisk -= answered + waiting;
  }
  return { turns, steps };
}

type Moment = { seconds: number; answered: number; waiting: number };

function byTime(observations: readonly Observation[]): Moment[] {
  const moments = new Map<number, Moment>();
  for (const observation of observations) {
    if (observation.kind === 'never') continue;
    const { kind, seconds, count = 1 } = observation;
    const moment = moments.get(seconds) ?? { seconds, answered: 0, waiting: 0 };
    moment[kind] += count;
    moments.set(seconds, moment);
  }
  return [...moments.values()].sort((a, b) => a.seconds - b.seconds);
}

/** Once all are answered the formula has no value: then Wilson's, of none of the `told` whose answer was seen. */
function intervalOf(unanswered: number, doubt: number, told: number): Interval {
  if (unanswered <= 0) return wilson(0, told);
  const spread = (Z_95 * Math.sqrt(doubt)) / Math.log(unanswered);
  return { low: unanswered ** Math.exp(-spread), high: unanswered ** Math.exp(spread) };
}

/** The share of all turns answered within so many seconds. Before the first answer the interval is Wilson's, of none. */
export function answeredWithin(curve: ResponseCurve, seconds: number): Interval & { share: number } {
  const step = stepAt(curve, seconds);
  if (step === undefined) return { share: 0, ...wilson(0, curve.turns) };
  const { unanswered, interval } = step;
  return { share: 1 - unanswered, low: 1 - interval.high, high: 1 - interval.low };
}

function stepAt({ steps }: ResponseCurve, seconds: number): Step | undefined {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle]?.seconds ?? 0) <= seconds) low = middle + 1;
    else high = middle;
  }
  return steps[low - 1];
}

/** Null where the curve, or its interval, does not come so far: too many wait, or were never answered. */
export type Percentile = { seconds: number | null; low: number | null; high: number | null };

/** The time within which this share of all turns was answered; 0.5 is the median. */
export function percentile({ steps }: ResponseCurve, share: number): Percentile {
  const left = 1 - share + ROUNDING;
  const first = (reaches: (step: Step) => boolean) => steps.find(reaches)?.seconds ?? null;
  return {
    seconds: first(({ unanswered }) => unanswered <= left),
    low: first(({ interval }) => interval.low <= left),
    high: first(({ interval }) => interval.high <= left),
  };
}

/** A half made of many factors is a half. */
const ROUNDING = 1e-12;
