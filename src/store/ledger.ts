import { sql } from 'kysely';
import type { Tx } from './db.ts';

export type LedgerCount = { outcome: 'kept' | 'ignored' | 'failed'; reason: string; n: number };

/** Adds to the day's numbers of a channel (by UTC). */
export async function addToLedger(
  tx: Tx,
  brandId: number,
  channelId: string,
  at: Date,
  counts: readonly LedgerCount[],
): Promise<void> {
  if (counts.length === 0) return;
  await sql`
    insert into ledger as l (brand_id, channel_id, day, outcome, reason, n)
    select ${brandId}, ${channelId}, ${at.toISOString().slice(0, 10)}::date, outcome, reason, n
    from unnest(${counts.map(c => c.outcome)}::text[], ${counts.map(c => c.reason)}::text[], ${counts.map(c => c.n)}::bigint[])
      c (outcome, reason, n)
    on conflict (brand_id, channel_id, day, outcome, reason) do update set n = l.n + excluded.n`.execute(tx);
}

/** Adds to the day's numbers of a channel (by UTC). */
export async function addToLedger(
  tx: Tx,
  brandId: number,
  channelId: string,
  at: Date,
  lines: readonly LedgerLine[],
): Promise<void> {
  if (lines.length === 0) return;
  await sql`
    insert into ledger as l (brand_id, channel_id, day, outcome, reason, n)
    select ${brandId}, ${channelId}::uuid, ${at.toISOString().slice(0, 10)}::date, outcome, reason, n
    from unnest(${lines.map(c => c.outcome)}::text[], ${lines.map(c => c.reason)}::text[], ${lines.map(c => c.n)}::bigint[])
      c (outcome, reason, n)
    on conflict (brand_id, channel_id, day, outcome, reason) do update set n = l.n + excluded.n`.execute(tx);
}
