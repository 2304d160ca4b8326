/** One clock for everything that counts down: a beat a second while the page can be seen, none while it cannot. */
const BEAT_MS = 1000;

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let aheadMs = 0;

/** The server's time as far as we know it, in milliseconds since 1970; promises are the server's to keep. */
export function nowMs(): number {
  return Date.now() + aheadMs;
}

/** Tells the clock what the server's time was when its answer arrived. */
export function setServerTime(serverMs: number): void {
  if (Number.isFinite(serverMs)) aheadMs = serverMs - Date.now();
}

/** Calls back about once a second until the returned function is called. */
export function onBeat(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(beat, BEAT_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || timer === undefined) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function beat(): void {
  if (document.visibilityState === 'hidden') return;
  for (const listener of listeners) listener();
}
