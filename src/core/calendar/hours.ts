/** When a team works, as people write it down. Counting in it is `open-time.ts`; this file knows no clock and no time zone data. */

/**
 * Minutes of the wall clock since midnight of the day it begins, the end exclusive. An end past 1,440 lies in the next day:
 * 22:00–02:00 is 1320–1560 and belongs to the day it begins.
 */
export type Interval = { fromMinute: number; untilMinute: number };

/** Days, both included, as `YYYY-MM-DD`, that have these hours instead of their weekday's; none: closed. */
export type SpecialDay = { date: string; until: string; intervals: readonly Interval[] };

/** `always`: every minute counts, which is what "calendar time" means. The week begins on Monday and has seven days. */
export type Hours =
  | { kind: 'always' }
  | {
      kind: 'weekly';
      /** An IANA name, such as `Europe/Athens`. */
      timeZone: string;
      week: readonly (readonly Interval[])[];
      specialDays: readonly SpecialDay[];
    };

export const DAY_MINUTES = 1_440;
export const INTERVALS_PER_DAY = 8;
export const SPECIAL_DAYS_PER_CALENDAR = 1_000;

/** What is wrong with the intervals of one day, in words; null: nothing. */
export function faultIn(intervals: readonly Interval[]): string | null {
  if (intervals.length > INTERVALS_PER_DAY) return `A day has room for ${INTERVALS_PER_DAY} intervals.`;
  for (const { fromMinute, untilMinute } of intervals) {
    if (!Number.isInteger(fromMinute) || fromMinute < 0 || fromMinute >= DAY_MINUTES) {
      return 'An interval begins between 00:00 and 23:59.';
    }
    if (!Number.isInteger(untilMinute) || untilMinute <= fromMinute) return 'An interval ends after it begins.';
    if (untilMinute - fromMinute > DAY_MINUTES) return 'An interval is at most 24 hours long.';
  }
  const sorted = intervals.toSorted((a, b) => a.fromMinute - b.fromMinute);
  for (const [place, interval] of sorted.entries()) {
    const next = sorted[place + 1];
    if (next !== undefined && next.fromMinute < interval.untilMinute) {
      return `${clockOf(interval)} and ${clockOf(next)} overlap. Make them one, or leave a gap.`;
    }
  }
  return null;
}

/** "22:00–02:00". Midnight at the end is 24:00, so that a whole day does not read as nothing. */
export function clockOf({ fromMinute, untilMinute }: Interval): string {
  return `${clock(fromMinute)}–${untilMinute === DAY_MINUTES ? '24:00' : clock(untilMinute % DAY_MINUTES)}`;
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
