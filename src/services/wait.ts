import { setTimeout as sleep } from 'node:timers/promises';

/** Waits so many milliseconds or until the signal, whichever comes first; never throws. Passed in, so that tests need not wait. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>;

/** Longest wait a timer takes; a longer one would fire at once. */
const LONGEST_MS = 2_147_483_647;

export async function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(Math.min(ms, LONGEST_MS), undefined, { signal }).catch(() => {});
}
