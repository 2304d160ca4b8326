/** Who is answering what this minute. A claim that has run out is nobody's, whatever the row still says. */
import { sql } from 'kysely';
import type { Conversation } from '../core/conversation.ts';
import { conversationColumns } from './conversations.ts';
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

/**
 * The most urgent conversation that waits and is this agent's or nobody's, locked; not one whose answer is already on its
 * way, or was taken to the network's own page a moment ago. What another process is handing out at this moment is skipped, so that two agents never get the same.
 */
export async function lockNext(
  tx: Tx,
  asked: { brandId: number; agentId: string; scope: readonly string[] | null; not: readonly string[]; now: Date },
): Promise<Conversation | null> {
  const restingSince = new Date(asked.now.getTime() - HANDED_REST_MINUTES * 60_000);
  const { rows } = await sql<Conversation>`
    with on_their_way as materialized (
      select conversation_id, also_answers_id from message
      where brand_id = ${asked.brandId} and delivery in ('queued', 'sending', 'unsure')
      union all
      select conversation_id, also_answers_id from message
      where brand_id = ${asked.brandId} and delivery = 'handed' and handed_at > ${restingSince})
    select ${conversationColumns} from conversation c
    where c.brand_id = ${asked.brandId} and c.turn_id is not null and c.status = 'open'
      and (c.assignee_id is null or c.assignee_id = ${asked.agentId})
      and (c.claimed_by is null or c.claimed_by = ${asked.agentId} or c.claimed_until <= ${asked.now})
      and (${asked.scope}::uuid[] is null or c.inbox_id = any(${asked.scope}::uuid[]))
      and not (c.id = any(${asked.not}::uuid[]))
      and not exists (select from on_their_way w where c.id in (w.conversation_id, w.also_answers_id))
    order by coalesce(c.due_at, '9999-12-31 00:00:00+00'), c.id limit 1
    for no key update skip locked`.execute(tx);
  return rows[0] ?? null;
}

export async function agentName(db: Db, agentId: string): Promise<string> {
  const { rows } = await sql<{ name: string }>`select name from agent where id = ${agentId}`.execute(db);
  return rows[0]?.name ?? 'A colleague';
}
