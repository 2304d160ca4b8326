/** What Instagram calls us with, every change by itself. Never throws: what cannot be read is dropped under a reason. */
import { z } from 'zod';
import type { Item } from '../../core/post.ts';
import type { Dropped, Heard, Verified } from '../connector.ts';
import { dropped, ignored, readValue } from '../kit/json.ts';
import { type Told, walk } from '../kit/meta/hook.ts';
import { itemsOfTold } from './comment.ts';
import { readMessaging } from './message.ts';
import type { Place } from './place.ts';
import { commentToldSchema, mentionToldSchema, messagingSchema } from './schema.ts';

export const OBJECT = 'instagram';

/**
 * What belongs to other accounts of the same app is theirs to hear.
 * @param receivedAt stands in where the body has no time at all
 */
export function parseBody(body: Verified, place: Place, receivedAt: Date | null = null): Heard[] {
  return walk(body, OBJECT).flatMap(one => {
    if (one.kind === 'dropped') return [one];
    return concerns(one, place.ids) ? [heardOf({ ...one, at: one.at ?? receivedAt }, place)] : [];
  });
}

const partiesSchema = z.object({
  sender: z.object({ id: z.coerce.string() }).nullish().catch(null),
  recipient: z.object({ id: z.coerce.string() }).nullish().catch(null),
});

/** Some samples of messages stand under another id than the account's own; who they are from and to says whose they are. */
function concerns({ accountId, field, value }: Told, ids: ReadonlySet<string>): boolean {
  if (ids.has(accountId)) return true;
  const read = field === null ? readValue(value, partiesSchema) : null;
  return (
    read?.ok === true && [read.value.sender?.id, read.value.recipient?.id].some(id => id !== undefined && ids.has(id))
  );
}

/** Messages have been told as changes, too. */
const MESSAGE_FIELDS = new Set([
  'messages',
  'message_edit',
  'message_reactions',
  'messaging_postbacks',
  'messaging_seen',
  'messaging_referral',
  'messaging_optins',
  'messaging_handover',
  'standby',
]);

function heardOf(told: Told, place: Place): Heard {
  const { field, value, raw } = told;
  if (field === null || MESSAGE_FIELDS.has(field)) return heardMessage(value, told, place);
  if (field === 'comments' || field === 'live_comments') return heardComment(told, place);
  if (field === 'mentions') return heardMention(value, raw);
  return ignored(`a change of another kind (${field.replace(/[^\w-]+/g, ' ').slice(0, 40)})`, raw, null);
}

function heardComment({ field, value, at, raw }: Told, place: Place): Heard {
  const read = readValue(value, commentToldSchema);
  if (!read.ok) return dropped(`comment ${read.reason}`, raw, null);
  const toldAt = at ?? read.value.timestamp ?? read.value.created_time;
  if (toldAt === null) return dropped('comment: no time', raw, null);
  const items = itemsOfTold(read.value, field === 'live_comments', toldAt, place);
  return typeof items === 'string' ? dropped(items, raw, null) : arrival(items, raw);
}

/** It names where we were mentioned and tells no words. */
function heardMention(value: unknown, raw: string): Dropped {
  const read = readValue(value, mentionToldSchema);
  if (!read.ok) return dropped(`mention ${read.reason}`, raw, null);
  return { ...dropped('a mention, to be fetched', raw, null), stub: true };
}

function heardMessage(value: unknown, { at, raw }: Told, place: Place): Heard {
  const read = readValue(value, messagingSchema);
  if (!read.ok) return dropped(`message ${read.reason}`, raw, null);
  const found = readMessaging(read.value, at, place);
  if ('items' in found) return arrival(found.items, raw);
  if (found.as === 'ignored') return ignored(found.reason, raw, null);
  return found.as === 'stub' ? { ...dropped(found.reason, raw, null), stub: true } : dropped(found.reason, raw, null);
}

/** Those of one thing stay in order: a message before what happens to it. */
export function arrival(items: Item[], raw: string): Heard {
  const last = items.at(-1);
  const lane =
    last === undefined
      ? 'none'
      : last.kind === 'post'
        ? last.post.remoteId
        : last.kind === 'person'
          ? last.person.remoteId
          : last.remoteId;
  return { kind: 'arrival', items, raw, cursor: null, lane };
}

/** What a stub names, out of its raw body. */
export type Named =
  | { kind: 'mention'; mediaId: string; commentId: string | null }
  | { kind: 'message'; mid: string; at: Date | null; version: number | null };

export function namedIn(body: Verified, ids: ReadonlySet<string>): Named | null {
  for (const one of walk(body, OBJECT)) {
    if (one.kind === 'dropped' || !concerns(one, ids)) continue;
    if (one.field === 'mentions') {
      const mention = asRead(one.value, mentionToldSchema);
      return mention && { kind: 'mention', mediaId: mention.media_id, commentId: mention.comment_id };
    }
    const event = asRead(one.value, messagingSchema);
    const edit = event?.message_edit;
    if (edit) return { kind: 'message', mid: edit.mid, at: event.timestamp ?? one.at, version: edit.num_edit ?? null };
  }
  return null;
}

function asRead<T>(value: unknown, schema: z.ZodType<T>): T | null {
  const read = readValue(value, schema);
  return read.ok ? read.value : null;
}
