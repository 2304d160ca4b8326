/** What networks sent, as received. Written by ingest; by `receive` for networks that call us; pruned by age. */
import { sql } from 'kysely';
import type { Db, Tx } from './db.ts';

export type FailedRow = { id: number; receivedAt: Date; reason: string; sample: string };

/** Newest first. @param page.before an id of the page before  @param page.sampleLimit in characters */
export async function listFailedRaw(
  db: Db,
  brandId: number,
  channelId: string,
  page: { before: number | null; limit: number; sampleLimit: number },
): Promise<FailedRow[]> {
  const { rows } = await sql<FailedRow>`
    select id, received_at as "receivedAt", coalesce(reason, '') as reason, left(body, ${page.sampleLimit}) as sample
    from raw_event
    where brand_id = ${brandId} and channel_id = ${channelId} and state = 'failed' and state <> 'read'
      and (${page.before}::bigint is null or id < ${page.before}::bigint)
    order by id desc limit ${page.limit}`.execute(db);
  return rows;
}

/** @returns how many went; fewer than `limit` means that none is left */
export async function pruneRaw(db: Db, before: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from raw_event where (brand_id, id) in (
      select brand_id, id from raw_event where received_at < ${before} order by received_at limit ${limit}
      for update skip locked)`.execute(db);
  return Number(numAffectedRows ?? 0n);
}

export type RawState = 'waiting' | 'read' | 'failed';
export type Raw = { body: string; state: RawState; reason: string | null };

/** Longest body kept of one raw event, in UTF-16 units. */
export const RAW_LIMIT = 1_000_000;

/** Keeps what was received, word for word. A hook stores it as `waiting` before it answers; ingest marks it read. @returns the ids, in order */
export async function keepRaw(
  db: Db,
  brandId: number,
  channelId: string,
  source: string,
  receivedAt: Date,
  raws: readonly Raw[],
): Promise<number[]> {
  if (raws.length === 0) return [];
  const { rows } = await sql<{ id: number }>`
    insert into raw_event (brand_id, channel_id, source, received_at, body, state, reason)
    select ${brandId}, ${channelId}::uuid, ${source}, ${receivedAt}::timestamptz, body, state, reason
    from unnest(${raws.map(r => storable(r.body))}::text[], ${raws.map(r => r.state)}::text[], ${raws.map(r => r.reason)}::text[])
      n (body, state, reason)
    returning id`.execute(db);
  return rows.map(({ id }) => id);
}

export async function markRaw(
  tx: Tx,
  brandId: number,
  marks: readonly { id: number; state: RawState; reason: string | null }[],
): Promise<void> {
  if (marks.length === 0) return;
  await sql`
    update raw_event r set state = n.state, reason = n.reason
    from unnest(${marks.map(m => m.id)}::bigint[], ${marks.map(m => m.state)}::text[], ${marks.map(m => m.reason)}::text[])
      n (id, state, reason)
    where r.brand_id = ${brandId} and r.id = any(${marks.map(m => m.id)}::bigint[]) and r.id = n.id`.execute(tx);
}

/** Postgres keeps no NUL and no half of a surrogate pair. */
function storable(body: string): string {
  const cut = body.length > RAW_LIMIT ? body.slice(0, RAW_LIMIT) : body;
  return (cut.includes('\0') ? cut.replaceAll('\0', '\ufffd') : cut).toWellFormed();
}
