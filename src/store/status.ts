/** What colleagues change of a conversation: who has it, where it stands, its tags. Each raises the version. */
import { sql } from 'kysely';
import type { Reach, Role } from '../core/permission.ts';
import { preview } from '../core/text.ts';
import type { Summary } from './conversations.ts';
import type { Db, Tx } from './db.ts';

export async function writeAssignee(tx: Tx, brandId: number, id: string, assigneeId: string | null): Promise<void> {
  await sql`
    update conversation set assignee_id = ${assigneeId}, version = version + 1
    where brand_id = ${brandId} and id = ${id}`.execute(tx);
}

/** The caller has closed the turn before. */
export async function writeResolved(tx: Tx, brandId: number, id: string, at: Date): Promise<void> {
  await sql`
    update conversation set status = 'resolved', resolved_at = ${at}, snoozed_until = null, claimed_by = null, claimed_until = null,
      version = version + 1
    where brand_id = ${brandId} and id = ${id}`.execute(tx);
}

/** Whether somebody waits again is for the counting of turns to say. */
export async function writeReopened(tx: Tx, brandId: number, id: string): Promise<void> {
  await sql`
    update conversation set status = case when answered_at is null then 'open' else 'waiting' end, resolved_at = null, snoozed_until = null, version = version + 1
    where brand_id = ${brandId} and id = ${id}`.execute(tx);
}

/** Takes back the decisions made when it was resolved. @returns how many there were */
export async function removeClosings(tx: Tx, brandId: number, id: string, since: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from closing where brand_id = ${brandId} and conversation_id = ${id} and at >= ${since}`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

/** @param until null: until the customer writes */
export async function writeSnoozed(tx: Tx, brandId: number, id: string, until: Date | null): Promise<void> {
  await sql`
    update conversation set status = 'snoozed', snoozed_until = ${until}, resolved_at = null, version = version + 1
    where brand_id = ${brandId} and id = ${id}`.execute(tx);
}

export async function writeTags(tx: Tx, brandId: number, id: string, tags: readonly string[]): Promise<void> {
  await sql`
    update conversation set tags = ${tags}::text[], version = version + 1
    where brand_id = ${brandId} and id = ${id}`.execute(tx);
}

/** How far a colleague sees in the brand; null for people who do not belong to it. */
export async function reachOf(db: Db, brandId: number, agentId: string): Promise<Reach | null> {
  const { rows } = await sql<{ role: Role; inboxes: string[] }>`
    select role, array(select inbox_id from inbox_partner p where p.brand_id = m.brand_id and p.agent_id = m.agent_id) as inboxes
    from membership m where brand_id = ${brandId} and agent_id = ${agentId}`.execute(db);
  const found = rows[0];
  if (found === undefined) return null;
  return { role: found.role, inboxes: found.role === 'partner' ? found.inboxes : 'all' };
}

/** Locked: what this agent has, has not finished, and may not see any more. */
export async function lockOutOfReach(tx: Tx, brandId: number, agentId: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from conversation
    where brand_id = ${brandId} and assignee_id = ${agentId} and status in ('open', 'waiting', 'snoozed')
      and not exists (
        select from membership m
        where m.brand_id = conversation.brand_id and m.agent_id = conversation.assignee_id
          and (m.role <> 'partner' or exists (
            select from inbox_partner p
            where p.brand_id = m.brand_id and p.agent_id = m.agent_id and p.inbox_id = conversation.inbox_id)))
    order by id limit ${limit} for no key update`.execute(tx);
  return rows.map(row => row.id);
}

/** What the row of the queue says of its messages, after one of ours came or went. */
export async function writeSummary(tx: Tx, brandId: number, summary: Summary): Promise<void> {
  await sql`
    update conversation set preview = ${preview(summary.text ?? '')}, message_count = ${summary.messageCount},
      last_message_at = ${summary.lastMessageAt}, version = version + 1
    where brand_id = ${brandId} and id = ${summary.id}`.execute(tx);
}
