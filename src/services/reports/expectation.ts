/** Did we answer while they were still content? The response curve, what customers expect, and the one number. */
import { curveOf, type ExpectationKind } from '../../core/insight/insight-settings.ts';
import type { Percentile } from '../../core/insight/kaplan-meier.ts';
import {
  type CurvePoint,
  FEW_TURNS,
  responseFigures,
  WITHIN_SECONDS,
  type Within,
  withinOf,
} from '../../core/insight/response-figures.ts';
import { stretchBefore } from '../../core/insight/slice.ts';
import type { Interval } from '../../core/listening/interval.ts';
import { readInsightSettings } from '../../store/insight-settings.ts';
import { countTurnRows } from '../../store/reports/turn-rows.ts';
import type { Desk } from '../desk.ts';
import type { Who } from '../permit.ts';
import { type Answers, answeredBy, answersOf } from './answers-of.ts';
import { type Range, rangeOf, type SliceQuery, sliceOf } from './slice-of.ts';

export type ExpectationQuery = SliceQuery & { curve?: ExpectationKind | undefined; seconds?: number | undefined };
export type Counts = Pick<Answers, 'turns' | 'answered' | 'never' | 'waiting' | 'notNeeded' | 'withdrawn'>;
export type Met = { share: number; interval: Interval; surely: number; atBest: number };
export type ExpectationReport = Range & {
  expectation: { kind: ExpectationKind; curve: { seconds: number; lost: number }[] };
  counts: Counts;
  /** Too few for shares. */
  isFew: boolean;
  met: Met | null;
  /** The stretch of the same length before; `met` null where too few wrote. */
  before: { since: string; until: string; turns: number; met: Met | null };
  median: Percentile;
  curve: CurvePoint[];
  within: Within[];
  /** The time that was asked for. */
  asked: Within | null;
};

export async function readExpectationReport(
  desk: Pick<Desk, 'db' | 'now'>,
  who: Who,
  { curve: kind, seconds, ...query }: ExpectationQuery,
): Promise<ExpectationReport> {
  const slice = await sliceOf(desk, who, query);
  const { settings } = await readInsightSettings(desk.db, who.brandId);
  const used = kind ?? settings.expectation;
  const expectation = curveOf(settings, used);
  const [answers, earlier] = await Promise.all([answersOf(desk.db, slice), answersOf(desk.db, stretchBefore(slice))]);
  const figures = responseFigures(answers.observations, expectation);
  const within = (time: number) => withinOf(answers.turns, answeredBy(answers, time), time, expectation);
  // At a time nobody promises the histogram would be a bucket off: the turns themselves are counted.
  const answered = seconds === undefined ? 0 : await countTurnRows(desk.db, slice, { toSeconds: seconds });
  const before = stretchBefore(slice);
  return {
    ...rangeOf(slice),
    expectation: { kind: used, curve: [...expectation] },
    counts: countsOf(answers),
    isFew: answers.turns < FEW_TURNS,
    met: metOf(figures.met),
    before: {
      since: before.since.toISOString(),
      until: before.until.toISOString(),
      turns: earlier.turns,
      met: earlier.turns < FEW_TURNS ? null : metOf(responseFigures(earlier.observations, expectation).met),
    },
    median: figures.median,
    curve: figures.curve,
    within: WITHIN_SECONDS.map(within),
    asked: seconds === undefined ? null : withinOf(answers.turns, answered, seconds, expectation),
  };
}

function countsOf({ turns, answered, never, waiting, notNeeded, withdrawn }: Answers): Counts {
  return { turns, answered, never, waiting, notNeeded, withdrawn };
}

function metOf(met: (Met & { turns: number }) | null): Met | null {
  if (met === null) return null;
  const { share, interval, surely, atBest } = met;
  return { share, interval, surely, atBest };
}
