/**
 * Decides whether listening goes to threads. Handing a post over costs a seventh of hearing it, but threads hold every query once
 * more, and a post waits for others: it is done only while hearing takes a good part of the core that everything else needs too.
 */
import { availableParallelism } from 'node:os';
import { type MatchingPool, makeMatchingPool } from './matching.ts';

/** `auto`: as many as the machine has cores to spare, while they are needed. 0: never. */
export type MatchingThreads = number | 'auto';

/** Of one core, over the last `WINDOW_MS`. */
export const BUSY_SHARE = 0.25;
/** Below it, threads are given back. */
export const IDLE_SHARE = 0.1;
export const WINDOW_MS = 10_000;
/** Threads hold each query once more, and more of them are no use to a stream that one socket brings. */
const AUTO_LIMIT = 4;

export type BusyEars = {
  /** Told how long hearing took, wherever it was done. */
  spent(ms: number): void;
  /** The threads to use now; null: hear on this one. `fill` tells new ones what there is to hear. */
  pool(fill: (pool: MatchingPool) => void): MatchingPool | null;
  /** Those that are at work, to be told of changes. */
  running(): MatchingPool | null;
  close(): Promise<void>;
};

export type BusyNeeds = {
  threads?: MatchingThreads;
  clockMs?: () => number;
  cores?: number;
  makePool?: (threads: number) => MatchingPool;
};

export function makeBusyEars(needs: BusyNeeds = {}): BusyEars {
  const { threads = 'auto', cores = availableParallelism() } = needs;
  const { clockMs = () => performance.now(), makePool = makeMatchingPool } = needs;
  const most = threads === 'auto' ? Math.min(cores - 1, AUTO_LIMIT) : threads;
  let pool: MatchingPool | null = null;
  let window = { beganMs: clockMs(), spentMs: 0 };
  let isWanted = threads !== 'auto' && most > 0;
  const look = () => {
    const tookMs = clockMs() - window.beganMs;
    if (threads !== 'auto' || tookMs < WINDOW_MS) return;
    const share = window.spentMs / tookMs;
    isWanted = most > 0 && share > (isWanted ? IDLE_SHARE : BUSY_SHARE);
    window = { beganMs: clockMs(), spentMs: 0 };
  };
  const letGo = () => {
    const before = pool;
    pool = null;
    return before;
  };
  return {
    spent(ms) {
      window.spentMs += ms;
    },
    pool(fill) {
      look();
      // One that broke down for good is not begun again: hearing on this thread is slower, and sure.
      if (pool?.isClosed === true) return null;
      if (!isWanted) void letGo()?.retire();
      else if (pool === null) {
        pool = makePool(most);
        fill(pool);
      }
      return pool;
    },
    running: () => (pool?.isClosed === true ? null : pool),
    close: async () => {
      isWanted = false;
      await letGo()?.close();
    },
  };
}
