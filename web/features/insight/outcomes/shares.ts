/** Shares of outcomes in words, with how sure they are. */
import type { OutputOf } from '../../../../src/contract/api.ts';
import type { InsightKey } from '../../../strings/insight-words.ts';
import { count, percent, range } from '../numbers.ts';
import type { InsightWords } from '../words.ts';

export type Outcomes = OutputOf<'readOutcomes'>;
export type Figures = Outcomes['total'];
export type Share = Figures['thanked'];

/** In the order they are shown. `rows`: as the API calls it. */
export const SHOWN = [
  { name: 'turnedAround', rows: 'turned', label: 'out.turned' },
  { name: 'stayedResolved', rows: 'stayed', label: 'out.stayed' },
  { name: 'askedAgain', rows: 'again', label: 'out.again' },
  { name: 'thanked', rows: 'thanked', label: 'out.thanked' },
] as const satisfies readonly { name: keyof Figures; rows: string; label: InsightKey }[];

/** `36 % (18 of 50)`, or the counts alone where they are few. */
export function shareWords({ hits, of, share, isSmall }: Share, { t, language }: InsightWords): string {
  if (share === null) return '–';
  const [h, o] = [count(hits, language), count(of, language)];
  return isSmall ? `${h} / ${o}` : t('out.shareOf', { share: percent(share, language), hits: h, of: o });
}

export function intervalWords({ interval, isSmall }: Share, language: string): string {
  return interval === null || isSmall ? '' : range(interval.low, interval.high, language);
}
