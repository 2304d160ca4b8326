/** What an alarm says: what is spoken of, where, how much more than usual, since when, with examples. */
import { hourOfWeek, type Usual } from './burst-baseline.ts';
import { BUCKET_MS, bucketAt, DAY_HALF_MS, HOUR_MS, type SavedBurst, type Span, spanOf } from './burst-window.ts';
import { type RisenWord, risenWords } from './risen-words.ts';

export type HeardPost = {
  id: string;
  /** The network's time. */
  at: Date;
  network: string;
  /** Stable id of the author. */
  author: string;
  text: string;
};

export type RecentPost = {
  id: string;
  atMs: number;
  network: string;
  author: string;
  groupId: number;
  voice: number;
  words: string[];
};

/** Plain JSON; times in milliseconds. */
export type Alarm = {
  /** 1 for the first of this watch. */
  number: number;
  /** Since when, by the posts themselves: earlier than `raisedAtMs`. */
  beganAtMs: number;
  raisedAtMs: number;
  endedAtMs: number | null;
  calmSinceMs: number | null;
  /** Which length of time it was seen in, such as `1 h`. */
  window: string;
  /** The word that raised it, where there are no more posts than usual; null where there are. */
  word: string | null;
  /** At its loudest: posts and voices in that window, beside the voices that are usual then. */
  posts: number;
  voices: number;
  expected: number;
  /** Voices ÷ usual; never below what was asked. */
  times: number;
  /** Chance alone would do this about once in so many days. */
  onceInDays: number;
  /** All posts since it began until it was over, and how many are usual in that time. */
  total: { posts: number; usual: number; toMs: number };
  /** Posts of the last half day since it began, by network, most first. */
  networks: { network: string; posts: number }[];
  words: RisenWord[];
  /** Different texts, those that hold most of the risen words first. */
  exampleIds: string[];
  /** The text that was passed on most, of the posts at hand. */
  mostCopied: { postId: string; posts: number } | null;
  /** Voices at which it was last told of. */
  toldAtVoices: number;
};

export type BurstChange = {
  /** `resumed`: the same one has come back after a calm. `grew`: it is twice as loud as when it was last told of. */
  kind: 'began' | 'grew' | 'resumed' | 'ended';
  alarm: Alarm;
};

export const EXAMPLES_LIMIT = 5;

/** One length of time up to now, and how seldom chance alone makes it so loud. */
export type Loud = {
  window: string;
  ms: number;
  sinceMs: number;
  /** Null: counted are all voices; else those that hold this word. */
  word: string | null;
  onceInDays: number;
  span: Span;
};

export function beginAlarm(state: SavedBurst, loud: Loud, nowMs: number, usual: Usual): Alarm {
  const beganAtMs = beginOf(state, nowMs, usual);
  const { span, window, word, onceInDays } = loud;
  return {
    number: state.alarms,
    beganAtMs,
    raisedAtMs: nowMs,
    endedAtMs: null,
    calmSinceMs: null,
    window,
    word,
    onceInDays,
    posts: span.posts,
    voices: span.voices,
    expected: span.expected,
    times: timesOf(span),
    toldAtVoices: span.voices,
    total: totalSince(state, beganAtMs, nowMs, usual),
    ...describe(state, beganAtMs),
  };
}

/** Keeps the alarm's figures at their loudest. True when it is worth telling again. */
export function growAlarm(alarm: Alarm, state: SavedBurst, loud: Loud): boolean {
  Object.assign(alarm, describe(state, alarm.beganAtMs));
  const { span, window, word, onceInDays } = loud;
  if (window !== alarm.window || word !== alarm.word || span.voices <= alarm.voices) return false;
  Object.assign(alarm, {
    onceInDays,
    posts: span.posts,
    voices: span.voices,
    expected: span.expected,
    times: timesOf(span),
  });
  if (span.voices < 2 * alarm.toldAtVoices) return false;
  alarm.toldAtVoices = span.voices;
  return true;
}

function totalSince(state: SavedBurst, sinceMs: number, nowMs: number, usual: Usual): Alarm['total'] {
  const { posts, expected } = spanOf(state.buckets, bucketAt(sinceMs), nowMs, usual);
  return { posts, usual: expected, toMs: nowMs };
}

/** Carries the usual on to now; the posts are counted as they come. */
export function carryOn(alarm: Alarm, state: SavedBurst, nowMs: number, usual: Usual): void {
  const { total } = alarm;
  const perHour = usual.rates[hourOfWeek(nowMs)] ?? 0;
  const { heardMs } = spanOf(state.buckets, bucketAt(total.toMs), nowMs, usual);
  total.usual += (perHour * Math.min(heardMs, nowMs - total.toMs)) / HOUR_MS;
  total.toMs = nowMs;
}

/** The calm between belongs to it as well, as far as it is still at hand. */
export function resume(alarm: Alarm, state: SavedBurst, nowMs: number, usual: Usual): void {
  const { posts, expected } = spanOf(state.buckets, bucketAt(alarm.total.toMs) + BUCKET_MS, nowMs, usual);
  alarm.total = { posts: alarm.total.posts + posts, usual: alarm.total.usual + expected, toMs: nowMs };
  alarm.endedAtMs = null;
  alarm.calmSinceMs = null;
}

/** Where almost nothing is usual, "times as many" would be a fairy tale: a tenth of a post is the least. */
function timesOf({ voices, expected }: { voices: number; expected: number }): number {
  return voices / Math.max(expected, 0.1);
}

/** The begin from which the excess over half as much again as usual has piled up highest. */
function beginOf(state: SavedBurst, nowMs: number, usual: Usual): number {
  let best = bucketAt(nowMs);
  let most = Number.NEGATIVE_INFINITY;
  let excess = 0;
  for (let atMs = bucketAt(nowMs); atMs >= nowMs - DAY_HALF_MS; atMs -= BUCKET_MS) {
    const { voices, expected } = spanOf(state.buckets, atMs, Math.min(nowMs, atMs + BUCKET_MS), usual);
    excess += voices - 1.5 * expected;
    if (excess > most && voices > 0) [best, most] = [atMs, excess];
  }
  const first = state.recent.find(post => post.atMs >= best);
  return first === undefined ? best : Math.max(best, first.atMs);
}

function describe(state: SavedBurst, sinceMs: number): Pick<Alarm, 'networks' | 'words' | 'exampleIds' | 'mostCopied'> {
  const posts = state.recent.filter(post => post.atMs >= sinceMs);
  const words = risenWords(
    posts.map(post => post.words),
    state.usualWords,
  );
  const telling = new Set(words.map(({ word }) => word));
  const groups = new Map<number, { postId: string; posts: number; telling: number }>();
  for (const post of posts) {
    const first = { postId: post.id, posts: 0, telling: post.words.filter(word => telling.has(word)).length };
    const group = groups.get(post.groupId) ?? first;
    group.posts += 1;
    groups.set(post.groupId, group);
  }
  const most = [...groups.values()].reduce((a, b) => (b.posts > a.posts ? b : a), { postId: '', posts: 1, telling: 0 });
  const examples = [...groups.values()].sort((a, b) => b.telling - a.telling || b.posts - a.posts);
  return {
    networks: networksSince(state, sinceMs),
    words,
    exampleIds: examples.slice(0, EXAMPLES_LIMIT).map(({ postId }) => postId),
    mostCopied: most.posts < 2 ? null : { postId: most.postId, posts: most.posts },
  };
}

function networksSince(state: SavedBurst, sinceMs: number): { network: string; posts: number }[] {
  const counts = new Map<string, number>();
  for (const bucket of state.buckets) {
    if (bucket.atMs < bucketAt(sinceMs)) continue;
    for (const [network, posts] of Object.entries(bucket.networks))
      counts.set(network, (counts.get(network) ?? 0) + posts);
  }
  return [...counts].map(([network, posts]) => ({ network, posts })).sort((a, b) => b.posts - a.posts);
}
