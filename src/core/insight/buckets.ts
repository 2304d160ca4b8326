/**
 * Response times as a histogram: buckets of equal width in logarithmic time, at most 5% wide, whose edges include the times that
 * promises are spoken in. "Answered within t" is therefore exact at 10 s, 1, 5, 30 and 60 min, 5 h, 24 h, 7, 30 and 365 days, and at
 * any other t off by no more than what fell into one bucket; a time taken back out of a bucket is within 2.5% of what went in.
 */
import type { Observation } from './kaplan-meier.ts';

/** At these the histogram knows exactly how many were answered. */
export const EXACT_SECONDS = [10, 60, 300, 1_800, 3_600, 18_000, 86_400, 604_800, 2_592_000, 31_536_000] as const;
export const WIDEST_BUCKET = 1.05;

/**
 * The ends of all buckets but the last, which is open. Bucket 0 is [0, 1 s]; any other begins just after the end of the one before and
 * includes its own end, because an answer after exactly five minutes came within five minutes. Ends are whole milliseconds.
 */
export const BUCKET_ENDS_SECONDS: readonly number[] = endsOf();
export const LAST_BUCKET = BUCKET_ENDS_SECONDS.length;

function endsOf(): number[] {
  // Under ten seconds nobody is lost and no network is that exact: one bucket a second.
  const ends = Array.from({ length: 10 }, (_, second) => second + 1);
  let from = 10;
  for (const until of EXACT_SECONDS.slice(1)) {
    const count = Math.ceil(Math.log(until / from) / Math.log(WIDEST_BUCKET));
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

/** How many turns fell into a bucket. */
export type BucketCount = { bucket: number; count: number };

/** Turns that were answered, as Kaplan–Meier takes them. */
export function answeredOf(counts: readonly BucketCount[]): Observation[] {
  return counts.map(({ bucket, count }) => ({ kind: 'answered', seconds: secondsOf(bucket), count }));
}
