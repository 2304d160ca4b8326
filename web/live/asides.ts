import type { AsideData } from '../../src/core/aside.ts';

const listeners = new Set<(said: AsideData) => void>();

/** Hands on what the line says beside the log. */
export function takeAside(said: AsideData): void {
  for (const listener of listeners) listener(said);
}

/** Hears it until the returned function is called. What was said while the line was down is lost: read anew what stands. */
export function onAside(listener: (said: AsideData) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
