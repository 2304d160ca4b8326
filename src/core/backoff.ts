/**
 * How long to wait before trying again: doubling, with half of it left to chance, so that a thousand listeners cut off at
 * once do not all come back at once.
 */
export type Backoff = { firstMs: number; mostMs: number };

export const RECONNECT: Backoff = { firstMs: 1_000, mostMs: 300_000 };

/** @param attempt 0 for the first wait  @param random between 0 and 1 */
export function backoffMs({ firstMs, mostMs }: Backoff, attempt: number, random: number): number {
  // 2 ** 1024 is Infinity, and Infinity * 0 is not a number: hold the exponent down.
  const whole = Math.min(mostMs, firstMs * 2 ** Math.min(attempt, 50));
  return Math.round(whole / 2 + (whole / 2) * random);
}
