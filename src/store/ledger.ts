/** What became of everything a channel brought: received = kept + ignored + failed. Written by ingest, read here. */
import { sql } from 'kysely';
import type { Db } from './db.ts';

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
