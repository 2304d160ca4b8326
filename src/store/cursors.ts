/** How far each source of a channel has been read. Ingest saves them in the transaction that keeps what was read. */
import { sql } from 'kysely';
import type { Db } from './db.ts';

export type Source = 'stream' | 'poll' | 'backfill' | 'replay';

export async function readCursor(db: Db, brandId: number, channelId: string, source: Source): Promise<string | null> {
  const { rows } = await sql<{ cursor: string }>`
    select cursor from channel_cursor
    where brand_id = ${brandId} and channel_id = ${channelId} and source = ${source}`.execute(db);
  return rows[0]?.cursor ?? null;
}

export async function saveCursor(
  db: Db,
  brandId: number,
  channelId: string,
  source: Source,
  cursor: string,
): Promise<void> {
  await sql`
    insert into channel_cursor (brand_id, channel_id, source, cursor)
    values (${brandId}, ${channelId}, ${source}, ${cursor})
    on conflict (brand_id, channel_id, source) do update set cursor = excluded.cursor, updated_at = now()`.execute(db);
}

/** Puts a cursor back, unless it stands somewhere else by now. */
export async function rewindCursor(
  db: Db,
  brandId: number,
  channelId: string,
  source: Source,
  { from, to }: { from: string; to: string },
): Promise<void> {
  await sql`
    update channel_cursor set cursor = ${to}, updated_at = now()
    where brand_id = ${brandId} and channel_id = ${channelId} and source = ${source} and cursor = ${from}`.execute(db);
}
