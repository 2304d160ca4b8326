const DAY_MS = 24 * 60 * 60 * 1000;
const WEEK_MS = 7 * DAY_MS;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatted(at: Date, language: string, options: Intl.DateTimeFormatOptions): string {
  const key = language + JSON.stringify(options);
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(language, options);
    formats.set(key, format);
  }
  return format.format(at);
}

const CLOCK: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };

/** As short as can be understood now: `09:41` today, `Wed 18:02` this week, else the date. */
export function shortTime(iso: string, language: string, nowMs: number): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return '';
  const age = nowMs - at.getTime();
  const sameDay = new Date(nowMs).toDateString() === at.toDateString();
  if (sameDay) return formatted(at, language, CLOCK);
  if (Math.abs(age) < WEEK_MS - DAY_MS) return formatted(at, language, { weekday: 'short', ...CLOCK });
  const sameYear = new Date(nowMs).getFullYear() === at.getFullYear();
  const year: Intl.DateTimeFormatOptions = sameYear ? {} : { year: 'numeric' };
  return formatted(at, language, { day: 'numeric', month: 'short', ...year });
}

/** Hours, minutes and seconds, for when a promise hangs on them. */
export function exactTime(iso: string, language: string): string {
  return formatted(new Date(iso), language, { ...CLOCK, second: '2-digit' });
}

/** To the minute by this machine's clock, as the browser's own field for a time takes it: `2026-11-22T12:04`. */
export function localMinute(ms: number): string {
  const at = new Date(ms);
  return new Date(ms - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** Everything, for a tooltip. */
export function fullTime(iso: string, language: string): string {
  return formatted(new Date(iso), language, { dateStyle: 'full', timeStyle: 'medium' });
}

/** The day alone. */
export function dayOf(iso: string, language: string): string {
  return formatted(new Date(iso), language, { day: 'numeric', month: 'short', year: 'numeric' });
}

/** A day as networks count it, without the year: `1 December`. */
export function utcDay(iso: string, language: string): string {
  return formatted(new Date(iso), language, { day: 'numeric', month: 'long', timeZone: 'UTC' });
}
