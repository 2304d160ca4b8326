/**
 * Customers whose complaint was answered beside comparable ones whose complaint was not: within strata of the same kind of customer, so
 * that neither group wins by being of another kind. What no stratum can make alike stays different: this compares, it does not prove.
 */
import { type Interval, wilson, Z_95 } from '../listening/interval.ts';

export type Person = {
  isAnswered: boolean;
  /** Everything by which two customers count as comparable. */
  stratum: string;
  hasBought: boolean;
  /** In the smallest unit of one currency. */
  spentMinor: number;
};

/** Below so many in either group nothing is compared. */
export const COMPARED_FROM = 20;

export type Group = {
  people: number;
  bought: number;
  share: number | null;
  interval: Interval | null;
  spentMinor: number;
  spentMeanMinor: number | null;
};
export type Difference = { by: number; interval: Interval };
export type Compared = {
  answered: Group;
  unanswered: Group;
  /** People in strata that hold both kinds; the rest has nobody to stand beside. */
  compared: { answered: number; unanswered: number; strata: number };
  /** Share that bought again, answered less unanswered; null: too few. */
  bought: Difference | null;
  /** Mean spent by each, answered less unanswered, in the smallest unit. */
  spent: Difference | null;
};

export function comparePeople(people: readonly Person[]): Compared {
  const strata = [...Map.groupBy(people, one => one.stratum).values()]
    .map(some => ({ yes: some.filter(one => one.isAnswered), no: some.filter(one => !one.isAnswered) }))
    .filter(({ yes, no }) => yes.length > 0 && no.length > 0);
  const compared = {
    answered: strata.reduce((n, { yes }) => n + yes.length, 0),
    unanswered: strata.reduce((n, { no }) => n + no.length, 0),
    strata: strata.length,
  };
  const isEnough = compared.answered >= COMPARED_FROM && compared.unanswered >= COMPARED_FROM;
  return {
    answered: groupOf(people.filter(one => one.isAnswered)),
    unanswered: groupOf(people.filter(one => !one.isAnswered)),
    compared,
    bought: isEnough ? riskDifference(strata.map(countsOf)) : null,
    spent: isEnough
      ? meanDifference(strata.map(({ yes, no }) => ({ yes: yes.map(spentOf), no: no.map(spentOf) })))
      : null,
  };
}

function spentOf({ spentMinor }: Person): number {
  return spentMinor;
}

function groupOf(people: readonly Person[]): Group {
  const bought = people.filter(one => one.hasBought).length;
  const spentMinor = people.reduce((sum, one) => sum + one.spentMinor, 0);
  const isEmpty = people.length === 0;
  return {
    people: people.length,
    bought,
    share: isEmpty ? null : bought / people.length,
    interval: isEmpty ? null : wilson(bought, people.length),
    spentMinor,
    spentMeanMinor: isEmpty ? null : spentMinor / people.length,
  };
}

type Pair = { yes: readonly Person[]; no: readonly Person[] };
/** `a` of `n1` answered bought, `c` of `n0` unanswered. */
export type Stratum = { a: number; n1: number; c: number; n0: number };

function countsOf({ yes, no }: Pair): Stratum {
  const bought = (some: readonly Person[]) => some.filter(one => one.hasBought).length;
  return { a: bought(yes), n1: yes.length, c: bought(no), n0: no.length };
}

/**
 * The Mantel–Haenszel difference of shares over strata, with the variance that holds both for few large strata and for many small ones.
 * Sources: S. Greenland and J. M. Robins, Biometrics 41 (1985); T. Sato, Biometrics 45 (1989), letter to the editor.
 */
export function riskDifference(strata: readonly Stratum[]): Difference {
  let [weighted, weights, p, q] = [0, 0, 0, 0];
  for (const { a, n1, c, n0 } of strata) {
    const n = n1 + n0;
    weighted += (a * n0 - c * n1) / n;
    weights += (n1 * n0) / n;
    p += (n1 ** 2 * c - n0 ** 2 * a + (n1 * n0 * (n0 - n1)) / 2) / n ** 2;
    q += (a * (n0 - c) + c * (n1 - a)) / (2 * n);
  }
  const by = weighted / weights;
  const spread = Z_95 * Math.sqrt(Math.max(0, (by * p + q) / weights ** 2));
  return { by, interval: { low: Math.max(-1, by - spread), high: Math.min(1, by + spread) } };
}

/**
 * The difference of means over strata with the same weights. Each group's scatter about its own stratum's mean is pooled over strata, so that
 * strata of one person count too; groups may scatter differently (Welch).
 */
export function meanDifference(strata: readonly { yes: readonly number[]; no: readonly number[] }[]): Difference {
  const [within1, within0] = [pooledVariance(strata.map(one => one.yes)), pooledVariance(strata.map(one => one.no))];
  let [weighted, weights, variance] = [0, 0, 0];
  for (const { yes, no } of strata) {
    const [n1, n0] = [yes.length, no.length];
    const weight = (n1 * n0) / (n1 + n0);
    weighted += weight * (meanOf(yes) - meanOf(no));
    weights += weight;
    variance += weight ** 2 * (within1 / n1 + within0 / n0);
  }
  const by = weighted / weights;
  const spread = (Z_95 * Math.sqrt(variance)) / weights;
  return { by, interval: { low: by - spread, high: by + spread } };
}

/** Where every stratum holds one person nothing is known of the scatter within: all are taken together. */
function pooledVariance(groups: readonly (readonly number[])[]): number {
  const freedom = groups.reduce((n, some) => n + some.length - 1, 0);
  if (freedom === 0) return groups.length < 2 ? 0 : pooledVariance([groups.flat()]);
  const squares = groups.reduce((sum, some) => {
    const mean = meanOf(some);
    return sum + some.reduce((within, one) => within + (one - mean) ** 2, 0);
  }, 0);
  return squares / freedom;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, one) => sum + one, 0) / values.length;
}
