/** Raw events of hooks that were stored and not read yet: what a crash between the two left behind. */
import { sql } from 'kysely';
import type { Db } from './db.ts';

export type WaitingRaw = { brandId: number; channelId: string; id: number; body: string; receivedAt: Date };

export async function listWaitingRaw(db: Db, before: Date, limit: number): Promise<WaitingRaw[]> {
  const { rows } = await sql<WaitingRaw>`
    select brand_id as "brandId", channel_id as "channelId", id, body, received_at as "receivedAt"
    from raw_event where state <> 'read' and state = 'waiting' and received_at < ${before}
    order by brand_id, channel_id, id limit ${limit}`.execute(db);
  return rows;
}
