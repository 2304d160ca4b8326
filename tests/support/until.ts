import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 10;

/** Waits for what another process does: asks again and again until the answer is not undefined or false. */
export async function until<T>(ask: () => T | Promise<T>, timeoutMs = 30_000): Promise<NonNullable<T>> {
  const deadline = performance.now() + timeoutMs;
  while (true) {
    const answer = await ask();
    if (answer !== undefined && answer !== null && answer !== false) return answer;
    if (performance.now() > deadline) throw new Error(`did not happen within ${timeoutMs} ms`);
    await sleep(POLL_MS);
  }
}
