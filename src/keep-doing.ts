import { waitFor } from './services/wait.ts';

/** Does something again and again until the signal aborts, the first time at once. What fails is told and tried again. */
export async function keepDoing(
  everyMs: number,
  signal: AbortSignal,
  deed: () => Promise<unknown>,
  onTrouble: (error: unknown) => void,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await deed();
    } catch (error) {
      onTrouble(error);
    }
    await waitFor(everyMs, signal);
  }
}
