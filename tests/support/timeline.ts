/** Time that passes only when a test says so. */
export type Timeline = {
  now: () => Date;
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Lets time pass, waking whoever waits in their order. */
  pass(ms: number): Promise<void>;
  /** How long those who wait now asked to wait, in milliseconds, in the order they asked. */
  waits(): number[];
};

type Waiting = { askedMs: number; untilMs: number; wake: () => void };

export function makeTimeline(start = '2026-11-22T09:00:00Z'): Timeline {
  let nowMs = Date.parse(start);
  const waiting = new Set<Waiting>();
  return {
    now: () => new Date(nowMs),
    wait: (ms, signal) =>
      new Promise(resolve => {
        if (signal.aborted) return resolve();
        const one: Waiting = { askedMs: ms, untilMs: nowMs + ms, wake: () => end() };
        const end = () => {
          waiting.delete(one);
          signal.removeEventListener('abort', end);
          resolve();
        };
        waiting.add(one);
        signal.addEventListener('abort', end, { once: true });
      }),
    async pass(ms) {
      const endMs = nowMs + ms;
      for (;;) {
        const next = [...waiting].filter(one => one.untilMs <= endMs).sort((a, b) => a.untilMs - b.untilMs)[0];
        if (next === undefined) break;
        nowMs = Math.max(nowMs, next.untilMs);
        next.wake();
        await settled();
      }
      nowMs = endMs;
      await settled();
    },
    waits: () => [...waiting].map(({ askedMs }) => askedMs),
  };
}

/** Lets everything that was just woken run until it waits again. */
function settled(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}
