/** The last half day of a watch in buckets of five minutes, and what of it lies between two times. */
import type { Alarm, RecentPost } from './burst-alarm.ts';
import { type Baseline, hourOfWeek, type Usual } from './burst-baseline.ts';
import type { UsualWords } from './risen-words.ts';
import type { SavedVoices } from './voices.ts';

export const BUCKET_MS = 5 * 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_HALF_MS = 12 * HOUR_MS;
export const DAY_MS = 24 * HOUR_MS;

/** The longest is as long as what is held. */
export const WINDOWS = [
  { name: '15 min', ms: HOUR_MS / 4 },
  { name: '1 h', ms: HOUR_MS },
  { name: '3 h', ms: 3 * HOUR_MS },
  { name: '12 h', ms: DAY_HALF_MS },
] as const;

export type Bucket = {
  atMs: number;
  /** Posts, copies and repeats counted less. */
  voices: number;
  posts: number;
  networks: Record<string, number>;
  /** Nothing could be heard, so silence means nothing. */
  deaf: boolean;
};

/** Rises when the shape below changes; what was saved in another shape is learned anew. */
export const BURST_VERSION = 2;

/** All a watch knows. Plain JSON. */
export type SavedBurst = {
  version: typeof BURST_VERSION;
  /** How far time has come. */
  toMs: number | null;
  buckets: Bucket[];
  baseline: Baseline;
  recent: RecentPost[];
  usualWords: UsualWords;
  voices: SavedVoices;
  alarm: Alarm | null;
  /** Alarms raised so far. */
  alarms: number;
};

export type Span = {
  voices: number;
  posts: number;
  /** Voices that are usual for the part that could be heard, and the squared relative error of that. */
  expected: number;
  doubt: number;
  heardMs: number;
};

/** Begin of the bucket that holds this time. */
export function bucketAt(atMs: number): number {
  return Math.floor(atMs / BUCKET_MS) * BUCKET_MS;
}

/** What was heard from `fromMs` (the begin of a bucket) up to `toMs`, and what is usual for the part that could be heard. */
export function spanOf(buckets: readonly Bucket[], fromMs: number, toMs: number, usual: Usual): Span {
  const span: Span = { voices: 0, posts: 0, expected: 0, doubt: 0, heardMs: 0 };
  for (let i = buckets.length - 1; i >= 0; i--) {
    const bucket = buckets[i];
    if (bucket === undefined || bucket.atMs < fromMs) break;
    if (bucket.deaf || bucket.atMs >= toMs) continue;
    const ms = Math.min(BUCKET_MS, toMs - bucket.atMs);
    const cell = hourOfWeek(bucket.atMs);
    span.voices += bucket.voices;
    span.posts += bucket.posts;
    span.heardMs += ms;
    span.expected += ((usual.rates[cell] ?? 0) * ms) / HOUR_MS;
    span.doubt += (usual.doubts[cell] ?? 0) * ms;
  }
  span.doubt = span.heardMs === 0 ? 0 : span.doubt / span.heardMs;
  return span;
}
