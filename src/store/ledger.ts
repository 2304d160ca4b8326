/**
 * What became of everything a channel brought: received = kept + ignored + failed. `received` is counted where it comes in,
 * the rest where it is decided, so that the two sides are held against each other. Written by ingest, read here.
 */
import { sql } from 'kysely';
import type { Db, Tx } from './db.ts';

export type LedgerLine = { outcome: 'kept' | 'ignored' | 'failed'; reason: string; n: number };
/** @param day such as `2026-11-22`, UTC */
export type LedgerMove = { day: string; outcome: LedgerLine['outcome'] | 'received'; reason: string; n: number };
type Counted = Omit<LedgerMove, 'day'> & { channelId: string; today: number };

/** Sums per channel and reason, ever and of one day; `received` has no reason. @param day such as `2026-11-22`, UTC */
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

export type LedgerDay = { day: string; received: number; kept: number; ignored: number; failed: number };

/** Newest first; days on which nothing was received are left out. */
export async function ledgerDays(db: Db, brandId: number, channelId: string, limit: number): Promise<LedgerDay[]> {
  const { rows } = await sql<LedgerDay>`
    select day::text as day,
      coalesce(sum(n) filter (where outcome = 'received'), 0)::bigint as received,
      coalesce(sum(n) filter (where outcome = 'kept'), 0)::bigint as kept,
      coalesce(sum(n) filter (where outcome = 'ignored'), 0)::bigint as ignored,
      coalesce(sum(n) filter (where outcome = 'failed'), 0)::bigint as failed
    from ledger where brand_id = ${brandId} and channel_id = ${channelId}::uuid
    group by ledger.day order by ledger.day desc limit ${limit}`.execute(db);
  return rows;
}

/** Adds to the numbers of a channel, each on its day. */
export async function addToLedger(
  tx: Tx,
  brandId: number,
  channelId: string,
  moves: readonly LedgerMove[],
): Promise<void> {
  if (moves.length === 0) return;
  await sql`
    insert into ledger as l (brand_id, channel_id, day, outcome, reason, n)
    select ${brandId}, ${channelId}::uuid, day, outcome, reason, n
    from unnest(${moves.map(c => c.day)}::date[], ${moves.map(c => c.outcome)}::text[],
      ${moves.map(c => c.reason)}::text[], ${moves.map(c => c.n)}::bigint[]) c (day, outcome, reason, n)
    on conflict (brand_id, channel_id, day, outcome, reason) do update set n = l.n + excluded.n`.execute(tx);
}

/** The day a moment is counted on. */
export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}

/** Each line of the ledger once: one statement may not touch a row twice. */
export function sumMoves(moves: readonly LedgerMove[]): LedgerMove[] {
  const sums = new Map<string, LedgerMove>();
  for (const { day, outcome, reason, n } of moves) {
    const name = `${day} ${outcome} ${reason}`;
    const sum = sums.get(name) ?? { day, outcome, reason, n: 0 };
    sum.n += n;
    sums.set(name, sum);
  }
  return [...sums.values()].filter(({ n }) => n !== 0);
}
