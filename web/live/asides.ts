import type { AsideSaid } from '../../src/core/aside.ts';

const listeners = new Set<(said: AsideSaid) => void>();

/** Hands on what the line says beside the log. */
export function takeAside(said: AsideSaid): void {
  for (const listener of listeners) listener(said);
}

/** Hears it until the returned function is called. What was said while the line was down is lost: read anew what stands. */
export function onAside(listener: (said: AsideSaid) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
