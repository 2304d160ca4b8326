/** Each feed when it is due: asked whether anything changed, and only what is new or reads differently is told. */
import { type Heard, NetworkFailure, type Page } from '../connector.ts';
import { ignored } from '../kit/json.ts';
import { ownNames } from '../kit/own-names.ts';
import { pageOf } from '../kit/public-post.ts';
import { type Asked, ask, expectFeed } from './ask.ts';
import { addressesOf, type FeedsContext } from './credentials.ts';
import { dateOf } from './date.ts';
import type { FeedDocument } from './document.ts';
import {
  editOf,
  markOf,
  OLD_MS,
  type Place,
  pageOf as pageBehind,
  type ReadEntry,
  readEntries,
  readRest,
  scopeOf,
} from './parse.ts';
import { markedAsEdit } from './reread.ts';
import { nextLook } from './schedule.ts';
import { type FeedState, marksIn, type State, stateFrom, withKnown, withPages } from './state.ts';

/** How often it is looked which feeds are due; each has a time of its own. */
export const POLL_SECONDS = 30;
/** Pages of older entries read when a feed has run on past what is known of it. */
const OLDER_PAGES_LIMIT = 20;
const FIRST_FAILURE_SECONDS = 5 * 60;
const LAST_FAILURE_SECONDS = 6 * 60 * 60;

export async function pollPage(context: FeedsContext, after: string | null): Promise<Page> {
  const now = context.now().getTime();
  const addresses = addressesOf(context.credentials);
  const state = stateFrom(after, addresses);
  const due = addresses.filter(address => isDue(state.feeds[address], now)).sort(byDue(state));
  const [address] = due;
  const feed = address === undefined ? undefined : state.feeds[address];
  if (address === undefined || feed === undefined) return { heard: [], cursor: JSON.stringify(state), more: false };
  const looked = await lookAt(context, address, feed, state);
  const feeds = { ...state.feeds, [address]: looked.feed };
  return pageOf(looked.heard, JSON.stringify({ feeds, pages: looked.pages }), due.length > 1);
}

function isDue(feed: FeedState | undefined, now: number): boolean {
  return feed !== undefined && !feed.isGone && feed.dueAt <= now;
}

function byDue({ feeds }: State) {
  return (a: string, b: string) => (feeds[a]?.dueAt ?? 0) - (feeds[b]?.dueAt ?? 0);
}

type Looked = { heard: Heard[]; feed: FeedState; pages: State['pages'] };

async function lookAt(context: FeedsContext, address: string, feed: FeedState, state: State): Promise<Looked> {
  try {
    const answer = await ask(context, feed.url, feed);
    const at = context.now();
    const moved = { ...feed, url: answer.movedTo ?? feed.url, failures: 0 };
    if (answer.status === 304) {
      const dueAt = nextLook(answer.headers, feed.hints, at);
      return { heard: [], feed: { ...moved, dueAt }, pages: state.pages };
    }
    return await readAnswer(context, address, moved, state, answer);
  } catch (error) {
    return { heard: [], feed: setBack(context, feed, state, error), pages: state.pages };
  }
}

async function readAnswer(
  context: FeedsContext,
  address: string,
  feed: FeedState,
  state: State,
  answer: Asked,
): Promise<Looked> {
  const now = context.now();
  const document = expectFeed(answer);
  const place = placeOf(context, address, state, [document.updatedAt, answer.headers.get('last-modified')]);
  const marks = marksIn(feed);
  const since = feed.known === null ? new Date(now.getTime() - OLD_MS) : null;
  const older = await olderPages(context, document, place, answer.url, (entries: ReadEntry[]) =>
    since === null
      ? entries.every(({ id }) => marks.of(id) === null)
      : entries.every(({ post }) => post !== null && post.at >= since),
  );
  const entries = [...older, ...readEntries(document, place)];
  const heard = entries.flatMap(entry => changeIn(entry, marks.of(entry.id), since, now) ?? []);
  const seen = entries.map(({ id, post }) => ({ id, mark: post === null ? NO_MARK : markOf(post) }));
  const { ttlMinutes, skipHours, skipDays } = document;
  const hints = { ttlMinutes, skipHours: skipHours.slice(0, 24), skipDays: skipDays.slice(0, 7) };
  return {
    heard: [...heard, ...readRest(document, place)],
    pages: withPages(state.pages, entries.flatMap(postAndPage)),
    feed: {
      ...feed,
      etag: answer.headers.get('etag')?.slice(0, 1_000) ?? null,
      modified: answer.headers.get('last-modified')?.slice(0, 200) ?? null,
      dueAt: nextLook(answer.headers, hints, now),
      hints,
      known: withKnown(feed, seen.reverse()),
    },
  };
}

const NO_MARK = '------';

function placeOf(context: FeedsContext, address: string, { pages }: State, dates: (string | null)[]): Place {
  const now = context.now();
  const posts = new Map(pages);
  const undatedAt = dates.map(date => dateOf(date)).find(date => date !== null && date < now) ?? now;
  const { names, meantForUs } = context.credentials;
  return {
    address: scopeOf(address),
    names: ownNames(names),
    meantForUs: meantForUs || null,
    postAt: page => posts.get(page) ?? null,
    undatedAt,
    now,
  };
}

/** Where a feed has pages (RFC 5005), what ran on while nobody looked is read back to what is known. Oldest first. */
async function olderPages(
  context: FeedsContext,
  document: FeedDocument,
  place: Place,
  from: string,
  goesOn: (entries: ReadEntry[]) => boolean,
): Promise<ReadEntry[]> {
  let older: ReadEntry[] = [];
  let last = { document, url: from };
  let entries = readEntries(document, place);
  for (let page = 0; page < OLDER_PAGES_LIMIT && entries.length > 0 && goesOn(entries); page++) {
    const next = last.document.next === null ? null : URL.parse(last.document.next, last.url);
    if (next === null || next.href === last.url) break;
    const answer = await ask(context, next.href);
    last = { document: expectFeed(answer), url: next.href };
    entries = readEntries(last.document, place);
    older = [...entries, ...older];
  }
  return older;
}

/** @param before the mark of what the entry said, null where it is new  @param since older ones are let go */
function changeIn(entry: ReadEntry, before: string | null, since: Date | null, now: Date): Heard | null {
  const { post, heard } = entry;
  if (post === null) return before === null ? heard : null;
  if (before === markOf(post)) return null;
  if (before !== null && before !== NO_MARK) {
    return editOf(entry, post, markedAsEdit(heard.raw), now);
  }
  if (since !== null && post.at < since) return ignored('older than what is read on connecting', heard.raw, null);
  return heard;
}

/** A comment's page is its post's, and says nothing of where the post stands. */
function postAndPage({ post, page }: ReadEntry): [string, string][] {
  if (post === null || page === null || post.rootRemoteId !== post.remoteId) return [];
  return [[pageBehind(page).slice(0, 2_000), post.remoteId]];
}

/**
 * One feed of several that fails is asked again later and holds nobody up. When none of them answers, or there is only
 * the one, the failure is the channel's.
 */
function setBack(context: FeedsContext, feed: FeedState, { feeds }: State, error: unknown): FeedState {
  if (!(error instanceof NetworkFailure)) throw error;
  const others = Object.values(feeds).filter(other => other !== feed && !other.isGone && other.failures === 0);
  if (others.length === 0 || context.signal.aborted) throw error;
  const { next, message, afterSeconds } = error;
  context.log('info', 'One of several feeds could not be read', { why: message });
  if (next === 'gone') return { ...feed, isGone: true };
  const wait = Math.min(FIRST_FAILURE_SECONDS * 2 ** feed.failures, LAST_FAILURE_SECONDS);
  const dueAt = context.now().getTime() + Math.max(wait, afterSeconds ?? 0) * 1000;
  return { ...feed, failures: feed.failures + 1, dueAt };
}
