import { type RawBuilder, sql } from 'kysely';
import { type Conversation, conversationView, type Shown } from '../core/conversation.ts';
import type { ReadingsView } from '../core/triage/reading.ts';
import { LANGUAGE_SURE, spokenIn } from '../core/triage/spoken.ts';
import type { ConversationView, Slot } from '../core/view.ts';
import type { Db, Tx } from './db.ts';

/** The columns of a conversation `c`, in the order and under the names of core/conversation. */
export const conversationColumns: RawBuilder<Conversation> = sql`
  c.id, c.inbox_id "inboxId", c.channel_id "channelId", c.thread_id "threadId", c.visibility, c.identity_id "identityId",
  c.contact_id "contactId", c.linked_id "linkedId", c.status, c.assignee_id "assigneeId", c.team_id "teamId", c.chosen_policy_id "chosenPolicyId", c.claimed_by "claimedBy",
  c.claimed_until "claimedUntil", c.heard, c.apart, c.preview, c.lang, c.tags, c.priority, c.intents, c.urgency, c.sentiment, c.noise, c.risk, c.message_count "messageCount", c.opened_at "openedAt",
  c.last_message_at "lastMessageAt", c.snoozed_until "snoozedUntil", c.resolved_at "resolvedAt", c.answered_at "answeredAt", c.counted_until "countedUntil",
  c.turn_id "turnId", c.turn_kind "turnKind", c.turn_opened_at "turnOpenedAt", c.due_at "dueAt",
  c.breached_at "breachedAt", c.turn_policy "turnPolicy", c.matter_at "matterAt", c.resolution, c.version`;

/** What the view needs beside the row: `identity i` and `channel ch`, joined to `c`. */
export const conversationFace: RawBuilder<Faced> = sql`
  ch.network, i.name "personName", i.handle "personHandle", i.remote_id "personRemoteId", i.avatar_id "personAvatarId"`;

type Faced = {
  network: string;
  personName: string | null;
  personHandle: string | null;
  personRemoteId: string | null;
  personAvatarId: string | null;
};

export type ConversationRow = Conversation & Faced;

/** A row selected with `conversationColumns` and `conversationFace`, as it travels. */
export function viewOfConversation(row: ConversationRow): ConversationView {
  const person: Shown | null =
    row.personRemoteId === null
      ? null
      : {
          name: row.personName,
          handle: row.personHandle,
          remoteId: row.personRemoteId,
          avatarId: row.personAvatarId,
        };
  return conversationView(row, row.network, person);
}

export async function loadConversationViews(
  db: Db,
  brandId: number,
  ids: readonly string[],
): Promise<Map<string, ConversationView>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<ConversationRow>`
    select ${conversationColumns}, ${conversationFace}
    from conversation c
    join channel ch on ch.brand_id = c.brand_id and ch.id = c.channel_id
    left join identity i on i.brand_id = c.brand_id and i.id = c.identity_id
    where c.brand_id = ${brandId} and c.id = any(${ids}::uuid[])`.execute(db);
  return new Map(rows.map(row => [row.id, viewOfConversation(row)]));
}

/** Holds the rows to the end of the transaction, always in the same order, so that two transactions never wait for each other. */
export async function lockConversationRows(
  tx: Tx,
  brandId: number,
  ids: readonly string[],
): Promise<Map<string, Conversation>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<Conversation>`
    select ${conversationColumns} from conversation c
    where c.brand_id = ${brandId} and c.id = any(${ids}::uuid[])
    order by c.id for no key update`.execute(tx);
  return new Map(rows.map(row => [row.id, row]));
}

/** Call it before changing anything of these conversations; hand the slots to `announce` as `was`. */
export async function lockConversations(tx: Tx, brandId: number, ids: readonly string[]): Promise<Map<string, Slot>> {
  const rows = await lockConversationRows(tx, brandId, ids);
  return new Map([...rows].map(([id, row]) => [id, slotOfRow(row)]));
}

export function slotOfRow(row: Conversation): Slot {
  return { inboxId: row.inboxId, assigneeId: row.assigneeId, status: row.status, waitingForUs: row.turnId !== null };
}

export type Wanted = {
  ids: readonly string[];
  /** Conversations of these authors (null: ours) in these threads, pair by pair. */
  authors: readonly { threadId: string; identityId: string | null }[];
  /** Every conversation of these threads. */
  threadIds: readonly string[];
};

/** Holds in one go whatever a batch may touch: taken bit by bit, two transactions could wait for each other. */
export async function lockWanted(tx: Tx, brandId: number, wanted: Wanted): Promise<Map<string, Conversation>> {
  const { ids, authors, threadIds } = wanted;
  if (ids.length + authors.length + threadIds.length === 0) return new Map();
  const { rows } = await sql<Conversation>`
    with asked as materialized (
      select unnest(${ids}::uuid[]) id
      union
      select p.id from unnest(${authors.map(p => p.threadId)}::uuid[], ${authors.map(p => p.identityId)}::uuid[]) a (thread_id, identity_id)
      cross join lateral (
        select c.id from conversation c
        where c.brand_id = ${brandId} and c.thread_id = a.thread_id
          and coalesce(c.identity_id, ${NOBODY}) = coalesce(a.identity_id, ${NOBODY}) and not c.apart
        limit 1) p
      union
      select c.id from conversation c where c.brand_id = ${brandId} and c.thread_id = any(${threadIds}::uuid[]))
    select ${conversationColumns} from conversation c
    where c.brand_id = ${brandId} and c.id = any(array(select id from asked))
    order by c.id for no key update of c`.execute(tx);
  return new Map(rows.map(row => [row.id, row]));
}

const NOBODY = sql.raw("'00000000-0000-0000-0000-000000000000'::uuid");

export async function insertConversations(tx: Tx, brandId: number, rows: readonly Conversation[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into conversation (brand_id, id, inbox_id, channel_id, thread_id, visibility, identity_id, contact_id, linked_id,
      status, heard, preview, lang, message_count, opened_at, last_message_at, answered_at, counted_until,
      turn_id, turn_kind, turn_opened_at, due_at, breached_at, turn_policy, matter_at, intents, urgency, sentiment, noise, version, team_id)
    select ${brandId}, n.id, n.inbox_id, n.channel_id, n.thread_id, n.visibility, n.identity_id, n.contact_id, n.linked_id, n.status,
      n.heard, n.preview, n.lang, n.message_count, n.opened_at, n.last_message_at, n.answered_at, n.counted_until, n.turn_id,
      n.turn_kind, n.turn_opened_at, n.due_at, n.breached_at, n.turn_policy, n.matter_at, string_to_array(n.intents, ' '), n.urgency,
      n.sentiment, n.noise, n.version,
      (select team_id from team_inbox t where t.brand_id = ${brandId} and t.inbox_id = n.inbox_id)
    from unnest(
      ${rows.map(r => r.id)}::uuid[], ${rows.map(r => r.inboxId)}::uuid[], ${rows.map(r => r.channelId)}::uuid[],
      ${rows.map(r => r.threadId)}::uuid[], ${rows.map(r => r.visibility)}::text[], ${rows.map(r => r.identityId)}::uuid[],
      ${rows.map(r => r.contactId)}::uuid[], ${rows.map(r => r.linkedId)}::uuid[], ${rows.map(r => r.status)}::text[],
      ${rows.map(r => r.heard)}::bool[], ${rows.map(r => r.preview)}::text[], ${rows.map(r => r.lang)}::text[],
      ${rows.map(r => r.messageCount)}::int[], ${times(rows, r => r.openedAt)}::timestamptz[],
      ${times(rows, r => r.lastMessageAt)}::timestamptz[], ${times(rows, r => r.answeredAt)}::timestamptz[],
      ${times(rows, r => r.countedUntil)}::timestamptz[],
      ${rows.map(r => r.turnId)}::uuid[], ${rows.map(r => r.turnKind)}::text[],
      ${times(rows, r => r.turnOpenedAt)}::timestamptz[], ${times(rows, r => r.dueAt)}::timestamptz[],
      ${times(rows, r => r.breachedAt)}::timestamptz[], ${rows.map(policyJson)}::jsonb[],
      ${times(rows, r => r.matterAt)}::timestamptz[], ${rows.map(r => r.intents.join(' '))}::text[],
      ${rows.map(r => r.urgency)}::smallint[], ${rows.map(r => r.sentiment)}::text[], ${rows.map(r => r.noise)}::text[],
      ${rows.map(r => r.version)}::int[]
    ) n (id, inbox_id, channel_id, thread_id, visibility, identity_id, contact_id, linked_id, status, heard, preview, lang,
      message_count, opened_at, last_message_at, answered_at, counted_until, turn_id, turn_kind, turn_opened_at, due_at, breached_at,
      turn_policy, matter_at, intents, urgency, sentiment, noise, version)`.execute(tx);
}

/** Writes what hearing and counting change of rows held locked; people's own columns (assignee, claim, tags) stay. */
export async function updateConversations(tx: Tx, brandId: number, rows: readonly Conversation[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    update conversation c set
      thread_id = n.thread_id, identity_id = n.identity_id, contact_id = n.contact_id, status = n.status, heard = n.heard,
      preview = n.preview, lang = n.lang, message_count = n.message_count, opened_at = n.opened_at,
      last_message_at = n.last_message_at, snoozed_until = n.snoozed_until, resolved_at = n.resolved_at,
      answered_at = n.answered_at, counted_until = n.counted_until, turn_id = n.turn_id, turn_kind = n.turn_kind, turn_opened_at = n.turn_opened_at,
      due_at = n.due_at, breached_at = n.breached_at, turn_policy = n.turn_policy, matter_at = n.matter_at,
      intents = string_to_array(n.intents, ' '), urgency = n.urgency, sentiment = n.sentiment, noise = n.noise, version = n.version
    from unnest(
      ${rows.map(r => r.id)}::uuid[], ${rows.map(r => r.threadId)}::uuid[], ${rows.map(r => r.identityId)}::uuid[],
      ${rows.map(r => r.contactId)}::uuid[], ${rows.map(r => r.status)}::text[], ${rows.map(r => r.heard)}::bool[],
      ${rows.map(r => r.preview)}::text[], ${rows.map(r => r.lang)}::text[], ${rows.map(r => r.messageCount)}::int[],
      ${times(rows, r => r.openedAt)}::timestamptz[], ${times(rows, r => r.lastMessageAt)}::timestamptz[],
      ${times(rows, r => r.snoozedUntil)}::timestamptz[], ${times(rows, r => r.resolvedAt)}::timestamptz[],
      ${times(rows, r => r.answeredAt)}::timestamptz[], ${times(rows, r => r.countedUntil)}::timestamptz[],
      ${rows.map(r => r.turnId)}::uuid[],
      ${rows.map(r => r.turnKind)}::text[], ${times(rows, r => r.turnOpenedAt)}::timestamptz[],
      ${times(rows, r => r.dueAt)}::timestamptz[], ${times(rows, r => r.breachedAt)}::timestamptz[],
      ${rows.map(policyJson)}::jsonb[], ${times(rows, r => r.matterAt)}::timestamptz[], ${rows.map(r => r.intents.join(' '))}::text[],
      ${rows.map(r => r.urgency)}::smallint[], ${rows.map(r => r.sentiment)}::text[], ${rows.map(r => r.noise)}::text[],
      ${rows.map(r => r.version)}::int[]
    ) n (id, thread_id, identity_id, contact_id, status, heard, preview, lang, message_count, opened_at, last_message_at,
      snoozed_until, resolved_at, answered_at, counted_until, turn_id, turn_kind, turn_opened_at, due_at, breached_at,
      turn_policy, matter_at, intents, urgency, sentiment, noise, version)
    where c.brand_id = ${brandId} and c.id = any(${rows.map(r => r.id)}::uuid[]) and c.id = n.id`.execute(tx);
}

function policyJson({ turnPolicy }: Conversation): string | null {
  return turnPolicy === null ? null : JSON.stringify(turnPolicy);
}

/** Instants as one array parameter. */
export function times<T>(rows: readonly T[], of: (row: T) => Date | null): (string | null)[] {
  return rows.map(row => of(row)?.toISOString() ?? null);
}

export type Summary = Pick<
  Conversation,
  'id' | 'preview' | 'lang' | 'sentiment' | 'messageCount' | 'openedAt' | 'lastMessageAt'
> & {
  /** The newest message's text, not yet cut to a preview. */
  text: string | null;
};

type Told = Omit<Summary, 'lang'> & { said: { lang: string | null; readings: ReadingsView | null } | null };

/** What a row says of its messages, counted from them. A conversation without any is missing from the answer. */
export async function summariseConversations(tx: Tx, brandId: number, ids: readonly string[]): Promise<Summary[]> {
  if (ids.length === 0) return [];
  const isRead = sql`(m.readings->>'languageSure')::float8 >= ${LANGUAGE_SURE} and m.readings->>'language' is not null`;
  const { rows } = await sql<Told>`
    select asked.id, newest.text, said.said, felt.sentiment, counted.n "messageCount", counted.first "openedAt", counted.last "lastMessageAt"
    from unnest(${ids}::uuid[]) asked (id)
    cross join lateral (
      select count(*)::int n, min(at) first, max(at) last from message m
      where m.brand_id = ${brandId} and m.conversation_id = asked.id and m.direction <> 'note') counted
    left join lateral (
      select left(m.text, 800) as text from message m
      where m.brand_id = ${brandId} and m.conversation_id = asked.id and m.direction <> 'note' and m.deleted_at is null
      order by m.at desc, m.remote_id collate "C" desc nulls first, m.id desc limit 1) newest on true
    left join lateral (
      select jsonb_build_object('lang', m.lang, 'readings', m.readings) said from message m
      where m.brand_id = ${brandId} and m.conversation_id = asked.id and m.direction = 'in' and (m.lang is not null or (${isRead}))
      order by m.at desc, m.remote_id collate "C" desc limit 1) said on true
    left join lateral (
      select m.readings->>'sentiment' sentiment from message m
      where m.brand_id = ${brandId} and m.conversation_id = asked.id and m.direction = 'in' and m.readings->>'sentiment' is not null
      order by m.at desc, m.remote_id collate "C" desc limit 1) felt on true
    where counted.n > 0`.execute(tx);
  return rows.map(({ said, ...counted }) => ({ ...counted, lang: said === null ? null : spokenIn(said) }));
}

/** Moves what is left in emptied conversations (notes, colleagues' decisions) and removes them. */
export async function removeConversations(
  tx: Tx,
  brandId: number,
  gone: readonly { id: string; into: string }[],
): Promise<void> {
  if (gone.length === 0) return;
  const from = gone.map(one => one.id);
  const into = gone.map(one => one.into);
  await sql`
    with asked as (select * from unnest(${from}::uuid[], ${into}::uuid[]) a (id, into_id)),
    messages as (
      update message m set conversation_id = asked.into_id, thread_id = c.thread_id
      from asked join conversation c on c.brand_id = ${brandId} and c.id = asked.into_id
      where m.brand_id = ${brandId} and m.conversation_id = any(${from}::uuid[]) and m.conversation_id = asked.id),
    also as (
      update message m set also_answers_id = asked.into_id from asked
      where m.brand_id = ${brandId} and m.also_answers_id = any(${from}::uuid[]) and m.also_answers_id = asked.id
        and m.conversation_id <> asked.id),
    pauses as (
      update pause p set conversation_id = asked.into_id from asked
      where p.brand_id = ${brandId} and p.conversation_id = asked.id),
    closings as (
      update closing k set conversation_id = asked.into_id from asked
      where k.brand_id = ${brandId} and k.conversation_id = asked.id),
    decisions as (
      update decision d set conversation_id = asked.into_id from asked
      where d.brand_id = ${brandId} and d.conversation_id = any(${from}::uuid[]) and d.conversation_id = asked.id),
    linked as (
      update conversation c set linked_id = asked.into_id from asked
      where c.brand_id = ${brandId} and c.linked_id = any(${from}::uuid[]) and c.linked_id = asked.id and not (c.id = any(${from}::uuid[])))
    update conversation c set
      assignee_id = coalesce(c.assignee_id, was.assignee_id),
      tags = array(select distinct tag from unnest(c.tags || was.tags) tag order by tag),
      linked_id = coalesce(c.linked_id, was.linked_id)
    from asked join conversation was on was.brand_id = ${brandId} and was.id = asked.id
    where c.brand_id = ${brandId} and c.id = asked.into_id
      and (was.assignee_id is not null or was.tags <> '{}' or was.linked_id is not null)`.execute(tx);
  await sql`delete from conversation where brand_id = ${brandId} and id = any(${from}::uuid[])`.execute(tx);
}

/**
 * Links the private room and the public conversations of these people on one channel: every public one to their newest
 * room, the room to their newest public one. @returns the conversations whose link changed
 */
export async function relinkConversations(
  tx: Tx,
  brandId: number,
  channelId: string,
  contactIds: readonly string[],
): Promise<string[]> {
  if (contactIds.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    with newest as (
      select p.id contact_id, pub.id public_id, priv.id private_id
      from unnest(${contactIds}::uuid[]) p (id)
      cross join lateral (select c.id from conversation c
        where c.brand_id = ${brandId} and c.contact_id = p.id and c.channel_id = ${channelId} and c.visibility = 'private'
        order by c.opened_at desc, c.id desc limit 1) priv
      cross join lateral (select c.id from conversation c
        where c.brand_id = ${brandId} and c.contact_id = p.id and c.channel_id = ${channelId} and c.visibility = 'public'
        order by c.opened_at desc, c.id desc limit 1) pub)
    update conversation c
    set linked_id = case c.visibility when 'public' then n.private_id else n.public_id end, version = c.version + 1
    from newest n
    where c.brand_id = ${brandId} and c.contact_id = any(${contactIds}::uuid[]) and c.contact_id = n.contact_id
      and c.channel_id = ${channelId}
      and (c.visibility = 'public' or c.id = n.private_id)
      and c.linked_id is distinct from case c.visibility when 'public' then n.private_id else n.public_id end
    returning c.id`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Gives conversations (with what they hold of their thread) to another thread. */
export async function carryConversations(
  tx: Tx,
  brandId: number,
  carried: readonly { id: string; threadId: string; apart: boolean }[],
): Promise<void> {
  if (carried.length === 0) return;
  const [ids, threadIds] = [carried.map(one => one.id), carried.map(one => one.threadId)];
  await sql`
    with asked as (
      select * from unnest(${ids}::uuid[], ${threadIds}::uuid[], ${carried.map(one => one.apart)}::bool[]) a (id, thread_id, apart)),
    messages as (
      update message m set thread_id = asked.thread_id from asked
      join conversation was on was.brand_id = ${brandId} and was.id = asked.id
      where m.brand_id = ${brandId} and m.conversation_id = any(${ids}::uuid[]) and m.conversation_id = asked.id
        and m.thread_id = was.thread_id)
    update conversation c set thread_id = asked.thread_id, apart = asked.apart from asked
    where c.brand_id = ${brandId} and c.id = any(${ids}::uuid[]) and c.id = asked.id`.execute(tx);
}
