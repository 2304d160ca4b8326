import type { Conversation } from '../core/conversation.ts';
import { isUuid } from '../core/id.ts';
import { maySee } from '../core/permission.ts';
import { Refusal } from '../core/refusal.ts';
import { cleanText } from '../core/text.ts';
import type { ConversationView, MessageView } from '../core/view.ts';
import { loadConversationViews } from '../store/conversations.ts';
import type { Tx } from '../store/db.ts';
import { loadMessageViews } from '../store/messages.ts';
import { insertNoteRow } from '../store/own-messages.ts';
import { reachOf } from '../store/status.ts';
import { changeConversation } from './change.ts';
import type { Desk } from './desk.ts';
import { notify } from './notify.ts';
import type { Who } from './permit.ts';

/** What is noted, and the colleagues it names. */
export type NoteInput = { text: string; mentions?: readonly string[] | undefined };

/** A word between colleagues; no customer sees it, and no clock hears it. Whoever it names is told. */
export async function note(
  desk: Desk,
  who: Who,
  id: string,
  input: NoteInput,
): Promise<{ message: MessageView; conversation: ConversationView }> {
  let message: MessageView | undefined;
  const { conversation } = await changeConversation(desk, who, id, async (tx, row, at) => {
    const messageId = await insertNote(tx, desk, who, row, input, at);
    message = (await loadMessageViews(tx, who.brandId, [messageId])).get(messageId);
    return { changes: [{ kind: 'message.added', conversationId: id, messageId }] };
  });
  if (message === undefined) throw new Error(`the note in ${id} could not be read back`);
  return { message, conversation };
}

/** Part of a deed on a locked conversation. @returns the note's id */
export async function insertNote(
  tx: Tx,
  desk: Desk,
  who: Who,
  row: Conversation,
  { text, mentions = [] }: NoteInput,
  at: Date,
): Promise<string> {
  const words = cleanText(text).trim();
  if (words === '') throw new Refusal('not_valid', 'Write a word or two first.');
  const id = desk.makeId();
  const named = [...new Set(mentions)];
  for (const agentId of named) await refuseIfBlind(tx, who, agentId, row.inboxId);
  const { channelId, threadId } = row;
  await insertNoteRow(tx, who.brandId, {
    id,
    conversationId: row.id,
    channelId,
    threadId,
    agentId: who.agentId,
    at,
    text: words,
    mentions: named,
  });
  if (named.length === 0) return id;
  const { brandId, agentId: fromId } = who;
  const parts = { ...(await personIn(tx, brandId, row)), words };
  const about = { kind: 'mentioned', cause: `note ${id}`, conversationId: row.id, fromId, parts } as const;
  await notify(
    tx,
    { brandId, at, makeId: desk.makeId },
    named.map(agentId => ({ agentId, ...about })),
  );
  return id;
}

/** Only colleagues who can read it are named. */
async function refuseIfBlind(tx: Tx, { brandId }: Who, agentId: string, inboxId: string): Promise<void> {
  const reach = isUuid(agentId) ? await reachOf(tx, brandId, agentId) : null;
  if (reach === null || !maySee(reach, inboxId)) {
    throw new Refusal('not_valid', 'One of the colleagues you name does not see this inbox. Name somebody who does.');
  }
}

/** The customer's name, for those who are told of a conversation. */
export async function personIn(tx: Tx, brandId: number, { id }: Conversation): Promise<{ person?: string }> {
  const face = (await loadConversationViews(tx, brandId, [id])).get(id)?.face;
  return face ? { person: face.name } : {};
}
