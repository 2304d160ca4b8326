import { useSyncExternalStore } from 'react';

export type Toast = {
  id: number;
  words: string;
  meaning: 'plain' | 'broken';
  /** How it can be undone, while it is shown. */
  undo: (() => void) | null;
  /** When it leaves, by the page's clock; null stays until closed. */
  leavesAt: number | null;
  lastsMs: number;
};

/** Long enough to read one sentence. A failure stays until it is closed. */
const READING_MS = 6000;

const listeners = new Set<() => void>();
let shown: readonly Toast[] = [];
let count = 0;

/** Says what was done, with the way back. */
export function say(
  words: string,
  { undo = null, lastsMs = READING_MS }: { undo?: (() => void) | null; lastsMs?: number } = {},
): number {
  return add({ words, meaning: 'plain', undo, lastsMs, leavesAt: Date.now() + lastsMs });
}

/** Says what could not be done. Stays until it is closed. */
export function complain(words: string): number {
  return add({ words, meaning: 'broken', undo: null, lastsMs: 0, leavesAt: null });
}

export function dismiss(id: number): void {
  shown = shown.filter(toast => toast.id !== id);
  changed();
}

/** Undoes the newest thing that can still be undone. */
export function undoNewest(): boolean {
  const toast = shown.findLast(candidate => candidate.undo !== null);
  if (!toast) return false;
  dismiss(toast.id);
  toast.undo?.();
  return true;
}

export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(subscribe, () => shown);
}

function add(toast: Omit<Toast, 'id'>): number {
  count += 1;
  const id = count;
  // One deed, one line: what can be undone replaces the line before it.
  shown = [...shown.filter(other => toast.meaning === 'broken' || other.meaning === 'broken'), { id, ...toast }].slice(
    -3,
  );
  changed();
  return id;
}

function changed(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
