/**
 * Response times as a histogram: buckets of equal width in logarithmic time whose edges include the times that promises are spoken in.
 * "Answered within t" is therefore exact at 10 s, 1, 5, 30 and 60 min, 5 h, 24 h, 7, 30 and 365 days, and at any other t off by no more
 * than what fell into one bucket. Few and wide, because the roll-ups keep a column for each (decision 0053).
 */
import type { Observation } from './kaplan-meier.ts';

/** At these the histogram knows exactly how many were answered. */
export const EXACT_SECONDS = [10, 60, 300, 1_800, 3_600, 18_000, 86_400, 604_800, 2_592_000, 31_536_000] as const;
/** Within a day, and beyond it. */
export const WIDEST_BUCKET = 1.2;
const WIDEST_BEYOND = 2;
const DAY_SECONDS = 86_400;

/**
 * The ends of all buckets but the last, which is open. Bucket 0 is [0, 10 s]: nobody is lost so soon. Any other begins just after the
 * end of the one before and includes its own end, because an answer after exactly five minutes came within five minutes. Ends are whole
 * milliseconds.
 */
export const BUCKET_ENDS_SECONDS: readonly number[] = endsOf();
export const LAST_BUCKET = BUCKET_ENDS_SECONDS.length;

function endsOf(): number[] {
  const ends: number[] = [EXACT_SECONDS[0]];
  let from: number = EXACT_SECONDS[0];
  for (const until of EXACT_SECONDS.slice(1)) {
    const widest = until > DAY_SECONDS ? WIDEST_BEYOND : WIDEST_BUCKET;
    const count = Math.ceil(Math.log(until / from) / Math.log(widest));
    for (let i = 1; i < count; i++) ends.push(Math.round(1_000 * from * (until / from) ** (i / count)) / 1_000);
    ends.push(until);
    from = until;
  }
  return ends;
}

/** @param seconds below 0 counts as 0, as clocks of networks now and then say */
export function bucketOf(seconds: number): number {
  let low = 0;
  let high = LAST_BUCKET;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((BUCKET_ENDS_SECONDS[middle] ?? Number.POSITIVE_INFINITY) < seconds) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where a bucket's turns are taken to have been answered: its middle in logarithmic time; for the open one its beginning. */
export function secondsOf(bucket: number): number {
  const from = BUCKET_ENDS_SECONDS[bucket - 1] ?? 0;
  const until = BUCKET_ENDS_SECONDS[bucket];
  if (until === undefined) return from;
  return from === 0 ? until / 2 : Math.sqrt(from * until);
}

/**
 * Delays are kept more coarsely: each of these ends a group of one or two buckets that lies between two spoken times. What is read of a
 * delay is a bucket of its group, so that it too is exact at the spoken times.
 */
export const DELAY_LAST_BUCKETS: readonly number[] = delayGroups();

function delayGroups(): number[] {
  const spoken = new Set<number>(EXACT_SECONDS);
  const lasts: number[] = [];
  let inGroup = 0;
  for (const [bucket, end] of BUCKET_ENDS_SECONDS.entries()) {
    inGroup += 1;
    if (inGroup < 2 && !spoken.has(end)) continue;
    lasts.push(bucket);
    inGroup = 0;
  }
  return [...lasts, LAST_BUCKET];
}

/** How many turns fell into a bucket. */
export type BucketCount = { bucket: number; count: number };

/** Turns that were answered, as Kaplan–Meier takes them. */
export function answeredOf(counts: readonly BucketCount[]): Observation[] {
  return counts.map(({ bucket, count }) => ({ kind: 'answered', seconds: secondsOf(bucket), count }));
}
