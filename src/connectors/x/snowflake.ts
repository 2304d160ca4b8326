/** X's ids hold the moment they were made, and rise with it. */

const BEGAN_MS = 1_288_834_974_657;
const TIME_BITS = 22n;
/** Ids were plain numbers before November 2010. */
const FIRST = 29_700_000_000n;

export function isId(text: string): boolean {
  return /^\d{1,19}$/.test(text);
}

/** Null for what is no such id. */
export function timeOf(id: string): Date | null {
  if (!isId(id) || BigInt(id) < FIRST) return null;
  return new Date(Number(BigInt(id) >> TIME_BITS) + BEGAN_MS);
}

/** The first id of a moment. */
export function idAt(at: Date): string {
  return String(BigInt(Math.max(0, at.getTime() - BEGAN_MS)) << TIME_BITS);
}

/** @returns below zero where the first is older; what is no number is compared as text */
export function byAge(one: string, other: string): number {
  if (!isId(one) || !isId(other)) return one < other ? -1 : Number(one > other);
  const [a, b] = [BigInt(one), BigInt(other)];
  return a < b ? -1 : Number(a > b);
}

export function newest(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return byAge(one, other) >= 0 ? one : other;
}
