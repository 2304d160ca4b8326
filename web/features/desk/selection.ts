import { useSyncExternalStore } from 'react';

/** Conversations chosen in the queue for one deed on all of them. */
const listeners = new Set<() => void>();
let chosen: ReadonlySet<string> = new Set();
let last: string | null = null;

/** As many as one deed may be done on. */
export const SELECTED_MOST = 500;

export function useSelection(): ReadonlySet<string> {
  return useSyncExternalStore(subscribe, () => chosen);
}

export function useIsSelected(id: string): boolean {
  return useSyncExternalStore(subscribe, () => chosen.has(id));
}

export function toggleSelected(id: string): void {
  const next = new Set(chosen);
  if (!next.delete(id)) next.add(id);
  last = id;
  hold(next);
}

/** From the one chosen last to this one, in the order of the queue. */
export function selectTo(id: string, ids: readonly string[]): void {
  const [a, b] = [last === null ? -1 : ids.indexOf(last), ids.indexOf(id)];
  if (b < 0) return;
  const [from, to] = a < 0 ? [b, b] : [Math.min(a, b), Math.max(a, b)];
  last = id;
  hold(new Set([...chosen, ...ids.slice(from, to + 1)]));
}

export function clearSelection(): void {
  last = null;
  hold(new Set());
}

function hold(next: ReadonlySet<string>): void {
  chosen = new Set([...next].slice(0, SELECTED_MOST));
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
