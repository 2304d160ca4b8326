import { sql } from 'kysely';
import type { Promised } from '../core/settlement.ts';
import type { Tx } from './db.ts';

/** `since`: when the channel was connected. */
export type ChannelPromise = Promised & { inboxId: string; since: Date };

/** What the inboxes of these channels promise. By channel id. */
export async function promisesOf(
  tx: Tx,
  brandId: number,
  channelIds: readonly string[],
): Promise<Map<string, ChannelPromise>> {
  if (channelIds.length === 0) return new Map();
  const { rows } = await sql<ChannelPromise & { id: string }>`
    select c.id, i.id "inboxId", i.first_response_minutes "firstMinutes", i.next_response_minutes "nextMinutes",
      c.plays_until "playsUntil", c.created_at "since"
    from channel c join inbox i on i.brand_id = c.brand_id and i.id = c.inbox_id
    where c.brand_id = ${brandId} and c.id = any(${channelIds}::uuid[])`.execute(tx);
  return new Map(rows.map(({ id, ...promise }) => [id, promise]));
}
