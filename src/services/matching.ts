/**
 * Listening on more than one core: some threads, each with every query, share the posts out in batches. Worth it where one
 * core is not enough (docs/matching.md says how much one hears); below that, a matcher of one's own is quicker.
 */
import { Worker } from 'node:worker_threads';
import type { Match, Matchable, Query } from '../core/query/query.ts';
import { Refusal } from '../core/refusal.ts';

export type MatchingPool = {
  /** As a matcher's; holds for every batch handed in afterwards. */
  set(queryId: string, query: Query): void;
  remove(queryId: string): void;
  /** What was heard in each post, in the order of the posts. Rejects when a thread broke down; the pool is closed then. */
  match(posts: readonly Matchable[]): Promise<Match[][]>;
  readonly size: number;
  close(): Promise<void>;
};

/** What a thread is told, and what it answers; `matching-thread.ts` is the other end. */
export type Told =
  | { kind: 'set'; queryId: string; query: Query }
  | { kind: 'remove'; queryId: string }
  | { kind: 'match'; batch: number; posts: readonly Matchable[] };
export type Answer = { batch: number; matches: Match[][] };

/** A thread holds all queries: more of them cost memory and are no quicker than the cores there are. */
export const THREADS_LIMIT = 16;
/** Handing a post over costs about as much as hearing it, so a thread is given many at once. */
const BATCH_POSTS = 512;

type Waiting = { resolve: (matches: Match[][]) => void; reject: (why: Error) => void };
type Thread = { worker: Worker; waiting: Map<number, Waiting> };

type Pool = { threads: Thread[]; queryIds: Set<string>; nextBatch: number; nextThread: number; isClosed: boolean };

/** @param threads how many; as many as there are cores to spare */
export function makeMatchingPool(threads: number): MatchingPool {
  const count = Math.max(1, Math.min(threads, THREADS_LIMIT));
  const pool: Pool = { threads: [], queryIds: new Set(), nextBatch: 0, nextThread: 0, isClosed: false };
  for (let i = 0; i < count; i++) pool.threads.push(startThread(pool));
  return {
    set(queryId, query) {
      pool.queryIds.add(queryId);
      tellAll(pool, { kind: 'set', queryId, query });
    },
    remove(queryId) {
      if (pool.queryIds.delete(queryId)) tellAll(pool, { kind: 'remove', queryId });
    },
    match: posts => match(pool, posts),
    get size() {
      return pool.queryIds.size;
    },
    async close() {
      await closePool(pool, new Refusal('too_late', 'Listening is being switched off.'));
    },
  };
}

function startThread(pool: Pool): Thread {
  const worker = new Worker(new URL('./matching-thread.ts', import.meta.url));
  // A thread that has nothing to do keeps no process alive.
  worker.unref();
  const thread: Thread = { worker, waiting: new Map() };
  worker.on('message', ({ batch, matches }: Answer) => {
    thread.waiting.get(batch)?.resolve(matches);
    thread.waiting.delete(batch);
    if (thread.waiting.size === 0) worker.unref();
  });
  worker.on('error', why => void closePool(pool, why instanceof Error ? why : new Error(String(why))));
  worker.on('exit', code => void closePool(pool, new Error(`A thread that listens ended by itself, with ${code}.`)));
  return thread;
}

function tellAll({ threads }: Pool, told: Told): void {
  for (const { worker } of threads) worker.postMessage(told);
}

async function match(pool: Pool, posts: readonly Matchable[]): Promise<Match[][]> {
  if (pool.isClosed) throw new Refusal('too_late', 'Listening is being switched off.');
  const batches: Promise<Match[][]>[] = [];
  for (let start = 0; start < posts.length; start += BATCH_POSTS) {
    batches.push(matchBatch(pool, posts.slice(start, start + BATCH_POSTS)));
  }
  return (await Promise.all(batches)).flat();
}

/** By the thread whose turn it is. */
function matchBatch(pool: Pool, posts: readonly Matchable[]): Promise<Match[][]> {
  const thread = pool.threads[pool.nextThread];
  if (thread === undefined) throw new Error('A pool without threads.');
  pool.nextThread = (pool.nextThread + 1) % pool.threads.length;
  const batch = pool.nextBatch;
  pool.nextBatch += 1;
  const { promise, resolve, reject } = Promise.withResolvers<Match[][]>();
  thread.waiting.set(batch, { resolve, reject });
  thread.worker.ref();
  thread.worker.postMessage({ kind: 'match', batch, posts } satisfies Told);
  return promise;
}

async function closePool(pool: Pool, why: Error): Promise<void> {
  if (pool.isClosed) return;
  pool.isClosed = true;
  for (const { waiting } of pool.threads) {
    for (const { reject } of waiting.values()) reject(why);
    waiting.clear();
  }
  await Promise.all(pool.threads.map(({ worker }) => worker.terminate()));
}
