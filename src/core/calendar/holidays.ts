/** Holidays out of an iCalendar file: whole days, alone, in a row, or by a rule. Events with hours are left out, and said. */
import { dateOf, dayOf, firstOfMonth, partsOf } from './day.ts';
import { fault, type IcalEvent, type IcalFault, type IcalLine, plainText, readEvents, short } from './ical-text.ts';
import { daysOf, readDate, readRecurrence } from './recurrence.ts';

/** Days as `YYYY-MM-DD`, both included. */
export type Holiday = { date: string; until: string; name: string };
/** Why an event is left out; `given`: the limit, or the rule that was not understood. */
export const LEFT_OUT = ['has_hours', 'ends_before', 'too_long', 'too_early', 'rule'] as const;
type Why = { code: (typeof LEFT_OUT)[number]; given: string; why: string };
export type LeftOut = { name: string; line: number } & Why;
export type HolidaysRead = { kind: 'holidays'; days: Holiday[]; leftOut: LeftOut[] } | IcalFault;

/** UTF-16 units of a file. */
export const ICAL_LENGTH = 200_000;
/** Characters of an address that holidays are read from. */
export const FEED_URL_LENGTH = 2_000;
export const HOLIDAYS_PER_FILE = 1_000;
/** Rules without an end are written out for so many years. */
export const YEARS_AHEAD = 5;
const YEARS_BACK = 1;
const NAME_LENGTH = 120;
const LONGEST_DAYS = 366;
/** What began earlier is not looked at: a rule is followed day by day. */
const EARLIEST = dayOf('1900-01-01');

/** @param today `YYYY-MM-DD`  @param timeZone whose days are meant where the file writes moments in UTC */
export function readHolidays(text: string, { today, timeZone }: { today: string; timeZone: string }): HolidaysRead {
  if (text.length > ICAL_LENGTH) {
    return fault(1, `The file is longer than ${ICAL_LENGTH / 1_000} thousand characters. Take one with holidays only.`);
  }
  const read = readEvents(text);
  if (read.kind === 'fault') return read;
  const { year } = partsOf(dayOf(today));
  const within = { from: firstOfMonth(year - YEARS_BACK, 1), until: firstOfMonth(year + YEARS_AHEAD + 1, 1) - 1 };
  const moved = movedDays(read.events);
  const days = new Map<string, Holiday>();
  const leftOut: LeftOut[] = [];
  for (const event of read.events) {
    const name = nameOf(event);
    const found = holidaysOf(event, timeZone, within, moved);
    if ('code' in found) leftOut.push({ name, line: event.line, ...found });
    else if ('kind' in found) return found;
    else for (const { first, last } of found) addDay(days, { date: dateOf(first), until: dateOf(last), name });
    if (days.size > HOLIDAYS_PER_FILE) {
      return fault(event.line, `The file has more than ${HOLIDAYS_PER_FILE} holidays until ${dateOf(within.until)}.`);
    }
  }
  const sorted = [...days.values()].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  return { kind: 'holidays', days: sorted, leftOut };
}

function addDay(days: Map<string, Holiday>, day: Holiday): void {
  days.set(`${day.date} ${day.until} ${day.name}`, day);
}

type Stretch = { first: number; last: number };
type Within = { from: number; until: number };

/** The event's days; why when it is left out, a fault when the file is broken. */
function holidaysOf(
  event: IcalEvent,
  timeZone: string,
  within: Within,
  moved: Set<string>,
): Stretch[] | Why | IcalFault {
  if (lineOf(event, 'STATUS')?.value.toUpperCase() === 'CANCELLED') return [];
  const start = lineOf(event, 'DTSTART');
  if (start === undefined) return fault(event.line, `The event in line ${event.line} has no DTSTART.`);
  const begins = readMoment(start, timeZone);
  if (begins === null) return broken(start);
  const end = endOf(event, begins, timeZone);
  if (end === null) return broken(lineOf(event, 'DTEND') ?? lineOf(event, 'DURATION') ?? start);
  if (begins.minute !== 0 || end.minute !== 0) return leave('has_hours', '', 'it has hours; only whole days are taken');
  const length = Math.max(1, end.day - begins.day);
  if (end.day < begins.day) return leave('ends_before', '', 'it ends before it begins');
  if (length > LONGEST_DAYS) return leave('too_long', `${LONGEST_DAYS}`, `it is longer than ${LONGEST_DAYS} days`);
  if (begins.day < EARLIEST) return leave('too_early', dateOf(EARLIEST), `it begins before ${dateOf(EARLIEST)}`);
  const starts = startsOf(event, begins.day, { from: within.from - length + 1, until: within.until }, moved);
  if ('code' in starts) return starts;
  return starts.map(first => ({ first, last: first + length - 1 }));
}

function leave(code: Why['code'], given: string, why: string): Why {
  return { code, given, why };
}

function broken(line: IcalLine): IcalFault {
  return fault(line.line, `Line ${line.line}: “${short(line.value)}” is no date.`);
}

function startsOf(event: IcalEvent, first: number, { from, until }: Within, moved: Set<string>): number[] | Why {
  const days = new Set<number>();
  const rules = event.lines.filter(line => line.name === 'RRULE');
  if (rules.length === 0) days.add(first);
  for (const { value } of rules) {
    const rule = readRecurrence(value);
    if (typeof rule === 'string') return leave('rule', short(value), rule);
    for (const day of daysOf(rule, first, from, until)) days.add(day);
  }
  for (const day of datesOf(event, 'RDATE')) days.add(day);
  for (const day of datesOf(event, 'EXDATE')) days.delete(day);
  const isMove = lineOf(event, 'RECURRENCE-ID') !== undefined;
  const uid = lineOf(event, 'UID')?.value;
  return [...days].filter(day => from <= day && day <= until && (isMove || !moved.has(`${uid} ${day}`)));
}

/** Days of a series that another event of the file puts elsewhere. */
function movedDays(events: readonly IcalEvent[]): Set<string> {
  return new Set(
    events.flatMap(event => datesOf(event, 'RECURRENCE-ID').map(day => `${lineOf(event, 'UID')?.value} ${day}`)),
  );
}

function datesOf(event: IcalEvent, name: string): number[] {
  return event.lines
    .filter(line => line.name === name)
    .flatMap(line => line.value.split(',').map(value => readDate(value.trim())))
    .filter(day => !Number.isNaN(day));
}

/** The wall clock of the event's own time zone, as written: 24 December begins at midnight wherever one is. */
type Moment = { day: number; minute: number };

function readMoment({ value }: IcalLine, timeZone: string): Moment | null {
  const day = readDate(value);
  const time = /^\d{8}T(\d{2})(\d{2})(\d{2})(Z?)$/.exec(value);
  if (Number.isNaN(day)) return null;
  if (time === null) return { day, minute: 0 };
  const [hour, minute, second] = [Number(time[1]), Number(time[2]), Number(time[3])];
  if (hour > 23 || minute > 59 || second > 60) return null;
  if (time[4] === '') return { day, minute: hour * 60 + minute + second / 60 };
  const there = Temporal.Instant.from(`${dateOf(day)}T${time[1]}:${time[2]}:${time[3]}Z`).toZonedDateTimeISO(timeZone);
  return { day: dayOf(there.toPlainDate().toString()), minute: there.hour * 60 + there.minute + there.second / 60 };
}

/** Without an end an event lasts its day. */
function endOf(event: IcalEvent, begins: Moment, timeZone: string): Moment | null {
  const end = lineOf(event, 'DTEND');
  if (end !== undefined) return readMoment(end, timeZone);
  const duration = lineOf(event, 'DURATION');
  if (duration === undefined) return { day: begins.day + 1, minute: 0 };
  const match = /^\+?P(?:(\d{1,4})W|(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,4})M)?(?:(\d{1,4})S)?)?)$/.exec(
    duration.value,
  );
  if (match === null) return null;
  const [, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match.map(part => Number(part ?? 0));
  const whole = begins.minute + hours * 60 + minutes + seconds / 60;
  return { day: begins.day + weeks * 7 + days + Math.floor(whole / 1_440), minute: whole % 1_440 };
}

function lineOf(event: IcalEvent, name: string): IcalLine | undefined {
  return event.lines.find(line => line.name === name);
}

function nameOf(event: IcalEvent): string {
  const name = plainText(lineOf(event, 'SUMMARY')?.value ?? '')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  return name === '' ? '—' : name.slice(0, NAME_LENGTH).toWellFormed();
}
