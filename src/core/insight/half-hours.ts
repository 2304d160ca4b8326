/** Arrivals counted by half hours, and where in a local week each half hour lies. */

export const HALF_HOUR_MS = 1_800_000;
export const HALF_HOURS_OF_DAY = 48;
export const HALF_HOURS_OF_WEEK = 336;

/** `date`: local, `YYYY-MM-DD`. `cell`: half hours since Monday 00:00 of the local week, by the wall clock. */
export type HalfHour = { startsAtMs: number; date: string; cell: number };
/** `count` null: left out, such as a holiday, or hours in which nothing could be heard. */
export type CountedHalfHour = HalfHour & { count: number | null };

/** @param fromMs a full half hour  @param timeZone an IANA name  @throws RangeError when the time zone has no such name */
export function halfHours(fromMs: number, count: number, timeZone: string): HalfHour[] {
  return Array.from({ length: count }, (_, place) => {
    const startsAtMs = fromMs + place * HALF_HOUR_MS;
    const local = Temporal.Instant.fromEpochMilliseconds(startsAtMs).toZonedDateTimeISO(timeZone);
    // Where the clock is off by a quarter of an hour, the half hour counts as the one it begins in.
    const ofDay = local.hour * 2 + Math.floor(local.minute / 30);
    return {
      startsAtMs,
      date: local.toPlainDate().toString(),
      cell: (local.dayOfWeek - 1) * HALF_HOURS_OF_DAY + ofDay,
    };
  });
}

/** @param holidays local dates that are left out */
export function countHalfHours(
  arrivalsAtMs: readonly number[],
  asked: { fromMs: number; count: number; timeZone: string; holidays: ReadonlySet<string> },
): CountedHalfHour[] {
  const counts = Array.from({ length: asked.count }, () => 0);
  for (const atMs of arrivalsAtMs) {
    const place = Math.floor((atMs - asked.fromMs) / HALF_HOUR_MS);
    if (place >= 0 && place < counts.length) counts[place] = (counts[place] ?? 0) + 1;
  }
  return halfHours(asked.fromMs, asked.count, asked.timeZone).map((half, place) => ({
    ...half,
    count: asked.holidays.has(half.date) ? null : (counts[place] ?? 0),
  }));
}
