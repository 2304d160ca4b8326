/** Figures of hearing in words, as Listening and Insight both say them. */
import type { OutputOf } from '../../../../src/contract/api.ts';
import { useWords } from '../../../strings/words.ts';
import { dayOf, percent } from './percent.ts';

type Figure = OutputOf<'unheard'>['whole'];

const WEEK_MS = 7 * 86_400_000;
const DAY_MS = 86_400_000;

/** The Sunday of a week. @param week its Monday */
export function lastDayOf(week: string, language: string): string {
  return dayOf(new Date(Date.parse(week) + WEEK_MS - DAY_MS).toISOString(), language);
}

type T = ReturnType<typeof useWords>['t'];

export function rateWords({ standing, complaints, untagged, interval }: Figure, t: T, language: string): string {
  if (standing === 'nothing') return t('figures.nothing');
  const of = t('figures.of', { untagged, complaints });
  if (standing === 'few') return `${of}. ${t('figures.few')}`;
  return `${of}, ${t('figures.likely', { low: percent(interval.low, language), high: percent(interval.high, language) })}.`;
}

export function stillWords({ kind, both, atLeast, interval }: Figure['still'], t: T): string {
  if (kind === 'nothing') return t('figures.stillNothing');
  if (kind === 'too few') return t('figures.stillFew', { both, n: atLeast ?? 0 });
  const between = t('figures.stillBetween', { low: interval?.low ?? 0, high: interval?.high ?? 0 });
  return `${between.charAt(0).toLocaleUpperCase()}${between.slice(1)}.`;
}

export function StillCell({ still }: { still: Figure['still'] }) {
  const { t, language } = useWords();
  if (still.kind === 'nothing') return '–';
  if (still.kind === 'too few') return (still.atLeast ?? 0) > 0 ? t('figures.atLeast', { n: still.atLeast ?? 0 }) : '–';
  const { low = 0, high = 0 } = still.interval ?? {};
  return (
    <>
      {t('figures.stillAbout', { n: still.unheard ?? 0 })}
      <small>
        {low.toLocaleString(language)} – {high.toLocaleString(language)}
      </small>
    </>
  );
}
