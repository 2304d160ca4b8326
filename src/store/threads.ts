import { sql } from 'kysely';
import type { Visibility } from '../core/post.ts';
import type { ThreadRoot } from '../core/threading.ts';
import type { Tx } from './db.ts';

export type Thread = ThreadRoot & { visibility: Visibility };

/** Threads with one of these ids, or rooted in one of these posts, or held in one of these rooms. */
export async function findThreads(
  tx: Tx,
  brandId: number,
  channelId: string,
  asked: { ids: readonly string[]; publicRoots: readonly string[]; rooms: readonly string[] },
): Promise<Thread[]> {
  if ([asked.ids, asked.publicRoots, asked.rooms].every(({ length }) => length === 0)) return [];
  const { rows } = await sql<Thread>`
    select id, root_remote_id "rootRemoteId", visibility from thread
    where brand_id = ${brandId} and channel_id = ${channelId} and visibility = 'public'
      and root_remote_id = any(${asked.publicRoots}::text[])
    union all
    select id, root_remote_id, visibility from thread
    where brand_id = ${brandId} and channel_id = ${channelId} and visibility = 'private'
      and root_remote_id = any(${asked.rooms}::text[])
    union all
    select id, root_remote_id, visibility from thread
    where brand_id = ${brandId} and id = any(${asked.ids}::uuid[])`.execute(tx);
  return [...new Map(rows.map(row => [row.id, row])).values()];
}

export async function insertThreads(
  tx: Tx,
  brandId: number,
  channelId: string,
  rows: readonly Thread[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into thread (brand_id, id, channel_id, root_remote_id, visibility)
    select ${brandId}, id, ${channelId}, root, visibility
    from unnest(${rows.map(r => r.id)}::uuid[], ${rows.map(r => r.rootRemoteId)}::text[], ${rows.map(r => r.visibility)}::text[])
      n (id, root, visibility)`.execute(tx);
}

export async function rerootThreads(tx: Tx, brandId: number, rows: readonly ThreadRoot[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    update thread t set root_remote_id = n.root
    from unnest(${rows.map(r => r.id)}::uuid[], ${rows.map(r => r.rootRemoteId)}::text[]) n (id, root)
    where t.brand_id = ${brandId} and t.id = n.id`.execute(tx);
}

/** Threads whose conversations have all gone elsewhere. */
export async function removeThreads(tx: Tx, brandId: number, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`delete from thread where brand_id = ${brandId} and id = any(${ids}::uuid[])`.execute(tx);
}

/** The thread goes too if nothing stands in it any more. */
export async function forgetThread(tx: Tx, brandId: number, id: string): Promise<void> {
  await sql`
    delete from thread t where t.brand_id = ${brandId} and t.id = ${id}
      and not exists (select 1 from conversation c where c.brand_id = t.brand_id and c.thread_id = t.id)`.execute(tx);
}
