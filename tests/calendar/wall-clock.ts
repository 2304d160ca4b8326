/**
 * The slow and obvious way to count: look at the wall clock once a minute. It knows time zones from `Intl`, weekdays from `Date`
 * and special days by their written dates, and shares nothing with what it is held against but the shape of the hours.
 */
import type { Hours, Interval } from '../../src/core/calendar/hours.ts';

export type Weekly = Extract<Hours, { kind: 'weekly' }>;

export const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;
/** No clock is moved twice within half a day. */
const PROBE_MINUTES = 720;

/** One byte a minute from `from` on: 1 where the minute's beginning is open. Both are whole minutes of the epoch. */
export function openMinutes(hours: Weekly, from: Date, to: Date): Uint8Array {
  const first = from.getTime() / MINUTE_MS;
  const open = new Uint8Array(to.getTime() / MINUTE_MS - first);
  const offsetAt = offsets(hours.timeZone);
  const dayOf = memo((day: number) => drawn(hours, day));
  for (let start = 0; start < open.length; start += PROBE_MINUTES) {
    const end = Math.min(start + PROBE_MINUTES, open.length);
    const before = offsetAt(first + start);
    const isSame = offsetAt(first + end) === before;
    for (let minute = start; minute < end; minute++) {
      const local = first + minute + (isSame ? before : offsetAt(first + minute));
      const day = Math.floor(local / DAY_MINUTES);
      open[minute] = dayOf(day)[local - day * DAY_MINUTES] ?? 0;
    }
  }
  return open;
}

/** One byte for each minute of the wall clock of a day: its own intervals, and what the day before left over. */
function drawn(hours: Weekly, day: number): Uint8Array {
  const open = new Uint8Array(DAY_MINUTES);
  for (const { fromMinute, untilMinute } of written(hours, day)) open.fill(1, fromMinute, untilMinute);
  for (const { fromMinute, untilMinute } of written(hours, day - 1))
    open.fill(1, Math.max(fromMinute - DAY_MINUTES, 0), Math.max(untilMinute - DAY_MINUTES, 0));
  return open;
}

function written({ week, specialDays }: Weekly, day: number): readonly Interval[] {
  const date = new Date(day * 86_400_000);
  const name = date.toISOString().slice(0, 10);
  const named = specialDays.filter(special => special.date <= name && name <= special.until);
  if (named.length > 0) return named.flatMap(special => special.intervals);
  // `Date` begins its week on Sunday, ours on Monday.
  return week[(date.getUTCDay() + 6) % 7] ?? [];
}

/** Minutes to add to UTC, as the formatter writes the local time. */
function offsets(timeZone: string): (minute: number) => number {
  const format = new Intl.DateTimeFormat('en-GB-u-ca-iso8601', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return memo(minute => {
    const parts = Object.fromEntries(
      format.formatToParts(minute * MINUTE_MS).map(part => [part.type, Number(part.value)]),
    );
    const { year = 0, month = 0, day = 0, hour = 0, minute: past = 0 } = parts;
    return Date.UTC(year, month - 1, day, hour, past) / MINUTE_MS - minute;
  });
}

function memo<T>(work: (key: number) => T): (key: number) => T {
  const known = new Map<number, T>();
  return key => {
    const kept = known.get(key) ?? work(key);
    known.set(key, kept);
    return kept;
  };
}
