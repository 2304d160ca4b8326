/** What the hook tells about the page in public: posts, comments, reactions, mentions, reviews. Never throws. */
import type { Attachment, Item, Person, Post } from '../../core/post.ts';
import type { Heard } from '../connector.ts';
import { dropped, ignored, readValue } from '../kit/json.ts';
import type { Told } from '../kit/meta/hook.ts';
import { arrival, publicPost } from '../kit/public-post.ts';
import { personOf, unnamed } from './people.ts';
import { reviewWords } from './rating.ts';
import { type Change, changeSchema } from './schema.ts';

/** What stands on a page as a post. */
const POSTS = new Set([
  'post',
  'status',
  'photo',
  'video',
  'share',
  'link',
  'album',
  'note',
  'event',
  'milestone',
  'story',
]);
const ADDED = new Set(['add', 'added', 'create']);
const EDITED = new Set(['edit', 'edited', 'update']);
const REMOVED = new Set(['remove', 'removed', 'delete']);

/** Every reason there is, so that what is passed over can be counted. */
const PASSED_OVER = {
  hidden: 'hidden or shown again',
  kind: 'an item of another kind',
  verb: 'something done to a post that changes no words',
  nobody: 'a reaction of somebody who is not named',
  page: 'a like of the page itself',
  wordless: 'an edit without words',
};
const MARKS: Record<string, string> = {
  like: '👍',
  love: '❤️',
  care: '🤗',
  haha: '😆',
  wow: '😮',
  sad: '😢',
  sorry: '😢',
  angry: '😡',
  anger: '😡',
};

export function readChange(told: Told, account: Person): Heard {
  const read = readValue(told.value, changeSchema);
  if (!read.ok) return dropped(`${told.field}: ${read.reason}`.slice(0, 150), told.raw, null);
  const change = read.value;
  const found = itemOf(change, told, account);
  if ('why' in found) {
    const how = found.isFault ? dropped : ignored;
    return how(found.why, told.raw, null);
  }
  return arrival([found], told.raw, `thread:${change.post_id ?? found.kind}`);
}

type Found = Item | { why: string; isFault?: true };

function itemOf(change: Change, told: Told, account: Person): Found {
  const { item } = change;
  const verb = change.verb ?? 'add';
  if (item === 'reaction' || item === 'like') return reactionOf(change, verb, told, account);
  if (item !== 'comment' && item !== 'rating' && !POSTS.has(item)) return { why: PASSED_OVER.kind };
  if (verb === 'hide' || verb === 'unhide') return { why: PASSED_OVER.hidden };
  const remoteId = idOf(change);
  const at = change.created_time ?? told.at;
  if (remoteId === null) return { why: `${item}: its id is missing`, isFault: true };
  if (at === null) return { why: `${item}: its time is missing`, isFault: true };
  if (REMOVED.has(verb)) return { kind: 'remove', remoteId, at: told.at ?? at, by: 'author' };
  if (EDITED.has(verb)) return editOf(change, remoteId, change.edited_time ?? told.at ?? at);
  if (!ADDED.has(verb)) return { why: PASSED_OVER.verb };
  return { kind: 'post', post: postOf(change, remoteId, at, account) };
}

/** Ids are kept as they come: `page_post` and `post_comment`. */
function idOf({ item, comment_id, post_id, open_graph_story_id, share_id }: Change): string | null {
  if (item === 'comment') return comment_id ?? null;
  if (item === 'rating') return open_graph_story_id ?? post_id ?? null;
  return post_id ?? share_id ?? null;
}

function postOf(change: Change, remoteId: string, at: Date, account: Person): Post {
  const author = authorOf(change, remoteId, account);
  const own = author.remoteId === account.remoteId;
  const isComment = change.item === 'comment';
  const root = change.post_id ?? change.open_graph_story_id ?? null;
  return publicPost({
    remoteId,
    at,
    author: own ? account : author,
    own,
    parentRemoteId: isComment ? (change.parent_id ?? root) : null,
    rootRemoteId: isComment ? root : remoteId,
    text: wordsOf(change),
    attachments: attachmentsOf(change),
    url: pageOfPost(remoteId),
    addressed: !own,
  });
}

/** Any post or comment opens by its id. */
export function pageOfPost(remoteId: string): string {
  return `https://www.facebook.com/${encodeURIComponent(remoteId)}`;
}

function authorOf({ from, sender_id, sender_name, reviewer_id, reviewer_name }: Change, postId: string, us: Person) {
  const id = from?.id ?? reviewer_id ?? sender_id;
  if (id == null) return unnamed(postId);
  if (id === us.remoteId) return us;
  return personOf(id, from?.name ?? reviewer_name ?? sender_name ?? null);
}

/** Who only shared a link has said no words: the link is what is said. */
function wordsOf(change: Change): string {
  if (change.item === 'rating') return reviewWords(change);
  const isPicture = attachmentsOf(change).some(({ url }) => url === change.link);
  return change.message || (isPicture ? '' : (change.link ?? ''));
}

function attachmentsOf({ item, photo, photos, video, link }: Change): Attachment[] {
  // The link of a photo is the picture itself, and so is that of a video.
  const pictures = [photo, ...(photos ?? []), item === 'photo' ? link : null];
  const videos = [video, item === 'video' ? link : null];
  const of = (kind: Attachment['kind'], urls: (string | null | undefined)[]) =>
    [...new Set(urls)].flatMap(url => (url ? [{ kind, url, description: null }] : []));
  return [...of('image', pictures), ...of('video', videos)];
}

/** The network numbers no edits: the moment is what rises. */
function editOf({ message, review_text, ...change }: Change, remoteId: string, at: Date): Found {
  if (message == null && review_text == null) return { why: PASSED_OVER.wordless };
  const text = change.item === 'rating' ? reviewWords({ ...change, review_text }) : (message ?? '');
  return { kind: 'edit', remoteId, text, attachments: null, at, version: at.getTime() };
}

function reactionOf(change: Change, verb: string, told: Told, account: Person): Found {
  const remoteId = change.comment_id ?? change.post_id ?? change.open_graph_story_id ?? change.parent_id ?? null;
  if (remoteId === null) return { why: PASSED_OVER.page };
  const id = change.from?.id ?? change.sender_id ?? null;
  if (id === null) return { why: PASSED_OVER.nobody };
  const at = change.created_time ?? told.at;
  if (at === null) return { why: 'reaction: its time is missing', isFault: true };
  const own = id === account.remoteId;
  const person = own ? account : personOf(id, change.from?.name ?? change.sender_name ?? null);
  const kind = change.item === 'like' ? 'like' : (change.reaction_type ?? 'like').toLowerCase();
  const mark = REMOVED.has(verb) ? null : (MARKS[kind] ?? kind);
  return { kind: 'reaction', remoteId, person, own, mark, at };
}
