/** Who waited at any moment, and what came up again: from turns by half hour and resolutions one by one. */
import { type RawBuilder, sql } from 'kysely';
import type { Filters, Slice } from '../../core/insight/slice.ts';
import type { Db } from '../db.ts';
import { wantedAmong } from './told-apart.ts';

/** What turns by half hour can be told apart by; of what else is asked, they say nothing. */
export const FLOW_FILTERS = ['network', 'channel', 'inbox'] as const satisfies readonly (keyof Filters)[];

/** `at`: the beginning of a half hour; null: everything before the stretch. */
export type Flow = { at: Date | null; opened: number; closed: number };

/** Turns opened and closed in each half hour of the slice that had any, and all before it. */
export async function readFlow(db: Db, slice: Slice): Promise<Flow[]> {
  const { rows } = await sql<Flow>`
    select case when f.slot >= ${slice.since} then f.slot end as at, sum(f.opened)::int as opened, sum(f.closed)::int as closed
    from turn_flow f join channel ch on ch.brand_id = f.brand_id and ch.id = f.channel_id
    where f.brand_id = ${slice.brandId} and f.slot < ${slice.until} and ${flowWanted(slice, sql`f.channel_id`, sql`f.inbox_id`)}
    group by 1 having sum(f.opened) <> 0 or sum(f.closed) <> 0 order by 1 nulls first`.execute(db);
  return rows;
}

/** Turns that waited at that moment, oldest first. */
export type WaitedRow = {
  id: string;
  conversationId: string;
  network: string;
  openedAt: Date;
  closedAt: Date | null;
  preview: string;
};

export async function listWaited(
  db: Db,
  slice: Slice,
  at: Date,
  page: { after: { at: string; id: string } | null; limit: number },
): Promise<WaitedRow[]> {
  const { after, limit } = page;
  const { rows } = await sql<WaitedRow>`
    select t.id, t.conversation_id "conversationId", ch.network, t.opened_at "openedAt", t.closed_at "closedAt", c.preview
    from turn t join channel ch on ch.brand_id = t.brand_id and ch.id = t.channel_id
    join conversation c on c.brand_id = t.brand_id and c.id = t.conversation_id
    where t.brand_id = ${slice.brandId} and t.opened_at < ${at} and (t.closed_at is null or t.closed_at >= ${at})
      and ${flowWanted(slice, sql`t.channel_id`, sql`t.inbox_id`)}
      ${after === null ? sql`` : sql`and (t.opened_at, t.id) > (${after.at}::timestamptz, ${after.id}::uuid)`}
    order by t.opened_at, t.id limit ${limit}`.execute(db);
  return rows;
}

/** Resolutions of a day (local). `known`: their days are over; `knownAgain`: of them, the customer wrote again in time. */
export type ResolvedDay = { day: string; resolved: number; again: number; known: number; knownAgain: number };

/** @param known resolved before this, their days are over; to the half hour */
export async function readResolved(db: Db, slice: Slice, known: Date): Promise<ResolvedDay[]> {
  const { rows } = await sql<ResolvedDay>`
    select to_char(r.slot at time zone ${slice.timeZone}, 'YYYY-MM-DD') as day, sum(r.resolved)::int as resolved, sum(r.again)::int as again,
      coalesce(sum(r.resolved) filter (where r.slot < ${known}), 0)::int as known,
      coalesce(sum(r.again) filter (where r.slot < ${known}), 0)::int as "knownAgain"
    from resolving_slot r join channel ch on ch.brand_id = r.brand_id and ch.id = r.channel_id
    where r.brand_id = ${slice.brandId} and r.slot >= ${slice.since} and r.slot < ${slice.until}
      and ${flowWanted(slice, sql`r.channel_id`, sql`r.inbox_id`)}
    group by 1 having sum(r.resolved) > 0 order by 1`.execute(db);
  return rows;
}

export type AgainRow = {
  conversationId: string;
  network: string;
  resolvedAt: Date;
  againAt: Date;
  preview: string;
};

export async function listAgain(
  db: Db,
  slice: Slice,
  days: number,
  page: { after: { at: string; id: string } | null; limit: number },
): Promise<AgainRow[]> {
  const { after, limit } = page;
  const { rows } = await sql<AgainRow>`
    select r.conversation_id "conversationId", ch.network, r.resolved_at "resolvedAt", r.again_at "againAt", c.preview
    from resolving r join channel ch on ch.brand_id = r.brand_id and ch.id = r.channel_id
    join conversation c on c.brand_id = r.brand_id and c.id = r.conversation_id
    where r.brand_id = ${slice.brandId} and r.resolved_at >= ${slice.since} and r.resolved_at < ${slice.until} and ${isAgain(days)}
      and ${flowWanted(slice, sql`r.channel_id`, sql`r.inbox_id`)}
      ${after === null ? sql`` : sql`and (r.resolved_at, r.conversation_id) < (${after.at}::timestamptz, ${after.id}::uuid)`}
    order by r.resolved_at desc, r.conversation_id desc limit ${limit}`.execute(db);
  return rows;
}

function isAgain(days: number): RawBuilder<unknown> {
  return sql`(r.again_at is not null and r.again_at <= r.resolved_at + make_interval(days => ${days}))`;
}

/** Of a channel `ch`, and the columns that name channel and inbox. */
export function flowWanted(
  slice: Slice,
  channel: RawBuilder<unknown>,
  inbox: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return wantedAmong(slice, inbox, { network: sql`ch.network`, channel: sql`${channel}::text` });
}
