/** What networks sent, as received. Written by ingest; by `receive` for networks that call us; pruned by age. */
import { sql } from 'kysely';
import type { Db } from './db.ts';

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
