/** What we write ourselves: notes between colleagues and answers on their way out. */
import { sql } from 'kysely';
import type { StoredMedia } from '../core/conversation.ts';
import { searchable } from '../core/text.ts';
import type { Db, Tx } from './db.ts';

export type OwnMessage = {
  id: string;
  conversationId: string;
  channelId: string;
  threadId: string;
  agentId: string;
  at: Date;
  text: string;
};

export type Answer = OwnMessage & {
  visibility: 'public' | 'private';
  parentRemoteId: string | null;
  rootRemoteId: string | null;
  /** The public conversation a private answer answers too. */
  alsoAnswersId: string | null;
  media: StoredMedia[];
  /** Null where it is handed over instead. */
  sendAt: Date | null;
  /** The network's own page, and when somebody took it there; null where it leaves from here. */
  handedOver: { url: string; at: Date } | null;
  resolves: boolean;
  /** Answers of others that its author knew of. Another one stops it before it leaves. */
  answersKnown: readonly string[];
  /** It leaves although another has answered. */
  anyway: boolean;
  /** It only says that we are at it, and closes no turn. */
  holding: boolean;
  /** No person wrote it for this very one. */
  automatic?: boolean;
  /** The approved template it goes out as; its text is what that reads as. */
  template?: { name: string; language: string; values: Record<string, string> } | null;
};

export async function insertNoteRow(
  tx: Tx,
  brandId: number,
  note: Omit<OwnMessage, 'agentId'> & {
    agentId: string | null;
    mentions: readonly string[];
    /** The rule that wrote it, where no colleague did. */
    ruleName?: string;
  },
): Promise<void> {
  await sql`
    insert into message (brand_id, id, conversation_id, channel_id, thread_id, direction, visibility, agent_id, at, received_at, text, mentions, rule_name, search)
    values (${brandId}, ${note.id}, ${note.conversationId}, ${note.channelId}, ${note.threadId}, 'note', 'note', ${note.agentId},
      ${note.at}, ${note.at}, ${note.text}, ${note.mentions}::uuid[], ${note.ruleName ?? null}, to_tsvector('simple', ${searchable(note.text)}))`.execute(
    tx,
  );
}

export async function insertAnswer(tx: Tx, brandId: number, answer: Answer): Promise<void> {
  await sql`
    insert into message (brand_id, id, conversation_id, channel_id, thread_id, direction, visibility, parent_remote_id, root_remote_id,
      agent_id, also_answers_id, at, received_at, text, media, delivery, send_at, url, handed_at, resolves, answers_known, anyway, holding, automatic, template, search)
    values (${brandId}, ${answer.id}, ${answer.conversationId}, ${answer.channelId}, ${answer.threadId}, 'out', ${answer.visibility},
      ${answer.parentRemoteId}, ${answer.rootRemoteId}, ${answer.agentId}, ${answer.alsoAnswersId}, ${answer.at}, ${answer.at},
      ${answer.text}, ${JSON.stringify(answer.media)}::jsonb, ${answer.handedOver === null ? 'queued' : 'handed'}, ${answer.sendAt},
      ${answer.handedOver?.url ?? null}, ${answer.handedOver?.at ?? null}, ${answer.resolves}, ${answer.answersKnown}::uuid[], ${answer.anyway}, ${answer.holding}, ${answer.automatic ?? false},
      ${answer.template ? JSON.stringify(answer.template) : null}::jsonb, to_tsvector('simple', ${searchable(answer.text)}))`.execute(
    tx,
  );
}

export type Owner = {
  conversationId: string;
  alsoAnswersId: string | null;
  agentId: string | null;
  direction: 'in' | 'out' | 'note';
};

export async function ownerOfMessage(db: Db, brandId: number, messageId: string): Promise<Owner | null> {
  const { rows } = await sql<Owner>`
    select conversation_id "conversationId", also_answers_id "alsoAnswersId", agent_id "agentId", direction from message
    where brand_id = ${brandId} and id = ${messageId}`.execute(db);
  return rows[0] ?? null;
}

/** Type and size of files we hold. */
export async function describeMedia(
  db: Db,
  brandId: number,
  ids: readonly string[],
): Promise<Map<string, { type: string; bytes: number }>> {
  const { rows } = await sql<{ id: string; type: string; bytes: number }>`
    select id, type, length(bytes) as bytes from media where brand_id = ${brandId} and id = any(${ids}::text[])`.execute(
    db,
  );
  return new Map(rows.map(({ id, ...file }) => [id, file]));
}

export async function writeAnyway(tx: Tx, brandId: number, messageId: string): Promise<void> {
  await sql`update message set anyway = true where brand_id = ${brandId} and id = ${messageId}`.execute(tx);
}

/** It resolves its conversation once it stands on the network. */
export async function writeResolves(tx: Tx, brandId: number, messageId: string): Promise<void> {
  await sql`update message set resolves = true where brand_id = ${brandId} and id = ${messageId}`.execute(tx);
}

export async function inboxOfMessage(db: Db, brandId: number, messageId: string): Promise<string | null> {
  const { rows } = await sql<{ inboxId: string }>`
    select c.inbox_id "inboxId" from message m join conversation c on c.brand_id = m.brand_id and c.id = m.conversation_id
    where m.brand_id = ${brandId} and m.id = ${messageId}`.execute(db);
  return rows[0]?.inboxId ?? null;
}

/**
 * What stood on the network on nothing but somebody's word waits there again, as when it was handed over.
 * @param url the page it is to be put up on
 * @returns whether it was so
 */
export async function handBack(tx: Tx, brandId: number, messageId: string, url: string | null): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update message set delivery = 'handed', remote_id = null, said_by = null, at = handed_at, url = ${url}
    where brand_id = ${brandId} and id = ${messageId} and delivery = 'sent' and said_by is not null
      and handed_at is not null and remote_id like 'decided:%'`.execute(tx);
  return numAffectedRows === 1n;
}
