/** The event log as text, ready to be sent: what Postgres holds as JSON is not parsed and written again. */
import { sql } from 'kysely';
import type { Db } from './db.ts';

/** `json` is an `Event` of core/event. */
export type EventLine = { seq: number; brandId: number; inboxId: string | null; kind: string; json: string };

type Row = {
  seq: number;
  at: Date;
  brandId: number;
  inboxId: string | null;
  conversationId: string | null;
  actorId: string | null;
  kind: string;
  data: string;
};

export const LINES_PER_READ = 500;

/** After `after`, oldest first; of one brand, or of all. */
export async function readEventLines(
  db: Db,
  after: number,
  options: { brandId?: number; limit?: number } = {},
): Promise<EventLine[]> {
  const ofBrand = options.brandId === undefined ? sql`` : sql`and brand_id = ${options.brandId}`;
  const { rows } = await sql<Row>`
    select seq, at, brand_id "brandId", inbox_id "inboxId", conversation_id "conversationId", actor_id "actorId", kind,
      data::text as data
    from event where seq > ${after} ${ofBrand} order by seq limit ${options.limit ?? LINES_PER_READ}`.execute(db);
  return rows.map(lineOf);
}

/** As far as somebody with this scope may see: a partner hears of named inboxes, and that settings changed. */
export async function readEventsInScope(
  db: Db,
  brandId: number,
  scope: readonly string[] | null,
  after: number,
  limit: number,
): Promise<EventLine[]> {
  const { rows } = await sql<Row>`
    select seq, at, brand_id "brandId", inbox_id "inboxId", conversation_id "conversationId", actor_id "actorId", kind,
      data::text as data
    from event
    where brand_id = ${brandId} and seq > ${after}
      and (${scope}::uuid[] is null or inbox_id = any(${scope}::uuid[])
        or (inbox_id is null and kind = 'settings.changed'))
    order by seq limit ${limit}`.execute(db);
  return rows.map(lineOf);
}

/** How many of the brand's events stand after `after`, counted no further than `most`. */
export async function countEventsAfter(db: Db, brandId: number, after: number, most: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from (select from event where brand_id = ${brandId} and seq > ${after} limit ${most}) found`.execute(
    db,
  );
  return rows[0]?.n ?? 0;
}

function lineOf(row: Row): EventLine {
  const { seq, brandId, inboxId, kind } = row;
  const head = JSON.stringify({
    seq,
    at: row.at.toISOString(),
    brandId,
    inboxId,
    conversationId: row.conversationId,
    actorId: row.actorId,
  });
  return { seq, brandId, inboxId, kind, json: `${head.slice(0, -1)},"data":${row.data}}` };
}
