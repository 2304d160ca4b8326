/** The one page to show around: what stands on it, before words and drawing. */
import type { Interval } from '../listening/interval.ts';
import type { ExpectationPoint } from './expectation.ts';

/** Everything on the card: figures about many people, and nothing of any one. Instants are ISO 8601, shares 0 to 1. */
export type Scorecard = {
  brand: string;
  since: string;
  /** Exclusive. */
  until: string;
  timeZone: string;
  turns: number;
  waiting: number;
  never: number;
  met: (Interval & { share: number }) | null;
  /** In as long a time before; null where there were too few turns. */
  metBefore: number | null;
  expectation: ExpectationPoint[];
  /** The share answered from each moment on; Kaplan–Meier. */
  curve: { seconds: number; answered: number }[];
  within: { seconds: number; share: number }[];
  /** Half were answered by then; null: less than half ever were. */
  medianSeconds: number | null;
  kept: { share: number; of: number; before: number | null } | null;
  unheard: (Interval & { rate: number; of: number }) | null;
  turnedAround: { share: number; of: number } | null;
  recommend: { score: number; of: number } | null;
};

export const SCORECARD_LANGUAGES = ['en', 'el', 'es', 'de', 'ar'] as const;
export type ScorecardLanguage = (typeof SCORECARD_LANGUAGES)[number];

/** Fewer turns make no curve and no share. */
export const SCORECARD_TURNS = 20;

/** What customers expect, of the founding figures: the share that wants an answer by then. */
export const EXPECTED_BY: ReadonlyMap<number, number> = new Map([
  [300, 0.71],
  [1_800, 0.32],
  [3_600, 0.42],
]);
export const AVERAGE_COMPANY_SECONDS = 18_000;
/** Of complaints and requests, those that never reach the company; of the unanswered, those who go to a competitor; of the well served, those who recommend. */
export const NEVER_REACH = 0.95;
export const LEAVE_UNANSWERED = 0.3;
export const WELL_SERVED_RECOMMEND = 0.7;

export function isSmall({ turns }: Pick<Scorecard, 'turns'>): boolean {
  return turns < SCORECARD_TURNS;
}

/** In whole points of 100; null where there is nothing to compare. */
export function trendPoints(now: number | null | undefined, before: number | null | undefined): number | null {
  if (now === null || now === undefined || before === null || before === undefined) return null;
  return Math.round(now * 100) - Math.round(before * 100);
}

/** Steps nobody could see on paper, taken together: a curve of thousands of answers keeps a few hundred. */
export function trimmedCurve(curve: Readonly<Scorecard['curve']>): Scorecard['curve'] {
  let before = { seconds: 0, answered: -1 };
  return curve.filter((step, place) => {
    const isFar = step.seconds > before.seconds * 1.005 || step.answered > before.answered + 0.002;
    if (!isFar && place < curve.length - 1) return false;
    before = step;
    return true;
  });
}
