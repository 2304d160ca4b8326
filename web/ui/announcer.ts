import { useSyncExternalStore } from 'react';

/** Several things in a row are said as the newest of them: nobody can listen to a flood. */
const PAUSE_MS = 4000;

const listeners = new Set<() => void>();
let said = '';
let waiting: string | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Says a sentence to screen readers when they are next quiet. */
export function announce(sentence: string): void {
  if (timer !== undefined) {
    waiting = sentence;
    return;
  }
  speak(sentence);
  timer = setTimeout(() => {
    timer = undefined;
    if (waiting === null) return;
    const next = waiting;
    waiting = null;
    announce(next);
  }, PAUSE_MS);
}

export function useAnnounced(): string {
  return useSyncExternalStore(
    listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => said,
  );
}

function speak(sentence: string): void {
  said = sentence;
  for (const listener of listeners) listener();
}
