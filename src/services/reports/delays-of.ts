/** How long turns took to be heard and, from there, to be answered. */
import { secondsOf } from '../../core/insight/buckets.ts';
import type { Dimension, Slice } from '../../core/insight/slice.ts';
import type { Db } from '../../store/db.ts';
import { type DelayTime, readExactDelays } from '../../store/reports/exact-times.ts';
import { readDelays } from '../../store/reports/responses.ts';

/** Exact where turns are few, else as a histogram knows them. */
export async function delaysOf(db: Db, slice: Slice, by: Dimension | null): Promise<DelayTime[]> {
  const exact = await readExactDelays(db, slice, by);
  if (exact !== null) return exact;
  const counts = await readDelays(db, slice, by);
  return counts.map(({ bucket, ...one }) => ({ ...one, seconds: secondsOf(bucket) }));
}
