import { useSyncExternalStore } from 'react';

export type Mode = 'reply' | 'private' | 'note';

const PREFIX = 'heed.draft.';

/** Older drafts than this are cleared away when the desk opens. */
const KEEP_MS = 30 * 24 * 60 * 60 * 1000;

type Kept = { text: string; at: number };

const read = new Map<string, string>();
const listeners = new Set<() => void>();

/** The unsent words of one conversation and mode; they outlive the page, on this machine only. */
export function readDraft(conversationId: string, mode: Mode): string {
  const name = key(conversationId, mode);
  let text = read.get(name);
  if (text === undefined) {
    text = parse(localStorage.getItem(name))?.text ?? '';
    read.set(name, text);
  }
  return text;
}

export function useDraft(conversationId: string, mode: Mode): string {
  return useSyncExternalStore(subscribe, () => readDraft(conversationId, mode));
}

export function keepDraft(conversationId: string, mode: Mode, text: string): void {
  const name = key(conversationId, mode);
  read.set(name, text);
  if (text === '') localStorage.removeItem(name);
  else localStorage.setItem(name, JSON.stringify({ text, at: Date.now() } satisfies Kept));
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Removes drafts nobody came back to. */
export function clearOldDrafts(nowMs: number): void {
  for (const name of Object.keys(localStorage)) {
    if (!name.startsWith(PREFIX)) continue;
    const kept = parse(localStorage.getItem(name));
    if (!kept || nowMs - kept.at > KEEP_MS) localStorage.removeItem(name);
  }
}

function key(conversationId: string, mode: Mode): string {
  return `${PREFIX}${mode}.${conversationId}`;
}

function parse(stored: string | null): Kept | undefined {
  if (!stored) return undefined;
  try {
    return JSON.parse(stored) as Kept;
  } catch {
    return undefined;
  }
}
