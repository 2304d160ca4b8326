/** The same question by network, language, hour, reach …, over time, and for all brands a person belongs to. */

import type { ExpectationCurve } from '../../core/insight/expectation.ts';
import { answeredWithin, type Percentile, percentile, responseCurve } from '../../core/insight/kaplan-meier.ts';
import { FEW_TURNS, responseFigures } from '../../core/insight/response-figures.ts';
import type { Dimension, Reach } from '../../core/insight/slice.ts';
import { type SmallAccounts, smallAccounts } from '../../core/insight/small-accounts.ts';
import { stretchesOf } from '../../core/insight/stretches.ts';
import { type Interval, wilson } from '../../core/listening/interval.ts';
import type { Desk } from '../desk.ts';
import type { Who } from '../permit.ts';
import { type Answers, answeredBy, answersBy, answersOf } from './answers-of.ts';
import { delaysOf } from './delays-of.ts';
import { readExpectation } from './insight-settings.ts';
import { namesOf } from './promise.ts';
import { type Range, rangeOf, type SliceQuery, sliceOf } from './slice-of.ts';

const FIVE_MINUTES = 300;
const HOUR = 3_600;

/** `met`, `median`: null of too few. The counts are told always. */
export type ExpectationPart = {
  key: string | null;
  name: string | null;
  turns: number;
  answered: number;
  never: number;
  waiting: number;
  met: { share: number; interval: Interval } | null;
  median: Percentile;
  withinFive: { answered: number; share: number; interval: Interval };
  withinHour: { answered: number; share: number; interval: Interval };
};

export type ExpectationParts = Range & {
  by: Dimension;
  rows: ExpectationPart[];
  /** Answered within the hour; null unless told apart by reach. */
  smallAccounts: SmallAccounts | null;
};

export async function readExpectationParts(
  desk: Pick<Desk, 'db' | 'now'>,
  who: Who,
  { by, ...query }: SliceQuery & { by: Dimension },
): Promise<ExpectationParts> {
  const slice = await sliceOf(desk, who, query);
  const expectation = await readExpectation(desk.db, who.brandId);
  const names = await namesOf(desk.db, slice, by);
  const answers = await answersBy(desk.db, slice, by);
  const rows = answers
    .filter(({ turns }) => turns > 0)
    .map(one => ({ name: names.get(one.key ?? '') ?? null, ...partOf(one, expectation) }));
  const inTime = (row: ExpectationPart) => ({
    reach: Number(row.key) as Reach,
    turns: row.turns,
    answered: row.withinHour.answered,
  });
  return { ...rangeOf(slice), by, rows, smallAccounts: by === 'reach' ? smallAccounts(rows.map(inTime)) : null };
}

function partOf(one: Answers, expectation: ExpectationCurve): Omit<ExpectationPart, 'name'> {
  const { key, turns, answered, never, waiting } = one;
  const figures = responseFigures(one.observations, expectation);
  const within = (seconds: number) => {
    const hits = answeredBy(one, seconds);
    return { answered: hits, share: turns === 0 ? 0 : hits / turns, interval: wilson(hits, turns) };
  };
  const met = figures.met === null || turns < FEW_TURNS ? null : figures.met;
  return {
    key,
    turns,
    answered,
    never,
    waiting,
    met: met && { share: met.share, interval: met.interval },
    median: turns < FEW_TURNS ? { seconds: null, low: null, high: null } : figures.median,
    withinFive: within(FIVE_MINUTES),
    withinHour: within(HOUR),
  };
}

export type TrendPoint = {
  since: string;
  until: string;
  turns: number;
  met: { share: number; interval: Interval } | null;
  withinFive: { share: number; interval: Interval } | null;
};

/** Day by day, week by week or month by month, as the slice is long. */
export async function readExpectationTrend(
  desk: Pick<Desk, 'db' | 'now'>,
  who: Who,
  query: SliceQuery,
): Promise<Range & { rows: TrendPoint[] }> {
  const slice = await sliceOf(desk, who, query);
  const expectation = await readExpectation(desk.db, who.brandId);
  const rows = await Promise.all(
    stretchesOf(slice).map(async ({ since, until }) => {
      const { turns, met, withinFive } = partOf(await answersOf(desk.db, { ...slice, since, until }), expectation);
      const five = turns < FEW_TURNS ? null : { share: withinFive.share, interval: withinFive.interval };
      return { since: since.toISOString(), until: until.toISOString(), turns, met, withinFive: five };
    }),
  );
  return { ...rangeOf(slice), rows };
}

/** How long until we heard, and from there how long until the answer. `turns` null-free: what a recording played is left out. */
export type Delay = {
  turns: number;
  median: Percentile;
  ninth: Percentile;
  withinMinute: Interval & { share: number };
};

export async function readHearingAndHandling(
  desk: Pick<Desk, 'db' | 'now'>,
  who: Who,
  query: SliceQuery,
): Promise<Range & { hearing: Delay; handling: Delay }> {
  const slice = await sliceOf(desk, who, query);
  const counts = await delaysOf(desk.db, slice, null);
  const delay = (wanted: 'hearing' | 'handling'): Delay => {
    const observations = counts
      .filter(({ part }) => part === wanted)
      .map(({ seconds, count }) => ({ kind: 'answered' as const, seconds, count }));
    const curve = responseCurve(observations);
    return {
      turns: curve.turns,
      median: percentile(curve, 0.5),
      ninth: percentile(curve, 0.9),
      withinMinute: answeredWithin(curve, 60),
    };
  };
  return { ...rangeOf(slice), hearing: delay('hearing'), handling: delay('handling') };
}
