/** What became of everything a channel brought: received = kept + ignored + failed. Written by ingest, read here. */
import { sql } from 'kysely';
import type { Db, Tx } from './db.ts';

export type LedgerLine = { outcome: 'kept' | 'ignored' | 'failed'; reason: string; n: number };
type Counted = LedgerLine & { channelId: string; today: number };

/** Sums per channel and reason, ever and of one day. @param day such as `2026-11-22`, UTC */
export async function sumLedger(db: Db, brandId: number, day: string, channelId: string | null): Promise<Counted[]> {
  const { rows } = await sql<Counted>`
    select channel_id as "channelId", outcome, reason, sum(n)::bigint as n,
      coalesce(sum(n) filter (where day = ${day}::date), 0)::bigint as today
    from ledger
    where brand_id = ${brandId} and (${channelId}::uuid is null or channel_id = ${channelId}::uuid)
    group by channel_id, outcome, reason
    order by channel_id, outcome, n desc, reason`.execute(db);
  return rows;
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
