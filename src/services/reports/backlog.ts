/** Who waited when, and how often what was resolved came up again. */

import { type Backlog, backlogOf, HALF_HOUR_MS, stepMinutesOf } from '../../core/insight/backlog.ts';
import { type Share, shareOf } from '../../core/insight/share.ts';
import type { Slice } from '../../core/insight/slice.ts';
import { readCursor } from '../../core/page-cursor.ts';
import { Refusal } from '../../core/refusal.ts';
import {
  type AgainRow,
  FLOW_FILTERS,
  listAgain,
  listWaited,
  type ResolvedDay,
  readFlow,
  readResolved,
  type WaitedRow,
} from '../../store/reports/backlog.ts';
import type { Desk } from '../desk.ts';
import type { Who } from '../permit.ts';
import { type Range, rangeOf, type SliceQuery, sliceOf } from './slice-of.ts';
import { type OnTheWire, pageOf, withoutOf } from './topics.ts';

/** A customer who writes within so many days of being done with is not done with. */
export const AGAIN_DAYS = 7;
/** Steps that are drawn; more would be wider than a screen. */
const STEPS_LIMIT = 2_000;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

export type BacklogView = Range & {
  before: number;
  stepMinutes: number;
  most: { waiting: number; at: string } | null;
  rows: { at: string; opened: number; closed: number; waiting: number }[];
  without: string[];
};
export type Reopenings = Range & {
  resolved: number;
  /** Of those whose seven days are over. */
  share: Share;
  /** Resolved so lately that it cannot be known yet. */
  pending: number;
  /** Local days. */
  days: ResolvedDay[];
  without: string[];
};
type Reports = Pick<Desk, 'db' | 'now'>;
type PageQuery = { after?: string | undefined; limit: number };

export async function readBacklog(desk: Reports, who: Who, query: SliceQuery): Promise<BacklogView> {
  const asked = await sliceOf(desk, who, query);
  const slice = { ...asked, since: halfHourAt(asked.since.getTime()) };
  const flow = await readFlow(desk.db, slice);
  const before = flow.filter(({ at }) => at === null).reduce((sum, one) => sum + one.opened - one.closed, 0);
  const steps = flow.flatMap(({ at, ...counts }) => (at === null ? [] : [{ atMs: at.getTime(), ...counts }]));
  const { most, points, stepMinutes }: Backlog = backlogOf(before, steps, startsOf(slice), slice.until.getTime());
  return {
    ...rangeOf(slice),
    before,
    stepMinutes,
    most: most && { waiting: most.waiting, at: new Date(most.atMs).toISOString() },
    rows: points.map(({ atMs, ...counts }) => ({ at: new Date(atMs).toISOString(), ...counts })),
    without: withoutOf(slice.filters, FLOW_FILTERS),
  };
}

/** The beginning of its half hour: figures kept by half hour begin there. */
function halfHourAt(atMs: number): Date {
  return new Date(Math.floor(atMs / HALF_HOUR_MS) * HALF_HOUR_MS);
}

/** Days begin with local midnights, whatever the clock does there. */
function startsOf({ since, until, timeZone }: Slice): number[] {
  const untilMs = until.getTime();
  const stepMinutes = stepMinutesOf(untilMs - since.getTime());
  const starts: number[] = [];
  if (stepMinutes < 1440) {
    for (let at = since.getTime(); at < untilMs && starts.length < STEPS_LIMIT; at += stepMinutes * MINUTE_MS)
      starts.push(at);
    return starts;
  }
  let day = Temporal.Instant.fromEpochMilliseconds(since.getTime()).toZonedDateTimeISO(timeZone);
  while (day.epochMilliseconds < untilMs && starts.length < STEPS_LIMIT) {
    starts.push(day.epochMilliseconds);
    day = day.startOfDay().add({ days: 1 }).startOfDay();
  }
  return starts;
}

/** @throws Refusal where the moment lies outside any time */
export async function listBacklog(
  desk: Reports,
  who: Who,
  { at, after, limit, ...query }: SliceQuery & PageQuery & { at: string },
): Promise<{ rows: OnTheWire<WaitedRow>[]; next: string | null }> {
  const slice = await sliceOf(desk, who, query);
  const moment = new Date(at);
  if (Number.isNaN(moment.getTime())) throw new Refusal('not_valid', 'Say the moment as 2026-11-23T08:00:00Z.');
  const cursor = after === undefined ? null : readCursor(after, ['waited'] as const);
  const found = await listWaited(desk.db, slice, moment, { after: cursor, limit: limit + 1 });
  return pageOf(found, limit, 'waited', row => row.openedAt);
}

export async function readReopenings(desk: Reports, who: Who, query: SliceQuery): Promise<Reopenings> {
  const slice = await sliceOf(desk, who, query);
  const known = halfHourAt(slice.now.getTime() - AGAIN_DAYS * DAY_MS);
  const days = await readResolved(desk.db, { ...slice, since: halfHourAt(slice.since.getTime()) }, known);
  const sum = (name: 'resolved' | 'known' | 'knownAgain') => days.reduce((total, day) => total + day[name], 0);
  return {
    ...rangeOf(slice),
    resolved: sum('resolved'),
    share: shareOf(sum('knownAgain'), sum('known')),
    pending: sum('resolved') - sum('known'),
    days,
    without: withoutOf(slice.filters, FLOW_FILTERS),
  };
}

/** Those that came up again within their days, also where the days are not over yet. */
export async function listReopened(
  desk: Reports,
  who: Who,
  { after, limit, ...query }: SliceQuery & PageQuery,
): Promise<{ rows: OnTheWire<AgainRow & { id: string }>[]; next: string | null }> {
  const asked = await sliceOf(desk, who, query);
  const slice = { ...asked, since: halfHourAt(asked.since.getTime()) };
  const cursor = after === undefined ? null : readCursor(after, ['again'] as const);
  const found = await listAgain(desk.db, slice, AGAIN_DAYS, { after: cursor, limit: limit + 1 });
  return pageOf(
    found.map(row => ({ ...row, id: row.conversationId })),
    limit,
    'again',
    row => row.resolvedAt,
  );
}
