/** What was fetched, as it is kept: each thing with all that reading it takes. Told apart by its shape when it is read again. */
import { z } from 'zod';
import type { Item } from '../../core/post.ts';
import type { Heard, Here, Kept } from '../connector.ts';
import { dropped, readJson, readValue } from '../kit/json.ts';
import { instantSchema } from '../kit/meta/values.ts';
import { verified } from '../kit/signature.ts';
import { heardOne } from './api.ts';
import { itemsOfComment, itemsOfFound, itemsOfOwnMedia, itemsOfTheirMedia } from './comment.ts';
import type { Credentials } from './credentials.ts';
import { itemsOfMessage } from './message.ts';
import { arrival, parseBody } from './parse.ts';
import { type Place, placeOf } from './place.ts';
import { commentSchema, mediaItemSchema, messageSchema } from './schema.ts';
import { underOf } from './thread.ts';

export function heardComment(comment: unknown, root: string | null, permalink: string | null, place: Place): Heard {
  const wrap = (value: unknown) => ({ comment: value, root, permalink });
  return heardOne(comment, commentSchema, wrap, read => itemsOfComment(read, underOf(root), permalink, place));
}

export function heardOwnMedia(media: unknown, place: Place): Heard {
  return heardOne(
    media,
    mediaItemSchema,
    value => ({ media: value }),
    read => itemsOfOwnMedia(read, place),
  );
}

export function heardTheirMedia(media: unknown, place: Place): Heard {
  return heardOne(
    media,
    mediaItemSchema,
    value => ({ naming: value }),
    read => itemsOfTheirMedia(read, place),
  );
}

export function heardFound(media: unknown, place: Place): Heard {
  return heardOne(
    media,
    mediaItemSchema,
    value => ({ found: value }),
    read => itemsOfFound(read, place),
  );
}

export function heardMessage(message: unknown, place: Place): Heard {
  return heardOne(
    message,
    messageSchema,
    value => ({ message: value }),
    read => itemsOfMessage(read, place),
  );
}

/** What was found when it was looked at again. */
export function heardChange(change: Extract<Item, { kind: 'edit' | 'remove' }>): Heard {
  const { kind, remoteId, at } = change;
  return arrival(
    [change],
    JSON.stringify(kind === 'edit' ? { edited: remoteId, text: change.text, at } : { gone: remoteId, at }),
  );
}

const keptSchema = z.object({
  comment: z.unknown().optional(),
  root: z.string().nullish().catch(null),
  permalink: z.string().nullish().catch(null),
  media: z.unknown().optional(),
  naming: z.unknown().optional(),
  found: z.unknown().optional(),
  message: z.unknown().optional(),
  edited: z.string().min(1).max(300).optional().catch(undefined),
  gone: z.string().min(1).max(300).optional().catch(undefined),
  text: z.string().optional().catch(undefined),
  at: instantSchema.optional().catch(undefined),
  object: z.unknown().optional(),
});

/** Bodies of the hook are among it where they were completed by a fetch. */
export function reread({ body, receivedAt }: Kept, here: Here<Credentials>): Heard[] {
  const place = placeOf(here);
  const parsed = readJson(body, z.unknown());
  const read = parsed.ok ? readValue(parsed.value, keptSchema) : parsed;
  if (!read.ok) return [dropped(read.reason, body, null)];
  const {
    comment,
    root,
    permalink,
    media,
    naming,
    found,
    message,
    edited,
    gone,
    text,
    at = receivedAt,
    object,
  } = read.value;
  if (object !== undefined) return parseBody(verified(new TextEncoder().encode(body)), place, receivedAt);
  if (comment !== undefined) return [heardComment(comment, root ?? null, permalink ?? null, place)];
  if (media !== undefined) return [heardOwnMedia(media, place)];
  if (naming !== undefined) return [heardTheirMedia(naming, place)];
  if (found !== undefined) return [heardFound(found, place)];
  if (message !== undefined) return [heardMessage(message, place)];
  if (gone !== undefined) return [heardChange({ kind: 'remove', remoteId: gone, at, by: 'author' })];
  if (edited !== undefined && text !== undefined) return [heardChange(editTo(edited, text, at))];
  return [dropped('of no form that is known', body, null)];
}

/** Instagram numbers no edits: the moment it was seen is as good. */
export function editTo(remoteId: string, text: string, at: Date): Extract<Item, { kind: 'edit' }> {
  return { kind: 'edit', remoteId, text, attachments: null, at, version: at.getTime() };
}
