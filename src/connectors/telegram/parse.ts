/** Telegram's messages into ours. Private: chats with the bot, with a business account and with a channel. Public: groups and comments. */
import { type Person, POST_TEXT_LIMIT, type Post, type Visibility } from '../../core/post.ts';
import type { OwnNames } from '../kit/own-names.ts';
import { filesOf } from './files.ts';
import { personOfChat, personOfUser } from './people.ts';
import { type Chat, nameOfRoom, nameOfSpot, talkOf } from './place.ts';
import type { Answered, Message, SentMessage } from './schema.ts';
import { wordsOf } from './words.ts';

/** Who the bot is, and who else speaks for the company. */
export type Us = { account: Person; names: OwnNames };

/** Null for what says nothing: somebody joined, a title changed, a message was pinned. */
export function postOf(message: Message, us: Us): Post | null {
  const text = cut(wordsOf(message));
  const attachments = filesOf(message);
  if (text === '' && attachments.length === 0) return null;
  const own = isOwn(message, us);
  const isPrivate = visibilityOf(message) === 'private';
  const parentRemoteId = parentOf(message);
  return {
    remoteId: idOf(message),
    at: new Date(message.date * 1000),
    author: authorOf(message, us),
    own,
    key: null,
    visibility: isPrivate ? 'private' : 'public',
    parentRemoteId,
    rootRemoteId: isPrivate ? null : rootOf(message, parentRemoteId),
    room: isPrivate ? privateRoom(message) : null,
    roomWith: isPrivate && own ? otherIn(message) : null,
    text,
    lang: null,
    attachments,
    url: isPrivate ? null : urlOf(message),
    addressed: !own && (isPrivate || isForUs(message, us)),
    warning: null,
  };
}

/** What a channel wrote is one post, however often it is told: there, and once more in the group where it is talked about. */
export function idOf(message: Message | SentMessage | Answered): string {
  const { chat, message_id } = originOf(message) ?? message;
  const business = 'business_connection_id' in message ? (message.business_connection_id ?? null) : null;
  return nameOfSpot({ business, chat: String(chat.id), message: message_id });
}

function originOf(message: Message | SentMessage | Answered) {
  if (!('is_automatic_forward' in message) || !message.is_automatic_forward) return null;
  const chat = message.forward_origin?.chat ?? message.forward_from_chat;
  const message_id = message.forward_origin?.message_id ?? message.forward_from_message_id;
  return chat == null || message_id == null ? null : { chat, message_id };
}

function visibilityOf({ chat }: Message): Visibility {
  return chat.type === 'private' || chat.is_direct_messages ? 'private' : 'public';
}

function chatOf({ chat, business_connection_id }: SentMessage): Chat {
  return { business: business_connection_id ?? null, chat: String(chat.id) };
}

export function privateRoom(message: SentMessage): string {
  const direct = message.direct_messages_topic?.topic_id ?? null;
  return nameOfRoom({ ...chatOf(message), topic: topicOf(message), direct });
}

function topicOf({ is_topic_message, message_thread_id }: SentMessage): number | null {
  return is_topic_message ? (message_thread_id ?? null) : null;
}

/** Whoever the private talk is with. */
function otherIn({ chat, direct_messages_topic }: Message): Person {
  return direct_messages_topic?.user != null ? personOfUser(direct_messages_topic.user) : personOfChat(chat);
}

function authorOf(message: Message, { account }: Us): Person {
  const { from, sender_chat, chat } = message;
  if (sender_chat != null) return personOfChat(sender_chat);
  if (from == null) return personOfChat(chat);
  return String(from.id) === account.remoteId ? account : personOfUser(from);
}

function isOwn(message: Message, { account, names }: Us): boolean {
  const { chat, from, sender_chat, direct_messages_topic } = message;
  if (String(from?.id) === account.remoteId && sender_chat == null) return true;
  // The owner of a business account, or a bot in that name, writes to the customer whose chat it is.
  if (message.business_connection_id != null) return message.sender_business_bot != null || from?.id !== chat.id;
  if (direct_messages_topic?.user != null) return from?.id !== direct_messages_topic.user.id;
  if (chat.type === 'private') return false;
  // A bot is shown posts of channels that let it in as an admin, and what these hand on to their groups.
  if (chat.type === 'channel' || message.is_automatic_forward) return true;
  // An admin who stays unnamed speaks as the group.
  if (sender_chat != null) return sender_chat.id === chat.id || names.has(sender_chat.username ?? null);
  return names.has(from?.username ?? null);
}

function parentOf(message: Message): string | null {
  const { reply_to_message: answered, external_reply, message_thread_id } = message;
  if (answered != null) {
    // What is said in a topic is told as an answer to the topic's own beginning.
    if (topicOf(message) !== null && answered.message_id === message_thread_id) return null;
    return idOf({ ...answered, business_connection_id: message.business_connection_id } as Answered);
  }
  if (visibilityOf(message) === 'private' || external_reply?.chat == null || external_reply.message_id == null)
    return null;
  return nameOfSpot({ business: null, chat: String(external_reply.chat.id), message: external_reply.message_id });
}

/** Comments hang below the channel's post; all else in a group is one talk, or one for each of its topics. */
function rootOf(message: Message, parentRemoteId: string | null): string | null {
  const { chat, reply_to_message: answered } = message;
  if (chat.type === 'channel' || message.is_automatic_forward) return null;
  if (answered?.is_automatic_forward) return parentRemoteId;
  // Below other comments the channel's post is found by what they answer.
  return parentRemoteId !== null ? null : talkOf(String(chat.id), topicOf(message));
}

/** In a group: it answers the bot or the channel, names the bot, or is a command. */
function isForUs(message: Message, { account }: Us): boolean {
  const { reply_to_message: answered } = message;
  if (answered?.is_automatic_forward || String(answered?.from?.id) === account.remoteId) return true;
  const text = message.text ?? message.caption ?? '';
  const handle = account.handle?.toLowerCase() ?? null;
  const entities = (message.text == null ? message.caption_entities : message.entities) ?? [];
  return entities.some(({ type, offset, length, user }) => {
    const said = text.slice(offset, offset + length).toLowerCase();
    if (type === 'text_mention') return String(user?.id) === account.remoteId;
    if (type === 'mention') return handle !== null && said === `@${handle}`;
    if (type !== 'bot_command') return false;
    const [, whose] = said.split('@');
    return whose === undefined || whose === handle;
  });
}

/** Supergroups and channels have pages; those without a name only for their members. */
export function urlOf(message: Message | SentMessage): string | null {
  const { chat, message_id } = originOf(message) ?? message;
  if (chat.username != null && /^\w+$/.test(chat.username)) return `https://t.me/${chat.username}/${message_id}`;
  const [, number] = /^-100(\d+)$/.exec(String(chat.id)) ?? [];
  return number === undefined ? null : `https://t.me/c/${number}/${message_id}`;
}

function cut(text: string): string {
  return text.length > POST_TEXT_LIMIT ? text.slice(0, POST_TEXT_LIMIT).toWellFormed() : text;
}
