/** A stretch of time cut into whole local days, weeks or months, for a figure over time. */
import type { Slice } from './slice.ts';

const DAY_MS = 86_400_000;
/** Up to so many days are told day by day … */
const BY_DAY = 14;
/** … and up to so many week by week; longer ones month by month. */
const BY_WEEK = 120;
/** Of more, the newest are told. */
export const STRETCHES_AT_MOST = 36;

/** The first may be shorter: weeks and months are counted back from the end, so that the newest one is whole. */
export function stretchesOf({ since, until, timeZone }: Pick<Slice, 'since' | 'until' | 'timeZone'>): {
  since: Date;
  until: Date;
}[] {
  const days = (until.getTime() - since.getTime()) / DAY_MS;
  const step = days <= BY_DAY ? { days: 1 } : days <= BY_WEEK ? { days: 7 } : { months: 1 };
  const out: { since: Date; until: Date }[] = [];
  // The day of the end counts as begun: it ends with the midnight after it.
  let end = midnightAfter(until, timeZone);
  let last = until;
  while (last > since && out.length < STRETCHES_AT_MOST) {
    const start = end.subtract(step);
    const begins = new Date(Math.max(start.epochMilliseconds, since.getTime()));
    out.unshift({ since: begins, until: last });
    end = start;
    last = begins;
  }
  return out;
}

function midnightAfter(at: Date, timeZone: string): Temporal.ZonedDateTime {
  const here = Temporal.Instant.fromEpochMilliseconds(at.getTime() - 1).toZonedDateTimeISO(timeZone);
  return here.startOfDay().add({ days: 1 });
}
