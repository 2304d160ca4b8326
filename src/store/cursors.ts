import { sql } from 'kysely';
import type { Db, Tx } from './db.ts';

export async function readCursor(db: Db, brandId: number, channelId: string, source: string): Promise<string | null> {
  const { rows } = await sql<{ cursor: string }>`
    select cursor from channel_cursor
    where brand_id = ${brandId} and channel_id = ${channelId} and source = ${source}`.execute(db);
  return rows[0]?.cursor ?? null;
}

/** Moves in the transaction that stored what came before it, so that neither is ever without the other. */
export async function moveCursor(
  tx: Tx,
  brandId: number,
  channelId: string,
  source: string,
  cursor: string,
  at: Date,
): Promise<void> {
  await sql`
    insert into channel_cursor (brand_id, channel_id, source, cursor, updated_at)
    values (${brandId}, ${channelId}, ${source}, ${cursor}, ${at})
    on conflict (brand_id, channel_id, source) do update set cursor = excluded.cursor, updated_at = excluded.updated_at`.execute(
    tx,
  );
}
