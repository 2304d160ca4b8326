/** One update into what happened. Never throws; what nobody asked for is `ignored`, what cannot be read is dropped under a reason. */
import { z } from 'zod';
import type { Item, Person } from '../../core/post.ts';
import type { Heard, Here } from '../connector.ts';
import { dropped, ignored, type Read, readJson, readValue } from '../kit/json.ts';
import { ownNames } from '../kit/own-names.ts';
import type { Credentials } from './credentials.ts';
import { idOf, postOf, type Us } from './parse.ts';
import { personOfChat, personOfUser } from './people.ts';
import { nameOfSpot } from './place.ts';
import {
  deletedBusinessSchema,
  type Message,
  memberUpdateSchema,
  messageSchema,
  reactionUpdateSchema,
  updateSchema,
} from './schema.ts';

/** What Telegram is asked to tell. Reactions are told only where they are named. */
export const KINDS = [
  'message',
  'edited_message',
  'channel_post',
  'edited_channel_post',
  'business_connection',
  'business_message',
  'edited_business_message',
  'deleted_business_messages',
  'message_reaction',
  'message_reaction_count',
  'my_chat_member',
  'callback_query',
] as const;

const UPDATES_LIMIT = 1_000;

/** `why`: nobody asked for it. `lane`: the chat, whose messages keep their order. */
type Told = { items: Item[]; lane: string } | { why: string } | { broken: string };

export function usOf({ account, credentials }: Pick<Here<Credentials>, 'account' | 'credentials'>): Us {
  return { account, names: ownNames(credentials.names) };
}

/** What came by a call: one update as Telegram sends it, or several that something in between gathered. */
export function readBody(raw: string, us: Us): Heard[] {
  const read = readJson(raw, z.array(z.unknown()).max(UPDATES_LIMIT));
  return read.ok ? read.value.map(update => readUpdate(JSON.stringify(update), us)) : [readUpdate(raw, us)];
}

export function readUpdate(raw: string, us: Us): Heard {
  const read = readJson(raw, updateSchema);
  if (!read.ok) return dropped(read.reason, raw, null);
  const told = toldBy(read.value, us);
  if ('broken' in told) return dropped(told.broken, raw, null);
  if ('why' in told) return ignored(told.why, raw, null);
  return { kind: 'arrival', items: told.items, raw, cursor: null, lane: told.lane };
}

type Update = z.infer<typeof updateSchema>;

function toldBy(update: Update, us: Us): Told {
  for (const kind of ['message', 'channel_post', 'business_message'])
    if (update[kind] != null) return inMessage(update[kind], us);
  for (const kind of ['edited_message', 'edited_channel_post', 'edited_business_message'])
    if (update[kind] != null) return inEdited(update[kind], update.update_id, us);
  if (update['deleted_business_messages'] != null) return inDeleted(update['deleted_business_messages']);
  if (update['message_reaction'] != null) return inReaction(update['message_reaction'], us);
  if (update['my_chat_member'] != null) return inStanding(update['my_chat_member']);
  const [kind = 'nothing'] = Object.keys(update).filter(name => name !== 'update_id');
  // Their names may be those that every object knows.
  return { why: (Object.hasOwn(IN_WORDS, kind) ? IN_WORDS[kind] : null) ?? 'a kind of update nobody asked for' };
}

const IN_WORDS: Record<string, string> = {
  message_reaction_count: 'reactions of people who stay unnamed',
  business_connection: 'a business account was connected or let go',
  callback_query: 'a button was pressed',
};

function using<T>(read: Read<T>, go: (value: T) => Told): Told {
  return read.ok ? go(read.value) : { broken: read.reason };
}

function inMessage(value: unknown, us: Us): Told {
  return using(readValue(value, messageSchema), message => {
    const post = postOf(message, us);
    if (post === null) return { why: whyNothing(message) };
    return { items: [{ kind: 'post', post }], lane: laneOf(message) };
  });
}

/** Whoever missed its beginning has it now: a bot in a group may be named only by the edit. */
function inEdited(value: unknown, updateId: number, us: Us): Told {
  return using(readValue(value, messageSchema), message => {
    const post = postOf(message, us);
    if (post === null) return { why: whyNothing(message) };
    // Told every few seconds while somebody walks.
    if (message.location?.live_period != null) return { why: 'a place that is shared while it moves' };
    const { remoteId, text, attachments } = post;
    const edited = message.edit_date ?? message.date;
    // Told to the second; of two edits within one the later update is the later edit.
    const version = edited * 1000 + (updateId % 1000);
    const edit: Item = { kind: 'edit', remoteId, text, attachments, at: new Date(edited * 1000), version };
    return { items: [{ kind: 'post', post }, edit], lane: laneOf(message) };
  });
}

function whyNothing({ migrate_to_chat_id }: Message): string {
  return migrate_to_chat_id == null ? 'a notice without words' : 'a group became a supergroup';
}

/** The only deletions that are told. Telegram does not say when, so it is the time of hearing that counts. */
function inDeleted(value: unknown): Told {
  return using(readValue(value, deletedBusinessSchema), ({ business_connection_id: business, chat, message_ids }) => ({
    items: message_ids.map(message => ({
      kind: 'remove',
      remoteId: nameOfSpot({ business, chat: String(chat.id), message }),
      at: NO_TIME,
      by: 'author',
    })),
    lane: String(chat.id),
  }));
}

/** Stands for a time nobody told; whoever knows the time of hearing puts that in its place. */
const NO_TIME = new Date(0);

export function heardAt(heard: Heard, at: Date): Heard {
  if (heard.kind === 'dropped') return heard;
  const items = heard.items.map(item => (item.kind === 'remove' && item.at === NO_TIME ? { ...item, at } : item));
  return { ...heard, items };
}

function inReaction(value: unknown, { account }: Us): Told {
  return using(readValue(value, reactionUpdateSchema), ({ chat, message_id, user, actor_chat, date, new_reaction }) => {
    const person = reactingPerson(user, actor_chat);
    if (person === null) return { why: 'a reaction of somebody who stays unnamed' };
    const last = new_reaction.at(-1);
    const mark = last === undefined ? null : (last.emoji ?? (last.type === 'paid' ? '⭐' : '❇️'));
    const remoteId = nameOfSpot({ business: null, chat: String(chat.id), message: message_id });
    const own = person.remoteId === account.remoteId;
    return {
      items: [{ kind: 'reaction', remoteId, person, own, mark, at: new Date(date * 1000) }],
      lane: String(chat.id),
    };
  });
}

type Reaction = z.infer<typeof reactionUpdateSchema>;

function reactingPerson(user: Reaction['user'], chat: Reaction['actor_chat']): Person | null {
  if (user != null) return personOfUser(user);
  return chat == null ? null : personOfChat(chat);
}

/** Somebody stopped the bot, or began again: until then nobody can write to them. */
function inStanding(value: unknown): Told {
  return using(readValue(value, memberUpdateSchema), ({ chat, date, new_chat_member: { status } }) => {
    if (chat.type !== 'private') return { why: groupStanding(status) };
    const standing = status === 'kicked' || status === 'left' ? 'suspended' : 'active';
    return {
      items: [{ kind: 'person', person: personOfChat(chat), at: new Date(date * 1000), standing }],
      lane: String(chat.id),
    };
  });
}

function groupStanding(status: string): string {
  return status === 'kicked' || status === 'left'
    ? 'the bot was taken out of a group or channel'
    : 'the bot was let into a group or channel, or has other rights there';
}

function laneOf(message: Message): string {
  const { chat, business_connection_id } = message;
  return business_connection_id == null ? String(chat.id) : idOf(message).replace(/:\d+$/, '');
}
