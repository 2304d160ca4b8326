/** What silence costs: turns never answered or later than promised × the chance of leaving × the value of a customer. Every factor is shown. */
import type { InsightSettings } from '../../core/insight/insight-settings.ts';
import { readInsightSettings } from '../../store/insight-settings.ts';
import { countSilence } from '../../store/reports/silence.ts';
import type { Desk } from '../desk.ts';
import { permit, type Who } from '../permit.ts';
import { answersBy } from './answers-of.ts';
import { seesMoney } from './insight-settings.ts';
import { type Range, rangeOf, type SliceQuery, sliceOf } from './slice-of.ts';

export type SilencePart = { network: string; unanswered: number; late: number; silent: number; turns: number };
export type SilenceReport = Range & {
  turns: number;
  unanswered: number;
  late: number;
  /** Of `late`, those that nobody has answered yet. */
  waiting: number;
  /** `unanswered` and `late` together. */
  silent: number;
  /** Different people among them. */
  customers: number;
  factors: Pick<InsightSettings, 'leaveShare' | 'customerValue' | 'currency'>;
  /** How many of the turns would cost a customer: `silent` × the chance of leaving. */
  leaving: number;
  /** Null: nobody has said what a customer is worth, or it is not told to this reader. */
  cost: number | null;
  parts: SilencePart[];
};
/** A factor given here is tried and not kept. */
export type SilenceQuery = SliceQuery & { leaveShare?: number | undefined; customerValue?: number | undefined };

export async function readSilence(
  desk: Pick<Desk, 'db' | 'now'>,
  who: Who,
  { leaveShare, customerValue, ...query }: SilenceQuery,
): Promise<SilenceReport> {
  if (customerValue !== undefined) permit(who, 'lead');
  const slice = await sliceOf(desk, who, query);
  const { settings } = await readInsightSettings(desk.db, who.brandId);
  const money = seesMoney(who)
    ? { customerValue: customerValue ?? settings.customerValue, currency: settings.currency }
    : NO_MONEY;
  const factors = { leaveShare: leaveShare ?? settings.leaveShare, ...money };
  const [counts, answers] = await Promise.all([countSilence(desk.db, slice), answersBy(desk.db, slice, 'network')]);
  const whole = counts.find(({ network }) => network === null);
  const { unanswered = 0, late = 0, waiting = 0, customers = 0 } = whole ?? {};
  const silent = unanswered + late;
  const leaving = silent * factors.leaveShare;
  const turnsOf = new Map(answers.map(({ key, turns }) => [key, turns]));
  return {
    ...rangeOf(slice),
    turns: answers.reduce((sum, { turns }) => sum + turns, 0),
    unanswered,
    late,
    waiting,
    silent,
    customers,
    factors,
    leaving,
    cost: factors.customerValue === null ? null : leaving * factors.customerValue,
    parts: counts.flatMap(({ network, ...one }) =>
      network === null
        ? []
        : [
            {
              network,
              unanswered: one.unanswered,
              late: one.late,
              silent: one.unanswered + one.late,
              turns: turnsOf.get(network) ?? 0,
            },
          ],
    ),
  };
}

const NO_MONEY = { customerValue: null, currency: null };
