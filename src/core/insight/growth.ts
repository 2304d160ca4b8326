/**
 * Which topics grow: how many of all messages read so in this stretch of time, beside the one before it.
 * Three things make the comparison fair. It is of shares, so that a month with more of everything makes nothing grow. A topic must have
 * grown more than its own ordinary days sway: days on which everybody writes of one thing make counts less sure than dice would, and that
 * is learned from the days themselves. And who looks at forty topics finds two by chance alone, so all of them are judged together.
 *
 * Sources: R. A. Fisher, "The logic of inductive inference", JRSS 98 (1935), for the exact test of two shares; R. W. M. Wedderburn,
 * "Quasi-likelihood functions, generalized linear models, and the Gauss–Newton method", Biometrika 61 (1974), for the sway;
 * Y. Benjamini and Y. Hochberg, "Controlling the false discovery rate", JRSS B 57 (1995), for the many.
 */
import { betaBelow, lnGamma } from '../listening/distribution.ts';

/** Of one day: how many read so, of how many. */
export type DayCount = { n: number; of: number };
export type TopicCounts = { topic: string; now: readonly DayCount[]; before: readonly DayCount[] };

export type TopicGrowth = {
  topic: string;
  now: number;
  before: number;
  /** Of all messages of its stretch; null where there were none. */
  shareNow: number | null;
  shareBefore: number | null;
  /** Share now ÷ share before; null where there was nothing before to compare with. */
  times: number | null;
  /** The chance of so much growth, or more, where nothing has changed. */
  chance: number;
  /** The same after all topics were judged together. */
  chanceOfAll: number;
  /** More than chance and ordinary days explain, and by enough to matter. */
  grows: boolean;
};

/** Of what is told as growing, so much may be chance. */
export const FALSE_SHARE = 0.05;
/** Less growth than this is of no use to anybody, however sure. */
const TIMES_AT_LEAST = 1.2;
const COUNT_AT_LEAST = 5;
/** Fewer days than these say nothing of how days sway. */
const DAYS_AT_LEAST = 7;

/** The surest first. */
export function growthOf(topics: readonly TopicCounts[]): TopicGrowth[] {
  const judged = topics.map(judge);
  const adjusted = falseDiscovery(judged.map(({ chance }) => chance));
  return judged
    .map((one, at) => {
      const chanceOfAll = adjusted[at] ?? 1;
      const isMuch = one.now >= COUNT_AT_LEAST && (one.times === null || one.times >= TIMES_AT_LEAST);
      return { ...one, chanceOfAll, grows: isMuch && chanceOfAll <= FALSE_SHARE };
    })
    .sort((a, b) => a.chance - b.chance || b.now - a.now || (a.topic < b.topic ? -1 : 1));
}

function judge({ topic, now, before }: TopicCounts): Omit<TopicGrowth, 'chanceOfAll' | 'grows'> {
  const [here, there] = [summed(now), summed(before)];
  const shareNow = here.of === 0 ? null : here.n / here.of;
  const shareBefore = there.of === 0 ? null : there.n / there.of;
  const times = here.of === 0 || there.n === 0 ? null : (here.n * there.of) / (here.of * there.n);
  const told = { topic, now: here.n, before: there.n, shareNow, shareBefore, times };
  if (here.of === 0 || there.of === 0) return { ...told, chance: 1 };
  return { ...told, chance: Math.max(moreByChance(here, there), moreThanDaysSway(now, before)) };
}

function summed(days: readonly DayCount[]): DayCount {
  return days.reduce((sum, { n, of }) => ({ n: sum.n + n, of: sum.of + of }), { n: 0, of: 0 });
}

/** Fisher's exact test, one-sided: the chance that of all that read so at least as many fall into this stretch. */
export function moreByChance(now: DayCount, before: DayCount): number {
  const [read, all] = [now.n + before.n, now.of + before.of];
  const most = Math.min(read, now.of);
  // From the observed count up each term follows from the one before it; the sum is over when a term no longer matters.
  let term = Math.exp(lnChoose(now.of, now.n) + lnChoose(before.of, before.n) - lnChoose(all, read));
  let sum = 0;
  for (let n = now.n; n <= most; n++) {
    sum += term;
    if (term < sum * 1e-15) break;
    term *= ((now.of - n) / (n + 1)) * ((read - n) / (before.of - read + n + 1));
  }
  return Math.min(1, sum);
}

function lnChoose(of: number, n: number): number {
  return lnGamma(of + 1) - lnGamma(n + 1) - lnGamma(of - n + 1);
}

/**
 * The same with the sway of days: the logarithm of the ratio of shares ÷ its error, widened by Pearson's dispersion where days vary more than
 * chance, by Student's distribution. 0 where too few days say nothing of it, so that the exact test alone decides.
 */
export function moreThanDaysSway(now: readonly DayCount[], before: readonly DayCount[]): number {
  const used = [now, before].map(days => days.filter(({ of }) => of > 0));
  const [here, there] = [summed(now), summed(before)];
  const free = used.flat().length - 2;
  if (free < DAYS_AT_LEAST - 2 || here.n === 0 || there.n === 0) return 0;
  const dispersion = Math.max(1, used.reduce((sum, days) => sum + pearson(days), 0) / free);
  const error = Math.sqrt(dispersion * (1 / here.n - 1 / here.of + 1 / there.n - 1 / there.of));
  const ratio = Math.log(here.n / here.of) - Math.log(there.n / there.of);
  if (error === 0) return ratio > 0 ? 0 : 1;
  return studentAbove(ratio / error, free);
}

function pearson(days: readonly DayCount[]): number {
  const { n, of } = summed(days);
  const share = n / of;
  if (share <= 0 || share >= 1) return 0;
  return days.reduce((sum, day) => sum + (day.n - share * day.of) ** 2 / (share * (1 - share) * day.of), 0);
}

/** The chance that Student's t with so many degrees of freedom lies above (DLMF 8.17; the usual identity with the incomplete beta). */
export function studentAbove(t: number, free: number): number {
  const tail = betaBelow(free / (free + t * t), free / 2, 0.5) / 2;
  return t >= 0 ? tail : 1 - tail;
}

/** Benjamini and Hochberg's chances, in the order given: told as found up to a bound, at most that share of what is told is chance. */
export function falseDiscovery(chances: readonly number[]): number[] {
  const order = chances.map((_, at) => at).sort((a, b) => (chances[b] ?? 0) - (chances[a] ?? 0));
  const adjusted: number[] = new Array(chances.length).fill(1);
  let least = 1;
  order.forEach((at, rank) => {
    least = Math.min(least, ((chances[at] ?? 1) * chances.length) / (chances.length - rank));
    adjusted[at] = least;
  });
  return adjusted;
}
