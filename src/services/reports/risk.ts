/** Who may be lost now and why; and whether the scores can be believed: what became of those they were said of. */
import { isUuid } from '../../core/id.ts';
import type { Interval } from '../../core/listening/interval.ts';
import { wilson } from '../../core/listening/interval.ts';
import { readCursor } from '../../core/page-cursor.ts';
import { Refusal } from '../../core/refusal.ts';
import { calibrationOf, type RiskBin, type RiskOutcome } from '../../core/triage/risk-calibration.ts';
import {
  type AtRiskRow,
  countAtRisk,
  countJudged,
  type JudgedCount,
  type JudgedRow,
  listAtRisk,
  listJudged,
  RISK_FILTERS,
} from '../../store/reports/risk.ts';
import { listTeams } from '../../store/teams.ts';
import type { Desk } from '../desk.ts';
import type { Who } from '../permit.ts';
import { type Range, rangeOf, type SliceQuery, sliceOf } from './slice-of.ts';
import { type OnTheWire, pageOf, withoutOf } from './topics.ts';

/** As the desk's words have it: from here on they may leave, and are likely to. */
export const MAY_LEAVE_FROM = 20;
export const LIKELY_FROM = 50;

type Counts = { mayLeave: number; likely: number };
export type Ends = Record<RiskOutcome, number>;
export type RiskReport = Range & {
  /** Of conversations not resolved, at this moment. */
  now: Counts & {
    networks: ({ network: string } & Counts)[];
    teams: ({ teamId: string | null; name: string | null } & Counts)[];
  };
  /** Judgements of the slice: those whose score stood highest in it. */
  judged: Ends & { open: number; byRule: Ends; byPerson: Ends };
  bins: RiskBin[];
  known: number;
  unknown: number;
  brier: number | null;
  brierOfAverage: number | null;
  offBy: number | null;
  /** Lost ÷ known of each local week (its Monday), oldest first. */
  weeks: (Ends & { week: string; share: number | null; interval: Interval | null })[];
  without: string[];
};
type Reports = Pick<Desk, 'db' | 'now'>;
type PageQuery = { after?: string | undefined; limit: number };

export async function readRiskReport(desk: Reports, who: Who, query: SliceQuery): Promise<RiskReport> {
  const slice = await sliceOf(desk, who, query);
  const [counted, judged, teams] = await Promise.all([
    countAtRisk(desk.db, slice),
    countJudged(desk.db, slice),
    listTeams(desk.db, who.brandId),
  ]);
  const names = new Map(teams.map(({ id, name }) => [id, name]));
  const ended = judged.flatMap(({ outcome, ...one }) => (outcome === null ? [] : [{ ...one, outcome }]));
  return {
    ...rangeOf(slice),
    now: {
      ...countsOf(counted),
      networks: grouped(counted, one => one.network).map(([network, rows]) => ({
        network: network ?? '',
        ...countsOf(rows),
      })),
      teams: grouped(counted, one => one.teamId).map(([teamId, rows]) => ({
        teamId,
        name: teamId === null ? null : (names.get(teamId) ?? null),
        ...countsOf(rows),
      })),
    },
    judged: {
      ...endsOf(judged),
      open: judged.reduce((sum, { outcome, n }) => sum + (outcome === null ? n : 0), 0),
      byRule: endsOf(judged.filter(({ by }) => by === 'rule')),
      byPerson: endsOf(judged.filter(({ by }) => by === 'person')),
    },
    ...calibrationOf(ended),
    weeks: weeksOf(judged),
    without: withoutOf(slice.filters, RISK_FILTERS),
  };
}

function countsOf(rows: readonly { score: number; n: number }[]): Counts {
  const from = (score: number) => rows.reduce((sum, one) => sum + (one.score >= score ? one.n : 0), 0);
  return { mayLeave: from(MAY_LEAVE_FROM), likely: from(LIKELY_FROM) };
}

/** Those with most first. */
function grouped<Row extends { n: number; score: number }>(
  rows: readonly Row[],
  by: (row: Row) => string | null,
): [string | null, Row[]][] {
  const groups = [...Map.groupBy(rows, by)].filter(([, all]) => countsOf(all).mayLeave > 0);
  return groups.sort(
    ([a, x], [b, y]) => countsOf(y).mayLeave - countsOf(x).mayLeave || ((a ?? '') < (b ?? '') ? -1 : 1),
  );
}

function endsOf(rows: readonly JudgedCount[]): Ends {
  const of = (outcome: RiskOutcome) => rows.reduce((sum, one) => sum + (one.outcome === outcome ? one.n : 0), 0);
  return { saved: of('saved'), lost: of('lost'), unknown: of('unknown') };
}

function weeksOf(rows: readonly JudgedCount[]): RiskReport['weeks'] {
  return [...Map.groupBy(rows, ({ week }) => week)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([week, all]) => {
      const ends = endsOf(all);
      const known = ends.saved + ends.lost;
      return known === 0
        ? { week, ...ends, share: null, interval: null }
        : { week, ...ends, share: ends.lost / known, interval: wilson(ends.lost, known) };
    });
}

export type AtRiskQuery = SliceQuery & PageQuery & { from: number; to: number };
export type AtRisk = Omit<OnTheWire<AtRiskRow>, 'parts'> & { parts: AtRiskRow['parts']; teamName: string | null };

/** Conversations that are not resolved, the likeliest to be lost first. The period says nothing here: it is now. */
export async function listRisksNow(
  desk: Reports,
  who: Who,
  { from, to, after, limit, ...query }: AtRiskQuery,
): Promise<{ rows: AtRisk[]; next: string | null }> {
  const slice = await sliceOf(desk, who, query);
  const teams = new Map((await listTeams(desk.db, who.brandId)).map(({ id, name }) => [id, name]));
  const found = await listAtRisk(desk.db, slice, { from, to, after: placeOf(after), limit: limit + 1 });
  const page = pageOf(found, limit, 'risk', row => row.lastMessageAt);
  const last = found.length > limit ? page.rows.at(-1) : undefined;
  return {
    rows: page.rows.map(row => ({ ...row, teamName: row.teamId === null ? null : (teams.get(row.teamId) ?? null) })),
    next: last === undefined ? null : `${last.score}~${last.lastMessageAt}~${last.id}`,
  };
}

/** Score, time and id of the last row. */
function placeOf(after: string | undefined): { score: number; at: string; id: string } | null {
  if (after === undefined) return null;
  const [score = '', at = '', id = ''] = after.split('~');
  const isThere = /^\d{1,3}$/.test(score) && isUuid(id);
  if (!isThere)
    throw new Refusal(
      'not_valid',
      'This `after` is not a cursor from this list. Leave it out to start at the beginning.',
    );
  return { score: Number(score), ...readCursor(`risk~${at}~${id}`, ['risk'] as const) };
}

export type JudgedQuery = SliceQuery &
  PageQuery & {
    from: number;
    to: number;
    outcome?: RiskOutcome | 'open' | undefined;
    by?: 'rule' | 'person' | undefined;
  };

/** The judgements behind the scores' figures, newest first. */
export async function listRiskJudged(
  desk: Reports,
  who: Who,
  { from, to, outcome = undefined, by = undefined, after, limit, ...query }: JudgedQuery,
): Promise<{ rows: OnTheWire<JudgedRow>[]; next: string | null }> {
  const slice = await sliceOf(desk, who, query);
  const cursor = after === undefined ? null : readCursor(after, ['judged'] as const);
  const asked = { from, to, outcome: outcome ?? null, by: by ?? null, after: cursor, limit: limit + 1 };
  const found = await listJudged(desk.db, slice, asked);
  return pageOf(found, limit, 'judged', row => row.weighedAt);
}
