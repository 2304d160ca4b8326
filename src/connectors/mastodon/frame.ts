/** What a stream tells, event by event: the name of what happened, and a payload that is JSON within JSON. */
import { z } from 'zod';
import { readJson } from '../kit/json.ts';
import { itemsOfNotification, timeOfEntry } from './notification.ts';
import { idIn } from './page.ts';
import { itemsOfStatus, type Parsed, type Place, removal } from './parse.ts';
import { conversationSchema, idSchema } from './schema.ts';

export type Frame = {
  parsed: Parsed;
  /** Where it stands among the notifications, if it is one. */
  mark: { id: string; at: Date } | null;
};

const eventSchema = z.object({ event: z.string().max(100), payload: z.unknown().optional() });

/** A frame of a WebSocket. Null: an empty one, sent to keep the line open. */
export function readFrame(raw: string, place: Place, seenAt: Date): Frame | null {
  if (raw.trim() === '') return null;
  const read = readJson(raw, eventSchema);
  if (!read.ok) return { parsed: { reason: `frame: ${read.reason}`, ignored: false }, mark: null };
  return readEvent(read.value.event, read.value.payload, place, seenAt);
}

export function readEvent(event: string, payload: unknown, place: Place, seenAt: Date): Frame {
  const bare = (parsed: Parsed): Frame => ({ parsed, mark: null });
  if (event === 'delete') {
    const id = idSchema.safeParse(payload);
    return bare(id.success ? removal(id.data, seenAt) : { reason: 'delete: no id', ignored: false });
  }
  if (!['update', 'status.update', 'notification', 'conversation'].includes(event))
    return bare({ reason: 'an event of another kind', ignored: true });
  const value = typeof payload === 'string' ? readJson(payload, z.unknown()) : { ok: true as const, value: payload };
  if (!value.ok) return bare({ reason: `${event}: ${value.reason}`, ignored: false });
  if (event === 'notification') {
    const [id, at] = [idIn(value.value), timeOfEntry(value.value)];
    const parsed = itemsOfNotification(value.value, place, seenAt);
    return { parsed, mark: id === null || at === null ? null : { id, at } };
  }
  if (event !== 'conversation') return bare(itemsOfStatus(value.value, place, seenAt));
  const conversation = conversationSchema.safeParse(value.value);
  if (!conversation.success) return bare({ reason: 'conversation: not as agreed', ignored: false });
  if (conversation.data.last_status == null) return bare({ reason: 'a conversation without words', ignored: true });
  return bare(itemsOfStatus(conversation.data.last_status, place, seenAt));
}
