import { useEffect, useState } from 'react';
import type { OutputOf } from '../../../src/contract/api.ts';
import { fill } from '../../../src/core/query/notices.ts';
import { type ApiRefusal, ask } from '../../api.ts';
import { refusalWords } from '../../refusal-words.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { asRefusal } from '../../use-asked.ts';
import { FoundPost } from './FoundPost.tsx';
import { HourBars } from './HourBars.tsx';
import styles from './Listening.module.css';
import { useQueryWords } from './query-words/query-words.ts';

type Tried =
  | { kind: 'trying' }
  | { kind: 'tried'; result: OutputOf<'tryQuery'> }
  | { kind: 'failed'; refusal: ApiRefusal };

/** Long enough that a person who writes on is not answered in between. */
const PAUSE_MS = 400;

/** Runs the query over the sample once the person pauses. @returns null while there is nothing to try */
export function useTrial(text: string | null): Tried | null {
  const { brand } = usePerson();
  const [tried, setTried] = useState<Tried | null>(null);
  useEffect(() => {
    if (text === null) {
      setTried(null);
      return;
    }
    const stop = new AbortController();
    setTried(before => before ?? { kind: 'trying' });
    const timer = setTimeout(() => {
      ask('tryQuery', { brand: brand.id, body: { text }, signal: stop.signal }).then(
        result => setTried({ kind: 'tried', result }),
        (error: unknown) => {
          if (!stop.signal.aborted) setTried({ kind: 'failed', refusal: asRefusal(error) });
        },
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [text, brand.id]);
  return tried;
}

/** What the query would have heard lately, and what its exclusions keep out. */
export function Trial({ trial }: { trial: Tried }) {
  const words = useWords();
  const { costs } = useQueryWords();
  const { t, rich } = words;
  if (trial.kind === 'trying') return <Skeleton rows={4} label={t('listening.trying')} />;
  if (trial.kind === 'failed') return <Banner meaning="broken">{refusalWords(trial.refusal, words)}</Banner>;
  const { result } = trial;
  if (result.tried === 0) return <p className={`${styles.pad} ${styles.quiet}`}>{t('listening.noSample')}</p>;
  const { keptOut } = result;
  return (
    <>
      <div className={styles.pad} aria-live="polite">
        <p className={styles.sentence}>
          {rich('listening.trial', {
            matched: <b key="m">{t('listening.posts', { n: result.matched })}</b>,
            untagged: (
              <b key="u" className={styles.heard}>
                {t('listening.taggedNobody', { n: result.untagged })}
              </b>
            ),
            unanswered: <b key="a">{result.unanswered}</b>,
          })}{' '}
          {result.perDay !== null && t('listening.perDay', { n: Math.round(result.perDay) })}
        </p>
        <p className={styles.quiet}>{t('listening.triedOn', { tried: result.tried, read: result.read })}</p>
        {result.cost && result.cost.level !== 'cheap' && (
          <p className={styles.cost}>
            <Icon name="warn" size={16} />
            <span>
              <b>{t(`listening.cost.${result.cost.level}`, { n: result.cost.candidatesPerDay })}</b>{' '}
              {[...result.cost.reasons, ...result.cost.advice]
                .map(({ code, parameters }) => fill(costs[code], parameters))
                .join(' ')}
            </span>
          </p>
        )}
        <HourBars hours={result.hours} />
      </div>
      {result.examples.map(example => (
        <FoundPost key={`${example.network} ${example.postedAt} ${example.text.slice(0, 40)}`} found={example} />
      ))}
      {keptOut.matched > 0 && (
        <>
          <h3 className={styles.between}>{t('listening.keptOut', { n: keptOut.matched })}</h3>
          {keptOut.examples.map(example => (
            <FoundPost
              key={`${example.network} ${example.postedAt} ${example.text.slice(0, 40)}`}
              found={example}
              out
            />
          ))}
        </>
      )}
    </>
  );
}
