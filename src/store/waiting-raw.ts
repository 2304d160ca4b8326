/** Raw events of hooks that were stored and not read yet: what a crash between the two left behind. */
import { sql } from 'kysely';
import type { Db } from './db.ts';

export type WaitingRaw = { brandId: number; channelId: string; id: number; body: string; receivedAt: Date };

/** @param before received by then @param at now: those that are to be tried later are left out */
export async function listWaitingRaw(db: Db, before: Date, at: Date, limit: number): Promise<WaitingRaw[]> {
  const { rows } = await sql<WaitingRaw>`
    select brand_id as "brandId", channel_id as "channelId", id, body, received_at as "receivedAt"
    from raw_event where state <> 'read' and state = 'waiting' and received_at < ${before}
      and (next_try_at is null or next_try_at <= ${at})
    order by brand_id, channel_id, id limit ${limit}`.execute(db);
  return rows;
}

/** It cannot be read yet. */
export async function tryLater(db: Db, brandId: number, id: number, at: Date): Promise<void> {
  await sql`
    update raw_event set next_try_at = ${at}::timestamptz
    where brand_id = ${brandId} and id = ${id} and state = 'waiting'`.execute(db);
}
