/** Chance without a die: the same words always throw the same number, so a rehearsal can be played again. */

/** At least 0, below 1. */
export function dice(...parts: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const letter of parts.join('\u0000')) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  // A last stir, or neighbours in the alphabet would fall beside each other.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 0x1_0000_0000;
}

export function between(low: number, high: number, ...parts: readonly (string | number)[]): number {
  return low + (high - low) * dice(...parts);
}

/** One of a list that is not empty. */
export function oneOf<T>(list: readonly [T, ...T[]] | readonly T[], ...parts: readonly (string | number)[]): T {
  return list[Math.floor(dice(...parts) * list.length)] as T;
}

/** One of several, each as often as its weight says. */
export function weighted<K extends string>(
  weights: Readonly<Record<K, number>>,
  ...parts: readonly (string | number)[]
): K {
  const entries = Object.entries(weights) as [K, number][];
  let left = dice(...parts) * entries.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [kind, weight] of entries) {
    left -= weight;
    if (left < 0) return kind;
  }
  return (entries.at(-1) as [K, number])[0];
}
