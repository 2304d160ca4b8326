/** Reading the lists round and round: one page of one list at a time, so that a failure loses no more than that. */
import { z } from 'zod';
import { NetworkFailure, type Page } from '../connector.ts';
import { readJson, readValue } from '../kit/json.ts';
import { type GraphPage, listPage } from '../kit/meta/graph.ts';
import { at, type ThreadsContext, wordsOf } from './credentials.ts';
import { searchEverySeconds } from './limits.ts';
import { conversationUnder, type List, MENTIONS, POSTS, pendingUnder, REPLIES, repliesTo, searchFor } from './lists.ts';
import { freshOf, marked, markSchema } from './mark.ts';
import { heardMedia } from './parse.ts';
import { type Media, mediaSchema } from './schema.ts';

export const POLL_SECONDS = 120;
/** Threads of ours looked into in every round; the same number again takes turns among the older ones. */
const NEWEST_LIMIT = 10;
const PAGES_LIMIT = 20;
const MARKS_LIMIT = 300;
/** How far back a word is searched for when its turn comes for the first time. */
const SEARCH_FIRST_SECONDS = 60 * 60;

const stateSchema = z.object({
  marks: z.record(z.string(), markSchema),
  /** Seconds since 1970, by the word. */
  searched: z.record(z.string(), z.number()),
  /** Which of the older threads are next. */
  turn: z.int().min(0),
  rounds: z.int().min(0),
  /** While a round is under way: lists still to be read, the first of them up to `page`. */
  queue: z.array(z.string().max(300)).max(500),
  page: z.record(z.string(), z.string()).nullable(),
  pages: z.int().min(0),
});
type State = z.infer<typeof stateSchema>;

const BEGINNING: State = { marks: {}, searched: {}, turn: 0, rounds: 0, queue: [], page: null, pages: 0 };

export async function pollPage(context: ThreadsContext, after: string | null): Promise<Page> {
  const state = begun(context, stateIn(after));
  const [name = POSTS.name] = state.queue;
  const list = listOf(name, state);
  const read = await pageOf(context, list, state);
  if (read === null) return { heard: [], ...next(finished(state, name, context, null)) };
  const mark = state.marks[name];
  const { fresh, meets } = freshOf(read.entries, mark);
  const heard = fresh.map(entry => heardMedia(entry, context.account, list.told, null)).reverse();
  // A list never read before is read to its end, but for the very first round: what is older then is the back-fill's.
  const goesOn = read.next !== null && fresh.length > 0 && !meets && state.pages + 1 < PAGES_LIMIT;
  if (goesOn && state.rounds > 0) {
    const begins = marked(read.entries, context.now(), state.marks[held(name)] ?? mark);
    const marks = { ...state.marks, [held(name)]: begins };
    const queue = [...state.queue, ...below(name, read.entries, state, context)];
    return { heard, ...next({ ...state, marks, queue, page: read.next, pages: state.pages + 1 }) };
  }
  return { heard, ...next(finished(state, name, context, read)) };
}

/** What was seen in the pages of this round so far; it counts once the round has met what was known. */
function held(name: string): string {
  return `+ ${name}`;
}

function next(state: State): Pick<Page, 'cursor' | 'more'> {
  return { cursor: JSON.stringify(state), more: state.queue.length > 0 };
}

function stateIn(after: string | null): State {
  const read = after === null ? null : readJson(after, stateSchema);
  return read?.ok ? read.value : BEGINNING;
}

function begun(context: ThreadsContext, state: State): State {
  if (state.queue.length > 0) return state;
  const now = Math.floor(context.now().getTime() / 1000);
  const words = wordsOf(context.credentials);
  const every = searchEverySeconds(words.length);
  const due = words.filter(word => now - (state.searched[word] ?? 0) >= every);
  // Our own first: what stands below it follows from it.
  return { ...state, queue: [POSTS.name, REPLIES.name, MENTIONS.name, ...due.map(word => `search ${word}`)] };
}

function listOf(name: string, state: State): List {
  const about = name.slice(name.indexOf(' ') + 1);
  switch (name.split(' ')[0]) {
    case 'replies':
      return REPLIES;
    case 'mentions':
      return MENTIONS;
    case 'under':
      return conversationUnder(about);
    case 'to':
      return repliesTo(about);
    case 'pending':
      return pendingUnder(about);
    case 'search':
      return searchFor(about, sinceFor(about, state));
    default:
      return POSTS;
  }
}

/** Found posts come late into the search, so that it overlaps. */
function sinceFor(word: string, { searched }: State): number | null {
  const last = searched[word];
  return last === undefined ? null : last - SEARCH_FIRST_SECONDS;
}

/** Null where this list is not for us: a right that is missing closes one door and no other. */
async function pageOf(context: ThreadsContext, list: List, state: State): Promise<GraphPage | null> {
  try {
    return await listPage(context, at(context.credentials), list.call, state.page);
  } catch (error) {
    const isOptional = error instanceof NetworkFailure && list !== POSTS;
    const isSearch = list.call.bucket === 'searches';
    if (!isOptional || error.next === 'reauthorise' || (error.next === 'retry' && !isSearch)) throw error;
    context.log('info', 'A list of Threads could not be read', { list: list.name.split(' ')[0], why: error.message });
    return null;
  }
}

/** @param read the last page of the list; null where it could not be read */
function finished(state: State, name: string, context: ThreadsContext, read: GraphPage | null): State {
  const { [held(name)]: soFar, ...marks } = state.marks;
  if (read !== null) marks[name] = marked(read.entries, context.now(), soFar ?? state.marks[name]);
  const queue = [...state.queue.slice(1), ...(read === null ? [] : below(name, read.entries, state, context))];
  const searched = name.startsWith('search ')
    ? { ...state.searched, [name.slice(7)]: Math.floor(context.now().getTime() / 1000) }
    : state.searched;
  const isLast = queue.length === 0;
  return {
    marks: isLast ? latest(marks) : marks,
    searched: isLast ? only(searched, wordsOf(context.credentials)) : searched,
    turn: isLast ? state.turn + NEWEST_LIMIT : state.turn,
    rounds: isLast ? state.rounds + 1 : state.rounds,
    queue,
    page: null,
    pages: 0,
  };
}

/** Which lists below these posts of ours are read in this round: the newest page of posts says. */
function below(name: string, entries: readonly unknown[], state: State, { credentials }: ThreadsContext): string[] {
  if (state.pages > 0 || (name !== POSTS.name && name !== REPLIES.name)) return [];
  const ours = entries.flatMap(entry => {
    const media = readValue(entry, mediaSchema);
    return media.ok ? [media.value] : [];
  });
  if (name === REPLIES.name) {
    const known = new Set(state.queue.flatMap(one => (one.startsWith('under ') ? [one.slice(6)] : [])));
    const elsewhere = ours.filter(one => one.has_replies !== false && !known.has(one.root_post?.id ?? ''));
    return elsewhere.slice(0, NEWEST_LIMIT).map(({ id }) => `to ${id}`);
  }
  const answered = ours.filter(one => one.has_replies !== false && one.media_type !== 'REPOST_FACADE');
  const under = inTurn(answered, state.turn).map(({ id }) => `under ${id}`);
  if (credentials.approvals !== 'yes') return under;
  return [...under, ...ours.slice(0, NEWEST_LIMIT).map(({ id }) => `pending ${id}`)];
}

function inTurn(posts: readonly Media[], turn: number): Media[] {
  const [newest, older] = [posts.slice(0, NEWEST_LIMIT), posts.slice(NEWEST_LIMIT)];
  const from = older.length === 0 ? 0 : turn % older.length;
  return [...newest, ...[...older, ...older].slice(from, from + Math.min(NEWEST_LIMIT, older.length))];
}

/** Threads nobody looks into any more are forgotten. */
function latest(marks: State['marks']): State['marks'] {
  const all = Object.entries(marks).toSorted(([, a], [, b]) => b.at - a.at);
  const lasting = all.filter(([name]) => !/^(under|to|pending) /.test(name));
  const passing = all.filter(([name]) => /^(under|to|pending) /.test(name)).slice(0, MARKS_LIMIT);
  return Object.fromEntries([...lasting, ...passing]);
}

function only(searched: State['searched'], words: readonly string[]): State['searched'] {
  return Object.fromEntries(Object.entries(searched).filter(([word]) => words.includes(word)));
}
