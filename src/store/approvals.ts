/** Answers that wait for a lead, and the rules that make them wait. */
import { sql } from 'kysely';
import type { ApprovalRule } from '../core/approval.ts';
import type { Approval } from '../core/approval-mark.ts';
import { searchable } from '../core/text.ts';
import type { Db, Tx } from './db.ts';

export async function listApprovalRules(db: Db, brandId: number): Promise<ApprovalRule[]> {
  const { rows } = await sql<{ id: string; rule: Omit<ApprovalRule, 'id' | keyof typeof ASKED_LATER> }>`
    select id, rule from approval_rule where brand_id = ${brandId} order by place, id`.execute(db);
  return rows.map(({ id, rule }) => ({ ...ASKED_LATER, ...rule, id }));
}

/** Rules that were written before these could be asked for do not ask for them. */
const ASKED_LATER = { sentiments: [], urgencyFrom: null, riskFrom: null } satisfies Partial<ApprovalRule>;

/** All of them, in their order, in the place of those there were. */
export async function writeApprovalRules(
  tx: Tx,
  brandId: number,
  rules: readonly ApprovalRule[],
  by: { agentId: string; at: Date },
): Promise<void> {
  await sql`delete from approval_rule where brand_id = ${brandId} and id <> all(${rules.map(rule => rule.id)}::uuid[])`.execute(
    tx,
  );
  for (const [place, { id, ...rule }] of rules.entries()) {
    await sql`
      insert into approval_rule (brand_id, id, place, rule, updated_at, updated_by)
      values (${brandId}, ${id}, ${place}, ${JSON.stringify(rule)}::jsonb, ${by.at}, ${by.agentId})
      on conflict (brand_id, id) do update set place = excluded.place, rule = excluded.rule, updated_at = excluded.updated_at,
        updated_by = excluded.updated_by`.execute(tx);
  }
}

/** Two people who change the rules at once do so one after the other. */
export async function lockApprovalRules(tx: Tx, brandId: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('heed approval rules'), ${brandId})`.execute(tx);
}

export type AuthorFacts = { memberForDays: number; followers: number | null };

/** How long the colleague has belonged here, and how many follow the customer. */
export async function authorFacts(
  tx: Tx,
  asked: { brandId: number; agentId: string; identityId: string | null; at: Date },
): Promise<AuthorFacts> {
  const { rows } = await sql<AuthorFacts>`
    select extract(epoch from ${asked.at}::timestamptz - m.created_at)::float8 / 86400 as "memberForDays",
      (select (i.profile->>'followers')::int from identity i
        where i.brand_id = m.brand_id and i.id = ${asked.identityId}::uuid) as followers
    from membership m where m.brand_id = ${asked.brandId} and m.agent_id = ${asked.agentId}`.execute(tx);
  return rows[0] ?? { memberForDays: 0, followers: null };
}

/** The answer stays here until somebody decides. */
export async function writeHeld(tx: Tx, brandId: number, messageId: string, approval: Approval): Promise<void> {
  await sql`
    update message set delivery = 'held', send_at = null, approval = ${JSON.stringify(approval)}::jsonb
    where brand_id = ${brandId} and id = ${messageId}`.execute(tx);
}

/** @param text null: as its author wrote it */
export async function writeDecided(
  tx: Tx,
  brandId: number,
  messageId: string,
  {
    approval,
    delivery,
    sendAt,
    text,
  }: { approval: Approval; delivery: 'queued' | 'returned'; sendAt: Date | null; text: string | null },
): Promise<void> {
  await sql`
    update message set delivery = ${delivery}, send_at = ${sendAt}, approval = ${JSON.stringify(approval)}::jsonb,
      text = coalesce(${text}, text), search = case when ${text}::text is null then search else to_tsvector('simple', ${searchable(text ?? '')}) end
    where brand_id = ${brandId} and id = ${messageId}`.execute(tx);
}

export async function approvalOf(tx: Tx, brandId: number, messageId: string): Promise<Approval | null> {
  const { rows } = await sql<{ approval: Approval | null }>`
    select approval from message where brand_id = ${brandId} and id = ${messageId}`.execute(tx);
  return rows[0]?.approval ?? null;
}

/** Leads and owners who could decide in the place of this one. */
export async function otherLeads(tx: Tx, brandId: number, agentId: string | null): Promise<string[]> {
  const { rows } = await sql<{ agentId: string }>`
    select agent_id "agentId" from membership
    where brand_id = ${brandId} and role in ('owner', 'lead') and agent_id is distinct from ${agentId}::uuid
    order by agent_id`.execute(tx);
  return rows.map(row => row.agentId);
}

export type Held = { messageId: string; conversationId: string };

/** Answers that wait, those first whose customer's time runs out first. @param mine only this colleague's, the returned too */
export async function listHeld(
  db: Db,
  asked: { brandId: number; mine: string | null; scope: readonly string[] | null; limit: number },
): Promise<Held[]> {
  const { brandId, mine, scope, limit } = asked;
  const { rows } = await sql<Held>`
    select m.id "messageId", m.conversation_id "conversationId" from message m
    join conversation c on c.brand_id = m.brand_id and c.id = m.conversation_id
    where m.brand_id = ${brandId} and m.delivery in ('held', 'returned')
      and (${mine}::uuid is null and m.delivery = 'held' or m.agent_id = ${mine}::uuid)
      and (${scope}::uuid[] is null or c.inbox_id = any(${scope}::uuid[]))
    order by c.due_at nulls last, m.received_at, m.id limit ${limit}`.execute(db);
  return rows;
}
