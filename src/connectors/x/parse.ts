/** X's posts into our words. Never throws; what cannot be read is dropped under a reason. */
import { z } from 'zod';
import { ATTACHMENTS_PER_POST_LIMIT, type Attachment, type Item, type Person, type Post } from '../../core/post.ts';
import { cleanText } from '../../core/text.ts';
import type { Heard } from '../connector.ts';
import { dropped, ignored, readValue } from '../kit/json.ts';
import { handleOf, personOf, unknownPerson, webAddress } from './person.ts';
import { type Includes, includesSchema, postSchema, type XMedia, type XPost } from './schema.ts';
import { byAge, timeOf } from './snowflake.ts';
import { textOf, withoutNamesFirst } from './text.ts';

/** Who we are: what reading needs beside the payload. `receivedAt`: stands in where X does not say when something happened. */
export type Place = { account: Person; receivedAt?: Date | undefined };
/** What was read: items, or why there are none. `ignored`: whole and well, but nothing we asked for. */
export type Parsed = { items: Item[]; lane: string } | { reason: string; ignored: boolean };

/** One post with what stands beside it. `toUs`: X itself says that it is for us. */
export const pieceSchema = z.object({
  data: z.unknown(),
  includes: includesSchema,
  toUs: z.boolean().optional().catch(undefined),
});

export function itemsOfPiece(value: unknown, place: Place): Parsed {
  const piece = readValue(value, pieceSchema);
  if (!piece.ok) return { reason: `piece: ${piece.reason}`, ignored: false };
  const read = readValue(piece.value.data, postSchema);
  if (!read.ok) return { reason: `post: ${read.reason}`, ignored: false };
  const post = read.value;
  if (post.referenced_posts?.some(({ type }) => type === 'retweeted' || type === 'reposted'))
    return { reason: 'a repost', ignored: true };
  const versions = versionsOf(post);
  const at = timeOfPost(post, versions);
  if (at === null) return { reason: 'post: when it was written is not told', ignored: false };
  if (post.author_id == null) return { reason: 'post: who wrote it is not told', ignored: false };
  const whole = postOf(post, { place, versions, at, includes: piece.value.includes, toUs: piece.value.toUs === true });
  const items: Item[] = [{ kind: 'post', post: whole }];
  const edit = editOf(post, versions, whole);
  // The post goes first: whoever missed its beginning has it now, for everybody else it changes nothing.
  if (edit !== null) items.push(edit);
  return { items, lane: whole.rootRemoteId ?? whole.remoteId };
}

export function heardOf(parsed: Parsed, raw: string, cursor: string | null): Heard {
  if ('items' in parsed) return { kind: 'arrival', items: parsed.items, raw, cursor, lane: parsed.lane };
  return parsed.ignored ? ignored(parsed.reason, '', cursor) : dropped(parsed.reason, raw, cursor);
}

/** Every version of a post has an id of its own; the oldest is the one it keeps with us. Oldest first, this one among them. */
export function versionsOf({
  id,
  edit_history_post_ids: told = [],
}: Pick<XPost, 'id' | 'edit_history_post_ids'>): string[] {
  return [...new Set([...told, id])].sort(byAge);
}

function timeOfPost(post: XPost, versions: readonly string[]): Date | null {
  const [first = post.id] = versions;
  if (first === post.id) return post.created_at ?? timeOf(post.id);
  return timeOf(first) ?? post.created_at ?? null;
}

type Around = { place: Place; versions: readonly string[]; at: Date; includes: Includes; toUs: boolean };

function postOf(post: XPost, { place, versions, at, includes, toUs }: Around): Post {
  const [remoteId = post.id] = versions;
  const own = post.author_id === place.account.remoteId;
  const author = authorOf(post, includes);
  const stable = stableIds(includes, versions);
  const parent = referenceOf(post, 'replied_to');
  const root = post.conversation_id ?? (parent === null ? remoteId : null);
  const text = textOf(post, versions);
  return {
    remoteId,
    at,
    author: own ? { ...place.account, ...withoutNulls(author) } : author,
    own,
    // X takes no key along.
    key: null,
    visibility: 'public',
    parentRemoteId: parent === null ? null : stable(parent),
    rootRemoteId: root === null ? null : stable(root),
    room: null,
    roomWith: null,
    text: cleanText(own && parent !== null ? withoutNamesFirst(text) : text),
    lang: languageOf(post.lang),
    attachments: attachmentsOf(post, includes),
    url: pageOf(remoteId, author.handle),
    addressed: !own && (toUs || isToUs(post, place, includes)),
    warning: post.possibly_sensitive === true && (post.attachments?.media_keys ?? []).length > 0 ? 'Sensitive' : null,
  };
}

/** Whoever answers may name a later version of a post; where X tells its history, the first stands for all. */
function stableIds(includes: Includes, own: readonly string[]): (id: string) => string {
  const first = new Map<string, string>();
  for (const versions of [own, ...(includes?.posts ?? []).map(versionsOf)])
    for (const id of versions) first.set(id, versions[0] ?? id);
  return id => first.get(id) ?? id;
}

export function referenceOf({ referenced_posts: all = [] }: XPost, kind: string): string | null {
  return all.find(({ type }) => type === kind)?.id ?? null;
}

function authorOf(post: XPost, includes: Includes): Person {
  const id = post.author_id ?? '';
  const user = includes?.users?.find(one => one.id === id);
  if (user !== undefined) return personOf(user);
  const handle = handleOf(post.username);
  return { ...unknownPerson(id), handle, profileUrl: handle === null ? null : `https://x.com/${handle}` };
}

/** A mention, an answer to us, our post quoted. */
function isToUs(post: XPost, { account }: Place, includes: Includes): boolean {
  const name = account.handle?.toLowerCase();
  const mentions = [...(post.entities?.mentions ?? []), ...(post.note_post?.entities?.mentions ?? [])];
  const quoted = referenceOf(post, 'quoted');
  const quotedBy = includes?.posts?.find(({ id }) => id === quoted)?.author_id;
  return (
    mentions.some(
      ({ id, username }) => id === account.remoteId || (name !== undefined && username?.toLowerCase() === name),
    ) ||
    post.in_reply_to_user_id === account.remoteId ||
    quotedBy === account.remoteId
  );
}

function editOf(
  post: XPost,
  versions: readonly string[],
  { remoteId, text, attachments, at: firstAt }: Post,
): Item | null {
  if (post.id === remoteId) return null;
  const at = timeOf(post.id) ?? post.created_at ?? firstAt;
  return { kind: 'edit', remoteId, text, attachments, at, version: Math.max(at.getTime(), versions.indexOf(post.id)) };
}

/** Codes that stand for no language, and names it had before. */
const NO_LANGUAGE = new Set(['und', 'zxx', 'qam', 'qct', 'qht', 'qme', 'qst', 'art']);
const RENAMED: Record<string, string> = { in: 'id', iw: 'he' };

function languageOf(code: string | null | undefined): string | null {
  if (code == null || NO_LANGUAGE.has(code) || !/^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i.test(code)) return null;
  return RENAMED[code] ?? code;
}

export function attachmentsOf({ attachments }: Pick<XPost, 'attachments'>, includes: Includes): Attachment[] {
  const keys = attachments?.media_keys ?? [];
  const media = keys.flatMap(key => includes?.media?.find(one => one.media_key === key) ?? []);
  return media.flatMap(one => attachmentOf(one) ?? []).slice(0, ATTACHMENTS_PER_POST_LIMIT);
}

function attachmentOf(media: XMedia): Attachment | null {
  const isPicture = media.type === 'photo' || media.type === 'image';
  const film = isPicture ? null : bestFilm(media);
  const url = film ?? webAddress(media.url) ?? webAddress(media.preview_image_url);
  if (url === null) return null;
  // Where the film itself is not told, its first picture is shown.
  const kind = isPicture || (film === null && webAddress(media.url) === null) ? 'image' : kindOf(media.type);
  const description = media.alt_text == null ? null : cleanText(media.alt_text);
  return { kind, url, description };
}

function kindOf(type: string): Attachment['kind'] {
  if (type === 'audio') return 'audio';
  return type === 'video' || type === 'animated_gif' ? 'video' : 'file';
}

function bestFilm({ variants = [] }: XMedia): string | null {
  const films = variants.filter(({ content_type: type, url }) => type === 'video/mp4' && webAddress(url) !== null);
  films.sort((one, other) => (other.bit_rate ?? 0) - (one.bit_rate ?? 0));
  return films[0]?.url ?? null;
}

/** The page of a post; X finds it by its number alone. */
export function pageOf(id: string, handle: string | null): string | null {
  return /^\d{1,19}$/.test(id) ? `https://x.com/${handle ?? 'i'}/status/${id}` : null;
}

function withoutNulls(person: Person): Partial<Person> {
  return Object.fromEntries(Object.entries(person).filter(([, value]) => value !== null));
}
