/** Each colleague's own list of what they should know. */
import { sql } from 'kysely';
import type { NotificationKind, NotificationParts, NotificationView } from '../core/notification.ts';
import type { Db, Tx } from './db.ts';

export type NewNotification = {
  id: string;
  agentId: string;
  kind: NotificationKind;
  cause: string;
  conversationId: string | null;
  fromId: string | null;
  parts: NotificationParts;
};

/**
 * Those told of this cause already, those who cannot see the conversation, and the person it comes from are passed over.
 * @returns who was told; `hasPush`: a browser of theirs wants to know too
 */
export async function insertNotifications(
  tx: Tx,
  brandId: number,
  at: Date,
  all: readonly NewNotification[],
): Promise<{ id: string; agentId: string; hasPush: boolean }[]> {
  if (all.length === 0) return [];
  const { rows } = await sql<{ id: string; agentId: string; hasPush: boolean }>`
    with added as (
      insert into notification (brand_id, id, agent_id, kind, cause, conversation_id, from_id, parts, at)
      select ${brandId}, a.id, a.agent_id, a.kind, a.cause, a.conversation_id, a.from_id, a.parts, ${at}
      from unnest(
        ${all.map(one => one.id)}::uuid[], ${all.map(one => one.agentId)}::uuid[], ${all.map(one => one.kind)}::text[],
        ${all.map(one => one.cause)}::text[], ${all.map(one => one.conversationId)}::uuid[],
        ${all.map(one => one.fromId)}::uuid[], ${all.map(one => JSON.stringify(one.parts))}::jsonb[]
      ) a (id, agent_id, kind, cause, conversation_id, from_id, parts)
      join membership m on m.brand_id = ${brandId} and m.agent_id = a.agent_id
      left join conversation c on c.brand_id = ${brandId} and c.id = a.conversation_id
      where a.agent_id is distinct from a.from_id
        and (a.conversation_id is null or c.id is not null)
        and (m.role <> 'partner' or c.id is null or exists (
          select from inbox_partner p
          where p.brand_id = m.brand_id and p.agent_id = m.agent_id and p.inbox_id = c.inbox_id))
      on conflict (brand_id, agent_id, cause) do nothing
      returning id, agent_id)
    select id, agent_id "agentId",
      exists (select from push_subscription s where s.agent_id = added.agent_id) "hasPush"
    from added`.execute(tx);
  return rows;
}

export type Before = { at: string; id: string };

/** Newest first; of conversations that are out of reach now, nothing. @param scope the inboxes seen; null: all */
export async function listNotifications(
  db: Db,
  asked: {
    brandId: number;
    agentId: string;
    scope: readonly string[] | null;
    before: Before | null;
    limit: number;
  },
): Promise<NotificationView[]> {
  const { brandId, agentId, scope, before, limit } = asked;
  const after = before === null ? sql`true` : sql`(n.at, n.id) < (${before.at}::timestamptz, ${before.id}::uuid)`;
  const { rows } = await sql<Row>`
    select n.id, n.kind, n.conversation_id "conversationId", n.from_id "fromId", n.parts, n.at, n.seen_at "seenAt"
    from notification n left join conversation c on c.brand_id = n.brand_id and c.id = n.conversation_id
    where n.brand_id = ${brandId} and n.agent_id = ${agentId} and ${after} and ${inReach(scope)}
    order by n.at desc, n.id desc limit ${limit}`.execute(db);
  return rows.map(row => ({ ...row, at: row.at.toISOString(), seenAt: row.seenAt?.toISOString() ?? null }));
}

/** How many have not been seen, counted no further than `most`. */
export async function countUnseen(
  db: Db,
  asked: { brandId: number; agentId: string; scope: readonly string[] | null },
  most: number,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from (
      select from notification n left join conversation c on c.brand_id = n.brand_id and c.id = n.conversation_id
      where n.brand_id = ${asked.brandId} and n.agent_id = ${asked.agentId} and n.seen_at is null and ${inReach(asked.scope)}
      limit ${most}) found`.execute(db);
  return rows[0]?.n ?? 0;
}

/** A conversation that is no more, or in another's inbox now, is nobody's to be told of. */
function inReach(scope: readonly string[] | null) {
  return sql`(n.conversation_id is null or (c.id is not null
    and (${scope}::uuid[] is null or c.inbox_id = any(${scope}::uuid[]))))`;
}

/** @param which one by id, those about one conversation, or all up to a moment @returns how many were not seen before */
export async function markSeen(
  db: Db,
  who: { brandId: number; agentId: string },
  at: Date,
  which: { id: string } | { conversationId: string } | { until: Date },
): Promise<number> {
  const these =
    'id' in which
      ? sql`id = ${which.id}`
      : 'conversationId' in which
        ? sql`conversation_id = ${which.conversationId}`
        : sql`at <= ${which.until}`;
  const { numAffectedRows } = await sql`
    update notification set seen_at = ${at}
    where brand_id = ${who.brandId} and agent_id = ${who.agentId} and seen_at is null and ${these}`.execute(db);
  return Number(numAffectedRows ?? 0);
}

export async function hasNotification(db: Db, who: { brandId: number; agentId: string }, id: string): Promise<boolean> {
  const { rows } = await sql`
    select from notification where brand_id = ${who.brandId} and agent_id = ${who.agentId} and id = ${id}`.execute(db);
  return rows.length === 1;
}

/** @returns how many went */
export async function forgetNotifications(db: Db, before: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from notification where (brand_id, id) in (
      select brand_id, id from notification where at < ${before} limit ${limit})`.execute(db);
  return Number(numAffectedRows ?? 0);
}

type Row = Omit<NotificationView, 'at' | 'seenAt'> & { at: Date; seenAt: Date | null };
