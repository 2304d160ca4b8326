import type { Conversation } from '../core/conversation.ts';
import { Refusal } from '../core/refusal.ts';
import { cleanText } from '../core/text.ts';
import type { ConversationView, MessageView } from '../core/view.ts';
import type { Tx } from '../store/db.ts';
import { loadMessageViews } from '../store/messages.ts';
import { insertNoteRow } from '../store/own-messages.ts';
import { changeConversation } from './change.ts';
import type { Desk } from './desk.ts';
import type { Who } from './permit.ts';

/** A word between colleagues; no customer sees it, and no clock hears it. */
export async function note(
  desk: Desk,
  who: Who,
  id: string,
  text: string,
): Promise<{ message: MessageView; conversation: ConversationView }> {
  let message: MessageView | undefined;
  const { conversation } = await changeConversation(desk, who, id, async (tx, row, at) => {
    const messageId = await insertNote(tx, desk, who, row, text, at);
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
  text: string,
  at: Date,
): Promise<string> {
  const words = cleanText(text).trim();
  if (words === '') throw new Refusal('not_valid', 'Write a word or two first.');
  const id = desk.makeId();
  const { channelId, threadId } = row;
  await insertNoteRow(tx, who.brandId, {
    id,
    conversationId: row.id,
    channelId,
    threadId,
    agentId: who.agentId,
    at,
    text: words,
  });
  return id;
}
