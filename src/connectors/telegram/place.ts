/**
 * Where a message stands. Its number is unique in its chat alone, and a chat of a business account has the same number as the
 * customer's chat with the bot: so a message is named by all of them.
 */

/** `business`: the connection through which a business account's chat is reached; null for the bot's own chats. */
export type Chat = { business: string | null; chat: string };
export type Spot = Chat & { message: number };
/** `topic`: one of several talks within a chat; `direct`: somebody's talk with a channel. */
export type Room = Chat & { topic: number | null; direct: number | null };

const SPOT = /^(?:biz:([^\s]{1,256}):)?(-?\d{1,16}):(\d{1,16})$/;
const ROOM = /^(?:biz:([^\s]{1,256}):)?(-?\d{1,16})(?::(topic|dm)(\d{1,16}))?$/;

/** `5551:17`, `biz:connection:5551:17` */
export function nameOfSpot({ business, chat, message }: Spot): string {
  return `${prefix(business)}${chat}:${message}`;
}

export function spotOf(remoteId: string | null): Spot | null {
  const [whole, business = null, chat = '', message = ''] = SPOT.exec(remoteId ?? '') ?? [];
  return whole === undefined ? null : { business, chat, message: Number(message) };
}

/** `5551`, `5551:topic7`, `-1001:dm5551`, `biz:connection:5551` */
export function nameOfRoom({ business, chat, topic, direct }: Room): string {
  const part = direct !== null ? `:dm${direct}` : topic !== null ? `:topic${topic}` : '';
  return `${prefix(business)}${chat}${part}`;
}

export function roomOf(name: string | null): Room | null {
  const [whole, business = null, chat = '', kind, number] = ROOM.exec(name ?? '') ?? [];
  if (whole === undefined) return null;
  const part = number === undefined ? null : Number(number);
  return { business, chat, topic: kind === 'topic' ? part : null, direct: kind === 'dm' ? part : null };
}

/** What is said in a group, or in one topic of it, is one thread: people there seldom mark what they answer. */
export function talkOf(chat: string, topic: number | null): string {
  return topic === null ? `${chat}:talk` : `${chat}:topic${topic}`;
}

function prefix(business: string | null): string {
  return business === null ? '' : `biz:${business}:`;
}
