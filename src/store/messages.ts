import { type RawBuilder, sql } from 'kysely';
import { type Message, messageView, nameOf, type StoredMedia } from '../core/conversation.ts';
import type { Person } from '../core/post.ts';
import { searchable } from '../core/text.ts';
import type { ReadingsView } from '../core/triage/reading.ts';
import type { MessageView } from '../core/view.ts';
import { times } from './conversations.ts';
import type { Db, Tx } from './db.ts';
import { moderationMarks } from './moderation.ts';
import { reactionMarks } from './reactions.ts';
import { readingsJson } from './readings.ts';

/** The columns of a message `m`, under the names of core/conversation. */
export const messageColumns: RawBuilder<Message> = sql`
  m.id, m.conversation_id "conversationId", m.channel_id "channelId", m.thread_id "threadId", m.direction, m.visibility,
  m.remote_id "remoteId", m.parent_remote_id "parentRemoteId", m.root_remote_id "rootRemoteId", m.identity_id "identityId",
  m.agent_id "agentId", m.also_answers_id "alsoAnswersId", m.at, m.received_at "receivedAt", m.text, m.lang, m.media, m.warning,
  m.url, m.version, m.before, m.edited_at "editedAt", m.deleted_at "deletedAt", m.deleted_by "deletedBy", m.seen_at "seenAt",
  m.delivered_at "deliveredAt", m.delivery, m.said, m.send_at "sendAt", m.attempts, m.found_by_lookup "foundByLookup", m.handed_at "handedAt",
  m.said_by "saidBy", m.approval, m.intents, m.readings, m.holding, m.mentions,
  ${reactionMarks} reactions, ${moderationMarks} moderation`;

/** Who wrote it: `identity i`, `agent a` and `channel ch`, joined to `m`. */
export const messageAuthor: RawBuilder<Authored> = sql`
  i.name "personName", i.handle "personHandle", i.remote_id "personRemoteId", a.name "agentName", m.rule_name "ruleName", ch.account`;

type Authored = {
  personName: string | null;
  personHandle: string | null;
  personRemoteId: string | null;
  agentName: string | null;
  /** The rule that wrote a note. */
  ruleName: string | null;
  account: Person;
};

export type MessageRow = Message & Authored;

/** The joins `messageAuthor` speaks of. */
export const messageJoins = sql`
  join channel ch on ch.brand_id = m.brand_id and ch.id = m.channel_id
  left join identity i on i.brand_id = m.brand_id and i.id = m.identity_id
  left join agent a on a.id = m.agent_id`;

/** A row selected with `messageColumns` and `messageAuthor`, as it travels. */
export function viewOfMessage(row: MessageRow): MessageView {
  if (row.direction !== 'in') return messageView(row, ourName(row.agentName ?? row.ruleName, row.account));
  const name = nameOf({ name: row.personName, handle: row.personHandle, remoteId: row.personRemoteId ?? '' });
  return messageView(row, { name, handle: row.personHandle });
}

/** A colleague by name; what was typed in the network's own app under the account's. */
export function ourName(agentName: string | null, account: Person): { name: string; handle: string | null } {
  return { name: agentName ?? nameOf(account), handle: account.handle };
}

export async function loadMessageViews(
  db: Db,
  brandId: number,
  ids: readonly string[],
): Promise<Map<string, MessageView>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<MessageRow>`
    select ${messageColumns}, ${messageAuthor} from message m ${messageJoins}
    where m.brand_id = ${brandId} and m.id = any(${ids}::uuid[])`.execute(db);
  return new Map(rows.map(row => [row.id, viewOfMessage(row)]));
}

/** What is known of a held post: enough to place others beside it and to settle what happens to it. */
export type HeldPost = Pick<
  Message,
  | 'id'
  | 'remoteId'
  | 'parentRemoteId'
  | 'rootRemoteId'
  | 'direction'
  | 'visibility'
  | 'identityId'
  | 'threadId'
  | 'conversationId'
  | 'at'
  | 'version'
  | 'deletedAt'
  | 'delivery'
  | 'agentId'
  | 'deliveredAt'
  | 'seenAt'
  | 'alsoAnswersId'
> & { /** A colleague put it where it stands. */ pinned: boolean };

const heldColumns: RawBuilder<HeldPost> = sql`
  m.id, m.remote_id "remoteId", m.parent_remote_id "parentRemoteId", m.root_remote_id "rootRemoteId", m.direction, m.visibility,
  m.identity_id "identityId", m.thread_id "threadId", m.conversation_id "conversationId", m.at, m.version,
  m.deleted_at "deletedAt", m.delivery, m.agent_id "agentId", m.delivered_at "deliveredAt", m.seen_at "seenAt", m.also_answers_id "alsoAnswersId", m.pinned`;

/**
 * Held posts with one of these remote ids, and those that answer one of `newcomers` that is not held yet.
 * @param newcomers remote ids of the posts heard
 */
export async function findHeldPosts(
  tx: Tx,
  brandId: number,
  channelId: string,
  remoteIds: readonly string[],
  newcomers: readonly string[],
): Promise<HeldPost[]> {
  if (remoteIds.length === 0 && newcomers.length === 0) return [];
  const { rows } = await sql<HeldPost>`
    with held as materialized (
      select ${heldColumns} from message m
      where m.brand_id = ${brandId} and m.channel_id = ${channelId} and m.remote_id = any(${remoteIds}::text[])),
    absent as materialized (
      select id from unnest(${newcomers}::text[]) n (id) where id not in (select "remoteId" from held))
    select * from held
    union all
    select ${heldColumns} from message m
    where m.brand_id = ${brandId} and m.channel_id = ${channelId} and m.parent_remote_id = any(array(select id from absent))`.execute(
    tx,
  );
  return rows;
}

/** Those of the remote ids that held posts answer. */
export async function namedAsParents(
  tx: Tx,
  brandId: number,
  channelId: string,
  remoteIds: readonly string[],
): Promise<string[]> {
  if (remoteIds.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    select id from unnest(${remoteIds}::text[]) asked (id)
    where exists (select 1 from message m
      where m.brand_id = ${brandId} and m.channel_id = ${channelId} and m.parent_remote_id = asked.id
        and m.parent_remote_id is not null)`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Every post of these threads, ours on their way included; no notes. */
export async function postsOfThreads(tx: Tx, brandId: number, threadIds: readonly string[]): Promise<HeldPost[]> {
  if (threadIds.length === 0) return [];
  const { rows } = await sql<HeldPost>`
    select ${heldColumns} from message m
    where m.brand_id = ${brandId} and m.thread_id = any(${threadIds}::uuid[]) and m.direction <> 'note'`.execute(tx);
  return rows;
}

/** An answer of ours that may be on the network already without our knowing. */
export type InFlight = HeldPost & {
  writtenAt: Date;
  /** When a person took it to the network's own page; null where it leaves from here. */
  handedAt: Date | null;
  /** Where it stands, on somebody's word. */
  saidUrl: string | null;
  text: string;
  /** The private room it goes to; null: public, or a private answer that is to open one. */
  room: string | null;
  /** The remote id of the person it is for. */
  to: string | null;
};

const inFlightColumns: RawBuilder<InFlight> = sql`
  ${heldColumns}, m.received_at "writtenAt", m.handed_at "handedAt",
  case when m.said_by is not null then m.url end "saidUrl", m.text,
  case t.visibility when 'private' then t.root_remote_id end room, i.remote_id "to"`;

const inFlightJoins = sql`
  join thread t on t.brand_id = m.brand_id and t.id = m.thread_id
  join conversation c on c.brand_id = m.brand_id and c.id = m.conversation_id
  left join identity i on i.brand_id = c.brand_id and i.id = c.identity_id`;

/** A remote id that stands in for one nobody knows: a person said that the answer stands on the network. */
export function decidedId(messageId: string): string {
  return `decided:${messageId}`;
}

/**
 * Answers of a channel that are being sent or unsure, that only a person has seen on the network so far, and any named by the
 * key that came back with an echo.
 */
export async function findInFlight(
  tx: Tx,
  brandId: number,
  channelId: string,
  keys: readonly string[],
): Promise<InFlight[]> {
  const { rows } = await sql<InFlight>`
    with mine as (
      select id from message
      where delivery in ('sending', 'unsure') and brand_id = ${brandId} and channel_id = ${channelId} and remote_id is null
      union
      select id from message where remote_id like 'decided:%' and brand_id = ${brandId} and channel_id = ${channelId}
      union
      select id from message where brand_id = ${brandId} and id = any(${keys}::uuid[]))
    select ${inFlightColumns} from message m ${inFlightJoins}
    where m.brand_id = ${brandId} and m.id = any(array(select id from mine)) and m.channel_id = ${channelId}
      and (m.remote_id is null or m.remote_id like 'decided:%') and m.direction = 'out'
    order by m.at, m.id`.execute(tx);
  return rows;
}

/** Answers a person took to the network's own page, under one of these posts, that the network has not shown yet. */
export async function findHandedOver(
  tx: Tx,
  brandId: number,
  channelId: string,
  parents: readonly string[],
): Promise<InFlight[]> {
  if (parents.length === 0) return [];
  const { rows } = await sql<InFlight>`
    with mine as (
      select id from message
      where delivery = 'handed' and brand_id = ${brandId} and channel_id = ${channelId} and parent_remote_id = any(${parents}::text[])
      union all
      select id from message
      where remote_id like 'decided:%' and brand_id = ${brandId} and channel_id = ${channelId}
        and handed_at is not null and parent_remote_id = any(${parents}::text[]))
    select ${inFlightColumns} from message m ${inFlightJoins}
    where m.brand_id = ${brandId} and m.id = any(array(select id from mine))
    order by m.received_at, m.id`.execute(tx);
  return rows;
}

/** A post of this thread by its own page. */
export async function findByAddress(tx: Tx, brandId: number, threadId: string, url: string): Promise<HeldPost | null> {
  const { rows } = await sql<HeldPost>`
    select ${heldColumns} from message m
    where m.brand_id = ${brandId} and m.thread_id = ${threadId} and m.url = ${url} and m.remote_id is not null
      and m.direction <> 'note' and m.handed_at is null
    order by m.at, m.id limit 1`.execute(tx);
  return rows[0] ?? null;
}

export type SentAnswer = InFlight & {
  channel: { id: string; network: string; account: Person };
  toPerson: Person | null;
};

/** One answer, with who it is for and where it goes. */
export async function findAnswer(tx: Tx, brandId: number, messageId: string): Promise<SentAnswer | null> {
  const { rows } = await sql<SentAnswer>`
    select ${inFlightColumns},
      json_build_object('id', ch.id, 'network', ch.network, 'account', ch.account) channel,
      case when i.id is not null then json_build_object('remoteId', i.remote_id, 'handle', i.handle, 'name', i.name,
        'avatarUrl', i.avatar_url, 'profileUrl', i.profile_url) end "toPerson"
    from message m ${inFlightJoins}
    join channel ch on ch.brand_id = m.brand_id and ch.id = m.channel_id
    where m.brand_id = ${brandId} and m.id = ${messageId} and m.direction = 'out'`.execute(tx);
  return rows[0] ?? null;
}

/** Messages of a conversation that are no notes. */
export async function countPosts(tx: Tx, brandId: number, conversationId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int n from message
    where brand_id = ${brandId} and conversation_id = ${conversationId} and direction <> 'note'`.execute(tx);
  return rows[0]?.n ?? 0;
}

export async function insertMessages(tx: Tx, brandId: number, rows: readonly Message[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into message (brand_id, id, conversation_id, channel_id, thread_id, direction, visibility, remote_id,
      parent_remote_id, root_remote_id, identity_id, at, received_at, text, lang, media, warning, url, delivery, said,
      version, before, edited_at, deleted_at, deleted_by, delivered_at, seen_at, intents, readings, holding, search)
    select ${brandId}, id, conversation_id, channel_id, thread_id, direction, visibility, remote_id, parent_remote_id,
      root_remote_id, identity_id, at, received_at, text, lang, media, warning, url, delivery, said,
      version, before, edited_at, deleted_at, deleted_by, delivered_at, seen_at, string_to_array(intents, ' '), readings, holding, to_tsvector('simple', words)
    from unnest(
      ${rows.map(r => r.id)}::uuid[], ${rows.map(r => r.conversationId)}::uuid[], ${rows.map(r => r.channelId)}::uuid[],
      ${rows.map(r => r.threadId)}::uuid[], ${rows.map(r => r.direction)}::text[], ${rows.map(r => r.visibility)}::text[],
      ${rows.map(r => r.remoteId)}::text[], ${rows.map(r => r.parentRemoteId)}::text[],
      ${rows.map(r => r.rootRemoteId)}::text[], ${rows.map(r => r.identityId)}::uuid[],
      ${times(rows, r => r.at)}::timestamptz[], ${times(rows, r => r.receivedAt)}::timestamptz[],
      ${rows.map(r => r.text)}::text[], ${rows.map(r => r.lang)}::text[],
      ${rows.map(r => JSON.stringify(r.media))}::jsonb[], ${rows.map(r => r.warning)}::text[],
      ${rows.map(r => r.url)}::text[], ${rows.map(r => r.delivery)}::text[], ${rows.map(r => r.said)}::text[],
      ${rows.map(r => r.version)}::bigint[], ${rows.map(r => JSON.stringify(r.before))}::jsonb[],
      ${times(rows, r => r.editedAt)}::timestamptz[], ${times(rows, r => r.deletedAt)}::timestamptz[],
      ${rows.map(r => r.deletedBy)}::text[], ${times(rows, r => r.deliveredAt)}::timestamptz[],
      ${times(rows, r => r.seenAt)}::timestamptz[],
      ${rows.map(r => r.intents.join(' '))}::text[], ${rows.map(readingsJson)}::jsonb[],
      ${rows.map(r => r.holding)}::boolean[], ${rows.map(r => searchable(r.text))}::text[]
    ) n (id, conversation_id, channel_id, thread_id, direction, visibility, remote_id, parent_remote_id, root_remote_id,
      identity_id, at, received_at, text, lang, media, warning, url, delivery, said, version, before, edited_at, deleted_at,
      deleted_by, delivered_at, seen_at, intents, readings, holding, words)`.execute(tx);
}

export async function moveMessages(
  tx: Tx,
  brandId: number,
  moves: readonly { id: string; threadId: string; conversationId: string }[],
): Promise<void> {
  if (moves.length === 0) return;
  await sql`
    update message m set thread_id = n.thread_id, conversation_id = n.conversation_id
    from unnest(${moves.map(m => m.id)}::uuid[], ${moves.map(m => m.threadId)}::uuid[],
      ${moves.map(m => m.conversationId)}::uuid[]) n (id, thread_id, conversation_id)
    where m.brand_id = ${brandId} and m.id = any(${moves.map(m => m.id)}::uuid[]) and m.id = n.id`.execute(tx);
}

export type Edited = {
  id: string;
  text: string;
  intents: readonly string[];
  readings: ReadingsView | null;
  media: StoredMedia[] | null;
  at: Date;
  version: number;
};

/** Keeps the text before as a version. A deleted message stays deleted. */
export async function editMessages(tx: Tx, brandId: number, edits: readonly Edited[]): Promise<void> {
  if (edits.length === 0) return;
  await sql`
    update message m set
      before = case when m.text = n.text then m.before
        else m.before || jsonb_build_object('text', m.text, 'at', to_char(coalesce(m.edited_at, m.at) at time zone 'utc', ${ISO})) end,
      text = n.text, media = coalesce(n.media, m.media), edited_at = n.at, version = n.version,
      intents = string_to_array(n.intents, ' '), readings = n.readings, search = to_tsvector('simple', n.words)
    from unnest(${edits.map(e => e.id)}::uuid[], ${edits.map(e => e.text)}::text[],
      ${edits.map(e => (e.media === null ? null : JSON.stringify(e.media)))}::jsonb[], ${times(edits, e => e.at)}::timestamptz[],
      ${edits.map(e => e.version)}::bigint[], ${edits.map(e => e.intents.join(' '))}::text[],
      ${edits.map(readingsJson)}::jsonb[], ${edits.map(e => searchable(e.text))}::text[]
    ) n (id, text, media, at, version, intents, readings, words)
    where m.brand_id = ${brandId} and m.id = any(${edits.map(e => e.id)}::uuid[]) and m.id = n.id
      and m.deleted_at is null and m.version < n.version`.execute(tx);
}

const ISO = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"';

/** What its author took back is not kept: the row stays, so that its place and its turn stay, and the words go. */
export async function deleteMessages(
  tx: Tx,
  brandId: number,
  deletions: readonly { id: string; at: Date; by: 'author' | 'network' | 'us' }[],
): Promise<void> {
  if (deletions.length === 0) return;
  await sql`
    update message m set deleted_at = n.at, deleted_by = n.by, text = '', intents = '{}', readings = null, before = '[]', media = '[]', search = ''::tsvector
    from unnest(${deletions.map(d => d.id)}::uuid[], ${times(deletions, d => d.at)}::timestamptz[],
      ${deletions.map(d => d.by)}::text[]) n (id, at, by)
    where m.brand_id = ${brandId} and m.id = any(${deletions.map(d => d.id)}::uuid[]) and m.id = n.id
      and m.deleted_at is null`.execute(tx);
}

export type Confirmed = {
  id: string;
  remoteId: string;
  at: Date;
  url: string | null;
  foundByLookup: boolean;
  saidBy: string | null;
  /** What stands there, where somebody changed the words on the way; null: as written here. */
  text: string | null;
};

/**
 * Our answers that stand on the network. They were read without being held.
 * @returns how many were as they had been read; if fewer, somebody else was faster: begin again
 */
export async function confirmMessages(tx: Tx, brandId: number, confirmed: readonly Confirmed[]): Promise<number> {
  if (confirmed.length === 0) return 0;
  const { numAffectedRows } = await sql`
    update message m set delivery = 'sent', remote_id = n.remote_id, at = n.at, said = null,
      -- On somebody's word it has the address they gave, and no longer that of the page they were led to.
      url = case when n.said_by is null then coalesce(n.url, m.url) else n.url end,
      lease_until = null, found_by_lookup = n.found, said_by = n.said_by,
      before = case when n.text is null then m.before
        else m.before || jsonb_build_object('text', m.text, 'at', to_char(m.at at time zone 'utc', ${ISO})) end,
      edited_at = case when n.text is null then m.edited_at else n.at end,
      text = coalesce(n.text, m.text), search = case when n.text is null then m.search else to_tsvector('simple', n.words) end
    from unnest(${confirmed.map(c => c.id)}::uuid[], ${confirmed.map(c => c.remoteId)}::text[], ${times(confirmed, c => c.at)}::timestamptz[],
      ${confirmed.map(c => c.url)}::text[], ${confirmed.map(c => c.foundByLookup)}::bool[], ${confirmed.map(c => c.saidBy)}::uuid[],
      ${confirmed.map(c => c.text)}::text[], ${confirmed.map(c => searchable(c.text ?? ''))}::text[]) n (id, remote_id, at, url, found, said_by, text, words)
    where m.brand_id = ${brandId} and m.id = any(${confirmed.map(c => c.id)}::uuid[]) and m.id = n.id
      and (m.remote_id is null or m.remote_id like 'decided:%')`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

export async function removeMessages(tx: Tx, brandId: number, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`delete from message where brand_id = ${brandId} and id = any(${ids}::uuid[])`.execute(tx);
}
