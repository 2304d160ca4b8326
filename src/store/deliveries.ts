/** An answer on its way: its state, the lease of whoever is sending it, and every attempt. */
import { type RawBuilder, sql } from 'kysely';
import type { StoredMedia } from '../core/conversation.ts';
import type { DeliveryState } from '../core/delivery.ts';
import type { Person, Visibility } from '../core/post.ts';
import type { Db, Tx } from './db.ts';

/** What must be known to send an answer, or to look for it. */
export type Outgoing = {
  brandId: number;
  id: string;
  conversationId: string;
  channelId: string;
  agentId: string | null;
  visibility: Visibility;
  text: string;
  lang: string | null;
  writtenAt: Date;
  media: StoredMedia[];
  delivery: DeliveryState;
  said: string | null;
  sendAt: Date | null;
  leaseUntil: Date | null;
  attempts: number;
  resolves: boolean;
  anyway: boolean;
  answersKnown: string[];
  alsoAnswersId: string | null;
  parentRemoteId: string | null;
  rootRemoteId: string | null;
  /** The page of the post that is answered, where the network told one. */
  parentUrl: string | null;
  /** That post was written to us, rather than found by a query. */
  parentAddressed: boolean;
  /** When it was posted; null where we hold no such post. */
  parentAt: Date | null;
  /** When they last wrote in its private room; null in public, and where they never did. */
  lastHeardAt: Date | null;
  /** No person wrote it for this very one. */
  automatic: boolean;
  /** The approved template it goes out as. */
  template: { name: string; language: string; values: Record<string, string> } | null;
  /** The private room of its conversation; null in public threads. */
  room: string | null;
  /** Whom it is written to. */
  person: Person | null;
};

const outgoingColumns: RawBuilder<Outgoing> = sql`
  m.brand_id "brandId", m.id, m.conversation_id "conversationId", m.channel_id "channelId", m.agent_id "agentId", m.visibility, m.text,
  c.lang, m.received_at "writtenAt", m.media, m.delivery, m.said, m.send_at "sendAt", m.lease_until "leaseUntil", m.attempts, m.resolves, m.anyway,
  m.answers_known "answersKnown", m.also_answers_id "alsoAnswersId", m.parent_remote_id "parentRemoteId",
  m.root_remote_id "rootRemoteId", (
    select p.url from message p
    where p.brand_id = m.brand_id and p.channel_id = m.channel_id and p.remote_id = m.parent_remote_id limit 1) "parentUrl", coalesce((
    select p.addressed from message p
    where p.brand_id = m.brand_id and p.channel_id = m.channel_id and p.remote_id = m.parent_remote_id limit 1), true) "parentAddressed", (
    select p.at from message p
    where p.brand_id = m.brand_id and p.channel_id = m.channel_id and p.remote_id = m.parent_remote_id limit 1) "parentAt",
  case when t.visibility = 'private' then (
    select max(p.at) from message p
    where p.brand_id = m.brand_id and p.conversation_id = m.conversation_id and p.direction = 'in') end "lastHeardAt", m.automatic, m.template,
  case t.visibility when 'private' then t.root_remote_id end as room,
  case when i.id is not null then jsonb_build_object('remoteId', i.remote_id, 'handle', i.handle, 'name', i.name,
    'avatarUrl', i.avatar_url, 'profileUrl', i.profile_url, 'also', (
      -- The one told last comes first.
      select coalesce(jsonb_agg(a.remote_id order by a.told_at desc, a.remote_id), '[]') from identity_alias a
      where a.brand_id = i.brand_id and a.identity_id = i.id)) end as person`;

/** The conversation must be locked before, as everybody locks who changes a message. */
export async function lockOutgoing(tx: Tx, brandId: number, messageId: string): Promise<Outgoing | null> {
  const { rows } = await sql<Outgoing>`
    select ${outgoingColumns} from message m
    join conversation c on c.brand_id = m.brand_id and c.id = m.conversation_id
    join thread t on t.brand_id = c.brand_id and t.id = c.thread_id
    left join identity i on i.brand_id = c.brand_id and i.id = c.identity_id
    where m.brand_id = ${brandId} and m.id = ${messageId} and m.direction = 'out'
    for update of m`.execute(tx);
  return rows[0] ?? null;
}

/** Where an answer stands, without holding it. */
export async function placeOfAnswer(db: Db, brandId: number, messageId: string): Promise<string | null> {
  const { rows } = await sql<{ conversationId: string }>`
    select conversation_id "conversationId" from message
    where brand_id = ${brandId} and id = ${messageId} and direction = 'out'`.execute(db);
  return rows[0]?.conversationId ?? null;
}

export type NextDelivery = {
  state: Exclude<DeliveryState, 'sent'>;
  said: string | null;
  /** Queued: when it leaves. */
  sendAt?: Date;
  /** Sending: until when nobody else may touch it. Unsure: when it is looked up next; null, when a person must decide. */
  leaseUntil?: Date | null;
};

export async function writeDelivery(tx: Tx, brandId: number, messageId: string, next: NextDelivery): Promise<void> {
  await sql`
    update message set delivery = ${next.state}, said = ${next.said}, send_at = coalesce(${next.sendAt ?? null}, send_at),
      lease_until = ${next.leaseUntil ?? null}
    where brand_id = ${brandId} and id = ${messageId}`.execute(tx);
}

/** Begins an attempt under the next number. @returns the number */
export async function beginAttempt(tx: Tx, brandId: number, messageId: string, at: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    with counted as (
      update message set attempts = attempts + 1 where brand_id = ${brandId} and id = ${messageId} returning attempts)
    insert into attempt (brand_id, message_id, n, at, outcome)
    select ${brandId}, ${messageId}, attempts, ${at}, 'sending' from counted returning n`.execute(tx);
  const first = rows[0];
  if (first === undefined) throw new Error(`the answer ${messageId} vanished while it was locked`);
  return first.n;
}

/** The last attempt of an answer ends. */
export async function endAttempt(
  tx: Tx,
  brandId: number,
  messageId: string,
  outcome: string,
  said: string | null,
): Promise<void> {
  await sql`
    update attempt set outcome = ${outcome}, said = ${said}
    where brand_id = ${brandId} and message_id = ${messageId}
      and n = (select max(n) from attempt where brand_id = ${brandId} and message_id = ${messageId})`.execute(tx);
}

export type Attempt = { n: number; at: Date; outcome: string; said: string | null };

export async function listAttempts(db: Db, brandId: number, messageId: string): Promise<Attempt[]> {
  const { rows } = await sql<Attempt>`
    select a.n, a.at, a.said,
      -- The stream may have confirmed it before the sender could write so.
      case when a.outcome in ('sending', 'unsure') and m.delivery = 'sent' and a.n = m.attempts then 'sent' else a.outcome end as outcome
    from attempt a join message m on m.brand_id = a.brand_id and m.id = a.message_id
    where a.brand_id = ${brandId} and a.message_id = ${messageId} order by a.n`.execute(db);
  return rows;
}

/** Holds the lease while the network takes its time. @returns false when somebody else has taken over or it is decided */
export async function renewLease(db: Db, brandId: number, messageId: string, until: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update message set lease_until = ${until} where brand_id = ${brandId} and id = ${messageId} and delivery = 'sending'`.execute(
    db,
  );
  return numAffectedRows === 1n;
}

export type Stranded = { brandId: number; id: string };

/** Answers nobody is moving: overdue in the queue, sent by somebody who died, or unsure and due for another look. */
export async function strandedAnswers(db: Db, now: Date, overdueBefore: Date, limit: number): Promise<Stranded[]> {
  const { rows } = await sql<Stranded>`
    select brand_id "brandId", id from message
    where (delivery = 'queued' and coalesce(lease_until, send_at) < ${overdueBefore})
      or (delivery in ('sending', 'unsure') and lease_until < ${now})
    order by coalesce(lease_until, send_at) limit ${limit}`.execute(db);
  return rows;
}

/** Answers that stand on the network and have not yet resolved what they should. */
export async function unresolvedAnswers(db: Db, limit: number): Promise<Stranded[]> {
  const { rows } = await sql<Stranded>`
    select brand_id "brandId", id from message where resolves and delivery = 'sent' limit ${limit}`.execute(db);
  return rows;
}

/** Takes the wish to resolve off an answer that stands on the network. Null: there is none (any more). */
export async function takeResolve(
  tx: Tx,
  brandId: number,
  messageId: string,
): Promise<{ conversationId: string; agentId: string | null } | null> {
  const { rows } = await sql<{ conversationId: string; agentId: string | null }>`
    update message set resolves = false
    where brand_id = ${brandId} and id = ${messageId} and resolves and delivery = 'sent'
    returning coalesce(also_answers_id, conversation_id) "conversationId", agent_id "agentId"`.execute(tx);
  return rows[0] ?? null;
}

/** How many attempts in a row ended in no answer that counts: turned away, or unknown. At least 1. */
export async function triesInARow(tx: Tx, brandId: number, messageId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from attempt
    where brand_id = ${brandId} and message_id = ${messageId} and n > coalesce((
      select max(n) from attempt
      where brand_id = ${brandId} and message_id = ${messageId} and outcome not in ('retry', 'unsure', 'sending')), 0)`.execute(
    tx,
  );
  return Math.max(1, rows[0]?.n ?? 1);
}

/** An attempt before the last ended without anybody knowing how, and nobody has found out since. */
export async function wasUnsureBefore(tx: Tx, brandId: number, messageId: string): Promise<boolean> {
  const { rows } = await sql`
    select from attempt
    where brand_id = ${brandId} and message_id = ${messageId} and outcome = 'unsure'
      and n < (select max(n) from attempt where brand_id = ${brandId} and message_id = ${messageId}) limit 1`.execute(
    tx,
  );
  return rows.length > 0;
}

export async function firstAttemptAt(tx: Tx, brandId: number, messageId: string): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select min(at) as at from attempt where brand_id = ${brandId} and message_id = ${messageId}`.execute(tx);
  return rows[0]?.at ?? null;
}
