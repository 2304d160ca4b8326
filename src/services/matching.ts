/**
 * Listening on more than one core: some threads, each with every query, share the posts out in batches. `ears.ts` uses it
 * where one core is not enough (docs/matching.md says how much one hears); below that, a matcher of one's own is quicker.
 */
import { Worker } from 'node:worker_threads';
import type { Match, Matchable, Query } from '../core/query/query.ts';
import { Refusal } from '../core/refusal.ts';

export type MatchingPool = {
  /** As a matcher's, for the queries of one brand; holds for every batch handed in afterwards, and for none before. */
  set(brandId: number, queryId: string, query: Query): void;
  remove(brandId: number, queryId: string): void;
  /**
   * What was heard in each post, in the order of the posts, and how long the threads were at it. A thread that dies is replaced
   * and its posts are read by the next one; rejects when that fails again and again, and the pool is closed then.
   */
  match(brandId: number, posts: readonly Matchable[]): Promise<{ matches: Match[][]; tookMs: number }>;
  readonly size: number;
  readonly isClosed: boolean;
  /** Closes once everything handed in is answered. */
  retire(): Promise<void>;
  close(): Promise<void>;
};

/** What a thread is told, and what it answers; `matching-thread.ts` is the other end. */
export type Told =
  | { kind: 'set'; brandId: number; queryId: string; query: Query }
  | { kind: 'remove'; brandId: number; queryId: string }
  | { kind: 'match'; brandId: number; batch: number; posts: readonly Matchable[] };
/** Most posts concern nobody: only those in which something was heard are answered for, by their place in the batch. */
export type Answer = { batch: number; heard: { at: number; matches: Match[] }[]; tookMs: number };

/** A thread holds all queries: more of them cost memory and are no quicker than the cores there are. */
export const THREADS_LIMIT = 16;
/** Handing over is cheap only in numbers: a message costs more than a post in it. */
const BATCH_POSTS = 512;
/** Threads may die of what nobody foresaw; so many in a row without one answer, and it is no accident. */
const DEATHS_IN_A_ROW = 3;

type Asked = Extract<Told, { kind: 'match' }>;
type Waiting = { asked: Asked } & PromiseWithResolvers<Answer>;
type Thread = { worker: Worker; waiting: Map<number, Waiting> };

type Pool = {
  start: () => Worker;
  threads: Thread[];
  queries: Map<number, Map<string, Query>>;
  nextBatch: number;
  nextThread: number;
  deaths: number;
  isClosed: boolean;
};

const startWorker = () => new Worker(new URL('./matching-thread.ts', import.meta.url));

/** @param threads how many; as many as there are cores to spare */
export function makeMatchingPool(threads: number, start: () => Worker = startWorker): MatchingPool {
  const count = Math.max(1, Math.min(threads, THREADS_LIMIT));
  const pool: Pool = {
    start,
    threads: [],
    queries: new Map(),
    nextBatch: 0,
    nextThread: 0,
    deaths: 0,
    isClosed: false,
  };
  for (let i = 0; i < count; i++) pool.threads.push(startThread(pool));
  return {
    set(brandId, queryId, query) {
      const own = pool.queries.get(brandId) ?? new Map();
      pool.queries.set(brandId, own.set(queryId, query));
      tellAll(pool, { kind: 'set', brandId, queryId, query });
    },
    remove(brandId, queryId) {
      if (pool.queries.get(brandId)?.delete(queryId) === true) tellAll(pool, { kind: 'remove', brandId, queryId });
    },
    match: (brandId, posts) => match(pool, brandId, posts),
    get size() {
      return [...pool.queries.values()].reduce((sum, own) => sum + own.size, 0);
    },
    get isClosed() {
      return pool.isClosed;
    },
    async retire() {
      while (pool.threads.some(({ waiting }) => waiting.size > 0)) {
        await Promise.allSettled(
          pool.threads.flatMap(({ waiting }) => [...waiting.values()].map(({ promise }) => promise)),
        );
      }
      await closePool(pool, retired());
    },
    close: () => closePool(pool, retired()),
  };
}

function startThread(pool: Pool): Thread {
  const worker = pool.start();
  // A thread that has nothing to do keeps no process alive.
  worker.unref();
  const thread: Thread = { worker, waiting: new Map() };
  worker.on('message', (answer: Answer) => {
    pool.deaths = 0;
    const waiting = thread.waiting.get(answer.batch);
    thread.waiting.delete(answer.batch);
    if (thread.waiting.size === 0) worker.unref();
    waiting?.resolve(answer);
  });
  let why: Error | null = null;
  worker.on('error', error => {
    why = error instanceof Error ? error : new Error(String(error));
  });
  worker.on('exit', code =>
    replace(pool, thread, why ?? new Error(`A thread that listens ended by itself, with ${code}.`)),
  );
  return thread;
}

/** The new one is told everything the dead one knew, and reads what that one had not answered, in the same order. */
function replace(pool: Pool, dead: Thread, why: Error): void {
  const place = pool.threads.indexOf(dead);
  if (pool.isClosed || place < 0) return;
  pool.deaths += 1;
  if (pool.deaths >= DEATHS_IN_A_ROW) return void closePool(pool, why);
  const thread = startThread(pool);
  pool.threads[place] = thread;
  for (const [brandId, own] of pool.queries) {
    for (const [queryId, query] of own) tell(thread, { kind: 'set', brandId, queryId, query });
  }
  for (const waiting of dead.waiting.values()) hand(thread, waiting);
}

function tellAll({ threads }: Pool, told: Told): void {
  for (const thread of threads) tell(thread, told);
}

function tell({ worker }: Thread, told: Told): void {
  worker.postMessage(told);
}

async function match(
  pool: Pool,
  brandId: number,
  posts: readonly Matchable[],
): Promise<{ matches: Match[][]; tookMs: number }> {
  if (pool.isClosed) throw retired();
  const batches: Promise<Answer>[] = [];
  for (let start = 0; start < posts.length; start += BATCH_POSTS) {
    batches.push(matchBatch(pool, brandId, posts.slice(start, start + BATCH_POSTS)));
  }
  const matches: Match[][] = posts.map(() => []);
  let tookMs = 0;
  for (const [i, answer] of (await Promise.all(batches)).entries()) {
    tookMs += answer.tookMs;
    for (const { at, matches: found } of answer.heard) matches[i * BATCH_POSTS + at] = found;
  }
  return { matches, tookMs };
}

/** By the thread whose turn it is. */
function matchBatch(pool: Pool, brandId: number, posts: readonly Matchable[]): Promise<Answer> {
  const thread = pool.threads[pool.nextThread];
  if (thread === undefined) throw new Error('A pool without threads.');
  pool.nextThread = (pool.nextThread + 1) % pool.threads.length;
  const batch = pool.nextBatch;
  pool.nextBatch += 1;
  const answered = Promise.withResolvers<Answer>();
  hand(thread, { asked: { kind: 'match', brandId, batch, posts }, ...answered });
  return answered.promise;
}

function hand(thread: Thread, waiting: Waiting): void {
  thread.waiting.set(waiting.asked.batch, waiting);
  thread.worker.ref();
  tell(thread, waiting.asked);
}

function retired(): Refusal {
  return new Refusal('too_late', 'Listening is being switched off.');
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
