/** When a report is due next, by the wall clock of a place. */

/** `weekday` 1 is Monday. A month that has no such day has its last one. `minute` of the local day. */
export type ReportRhythm = (
  | { every: 'day' }
  | { every: 'week'; weekday: number }
  | { every: 'month'; monthDay: number }
) & { minute: number };

/**
 * The first due moment after `after`. A local time that daylight saving skips comes as much later as the clock jumps; one that comes twice
 * counts the first time. Each day, week or month has exactly one. However long nothing ran, there is one next moment, not many.
 */
export function nextReportAt(rhythm: ReportRhythm, timeZone: string, after: Date): Date {
  const here = Temporal.Instant.fromEpochMilliseconds(after.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
  // The one of the stretch we are in may lie ahead still, or have passed; of two in a row one does.
  for (let steps = 0; ; steps++) {
    const at = momentOn(dateOf(rhythm, here, steps), rhythm.minute, timeZone);
    if (at > after) return at;
  }
}

function dateOf(rhythm: ReportRhythm, today: Temporal.PlainDate, steps: number): Temporal.PlainDate {
  if (rhythm.every === 'day') return today.add({ days: steps });
  if (rhythm.every === 'week') return today.add({ days: rhythm.weekday - today.dayOfWeek + 7 * steps });
  return today.with({ day: 1 }).add({ months: steps }).with({ day: rhythm.monthDay }, { overflow: 'constrain' });
}

function momentOn(date: Temporal.PlainDate, minute: number, timeZone: string): Date {
  const time = Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 });
  return new Date(date.toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds);
}
