/** Whether an answer of unknown fate stands on X. It takes no key along, so it is looked for among our own posts and messages. */
import type { Post } from '../../core/post.ts';
import { type Draft, type Heard, NetworkFailure, type Sent } from '../connector.ts';
import type { XContext } from './credentials.ts';
import { otherIn } from './dm.ts';
import { messagePage, type Room } from './messages.ts';
import { withoutMs } from './search.ts';
import { bones } from './text.ts';
import { timelinePage } from './timelines.ts';

/** Their clock and ours may differ by this much. */
const CLOCKS_APART_MS = 2 * 60_000;
/** X lists nothing from before this moment. */
const X_BEGAN = new Date('2010-11-06T00:00:01Z');
const PAGES_LIMIT = 10;
const PER_PAGE = 50;

/** The same words by us under the same post, since then. Null: they are certainly not there. */
export async function find(context: XContext, draft: Draft, since: Date): Promise<Sent | null> {
  const earliest = earliestOf(since);
  let token: string | null = null;
  for (let page = 0; page < PAGES_LIMIT; page++) {
    const found = await timelinePage(
      context,
      'own',
      { startTime: withoutMs(earliest), ...(token === null ? {} : { token }) },
      PER_PAGE,
    );
    const post = postsOf(found.heard).find(one => isIt(one, draft, earliest) && isUnder(one, draft));
    if (post !== undefined) return { remoteId: post.remoteId, at: post.at, url: post.url };
    if (found.next === null || found.next === token) return null;
    token = found.next;
  }
  throw tooMany();
}

export async function findPrivately(context: XContext, draft: Draft, since: Date): Promise<Sent | null> {
  const earliest = earliestOf(since);
  let token: string | null = null;
  for (let page = 0; page < PAGES_LIMIT; page++) {
    const found = await messagePage(context, roomFor(context, draft), PER_PAGE, token);
    const posts = postsOf(found.heard.map(({ one }) => one));
    const post = posts.find(one => isIt(one, draft, earliest));
    if (post !== undefined) return { remoteId: post.remoteId, at: post.at, url: null, room: post.room };
    if (posts.some(({ at }) => at < earliest) || found.next === null || found.next === token) return null;
    token = found.next;
  }
  throw tooMany();
}

function roomFor({ account }: XContext, { to }: Draft): Room {
  if (to.room === null || otherIn(to.room, account.remoteId) !== null || !/^\d+$/.test(to.room))
    return { kind: 'with', personId: to.person.remoteId };
  return { kind: 'room', id: to.room };
}

function earliestOf(since: Date): Date {
  const at = new Date(since.getTime() - CLOCKS_APART_MS);
  return at < X_BEGAN ? X_BEGAN : at;
}

function postsOf(heard: readonly Heard[]): Post[] {
  return heard.flatMap(one =>
    one.kind === 'arrival' ? one.items.flatMap(item => (item.kind === 'post' ? [item.post] : [])) : [],
  );
}

function isIt(post: Post, { text, attachments }: Draft, earliest: Date): boolean {
  if (!post.own || post.at < earliest || bones(post.text) !== bones(text)) return false;
  return text !== '' || post.attachments.length === attachments.length;
}

function isUnder({ parentRemoteId }: Post, { to }: Draft): boolean {
  return to.remoteId === null || parentRemoteId === null || parentRemoteId === to.remoteId;
}

function tooMany(): NetworkFailure {
  return new NetworkFailure('retry', 'Too much was written since to be sure that it is not there.');
}
