/** Which posts on the desk were written to us, and which a query alone found. */
import { sql } from 'kysely';
import type { Tx } from './db.ts';

export async function writeAddressed(
  tx: Tx,
  brandId: number,
  ids: readonly string[],
  addressed: boolean,
): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    update message set addressed = ${addressed}
    where brand_id = ${brandId} and id = any(${ids}::uuid[]) and addressed <> ${addressed}`.execute(tx);
}

/** Those of a conversation that were not. */
export async function unaddressedIn(tx: Tx, brandId: number, conversationId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from message
    where brand_id = ${brandId} and conversation_id = ${conversationId} and direction = 'in' and not addressed
      and visibility = 'public' and deleted_at is null
    order by at desc, id desc limit ${UNADDRESSED_TOLD}`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Nobody answers one further back. */
const UNADDRESSED_TOLD = 100;
