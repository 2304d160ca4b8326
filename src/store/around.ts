/** What stands around one conversation: its messages, the posts above, other voices, what colleagues did. */
import { sql } from 'kysely';
import type { Because } from '../core/because.ts';
import type { ConversationView, MessageView } from '../core/view.ts';
import { type ConversationRow, conversationColumns, conversationFace, viewOfConversation } from './conversations.ts';
import type { Db } from './db.ts';
import { type MessageRow, messageAuthor, messageColumns, messageJoins, viewOfMessage } from './messages.ts';

export type Before = { at: string; id: string };

/** Newest first. */
export async function newestMessages(
  db: Db,
  brandId: number,
  conversationId: string,
  before: Before | null,
  limit: number,
): Promise<MessageView[]> {
  const older = before === null ? sql`true` : sql`(m.at, m.id) < (${before.at}::timestamptz, ${before.id}::uuid)`;
  const { rows } = await sql<MessageRow>`
    select ${messageColumns}, ${messageAuthor} from message m ${messageJoins}
    where m.brand_id = ${brandId} and m.conversation_id = ${conversationId} and ${older}
    order by m.at desc, m.id desc limit ${limit}`.execute(db);
  return rows.map(viewOfMessage);
}

/** Longest way up from a post to its root that is shown. */
const ABOVE_LIMIT = 40;

/** The posts this conversation answers, up to the root, where they stand in others; the root first. */
export async function postsAbove(
  db: Db,
  brandId: number,
  conversationId: string,
  scope: readonly string[] | null,
): Promise<MessageView[]> {
  const { rows } = await sql<MessageRow & { depth: number }>`
    with recursive start as (
      select channel_id, parent_remote_id from message
      where brand_id = ${brandId} and conversation_id = ${conversationId} and direction <> 'note' and visibility = 'public'
      order by at, id limit 1),
    up as (
      select p.id, p.channel_id, p.parent_remote_id, p.conversation_id, 1 as depth
      from start join message p on p.brand_id = ${brandId} and p.channel_id = start.channel_id and p.remote_id = start.parent_remote_id
      union all
      select p.id, p.channel_id, p.parent_remote_id, p.conversation_id, up.depth + 1
      from up join message p on p.brand_id = ${brandId} and p.channel_id = up.channel_id and p.remote_id = up.parent_remote_id
      where up.depth < ${ABOVE_LIMIT})
    select ${messageColumns}, ${messageAuthor}, up.depth
    from up join message m on m.brand_id = ${brandId} and m.id = up.id ${messageJoins}
    join conversation c on c.brand_id = m.brand_id and c.id = m.conversation_id
    where up.conversation_id <> ${conversationId} and (${scope}::uuid[] is null or c.inbox_id = any(${scope}::uuid[]))
    order by up.depth desc`.execute(db);
  return rows.map(viewOfMessage);
}

/** Counting stops here; "more than a thousand" is said as a thousand. */
const VOICES_COUNTED = 1_000;

/** Other people's posts in the same thread, the newest `limit` of them, oldest first; and how many more there are. */
export async function otherVoices(
  db: Db,
  asked: {
    brandId: number;
    conversationId: string;
    threadId: string;
    not: readonly string[];
    scope: readonly string[] | null;
  },
  limit: number,
): Promise<{ voices: MessageView[]; more: number }> {
  const { brandId, conversationId, threadId, not, scope } = asked;
  const { rows } = await sql<MessageRow & { all: number }>`
    with other as (
      select m.id, m.at from message m
      join conversation c on c.brand_id = m.brand_id and c.id = m.conversation_id
      where m.brand_id = ${brandId} and m.thread_id = ${threadId} and m.conversation_id <> ${conversationId}
        and m.visibility = 'public' and (m.direction = 'in' or m.delivery = 'sent') and not (m.id = any(${not}::uuid[]))
        and (${scope}::uuid[] is null or c.inbox_id = any(${scope}::uuid[]))
      order by m.at desc limit ${VOICES_COUNTED}),
    shown as (select id from other order by at desc, id desc limit ${limit})
    select ${messageColumns}, ${messageAuthor}, (select count(*) from other) as all
    from shown join message m on m.brand_id = ${brandId} and m.id = shown.id ${messageJoins}
    order by m.at, m.id`.execute(db);
  return { voices: rows.map(viewOfMessage), more: (rows[0]?.all ?? 0) - rows.length };
}

export type Happening = {
  seq: number;
  at: Date;
  actorId: string | null;
  change: string;
  reason: string | null;
  assigneeId: string | null;
  /** Why routing gave or took it; null where a person did. */
  because: Because[] | null;
  teamId: string | null;
  /** The name of the rule that did it. */
  rule: string | null;
};

/** What colleagues and time did to it, oldest first; claims and re-counted clocks are too small to be told. */
export async function happeningsIn(
  db: Db,
  brandId: number,
  conversationId: string,
  limit: number,
): Promise<Happening[]> {
  const { rows } = await sql<Happening>`
    select seq, at, actor_id "actorId", case kind when 'turn.breached' then 'breached' else data->>'change' end as change,
      data->>'reason' as reason, (data->'conversation'->>'assigneeId')::uuid as "assigneeId",
      data->'because' as because, (data->'conversation'->>'teamId')::uuid as "teamId",
      data->'rules'->-1->>'name' as rule
    from event
    where brand_id = ${brandId} and conversation_id = ${conversationId} and (kind = 'turn.breached'
      or (kind = 'conversation.changed' and (data ? 'because' or data->>'change' not in ('claimed', 'released', 'retimed', 'person', 'weighed'))))
    order by seq desc limit ${limit}`.execute(db);
  return rows.reverse();
}

/** Other conversations of the same contact that may be seen, newest first. */
export async function conversationsOfContact(
  db: Db,
  asked: { brandId: number; contactId: string; not: readonly string[]; scope: readonly string[] | null },
  limit: number,
): Promise<ConversationView[]> {
  const { rows } = await sql<ConversationRow>`
    select ${conversationColumns}, ${conversationFace} from conversation c
    join channel ch on ch.brand_id = c.brand_id and ch.id = c.channel_id
    left join identity i on i.brand_id = c.brand_id and i.id = c.identity_id
    where c.brand_id = ${asked.brandId} and c.contact_id = ${asked.contactId} and not (c.id = any(${asked.not}::uuid[]))
      and (${asked.scope}::uuid[] is null or c.inbox_id = any(${asked.scope}::uuid[]))
    order by c.opened_at desc, c.id desc limit ${limit}`.execute(db);
  return rows.map(viewOfConversation);
}
