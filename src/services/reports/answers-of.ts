/** The turns of a slice as response times, told apart by one thing or not at all. Every figure of response times is made from this. */
import { secondsOf } from '../../core/insight/buckets.ts';
import type { Observation } from '../../core/insight/kaplan-meier.ts';
import type { Dimension, Slice } from '../../core/insight/slice.ts';
import type { Db } from '../../store/db.ts';
import { readOpen, readResponses } from '../../store/reports/responses.ts';

/** `turns` = `answered` + `never` + `waiting`; the other two are no part of any figure of response times. */
export type Answers = {
  key: string | null;
  turns: number;
  answered: number;
  /** Closed without an answer. */
  never: number;
  waiting: number;
  notNeeded: number;
  withdrawn: number;
  observations: Observation[];
  /** How many were answered, by bucket (core/insight/buckets). */
  buckets: Map<number, number>;
};

/** One for each value that occurs, most turns first. */
export async function answersBy(db: Db, slice: Slice, by: Dimension | null): Promise<Answers[]> {
  const [closed, open] = await Promise.all([readResponses(db, slice, by), readOpen(db, slice, by)]);
  const all = new Map<string | null, Answers>();
  const of = (key: string | null) => {
    const known = all.get(key) ?? noAnswers(key);
    all.set(key, known);
    return known;
  };
  for (const { key, outcome, bucket, count } of closed) addClosed(of(key), outcome, bucket, count);
  for (const { key, bucket, count } of open) {
    const one = of(key);
    one.turns += count;
    one.waiting += count;
    one.observations.push({ kind: 'waiting', seconds: secondsOf(bucket), count });
  }
  return [...all.values()].sort((a, b) => b.turns - a.turns || ((a.key ?? '') < (b.key ?? '') ? -1 : 1));
}

export async function answersOf(db: Db, slice: Slice): Promise<Answers> {
  return (await answersBy(db, slice, null))[0] ?? noAnswers(null);
}

/** How many were answered within so many seconds: exact at the times promises are spoken in. */
export function answeredBy({ buckets }: Answers, seconds: number): number {
  let sum = 0;
  for (const [bucket, count] of buckets) if (secondsOf(bucket) <= seconds) sum += count;
  return sum;
}

function noAnswers(key: string | null): Answers {
  const counts = { turns: 0, answered: 0, never: 0, waiting: 0, notNeeded: 0, withdrawn: 0 };
  return { key, ...counts, observations: [], buckets: new Map() };
}

function addClosed(to: Answers, outcome: string, bucket: number | null, count: number): void {
  if (outcome === 'not_needed') to.notNeeded += count;
  else if (outcome === 'withdrawn') to.withdrawn += count;
  else if (outcome === 'answered' && bucket !== null) {
    to.turns += count;
    to.answered += count;
    to.buckets.set(bucket, (to.buckets.get(bucket) ?? 0) + count);
    to.observations.push({ kind: 'answered', seconds: secondsOf(bucket), count });
  } else {
    to.turns += count;
    to.never += count;
    to.observations.push({ kind: 'never', count });
  }
}
