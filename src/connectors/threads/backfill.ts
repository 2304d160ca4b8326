/** The past, back to a moment: what named us, what we wrote, everything below it, and what was said with the words we look for. */
import { z } from 'zod';
import { type Heard, NetworkFailure } from '../connector.ts';
import { readJson, readValue } from '../kit/json.ts';
import { type GraphPage, listPage } from '../kit/meta/graph.ts';
import { at, type ThreadsContext, wordsOf } from './credentials.ts';
import { conversationUnder, type List, MENTIONS, POSTS, REPLIES, repliesTo, searchFor, sinceIn } from './lists.ts';
import { heardMedia } from './parse.ts';
import { type Media, mediaSchema } from './schema.ts';

const PAGES_LIMIT = 50;
const PAGES_BELOW_LIMIT = 20;
/** Each page is one of the day's searches. */
const SEARCH_PAGES_LIMIT = 3;
/** Answers come to older posts too; we look this far further back for posts that may have some. */
const ANSWERED_LATER_MS = 14 * 24 * 60 * 60_000;

const placeSchema = z.object({ list: z.string(), next: z.record(z.string(), z.string()).nullable() });
type Place = z.infer<typeof placeSchema>;

export async function* since(context: ThreadsContext, from: Date, after: string | null): AsyncGenerator<Heard> {
  const lists = listsOf(context, from);
  const place = placeIn(after);
  const begin = place === null ? 0 : lists.findIndex(({ name }) => name === place.list);
  const told = new Set<string>();
  for (const list of lists.slice(Math.max(begin, 0))) {
    const isSaved = place !== null && list.name === place.list;
    yield* pages(context, list, from, isSaved ? place.next : null, told);
  }
}

function listsOf({ credentials, now }: ThreadsContext, from: Date): List[] {
  const further = new Date(from.getTime() - ANSWERED_LATER_MS);
  const seconds = Math.floor(Math.min(from.getTime(), now().getTime()) / 1000);
  return [
    sinceIn(MENTIONS, from),
    sinceIn(POSTS, further),
    sinceIn(REPLIES, further),
    ...wordsOf(credentials).map(word => sinceIn(searchFor(word, seconds), from)),
  ];
}

function placeIn(after: string | null): Place | null {
  const read = after === null ? null : readJson(after, placeSchema);
  return read?.ok ? read.value : null;
}

async function* pages(
  context: ThreadsContext,
  list: List,
  from: Date,
  begin: Place['next'],
  told: Set<string>,
): AsyncGenerator<Heard> {
  const most = list.call.bucket === 'searches' ? SEARCH_PAGES_LIMIT : PAGES_LIMIT;
  for (let page = 0, next = begin; page < most && !context.signal.aborted; page++) {
    const read = await pageOf(context, list, next);
    if (read === null) return;
    const below = list.told === 'by us' ? await belowAll(context, list, read.entries, from, told) : [];
    const heard = [...heardIn(context, list, read.entries, from, told), ...below];
    const cursor = read.next === null ? null : JSON.stringify({ list: list.name, next: read.next } satisfies Place);
    for (const [i, one] of heard.entries()) yield i === heard.length - 1 ? { ...one, cursor } : one;
    if (read.next === null) return;
    next = read.next;
  }
}

/** Oldest first; what another list told already is left out, and so is what is older than asked for. */
function heardIn(context: ThreadsContext, list: List, entries: readonly unknown[], from: Date, told: Set<string>) {
  const fresh = entries.filter(entry => {
    const media = mediaIn(entry);
    if (media === null) return true;
    const isNew = !told.has(media.id) && media.timestamp >= from;
    told.add(media.id);
    return isNew;
  });
  return fresh.map(entry => heardMedia(entry, context.account, list.told, null)).reverse();
}

async function belowAll(
  context: ThreadsContext,
  list: List,
  entries: readonly unknown[],
  from: Date,
  told: Set<string>,
): Promise<Heard[]> {
  const heard: Heard[] = [];
  for (const entry of entries) {
    const media = mediaIn(entry);
    if (media === null || media.has_replies === false || context.signal.aborted) continue;
    // A reply of ours in a thread of ours: all of it was told with the thread.
    if (list.name === REPLIES.name && told.has(`under ${media.root_post?.id ?? ''}`)) continue;
    const below = list.name === POSTS.name ? conversationUnder(media.id) : repliesTo(media.id);
    told.add(below.name);
    for (let page = 0, next: Place['next'] = null; page < PAGES_BELOW_LIMIT; page++) {
      const read = await pageOf(context, below, next);
      if (read === null) break;
      heard.unshift(...heardIn(context, below, read.entries, from, told));
      next = read.next;
      if (next === null) break;
    }
  }
  return heard;
}

function mediaIn(entry: unknown): Media | null {
  const read = readValue(entry, mediaSchema);
  return read.ok ? read.value : null;
}

/** A right that is missing, or an allowance used up, closes one door and no other. Our own posts are the one that must be open. */
async function pageOf(context: ThreadsContext, list: List, next: Place['next']): Promise<GraphPage | null> {
  try {
    return await listPage(context, at(context.credentials), list.call, next);
  } catch (error) {
    if (!(error instanceof NetworkFailure) || list.name === POSTS.name || error.next === 'reauthorise') throw error;
    if (error.next === 'retry' && list.call.bucket !== 'searches') throw error;
    context.log('info', 'A list of Threads could not be read', { list: list.name.split(' ')[0], why: error.message });
    return null;
  }
}
