/** Makes heads of labels in a thread of its own, so that nothing else waits for it. The thread ends when nobody teaches. */
import { Worker } from 'node:worker_threads';
import type { TaughtLabel } from '../core/triage/labels.ts';
import type { Heads } from '../core/triage/read.ts';
import type { Aspect } from '../core/triage/reading.ts';
import type { TaughtHead, Teach } from './learn.ts';

export type Teaching = { teach: Teach; close(): Promise<void> };

/** Where nothing came with the product that could be taught. */
export const nothingTaught: Teach = async () => ({
  bytes: null,
  why: ['no_model'],
  quality: { measuredOn: 0, taught: null, shipped: null },
  people: [],
  contradictions: 0,
});

/** What the thread is told, and what it answers; `teaching-thread.ts` is the other end. */
export type Lesson = { id: number; aspect: Aspect; labels: readonly TaughtLabel[]; stood: readonly TaughtLabel[] };
export type Answer = { id: number } & ({ taught: TaughtHead } | { failed: string });

export type TeachingNeeds = {
  /** What came with the product; asked when first needed. */
  shipped: () => Heads;
  start?: (heads: Heads) => Worker;
};

/** A thread that has had nothing to do for so long is given back with its memory. */
const IDLE_MS = 60_000;
/** Longer than the most labels take, many times over. */
const PATIENCE_MS = 100_000;

const startWorker = (heads: Heads) =>
  new Worker(new URL('./teaching-thread.ts', import.meta.url), { workerData: { heads } });

type Waiting = PromiseWithResolvers<TaughtHead> & { timer: NodeJS.Timeout };
type Thread = { worker: Worker; waiting: Map<number, Waiting> };

export function makeTeaching({ shipped, start = startWorker }: TeachingNeeds): Teaching {
  let thread: Thread | null = null;
  let lastId = 0;
  let idle: NodeJS.Timeout | undefined;
  const letGo = () => {
    const gone = thread;
    thread = null;
    return gone?.worker.terminate();
  };
  const rest = () => {
    clearTimeout(idle);
    if (thread === null || thread.waiting.size > 0) return;
    thread.worker.unref();
    idle = setTimeout(letGo, IDLE_MS);
    idle.unref();
  };
  const begin = (): Thread => {
    const begun: Thread = { worker: start(shipped()), waiting: new Map() };
    begun.worker.on('message', (answer: Answer) => {
      settle(begun, answer);
      if (begun === thread) rest();
    });
    let why = new Error('The thread that learns ended by itself.');
    begun.worker.on('error', error => {
      why = error instanceof Error ? error : new Error(String(error));
    });
    begun.worker.on('exit', () => {
      if (thread === begun) thread = null;
      for (const id of [...begun.waiting.keys()]) settle(begun, { id, failed: why.message });
    });
    return begun;
  };
  return {
    teach(aspect, labels, stood) {
      thread ??= begin();
      const { worker, waiting } = thread;
      clearTimeout(idle);
      worker.ref();
      const id = ++lastId;
      const asked = Promise.withResolvers<TaughtHead>();
      // What takes for ever is ended with its thread; the others in it are asked again by whoever waits.
      waiting.set(id, { ...asked, timer: setTimeout(() => void worker.terminate(), PATIENCE_MS) });
      worker.postMessage({ id, aspect, labels, stood } satisfies Lesson);
      return asked.promise;
    },
    async close() {
      clearTimeout(idle);
      await letGo();
    },
  };
}

function settle({ waiting }: Thread, answer: Answer): void {
  const asked = waiting.get(answer.id);
  waiting.delete(answer.id);
  clearTimeout(asked?.timer);
  if ('taught' in answer) asked?.resolve(answer.taught);
  else asked?.reject(new Error(answer.failed));
}
