import { Logger, run } from 'graphile-worker';
import type pg from 'pg';
import { reviveModerations } from '../services/carry-out.ts';
import { reviveAnswers } from '../services/revive.ts';
import type { Wait } from '../services/wait.ts';
import { makeTasks, type TaskNeeds } from './tasks.ts';

export type WorkerNeeds = TaskNeeds & {
  pool: pg.Pool;
  wait: Wait;
  log: (level: 'info' | 'warn' | 'error', message: string, facts: Record<string, unknown>) => void;
};

/** Jobs at once in one process; they mostly wait for networks. */
export const JOBS_AT_ONCE = 8;
/** How late a job planned for a moment may begin. New jobs begin at once: the database tells of them. */
export const LOOK_EVERY_MS = 400;
export const REVIVE_EVERY_MS = 2_000;
/** What is under way when Heed is stopped has so long to end by itself; then it is hung up on and looked up at the next start. */
export const STOP_GRACE_MS = 700;
/** The part of a clean stop that this may take. */
export const STOP_LIMIT_MS = 1_300;

/** Works off jobs until stopped. Any number of processes may do so over one database. */
export async function startWorker(needs: WorkerNeeds): Promise<{ stop: () => Promise<void> }> {
  const { pool, wait, log } = needs;
  const runner = await run({
    pgPool: pool,
    taskList: makeTasks(needs),
    concurrency: JOBS_AT_ONCE,
    pollInterval: LOOK_EVERY_MS,
    noHandleSignals: true,
    parsedCronItems: [],
    logger: new Logger(() => (level, message, meta) => tellOf(log, level, message, meta)),
    preset: { worker: { gracefulShutdownAbortTimeout: STOP_GRACE_MS } },
  });
  const stopping = new AbortController();
  const reviving = keepReviving(needs, stopping.signal);
  return {
    stop: async () => {
      stopping.abort();
      const ended = Promise.all([reviving, runner.stop()]).catch(err =>
        log('warn', 'The jobs did not end well', { err }),
      );
      await Promise.race([ended, wait(STOP_LIMIT_MS, new AbortController().signal)]);
    },
  };
}

async function keepReviving({ delivering, wait, log }: WorkerNeeds, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await reviveAnswers(delivering);
      await reviveModerations(delivering);
    } catch (err) {
      log('error', 'Could not look for stranded answers; trying again', { err });
    }
    await wait(REVIVE_EVERY_MS, signal);
  }
}

/** A job that ends in an error is a bug, and is told; the queue's own chatter is not. */
function tellOf(log: WorkerNeeds['log'], level: string, message: string, meta: unknown): void {
  const facts = typeof meta === 'object' && meta !== null && 'error' in meta ? { err: meta.error } : {};
  if (level === 'error') log('error', message, facts);
  if (level === 'warning') log('warn', message, facts);
}
