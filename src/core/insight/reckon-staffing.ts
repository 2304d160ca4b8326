/** The whole plan of a week from what was counted, in one go: what came, what will, who is needed, who is there, and how far to trust it. */
import type { Interval } from '../listening/interval.ts';
import { type ArrivalsHistory, arrivalsHistory, daysUntilTested, learnHistory } from './arrivals-history.ts';
import { backTest, type Rule, type Scores } from './back-test.ts';
import type { ExpectationCurve } from './expectation.ts';
import { type ArrivalModel, arrivalsBelow, type ForecastHalfHour, forecast } from './forecast.ts';
import type { CountedHalfHour, HalfHour } from './half-hours.ts';
import { atWorkOf } from './people-needed.ts';
import { type PlayedDay, playOften } from './queue-simulation.ts';
import {
  type CoveredHalfHour,
  coverWith,
  leaveQuiet,
  type PlanAsked,
  type PlannedHalfHour,
  planStaffing,
  suggestShifts,
} from './staffing-plan.ts';
import type { StaffingSettings } from './staffing-settings.ts';
import { type WholePromise, wholePromise } from './staffing-whole.ts';
import { placeShifts, type WallShift } from './wall-shifts.ts';

export type ReckonAsked = {
  /** What came, from a local midnight on, until now; null: left out. */
  counted: readonly CountedHalfHour[];
  isRecording: boolean;
  /** The week that is planned. */
  week: readonly HalfHour[];
  /** Those that lie in it, and those of the evening before. */
  shifts: readonly WallShift[];
  asked: PlanAsked;
  keptBy: StaffingSettings['keptBy'];
  curve: ExpectationCurve;
};

/**
 * `low`, `high`: the whole week has as few or as many as in one of ten. `busy`: it comes as forecast, with room for half hours that are
 * exceeded by one of ten only. `shifts`: of eight hours, over the week; `hours`: paid, if none were idle.
 */
export type StaffingLevel = {
  level: (typeof LEVELS)[number];
  arrivals: number;
  peak: number;
  hours: number;
  shifts: number;
};

type WeekArrivals = { mean: number; interval: Interval };
export const LEVELS = ['low', 'mean', 'high', 'busy'] as const;

export type Reckoned = {
  history: Omit<ArrivalsHistory, 'counted'> & { untilTested: number };
  /** Null: not three weeks yet. */
  accuracy: Record<Rule, Scores> | null;
  /** Null: too little is known for a plan. */
  plan: {
    covered: CoveredHalfHour[];
    /** Of the whole week, with 80%. */
    arrivals: WeekArrivals;
    /** Empty where no number of people keeps the promise. */
    levels: StaffingLevel[];
    isPossible: boolean;
    /** By as many as are needed, and by those who are there; null where nobody comes. */
    needed: WholePromise | null;
    there: WholePromise | null;
  } | null;
};

export function reckonStaffing({ counted, isRecording, ...ahead }: ReckonAsked): Reckoned {
  const { counted: learnt, ...history } = arrivalsHistory(counted, isRecording);
  const model = learnHistory({ ...history, counted: learnt });
  return {
    history: { ...history, untilTested: daysUntilTested(history) },
    accuracy: history.kind === 'weeks' ? backTest(learnt) : null,
    plan: model === null ? null : planOf(model, ahead),
  };
}

type Week = Omit<ReckonAsked, 'counted' | 'isRecording'>;

function planOf(model: ArrivalModel, { week, shifts, asked, keptBy, curve }: Week): NonNullable<Reckoned['plan']> {
  const ahead = forecast(model, week);
  const each = planStaffing(ahead, asked);
  const margin = keptBy === 'week' ? marginOf(each, asked) : null;
  const planned = leftBy(margin, each, asked);
  const covered = coverWith(placeShifts(shifts, week), planned, asked);
  const mean = ahead.reduce((sum, half) => sum + half.mean, 0);
  const isPossible = planned.every(({ needed }) => needed !== null);
  const ofWeek = { sway: model.weekSway ?? model.sway };
  const arrivals = {
    mean,
    interval: { low: arrivalsBelow(ofWeek, mean, 0.1), high: arrivalsBelow(ofWeek, mean, 0.9) },
  };
  return {
    covered,
    arrivals,
    levels: isPossible ? levelsOf(ahead, arrivals, { asked, margin }) : [],
    isPossible,
    needed: isPossible ? wholePromise(staffedBy('needed', covered, asked), asked, curve) : null,
    there: wholePromise(staffedBy('there', covered, asked), asked, curve),
  };
}

/** What is reckoned for beyond the promise, so that it holds when the line of an empty night is there in the morning. */
const MARGINS = [0, 0.02, 0.04, 0.07, 0.1, 0.14, 0.18, 0.22];

/** The least margin with which the quietest hours can be left empty and the week, played, still keeps the promise; null: none. */
function marginOf(planned: readonly PlannedHalfHour[], asked: PlanAsked): number | null {
  const { share } = asked.target;
  for (const margin of MARGINS) {
    if (share + margin >= 1) break;
    const left = leaveQuiet(planned, asked, share + margin).map(half => ({ ...half, there: 0, short: 0, promise: 0 }));
    const week = weekToPlay('needed', left, asked);
    if (playOften(week, playsFor(week, PLAY_BUDGET / 20), MARGIN_SEED).begunWithin.value >= share) return margin;
  }
  return null;
}

const MARGIN_SEED = 32;

function leftBy(margin: number | null, planned: readonly PlannedHalfHour[], asked: PlanAsked): PlannedHalfHour[] {
  return margin === null ? [...planned] : leaveQuiet(planned, asked, asked.target.share + margin);
}

const SHIFT_HALF_HOURS = 16;

function levelsOf(
  ahead: readonly ForecastHalfHour[],
  arrivals: WeekArrivals,
  { asked, margin }: { asked: PlanAsked; margin: number | null },
): StaffingLevel[] {
  return LEVELS.map(level => {
    const all = level === 'low' || level === 'high' ? arrivals.interval[level] : arrivals.mean;
    const times = arrivals.mean > 0 ? all / arrivals.mean : 1;
    const halves = ahead.map(half => ({ ...half, mean: half.mean * times }));
    const askedSo: PlanAsked = { ...asked, planFor: level === 'busy' ? 'high' : 'mean' };
    const planned = leftBy(margin, planStaffing(halves, askedSo), askedSo);
    const need = needOf(planned);
    return {
      level,
      arrivals: all,
      peak: Math.max(0, ...need),
      hours: need.reduce((sum, people) => sum + people, 0) / 2,
      shifts: suggestShifts(need, SHIFT_HALF_HOURS, place => isFullHour(planned[place])).people,
    };
  });
}

function isFullHour(half: HalfHour | undefined): boolean {
  return half !== undefined && half.cell % 2 === 0;
}

function needOf(planned: readonly PlannedHalfHour[]): number[] {
  return planned.map(({ needed }) => needed?.scheduled ?? 0);
}

/** The fewest shifts of one length that cover the need, as so many people from a local half hour on. */
export function suggestWallShifts(
  planned: readonly PlannedHalfHour[],
  halfHours: number,
): { shifts: Omit<WallShift, 'id' | 'name'>[]; uncovered: number } {
  const { begin, uncovered } = suggestShifts(needOf(planned), halfHours, place => isFullHour(planned[place]));
  const shifts = begin.flatMap(({ place, people }) => {
    const half = planned[place];
    if (half === undefined) return [];
    const from = half.cell % 48;
    return [{ day: half.date, from, until: from + halfHours, people }];
  });
  return { shifts, uncovered: uncovered.length };
}

/** Whose work is reckoned or played: as many as are needed, or those on shift. */
export const WHOSE = ['needed', 'there'] as const;
export type Whose = (typeof WHOSE)[number];

function staffedBy(whose: Whose, covered: readonly CoveredHalfHour[], { limits }: PlanAsked) {
  return covered.map(({ arrivals, needed, there }) => ({
    arrivals,
    people: whose === 'needed' ? (needed?.atWork ?? 0) : atWorkOf(there, limits),
  }));
}

/** The week as it is played to check the formula: the same customers, people and patience, and handling as the formula has it. */
export function weekToPlay(whose: Whose, covered: readonly CoveredHalfHour[], asked: PlanAsked): PlayedDay {
  const { handlingSeconds, replySeconds, patience, atOnce } = asked.work;
  return {
    halfHours: staffedBy(whose, covered, asked),
    handling: { kind: 'exponential', meanSeconds: handlingSeconds },
    patience,
    atOnce,
    withinSeconds: asked.target.withinSeconds - replySeconds,
    warmUpHalfHours: 0,
  };
}

export const PLAYS = 200;
const PLAYS_LEAST = 10;
/** What a thread plays in some three seconds on one core: customers × people who might take them. */
const PLAY_BUDGET = 6_000_000;

/** How often a week can be played in good time. */
export function playsFor({ halfHours }: PlayedDay, budget = PLAY_BUDGET): number {
  const work = halfHours.reduce((sum, { arrivals, people }) => sum + arrivals * (people + 10), 0);
  return Math.max(PLAYS_LEAST, Math.min(PLAYS, Math.floor(budget / Math.max(1, work))));
}
