import { useSyncExternalStore } from 'react';
import type { Stretch } from '../../../ui/safe-text.ts';

const listeners = new Set<() => void>();
let shown: { messageId: string; stretches: readonly Stretch[] } | null = null;

/** Marks the words that decided a reading, on the post itself, while its reasons are open. Null: no longer. */
export function markOn(messageId: string, stretches: readonly Stretch[] | null): void {
  if (stretches === null && shown?.messageId !== messageId) return;
  shown = stretches === null ? null : { messageId, stretches };
  for (const listener of listeners) listener();
}

/** What is marked on a post; undefined: nothing. */
export function useMarks(messageId: string): readonly Stretch[] | undefined {
  return useSyncExternalStore(subscribe, () => (shown?.messageId === messageId ? shown.stretches : undefined));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
