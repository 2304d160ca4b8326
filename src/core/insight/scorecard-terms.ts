/** Numbers, days and times of the scorecard as a language writes them. */
import type { ScorecardLanguage } from './scorecard.ts';

/** Latin digits everywhere, so that figures stand in one column in every language. */
const TAGS: Record<ScorecardLanguage, string> = { en: 'en-GB', el: 'el', es: 'es', de: 'de', ar: 'ar-u-nu-latn' };

export type Terms = {
  percent(share: number): string;
  whole(number: number): string;
  /** Points of 100 with their sign. */
  points(number: number): string;
  /** "19 min", "5 h", "1 day" in short. */
  time(seconds: number): string;
  /** The days of a period, its end not included. */
  days(since: string, until: string, timeZone: string): string;
  day(at: string, timeZone: string): string;
};

export function termsIn(language: ScorecardLanguage): Terms {
  const tag = TAGS[language];
  const long = (timeZone: string) =>
    new Intl.DateTimeFormat(tag, { timeZone, day: 'numeric', month: 'long', year: 'numeric' });
  return {
    percent: share => drawn(new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0 }).format(share)),
    whole: number => drawn(new Intl.NumberFormat(tag, { maximumFractionDigits: 0 }).format(number)),
    points: number => drawn(new Intl.NumberFormat(tag, { signDisplay: 'always' }).format(number)),
    time: seconds => drawn(shortTime(tag, seconds)),
    days: (since, until, timeZone) =>
      drawn(long(timeZone).formatRange(new Date(since), new Date(new Date(until).getTime() - 1))),
    day: (at, timeZone) => drawn(long(timeZone).format(new Date(at))),
  };
}

/** Shorter than the short ones of the language, whose plurals make a scale restless. */
const ENGLISH: Record<string, string> = { second: 's', minute: 'min', hour: 'h', day: 'days' };

function shortTime(tag: string, seconds: number): string {
  const say = (value: number, unit: string) => {
    if (tag === TAGS.en) return `${value}\u00a0${ENGLISH[unit]}`;
    return inUnit(tag, value, unit);
  };
  if (seconds < 60) return say(Math.round(seconds), 'second');
  if (seconds < 3_600) return say(Math.round(seconds / 60), 'minute');
  if (seconds < 172_800) return say(Math.round(seconds / 360) / 10, 'hour');
  return say(Math.round(seconds / 8_640) / 10, 'day');
}

function inUnit(tag: string, value: number, unit: string): string {
  const format = new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 });
  return format.format(value);
}

/** Fonts have one kind of space and one kind of minus; marks of direction are not drawn. */
function drawn(text: string): string {
  return text
    .replace(/[\u2009\u202f]/g, '\u00a0')
    .replace(/[\u200e\u200f\u061c]/g, '')
    .replaceAll('-', '−');
}
