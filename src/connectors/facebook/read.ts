/** What was read from the lists of the page, one entry at a time, into the same words as what the hook tells. Never throws. */
import { z } from 'zod';
import type { Attachment, Item, Person, Post } from '../../core/post.ts';
import type { Heard } from '../connector.ts';
import { dropped, readJson, readValue } from '../kit/json.ts';
import { idSchema, instantSchema } from '../kit/meta/values.ts';
import { arrival, publicPost } from '../kit/public-post.ts';
import { pageOfPost } from './feed.ts';
import { written } from './messenger.ts';
import { personOf, unnamed } from './people.ts';
import { reviewWords } from './rating.ts';
import { commentSchema, messageSchema, postSchema, type ReadAttachment, ratingSchema } from './schema.ts';

/** One entry as it is kept: of which list, and what is known from where it stood. */
const entrySchema = z.discriminatedUnion('of', [
  z.object({ of: z.literal('post'), entry: z.unknown() }),
  z.object({ of: z.literal('comment'), root: idSchema, entry: z.unknown() }),
  z.object({ of: z.literal('message'), room: idSchema, name: z.string().nullable(), entry: z.unknown() }),
  z.object({ of: z.literal('rating'), entry: z.unknown() }),
  /** Looked at once more: its words now; null where it is gone. */
  z.object({ of: z.literal('again'), id: idSchema, message: z.string().max(1_000_000).nullable(), at: instantSchema }),
]);
export type Entry = z.infer<typeof entrySchema>;
type Again = Entry & { of: 'again' };

export function readEntry(one: Entry, account: Person): Heard {
  return readKept(JSON.stringify(one), account);
}

/** The same from what was kept. */
export function readKept(raw: string, account: Person): Heard {
  const read = readJson(raw, entrySchema);
  if (!read.ok) return dropped(read.reason, raw, null);
  if (read.value.of === 'again') return arrival([changeOf(read.value)], raw, `post:${read.value.id}`);
  const post = postIn(read.value, account);
  if (typeof post === 'string') return dropped(`${read.value.of} ${post}`, raw, null);
  const lane = post.room === null ? `thread:${post.rootRemoteId}` : `room:${post.room}`;
  const items: Item[] = [{ kind: 'post', post }];
  if (isSticker(read.value)) items.push(withSticker(post));
  return arrival(items, raw, lane);
}

/** The hook tells stickers and moving pictures as comments of nothing at all: whoever heard that has the picture now. */
function isSticker(one: Entry): boolean {
  const read = one.of === 'comment' ? commentSchema.safeParse(one.entry) : null;
  return read?.success === true && !read.data.message && /sticker|animated/.test(read.data.attachment?.type ?? '');
}

function withSticker({ remoteId, text, attachments, at }: Post): Item {
  return { kind: 'edit', remoteId, text, attachments, at, version: 1 };
}

function changeOf({ id: remoteId, message: text, at }: Again): Item {
  if (text === null) return { kind: 'remove', remoteId, at, by: 'author' };
  return { kind: 'edit', remoteId, text, attachments: null, at, version: at.getTime() };
}

function postIn(one: Exclude<Entry, Again>, account: Person): Post | string {
  if (one.of === 'post') return postOf(one.entry, account);
  if (one.of === 'comment') return commentOf(one.entry, one.root, account);
  return one.of === 'rating' ? ratingOf(one.entry, account) : messageOf(one, account);
}

function postOf(entry: unknown, account: Person): Post | string {
  const read = readValue(entry, postSchema);
  if (!read.ok) return read.reason;
  const { id, created_time: at, from, message, attachments } = read.value;
  const all = (attachments?.data ?? []).flatMap(one => [one, ...(one.subattachments?.data ?? [])]);
  const link = all.map(linkIn).find(url => url !== null) ?? '';
  return publicPost({
    ...publicly(id, at, from, account),
    parentRemoteId: null,
    rootRemoteId: id,
    text: message || link,
    attachments: filesIn(all),
  });
}

function commentOf(entry: unknown, root: string, account: Person): Post | string {
  const read = readValue(entry, commentSchema);
  if (!read.ok) return read.reason;
  const { id, created_time: at, from, message, parent, attachment } = read.value;
  const attached = attachment ? [attachment] : [];
  return publicPost({
    ...publicly(id, at, from, account),
    parentRemoteId: parent?.id ?? root,
    rootRemoteId: root,
    text: message || (attached.map(linkIn).find(url => url !== null) ?? ''),
    attachments: filesIn(attached),
  });
}

function ratingOf(entry: unknown, account: Person): Post | string {
  const read = readValue(entry, ratingSchema);
  if (!read.ok) return read.reason;
  const { created_time: at, reviewer, open_graph_story: story } = read.value;
  const id = story?.id ?? (reviewer ? `rating:${reviewer.id}:${at.getTime()}` : null);
  if (id === null) return 'open_graph_story: missing or of another kind';
  const post = publicly(id, at, reviewer, account);
  return publicPost({ ...post, parentRemoteId: null, rootRemoteId: id, text: reviewWords(read.value) });
}

function messageOf({ room, name, entry }: Entry & { of: 'message' }, account: Person): Post | string {
  const read = readValue(entry, messageSchema);
  if (!read.ok) return read.reason;
  const { id, created_time: at, from, message, sticker, attachments, shares } = read.value;
  const own = from.id === account.remoteId;
  const files = (attachments?.data ?? []).flatMap(file => fileIn(file));
  if (sticker && files.length === 0) files.push({ kind: 'image', url: sticker, description: null });
  const links = (shares?.data ?? []).flatMap(({ link }) => link ?? []);
  return publicPost({
    ...written(at, own, room, account, own ? name : (from.name ?? name)),
    remoteId: id,
    text: message || links.join('\n'),
    attachments: files,
  });
}

function publicly(
  remoteId: string,
  at: Date,
  from: { id: string; name?: string | null | undefined } | null | undefined,
  us: Person,
) {
  const own = from?.id === us.remoteId;
  const them = from ? personOf(from.id, from.name ?? null) : unnamed(remoteId);
  return { remoteId, at, own, author: own ? us : them, addressed: !own, url: pageOfPost(remoteId) };
}

function filesIn(all: readonly ReadAttachment[]): Attachment[] {
  const files = all.flatMap(one => {
    const kind = kindOf(one);
    const url = kind === 'video' ? (one.media?.source ?? one.media?.image?.src) : one.media?.image?.src;
    return kind === null || !url ? [] : [{ kind, url, description: one.description || null }];
  });
  return files.filter(({ url }, i) => files.findIndex(other => other.url === url) === i);
}

/** A shared link has a picture, too: that is the page's, not theirs. */
function kindOf({ type, media_type }: Pick<ReadAttachment, 'type' | 'media_type'>): 'image' | 'video' | null {
  const told = `${type ?? ''} ${media_type ?? ''}`;
  if (/video|reel/.test(told)) return 'video';
  return /photo|image|sticker|album|gif|animated/.test(told) ? 'image' : null;
}

function linkIn(one: Pick<ReadAttachment, 'type' | 'media_type' | 'url' | 'unshimmed_url'>): string | null {
  if (kindOf(one) !== null || !/share|link|fallback/.test(`${one.type ?? ''} ${one.media_type ?? ''}`)) return null;
  return one.unshimmed_url ?? one.url ?? null;
}

type ReadFile = NonNullable<z.infer<typeof messageSchema>['attachments']>['data'][number];

function fileIn({ mime_type, file_url, image_data, video_data }: ReadFile): Attachment[] {
  const url = image_data?.url ?? video_data?.url ?? file_url;
  if (!url) return [];
  const [type] = (mime_type ?? '').split('/');
  const told = image_data ? 'image' : video_data ? 'video' : type;
  const kind = told === 'image' || told === 'video' || told === 'audio' ? told : 'file';
  return [{ kind, url, description: null }];
}
