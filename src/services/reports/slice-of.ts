/** From what a report is asked to the turns it is of, cut to what the reader may see. */
import type { Anchor, Filters, Period, Slice } from '../../core/insight/slice.ts';
import { clockOf, stretchOf } from '../../core/insight/slice.ts';
import { Refusal } from '../../core/refusal.ts';
import { listCalendars } from '../../store/calendars.ts';
import type { Db } from '../../store/db.ts';
import { readTurnSpan } from '../../store/reports/responses.ts';
import type { Desk } from '../desk.ts';
import { inboxScope, permit, type Who } from '../permit.ts';

/** As `sliceQuery` of the contract gives it. */
export type SliceQuery = Filters & { period: Period; since?: string | undefined; until?: string | undefined };

/** What every answer says of itself. */
export type Range = { since: string; until: string; anchor: Anchor; timeZone: string };

/** Nobody wrote to a company on social media before, and what reaches further back would be reckoned for nothing. */
const EARLIEST = new Date('2000-01-01T00:00:00Z');
/** What is to come holds no turns; the rest of the day may be asked for. */
const AHEAD_MS = 86_400_000;

/** @throws Refusal `not_valid` when it would end before it begins, or begin before there was anything */
export async function sliceOf(desk: Pick<Desk, 'db' | 'now'>, who: Who, query: SliceQuery): Promise<Slice> {
  permit(who, 'read');
  const { period, since, until, ...filters } = query;
  const today = desk.now();
  const timeZone = await brandZone(desk.db, who.brandId);
  const span = await readTurnSpan(desk.db, who.brandId);
  const now = clockOf(today, timeZone, span.newestAt);
  const base = { brandId: who.brandId, scope: inboxScope(who), now, timeZone, filters };
  const usual = stretchOf({ period, now: today, timeZone, ...span });
  const stretch = {
    since: since === undefined ? usual.since : new Date(since),
    until: until === undefined ? usual.until : notAhead(new Date(until), today),
    anchor: until === undefined ? usual.anchor : ('now' as const),
  };
  if (stretch.since < EARLIEST) {
    throw new Refusal('not_valid', 'Insight goes back to the year 2000. Choose a later beginning.');
  }
  if (stretch.until < stretch.since) {
    throw new Refusal('not_valid', 'This stretch of time ends before it begins. Choose a later end.');
  }
  return { ...base, ...stretch };
}

function notAhead(until: Date, now: Date): Date {
  return new Date(Math.min(until.getTime(), now.getTime() + AHEAD_MS));
}

/** That of the brand's first calendar, else UTC. */
export async function brandZone(db: Db, brandId: number): Promise<string> {
  return (await listCalendars(db, brandId))[0]?.timeZone ?? 'UTC';
}

export function rangeOf({ since, until, anchor, timeZone }: Slice): Range {
  return { since: since.toISOString(), until: until.toISOString(), anchor, timeZone };
}
