/**
 * How many there are, those never seen included, from two looks that know nothing of each other: the fewer the second look
 * finds again, the more there must be. It holds when every complaint has the same chance of being found by one of the looks and
 * neither look makes the other more or less likely; where both find the loud ones more easily, the truth is higher than the estimate.
 */
import { lnGamma } from './distribution.ts';
import { type Interval, Z_95 } from './interval.ts';

export type TwoSamples = {
  /** Found by the first look, by the second, and by both. */
  first: number;
  second: number;
  both: number;
};

export type Population = {
  /** How many different ones were found by either. */
  seen: number;
  /** How many there are in all (D. G. Chapman 1951). */
  estimate: number;
  /** Holds the truth in 95 of 100 cases (M. Sadinle 2009); its lower end is never below `seen`. */
  interval: Interval;
  /** Standard error of the estimate (G. A. F. Seber 1982, §3.1). */
  error: number;
};

/**
 * Chapman's estimator with Sadinle's transformed logit interval, which stays honest when few or none were found twice.
 * Sources: D. G. Chapman, "Some properties of the hypergeometric distribution with applications to zoological sample censuses" (1951);
 * G. A. F. Seber, "The estimation of animal abundance" (2nd ed. 1982); M. Sadinle, "Transformed logit confidence intervals for small
 * populations in single capture–recapture estimation", Communications in Statistics 38 (2009).
 */
export function chapman(samples: TwoSamples): Population {
  const { first, second, both } = checked(samples);
  const seen = first + second - both;
  const estimate = ((first + 1) * (second + 1)) / (both + 1) - 1;
  const variance = ((first + 1) * (second + 1) * (first - both) * (second - both)) / ((both + 1) ** 2 * (both + 2));
  const onlyFirst = first - both + 0.5;
  const onlySecond = second - both + 0.5;
  const twice = both + 0.5;
  const unseen = (onlyFirst * onlySecond) / twice;
  const spread = Math.exp(
    Z_95 * Math.sqrt(1 / twice + 1 / onlyFirst + 1 / onlySecond + twice / (onlyFirst * onlySecond)),
  );
  const high = unseen < 1 ? highestLikely(samples) : seen - 0.5 + unseen * spread;
  return {
    seen,
    estimate,
    error: Math.sqrt(variance),
    interval: { low: Math.max(seen, seen - 0.5 + unseen / spread), high: Math.max(seen, high) },
  };
}

/**
 * Where nearly all were found twice, the logit interval explodes; there the exact one is used: the largest crowd in which two such samples
 * would still share so many (hypergeometric), as Clopper and Pearson do for shares.
 */
function highestLikely({ first, second, both }: TwoSamples): number {
  const seen = first + second - both;
  let low = seen;
  // Fewer than one unseen is likely, so the end is not far; four times the seen is beyond it.
  let high = 4 * seen + 4;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (sharedAtLeast(both, { all: middle, first, second }) > 0.025) low = middle;
    else high = middle;
  }
  return low;
}

/** The chance that two samples of a crowd share `both` or more. */
function sharedAtLeast(both: number, { all, first, second }: { all: number; first: number; second: number }): number {
  let chance = 0;
  for (let shared = both; shared <= Math.min(first, second); shared++) {
    if (all - first - second + shared < 0) continue;
    chance += Math.exp(lnChoose(first, shared) + lnChoose(all - first, second - shared) - lnChoose(all, second));
  }
  return chance;
}

function lnChoose(of: number, some: number): number {
  return lnGamma(of + 1) - lnGamma(some + 1) - lnGamma(of - some + 1);
}

function checked(samples: TwoSamples): TwoSamples {
  const { first, second, both } = samples;
  const whole = [first, second, both].every(count => Number.isSafeInteger(count) && count >= 0);
  if (!whole || both > Math.min(first, second)) {
    throw new RangeError(`Found twice (${both}) must be whole and at most each sample (${first}, ${second}).`);
  }
  return samples;
}

/**
 * With fewer found twice, the estimate may be off by more than its interval says.
 * Source: D. S. Robson and H. A. Regier, "Sample size in Petersen mark–recapture experiments" (1964): seven or more make a noticeable bias unlikely.
 */
export const FOUND_TWICE_AT_LEAST = 7;

export type StillUnheard =
  /** No look, nothing to say. */
  | { kind: 'nothing'; words: string }
  /** Too few were found twice: only the lower end is told. */
  | { kind: 'too few'; heard: number; atLeast: number; both: number; words: string }
  | { kind: 'estimate'; heard: number; unheard: number; interval: Interval; share: number; words: string };

/** Complaints about us that neither look heard: what there must be, less what was found. */
export function stillUnheard(samples: TwoSamples): StillUnheard {
  const { seen, estimate, interval } = chapman(samples);
  if (samples.first === 0 || samples.second === 0) {
    return { kind: 'nothing', words: 'One of the two samples is empty, so nothing can be said yet.' };
  }
  const atLeast = Math.floor(interval.low - seen);
  if (samples.both < FOUND_TWICE_AT_LEAST) {
    const words = `Only ${samples.both} were found by both; ${FOUND_TWICE_AT_LEAST} are needed for an estimate. At least ${atLeast} are still unheard.`;
    return { kind: 'too few', heard: seen, atLeast, both: samples.both, words };
  }
  const unheard = Math.round(estimate - seen);
  const unseen = { low: atLeast, high: Math.ceil(interval.high - seen) };
  const words = `About ${unheard} (${unseen.low}–${unseen.high}) are still unheard, beside ${seen} heard.`;
  return { kind: 'estimate', heard: seen, unheard, interval: unseen, share: unheard / (seen + unheard), words };
}
