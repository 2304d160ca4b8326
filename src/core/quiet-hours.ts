/** Hours in which a person is left alone, by their own clock. They may reach over midnight. */
export type Quiet = { fromMinute: number; untilMinute: number; zone: string };

const DAY_MINUTES = 1_440;

/** @returns when the quiet that holds at this moment ends; null: it is not quiet */
export function quietUntil({ fromMinute, untilMinute, zone }: Quiet, at: Date): Date | null {
  const here = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
  const minute = here.hour * 60 + here.minute;
  const lasts = (untilMinute - fromMinute + DAY_MINUTES) % DAY_MINUTES;
  const since = (minute - fromMinute + DAY_MINUTES) % DAY_MINUTES;
  if (since >= lasts) return null;
  const isTomorrow = untilMinute <= minute;
  const day = isTomorrow ? here.toPlainDate().add({ days: 1 }) : here.toPlainDate();
  const time = Temporal.PlainTime.from({ hour: Math.floor(untilMinute / 60), minute: untilMinute % 60 });
  return new Date(day.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds);
}
