/** Waiting for what may never come: each of these ends with the signal, whatever the other side does. */

/** Ends with the signal even where the connector does not; a connector that never ends is left behind, not waited for. */
export async function* untilAborted<T>(source: AsyncIterable<T>, signal: AbortSignal): AsyncIterable<T> {
  const iterator = source[Symbol.asyncIterator]();
  try {
    while (!signal.aborted) {
      const next = await orStopped(iterator.next(), signal);
      if (next === null || next.done === true) return;
      yield next.value;
    }
  } finally {
    Promise.resolve(iterator.return?.()).catch(() => {});
  }
}

/** The deed's result. @returns null when the signal came first */
export async function orStopped<T>(deed: Promise<T>, signal: AbortSignal): Promise<T | null> {
  if (signal.aborted) {
    deed.catch(() => {});
    return null;
  }
  let stop = () => {};
  const stopped = new Promise<null>(resolve => {
    stop = () => resolve(null);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([deed, stopped]);
  } finally {
    signal.removeEventListener('abort', stop);
    deed.catch(() => {});
  }
}

export function untilStopped(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise(resolve => signal.addEventListener('abort', () => resolve(), { once: true }));
}
