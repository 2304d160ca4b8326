import { useWords } from '../../../strings/words.ts';
import { Hidden } from '../../../ui/Hidden.tsx';
import { oneLine } from '../../../ui/safe-text.ts';
import { valueWords } from '../../desk/readings/reading-words.ts';
import type { AspectLearning } from './curve.ts';
import styles from './Learning.module.css';

/** The words that what was learnt goes by, of each value the strongest first. */
export function LearntWords({ learning }: { learning: AspectLearning }) {
  const words = useWords();
  const { t } = words;
  return (
    <>
      <p className={styles.means}>{t('learning.wordsMeans')}</p>
      <div className={styles.values}>
        {learning.words
          .map(({ value, words: all }) => ({ value, found: all.filter(isWord) }))
          .map(
            ({ value, found }) =>
              found.length > 0 && (
                <section key={value}>
                  <h3>{valueWords(learning.aspect, value, words)}</h3>
                  <ul>
                    {found.map(({ text, weight }) => (
                      <li key={text} className={weight < 0 ? `${styles.learnt} ${styles.against}` : styles.learnt}>
                        <bdi>{oneLine(text)}</bdi>
                        <span className={styles.bar} aria-hidden="true">
                          <span style={{ inlineSize: `${Math.round(100 * Math.abs(weight))}%` }} />
                        </span>
                        <Hidden>{t(weight < 0 ? 'learning.wordsAgainst' : 'learning.wordsFor')}</Hidden>
                      </li>
                    ))}
                  </ul>
                </section>
              ),
          )}
      </div>
    </>
  );
}

/** A full stop says nothing to anybody; an exclamation mark may. */
function isWord({ text }: { text: string }): boolean {
  return !/^[.,;:'"()-]+$/.test(text);
}
