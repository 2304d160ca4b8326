/** What became of those the risk was about, beside what it said: so that everybody can see whether to believe it. */
import { type Interval, wilson } from '../listening/interval.ts';

export const RISK_OUTCOMES = ['saved', 'lost', 'unknown'] as const;
export type RiskOutcome = (typeof RISK_OUTCOMES)[number];

/** One judgement: the score when it was highest, 0 to 100, and what came of it. */
export type Judged = { score: number; outcome: RiskOutcome };

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
};

const BINS = [0, 10, 20, 35, 50, 70, 101];

export function calibrationOf(judged: readonly Judged[]): Calibration {
  const known = judged.filter(({ outcome }) => outcome !== 'unknown');
  const share = known.filter(({ outcome }) => outcome === 'lost').length / known.length;
  return {
    bins: BINS.slice(0, -1).map((from, at) => binOf(judged, from, (BINS[at + 1] ?? 101) - 1)),
    known: known.length,
    unknown: judged.length - known.length,
    brier: brierOf(known, ({ score }) => score / 100),
    brierOfAverage: brierOf(known, () => share),
  };
}

function binOf(judged: readonly Judged[], from: number, to: number): RiskBin {
  const own = judged.filter(({ score }) => score >= from && score <= to);
  const count = (outcome: RiskOutcome) => own.filter(one => one.outcome === outcome).length;
  const [saved, lost, unknown] = [count('saved'), count('lost'), count('unknown')];
  const known = own.filter(({ outcome }) => outcome !== 'unknown');
  if (known.length === 0) return { from, to, saved, lost, unknown, said: null, became: null, interval: null };
  const said = known.reduce((sum, { score }) => sum + score, 0) / known.length / 100;
  return { from, to, saved, lost, unknown, said, became: lost / known.length, interval: wilson(lost, known.length) };
}

function brierOf(known: readonly Judged[], chance: (one: Judged) => number): number | null {
  if (known.length === 0) return null;
  return known.reduce((sum, one) => sum + (chance(one) - (one.outcome === 'lost' ? 1 : 0)) ** 2, 0) / known.length;
}
