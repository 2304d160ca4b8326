/** What a batch needs of the database before anything is decided. */
import { sql } from 'kysely';
import type { Tx } from './db.ts';

/**
 * One batch of a channel at a time, over all processes: two that heard the same posts must not both find them new.
 * The lock is keyed by the channel's id and ends with the transaction.
 *
 * The setting holds as long: everything here is looked up by key, a few hundred at a time. Left to itself, Postgres plans
 * these statements on the first posts of a fresh database, finds that reading whole tables is cheapest, and keeps at it.
 */
export async function lockChannel(tx: Tx, channelId: string): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(${CHANNEL_LOCK}, hashtext(${channelId})), set_config('enable_seqscan', 'off', true)`.execute(
    tx,
  );
}

const CHANNEL_LOCK = 0x6368616e;

/** A recording has played up to here; it never plays backwards. */
export async function playUntil(tx: Tx, brandId: number, channelId: string, at: Date): Promise<void> {
  await sql`
    update channel set plays_until = ${at}
    where brand_id = ${brandId} and id = ${channelId} and coalesce(plays_until, '-infinity') < ${at}`.execute(tx);
}
