import { useSyncExternalStore } from 'react';

/** Rows the person here brings into the queue, by putting back or by splitting: they take their places at once, and are no news. */
const listeners = new Set<() => void>();
let own: ReadonlySet<string> = new Set();

/** The rows of the newest such deed; told before it is asked for where they are known, as events may come before the answer. */
export function letIn(ids: readonly string[]): void {
  own = new Set(ids);
  for (const listener of listeners) listener();
}

export function useOwnRows(): ReadonlySet<string> {
  return useSyncExternalStore(subscribe, () => own);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
