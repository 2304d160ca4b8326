import { useWords } from '../../../strings/words.ts';
import type { Score } from './curve.ts';
import styles from './Learning.module.css';
import { between, scoreWords } from './score-words.ts';

type Props = { taught: Score | null; shipped: Score | null; inUse: 'taught' | 'shipped' };

/** What was learnt beside what came with the product, each with its interval, on one scale. */
export function Scores({ taught, shipped, inUse }: Props) {
  const { t, language } = useWords();
  const rows = [
    { key: 'taught', words: t('learning.state.taught'), score: taught },
    { key: 'shipped', words: t('learning.state.shipped'), score: shipped },
  ] as const;
  return (
    <dl className={styles.scores}>
      {rows.map(
        ({ key, words, score }) =>
          score !== null && (
            <div key={key} className={styles.score} data-in-use={key === inUse}>
              <dt>{words}</dt>
              <dd>
                <span className={styles.scale} aria-hidden="true">
                  <span
                    className={styles.whisker}
                    style={{ left: `${100 * score.low}%`, width: `${100 * (score.high - score.low)}%` }}
                  />
                  <span className={styles.point} style={{ left: `${100 * score.score}%` }} />
                </span>
                <b>{scoreWords(score.score, language)}</b>
                <small>{between(score, language)}</small>
              </dd>
            </div>
          ),
      )}
    </dl>
  );
}
