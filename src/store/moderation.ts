/** What we did to posts and people besides answering: one row a deed, kept as long as the post. */
import { type RawBuilder, sql } from 'kysely';
import type { ModerationDeed, ModerationMark, ModerationState, ReportGround } from '../core/moderation.ts';
import type { Person, Visibility } from '../core/post.ts';
import type { Db, Tx } from './db.ts';

/** What a deed is done to. */
export type ModeratedPost = {
  conversationId: string;
  inboxId: string;
  channelId: string;
  direction: 'in' | 'out' | 'note';
  visibility: Visibility | 'note';
  remoteId: string | null;
  rootRemoteId: string | null;
  /** The first post of its thread is ours. */
  underOurs: boolean;
  /** It stands on the network, as far as we know. */
  stands: boolean;
  /** The colleague who wrote it; null for customers, and for what was typed in the network's own app. */
  agentId: string | null;
  alsoAnswersId: string | null;
  text: string;
  at: Date;
  person: Person | null;
};

const post: RawBuilder<ModeratedPost> = sql`
  m.conversation_id "conversationId", c.inbox_id "inboxId", m.channel_id "channelId", m.direction, m.visibility, m.remote_id "remoteId",
  coalesce(m.root_remote_id, t.root_remote_id) "rootRemoteId",
  exists (select from message r where r.brand_id = m.brand_id and r.channel_id = m.channel_id and r.direction = 'out'
    and r.remote_id = coalesce(m.root_remote_id, t.root_remote_id) and r.remote_id is not null) "underOurs",
  m.remote_id is not null and m.deleted_at is null and (m.delivery is null or m.delivery = 'sent') stands,
  m.agent_id "agentId", m.also_answers_id "alsoAnswersId", m.text, m.at,
  case when i.id is not null then jsonb_build_object('remoteId', i.remote_id, 'handle', i.handle, 'name', i.name,
    'avatarUrl', i.avatar_url, 'profileUrl', i.profile_url) end as person`;

const postJoins = sql`
  join conversation c on c.brand_id = m.brand_id and c.id = m.conversation_id
  join thread t on t.brand_id = m.brand_id and t.id = m.thread_id
  left join identity i on i.brand_id = m.brand_id and i.id = m.identity_id`;

/** Read without holding it; its conversation is locked by whoever changes it. */
export async function findModeratedPost(db: Db, brandId: number, messageId: string): Promise<ModeratedPost | null> {
  const { rows } = await sql<ModeratedPost>`
    select ${post} from message m ${postJoins} where m.brand_id = ${brandId} and m.id = ${messageId}`.execute(db);
  return rows[0] ?? null;
}

export type NewModeration = {
  id: string;
  messageId: string;
  deed: ModerationDeed;
  reason: string | null;
  ground: ReportGround | null;
  words: string | null;
  agentId: string | null;
  rule: { id: string; name: string } | null;
  at: Date;
};

export async function insertModeration(tx: Tx, brandId: number, one: NewModeration): Promise<void> {
  const { id, messageId, agentId, rule, deed, reason, ground, words, at } = one;
  await sql`
    insert into moderation (brand_id, id, message_id, agent_id, rule_id, rule_name, deed, reason, ground, words, at, run_at, state)
    values (${brandId}, ${id}, ${messageId}, ${agentId}, ${rule?.id ?? null}, ${rule?.name ?? null}, ${deed}, ${reason},
      ${ground}, ${words}, ${at}, ${at}, 'queued')`.execute(tx);
}

/** A deed on its way. */
export type Moderation = {
  id: string;
  messageId: string;
  deed: ModerationDeed;
  state: ModerationState;
  reason: string | null;
  ground: ReportGround | null;
  said: string | null;
  agentId: string | null;
  at: Date;
  runAt: Date;
  leaseUntil: Date | null;
  attempts: number;
};

/** The conversation of its post must be locked before, as everybody locks who changes a message. */
export async function lockModeration(tx: Tx, brandId: number, id: string): Promise<Moderation | null> {
  const { rows } = await sql<Moderation>`
    select id, message_id "messageId", deed, state, reason, ground, said, agent_id "agentId", at, run_at "runAt",
      lease_until "leaseUntil", attempts
    from moderation where brand_id = ${brandId} and id = ${id} for update`.execute(tx);
  return rows[0] ?? null;
}

export async function placeOfModeration(
  db: Db,
  brandId: number,
  id: string,
): Promise<{ messageId: string; conversationId: string } | null> {
  const { rows } = await sql<{ messageId: string; conversationId: string }>`
    select m.id "messageId", m.conversation_id "conversationId" from moderation d
    join message m on m.brand_id = d.brand_id and m.id = d.message_id
    where d.brand_id = ${brandId} and d.id = ${id}`.execute(db);
  return rows[0] ?? null;
}

export type NextModeration =
  | { state: 'queued'; said: string | null; runAt: Date }
  | { state: 'doing'; leaseUntil: Date }
  | { state: 'done' | 'failed' | 'unsure'; said: string | null; at: Date };

/** Beginning counts an attempt. */
export async function writeModeration(tx: Tx, brandId: number, id: string, next: NextModeration): Promise<void> {
  const isDoing = next.state === 'doing';
  await sql`
    update moderation set state = ${next.state}, said = ${'said' in next ? next.said : null},
      run_at = coalesce(${'runAt' in next ? next.runAt : null}, run_at), lease_until = ${isDoing ? next.leaseUntil : null},
      attempts = attempts + ${isDoing ? 1 : 0}, ended_at = ${'at' in next ? next.at : null}
    where brand_id = ${brandId} and id = ${id}`.execute(tx);
}

/** Deeds nobody is moving: overdue, or begun by somebody who died. */
export async function strandedModerations(
  db: Db,
  now: Date,
  overdueBefore: Date,
  limit: number,
): Promise<{ brandId: number; id: string }[]> {
  const { rows } = await sql<{ brandId: number; id: string }>`
    select brand_id "brandId", id from moderation
    where state in ('queued', 'doing') and coalesce(lease_until, run_at) < ${now}
      and (state = 'doing' or run_at < ${overdueBefore})
    order by coalesce(lease_until, run_at) limit ${limit}`.execute(db);
  return rows;
}

const ISO = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"';

/** The latest deed of each matter on message `m`, as the message carries them. */
export const moderationMarks: RawBuilder<ModerationMark[]> = sql`(
  select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'deed', d.deed, 'state', d.state, 'said', d.said, 'reason', d.reason,
    'ground', d.ground, 'agentId', d.agent_id, 'ruleName', d.rule_name,
    'at', to_char(d.at at time zone 'utc', ${ISO})) order by d.at, d.id), '[]')
  from (select distinct on (o.matter) o.* from moderation o where o.brand_id = m.brand_id and o.message_id = m.id
    order by o.matter, o.at desc, o.id desc) d)`;

/** One line of the audit. */
export type ModerationLine = Omit<ModerationMark, 'at'> & {
  at: Date;
  endedAt: Date | null;
  agentName: string | null;
  messageId: string;
  conversationId: string;
  network: string;
  channelName: string;
  /** Whose post; null: our own. */
  personName: string | null;
  /** What it says now, or said before we deleted it. */
  text: string;
  url: string | null;
};

export type LinesAsked = {
  brandId: number;
  scope: readonly string[] | null;
  messageId: string | null;
  agentId: string | null;
  deed: ModerationDeed | null;
  before: { at: string; id: string } | null;
  limit: number;
};

/** Newest first. */
export async function listModerations(db: Db, asked: LinesAsked): Promise<ModerationLine[]> {
  const { brandId, scope, messageId, agentId, deed, before, limit } = asked;
  const { rows } = await sql<ModerationLine>`
    select d.id, d.deed, d.state, d.said, d.reason, d.ground, d.agent_id "agentId", d.rule_name "ruleName", d.at,
      d.ended_at "endedAt", a.name "agentName", d.message_id "messageId", m.conversation_id "conversationId",
      ch.network, ch.name "channelName",
      case when m.direction = 'in' then coalesce(nullif(i.name, ''), i.handle, i.remote_id) end "personName",
      coalesce(nullif(m.text, ''), d.words, '') as text, m.url
    from moderation d
    join message m on m.brand_id = d.brand_id and m.id = d.message_id
    join conversation c on c.brand_id = m.brand_id and c.id = m.conversation_id
    join channel ch on ch.brand_id = m.brand_id and ch.id = m.channel_id
    left join identity i on i.brand_id = m.brand_id and i.id = m.identity_id
    left join agent a on a.id = d.agent_id
    where d.brand_id = ${brandId}
      and (${scope}::uuid[] is null or c.inbox_id = any(${scope}::uuid[]))
      and (${messageId}::uuid is null or d.message_id = ${messageId}::uuid)
      and (${agentId}::uuid is null or d.agent_id = ${agentId}::uuid)
      and (${deed}::text is null or d.deed = ${deed}::text)
      and (${before?.at ?? null}::timestamptz is null
        or (d.at, d.id) < (${before?.at ?? null}::timestamptz, ${before?.id ?? null}::uuid))
    order by d.at desc, d.id desc limit ${limit}`.execute(db);
  return rows;
}

/** The deed about the same matter that is on its way, or the last one that was. */
export async function latestOfMatter(
  tx: Tx,
  brandId: number,
  messageId: string,
  matter: string,
): Promise<{ deed: ModerationDeed; state: ModerationState } | null> {
  const { rows } = await sql<{ deed: ModerationDeed; state: ModerationState }>`
    select deed, state from moderation
    where brand_id = ${brandId} and message_id = ${messageId} and matter = ${matter}
    order by at desc, id desc limit 1`.execute(tx);
  return rows[0] ?? null;
}
