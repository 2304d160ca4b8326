/** Saved replies, and what became of the answers that came from them. */
import { type RawBuilder, sql } from 'kysely';
import type { MacroAction } from '../core/macro.ts';
import type { SavedVariant } from '../core/saved-reply.ts';
import { askedAgainAfter, thankedAfter } from './aftermath.ts';
import type { Db, Tx } from './db.ts';

export type SavedReplyRow = {
  id: string;
  ownerId: string | null;
  title: string;
  shortcut: string | null;
  folder: string;
  tags: string[];
  variants: SavedVariant[];
  actions: MacroAction[];
  holding: boolean;
  version: number;
  updatedAt: Date;
  updatedBy: string | null;
};

const columns: RawBuilder<SavedReplyRow> = sql`
  id, owner_id "ownerId", title, shortcut, folder, tags, variants, actions, holding, version, updated_at "updatedAt",
  updated_by "updatedBy"`;

/** Everybody's and this colleague's own. */
export async function listSavedReplies(db: Db, brandId: number, agentId: string): Promise<SavedReplyRow[]> {
  const { rows } = await sql<SavedReplyRow>`
    select ${columns} from saved_reply
    where brand_id = ${brandId} and removed_at is null and (owner_id is null or owner_id = ${agentId})
    order by lower(folder), lower(title), id`.execute(db);
  return rows;
}

export async function findSavedReply(db: Db, brandId: number, id: string): Promise<SavedReplyRow | null> {
  const { rows } = await sql<SavedReplyRow>`
    select ${columns} from saved_reply where brand_id = ${brandId} and id = ${id} and removed_at is null`.execute(db);
  return rows[0] ?? null;
}

/** Locked until the transaction ends. */
export async function lockSavedReply(tx: Tx, brandId: number, id: string): Promise<SavedReplyRow | null> {
  const { rows } = await sql<SavedReplyRow>`
    select ${columns} from saved_reply
    where brand_id = ${brandId} and id = ${id} and removed_at is null for update`.execute(tx);
  return rows[0] ?? null;
}

/** New, or in the place of the one with its id. @returns false where its shortcut is taken by another of the same owner */
export async function writeSavedReply(tx: Tx, brandId: number, reply: SavedReplyRow): Promise<boolean> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from saved_reply
    where brand_id = ${brandId} and removed_at is null and id <> ${reply.id} and lower(shortcut) = lower(${reply.shortcut})
      and owner_id is not distinct from ${reply.ownerId}::uuid`.execute(tx);
  if ((rows[0]?.n ?? 0) > 0) return false;
  await sql`
    insert into saved_reply (brand_id, id, owner_id, title, shortcut, folder, tags, variants, actions, holding, version, updated_at, updated_by)
    values (${brandId}, ${reply.id}, ${reply.ownerId}, ${reply.title}, ${reply.shortcut}, ${reply.folder}, ${reply.tags}::text[],
      ${JSON.stringify(reply.variants)}::jsonb, ${JSON.stringify(reply.actions)}::jsonb, ${reply.holding}, ${reply.version},
      ${reply.updatedAt}, ${reply.updatedBy})
    on conflict (brand_id, id) do update set title = excluded.title, shortcut = excluded.shortcut, folder = excluded.folder,
      tags = excluded.tags, variants = excluded.variants, actions = excluded.actions, holding = excluded.holding,
      version = excluded.version, updated_at = excluded.updated_at, updated_by = excluded.updated_by`.execute(tx);
  return true;
}

/** One writer of a brand's saved replies at a time, so that two cannot take the same shortcut. */
export async function lockSavedReplies(tx: Tx, brandId: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('heed saved replies'), ${brandId})`.execute(tx);
}

export async function removeSavedReply(tx: Tx, brandId: number, id: string, at: Date): Promise<void> {
  await sql`update saved_reply set removed_at = ${at} where brand_id = ${brandId} and id = ${id}`.execute(tx);
}

export type SavedReplyUse = { id: string; variant: number; text: number; edited: boolean };

export async function writeSavedReplyUse(
  tx: Tx,
  brandId: number,
  messageId: string,
  use: SavedReplyUse,
): Promise<void> {
  await sql`
    update message set saved_reply_id = ${use.id}, saved_reply_edited = ${use.edited},
      saved_reply_text = ${JSON.stringify({ variant: use.variant, text: use.text })}::jsonb
    where brand_id = ${brandId} and id = ${messageId}`.execute(tx);
}

export type LatelyUsed = { id: string; variant: number; text: number; n: number };

/** How often each text was used since then, so that they take turns. */
export async function usedLately(db: Db, brandId: number, since: Date): Promise<LatelyUsed[]> {
  const { rows } = await sql<LatelyUsed>`
    select saved_reply_id as id, (saved_reply_text->>'variant')::int as variant, (saved_reply_text->>'text')::int as text, count(*)::int as n
    from message
    where brand_id = ${brandId} and saved_reply_id is not null and received_at >= ${since}
    group by 1, 2, 3 order by 1, 2, 3`.execute(db);
  return rows;
}

export type Outcome = {
  id: string;
  /** The first of the month, UTC. */
  month: string;
  agentId: string | null;
  times: number;
  edited: number;
  /** Turns its answers closed; of them: with a promise, kept, followed by another turn, thanked for. */
  closed: number;
  promised: number;
  kept: number;
  again: number;
  thanked: number;
};

/** Sent answers by the saved reply they came from, by month and colleague. @param scope null: all inboxes */
export async function outcomesOf(
  db: Db,
  asked: { brandId: number; since: Date; scope: readonly string[] | null },
): Promise<Outcome[]> {
  const { brandId, since, scope } = asked;
  const answered = {
    brandId,
    conversationId: sql`used.conversation_id`,
    linkedId: sql`used.linked_id`,
    closedAt: sql`used.closed_at`,
  };
  const { rows } = await sql<Outcome>`
    with used as (
      select m.saved_reply_id as id, to_char(m.received_at at time zone 'utc', 'YYYY-MM') as month, m.agent_id, m.saved_reply_edited as edited,
        m.id as message_id, t.id as turn_id, t.due_at, t.breached_at, t.closed_at, t.conversation_id, c.linked_id
      from message m
      join conversation c on c.brand_id = m.brand_id and c.id = m.conversation_id
      left join turn t on t.brand_id = m.brand_id and t.conversation_id in (m.conversation_id, m.also_answers_id)
        and t.closed_by = m.id and t.outcome = 'answered'
      where m.brand_id = ${brandId} and m.saved_reply_id is not null and m.received_at >= ${since} and m.delivery = 'sent'
        and m.deleted_at is null and (${scope}::uuid[] is null or c.inbox_id = any(${scope}::uuid[])))
    select id, month, agent_id "agentId", count(distinct message_id)::int as times, count(distinct message_id) filter (where edited)::int as edited,
      count(turn_id)::int as closed, count(turn_id) filter (where due_at is not null)::int as promised,
      count(turn_id) filter (where due_at is not null and breached_at is null and closed_at <= due_at)::int as kept,
      count(turn_id) filter (where turn_id is not null and ${askedAgainAfter(answered)})::int as again,
      count(turn_id) filter (where turn_id is not null and ${thankedAfter(answered)})::int as thanked
    from used group by 1, 2, 3 order by 2 desc, 1, 3`.execute(db);
  return rows;
}
