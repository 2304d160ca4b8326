/** How much comes and when, and what it takes those who answer. */
import {
  addHandling,
  type HandlingFigure,
  type HandlingSums,
  handlingFigure,
  NO_HANDLING,
} from '../../core/insight/handling.ts';
import { busiestOf, byWeekHour } from '../../core/insight/week-hours.ts';
import { readCursor } from '../../core/page-cursor.ts';
import { mayDo } from '../../core/permission.ts';
import { FLOW_FILTERS } from '../../store/reports/backlog.ts';
import { readAnsweredBy } from '../../store/reports/colleagues.ts';
import { type HandlingBy, type HandlingRow, listHandling, readHandling } from '../../store/reports/handling.ts';
import { listTeams } from '../../store/teams.ts';
import type { Desk } from '../desk.ts';
import { permit, type Who } from '../permit.ts';
import { arrivalsPerHalfHour } from './arrivals.ts';
import { type Range, rangeOf, type SliceQuery, sliceOf } from './slice-of.ts';
import { type OnTheWire, pageOf, withoutOf } from './topics.ts';

type Reports = Pick<Desk, 'db' | 'now'>;

export type Arrivals = Range & {
  turns: number;
  /** By hour of the week there; 0 is Monday from midnight to one. */
  rows: { slot: number; count: number; hours: number; average: number }[];
  busiest: { slot: number; average: number } | null;
};

export async function readArrivals(desk: Reports, who: Who, query: SliceQuery): Promise<Arrivals> {
  const slice = await sliceOf(desk, who, query);
  const { since, until, timeZone } = slice;
  const counts = await arrivalsPerHalfHour(desk.db, slice);
  const slots = byWeekHour(counts, { sinceMs: since.getTime(), untilMs: until.getTime(), timeZone });
  return {
    ...rangeOf(slice),
    turns: counts.reduce((sum, { count }) => sum + count, 0),
    // An hour that has hardly begun is not taken for a whole one's pace.
    rows: slots.map(one => ({ ...one, average: one.count / Math.max(1, one.hours) })),
    busiest: busiestOf(slots),
  };
}

export type HandlingPart = HandlingFigure & { key: string | null; name: string | null };
export type HandlingReport = Range & {
  total: HandlingFigure;
  networks: HandlingPart[];
  teams: HandlingPart[];
  /** Days (UTC) on which something was sent off. */
  days: (HandlingFigure & { day: string })[];
};

export async function readHandlingReport(desk: Reports, who: Who, query: SliceQuery): Promise<HandlingReport> {
  const slice = await sliceOf(desk, who, query);
  const [found, all] = await Promise.all([
    readHandling(desk.db, slice, ['network', 'team', 'day'] as const),
    listTeams(desk.db, who.brandId),
  ]);
  const of = (by: HandlingBy) => found.filter(one => one.by === by);
  const [networks, teams, days] = [of('network'), of('team'), of('day')];
  const names = new Map(all.map(({ id, name }) => [id, name]));
  return {
    ...rangeOf(slice),
    total: handlingFigure(networks.reduce<HandlingSums>(addHandling, NO_HANDLING)),
    networks: networks.map(one => ({ key: one.key, name: null, ...handlingFigure(one) })),
    teams: teams.map(one => ({ key: one.key, name: names.get(one.key ?? '') ?? null, ...handlingFigure(one) })),
    days: days.map(one => ({ day: one.key ?? '', ...handlingFigure(one) })),
  };
}

export type HandlingRowsQuery = SliceQuery & { agent?: string | undefined; after?: string | undefined; limit: number };
export type HandlingRowView = Omit<OnTheWire<HandlingRow>, 'agentId' | 'agentName'> & {
  id: string;
  agentId: string | null;
  agentName: string | null;
};

/** The answers behind it, newest first. Who wrote them is told to leads alone. */
export async function listHandlingRows(
  desk: Reports,
  who: Who,
  { agent, after, limit, ...query }: HandlingRowsQuery,
): Promise<{ rows: HandlingRowView[]; next: string | null }> {
  if (agent !== undefined) permit(who, 'lead');
  const slice = await sliceOf(desk, who, query);
  const cursor = after === undefined ? null : readCursor(after, ['handling'] as const);
  const found = await listHandling(desk.db, slice, { agentId: agent ?? null, after: cursor, limit: limit + 1 });
  const leads = mayDo(who.reach.role, 'lead');
  const page = pageOf(
    found.map(row => ({ ...row, id: row.messageId })),
    limit,
    'handling',
    row => row.sentAt,
  );
  if (leads) return page;
  return { ...page, rows: page.rows.map(row => ({ ...row, agentId: null, agentName: null })) };
}

export type ColleagueFigures = Range & {
  /** By name: nobody is ranked unless whoever reads asks for it. */
  rows: ({ agentId: string; name: string; turns: number } & HandlingFigure)[];
  without: string[];
};

/** For leads. `turns`: customers who waited and whom they answered; the rest is of the answers they sent off from here. */
export async function readColleagues(desk: Reports, who: Who, query: SliceQuery): Promise<ColleagueFigures> {
  permit(who, 'lead');
  const slice = await sliceOf(desk, who, query);
  const [answered, handled] = await Promise.all([
    readAnsweredBy(desk.db, slice),
    readHandling(desk.db, slice, ['agent'] as const),
  ]);
  const sums = new Map(handled.map(one => [one.key, one]));
  return {
    ...rangeOf(slice),
    rows: answered.map(one => ({ ...one, ...handlingFigure(sums.get(one.agentId) ?? NO_HANDLING) })),
    without: withoutOf(slice.filters, FLOW_FILTERS),
  };
}
