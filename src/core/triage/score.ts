/** How good decisions are, class by class: F1 is twice the hits over what was said plus what was there. */
export type F1 = { macro: number; each: number[] };

/** @param right and @param said places of classes, one each for every example */
export function macroF1(right: ArrayLike<number>, said: ArrayLike<number>, classes: number): F1 {
  const hits = new Float64Array(classes);
  const named = new Float64Array(classes);
  for (let i = 0; i < right.length; i++) {
    const [r, s] = [right[i] ?? 0, said[i] ?? 0];
    if (r === s) hits[r] = (hits[r] ?? 0) + 1;
    named[r] = (named[r] ?? 0) + 1;
    named[s] = (named[s] ?? 0) + 1;
  }
  const each = Array.from(hits, (hit, k) => ((named[k] ?? 0) === 0 ? 0 : (2 * hit) / (named[k] ?? 1)));
  return { macro: each.reduce((sum, one) => sum + one, 0) / classes, each };
}
