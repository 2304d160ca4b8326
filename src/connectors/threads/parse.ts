/** What the network tells of a post into our words. Never throws; what cannot be read is dropped under a reason. */
import { ATTACHMENTS_PER_POST_LIMIT, type Attachment, type Item, type Person, type Post } from '../../core/post.ts';
import { cleanText } from '../../core/text.ts';
import type { Heard } from '../connector.ts';
import { dropped, ignored, readValue } from '../kit/json.ts';
import { authorOf, isSameName, webAddress } from './person.ts';
import { type Media, mediaSchema } from './schema.ts';

/** How we came to know of a post: out of what names us or stands below our posts, of what we wrote, or of what anybody wrote. */
export type Told = 'to us' | 'by us' | 'by anybody';
/** What was read: items, or why there are none. `ignored`: whole and well, but nothing we asked for. */
export type Parsed = { items: Item[]; lane: string } | { reason: string; ignored: boolean };

export function itemsOfMedia(value: unknown, account: Person, told: Told): Parsed {
  const read = readValue(value, mediaSchema);
  if (!read.ok) return { reason: `post: ${read.reason}`, ignored: false };
  const media = read.value;
  if (media.media_type === 'REPOST_FACADE') return { reason: 'shared without words of their own', ignored: true };
  const own = told === 'by us' || isOwn(media, account);
  if (!own && media.username === '') return { reason: 'post: username: missing or of another kind', ignored: false };
  const post = postOf(media, account, told, own);
  if (post.text === '' && post.attachments.length === 0)
    return { reason: 'a post of which nothing may be seen', ignored: true };
  return { items: [{ kind: 'post', post }], lane: post.rootRemoteId ?? post.remoteId };
}

/** Neither words nor anything to look at: such a post has to be asked for. */
export function showsNothing(value: unknown): boolean {
  const read = readValue(value, mediaSchema);
  if (!read.ok || read.value.media_type === 'REPOST_FACADE') return false;
  return textOf(read.value) === '' && attachmentsOf(read.value).length === 0;
}

export function heardOf(parsed: Parsed, raw: string, cursor: string | null): Heard {
  if ('items' in parsed) return { kind: 'arrival', items: parsed.items, raw, cursor, lane: parsed.lane };
  return parsed.ignored ? ignored(parsed.reason, '', cursor) : dropped(parsed.reason, raw, cursor);
}

/** A post of a list; the way it was told is kept beside it, so that it reads again the same. */
export function heardMedia(value: unknown, account: Person, told: Told, cursor: string | null): Heard {
  return heardOf(itemsOfMedia(value, account, told), JSON.stringify({ told, post: value }), cursor);
}

export function isOwn(media: Media, account: Person): boolean {
  if (media.is_reply_owned_by_me === true) return true;
  const owner = media.owner?.id ?? media.owner?.owner_id ?? null;
  return owner === account.remoteId || isSameName(media.username, account.handle);
}

function postOf(media: Media, account: Person, told: Told, own: boolean): Post {
  const parentRemoteId = parentOf(media, own);
  return {
    remoteId: media.id,
    at: media.timestamp,
    author: own ? account : authorOf(media),
    own,
    // The network takes no key of ours along.
    key: null,
    visibility: 'public',
    parentRemoteId,
    rootRemoteId: media.root_post?.id ?? (parentRemoteId === null ? media.id : null),
    room: null,
    roomWith: null,
    text: cleanText(textOf(media)),
    lang: null,
    attachments: attachmentsOf(media),
    url: webAddress(media.permalink),
    addressed: !own && isToUs(media, account, told),
    warning: null,
  };
}

/** Quoting somebody is our answer to them; a customer who quotes begins a post of their own. */
function parentOf({ replied_to, root_post, is_reply, quoted_post }: Media, own: boolean): string | null {
  if (replied_to) return replied_to.id;
  if (is_reply === true && root_post) return root_post.id;
  return own ? (quoted_post?.id ?? null) : null;
}

function isToUs(media: Media, account: Person, told: Told): boolean {
  if (told === 'to us' || isNamed(media.text, account.handle)) return true;
  const others = [media.replied_to, media.quoted_post, media.root_post];
  return others.some(other => isSameName(other?.username ?? null, account.handle) || isOwner(other, account));
}

function isOwner(other: Media['root_post'], { remoteId }: Person): boolean {
  return other != null && (other.owner_id ?? other.owner?.id ?? null) === remoteId;
}

export function isNamed(text: string, handle: string | null): boolean {
  if (handle === null || handle === '') return false;
  const names = text.matchAll(/(?<![\p{L}\p{N}._-])@([\p{L}\p{N}_](?:[\p{L}\p{N}_.]*[\p{L}\p{N}_])?)/gu);
  return [...names].some(([, name = '']) => isSameName(name, handle));
}

function textOf({ text, poll_attachment: poll, link_attachment_url: link }: Media): string {
  const options = poll ? [poll.option_a, poll.option_b, poll.option_c, poll.option_d] : [];
  const choices = options.filter(option => option !== '').map(option => `○ ${option}`);
  const address = webAddress(link);
  const linked = address !== null && !text.includes(address) ? [address] : [];
  return [text, choices.join('\n'), ...linked].filter(part => part !== '').join('\n\n');
}

function attachmentsOf(media: Media): Attachment[] {
  const parts = media.children?.data.length ? media.children.data : [media];
  return parts.flatMap(attachmentOf).slice(0, ATTACHMENTS_PER_POST_LIMIT);
}

type Part = Pick<Media, 'media_type' | 'media_url' | 'thumbnail_url' | 'gif_url' | 'alt_text'>;

/** A film or a sound without an address of its own is shown by its picture. */
function attachmentOf({ media_type, media_url, thumbnail_url, gif_url, alt_text }: Part): Attachment[] {
  const description = alt_text.trim() === '' ? null : cleanText(alt_text, 2_000);
  const moving = webAddress(gif_url);
  if (moving !== null) return [{ kind: 'image', url: moving, description }];
  const address = webAddress(media_url);
  if (address !== null) return [{ kind: KINDS[media_type] ?? 'image', url: address, description }];
  const still = webAddress(thumbnail_url);
  return still === null ? [] : [{ kind: 'image', url: still, description }];
}

const KINDS: Record<string, Attachment['kind']> = { VIDEO: 'video', REELS: 'video', AUDIO: 'audio' };
