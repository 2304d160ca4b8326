import { useSyncExternalStore } from 'react';
import type { Mode } from '../drafts.ts';

/** Where the words of a draft came from. */
export type Origin = {
  replyId: string;
  variant: number;
  text: number;
  /** As filled in: what differs afterwards was changed by a person. */
  words: string;
  /** What the saved reply does besides is done too. */
  runs: boolean;
};

/** By draft, on this page only: words that outlive the page are taken for the colleague's own. */
const origins = new Map<string, Origin>();
const listeners = new Set<() => void>();

export function useOrigin(conversationId: string, mode: Mode): Origin | null {
  return useSyncExternalStore(subscribe, () => origins.get(key(conversationId, mode)) ?? null);
}

export function keepOrigin(conversationId: string, mode: Mode, origin: Origin | null): void {
  if (origin === null) origins.delete(key(conversationId, mode));
  else origins.set(key(conversationId, mode), origin);
  for (const listener of listeners) listener();
}

function key(conversationId: string, mode: Mode): string {
  return `${mode} ${conversationId}`;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
