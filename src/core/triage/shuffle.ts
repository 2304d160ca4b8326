/** The same seed gives the same numbers: fits can be repeated to the last bit. Mulberry32. @returns numbers from 0 up to 1 */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** In place. */
export function shuffle<T extends { length: number; [at: number]: number }>(order: T, next: () => number): T {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    const kept = order[i] ?? 0;
    order[i] = order[j] ?? 0;
    order[j] = kept;
  }
  return order;
}

/** 0 to n − 1, shuffled. */
export function shuffledOrder(n: number, seed: number): Int32Array {
  return shuffle(
    Int32Array.from({ length: n }, (_, i) => i),
    seeded(seed),
  );
}
