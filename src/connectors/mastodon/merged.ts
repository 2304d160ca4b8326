/** Several streams as one, in the order things come. When one breaks, or the reader leaves, all end. */
export async function* merged<T>(sources: readonly AsyncGenerator<T>[]): AsyncGenerator<T> {
  const ready: { value: T; taken: () => void }[] = [];
  const failures: unknown[] = [];
  let left = sources.length;
  let wake = () => {};
  for (const source of sources)
    pump(source, value => new Promise<void>(taken => wakeAfter(() => ready.push({ value, taken }))))
      .catch(error => void failures.push(error))
      .finally(() => wakeAfter(() => left--));
  function wakeAfter(change: () => void): void {
    change();
    wake();
  }
  try {
    for (;;) {
      const next = ready.shift();
      if (next !== undefined) {
        // Each may have its next one ready while this one is read.
        next.taken();
        yield next.value;
      } else if (failures.length > 0) throw failures[0];
      else if (left === 0) return;
      else
        await new Promise<void>(resolve => {
          wake = resolve;
        });
    }
  } finally {
    // Not waited for: one that is silent ends when it is told to stop.
    for (const source of sources) source.return(undefined).catch(() => {});
  }
}

/** Hands on one after the other; the next is asked for when the last was taken. */
async function pump<T>(source: AsyncIterable<T>, hand: (value: T) => Promise<void>): Promise<void> {
  for await (const value of source) await hand(value);
}
