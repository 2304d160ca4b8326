/** Comments into our words, as the hook tells them and as they are fetched. */
import type { Attachment, Item, Post } from '../../core/post.ts';
import { cleanText } from '../../core/text.ts';
import { isUs, type Place, personOf } from './place.ts';
import type { Comment, CommentTold, From, MediaItem } from './schema.ts';
import { rootOf, type Under } from './thread.ts';

/** Stands in the place of a live video's words, which it has none of. */
const LIVE = '🔴 Live';

/** @param toldAt when the network told it: a comment in a hook has no time of its own */
export function itemsOfTold(told: CommentTold, isLive: boolean, toldAt: Date, place: Place): Item[] | string {
  const { id, media } = told;
  const mediaId = media?.id ?? told.media_id;
  const at = told.timestamp ?? told.created_time ?? toldAt;
  if (id === null) return 'comment id: missing or of another kind';
  const under = mediaId === null ? null : ({ kind: isLive ? 'live' : 'ours', mediaId } as const);
  const post = postOf(
    { id, at, from: told.from, text: told.text, parentId: told.parent_id, under, permalink: null },
    place,
  );
  const items: Item[] = [{ kind: 'post', post }];
  // What is not among the account's own media is told here or nowhere: whoever reads the thread sees what it is about.
  const about = isLive ? LIVE : (media?.ad_title ?? null);
  if (under !== null && about !== null) items.unshift({ kind: 'post', post: headOf(rootOf(under), about, at, place) });
  return items;
}

/** @param permalink the page of what it stands under */
export function itemsOfComment(comment: Comment, under: Under | null, permalink: string | null, place: Place): Item[] {
  const { id, timestamp: at, text } = comment;
  const page = permalink ?? comment.media?.permalink ?? null;
  const parentId = comment.parent_id;
  return [
    { kind: 'post', post: postOf({ id, at, from: whoWrote(comment), text, parentId, under, permalink: page }, place) },
  ];
}

/** Some fields tell the name only, others the id only. */
export function whoWrote({ from, username, user }: Pick<Comment, 'from' | 'username' | 'user'>): From {
  const id = from?.id ?? user?.id ?? null;
  const known = from?.username ?? username;
  if (id === null && known === null) return null;
  return { id, username: known, name: from?.name ?? null, self_ig_scoped_id: from?.self_ig_scoped_id ?? null };
}

type Written = {
  id: string;
  at: Date;
  from: From;
  text: string;
  parentId: string | null;
  under: Under | null;
  permalink: string | null;
};

function postOf({ id, at, from, text, parentId, under, permalink }: Written, place: Place): Post {
  const own = isUs(place, from);
  const root = under === null ? null : rootOf(under);
  return {
    ...BARE,
    remoteId: id,
    at,
    author: personOf(place, from, id),
    own,
    parentRemoteId: parentId ?? root,
    rootRemoteId: root,
    text: cleanText(text),
    url: permalink === null ? null : `${permalink.replace(/\/*$/, '/')}c/${id}/`,
    addressed: !own,
  };
}

/** Our own media, under which people write. */
export function itemsOfOwnMedia(media: MediaItem, place: Place): Item[] {
  const post: Post = {
    ...headOf(media.id, media.caption, media.timestamp, place),
    url: media.permalink,
    attachments: attachmentsOf(media),
  };
  return [{ kind: 'post', post }];
}

/** Somebody else's media that names us, in its caption or as a tag. Its own time and words; its comments are not ours to read. */
export function itemsOfTheirMedia(media: MediaItem, place: Place): Item[] {
  const from = { id: media.owner?.id ?? null, username: media.username, name: null, self_ig_scoped_id: null };
  if (isUs(place, from)) return itemsOfOwnMedia(media, place);
  const post: Post = {
    ...BARE,
    remoteId: media.id,
    at: media.timestamp,
    author: personOf(place, { ...from, id: null }, media.id),
    rootRemoteId: rootOf({ kind: 'mention', mediaId: media.id }),
    text: cleanText(media.caption),
    attachments: attachmentsOf(media),
    url: media.permalink,
    addressed: true,
  };
  return [{ kind: 'post', post }];
}

/** What stands under a hashtag. Who wrote it is told to nobody. */
export function itemsOfFound(media: MediaItem, place: Place): Item[] {
  const post: Post = {
    ...BARE,
    remoteId: media.id,
    at: media.timestamp,
    author: personOf(place, null, media.id),
    rootRemoteId: rootOf({ kind: 'hashtag', mediaId: media.id }),
    text: cleanText(media.caption),
    attachments: attachmentsOf(media),
    url: media.permalink,
  };
  return [{ kind: 'post', post }];
}

function headOf(remoteId: string, text: string, at: Date, { account }: Place): Post {
  return { ...BARE, remoteId, at, author: account, own: true, rootRemoteId: remoteId, text: cleanText(text) };
}

function attachmentsOf({ media_type, media_url, thumbnail_url }: MediaItem): Attachment[] {
  const url = media_url ?? thumbnail_url;
  if (url === null) return [];
  const isVideo = media_type?.toUpperCase() === 'VIDEO' && media_url !== null;
  return [{ kind: isVideo ? 'video' : 'image', url, description: null }];
}

const BARE = {
  own: false,
  key: null,
  visibility: 'public',
  parentRemoteId: null,
  rootRemoteId: null,
  room: null,
  roomWith: null,
  text: '',
  lang: null,
  attachments: [] as Attachment[],
  url: null,
  addressed: false,
  warning: null,
} as const satisfies Partial<Post>;
