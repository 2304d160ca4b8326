/** What is known of arrivals so far, and what may be learnt from it: weeks, a few days, or nothing worth a forecast. */
import { BACK_TEST_WEEKS_LEAST } from './back-test.ts';
import { learnFewDays } from './few-days.ts';
import { type ArrivalModel, learnArrivals } from './forecast.ts';
import type { CountedHalfHour } from './half-hours.ts';

/** Fewer turns than these say nothing of the next. */
export const SMALL_TURNS = 20;
/** From here on a Monday is told from a Sunday. */
export const WEEK_DAYS_LEAST = 14;
export const BACK_TEST_DAYS_LEAST = BACK_TEST_WEEKS_LEAST * 7;
/** A recording in which so few days have anybody was sampled: its empty days are days nobody recorded. */
const RECORDED_DAYS_LEAST = 0.8;

/**
 * `days` lie between the first turn and the last; `learntDays` are those that teach, `busiest` the fullest of them. `leftOut`: days that
 * are taken as not recorded, or as holidays.
 */
export type ArrivalsHistory = {
  kind: 'none' | 'small' | 'few_days' | 'weeks';
  /** Most of its days have nobody: what it is of was recorded in parts only. */
  isSampled: boolean;
  turns: number;
  firstDay: string | null;
  lastDay: string | null;
  days: number;
  learntDays: number;
  leftOut: number;
  busiest: { day: string; turns: number } | null;
  /** What teaches: days left out have null. Consecutive, oldest first. */
  counted: CountedHalfHour[];
};

/** @param counted from the first local midnight on; holidays are null already  @param isRecording nothing is heard any more */
export function arrivalsHistory(counted: readonly CountedHalfHour[], isRecording: boolean): ArrivalsHistory {
  const days = daysOf(counted);
  const first = days.findIndex(({ turns }) => turns > 0);
  const last = isRecording ? days.findLastIndex(({ turns }) => turns > 0) : days.length - 1;
  const between = first < 0 ? [] : days.slice(first, last + 1);
  const turns = between.reduce((sum, day) => sum + day.turns, 0);
  const some = between.filter(day => day.turns > 0).length;
  const isSampled = isRecording && some < RECORDED_DAYS_LEAST * between.length;
  const learnt = between.filter(day => !day.isOut && (!isSampled || day.turns > 0));
  const kept = new Set(learnt.map(({ date }) => date));
  const within = new Set(between.map(({ date }) => date));
  return {
    kind: kindOf(turns, learnt.length, isSampled),
    isSampled,
    turns,
    firstDay: between[0]?.date ?? null,
    lastDay: between.at(-1)?.date ?? null,
    days: between.length,
    learntDays: learnt.length,
    leftOut: between.length - learnt.length,
    busiest: busiestOf(learnt),
    counted: counted
      .filter(({ date }) => within.has(date))
      .map(half => (kept.has(half.date) ? half : { ...half, count: null })),
  };
}

function kindOf(turns: number, learntDays: number, isSampled: boolean): ArrivalsHistory['kind'] {
  if (turns === 0) return 'none';
  if (turns < SMALL_TURNS) return 'small';
  return isSampled || learntDays < WEEK_DAYS_LEAST ? 'few_days' : 'weeks';
}

/** The model its kind allows; null where there is too little. */
export function learnHistory({ kind, counted }: ArrivalsHistory): ArrivalModel | null {
  if (kind === 'weeks') return learnArrivals(counted);
  return kind === 'few_days' ? learnFewDays(counted) : null;
}

type Day = { date: string; turns: number; isOut: boolean };

function daysOf(counted: readonly CountedHalfHour[]): Day[] {
  const days: Day[] = [];
  for (const { date, count } of counted) {
    let day = days.at(-1);
    if (day === undefined || day.date !== date) {
      day = { date, turns: 0, isOut: true };
      days.push(day);
    }
    if (count === null) continue;
    day.turns += count;
    day.isOut = false;
  }
  return days;
}

function busiestOf(days: readonly Day[]): ArrivalsHistory['busiest'] {
  const [most] = days.toSorted((a, b) => b.turns - a.turns);
  return most === undefined ? null : { day: most.date, turns: most.turns };
}

/** Days of listening that are missing until the forecast can be held against what came; 0: there are enough. */
export function daysUntilTested({ isSampled, days }: Pick<ArrivalsHistory, 'isSampled' | 'days'>): number {
  return isSampled ? BACK_TEST_DAYS_LEAST : Math.max(0, BACK_TEST_DAYS_LEAST - days);
}
