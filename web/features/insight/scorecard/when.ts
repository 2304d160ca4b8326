import type { InsightWords } from '../words.ts';
import type { Report } from './Reports.tsx';

/** "08:00", which every language of ours writes so. */
export function clockOf(minute: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** From Monday on. */
export function weekdays(language: string): string[] {
  const format = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
  // The first of January 2024 was a Monday.
  return Array.from({ length: 7 }, (_, n) => format.format(new Date(Date.UTC(2024, 0, n + 1))));
}

/** "Every Monday at 08:00, Europe/Athens". */
export function plannedWords({ rhythm, timeZone: zone }: Report, { t, language }: InsightWords): string {
  const time = clockOf(rhythm.minute);
  if (rhythm.every === 'day') return t('report.planned.day', { time, zone });
  if (rhythm.every === 'month') return t('report.planned.month', { time, zone, day: rhythm.monthDay });
  return t('report.planned.week', { time, zone, weekday: weekdays(language)[rhythm.weekday - 1] ?? '' });
}
