/** "I'll be back tomorrow": what we promise in our own words, and until when. */
import {
  DAY_PARTS,
  DAYS,
  DUALS,
  NEXT,
  NEXT_WEEK,
  NO_PROMISES,
  NUMBERS,
  PROMISES,
  UNITS,
  WEEKDAYS,
  WITHIN,
} from './own-promise-words.ts';
import { fold } from './text.ts';

/** When, as it was said; read against the clock on the wall of whoever said it. */
export type When =
  | { kind: 'in'; minutes: number }
  /** `hour` null: some time that day. */
  | { kind: 'day'; days: number; time: Time | null; part: number | null }
  | { kind: 'weekday'; weekday: number; time: Time | null; part: number | null }
  | { kind: 'nextWeek' }
  | { kind: 'time'; time: Time };
export type Time = { hour: number; minute: number };

export type OwnPromise = {
  /** The sentence as written. */
  phrase: string;
  start: number;
  end: number;
  when: When;
};

/** Longest text that is looked at, in UTF-16 units; no network takes answers near it. */
const LOOKED_AT_LIMIT = 10_000;

/** The first promise with a time in an answer; null where there is none. Questions and what others will do are none. */
export function noticePromise(text: string): OwnPromise | null {
  for (const { phrase, start } of sentencesOf(text.slice(0, LOOKED_AT_LIMIT))) {
    if (/[?؟;]$/u.test(phrase) && !/[^;];$/u.test(phrase)) continue;
    const words = plainWords(phrase);
    if (!PROMISES.some(pattern => pattern.test(words)) || NO_PROMISES.some(pattern => pattern.test(words))) continue;
    const when = readWhen(words);
    if (when !== null) return { phrase, start, end: start + phrase.length, when };
  }
  return null;
}

/** A stop between digits ("17.30") ends nothing. */
function sentencesOf(text: string): { phrase: string; start: number }[] {
  const sentences: { phrase: string; start: number }[] = [];
  for (const match of text.matchAll(/(?:[^.!?؟\n。]|\.(?=\d)|\.(?=\p{L}\.))+[.!?؟。]*/gu)) {
    const phrase = match[0].trim();
    if (phrase !== '') sentences.push({ phrase, start: match.index + match[0].indexOf(phrase) });
  }
  return sentences;
}

const ARABIC_DIGITS = /[٠-٩]/g;

/** Folded words between single blanks, with one at either end; times keep their colon. */
function plainWords(text: string): string {
  const digits = text.replace(ARABIC_DIGITS, digit => String(digit.charCodeAt(0) - 0x0660));
  const clock = fold(digits)
    .replace(/(\d)[.:](\d\d)(?!\d)/g, '$1:$2')
    .replace(/\b([ap])\.\s?m\b\.?/g, '$1m');
  const greek = clock.replace(/π\.?\s?μ\.?(?!\p{L})/gu, 'am').replace(/μ\.?\s?μ\.?(?!\p{L})/gu, 'pm');
  return ` ${greek
    .replace(/(?<=\d)(am|pm|uhr|h)(?!\p{L})/gu, ' $1')
    .replace(/[^\p{L}\p{N}:]+/gu, ' ')
    .trim()} `;
}

function readWhen(words: string): When | null {
  const minutes = readSpan(words);
  if (minutes !== null) return { kind: 'in', minutes };
  const time = readTime(words);
  const part = firstOf(DAY_PARTS, words);
  const days = firstOf(DAYS, words);
  if (days !== null) return { kind: 'day', days, time, part };
  if (has(NEXT_WEEK, words)) return { kind: 'nextWeek' };
  const weekday = WEEKDAYS.findIndex(names => has(names, words)) + 1;
  if (weekday > 0) return { kind: 'weekday', weekday, time, part };
  return time === null ? null : { kind: 'time', time };
}

function has(pattern: string, words: string): boolean {
  return new RegExp(` (?:${pattern})(?= )`, 'u').test(words);
}

function firstOf(list: readonly (readonly [string, number])[], words: string): number | null {
  return list.find(([pattern]) => has(pattern, words))?.[1] ?? null;
}

/** "2 to 3 days": the later one is what they wait for. */
const UP_TO = '(?:(?:to|bis|a|or|oder|o|ou|εωσ|η|الى|او) )';
const LONGEST_MINUTES = 60 * 24 * 60;

function readSpan(words: string): number | null {
  for (const [pattern, minutes] of DUALS) if (has(`(?:${WITHIN}) ${NEXT}(?:${pattern})`, words)) return minutes;
  for (const [unit, minutes] of UNITS) {
    const found = new RegExp(
      ` (?:${WITHIN}) ${NEXT}(?:\\d{1,3} ${UP_TO}?|\\p{L}+ ${UP_TO})?(\\d{1,3}|\\p{L}+) ${NEXT}(?:business |working |werk|)?(?:${unit})(?= )`,
      'u',
    ).exec(words);
    const word = found?.[1];
    const n = word === undefined ? undefined : /^\d/.test(word) ? Number(word) : NUMBERS.get(word);
    if (n !== undefined && n > 0 && n * minutes <= LONGEST_MINUTES) return n * minutes;
  }
  return null;
}

const CLOCK =
  / (?:(?:at|by|before|until|till|um|bis|vor|gegen|a las?|antes de las?|sobre las?|a|avant|vers|στισ|μεχρι|πριν|الساعة|قبل|عند) )?(?:τισ |la |las |الساعة )?(\d{1,2})(?::(\d\d))?(?: (am|pm|uhr|h|heures?))?(?= )/gu;
const EARLIEST_UNSAID_HOUR = 8;

/** "at 5" means the afternoon; a bare number means nothing. */
function readTime(words: string): Time | null {
  for (const match of words.matchAll(CLOCK)) {
    const [whole, hours, minutes, mark] = match;
    if (minutes === undefined && mark === undefined && !/^ \p{L}/u.test(whole)) continue;
    let hour = Number(hours);
    const minute = Number(minutes ?? 0);
    if (hour > 24 || minute > 59) continue;
    if (mark === 'pm' && hour < 12) hour += 12;
    else if (mark === 'am' && hour === 12) hour = 0;
    else if (mark !== 'am' && mark !== 'h' && minutes === undefined && hour < EARLIEST_UNSAID_HOUR) hour += 12;
    return { hour: hour % 24, minute };
  }
  return null;
}

/** After so many minutes, or at a time of the clock on the wall so many days from today. */
export type Moment = { kind: 'after'; minutes: number } | ({ kind: 'wall'; days: number } & Time);

/** What the clock on the wall shows; Monday is 1. */
export type Wall = Time & { weekday: number };

const DAY_BEGINS: Time = { hour: 9, minute: 0 };
const DAY_ENDS: Time = { hour: 18, minute: 0 };
/** Said in the evening, "today" lasts until the day is over. */
const NIGHT: Time = { hour: 23, minute: 59 };
const FRIDAY = 5;
/** How long before the end the reminder comes, where the promise is one of hours. */
const AHEAD_SHARE = 0.25;
const AHEAD_LIMIT_MINUTES = 60;

/** Until when the promise holds, and when to remind whoever gave it. */
export function momentsOf(when: When, wall: Wall): { due: Moment; remind: Moment } {
  if (when.kind === 'in' && when.minutes < 24 * 60) {
    const ahead = Math.min(AHEAD_LIMIT_MINUTES, Math.ceil(when.minutes * AHEAD_SHARE));
    return { due: { kind: 'after', minutes: when.minutes }, remind: { kind: 'after', minutes: when.minutes - ahead } };
  }
  if (when.kind === 'in') {
    const days = Math.floor(when.minutes / (24 * 60));
    return {
      due: { kind: 'after', minutes: when.minutes },
      remind: { kind: 'wall', days, ...earlierOf(DAY_BEGINS, wall) },
    };
  }
  const days = daysUntil(when, wall);
  const said = when.kind === 'nextWeek' ? null : (when.time ?? ('part' in when ? timeOf(when.part) : null));
  const usual = days === 0 && isAfter(wall, DAY_ENDS) ? NIGHT : DAY_ENDS;
  const end = said !== null && !(days === 0 && isAfter(wall, said)) ? said : usual;
  const due: Moment = { kind: 'wall', days, ...end };
  if (when.kind === 'nextWeek') return { due, remind: { kind: 'wall', days: days - (FRIDAY - 1), ...DAY_BEGINS } };
  return { due, remind: days === 0 ? aheadToday(end, wall) : { kind: 'wall', days, ...earlierOf(DAY_BEGINS, end) } };
}

function timeOf(hour: number | null): Time | null {
  return hour === null ? null : { hour, minute: 0 };
}

function daysUntil(when: Exclude<When, { kind: 'in' }>, wall: Wall): number {
  switch (when.kind) {
    case 'day':
      return when.days;
    // "On Friday", said on a Friday, is today while there is time left, else in a week.
    case 'weekday': {
      const days = (when.weekday - wall.weekday + 7) % 7;
      const end = when.time ?? timeOf(when.part) ?? DAY_ENDS;
      return days === 0 && isAfter(wall, end) ? 7 : days;
    }
    case 'nextWeek':
      return 7 - wall.weekday + FRIDAY;
    case 'time':
      return isAfter(wall, when.time) ? 1 : 0;
  }
}

function aheadToday(end: Time, wall: Wall): Moment {
  const left = minutesOf(end) - minutesOf(wall);
  const ahead = Math.min(AHEAD_LIMIT_MINUTES, Math.ceil(left * AHEAD_SHARE));
  return { kind: 'after', minutes: Math.max(0, left - ahead) };
}

function earlierOf(a: Time, b: Time): Time {
  return minutesOf(a) <= minutesOf(b) ? a : { hour: b.hour, minute: b.minute };
}

function isAfter(now: Time, then: Time): boolean {
  return minutesOf(now) >= minutesOf(then);
}

function minutesOf({ hour, minute }: Time): number {
  return hour * 60 + minute;
}
