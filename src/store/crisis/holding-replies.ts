/** Holding replies: what is said to everybody who waits in a crisis, whom it goes to, and what became of each. */
import { sql } from 'kysely';
import type { Why } from '../../core/approval-mark.ts';
import type { LeftOut } from '../../core/crisis/holding.ts';
import type { Variant } from '../../core/saved-reply.ts';
import type { Db, Tx } from '../db.ts';

export type HoldingState = 'waiting' | 'returned' | 'sending' | 'stopped' | 'done';
export type HoldingRow = {
  brandId: number;
  id: string;
  crisisId: string;
  authorId: string;
  variants: Variant[];
  nextUpdateAt: Date | null;
  nextUpdateSaid: string | null;
  state: HoldingState;
  why: Why | null;
  askedAt: Date;
  decidedBy: string | null;
  decidedAt: Date | null;
  word: string | null;
  endedAt: Date | null;
};
export type HoldingTarget = { conversationId: string; channelId: string; messageId: string; text: string };

const columns = sql`
  h.brand_id "brandId", h.id, h.crisis_id "crisisId", h.author_id "authorId", h.variants, h.next_update_at "nextUpdateAt",
  h.next_update_said "nextUpdateSaid", h.state, h.why, h.asked_at "askedAt", h.decided_by "decidedBy", h.decided_at "decidedAt",
  h.word, h.ended_at "endedAt"`;

export async function insertHolding(tx: Tx, holding: HoldingRow, targets: readonly HoldingTarget[]): Promise<void> {
  const { brandId, id, crisisId, authorId, variants, nextUpdateAt, nextUpdateSaid, state, why, askedAt } = holding;
  await sql`
    insert into holding_reply (brand_id, id, crisis_id, author_id, variants, next_update_at, next_update_said, state, why, asked_at, decided_at)
    values (${brandId}, ${id}, ${crisisId}, ${authorId}, ${JSON.stringify(variants)}::jsonb, ${nextUpdateAt}, ${nextUpdateSaid}, ${state},
      ${why === null ? null : JSON.stringify(why)}::jsonb, ${askedAt}, ${holding.decidedAt})`.execute(tx);
  await sql`
    insert into holding_target (brand_id, holding_id, place, conversation_id, channel_id, message_id, text, state)
    select ${brandId}, ${id}::uuid, n, c, h, m, t, 'planned'
    from unnest(${targets.map(t => t.conversationId)}::uuid[], ${targets.map(t => t.channelId)}::uuid[],
      ${targets.map(t => t.messageId)}::uuid[], ${targets.map(t => t.text)}::text[]) with ordinality g (c, h, m, t, n)`.execute(
    tx,
  );
}

export async function crisisOfHolding(db: Db, brandId: number, id: string): Promise<string | null> {
  const { rows } = await sql<{ crisisId: string }>`
    select crisis_id "crisisId" from holding_reply where brand_id = ${brandId} and id = ${id}`.execute(db);
  return rows[0]?.crisisId ?? null;
}

export async function lockHolding(tx: Tx, brandId: number, id: string): Promise<HoldingRow | null> {
  const { rows } = await sql<HoldingRow>`
    select ${columns} from holding_reply h where h.brand_id = ${brandId} and h.id = ${id} for update`.execute(tx);
  return rows[0] ?? null;
}

export async function writeHolding(tx: Tx, holding: HoldingRow): Promise<void> {
  const { brandId, id, state, decidedBy, decidedAt, word, endedAt } = holding;
  await sql`
    update holding_reply set state = ${state}, decided_by = ${decidedBy}::uuid, decided_at = ${decidedAt}, word = ${word}, ended_at = ${endedAt}
    where brand_id = ${brandId} and id = ${id}`.execute(tx);
}

export type HoldingCounts = {
  planned: number;
  queued: number;
  leftOut: number;
  sent: number;
  failed: number;
  answered: number;
};

/** The newest first. */
export async function listHoldings(db: Db, brandId: number, crisisId: string): Promise<(HoldingRow & HoldingCounts)[]> {
  const { rows } = await sql<HoldingRow & HoldingCounts>`
    select ${columns}, n.* from holding_reply h cross join lateral (
      select count(*) filter (where g.state = 'planned')::int planned, count(*) filter (where g.state = 'queued')::int queued,
        count(*) filter (where g.state = 'left_out')::int "leftOut",
        count(*) filter (where m.delivery = 'sent')::int sent, count(*) filter (where m.delivery in ('failed', 'unsure'))::int failed,
        0 answered
      from holding_target g left join message m on m.brand_id = g.brand_id and m.id = g.message_id
      where g.brand_id = h.brand_id and g.holding_id = h.id) n
    where h.brand_id = ${brandId} and h.crisis_id = ${crisisId} order by h.asked_at desc, h.id`.execute(db);
  return rows;
}

export type FollowUpRow = {
  holdingId: string;
  conversationId: string;
  messageId: string;
  network: string;
  name: string | null;
  handle: string | null;
  preview: string;
  text: string;
  state: 'planned' | 'queued' | 'left_out';
  reason: string | null;
  delivery: string | null;
  said: string | null;
  toldAt: Date | null;
  /** The first answer of substance since, as it stands on the network. */
  answeredAt: Date | null;
  answeredBy: string | null;
  isWaiting: boolean;
  dueAt: Date | null;
  breachedAt: Date | null;
};

/** Everybody it was meant for; those without an answer first, who wait longest before. */
export async function followUps(db: Db, brandId: number, crisisId: string): Promise<FollowUpRow[]> {
  const { rows } = await sql<FollowUpRow>`
    select g.holding_id "holdingId", g.conversation_id "conversationId", g.message_id "messageId", ch.network, i.name, i.handle, c.preview,
      g.text, g.state, g.reason, m.delivery, m.said, case when m.delivery = 'sent' then m.at end "toldAt", a.at "answeredAt",
      a.agent_id "answeredBy", c.turn_id is not null "isWaiting", c.due_at "dueAt", c.breached_at "breachedAt"
    from holding_reply h
    join holding_target g on g.brand_id = h.brand_id and g.holding_id = h.id
    join conversation c on c.brand_id = g.brand_id and c.id = g.conversation_id
    join channel ch on ch.brand_id = c.brand_id and ch.id = c.channel_id
    left join identity i on i.brand_id = c.brand_id and i.id = c.identity_id
    left join message m on m.brand_id = g.brand_id and m.id = g.message_id
    left join lateral (
      select n.at, n.agent_id from message n
      where n.brand_id = g.brand_id and (n.conversation_id = g.conversation_id or n.also_answers_id = g.conversation_id)
        and n.direction = 'out' and not n.holding and n.delivery = 'sent' and n.deleted_at is null and n.at >= h.asked_at
      order by n.at limit 1) a on true
    where h.brand_id = ${brandId} and h.crisis_id = ${crisisId}
    order by a.at is not null, c.turn_opened_at nulls last, g.place, g.holding_id`.execute(db);
  return rows;
}

/** Holding replies that are being sent, whatever brand. */
export async function goingHoldings(db: Db): Promise<{ brandId: number; id: string }[]> {
  const { rows } = await sql<{ brandId: number; id: string }>`
    select brand_id "brandId", id from holding_reply where state = 'sending' order by brand_id, id`.execute(db);
  return rows;
}

/** Held, unless another process sends from it this moment. */
export async function takeHolding(tx: Tx, brandId: number, id: string): Promise<HoldingRow | null> {
  const { rows } = await sql<HoldingRow>`
    select ${columns} from holding_reply h
    where h.brand_id = ${brandId} and h.id = ${id} and h.state = 'sending' for update skip locked`.execute(tx);
  return rows[0] ?? null;
}

/** The next on each channel, and when anything was last sent off there by a holding reply. */
export async function nextTargets(
  tx: Tx,
  brandId: number,
  holdingId: string,
): Promise<(HoldingTarget & { lastAt: Date | null })[]> {
  const { rows } = await sql<HoldingTarget & { lastAt: Date | null }>`
    select distinct on (g.channel_id) g.conversation_id "conversationId", g.channel_id "channelId", g.message_id "messageId", g.text,
      (select max(o.at) from holding_target o where o.brand_id = g.brand_id and o.channel_id = g.channel_id and o.state = 'queued') "lastAt"
    from holding_target g where g.brand_id = ${brandId} and g.holding_id = ${holdingId} and g.state = 'planned'
    order by g.channel_id, g.place`.execute(tx);
  return rows;
}

export async function markTarget(
  tx: Tx,
  target: {
    brandId: number;
    messageId: string;
    state: 'queued' | 'left_out';
    reason: LeftOut | string | null;
    at: Date;
  },
): Promise<void> {
  const { brandId, messageId, state, reason, at } = target;
  await sql`
    update holding_target set state = ${state}, reason = ${reason}, at = ${at}
    where brand_id = ${brandId} and message_id = ${messageId}`.execute(tx);
}

/** Nobody further gets it. @returns the answers that have not left yet, to be taken back */
export async function leaveOutRest(tx: Tx, brandId: number, holdingId: string, at: Date): Promise<string[]> {
  await sql`
    update holding_target set state = 'left_out', reason = 'stopped', at = ${at}
    where brand_id = ${brandId} and holding_id = ${holdingId} and state = 'planned'`.execute(tx);
  const { rows } = await sql<{ id: string }>`
    select m.id from holding_target g join message m on m.brand_id = g.brand_id and m.id = g.message_id
    where g.brand_id = ${brandId} and g.holding_id = ${holdingId} and g.state = 'queued' and m.delivery = 'queued'
    order by g.place`.execute(tx);
  return rows.map(row => row.id);
}

/** The author's role in the brand now; null: they belong to it no more. */
export async function roleOf(
  db: Db,
  brandId: number,
  agentId: string,
): Promise<'owner' | 'lead' | 'agent' | 'partner' | null> {
  const { rows } = await sql<{ role: 'owner' | 'lead' | 'agent' | 'partner' }>`
    select role from membership where brand_id = ${brandId} and agent_id = ${agentId}`.execute(db);
  return rows[0]?.role ?? null;
}

/** Whether another holding message has reached this conversation, or is about to, since the customer began to wait. */
export async function isToldOtherwise(
  db: Db,
  brandId: number,
  holdingId: string,
  conversationId: string,
): Promise<boolean> {
  const { rows } = await sql<{ told: boolean }>`
    select exists (select from message m join conversation c on c.brand_id = m.brand_id and c.id = ${conversationId}
      where m.brand_id = ${brandId} and (m.conversation_id = c.id or m.also_answers_id = c.id) and m.direction = 'out' and m.holding
        and m.deleted_at is null and m.delivery in ('queued', 'sending', 'sent', 'unsure', 'handed', 'held') and m.at >= c.turn_opened_at
        and not exists (select from holding_target g where g.brand_id = m.brand_id and g.holding_id = ${holdingId} and g.message_id = m.id)
    ) as told`.execute(db);
  return rows[0]?.told ?? false;
}

export async function countQueued(db: Db, brandId: number, holdingId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int n from holding_target where brand_id = ${brandId} and holding_id = ${holdingId} and state = 'queued'`.execute(
    db,
  );
  return rows[0]?.n ?? 0;
}
