/**
 * How many customers are still content after how long, and how many our answers found so.
 * The default curve is the founding one: 11% are lost after 1 minute, 32% after 30, 42% after 60; that the rest is by 24 hours is an
 * assumption, to be shown as one and edited. The stricter one: 71% lost by 5 minutes. Between its points a curve is straight in
 * logarithmic time, and nobody is lost before its first.
 */
import { type Interval, wilson } from '../listening/interval.ts';
import { type Observation, type ResponseCurve, responseCurve } from './kaplan-meier.ts';

/** The share of customers lost by so many seconds. */
export type ExpectationPoint = { seconds: number; lost: number };
export type ExpectationCurve = readonly ExpectationPoint[];

export const DEFAULT_EXPECTATION: ExpectationCurve = [
  { seconds: 10, lost: 0 },
  { seconds: 60, lost: 0.11 },
  { seconds: 1_800, lost: 0.32 },
  { seconds: 3_600, lost: 0.42 },
  { seconds: 86_400, lost: 1 },
];

export const STRICT_EXPECTATION: ExpectationCurve = [
  { seconds: 10, lost: 0 },
  { seconds: 300, lost: 0.71 },
  { seconds: 86_400, lost: 1 },
];

export const EXPECTATION_POINTS = 20;
const LONGEST_SECONDS = 365 * 86_400;

/** What can be wrong with a curve somebody drew, and how it is said. */
export const EXPECTATION_FAULTS = {
  few: 'A curve needs two points or more.',
  many: `A curve has room for ${EXPECTATION_POINTS} points.`,
  time: 'Times lie between a moment after 0 and a year.',
  share: 'Shares lie between 0% and 100%.',
  order: 'Each point comes later than the one before.',
  back: 'Nobody who was lost comes back by waiting: shares only grow.',
  first: 'The first point says until when nobody is lost: its share is 0%.',
  last: 'The last point says when the last customer is lost: its share is 100%.',
} as const;
export type ExpectationFault = keyof typeof EXPECTATION_FAULTS;

/** What is wrong with a curve, in words; null: nothing. */
export function faultInExpectation(points: ExpectationCurve): string | null {
  const fault = expectationFault(points);
  return fault === null ? null : EXPECTATION_FAULTS[fault];
}

export function expectationFault(points: ExpectationCurve): ExpectationFault | null {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || points.length < 2) return 'few';
  if (points.length > EXPECTATION_POINTS) return 'many';
  for (const { seconds, lost } of points) {
    if (!(seconds > 0 && seconds <= LONGEST_SECONDS)) return 'time';
    if (!(lost >= 0 && lost <= 1)) return 'share';
  }
  for (const [place, point] of points.entries()) {
    const next = points[place + 1];
    if (next === undefined) break;
    if (next.seconds <= point.seconds) return 'order';
    if (next.lost < point.lost) return 'back';
  }
  if (first.lost !== 0) return 'first';
  return last.lost === 1 ? null : 'last';
}

/** The share of customers still content after so many seconds. */
export function contentAt(curve: ExpectationCurve, seconds: number): number {
  let before = curve[0];
  if (before === undefined || seconds <= before.seconds) return 1;
  for (const point of curve) {
    if (seconds <= point.seconds) {
      const way = Math.log(seconds / before.seconds) / Math.log(point.seconds / before.seconds);
      return 1 - (point === before ? point.lost : before.lost + way * (point.lost - before.lost));
    }
    before = point;
  }
  return 1 - before.lost;
}

/** After how many seconds only this share is content still: what a customer drawn by chance is patient for. */
export function patienceAt(curve: ExpectationCurve, content: number): number {
  const lost = 1 - content;
  let before = curve[0];
  if (before === undefined) return Number.POSITIVE_INFINITY;
  for (const point of curve) {
    if (point.lost >= lost && point.lost > before.lost) {
      const way = (lost - before.lost) / (point.lost - before.lost);
      return before.seconds * (point.seconds / before.seconds) ** way;
    }
    before = point;
  }
  return before.seconds;
}

/**
 * *Expectation met for N% of customers*. `share` takes those who wait still for what became of others who had waited as long; what
 * would come after the longest wait anybody was answered from counts as nothing. `surely`: as if nobody who waits were answered any more;
 * `atBest`: as if all were this moment. `interval` is for 95% and of chance alone. All null of no turns at all.
 */
export type ExpectationMet = { share: number; interval: Interval; surely: number; atBest: number; turns: number };

export function expectationMet(observations: readonly Observation[], curve: ExpectationCurve): ExpectationMet | null {
  const kept = responseCurve(observations);
  if (kept.turns === 0) return null;
  const share = integral(kept, curve);
  let [answered, waiting] = [0, 0];
  for (const observation of observations) {
    if (observation.kind === 'never') continue;
    const content = contentAt(curve, observation.seconds) * (observation.count ?? 1);
    if (observation.kind === 'answered') answered += content;
    else waiting += content;
  }
  return {
    share,
    interval: intervalOf(share, varianceOf(kept, curve), kept.turns),
    surely: answered / kept.turns,
    atBest: (answered + waiting) / kept.turns,
    turns: kept.turns,
  };
}

/**
 * Each waiting turn shared out among the later answers, which is what the Kaplan–Meier curve does: B. Efron, "The two sample problem with
 * censored data" (1967), redistribution to the right.
 */
function integral({ steps }: ResponseCurve, curve: ExpectationCurve): number {
  let before = 1;
  let sum = 0;
  for (const { seconds, unanswered } of steps) {
    sum += contentAt(curve, seconds) * (before - unanswered);
    before = unanswered;
  }
  return sum;
}

/**
 * The delta method over Greenwood's terms, as for the mean of a survival curve (Kaplan and Meier, 1958, section 6). Where nobody waits it
 * is the plain variance of a mean.
 */
function varianceOf({ steps }: ResponseCurve, curve: ExpectationCurve): number {
  let variance = 0;
  let later = 0;
  for (let place = steps.length - 1; place >= 0; place--) {
    const step = steps[place];
    if (step === undefined) continue;
    const content = contentAt(curve, step.seconds);
    const before = steps[place - 1]?.unanswered ?? 1;
    if (step.answered < step.atRisk) {
      const doubt = step.answered / (step.atRisk * (step.atRisk - step.answered));
      variance += doubt * (content * step.unanswered - later) ** 2;
    }
    later += content * (before - step.unanswered);
  }
  return variance;
}

/** Wilson's, of as many yes-or-no customers as would sway this much: it stays within 0 and 1, and is no point where all are alike. */
function intervalOf(share: number, variance: number, turns: number): Interval {
  const swaying = variance > 0 ? (share * (1 - share)) / variance : 0;
  const of = swaying > 0 ? Math.min(swaying, turns * MOST_WORTH) : turns;
  return wilson(share * of, of);
}

/** Shares that hardly differ are no proof of a thousandfold sample. */
const MOST_WORTH = 10;
