/** Deeds that are no answers. Each can be done twice without harm. */
import { NetworkFailure, type TheirPost } from '../connector.ts';
import type { TelegramContext } from './credentials.ts';
import { type Spot, spotOf } from './place.ts';
import { deed } from './send.ts';

/** Every chat allows this one unless its admins took it away; then Telegram says so. */
const LIKE = '👍';

export async function like(context: TelegramContext, { remoteId }: TheirPost): Promise<void> {
  await react(context, remoteId, [{ type: 'emoji', emoji: LIKE }]);
}

export async function unlike(context: TelegramContext, { remoteId }: TheirPost): Promise<void> {
  await react(context, remoteId, []);
}

async function react(context: TelegramContext, remoteId: string, reaction: unknown[]): Promise<void> {
  const { business, chat, message } = messageAt(remoteId);
  if (business !== null)
    throw new NetworkFailure('refuse', 'In chats of a business account no bot may react. Do it in Telegram itself.');
  await deed(context, 'setMessageReaction', { chat_id: Number(chat), message_id: message, reaction });
}

/** Out of the group, where the bot is an admin who may do that. In supergroups what they wrote there goes too. */
export async function block(context: TelegramContext, post: TheirPost): Promise<void> {
  const { chat_id, person } = inGroup(post);
  if (person < 0) return deed(context, 'banChatSenderChat', { chat_id, sender_chat_id: person });
  await deed(context, 'banChatMember', { chat_id, user_id: person });
}

export async function unblock(context: TelegramContext, post: TheirPost): Promise<void> {
  const { chat_id, person } = inGroup(post);
  if (person < 0) return deed(context, 'unbanChatSenderChat', { chat_id, sender_chat_id: person });
  await deed(context, 'unbanChatMember', { chat_id, user_id: person, only_if_banned: true });
}

function inGroup({ remoteId, person }: TheirPost): { chat_id: number; person: number } {
  const { business, chat } = messageAt(remoteId);
  const chat_id = Number(chat);
  if (business !== null || chat_id > 0)
    throw new NetworkFailure('refuse', 'In a chat of two no bot can block anybody: it is only ever written to.');
  return { chat_id, person: Number(person.remoteId) };
}

function messageAt(remoteId: string): Spot {
  const spot = spotOf(remoteId);
  if (spot === null) throw new NetworkFailure('refuse', 'This is no message of Telegram.');
  return spot;
}
