/**
 * Days that come again: the rules of iCalendar (RFC 5545, 3.3.10) for whole days. Each day is held against the rule by itself,
 * so that a rule which no day fulfils, such as 30 February, finds nothing instead of going astray.
 */
import { dayOf, firstOfMonth, partsOf, weekdayOf } from './day.ts';

export type Recurrence = {
  every: 'YEARLY' | 'MONTHLY' | 'WEEKLY' | 'DAILY';
  interval: number;
  count: number | null;
  /** The last day it may fall on. */
  until: number | null;
  months: number[];
  monthDays: number[];
  yearDays: number[];
  weeks: number[];
  /** `nth` 0: every one of them. Monday is 0. */
  weekdays: { nth: number; weekday: number }[];
  places: number[];
  weekBegins: number;
};

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const LISTS = {
  BYMONTH: ['months', 1, 12],
  BYMONTHDAY: ['monthDays', -31, 31],
  BYYEARDAY: ['yearDays', -366, 366],
  BYWEEKNO: ['weeks', -53, 53],
  BYSETPOS: ['places', -366, 366],
} as const;

/** @returns what is wrong with it, in words, when it is no rule for days */
export function readRecurrence(text: string): Recurrence | string {
  const parts = new Map(
    text
      .split(';')
      .filter(Boolean)
      .map(part => splitAt(part.toUpperCase(), '=')),
  );
  const every = parts.get('FREQ') ?? '';
  if (!isEvery(every))
    return every === '' ? 'its rule has no FREQ' : `its rule comes ${every}, which is nothing for days`;
  const rule: Recurrence = {
    every,
    interval: Number(parts.get('INTERVAL') ?? 1),
    count: parts.has('COUNT') ? Number(parts.get('COUNT')) : null,
    until: parts.has('UNTIL') ? readDate(parts.get('UNTIL') ?? '') : null,
    months: [],
    monthDays: [],
    yearDays: [],
    weeks: [],
    weekdays: [],
    places: [],
    weekBegins: WEEKDAYS.indexOf(parts.get('WKST') ?? 'MO'),
  };
  if (!(Number.isInteger(rule.interval) && rule.interval > 0)) return 'its rule has an INTERVAL that is no number';
  if (rule.count !== null && !(Number.isInteger(rule.count) && rule.count > 0))
    return 'its rule has a COUNT that is no number';
  if (Number.isNaN(rule.until)) return 'its rule has an UNTIL that is no date';
  if (rule.weekBegins < 0) return 'its rule has a WKST that is no weekday';
  for (const [name, value] of parts) {
    const fault = name === 'BYDAY' ? readWeekdays(rule, value) : readList(rule, name, value);
    if (fault !== null) return fault;
  }
  return rule;
}

/** `YYYYMMDD`, with or without a time behind it. */
export function readDate(text: string): number {
  const match = /^(\d{4})(\d{2})(\d{2})(?:T\d{6}Z?)?$/.exec(text);
  return match === null ? Number.NaN : dayOf(`${match[1]}-${match[2]}-${match[3]}`);
}

const OTHERS = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'WKST'];

function readList(rule: Recurrence, name: string, value: string): string | null {
  if (OTHERS.includes(name)) return null;
  if (!(name in LISTS)) return `its rule has ${name}, which is nothing for days`;
  const [list, least, most] = LISTS[name as keyof typeof LISTS];
  for (const one of value.split(',')) {
    const number = Number(one);
    if (!Number.isInteger(number) || number === 0 || number < least || number > most)
      return `its rule has ${name}=${one}`;
    rule[list].push(number);
  }
  return null;
}

function readWeekdays(rule: Recurrence, value: string): string | null {
  for (const one of value.split(',')) {
    const match = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/.exec(one);
    if (match === null) return `its rule has BYDAY=${one}`;
    rule.weekdays.push({ nth: Number(match[1] ?? 0), weekday: WEEKDAYS.indexOf(match[2] ?? '') });
  }
  return null;
}

function isEvery(word: string): word is Recurrence['every'] {
  return ['YEARLY', 'MONTHLY', 'WEEKLY', 'DAILY'].includes(word);
}

export function splitAt(text: string, mark: string): [string, string] {
  const place = text.indexOf(mark);
  return place < 0 ? [text, ''] : [text.slice(0, place), text.slice(place + 1)];
}

/** The days of the rule from `from` to `until`, both included; `start` is the event's own first day. */
export function daysOf(rule: Recurrence, start: number, from: number, until: number): number[] {
  const last = Math.min(until, rule.until ?? until);
  const found: number[] = [];
  let period: number[] = [];
  let left = rule.count ?? Number.POSITIVE_INFINITY;
  // Counting begins with the first of them; without a count, with the period in which something is asked for.
  const first = periodStart(rule, rule.count === null ? Math.max(start, from) : start);
  const take = () => {
    for (const day of chosen(period, rule.places)) {
      if (day < start || day > last || left <= 0) continue;
      left -= 1;
      if (day >= from) found.push(day);
    }
    period = [];
  };
  const origin = periodOf(rule, start);
  for (let day = first; day <= last + 366 && left > 0; day++) {
    if (day !== first && periodOf(rule, day) !== periodOf(rule, day - 1)) {
      take();
      if (day > last) break;
    }
    if ((periodOf(rule, day) - origin) % rule.interval === 0 && fits(rule, start, day)) period.push(day);
  }
  take();
  return found;
}

function chosen(period: readonly number[], places: readonly number[]): readonly number[] {
  if (places.length === 0) return period;
  return period.filter((_, place) => places.includes(place + 1) || places.includes(place - period.length));
}

function periodOf({ every, weekBegins }: Recurrence, day: number): number {
  if (every === 'DAILY') return day;
  if (every === 'WEEKLY') return Math.floor((day + 3 - weekBegins) / 7);
  const { year, month } = partsOf(day);
  return every === 'YEARLY' ? year : year * 12 + month;
}

function periodStart(rule: Recurrence, day: number): number {
  const { year, month } = partsOf(day);
  if (rule.every === 'YEARLY') return firstOfMonth(year, 1);
  if (rule.every === 'MONTHLY') return firstOfMonth(year, month);
  return rule.every === 'WEEKLY' ? periodOf(rule, day) * 7 - 3 + rule.weekBegins : day;
}

function fits(rule: Recurrence, start: number, day: number): boolean {
  const { year, month, dayOfMonth } = partsOf(day);
  const begin = partsOf(start);
  const monthLength = firstOfMonth(year, month + 1) - firstOfMonth(year, month);
  const yearStart = firstOfMonth(year, 1);
  const yearLength = firstOfMonth(year + 1, 1) - yearStart;
  if (!isIn(rule.months, month, month - 13)) return false;
  if (!isIn(rule.monthDays, dayOfMonth, dayOfMonth - monthLength - 1)) return false;
  if (!isIn(rule.yearDays, day - yearStart + 1, day - yearStart - yearLength)) return false;
  if (rule.weeks.length > 0 && !rule.weeks.some(week => isInWeek(day, year, week, rule.weekBegins))) return false;
  if (rule.weekdays.length > 0) {
    const isOfMonth = rule.every === 'MONTHLY' || (rule.every === 'YEARLY' && rule.months.length > 0);
    const [place, length] = isOfMonth ? [dayOfMonth - 1, monthLength] : [day - yearStart, yearLength];
    const nths = [0, Math.floor(place / 7) + 1, -Math.floor((length - 1 - place) / 7) - 1];
    return rule.weekdays.some(({ nth, weekday }) => weekday === weekdayOf(day) && nths.includes(nth));
  }
  // What the rule leaves open is as on the first day.
  const isFree = rule.monthDays.length === 0 && rule.yearDays.length === 0;
  if (!isFree || rule.every === 'DAILY') return true;
  if (rule.every === 'WEEKLY' || rule.weeks.length > 0) return weekdayOf(day) === weekdayOf(start);
  const isSameMonth = rule.every === 'MONTHLY' || rule.months.length > 0 || month === begin.month;
  return isSameMonth && dayOfMonth === begin.dayOfMonth;
}

function isIn(list: readonly number[], fromFront: number, fromBack: number): boolean {
  return list.length === 0 || list.includes(fromFront) || list.includes(fromBack);
}

/** Week 1 is the first with four days in the year (ISO 8601); below nothing they are counted from the end. */
function isInWeek(day: number, year: number, week: number, weekBegins: number): boolean {
  const beginOf = (wanted: number) => {
    const fourth = firstOfMonth(wanted, 1) + 3;
    return fourth - ((weekdayOf(fourth) - weekBegins + 7) % 7);
  };
  const begin = week > 0 ? beginOf(year) + (week - 1) * 7 : beginOf(year + 1) + week * 7;
  return begin <= day && day < begin + 7;
}
