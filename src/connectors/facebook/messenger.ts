/** What the hook tells about Messenger: messages, buttons pressed, edits, reactions, receipts, and our own coming back. Never throws. */
import { z } from 'zod';
import type { Item, Person } from '../../core/post.ts';
import type { Heard } from '../connector.ts';
import { dropped, ignored, readValue } from '../kit/json.ts';
import type { Told } from '../kit/meta/hook.ts';
import { idSchema, instantSchema } from '../kit/meta/values.ts';
import { arrival, publicPost } from '../kit/public-post.ts';
import { attachedSchema, partsOf } from './attached.ts';
import { linkOf, linkSchema } from './link.ts';
import { personOf } from './people.ts';

const party = z.object({ id: idSchema.nullish() }).nullish();
const mid = z.object({ mid: idSchema.nullish() }).nullish().catch(null);
const text = z.string().max(100_000).nullish();
/** Some samples write every value as text. */
const flag = z.union([z.boolean(), z.stringbool()]).nullish().catch(null);

const eventSchema = z.object({
  sender: party,
  recipient: party,
  timestamp: instantSchema.nullish().catch(null),
  message: z
    .object({
      mid: idSchema,
      text,
      is_echo: flag,
      is_deleted: flag,
      metadata: z.string().min(1).max(1_000).nullish().catch(null),
      reply_to: mid,
      attachments: z.array(z.unknown()).max(1_000).nullish(),
      referral: linkSchema,
    })
    .nullish(),
  postback: z.object({ mid: idSchema.nullish(), title: text, payload: text, referral: linkSchema }).nullish(),
  message_edit: z
    .object({ mid: idSchema, text: z.string().max(100_000), num_edit: z.coerce.number().nullish().catch(null) })
    .nullish(),
  reaction: z
    .object({
      mid: idSchema,
      action: z.string(),
      emoji: z.string().max(50).nullish(),
      reaction: z.string().max(50).nullish(),
    })
    .nullish(),
  read: z.object({ mid: idSchema.nullish(), watermark: instantSchema.nullish().catch(null) }).nullish(),
  delivery: z
    .object({ mids: z.array(idSchema).max(1_000).nullish(), watermark: instantSchema.nullish().catch(null) })
    .nullish(),
});
type Event = z.infer<typeof eventSchema>;

/** What is told of Messenger and holds no words, by the name it goes under. */
const PASSED_OVER: Record<string, string> = {
  optin: 'somebody agreed to be written to',
  referral: 'somebody came by a link or an advertisement, without words yet',
  account_linking: 'an account was linked',
  pass_thread_control: 'a conversation was handed to another app',
  take_thread_control: 'a conversation was handed to another app',
  request_thread_control: 'a conversation was handed to another app',
  app_roles: 'the roles of the apps changed',
  policy_enforcement: 'a notice about the rules',
  response_feedback: 'somebody rated an answer',
  messaging_feedback: 'somebody rated an answer',
  game_play: 'a game was played',
  payment: 'something was paid',
  typing: 'somebody was typing',
};

export function readEvent(told: Told, account: Person): Heard {
  const read = readValue(told.value, eventSchema);
  if (!read.ok) return dropped(`message: ${read.reason}`.slice(0, 150), told.raw, null);
  const event = read.value;
  const at = event.timestamp ?? told.at;
  const own = event.message?.is_echo === true || event.sender?.id === account.remoteId;
  const room = (own ? event.recipient?.id : event.sender?.id) ?? null;
  if (at === null) return dropped('message: its time is missing', told.raw, null);
  // The chat on a web page names people only for as long as the page is open.
  if (room === null) return ignored('somebody without an id', told.raw, null);
  const items = itemsOf({ event, at, own, room, account });
  if (items.length > 0) return arrival(items, told.raw, `room:${room}`);
  return ignored(whyNothing(event, told.value), told.raw, null);
}

type Here = { event: Event; at: Date; own: boolean; room: string; account: Person };

function itemsOf(here: Here): Item[] {
  const { event, at, own, account, room } = here;
  const { message, postback, message_edit: edit, reaction, read, delivery } = event;
  if (message?.is_deleted === true) return [{ kind: 'remove', remoteId: message.mid, at, by: 'author' }];
  if (message) return [messageOf(here, message)];
  if (postback) return [pressOf(here, postback)];
  if (edit)
    return [
      { kind: 'edit', remoteId: edit.mid, text: edit.text, attachments: null, at, version: countOf(edit.num_edit, at) },
    ];
  if (reaction) {
    const mark = reaction.action === 'unreact' ? null : (reaction.emoji ?? reaction.reaction ?? '👍');
    return [{ kind: 'reaction', remoteId: reaction.mid, person: own ? account : personOf(room), own, mark, at }];
  }
  if (delivery) {
    const when = delivery.watermark ?? at;
    return (delivery.mids ?? []).map(remoteId => ({ kind: 'receipt', remoteId, at: when, state: 'delivered' }));
  }
  return read?.mid ? [{ kind: 'receipt', remoteId: read.mid, at: read.watermark ?? at, state: 'read' }] : [];
}

function messageOf({ at, own, room, account }: Here, message: NonNullable<Event['message']>): Item {
  const found = readValue(message.attachments ?? [], attachedSchema);
  const { texts, attachments } = partsOf(found.ok ? found.value : []);
  return {
    kind: 'post',
    post: publicPost({
      ...written(at, own, room, account),
      remoteId: message.mid,
      // Ours to know again what we sent; a person in the page's inbox writes none.
      key: own ? (message.metadata ?? null) : null,
      parentRemoteId: message.reply_to?.mid ?? null,
      text: [message.text ?? '', ...texts].filter(part => part !== '').join('\n'),
      attachments,
      url: linkOf(message.referral),
    }),
  };
}

/** A button says what stands on it. Older ones have no id: the moment is theirs alone. */
function pressOf({ at, own, room, account }: Here, press: NonNullable<Event['postback']>): Item {
  return {
    kind: 'post',
    post: publicPost({
      ...written(at, own, room, account),
      remoteId: press.mid ?? `postback:${room}:${at.getTime()}`,
      text: press.title || press.payload || '',
      url: linkOf(press.referral),
    }),
  };
}

/** What every private message has. The room is the other person: events name no thread. */
export function written(at: Date, own: boolean, room: string, account: Person, name: string | null = null) {
  const them = personOf(room, name);
  return {
    at,
    own,
    author: own ? account : them,
    visibility: 'private',
    room,
    roomWith: own ? them : null,
    addressed: !own,
  } as const;
}

/** How often it was edited; where that is not told, the moment rises as well. */
function countOf(count: number | null | undefined, at: Date): number {
  return count != null && Number.isSafeInteger(count) && count > 0 ? count : at.getTime();
}

function whyNothing({ delivery, read }: Event, value: unknown): string {
  if (delivery) return 'a delivery that names no message';
  if (read) return 'a reading that names no message';
  const name = Object.keys(Object(value)).find(key => Object.hasOwn(PASSED_OVER, key));
  return (name === undefined ? null : PASSED_OVER[name]) ?? 'an event of another kind';
}
