/** What became of those the risk was about, beside what it said: so that everybody can see whether to believe it. */
import { type Interval, wilson } from '../listening/interval.ts';

export const RISK_OUTCOMES = ['saved', 'lost', 'unknown'] as const;
export type RiskOutcome = (typeof RISK_OUTCOMES)[number];

/** One judgement: the score when it was highest, 0 to 100, and what came of it; or so many alike. */
export type Judged = { score: number; outcome: RiskOutcome; n?: number };

export type RiskBin = {
  /** Scores from here … to here, both in it. */
  from: number;
  to: number;
  saved: number;
  lost: number;
  unknown: number;
  /** What was said on average of those whose end is known, 0 to 1; null: there are none. */
  said: number | null;
  /** Lost ÷ known, with its 95% interval (Wilson); null: none is known. */
  became: number | null;
  interval: Interval | null;
};

export type Calibration = {
  bins: RiskBin[];
  known: number;
  unknown: number;
  /** Mean square of chance minus what came, 0 is perfect; null: nothing is known. */
  brier: number | null;
  /** The same of somebody who always says the average; only below this does the score know anything. */
  brierOfAverage: number | null;
  /**
   * By how much what was said is off what came, on average over the stretches of scores, each weighing what it holds (expected calibration
   * error; M. P. Naeini, G. Cooper and M. Hauskrecht, "Obtaining well calibrated probabilities using Bayesian binning", AAAI 2015).
   */
  offBy: number | null;
};

const BINS = [0, 10, 20, 35, 50, 70, 101];

export function calibrationOf(judged: readonly Judged[]): Calibration {
  const known = judged.filter(({ outcome }) => outcome !== 'unknown');
  const share = countOf(known.filter(({ outcome }) => outcome === 'lost')) / countOf(known);
  const bins = BINS.slice(0, -1).map((from, at) => binOf(judged, from, (BINS[at + 1] ?? 101) - 1));
  return {
    bins,
    known: countOf(known),
    unknown: countOf(judged) - countOf(known),
    brier: brierOf(known, ({ score }) => score / 100),
    brierOfAverage: brierOf(known, () => share),
    offBy: offByOf(bins, countOf(known)),
  };
}

function countOf(judged: readonly Judged[]): number {
  return judged.reduce((sum, { n = 1 }) => sum + n, 0);
}

function offByOf(bins: readonly RiskBin[], known: number): number | null {
  if (known === 0) return null;
  return (
    bins.reduce(
      (sum, { saved, lost, said, became }) => sum + (saved + lost) * Math.abs((said ?? 0) - (became ?? 0)),
      0,
    ) / known
  );
}

function binOf(judged: readonly Judged[], from: number, to: number): RiskBin {
  const own = judged.filter(({ score }) => score >= from && score <= to);
  const count = (outcome: RiskOutcome) => countOf(own.filter(one => one.outcome === outcome));
  const [saved, lost, unknown] = [count('saved'), count('lost'), count('unknown')];
  const known = own.filter(({ outcome }) => outcome !== 'unknown');
  const of = countOf(known);
  if (of === 0) return { from, to, saved, lost, unknown, said: null, became: null, interval: null };
  const said = known.reduce((sum, { score, n = 1 }) => sum + n * score, 0) / of / 100;
  return { from, to, saved, lost, unknown, said, became: lost / of, interval: wilson(lost, of) };
}

function brierOf(known: readonly Judged[], chance: (one: Judged) => number): number | null {
  const of = countOf(known);
  if (of === 0) return null;
  const squares = known.map(one => (one.n ?? 1) * (chance(one) - (one.outcome === 'lost' ? 1 : 0)) ** 2);
  return squares.reduce((sum, square) => sum + square, 0) / of;
}
