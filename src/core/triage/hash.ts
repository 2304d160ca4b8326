const PRIME = 0x01000193;
const BASIS = 0x811c9dc5 | 0;

export const HASH_START = BASIS;

/** FNV-1a, one UTF-16 unit at a time. */
export function hashOn(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, PRIME);
}

/** Spreads what the low bits know over all of them: heads take the lowest. */
export function mix(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  const twice = Math.imul(once ^ (once >>> 12), 0x297a2d39);
  return twice ^ (twice >>> 15);
}

/** A folded word, as `features.ts` hashes it before it is mixed. */
export function hashWord(word: string): number {
  let hash = HASH_START;
  for (let i = 0; i < word.length; i++) hash = hashOn(hash, word.charCodeAt(i));
  return hash;
}
