/** Intervals for a share of few: `hits` of `of`. Both are for 95% unless told otherwise. */
import { betaQuantile } from './distribution.ts';

export type Interval = { low: number; high: number };

/** The 97.5% point of the standard normal distribution. */
export const Z_95 = 1.959963984540054;

/**
 * Wilson's score interval: sensible at small counts and at the ends, where the usual one leaves 0–1 or shrinks to a point.
 * Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).
 */
export function wilson(hits: number, of: number, z = Z_95): Interval {
  if (of <= 0) return { low: 0, high: 1 };
  const share = hits / of;
  const spread = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  const middle = share + (z * z) / (2 * of);
  const whole = 1 + (z * z) / of;
  return {
    low: hits <= 0 ? 0 : Math.max(0, (middle - spread) / whole),
    high: hits >= of ? 1 : Math.min(1, (middle + spread) / whole),
  };
}

/**
 * The "exact" interval: never covers less than it says, so rather too wide than too narrow.
 * Source: C. J. Clopper and E. S. Pearson, Biometrika 26 (1934).
 */
export function clopperPearson(hits: number, of: number, outside = 0.05): Interval {
  if (of <= 0) return { low: 0, high: 1 };
  return {
    low: hits <= 0 ? 0 : betaQuantile(outside / 2, hits, of - hits + 1),
    high: hits >= of ? 1 : betaQuantile(1 - outside / 2, hits + 1, of - hits),
  };
}
