/** Which turns a page of rows shows, in words. */
import { hour as hourWords, weekdays } from './charts/HeatMap.tsx';
import { span } from './numbers.ts';
import type { RowsAsked } from './RowsLink.tsx';
import type { InsightWords } from './words.ts';

export function askedWords(wanted: RowsAsked, { t, language }: InsightWords): string {
  const { outcome, standing, fromSeconds, toSeconds, slot, hour, live, now, today } = wanted;
  const said = [];
  if (now !== undefined) said.push(t(`rows.now.${now}`));
  if (today !== undefined) said.push(t(`rows.today.${today}`));
  if (standing !== undefined) said.push(t(`rows.${standing}`));
  if (fromSeconds !== undefined && toSeconds !== undefined) {
    said.push(t('rows.betweenTimes', { from: span(fromSeconds, language), to: span(toSeconds, language) }));
  } else if (toSeconds !== undefined) said.push(t('rows.within', { time: span(toSeconds, language) }));
  else if (fromSeconds !== undefined) said.push(t('rows.after', { time: span(fromSeconds, language) }));
  else if (outcome !== undefined && now === undefined) said.push(t(`rows.outcome.${outcome}`));
  if (slot !== undefined) {
    said.push(`${weekdays(language).long[Math.floor(slot / 24)]} ${hourWords(slot % 24)}`);
  }
  if (hour !== undefined) said.push(hourWords(hour));
  if (live === true) said.push(t('rows.live'));
  return said.length === 0 ? t('rows.all') : said.join(', ');
}
