/** What a day's plan says, in a sentence: "Three more from 11:00 to 12:00 and from 18:00 to 19:00. Two to spare from 13:00 to 15:00." */
import { type Run, runsOf, worstRuns } from '../../../../src/core/insight/staffing-runs.ts';
import type { InsightWords } from '../words.ts';
import { clock, type Half } from './view.ts';

/** So many stretches are named; the picture has the rest. */
const NAMED = 3;

/** `more` is what must be done; `rest` may be read after it. */
export function daySentence(halves: readonly Half[], words: InsightWords): { more: string; rest: string } {
  const { t } = words;
  const most = Math.max(0, ...halves.map(({ needed }) => needed?.scheduled ?? 0));
  if (halves.some(({ needed }) => needed === null)) return { more: t('staff.noNumber'), rest: '' };
  if (most === 0) return { more: t('staff.nobodyComes'), rest: '' };
  if (halves.every(({ there }) => there === 0)) return { more: t('staff.nobody', { n: most }), rest: '' };
  const runs = runsOf(halves);
  const short = told('staff.more', worstRuns(runs, 'short', NAMED), words);
  const spare = told('staff.spare', worstRuns(runs, 'spare', NAMED), words);
  return { more: short || t('staff.enough'), rest: spare };
}

/** Stretches of as many people are told together. */
function told(key: 'staff.more' | 'staff.spare', runs: readonly Run[], { t, language }: InsightWords): string {
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  const groups = [...Map.groupBy(runs, ({ people }) => people)].toSorted(([a], [b]) => b - a);
  return groups
    .map(([n, same]) => {
      const times = same.map(({ from, until }) => t('staff.fromTo', { from: clock(from), until: clock(until) }));
      return t(key, { n, times: list.format(times) });
    })
    .join(' ');
}
