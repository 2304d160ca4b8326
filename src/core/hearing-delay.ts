/**
 * From the network's time of a post to our receipt of it. Counted in buckets a tenth of a power of ten wide, so that any
 * percentile is known to within a quarter, mostly a tenth, and a day of millions takes a few hundred rows.
 */

/** The first bucket ends here, in milliseconds; each next one is 10^0.1 as long. */
const FIRST_MS = 100;
const BUCKETS_PER_POWER = 10;
/** 10^7 times the first: some eleven days. */
export const LAST_BUCKET = 70;
/** A slot of five minutes is the grain of "the last hour". */
export const SLOT_MS = 5 * 60_000;
/** Clocks differ a little; what comes from less far in the future is no news. */
export const AHEAD_TOLERANCE_MS = 2_000;

export type Delays = Map<number, number>;

/** @param ms may be negative where the network's clock is ahead of ours; that counts as no delay */
export function bucketOf(ms: number): number {
  if (ms <= FIRST_MS) return 0;
  return Math.min(LAST_BUCKET, Math.ceil(BUCKETS_PER_POWER * Math.log10(ms / FIRST_MS) - 1e-9));
}

export function slotOf(at: Date): Date {
  return new Date(Math.floor(at.getTime() / SLOT_MS) * SLOT_MS);
}

/** @param share such as 0.95  @returns milliseconds; null where nothing was counted */
export function percentile(delays: ReadonlyMap<number, number>, share: number): number | null {
  const buckets = [...delays].filter(([, n]) => n > 0).sort(([a], [b]) => a - b);
  const total = buckets.reduce((sum, [, n]) => sum + n, 0);
  if (total === 0) return null;
  let below = 0;
  for (const [bucket, n] of buckets) {
    if (below + n >= share * total) return within(bucket, (share * total - below) / n);
    below += n;
  }
  return endOf(buckets.at(-1)?.[0] ?? 0);
}

/** A part of the way through a bucket; all but the first are crossed by ratio. */
function within(bucket: number, part: number): number {
  if (bucket === 0) return FIRST_MS * part;
  const from = endOf(bucket - 1);
  return from * (endOf(bucket) / from) ** part;
}

function endOf(bucket: number): number {
  return FIRST_MS * 10 ** (bucket / BUCKETS_PER_POWER);
}
