/** Counts by hour of the week, in the wall clock of a place; and how often each hour occurred, so that an average is one. */

export const WEEK_HOURS = 168;
const HOUR_MS = 3_600_000;
const HALF_HOUR_MS = HOUR_MS / 2;

export type WeekHour = {
  /** Monday 00:00 is 0. */
  slot: number;
  count: number;
  /** How many such hours the stretch has, parts of one as parts. */
  hours: number;
};

/** @param counts by half hour (UTC) */
export function byWeekHour(
  counts: readonly { startsAtMs: number; count: number }[],
  { sinceMs, untilMs, timeZone }: { sinceMs: number; untilMs: number; timeZone: string },
): WeekHour[] {
  const slots = Array.from({ length: WEEK_HOURS }, (_, slot): WeekHour => ({ slot, count: 0, hours: 0 }));
  const slotAt = slotsIn(timeZone);
  for (const { startsAtMs, count } of counts) {
    const one = slots[slotAt(startsAtMs)];
    if (one !== undefined) one.count += count;
  }
  for (let at = Math.floor(sinceMs / HALF_HOUR_MS) * HALF_HOUR_MS; at < untilMs; at += HALF_HOUR_MS) {
    const one = slots[slotAt(at)];
    const withinMs = Math.min(untilMs, at + HALF_HOUR_MS) - Math.max(sinceMs, at);
    if (one !== undefined) one.hours += withinMs / HOUR_MS;
  }
  return slots;
}

/** The hour of the week at an instant there. The wall clock is asked once an hour and day, because asking is slow. */
function slotsIn(timeZone: string): (atMs: number) => number {
  const offsets = new Map<number, number>();
  return atMs => {
    const hour = Math.floor(atMs / HALF_HOUR_MS);
    const known = offsets.get(hour);
    const offsetMs =
      known ?? Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone).offsetNanoseconds / 1e6;
    if (known === undefined) offsets.set(hour, offsetMs);
    // The first of January 1970 was a Thursday.
    return (Math.floor((atMs + offsetMs) / HOUR_MS) + 3 * 24) % WEEK_HOURS;
  };
}

/** The busiest hour by its average; null where nothing came. */
export function busiestOf(slots: readonly WeekHour[]): { slot: number; average: number } | null {
  let most: { slot: number; average: number } | null = null;
  for (const { slot, count, hours } of slots) {
    if (count === 0 || hours === 0) continue;
    const average = count / Math.max(1, hours);
    if (most === null || average > most.average) most = { slot, average };
  }
  return most;
}
