import { type Moment, momentsOf, type When } from '../../../../src/core/own-promise.ts';

const MINUTE_MS = 60_000;
const SUNDAY = 7;

/** When a promise is due and when to be reminded, on this machine's clock: whoever writes promises by their own. */
export function instantsOf(when: When, now: Date): { dueAt: Date; remindAt: Date } {
  const wall = { hour: now.getHours(), minute: now.getMinutes(), weekday: now.getDay() || SUNDAY };
  const { due, remind } = momentsOf(when, wall);
  return { dueAt: instantOf(due, now), remindAt: instantOf(remind, now) };
}

/** The calendar of the machine knows about summer time. */
function instantOf(moment: Moment, now: Date): Date {
  if (moment.kind === 'after') return new Date(now.getTime() + moment.minutes * MINUTE_MS);
  const { days, hour, minute } = moment;
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour, minute);
}
