/** What colleagues decided about where an author's words stand. */
import { sql } from 'kysely';
import type { Decision } from '../core/threading.ts';
import type { Tx } from './db.ts';

/** `fromAt`: in a room, from that instant on; null: all of it. */
export type DecisionRow = Decision & { id: string; fromAt: Date | null };

export async function decisionsAbout(tx: Tx, brandId: number, threadIds: readonly string[]): Promise<DecisionRow[]> {
  if (threadIds.length === 0) return [];
  const { rows } = await sql<DecisionRow>`
    select id, thread_id "threadId", identity_id "identityId", conversation_id "conversationId", from_at "fromAt", cause
    from decision where brand_id = ${brandId} and thread_id = any(${threadIds}::uuid[])
    order by id`.execute(tx);
  return rows;
}

export async function insertDecisions(tx: Tx, brandId: number, rows: readonly DecisionRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into decision (brand_id, id, thread_id, identity_id, conversation_id, from_at, cause)
    select ${brandId}, * from unnest(
      ${rows.map(row => row.id)}::uuid[], ${rows.map(row => row.threadId)}::uuid[],
      ${rows.map(row => row.identityId)}::uuid[], ${rows.map(row => row.conversationId)}::uuid[],
      ${rows.map(row => row.fromAt?.toISOString() ?? null)}::timestamptz[], ${rows.map(row => row.cause)}::uuid[])`.execute(
    tx,
  );
}

/** Those of one merge or split. */
export async function removeDecisionsOf(tx: Tx, brandId: number, cause: string): Promise<void> {
  await sql`delete from decision where brand_id = ${brandId} and cause = ${cause}`.execute(tx);
}

export async function removeDecisions(tx: Tx, brandId: number, ids: readonly string[]): Promise<void> {
  await sql`delete from decision where brand_id = ${brandId} and id = any(${ids}::uuid[])`.execute(tx);
}
