/**
 * How the ledger changes when a raw event is read once more. It was received once: what it was counted as is taken out on
 * the day it was counted on, and what it turns out to be is counted there instead. Every change balances by itself:
 * received = kept + ignored + failed.
 */

/** What a raw event that could not be read, or not all of it, stands for in the ledger. */
export type Counted = {
  /** UTC, such as `2026-11-22`. */
  day: string;
  /** By reason. */
  failed: Record<string, number>;
  /** Items of it that were kept or ignored at once. */
  others: number;
};

export type Told = { outcome: 'kept' | 'ignored' | 'failed'; reason: string };
export type Move = { outcome: Told['outcome'] | 'received'; reason: string; n: number };
export type Recounted = {
  moves: Move[];
  /** What still cannot be read; null when all of it was. */
  counted: Counted | null;
  /** Newly so by this reading. */
  kept: number;
  ignored: number;
  failed: number;
};

/** What was on the desk before, and is met again. */
const HERE_ALREADY = new Set(['seen before', 'older version']);
/** Kept each time it is told, and no news the second time. */
const TOLD_AGAIN = new Set(['person']);

/** How surely it is one of those that were counted the first time; null: it is news. */
function metAs({ outcome, reason }: Told): 0 | 1 | 2 | null {
  if (outcome === 'ignored') return HERE_ALREADY.has(reason) ? 0 : 1;
  return outcome === 'kept' && TOLD_AGAIN.has(reason) ? 2 : null;
}

/** A letter: `told` is what reading it again said of each item in it. */
export function recountLetter(before: Counted, told: readonly Told[]): Recounted {
  // The items that were read the first time are met again; they were counted then.
  const surest = told
    .flatMap((one, place) => {
      const rank = metAs(one);
      return rank === null ? [] : [{ place, rank }];
    })
    .sort((a, b) => a.rank - b.rank);
  const met = new Set(surest.slice(0, before.others).map(({ place }) => place));
  const fresh = told.filter((_, place) => !met.has(place));
  const sums = makeSums();
  const wasFailed = Object.entries(before.failed);
  for (const [reason, n] of wasFailed) sums.add('failed', reason, -n);
  for (const { outcome, reason } of fresh) sums.add(outcome, reason, 1);
  const failed: Record<string, number> = {};
  for (const { outcome, reason } of fresh) if (outcome === 'failed') failed[reason] = (failed[reason] ?? 0) + 1;
  const n = (outcome: Told['outcome']) => fresh.filter(one => one.outcome === outcome).length;
  sums.add('received', '', fresh.length - wasFailed.reduce((sum, [, count]) => sum + count, 0));
  const counts = { kept: n('kept'), ignored: n('ignored'), failed: n('failed') };
  const counted =
    counts.failed === 0 ? null : { day: before.day, failed, others: before.others + counts.kept + counts.ignored };
  return { moves: sums.moves(), counted, ...counts };
}

/** What was readable the first time: only what a mended parser finds in it beside that is counted. */
export function recountRead(told: readonly Told[]): Recounted {
  const found = told.filter(({ outcome, reason }) => outcome === 'kept' && !TOLD_AGAIN.has(reason));
  const sums = makeSums();
  for (const { outcome, reason } of found) sums.add(outcome, reason, 1);
  sums.add('received', '', found.length);
  const failed = told.filter(({ outcome }) => outcome === 'failed').length;
  return { moves: sums.moves(), counted: null, kept: found.length, ignored: 0, failed };
}

function makeSums() {
  const sums = new Map<string, Move>();
  return {
    add(outcome: Move['outcome'], reason: string, n: number) {
      const name = `${outcome} ${reason}`;
      const move = sums.get(name) ?? { outcome, reason, n: 0 };
      move.n += n;
      sums.set(name, move);
    },
    moves: () => [...sums.values()].filter(({ n }) => n !== 0),
  };
}
