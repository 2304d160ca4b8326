/** Which weeks are planned, and the half hours they have by the wall clock of the brand. */
import { dateOf, dayOf, weekdayOf } from '../../core/calendar/day.ts';
import { HALF_HOUR_MS, type HalfHour, halfHours } from '../../core/insight/half-hours.ts';
import type { Slice } from '../../core/insight/slice.ts';
import { Refusal } from '../../core/refusal.ts';

export const DAYS_OF_WEEK = 7;
/** The week under way, and so many more. */
const WEEKS_AHEAD = 4;

/** In a recording the weeks after it, so that what is planned follows what was heard. */
export function chosenWeek({ until, timeZone }: Slice, wish: string | undefined): { week: string; weeks: string[] } {
  const today = dayOf(
    Temporal.Instant.fromEpochMilliseconds(until.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString(),
  );
  const monday = today - weekdayOf(today);
  const weeks = Array.from({ length: WEEKS_AHEAD + 1 }, (_, ahead) => dateOf(monday + ahead * DAYS_OF_WEEK));
  const week = wish ?? weeks[1] ?? '';
  if (!weeks.includes(week)) {
    throw new Refusal('not_valid', `Weeks are planned from ${weeks[0]} to ${weeks.at(-1)}, each by its Monday.`);
  }
  return { week, weeks };
}

/** From the local midnight of a day on. */
export function halvesOf(firstDay: string, days: number, timeZone: string): HalfHour[] {
  const midnight = (day: number) =>
    Temporal.PlainDate.from(dateOf(day)).toZonedDateTime({ timeZone }).epochMilliseconds;
  const first = dayOf(firstDay);
  const fromMs = Math.ceil(midnight(first) / HALF_HOUR_MS) * HALF_HOUR_MS;
  return halfHours(fromMs, Math.ceil((midnight(first + days) - fromMs) / HALF_HOUR_MS), timeZone);
}

/** The local midnight after the last moment of a slice. */
export function endOfDay({ until, timeZone }: Slice): number {
  const last = Temporal.Instant.fromEpochMilliseconds(until.getTime() - 1).toZonedDateTimeISO(timeZone);
  return last.startOfDay().add({ days: 1 }).epochMilliseconds;
}
