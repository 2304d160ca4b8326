/** What networks tell of our messages after they were taken: arrived, read, failed after all. */
import { sql } from 'kysely';
import { times } from './conversations.ts';
import type { Tx } from './db.ts';

/** All that was told of one message together. */
export type Receipt = {
  id: string;
  deliveredAt: Date | null;
  seenAt: Date | null;
  failed: boolean;
  said: string | null;
};

/** In whatever order they come: what has reached them did not fail. */
export async function receiveReceipts(tx: Tx, brandId: number, receipts: readonly Receipt[]): Promise<void> {
  if (receipts.length === 0) return;
  await sql`
    update message m set
      delivered_at = coalesce(m.delivered_at, n.delivered_at), seen_at = coalesce(m.seen_at, n.seen_at),
      delivery = case when arrived and m.delivery = 'failed' and m.remote_id is not null then 'sent'
        when n.failed and not arrived then 'failed' else m.delivery end,
      said = case when arrived and m.delivery = 'failed' and m.remote_id is not null then null
        when n.failed and not arrived then n.said else m.said end
    from (
      select n.*, coalesce(n.delivered_at, n.seen_at, h.delivered_at, h.seen_at) is not null as arrived
      from unnest(${receipts.map(r => r.id)}::uuid[], ${times(receipts, r => r.deliveredAt)}::timestamptz[],
        ${times(receipts, r => r.seenAt)}::timestamptz[], ${receipts.map(r => r.failed)}::bool[],
        ${receipts.map(r => r.said)}::text[]) n (id, delivered_at, seen_at, failed, said)
      join message h on h.brand_id = ${brandId} and h.id = n.id) n
    where m.brand_id = ${brandId} and m.id = any(${receipts.map(r => r.id)}::uuid[]) and m.id = n.id`.execute(tx);
}
