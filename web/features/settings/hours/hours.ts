import type { OutputOf } from '../../../../src/contract/api.ts';
import { DAY_MINUTES, type Interval } from '../../../../src/core/calendar/hours.ts';

export type Calendar = OutputOf<'listCalendars'>['rows'][number];
export type Week = Interval[][];

export const NINE_TO_SIX: Interval = { fromMinute: 540, untilMinute: 1_080 };
export const WHOLE_DAY: Interval = { fromMinute: 0, untilMinute: DAY_MINUTES };
export const WORKING_DAYS = 5;

export function usualWeek(): Week {
  return Array.from({ length: 7 }, (_, day) => (day < WORKING_DAYS ? [NINE_TO_SIX] : []));
}

/** As the browser's field for a time takes it. */
export function timeText(minute: number): string {
  const past = minute % DAY_MINUTES;
  return `${String(Math.floor(past / 60)).padStart(2, '0')}:${String(past % 60).padStart(2, '0')}`;
}

/** Minutes since midnight; null while the field is half filled. */
export function minuteOf(text: string): number | null {
  const match = /^(\d{2}):(\d{2})/.exec(text);
  return match ? Number(match[1]) * 60 + Number(match[2]) : null;
}

/** What ends at or before it begins ends on the next day. */
export function intervalOf(fromMinute: number, untilMinute: number): Interval {
  const until = untilMinute % DAY_MINUTES;
  return { fromMinute, untilMinute: until <= fromMinute ? until + DAY_MINUTES : until };
}

/** One more, after the last of the day where there is room. */
export function withAnother(intervals: readonly Interval[]): Interval[] {
  const last = intervals.at(-1);
  if (last === undefined) return [NINE_TO_SIX];
  const fromMinute = Math.min(last.untilMinute + 60, DAY_MINUTES - 60);
  return [...intervals, { fromMinute, untilMinute: Math.min(fromMinute + 240, DAY_MINUTES) }];
}

/** What stands open on each day's own midnight-to-midnight line: a night goes on in the morning of the next day. */
export function shownOn(week: readonly (readonly Interval[])[], day: number): { from: number; until: number }[] {
  const before = week[(day + 6) % 7] ?? [];
  const own = (week[day] ?? []).map(one => ({ from: one.fromMinute, until: Math.min(one.untilMinute, DAY_MINUTES) }));
  const spilt = before
    .filter(one => one.untilMinute > DAY_MINUTES)
    .map(one => ({ from: 0, until: one.untilMinute - DAY_MINUTES }));
  return [...spilt, ...own];
}

/** Monday first. */
export function dayNames(language: string, width: 'long' | 'short' = 'long'): string[] {
  const format = new Intl.DateTimeFormat(language, { weekday: width, timeZone: 'UTC' });
  return Array.from({ length: 7 }, (_, day) => format.format(Date.UTC(2024, 0, 1 + day)));
}

/** One day, or the first and the last. */
export function dateRange(date: string, until: string, language: string): string {
  const format = new Intl.DateTimeFormat(language, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return format.formatRange(new Date(`${date}T00:00:00Z`), new Date(`${until}T00:00:00Z`));
}

/** `Monday, 23 November, 09:20`, by the wall clock of a time zone. */
export function momentThere(iso: string, timeZone: string, language: string): string {
  return new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(new Date(iso));
}

/** As the browser's field for a moment takes it, by the wall clock of a time zone. */
export function fieldThere(iso: string, timeZone: string): string {
  return new Date(iso).toLocaleString('sv', { timeZone }).slice(0, 16).replace(' ', 'T');
}
