/** The turns of a slice as response times, told apart by one thing or not at all. Every figure of response times is made from this. */
import { secondsOf } from '../../core/insight/buckets.ts';
import type { Observation } from '../../core/insight/kaplan-meier.ts';
import type { Dimension, Slice } from '../../core/insight/slice.ts';
import type { Db } from '../../store/db.ts';
import { readExactTimes, type TimeCount } from '../../store/reports/exact-times.ts';
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
  /** Exact where turns are few, else as a histogram knows them (core/insight/buckets). */
  observations: Observation[];
};

/** One for each value that occurs, most turns first. */
export async function answersBy(db: Db, slice: Slice, by: Dimension | null): Promise<Answers[]> {
  const all = new Map<string | null, Answers>();
  for (const one of (await readExactTimes(db, slice, by)) ?? (await timesInBuckets(db, slice, by))) {
    const known = all.get(one.key) ?? noAnswers(one.key);
    all.set(one.key, known);
    add(known, one);
  }
  return [...all.values()].sort((a, b) => b.turns - a.turns || ((a.key ?? '') < (b.key ?? '') ? -1 : 1));
}

async function timesInBuckets(db: Db, slice: Slice, by: Dimension | null): Promise<TimeCount[]> {
  const [closed, open] = await Promise.all([readResponses(db, slice, by), readOpen(db, slice, by)]);
  const waiting = open.map(one => ({ ...one, outcome: null }));
  return [...closed, ...waiting].map(({ bucket, ...one }) => ({
    ...one,
    seconds: bucket === null ? null : secondsOf(bucket),
  }));
}

export async function answersOf(db: Db, slice: Slice): Promise<Answers> {
  return (await answersBy(db, slice, null))[0] ?? noAnswers(null);
}

/** How many were answered within so many seconds; from a histogram exact at the times promises are spoken in. */
export function answeredBy({ observations }: Answers, within: number): number {
  let sum = 0;
  for (const one of observations) if (one.kind === 'answered' && one.seconds <= within) sum += one.count ?? 1;
  return sum;
}

function noAnswers(key: string | null): Answers {
  const counts = { turns: 0, answered: 0, never: 0, waiting: 0, notNeeded: 0, withdrawn: 0 };
  return { key, ...counts, observations: [] };
}

function add(to: Answers, { outcome, seconds, count }: TimeCount): void {
  if (outcome === 'not_needed') to.notNeeded += count;
  else if (outcome === 'withdrawn') to.withdrawn += count;
  else {
    to.turns += count;
    if (seconds === null) {
      to.never += count;
      to.observations.push({ kind: 'never', count });
    } else if (outcome === null) {
      to.waiting += count;
      to.observations.push({ kind: 'waiting', seconds, count });
    } else {
      to.answered += count;
      to.observations.push({ kind: 'answered', seconds, count });
    }
  }
}
