/** When an alarm begins, goes on and ends. */
import { type Alarm, type BurstChange, beginAlarm, carryOn, growAlarm, type Loud, resume } from './burst-alarm.ts';
import { swayOf, type Usual } from './burst-baseline.ts';
import { topicOf } from './burst-topic.ts';
import { BUCKET_MS, bucketAt, DAY_MS, HOUR_MS, type SavedBurst, type Span, spanOf, WINDOWS } from './burst-window.ts';
import { countAtLeast } from './distribution.ts';
import { learnWords, risenWords, usuallyIn } from './risen-words.ts';

export type BurstOptions = {
  /** How seldom chance alone may be so loud, in days: when the voices share words that are not usual, and when they share none. */
  onceInDays: number;
  onceInDaysWordless: number;
  /** Least number of voices in the window. */
  voices: number;
  /** Least times the usual. */
  times: number;
  /** Before it is known what is usual: a word that suddenly so many hold is an alarm all the same. Null: nothing is. */
  firstDayVoices: number | null;
};

export const BURST_OPTIONS: BurstOptions = {
  onceInDays: 45,
  onceInDaysWordless: 1_000,
  voices: 5,
  times: 2,
  firstDayVoices: null,
};

/** Hours heard before the first alarm: a day and its night. */
export const LEARNING_HOURS = 24;
/** A burst is over when it has been calm for so long; what comes back within a day is the same one. */
export const CALM_MS = 3 * HOUR_MS;
export const SAME_BURST_MS = 18 * HOUR_MS;
/** What chance does every other day is not surprising any more. */
const CALM_ONCE_IN_DAYS = 0.5;
/** What is still there after so long is the new usual. */
export const LONGEST_BURST_MS = 14 * DAY_MS;
const AUTHORS_AT_LEAST = 3;
/** Windows slide and lie in one another: so many looks at each stretch of time are worth separate ones. */
const LOOKS = 6;
/** Lengths of time in which words are looked at; and how many words a chance hit could have come from. */
const TOPIC_WINDOWS: ReadonlySet<string> = new Set(['1 h', '3 h']);
const WORDS_LOOKED_AT = 1_000;
/** Past this it is simply not chance. */
const ONCE_IN_DAYS_LIMIT = 1e9;
/** A word tells what a burst is about when it stands in at least this share of its posts and not by chance. */
const TELLING = { share: 0.2, score: 4 };

export function judge(state: SavedBurst, nowMs: number, usual: Usual, limits: BurstOptions): BurstChange[] {
  const isFirstDay = state.baseline.heardHours < LEARNING_HOURS;
  if (isFirstDay && limits.firstDayVoices === null) return [];
  if (isFirstDay && (state.alarm === null || state.alarm.endedAtMs !== null))
    return judgeFirstDay(state, nowMs, usual, limits);
  const windows = WINDOWS.map(({ name, ms }) => loudnessOf(state, name, ms, nowMs, usual));
  for (const volume of windows.filter(({ window }) => TOPIC_WINDOWS.has(window))) {
    const topic = topicLoudness(state, volume, nowMs, limits);
    if (topic !== null) windows.push(topic);
  }
  const { alarm } = state;
  if (alarm !== null && alarm.endedAtMs === null) {
    carryOn(alarm, state, nowMs, usual);
    return follow(state, alarm, windows, nowMs);
  }
  const loudest = windows
    .filter(loud => isLoud(state, loud, nowMs, limits))
    .sort((a, b) => b.onceInDays - a.onceInDays)[0];
  if (loudest === undefined) return [];
  if (alarm !== null && nowMs - (alarm.endedAtMs ?? 0) < SAME_BURST_MS) {
    resume(alarm, state, nowMs, usual);
    growAlarm(alarm, state, loudest);
    return [{ kind: 'resumed', alarm: structuredClone(alarm) }];
  }
  state.alarms += 1;
  state.alarm = beginAlarm(state, loudest, nowMs, usual);
  return [{ kind: 'began', alarm: structuredClone(state.alarm) }];
}

/** Of so many posts before at least, it is known which words they hold. */
const FIRST_DAY_POSTS_BEFORE = 10;
/** So much of what is said now holds the word, and so many times as much as of what was said before. */
const FIRST_DAY = { share: 0.2, times: 5 };

/** On the first day nobody knows how much is usual, but what was said an hour ago is known: a word that half of them hold now and hardly anybody did. */
function judgeFirstDay(state: SavedBurst, nowMs: number, usual: Usual, limits: BurstOptions): BurstChange[] {
  const volume = loudnessOf(state, '1 h', HOUR_MS, nowMs, usual);
  const voices = limits.firstDayVoices ?? Number.POSITIVE_INFINITY;
  for (const minutes of FIRST_DAY_MINUTES) {
    const sinceMs = nowMs - minutes * 60_000;
    const before = state.recent.filter(({ atMs }) => atMs < sinceMs);
    const posts = postsSince(state, sinceMs, nowMs);
    if (before.length < FIRST_DAY_POSTS_BEFORE || posts.length < voices) continue;
    const known = { posts: 0, words: {}, rareUpTo: 0 };
    for (const { words } of before) learnWords(known, words);
    const topic = topicOf(posts, known, voices);
    if (topic === null) continue;
    const { word, expected } = topic;
    const share = topic.posts / posts.length;
    // As if one more before had held it: of few posts little is known.
    const shareBefore = (usuallyIn(known, word) + 1) / (before.length + 2);
    if (share < FIRST_DAY.share || share < FIRST_DAY.times * shareBefore) continue;
    const onceInDays = HOUR_MS / DAY_MS / LOOKS / WORDS_LOOKED_AT / Math.max(topic.chance, 1e-300);
    const span = { ...volume.span, posts: topic.posts, voices: topic.voices, expected };
    const loud = { ...volume, sinceMs, word, onceInDays: Math.min(ONCE_IN_DAYS_LIMIT, onceInDays), span };
    if (!isLoud(state, loud, nowMs, { ...limits, voices, onceInDays: 0 })) continue;
    state.alarms += 1;
    state.alarm = beginAlarm(state, loud, nowMs, usual);
    return [{ kind: 'began', alarm: structuredClone(state.alarm) }];
  }
  return [];
}

const FIRST_DAY_MINUTES = [5, 15, 60];

function loudnessOf(state: SavedBurst, window: string, ms: number, nowMs: number, usual: Usual): Loud {
  const { alarm } = state;
  // What belonged to the last burst does not make another one.
  const sinceMs = Math.max(bucketAt(nowMs) + BUCKET_MS - ms, alarm?.endedAtMs ?? 0);
  const span = spanOf(state.buckets, sinceMs, nowMs, usual);
  // Most of the time there is nothing to reckon.
  if (span.voices <= span.expected) return { window, ms, sinceMs, word: null, onceInDays: 0, span };
  const chance = countAtLeast(span.voices, span.expected, varianceOf(state, window, span));
  const onceInDays = Math.min(ONCE_IN_DAYS_LIMIT, ms / DAY_MS / LOOKS / Math.max(chance, 1e-300));
  return { window, ms, sinceMs, word: null, onceInDays, span };
}

/** As loud as the word that stands out most. */
function topicLoudness(state: SavedBurst, volume: Loud, nowMs: number, limits: BurstOptions): Loud | null {
  const posts = postsSince(state, volume.sinceMs, nowMs);
  if (posts.length < limits.voices) return null;
  const topic = topicOf(posts, state.usualWords, limits.voices);
  if (topic === null) return null;
  const { word, voices, expected, chance } = topic;
  const onceInDays = Math.min(
    ONCE_IN_DAYS_LIMIT,
    volume.ms / DAY_MS / LOOKS / WORDS_LOOKED_AT / Math.max(chance, 1e-300),
  );
  return { ...volume, word, onceInDays, span: { ...volume.span, posts: topic.posts, voices, expected } };
}

function postsSince(state: SavedBurst, sinceMs: number, nowMs: number): SavedBurst['recent'] {
  return state.recent.filter(({ atMs }) => atMs >= sinceMs && atMs <= nowMs);
}

/** Chance that clusters, and not knowing the usual for sure. */
export function varianceOf(state: SavedBurst, window: string, { expected, doubt }: Span): number {
  return swayOf(state.baseline, window) * expected + expected * expected * doubt;
}

function isLoud(state: SavedBurst, loud: Loud, nowMs: number, limits: BurstOptions): boolean {
  const { span, onceInDays, sinceMs, word } = loud;
  if (onceInDays < limits.onceInDays || span.voices < limits.voices) return false;
  if (span.voices < limits.times * span.expected) return false;
  const posts = postsSince(state, sinceMs, nowMs).filter(({ words }) => word === null || words.includes(word));
  if (new Set(posts.map(({ author }) => author)).size < AUTHORS_AT_LEAST) return false;
  if (word !== null || onceInDays >= limits.onceInDaysWordless) return true;
  return risenWords(
    posts.map(({ words }) => words),
    state.usualWords,
  ).some(({ posts, of, score }) => posts >= TELLING.share * of && score >= TELLING.score);
}

function follow(state: SavedBurst, alarm: Alarm, windows: readonly Loud[], nowMs: number): BurstChange[] {
  // The hour tells whether it goes on; a slow burst is followed by the window that found it.
  const followed = windows.filter(
    ({ ms, window, word }) => ms === HOUR_MS || (window === alarm.window && word === alarm.word),
  );
  const isCalm = followed.every(({ onceInDays }) => onceInDays < CALM_ONCE_IN_DAYS);
  alarm.calmSinceMs = isCalm ? (alarm.calmSinceMs ?? nowMs) : null;
  const isLong = nowMs - alarm.beganAtMs >= LONGEST_BURST_MS;
  if (isLong || (alarm.calmSinceMs !== null && nowMs - alarm.calmSinceMs >= CALM_MS)) {
    alarm.endedAtMs = alarm.calmSinceMs ?? nowMs;
    return [{ kind: 'ended', alarm: structuredClone(alarm) }];
  }
  const loudest = followed.toSorted((a, b) => b.onceInDays - a.onceInDays)[0];
  if (loudest === undefined || isCalm) return [];
  return growAlarm(alarm, state, loudest) ? [{ kind: 'grew', alarm: structuredClone(alarm) }] : [];
}
