/**
 * Do small accounts wait longer? Two shares set beside one another, with the interval of their difference.
 * Source: R. G. Newcombe, "Interval estimation for the difference between independent proportions", Statistics in Medicine 17 (1998), method 10.
 */
import { type Interval, wilson } from '../listening/interval.ts';
import { FEW_TURNS } from './response-figures.ts';
import type { Reach } from './slice.ts';

export type Group = { turns: number; answered: number };
/** `longer`, `shorter`: small accounts, beyond chance; `few`: too little is known. */
export type SmallAccounts = {
  kind: 'longer' | 'shorter' | 'alike' | 'few';
  small: Group;
  large: Group;
  /** Of the share of small accounts less that of large ones; null of too few. */
  difference: Interval | null;
};

/** Under 1,000 followers. */
const SMALL: readonly Reach[] = [1, 2];
const LARGE: readonly Reach[] = [3, 4, 5];

/** @param rows by reach; `answered` in time */
export function smallAccounts(rows: readonly (Group & { reach: Reach })[]): SmallAccounts {
  const small = sumOf(rows.filter(({ reach }) => SMALL.includes(reach)));
  const large = sumOf(rows.filter(({ reach }) => LARGE.includes(reach)));
  if (Math.min(small.turns, large.turns) < FEW_TURNS) return { kind: 'few', small, large, difference: null };
  const difference = differenceOf(small, large);
  const kind = difference.high < 0 ? 'longer' : difference.low > 0 ? 'shorter' : 'alike';
  return { kind, small, large, difference };
}

/** Of the first share less the second, 95%. */
export function differenceOf(first: Group, second: Group): Interval {
  const [a, b] = [first.answered / first.turns, second.answered / second.turns];
  const [of, by] = [wilson(first.answered, first.turns), wilson(second.answered, second.turns)];
  return {
    low: a - b - Math.hypot(a - of.low, by.high - b),
    high: a - b + Math.hypot(of.high - a, b - by.low),
  };
}

function sumOf(rows: readonly Group[]): Group {
  return {
    turns: rows.reduce((sum, { turns }) => sum + turns, 0),
    answered: rows.reduce((sum, { answered }) => sum + answered, 0),
  };
}
