/** Answers around a conversation: what colleagues have said there, and what is being answered. */
import { sql } from 'kysely';
import type { Db, Tx } from './db.ts';

export type OtherAnswer = {
  id: string;
  agentId: string | null;
  agentName: string | null;
  text: string;
  delivery: string;
};

/**
 * Answers by others (a colleague here or somebody in the network's own app) in this conversation, or in another that answers
 * it too, that came after the customer's last message by the network's clock or by ours; without those that failed. `unseenSince`: only those that
 * reached us after this message did.
 */
export async function answersByOthers(
  db: Db,
  asked: {
    brandId: number;
    conversationId: string;
    agentId: string | null;
    unseenSince: string | null;
    onlySent: boolean;
  },
): Promise<OtherAnswer[]> {
  const { brandId, conversationId, agentId, unseenSince } = asked;
  const states = asked.onlySent ? ['sent'] : ['sent', 'queued', 'sending', 'unsure', 'handed', 'held'];
  const { rows } = await sql<OtherAnswer>`
    with seen as (
      select received_at, at from message where brand_id = ${brandId} and id = ${unseenSince}::uuid),
    asked as (
      select at, received_at from message
      where brand_id = ${brandId} and conversation_id = ${conversationId} and direction = 'in' and deleted_at is null
      order by at desc, id desc limit 1)
    select m.id, m.agent_id "agentId", a.name "agentName", m.text, m.delivery
    from message m left join agent a on a.id = m.agent_id
    where m.brand_id = ${brandId} and (m.conversation_id = ${conversationId} or m.also_answers_id = ${conversationId})
      and m.direction = 'out' and m.delivery = any(${states}::text[]) and m.deleted_at is null
      and m.agent_id is distinct from ${agentId}
      and not exists (select from asked where m.at < asked.at and m.received_at < asked.received_at)
      and not exists (select from seen where (m.received_at, m.at) <= (seen.received_at, seen.at))
    order by m.at, m.id`.execute(db);
  return rows;
}

export type Target = {
  id: string;
  remoteId: string | null;
  rootRemoteId: string | null;
  at: Date;
  direction: 'in' | 'out' | 'note';
  visibility: 'public' | 'private' | 'note';
  /** The post's own page, where the network told one. */
  url: string | null;
  /** Written to us, rather than found by a query. */
  addressed: boolean;
};

/** What is answered: the named message of this conversation, or the customer's newest. */
export async function findTarget(
  tx: Tx,
  brandId: number,
  conversationId: string,
  messageId: string | null,
): Promise<Target | null> {
  const { rows } = await sql<Target>`
    select m.id, m.remote_id "remoteId", coalesce(m.root_remote_id, t.root_remote_id) "rootRemoteId", m.at, m.direction, m.visibility, m.url, m.addressed
    from message m join thread t on t.brand_id = m.brand_id and t.id = m.thread_id
    where m.brand_id = ${brandId} and m.conversation_id = ${conversationId}
      and case when ${messageId}::uuid is null then m.direction = 'in' and m.deleted_at is null else m.id = ${messageId}::uuid end
    order by m.at desc, m.id desc limit 1`.execute(tx);
  return rows[0] ?? null;
}

/** Private answers already given to one public post, the failed left out. */
export async function countPrivateReplies(
  tx: Tx,
  brandId: number,
  channelId: string,
  postRemoteId: string,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from message
    where brand_id = ${brandId} and channel_id = ${channelId} and parent_remote_id = ${postRemoteId}
      and direction = 'out' and visibility = 'private' and delivery <> 'failed' and also_answers_id is not null`.execute(
    tx,
  );
  return rows[0]?.n ?? 0;
}

/** The customer's last word in a conversation: private windows are counted from it. */
export async function lastHeardFrom(tx: Tx, brandId: number, conversationId: string): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select max(at) as at from message
    where brand_id = ${brandId} and conversation_id = ${conversationId} and direction = 'in'`.execute(tx);
  return rows[0]?.at ?? null;
}

/** An answer that was never sent, or never put up by hand, leaves without a trace but its event. */
export async function removeAnswer(tx: Tx, brandId: number, messageId: string): Promise<void> {
  await sql`delete from message where brand_id = ${brandId} and id = ${messageId} and delivery in ('queued', 'failed', 'handed', 'held', 'returned')`.execute(
    tx,
  );
}

/** The other side, public or private, of a conversation; read without holding anything. */
export async function linkedOf(db: Db, brandId: number, conversationId: string): Promise<string | null> {
  const { rows } = await sql<{ linkedId: string | null }>`
    select linked_id "linkedId" from conversation where brand_id = ${brandId} and id = ${conversationId}`.execute(db);
  return rows[0]?.linkedId ?? null;
}
