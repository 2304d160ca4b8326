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

/** A letter: `told` is what reading it again said of each item in it. */
export function recountLetter(before: Counted, told: readonly Told[]): Recounted {
  // The items that were read the first time are met again; they were counted then.
  let met = before.others;
  const fresh = told.filter(({ outcome, reason }) => {
    const isMet = met > 0 && outcome === 'ignored' && HERE_ALREADY.has(reason);
    if (isMet) met -= 1;
    return !isMet;
  });
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
  const found = told.filter(({ outcome }) => outcome === 'kept');
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
