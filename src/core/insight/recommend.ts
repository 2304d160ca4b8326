/** Would they recommend us: promoters (9, 10) less detractors (0 to 6), of 0–10 answers; and how satisfied they are. */
import { type Interval, Z_95 } from '../listening/interval.ts';

export const PROMOTER_FROM = 9;
export const DETRACTOR_TO = 6;

export type Recommend = {
  answers: number;
  promoters: number;
  passives: number;
  detractors: number;
  /** −1 to 1; null without answers. */
  score: number | null;
  interval: Interval | null;
};

/** What is added before the interval is drawn: a quarter, a half, a quarter of three answers. */
const ADDED = { promoters: 0.75, passives: 1.5, detractors: 0.75 };

/**
 * Adjusted Wald interval, which keeps near 95% where the plain one falls short for few answers or lopsided ones.
 * Source: B. Rocks, "Interval Estimation for the Net Promoter Score", The American Statistician 70 (2016).
 * @param counts how often each score from 0 to 10 was given
 */
export function recommendOf(counts: ReadonlyMap<number, number>): Recommend {
  let [promoters, passives, detractors] = [0, 0, 0];
  for (const [score, n] of counts) {
    if (score >= PROMOTER_FROM) promoters += n;
    else if (score <= DETRACTOR_TO) detractors += n;
    else passives += n;
  }
  const answers = promoters + passives + detractors;
  if (answers === 0) return { answers, promoters, passives, detractors, score: null, interval: null };
  return {
    answers,
    promoters,
    passives,
    detractors,
    score: (promoters - detractors) / answers,
    interval: intervalOf(promoters, passives, detractors),
  };
}

function intervalOf(promoters: number, passives: number, detractors: number): Interval {
  const [p, d] = [promoters + ADDED.promoters, detractors + ADDED.detractors];
  const n = p + d + passives + ADDED.passives;
  const middle = (p - d) / n;
  const spread = Z_95 * Math.sqrt(((p + d) / n - middle * middle) / n);
  return { low: Math.max(-1, middle - spread), high: Math.min(1, middle + spread) };
}
