/** How the line to a network stands. Written by the process that listens. */
import { sql } from 'kysely';
import { slotOf } from '../core/hearing-delay.ts';
import type { Db, Tx } from './db.ts';

export async function noteBreak(
  db: Db,
  brandId: number,
  channelId: string,
  broke: { at: Date; said: string; nextTryAt: Date },
): Promise<void> {
  await sql`
    insert into channel_line (brand_id, channel_id, broke_at, broke_said, next_try_at)
    select brand_id, id, ${broke.at}::timestamptz, ${broke.said}, ${broke.nextTryAt}::timestamptz from channel
    where brand_id = ${brandId} and id = ${channelId}::uuid
    on conflict (brand_id, channel_id) do update
      set broke_at = excluded.broke_at, broke_said = excluded.broke_said, next_try_at = excluded.next_try_at`.execute(
    db,
  );
}

/** It hears again; what broke it last stays to be read. */
export async function noteMended(db: Db, brandId: number, channelId: string): Promise<void> {
  await sql`
    update channel_line set next_try_at = null
    where brand_id = ${brandId} and channel_id = ${channelId}::uuid and next_try_at is not null`.execute(db);
}

export async function countReconnect(db: Db, brandId: number, channelId: string, at: Date): Promise<void> {
  await sql`
    with counted as (
      insert into health_slot as s (brand_id, channel_id, slot, kind, bucket, n)
      select brand_id, id, ${slotOf(at)}::timestamptz, 'reconnect', 0, 1 from channel
      where brand_id = ${brandId} and id = ${channelId}::uuid
      on conflict (brand_id, channel_id, slot, kind, bucket) do update set n = s.n + 1)
    update channel set reconnects = reconnects + 1 where brand_id = ${brandId} and id = ${channelId}::uuid`.execute(db);
}

/** Whoever listens sees other bytes and begins anew. Not where the credentials were renewed meanwhile: it begins anew anyway. */
export async function hangUp(
  tx: Tx,
  brandId: number,
  channelId: string,
  { before, after, at }: { before: Buffer; after: Buffer; at: Date },
): Promise<void> {
  await sql`
    update channel set sealed = ${after}
    where brand_id = ${brandId} and id = ${channelId} and state = 'active' and sealed = ${before}`.execute(tx);
  await sql`
    update channel_line set next_try_at = ${at}::timestamptz
    where brand_id = ${brandId} and channel_id = ${channelId}::uuid and next_try_at > ${at}`.execute(tx);
}
