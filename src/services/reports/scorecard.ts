/** The figures of the one page to show around, each by the report that tells it in Insight. */
import { type Scorecard, trimmedCurve } from '../../core/insight/scorecard.ts';
import { type Slice, stretchBefore } from '../../core/insight/slice.ts';
import { mayDo } from '../../core/permission.ts';
import { findBrand } from '../../store/brands.ts';
import type { Db } from '../../store/db.ts';
import { readPromises } from '../../store/reports/responses.ts';
import type { Desk } from '../desk.ts';
import { notFound, type Who } from '../permit.ts';
import type { Unheard } from '../unheard.ts';
import { readExpectationReport } from './expectation.ts';
import { readOutcomes } from './outcomes.ts';
import { type Range, type SliceQuery, sliceOf } from './slice-of.ts';
import { readSurveys } from './surveys.ts';

export type ScorecardNeeds = Pick<Desk, 'db' | 'now'> & { unheard: Pick<Unheard, 'figures'> };

/** The times shown, in seconds. */
const WITHIN = [300, 1_800, 3_600, 86_400];

export async function readScorecard(needs: ScorecardNeeds, who: Who, query: SliceQuery): Promise<Range & Scorecard> {
  const slice = await sliceOf(needs, who, query);
  const [report, promises, promisesBefore, unheard, outcomes, surveys, brand] = await Promise.all([
    readExpectationReport(needs, who, query),
    keptOf(needs.db, slice),
    keptOf(needs.db, stretchBefore(slice)),
    unheardOf(needs, who, query),
    readOutcomes(needs, who, query),
    readSurveys(needs, who, query),
    findBrand(needs.db, who.brandId),
  ]);
  if (brand === null) throw notFound('brand');
  const { since, until, anchor, timeZone, counts, met, before, curve, within, median, expectation } = report;
  const { turnedAround } = outcomes.total;
  const { score, answers } = surveys.total.recommend;
  return {
    brand: brand.name,
    ...{ since, until, anchor, timeZone },
    turns: counts.turns,
    waiting: counts.waiting,
    never: counts.never,
    met: met && { share: met.share, ...met.interval },
    metBefore: before.met?.share ?? null,
    expectation: expectation.curve,
    curve: trimmedCurve(curve.map(({ seconds, share }) => ({ seconds, answered: share }))),
    within: within.filter(one => WITHIN.includes(one.seconds)).map(({ seconds, share }) => ({ seconds, share })),
    medianSeconds: median.seconds,
    kept: promises && { ...promises, before: promisesBefore?.share ?? null },
    unheard,
    turnedAround: turnedAround.share === null ? null : { share: turnedAround.share, of: turnedAround.of },
    recommend: score === null ? null : { score: Math.round(score * 100), of: answers },
  };
}

async function keptOf(db: Db, slice: Slice): Promise<{ share: number; of: number } | null> {
  const [all] = await readPromises(db, slice, null);
  return all === undefined ? null : { share: all.kept / all.due, of: all.due };
}

/** It is told of all a brand hears in four weeks, so a page about a part of the turns does without. */
async function unheardOf({ unheard }: ScorecardNeeds, who: Who, query: SliceQuery): Promise<Scorecard['unheard']> {
  const { period: _, since: __, until: ___, ...filters } = query;
  const isWhole = Object.values(filters).every(one => one === undefined || (Array.isArray(one) && one.length === 0));
  if (!isWhole || !mayDo(who.reach.role, 'read_channels')) return null;
  const { whole } = await unheard.figures(who);
  return whole.rate === null ? null : { rate: whole.rate, ...whole.interval, of: whole.complaints };
}
