/** Who is answering what this minute. A claim that has run out is nobody's, whatever the row still says. */
import { sql } from 'kysely';
import type { Db, Tx } from './db.ts';

export async function writeClaim(
  tx: Tx,
  brandId: number,
  id: string,
  claim: { agentId: string; until: Date } | null,
): Promise<void> {
  await sql`
    update conversation set claimed_by = ${claim?.agentId ?? null}, claimed_until = ${claim?.until ?? null}, version = version + 1
    where brand_id = ${brandId} and id = ${id}`.execute(tx);
}

/** For so long an answer taken to the network's own page is believed to be on its way; then somebody should look. */
export const HANDED_REST_MINUTES = 15;

export async function agentName(db: Db, agentId: string): Promise<string> {
  const { rows } = await sql<{ name: string }>`select name from agent where id = ${agentId}`.execute(db);
  return rows[0]?.name ?? 'A colleague';
}
