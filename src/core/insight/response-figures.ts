/** What a screen says of response times: the curve, the one number, the median and what was answered within which time. */
import { type Interval, wilson } from '../listening/interval.ts';
import { contentAt, type ExpectationCurve, type ExpectationMet, expectationMet } from './expectation.ts';
import { type Observation, type Percentile, percentile, responseCurve } from './kaplan-meier.ts';

/** The times that promises are spoken in. */
export const WITHIN_SECONDS = [60, 300, 1_800, 3_600, 18_000, 86_400] as const;
/** Fewer are told as counts: a share of so few would be another one with the next turn. */
export const FEW_TURNS = 20;

/** The share answered from this second on, by Kaplan and Meier. */
export type CurvePoint = { seconds: number; share: number; low: number; high: number };
/** `share` of all turns, the unanswered and those that wait in it; `expected`: of customers, lost by then. */
export type Within = { seconds: number; answered: number; share: number; interval: Interval; expected: number };
export type ResponseFigures = {
  met: ExpectationMet | null;
  median: Percentile;
  curve: CurvePoint[];
};

export function responseFigures(observations: readonly Observation[], expectation: ExpectationCurve): ResponseFigures {
  const kept = responseCurve(observations);
  return {
    met: expectationMet(observations, expectation),
    median: percentile(kept, 0.5),
    curve: kept.steps.map(({ seconds, unanswered, interval }) => ({
      seconds,
      share: 1 - unanswered,
      low: 1 - interval.high,
      high: 1 - interval.low,
    })),
  };
}

export function withinOf(turns: number, answered: number, seconds: number, expectation: ExpectationCurve): Within {
  return {
    seconds,
    answered,
    share: turns === 0 ? 0 : answered / turns,
    interval: wilson(answered, turns),
    expected: 1 - contentAt(expectation, seconds),
  };
}
