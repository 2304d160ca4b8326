/** Posts and comments of Lemmy into our words. Their text is Markdown and stays so. Never throws. */
import type { Attachment, Person, Post } from '../../core/post.ts';
import type { Heard } from '../connector.ts';
import { webAddress } from '../kit/html-text.ts';
import { dropped, readValue } from '../kit/json.ts';
import { type OwnNames, ownNames } from '../kit/own-names.ts';
import { arrival, editedPost, publicPost, titled } from '../kit/public-post.ts';
import type { ListName } from './api.ts';
import {
  type CommentView,
  commentViewSchema,
  type LemmyComment,
  type LemmyPerson,
  type LemmyPost,
  type PostView,
  postViewSchema,
} from './schema.ts';

/** The server the numbers belong to, and what its language numbers mean. */
export type Place = { server: URL; names: OwnNames; languages: Record<string, string> };
/** `isPinned`: stands above newer ones. `updatedAt`: of its newest version, null where there is but one. */
export type Entry = {
  id: number;
  at: Date;
  updatedAt: Date | null;
  isGone: boolean;
  isPinned: boolean;
  by: 'author' | 'network';
  post: Post;
  raw: string;
};

export function readEntry(value: unknown, list: ListName, place: Place): Entry | Heard {
  const raw = JSON.stringify(value) ?? '';
  if (list === 'posts') {
    const read = readValue(value, postViewSchema);
    if (!read.ok) return dropped(`post: ${read.reason}`, raw, null);
    return entryOf(read.value.post, postOf(read.value, place), raw) ?? dropped('post: no date', raw, null);
  }
  const read = readValue(value, commentViewSchema);
  if (!read.ok) return dropped(`comment: ${read.reason}`, raw, null);
  return entryOf(read.value.comment, commentOf(read.value, place), raw) ?? dropped('comment: no date', raw, null);
}

/** What an entry says now. @param isNew it was not read before */
export function heardOf(entry: Entry, isNew: boolean): Heard {
  const { post, updatedAt, raw, isGone, by } = entry;
  if (isGone) return arrival([{ kind: 'remove', remoteId: post.remoteId, at: updatedAt ?? entry.at, by }], raw, 'list');
  if (isNew && updatedAt === null) return arrival([{ kind: 'post', post }], raw, 'list');
  const at = updatedAt ?? entry.at;
  return arrival(editedPost(post, at, at.getTime()), raw, 'list');
}

/** Gone when it was asked for: nobody says by whose hand. */
export function removal(remoteId: string, at: Date): Heard {
  return arrival([{ kind: 'remove', remoteId, at, by: 'author' }], JSON.stringify({ gone: remoteId }), 'list');
}

function entryOf(read: LemmyPost | LemmyComment, post: Post, raw: string): Entry | null {
  if (Number.isNaN(post.at.getTime())) return null;
  const { id, deleted = false, removed = false } = read;
  const updatedAt = momentOf(read.updated_at ?? read.updated);
  const isPinned = 'name' in read && (read.featured_community === true || read.featured_local === true);
  return {
    id,
    at: post.at,
    updatedAt,
    isGone: deleted || removed,
    by: removed ? 'network' : 'author',
    isPinned,
    post,
    raw,
  };
}

function postOf({ post, creator }: PostView, place: Place): Post {
  const remoteId = idOf(place, 'post', post.id);
  const link = webAddress(post.url);
  const isPicture = post.url_content_type?.startsWith('image/') === true;
  const picture: Attachment[] =
    link !== null && isPicture ? [{ kind: 'image', url: link, description: post.alt_text ?? null }] : [];
  return saidBy(creator, post, place, {
    remoteId,
    rootRemoteId: remoteId,
    text: titled(post.name.trim(), isPicture ? '' : (link ?? ''), (post.body ?? '').trim()),
    attachments: picture,
    warning: post.nsfw === true ? 'NSFW' : null,
  });
}

function commentOf({ comment, creator }: CommentView, place: Place): Post {
  const above = Number(comment.path.split('.').at(-2));
  const root = idOf(place, 'post', comment.post_id);
  return saidBy(creator, comment, place, {
    remoteId: idOf(place, 'comment', comment.id),
    parentRemoteId: above > 0 ? idOf(place, 'comment', above) : root,
    rootRemoteId: root,
    text: comment.content.trim(),
  });
}

function saidBy(
  creator: LemmyPerson,
  read: LemmyPost | LemmyComment,
  place: Place,
  known: Pick<Post, 'remoteId' | 'text'> & Partial<Post>,
): Post {
  const author = personOf(creator, place);
  const own = place.names.has(author.handle);
  const lang = place.languages[String(read.language_id ?? 0)] ?? null;
  return publicPost({
    ...known,
    // An invalid date is told by `entryOf`.
    at: momentOf(read.published_at ?? read.published) ?? new Date(Number.NaN),
    author,
    own,
    addressed: !own && place.names.areNamedIn(known.text),
    lang: lang === 'und' ? null : lang,
    url: pageOf(known.remoteId, place.server.protocol),
  });
}

export function personOf(creator: LemmyPerson, { server }: Pick<Place, 'server'>): Person {
  const home = webAddress(creator.ap_id ?? creator.actor_id) ?? `${server.origin}/u/${creator.name}`;
  return {
    remoteId: home,
    handle: `${creator.name}@${new URL(home).host}`,
    name: creator.display_name || null,
    avatarUrl: webAddress(creator.avatar),
    profileUrl: home,
  };
}

/** A name without a server is one on this server. */
export function namesOn(server: URL, field: string | undefined): OwnNames {
  const { all } = ownNames(field);
  return ownNames(all.flatMap(name => (name.includes('@') ? [name] : [name, `${name}@${server.host}`])).join(','));
}

/** Numbers are each server's own. */
export function idOf({ server }: Pick<Place, 'server'>, kind: 'post' | 'comment', id: number): string {
  return `${server.host}/${kind}/${id}`;
}

/** Its page on that server; null for what is no id of ours. */
export function pageOf(remoteId: string, protocol = 'https:'): string | null {
  return /^[\w.-]+(:\d{1,5})?\/(post|comment)\/\d{1,15}$/.test(remoteId) ? `${protocol}//${remoteId}` : null;
}

/** Older servers leave the zone away and mean UTC. */
export function momentOf(text: string | null | undefined): Date | null {
  if (text === null || text === undefined) return null;
  const at = Date.parse(/(?:z|[+-]\d{2}:?\d{2})$/i.test(text) ? text : `${text}Z`);
  return Number.isNaN(at) ? null : new Date(at);
}
