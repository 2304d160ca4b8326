/** What a plan of people is reckoned from, where each value comes from, and what may stand there. */
import { type ExpectationCurve, faultInExpectation } from './expectation.ts';
import type { HandlingFigure } from './handling.ts';
import type { PlanAsked } from './staffing-plan.ts';

/** `endless`: everybody is answered, however late. `exponential`, `curve`: who loses patience is gone, and the work with them. */
export const PATIENCE_KINDS = ['endless', 'exponential', 'curve'] as const;
export const PLAN_FOR = ['mean', 'high'] as const;
/** `each`: in every half hour, day and night. `week`: over the whole week, with nobody in the quietest half hours. */
export const KEPT_BY = ['each', 'week'] as const;

/** Shares are from 0 to 1. `handsOnShare`: of a conversation's time, what keeps a person busy; it counts where several are had at once. */
export type StaffingSettings = {
  targetShare: number;
  targetSeconds: number;
  handlingSeconds: number;
  replySeconds: number;
  conversations: number;
  handsOnShare: number;
  shrinkage: number;
  occupancyAtMost: number;
  patience: (typeof PATIENCE_KINDS)[number];
  patienceSeconds: number;
  planFor: (typeof PLAN_FOR)[number];
  keptBy: (typeof KEPT_BY)[number];
};
export type StaffingField = keyof StaffingSettings;
/** What somebody entered; the rest is as it is by itself. */
export type StaffingEntered = { [Field in StaffingField]?: StaffingSettings[Field] };

/**
 * The target is the founding one. Handling and reply are assumptions until they are measured or entered; occupancy and shrinkage are the
 * usual values of service desks. Patience is the careful one, and plans are for busy half hours (docs/decisions/0050).
 */
export const DEFAULT_STAFFING: StaffingSettings = {
  targetShare: 0.71,
  targetSeconds: 300,
  handlingSeconds: 300,
  replySeconds: 120,
  conversations: 1,
  handsOnShare: 0.6,
  shrinkage: 0.3,
  occupancyAtMost: 0.85,
  patience: 'endless',
  patienceSeconds: 1_800,
  planFor: 'high',
  keptBy: 'each',
};

/** Both ends included. */
export const STAFFING_BOUNDS = {
  targetShare: { least: 0.01, most: 0.99 },
  targetSeconds: { least: 30, most: 7 * 86_400 },
  handlingSeconds: { least: 5, most: 86_400 },
  replySeconds: { least: 0, most: 86_400 },
  conversations: { least: 1, most: 10 },
  handsOnShare: { least: 0.05, most: 1 },
  shrinkage: { least: 0, most: 0.9 },
  occupancyAtMost: { least: 0.1, most: 1 },
  patienceSeconds: { least: 10, most: 7 * 86_400 },
} as const satisfies Partial<Record<StaffingField, { least: number; most: number }>>;

/** `entered`: for this team, or the brand where none is asked for; `brand`: entered for the brand. */
export const STAFFING_SOURCES = ['default', 'measured', 'brand', 'entered'] as const;
export type StaffingSource = (typeof STAFFING_SOURCES)[number];
export type StaffingResolved = { settings: StaffingSettings; from: Record<StaffingField, StaffingSource> };

/** `seconds`: a colleague's time for each turn. `replySeconds`: from beginning an answer to sending it off, the middle one of all. */
export type MeasuredHandling = { seconds: number; replySeconds: number; answers: number };

/**
 * What was measured, where it is of enough answers. What several conversations share is counted once. The middle reply is that of a
 * lognormal of the measured mean and spread, as times of work are: a few long ones make no promise worse.
 */
export function measuredHandling(figure: HandlingFigure): MeasuredHandling | null {
  const { answers, meanSeconds, spreadSeconds, secondsPerTurn, atOnce, small } = figure;
  if (small || meanSeconds === null || meanSeconds <= 0 || secondsPerTurn === null) return null;
  return {
    seconds: secondsPerTurn / Math.max(1, atOnce ?? 1),
    replySeconds: meanSeconds ** 2 / Math.hypot(meanSeconds, spreadSeconds ?? 0),
    answers,
  };
}

/** The nearest to the team counts: its own, the brand's, what was measured, and only then what is usual. */
export function resolveStaffing(given: {
  brand: StaffingEntered;
  team: StaffingEntered | null;
  measured: MeasuredHandling | null;
}): StaffingResolved {
  const measured: StaffingEntered =
    given.measured === null
      ? {}
      : {
          handlingSeconds: within('handlingSeconds', given.measured.seconds),
          replySeconds: within('replySeconds', given.measured.replySeconds),
        };
  const own = given.team ?? given.brand;
  const brand = given.team === null ? {} : given.brand;
  const from = Object.fromEntries(
    Object.keys(DEFAULT_STAFFING).map(field => [field, sourceOf(field as StaffingField, { own, brand, measured })]),
  ) as Record<StaffingField, StaffingSource>;
  return { settings: { ...DEFAULT_STAFFING, ...measured, ...brand, ...own }, from };
}

function sourceOf(
  field: StaffingField,
  { own, brand, measured }: { own: StaffingEntered; brand: StaffingEntered; measured: StaffingEntered },
): StaffingSource {
  if (own[field] !== undefined) return 'entered';
  if (brand[field] !== undefined) return 'brand';
  return measured[field] === undefined ? 'default' : 'measured';
}

function within(field: keyof typeof STAFFING_BOUNDS, value: number): number {
  const { least, most } = STAFFING_BOUNDS[field];
  return Math.min(most, Math.max(least, Math.round(value)));
}

/** What is wrong with what was entered, in words; null: nothing. */
export function faultInStaffing(settings: StaffingSettings): string | null {
  for (const [field, { least, most }] of Object.entries(STAFFING_BOUNDS)) {
    const value = settings[field as keyof typeof STAFFING_BOUNDS];
    if (!(value >= least && value <= most)) return `${field} lies between ${least} and ${most}.`;
  }
  return Number.isInteger(settings.conversations) ? null : 'Conversations at once are a whole number.';
}

/** @throws RangeError where the curve is none  @param curve for patience along it */
export function planAsked(settings: StaffingSettings, curve: ExpectationCurve): PlanAsked {
  const fault = faultInExpectation(curve);
  if (fault !== null) throw new RangeError(fault);
  const { conversations, handlingSeconds, replySeconds, occupancyAtMost, shrinkage, planFor } = settings;
  // One at a time is worked on all of the time; what a person does between two answers matters only to who has several.
  const handsOnShare = conversations === 1 ? 1 : settings.handsOnShare;
  return {
    work: {
      handlingSeconds,
      replySeconds,
      atOnce: { conversations, handsOnShare },
      patience: patienceOf(settings, curve),
    },
    target: { share: settings.targetShare, withinSeconds: settings.targetSeconds },
    limits: { occupancyAtMost, shrinkage },
    planFor,
  };
}

function patienceOf(
  { patience, patienceSeconds }: StaffingSettings,
  curve: ExpectationCurve,
): PlanAsked['work']['patience'] {
  if (patience === 'exponential') return { kind: patience, meanSeconds: patienceSeconds };
  return patience === 'curve' ? { kind: patience, curve } : { kind: patience };
}
