import { useEffect } from 'react';
import { onEvent } from '../../../live/store.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { Button } from '../../../ui/Button.tsx';
import { useAsked } from '../../../use-asked.ts';
import styles from './Figures.module.css';
import { percent } from './percent.ts';

type Props = { queryId: string; onExclude: ((word: string) => void) | null };

/** How much of what the query hears is meant, by what people said, and words whose exclusion would keep the rest out. */
export function Precision({ queryId, onExclude }: Props) {
  const { t, language } = useWords();
  const { brand } = usePerson();
  const [asked, again] = useAsked('judgePrecision', { brand: brand.id, id: queryId });
  useEffect(() => onEvent(event => event.data.kind === 'settings.changed' && again()), [again]);
  if (asked.kind !== 'ready') return null;
  const { judged, noise, precision, interval, standing, exclusions } = asked.value;
  return (
    <section className={styles.precision} aria-label={t('precision.title')}>
      <h3>
        {t('precision.title')}
        {standing === 'enough' && precision !== null && ` ${percent(precision, language)}`}
      </h3>
      <p>
        {judged === 0 ? t('precision.none') : t('precision.said', { meant: judged - noise, judged })}
        {standing === 'enough' &&
          `, ${t('figures.likely', { low: percent(interval.low, language), high: percent(interval.high, language) })}.`}
        {standing === 'few' && `. ${t('figures.few')}`}
      </p>
      {exclusions.length > 0 && onExclude !== null && (
        <div className={styles.suggestions}>
          <span>{t('precision.suggested')}</span>
          {exclusions.map(({ text, inNoise, ofNoise, inGood, ofGood }) => (
            <span key={text} className={styles.suggestion}>
              <Button size="small" aria-label={t('precision.exclude', { word: text })} onClick={() => onExclude(text)}>
                <bdi>−{text}</bdi>
              </Button>
              {t('precision.evidence', { inNoise, ofNoise, inGood, ofGood })}
            </span>
          ))}
        </div>
      )}
    </section>
  );
}
