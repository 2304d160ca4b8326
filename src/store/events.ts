import { sql } from 'kysely';
import type { Event, EventData } from '../core/event.ts';
import type { Db, Tx } from './db.ts';

/** An event before it has its number. */
export type NewEvent = {
  brandId: number;
  at: Date;
  inboxId: string | null;
  conversationId: string | null;
  actorId: string | null;
  data: EventData;
  /** The same as JSON, where it has been written already. */
  json?: string;
};

/** Channel of `listen`/`notify`; the payload is the last sequence number of the commit. */
export const EVENT_CHANNEL = 'heed_event';

/**
 * Numbers are handed out at insert, not at commit: without this lock, held from just before the append until the commit,
 * a reader that has seen 812 would walk past 811 when 811 commits later.
 */
const EVENT_LOG_LOCK = 0x68656564;

/** Appends under the event log's lock and wakes the readers at commit. The last statement of its transaction. @returns the last number, null for none */
export async function appendEvents(tx: Tx, events: readonly NewEvent[]): Promise<number | null> {
  if (events.length === 0) return null;
  await sql`select pg_advisory_xact_lock(${EVENT_LOG_LOCK})`.execute(tx);
  const { rows } = await sql<{ last: number }>`
    with added as (
      insert into event (brand_id, at, kind, inbox_id, conversation_id, actor_id, data)
      select * from unnest(
        ${events.map(e => e.brandId)}::int[], ${events.map(e => e.at.toISOString())}::timestamptz[],
        ${events.map(e => e.data.kind)}::text[], ${events.map(e => e.inboxId)}::uuid[],
        ${events.map(e => e.conversationId)}::uuid[], ${events.map(e => e.actorId)}::uuid[],
        ${events.map(e => e.json ?? JSON.stringify(e.data))}::jsonb[])
      returning seq
    ), last as (select max(seq) as last from added)
    select last, pg_notify(${EVENT_CHANNEL}, last::text) from last`.execute(tx);
  return rows[0]?.last ?? null;
}

export const EVENTS_PER_READ = 500;

/** The events after `after`, oldest first, of one brand or of all. */
export async function readEvents(
  db: Db,
  after: number,
  options: { brandId?: number; limit?: number; kinds?: readonly EventData['kind'][] } = {},
): Promise<Event[]> {
  const { brandId = null, kinds = null } = options;
  const limit = Math.min(options.limit ?? EVENTS_PER_READ, EVENTS_PER_READ);
  const { rows } = await sql<Omit<Event, 'at'> & { at: Date }>`
    select seq, at, brand_id "brandId", inbox_id "inboxId", conversation_id "conversationId", actor_id "actorId", data
    from event where seq > ${after} and (${brandId}::int is null or brand_id = ${brandId}::int)
      and (${kinds}::text[] is null or kind = any(${kinds}::text[]))
    order by seq limit ${limit}`.execute(db);
  return rows.map(row => ({ ...row, at: row.at.toISOString() }));
}

/** The number of the newest event; what is read after it, in the same snapshot, is as new as this. */
export async function lastSeq(db: Db): Promise<number> {
  const { rows } = await sql<{ last: number }>`select coalesce(max(seq), 0) as last from event`.execute(db);
  return rows[0]?.last ?? 0;
}
