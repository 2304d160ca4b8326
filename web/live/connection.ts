import { useSyncExternalStore } from 'react';
import type { AsideSaid } from '../../src/core/aside.ts';
import type { Event } from '../../src/core/event.ts';
import { address } from '../api.ts';
import { takeAside } from './asides.ts';
import { takeEvents } from './store.ts';

/** `down` from the first failure until the next event or greeting; `since` is when it broke, by the page's clock. */
export type Line = { kind: 'connecting' } | { kind: 'up' } | { kind: 'down'; since: number; retryAt: number };

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 15_000;

/** The server's beats cannot be seen from here: after so long a silence the line is opened anew, quietly, in case it is dead. */
const SILENCE_MS = 60_000;

const listeners = new Set<() => void>();
let line: Line = { kind: 'connecting' };

export function useLine(): Line {
  return useSyncExternalStore(subscribe, () => line);
}

type Wanted = {
  brand: number;
  /** The newest event the page already knows. */
  after: number;
  /** The log no longer reaches back to `after`: read everything anew. */
  onGap: () => void;
};

/** Hears the brand's events from the log until the returned function is called; reconnects by itself and misses nothing. */
export function listenLive({ brand, after, onGap }: Wanted): () => void {
  let seq = after;
  let tries = 0;
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  function open(): void {
    clearTimeout(timer);
    source?.close();
    source = new EventSource(address('live', { brand, query: { after: seq } }));
    source.onopen = heard;
    source.onerror = lost;
    source.onmessage = message => {
      heard();
      const come = parse(message.data);
      const events = come.filter(event => event.seq > seq);
      for (const event of events) seq = Math.max(seq, event.seq);
      takeEvents(events);
    };
    source.addEventListener('ping', heard);
    source.addEventListener('aside', event => {
      heard();
      takeAside(JSON.parse(event.data) as AsideSaid);
    });
    source.addEventListener('reset', event => {
      seq = JSON.parse(event.data).seq;
      onGap();
    });
  }

  function heard(): void {
    tries = 0;
    clearTimeout(silence);
    silence = setTimeout(open, SILENCE_MS);
    if (line.kind !== 'up') setLine({ kind: 'up' });
  }

  function lost(): void {
    source?.close();
    clearTimeout(silence);
    if (stopped) return;
    const wait = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** tries);
    tries += 1;
    const since = line.kind === 'down' ? line.since : Date.now();
    setLine({ kind: 'down', since, retryAt: Date.now() + wait });
    timer = setTimeout(open, wait);
  }

  function onBack(): void {
    if (document.visibilityState === 'visible' && line.kind === 'down') open();
  }

  setLine({ kind: 'connecting' });
  open();
  window.addEventListener('online', onBack);
  document.addEventListener('visibilitychange', onBack);
  return () => {
    stopped = true;
    clearTimeout(timer);
    clearTimeout(silence);
    source?.close();
    window.removeEventListener('online', onBack);
    document.removeEventListener('visibilitychange', onBack);
  };
}

/** A frame holds one event or a list of them. */
function parse(text: string): Event[] {
  const frame: unknown = JSON.parse(text);
  return (Array.isArray(frame) ? frame : [frame]) as Event[];
}

function setLine(next: Line): void {
  line = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
