/**
 * Watches one query (or brand, or topic) for bursts: many more voices than usual at this hour of the week. One burst is one alarm
 * with a beginning and an end. Time is passed in; the state is plain JSON of bounded size.
 *
 * The last quarter of an hour, hour, three hours and half day are each held against what is usual (`burst-baseline.ts`): how
 * unlikely is a count this high, by a negative binomial whose variance is learned from this series, in the line of Farrington's
 * method and of EARS (L. Hutwagner et al. 2003), which compare a count with its own past in the same way but day by day.
 */
import type { Alarm, BurstChange, HeardPost, RecentPost } from './burst-alarm.ts';
import { hourOfWeek, learnHour, learnSway, makeBaseline, type Usual, usualOf } from './burst-baseline.ts';
import { BURST_OPTIONS, type BurstOptions, judge, LEARNING_HOURS, varianceOf } from './burst-judge.ts';
import {
  BUCKET_MS,
  BURST_VERSION,
  type Bucket,
  bucketAt,
  DAY_HALF_MS,
  HOUR_MS,
  type SavedBurst,
  spanOf,
  WINDOWS,
} from './burst-window.ts';
import { learnWords, tellingWords } from './risen-words.ts';
import { makeVoices, type Voices } from './voices.ts';

export type BurstStanding =
  /** Too little was heard to know what is usual. */
  { kind: 'learning'; until: Date } | { kind: 'ordinary'; usualPerHour: number } | { kind: 'burst'; alarm: Alarm };

export type BurstWatch = {
  /** A post that matched. Counts at the network's time; what is older than half a day is not counted. */
  hear(post: HeardPost, now: Date): void;
  /** To be called about once a minute; says what began, grew, came back or ended. */
  advance(now: Date): BurstChange[];
  /** Between these times nothing could be heard (a connection was down): the silence is not taken for ordinary. */
  deaf(from: Date, to: Date): void;
  standing(now: Date): BurstStanding;
  /** Words and times only; to be handed to `makeBurstWatch` after a restart. */
  save(): SavedBurst;
};

/** Posts held for examples, networks and words; of a bigger burst the newest. */
export const RECENT_LIMIT = 150;
/** An hour is learned only after so long: posts from feeds and slow networks come late. */
const LATE_MS = 2 * HOUR_MS;
/** Without a call for so long, nobody was listening. */
const ASLEEP_MS = 30 * 60_000;
/** Hours louder than this many standard deviations are learned as if they had been just so loud; within a burst, less still. */
const LEARNED_DEVIATIONS = { ordinary: 3, burst: 1 };

export function makeBurst(): SavedBurst {
  return {
    version: BURST_VERSION,
    toMs: null,
    buckets: [],
    baseline: makeBaseline(),
    recent: [],
    usualWords: { posts: 0, words: {}, rareUpTo: 0 },
    voices: { copies: { nextId: 1, groups: [] }, authors: [] },
    alarm: null,
    alarms: 0,
  };
}

export function makeBurstWatch(saved: SavedBurst | null = null, options: Partial<BurstOptions> = {}): BurstWatch {
  const state: SavedBurst = saved?.version === BURST_VERSION ? structuredClone(saved) : makeBurst();
  const limits = { ...BURST_OPTIONS, ...options };
  const voices = makeVoices(state.voices);
  let usual = usualOf(state.baseline);
  return {
    hear(post, now) {
      usual = roll(state, now.getTime(), usual);
      takeIn(state, post, now.getTime(), voices, limits.firstDayVoices !== null);
    },
    advance(now) {
      usual = roll(state, now.getTime(), usual);
      return judge(state, now.getTime(), usual, limits);
    },
    deaf(from, to) {
      for (const bucket of state.buckets) {
        if (bucket.atMs + BUCKET_MS > from.getTime() && bucket.atMs < to.getTime()) bucket.deaf = true;
      }
    },
    standing(now) {
      if (state.alarm !== null && state.alarm.endedAtMs === null) return { kind: 'burst', alarm: state.alarm };
      const left = LEARNING_HOURS - state.baseline.heardHours;
      if (left > 0) return { kind: 'learning', until: new Date(now.getTime() + left * HOUR_MS) };
      return { kind: 'ordinary', usualPerHour: usual.rates[hourOfWeek(now.getTime())] ?? 0 };
    },
    save: () => structuredClone({ ...state, voices: voices.save() }),
  };
}

/** Opens the buckets up to now, learns each hour that is over, lets go of what is older than half a day. */
function roll(state: SavedBurst, nowMs: number, before: Usual): Usual {
  let usual = before;
  const first = state.toMs === null;
  const lastMs = state.toMs ?? nowMs;
  if (!first && nowMs <= lastMs) return usual;
  // After days away only the last half day matters.
  const fromMs = Math.max(bucketAt(lastMs) + (first ? 0 : BUCKET_MS), bucketAt(nowMs - 2 * DAY_HALF_MS));
  const asleep = first || nowMs - lastMs > ASLEEP_MS;
  for (let atMs = fromMs; atMs <= nowMs; atMs += BUCKET_MS) {
    if (atMs % HOUR_MS === 0 && state.buckets.length > 0) usual = learn(state, atMs - LATE_MS, usual);
    // The bucket in which listening began was heard in part only.
    state.buckets.push({
      atMs,
      voices: 0,
      posts: 0,
      networks: {},
      deaf: asleep && atMs < bucketAt(nowMs) + (first ? BUCKET_MS : 0),
    });
  }
  state.toMs = nowMs;
  const oldestMs = bucketAt(nowMs) - DAY_HALF_MS;
  while ((state.buckets[0]?.atMs ?? nowMs) < oldestMs - LATE_MS) state.buckets.shift();
  while ((state.recent[0]?.atMs ?? nowMs) < oldestMs) letGo(state);
  return usual;
}

function learn(state: SavedBurst, endMs: number, usual: Usual): Usual {
  const { alarm } = state;
  const isBurst =
    alarm !== null && endMs > alarm.beganAtMs && endMs - HOUR_MS < (alarm.endedAtMs ?? Number.POSITIVE_INFINITY);
  const deviations = isBurst ? LEARNED_DEVIATIONS.burst : LEARNED_DEVIATIONS.ordinary;
  for (const { name, ms } of WINDOWS) {
    // Each length is judged on windows that do not overlap; the shortest on the last of its hour.
    if (endMs % ms !== 0) continue;
    const span = spanOf(state.buckets, endMs - ms, endMs, usual);
    if (span.heardMs < ms || span.expected <= 0) continue;
    const cut = span.expected + deviations * Math.sqrt(varianceOf(state, name, span));
    const isKnown = state.baseline.heardHours >= LEARNING_HOURS;
    if (isKnown) learnSway(state.baseline, name, Math.min(span.voices, cut), span.expected);
    if (ms !== HOUR_MS) continue;
    learnHour(state.baseline, hourOfWeek(endMs - ms), isKnown ? Math.min(span.voices, cut) : span.voices);
  }
  return usualOf(state.baseline);
}

/** @param knowsWords on the first day, what was said before anybody listened tells which words are nothing new, though not how many */
function takeIn(state: SavedBurst, post: HeardPost, nowMs: number, voices: Voices, knowsWords: boolean): void {
  const atMs = Math.min(post.at.getTime(), nowMs);
  const bucket = findBucket(state.buckets, atMs);
  const isFirstDay = knowsWords && state.baseline.heardHours < LEARNING_HOURS && atMs > nowMs - DAY_HALF_MS;
  if ((bucket === undefined || bucket.deaf) && !isFirstDay) return;
  const { voice, groupId } = voices.weigh({ ...post, at: new Date(atMs) });
  remember(state, post, atMs, voice, groupId);
  if (bucket === undefined || bucket.deaf) return;
  bucket.voices += voice;
  bucket.posts += 1;
  if (state.alarm !== null && state.alarm.endedAtMs === null && atMs >= state.alarm.beganAtMs)
    state.alarm.total.posts += 1;
  bucket.networks[post.network] = (bucket.networks[post.network] ?? 0) + 1;
}

function remember(state: SavedBurst, post: HeardPost, atMs: number, voice: number, groupId: number): void {
  const { id, network, author, text } = post;
  insert(state.recent, { id, atMs, network, author, groupId, voice, words: tellingWords(text) });
  if (state.recent.length > RECENT_LIMIT) letGo(state);
}

function findBucket(buckets: readonly Bucket[], atMs: number): Bucket | undefined {
  const first = buckets[0];
  return first === undefined ? undefined : buckets[Math.floor((atMs - first.atMs) / BUCKET_MS)];
}

/** By time; most come in order. */
function insert(recent: RecentPost[], post: RecentPost): void {
  let place = recent.length;
  while (place > 0 && (recent[place - 1]?.atMs ?? 0) > post.atMs) place -= 1;
  recent.splice(place, 0, post);
}

/** What leaves becomes what is usual, unless it was part of a burst. */
function letGo(state: SavedBurst): void {
  const post = state.recent.shift();
  if (post === undefined) return;
  const { alarm } = state;
  const isBurst =
    alarm !== null && post.atMs >= alarm.beganAtMs && post.atMs <= (alarm.endedAtMs ?? Number.POSITIVE_INFINITY);
  if (!isBurst) learnWords(state.usualWords, post.words);
}
