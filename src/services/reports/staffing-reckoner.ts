/** Reckons and plays plans of people in a thread of its own, so that nobody's answer waits for it. The thread ends when nobody asks. */
import { Worker } from 'node:worker_threads';
import type { PlayedDay, PlayedOften } from '../../core/insight/queue-simulation.ts';
import type { ReckonAsked, Reckoned } from '../../core/insight/reckon-staffing.ts';
import { Refusal } from '../../core/refusal.ts';

export type Question =
  | ({ kind: 'reckon' } & ReckonAsked)
  | { kind: 'play'; day: PlayedDay; plays: number; seed: number };
/** `staffing-thread.ts` is the other end. */
export type Answer = { id: number } & ({ said: Reckoned | PlayedOften } | { failed: string });

export type StaffingReckoner = {
  reckon(asked: ReckonAsked): Promise<Reckoned>;
  play(day: PlayedDay, plays: number, seed: number): Promise<PlayedOften>;
};

const IDLE_MS = 60_000;
/** Longer than the largest week takes; whoever has not had an answer by then is told. */
const PATIENCE_MS = 30_000;
/** More who ask at once are sent away: each is a second's work or more. */
const WAITING_MOST = 50;

type Waiting = PromiseWithResolvers<Reckoned | PlayedOften> & { timer: NodeJS.Timeout };
type Thread = { worker: Worker; waiting: Map<number, Waiting> };

const startWorker = () => new Worker(new URL('./staffing-thread.ts', import.meta.url));

export function makeStaffingReckoner(start: () => Worker = startWorker): StaffingReckoner {
  let thread: Thread | null = null;
  let lastId = 0;
  let idle: NodeJS.Timeout | undefined;
  const rest = (of: Thread) => {
    if (of !== thread || of.waiting.size > 0) return;
    clearTimeout(idle);
    // A program that has nothing else to do may end.
    of.worker.unref();
    idle = setTimeout(() => void of.worker.terminate(), IDLE_MS);
    idle.unref();
  };
  const begin = (): Thread => {
    const begun: Thread = { worker: start(), waiting: new Map() };
    let why = 'The thread that reckons plans ended by itself.';
    begun.worker.on('message', (answer: Answer) => {
      settle(begun, answer);
      rest(begun);
    });
    begun.worker.on('error', error => {
      why = error instanceof Error ? (error.stack ?? error.message) : String(error);
    });
    begun.worker.on('exit', () => {
      if (thread === begun) thread = null;
      for (const id of [...begun.waiting.keys()]) settle(begun, { id, failed: why });
    });
    return begun;
  };
  const ask = (asked: Question) => {
    thread ??= begin();
    const of = thread;
    if (of.waiting.size >= WAITING_MOST) throw TOO_BUSY();
    clearTimeout(idle);
    of.worker.ref();
    const id = ++lastId;
    const wish = Promise.withResolvers<Reckoned | PlayedOften>();
    const timer = setTimeout(() => {
      of.waiting.delete(id);
      wish.reject(TOO_BUSY());
      void of.worker.terminate();
    }, PATIENCE_MS);
    of.waiting.set(id, { ...wish, timer });
    of.worker.postMessage({ id, asked });
    return wish.promise;
  };
  return {
    reckon: asked => ask({ kind: 'reckon', ...asked }) as Promise<Reckoned>,
    play: (day, plays, seed) => ask({ kind: 'play', day, plays, seed }) as Promise<PlayedOften>,
  };
}

function settle({ waiting }: Thread, answer: Answer): void {
  const asked = waiting.get(answer.id);
  waiting.delete(answer.id);
  clearTimeout(asked?.timer);
  if ('said' in answer) asked?.resolve(answer.said);
  else asked?.reject(new Error(answer.failed));
}

const TOO_BUSY = () =>
  new Refusal('too_many', 'This plan takes too long to reckon right now. Try again in a minute, or for one team.');
