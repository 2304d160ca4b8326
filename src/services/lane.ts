/** Many write, one reads in the order of writing. Holds what has not been read yet: for lists that end by themselves. */
export type Lane<T> = {
  push(one: T): void;
  end(): void;
  fail(error: unknown): void;
  /** To be read once. */
  read: AsyncIterable<T>;
};

export function makeLane<T>(): Lane<T> {
  const waiting: T[] = [];
  let over: { error: unknown } | 'ended' | null = null;
  let wake = () => {};
  async function* read(): AsyncGenerator<T> {
    while (true) {
      yield* waiting.splice(0);
      if (waiting.length > 0) continue;
      if (over === 'ended') return;
      if (over !== null) throw over.error;
      await new Promise<void>(resolve => {
        wake = resolve;
      });
    }
  }
  const close = (how: { error: unknown } | 'ended') => {
    over ??= how;
    wake();
  };
  return {
    push(one) {
      waiting.push(one);
      wake();
    },
    end: () => close('ended'),
    fail: error => close({ error }),
    read: read(),
  };
}
