/** What was said before a number of the WhatsApp Business app was connected: told once, in pieces, newest last or first. */
import type { Item, Post } from '../../core/post.ts';
import type { Arrival, Dropped, Heard } from '../connector.ts';
import { dropped, ignored, readValue } from '../kit/json.ts';
import { type Change, rawOf } from './change.ts';
import { readMessage } from './message.ts';
import { historySchema, threadSchema } from './schema.ts';

export function past(change: Change): Heard[] {
  return (change.value.history ?? []).flatMap(piece => {
    const read = readValue(piece, historySchema);
    if (!read.ok) return [dropped(`history ${read.reason}`, rawOf(change, 'history', piece), null)];
    const threads = (read.value.threads ?? []).flatMap(thread => inThread(thread, change));
    if (threads.length > 0) return threads;
    const isKept = (read.value.errors ?? []).length > 0;
    return [
      ignored(isKept ? 'the past was not shared' : 'a past without words', rawOf(change, 'history', piece), null),
    ];
  });
}

/** Files of the past come later than its words, each under the id of the message that stood for it. */
export function filesOfThePast(change: Change): Heard[] {
  return (change.value.messages ?? []).map(message => {
    const heard = readMessage(message, change, 'messages');
    if (heard.kind === 'dropped') return heard;
    return { ...heard, items: heard.items.map(item => (item.kind === 'post' ? asEdit(item.post) : item)) };
  });
}

function asEdit({ remoteId, text, attachments, at }: Post): Item {
  return { kind: 'edit', remoteId, text, attachments, at, version: at.getTime() };
}

/** What is shared may be half a year old. As much is read as of networks that can be asked: older words wait for nobody any more. */
const PAST_DAYS = 30;
const DAY_MS = 86_400_000;

function youngEnough(heard: Arrival | Dropped, receivedAt: Date | null): Arrival | Dropped {
  if (heard.kind === 'dropped' || receivedAt === null) return heard;
  const from = receivedAt.getTime() - PAST_DAYS * DAY_MS;
  const isOld = heard.items.every(item => (item.kind === 'post' ? item.post.at : item.at).getTime() < from);
  return isOld ? ignored('from more than thirty days before', heard.raw, null) : heard;
}

function inThread(thread: unknown, change: Change): Heard[] {
  const read = readValue(thread, threadSchema);
  if (!read.ok) return [dropped(`thread ${read.reason}`, rawOf(change, 'history', { threads: [thread] }), null)];
  const { id, context, messages } = read.value;
  const others = { phone: context?.wa_id ?? id, scoped: context?.user_id };
  const known = context == null ? change : { ...change, contacts: [{ ...context, wa_id: context.wa_id ?? id }] };
  return messages.map(message => {
    const heard = youngEnough(readMessage(message, known, 'messages', others), change.place.receivedAt);
    // Read again, it must still be told apart by whose thread it stands in.
    const piece = { threads: [{ id, ...(context == null ? {} : { context }), messages: [message] }] };
    return { ...heard, raw: rawOf({ ...change, contacts: [] }, 'history', piece) };
  });
}
