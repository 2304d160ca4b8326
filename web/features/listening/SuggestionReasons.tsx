import { fill } from '../../../src/core/query/notices.ts';
import type { Suggestion } from '../../../src/core/query/suggest.ts';
import { useWords } from '../../strings/words.ts';
import styles from './Discover.module.css';
import { useQueryWords } from './query-words/query-words.ts';

/** Why each part of a suggested query is there, and why something that was typed is not. */
export function SuggestionReasons({ suggestion }: { suggestion: Suggestion }) {
  const { t } = useWords();
  const { suggestions } = useQueryWords();
  return (
    <details className={styles.reasons}>
      <summary>{t('discover.why')}</summary>
      <dl>
        {suggestion.parts.map(({ text, code, parameters, at }) => (
          <div key={`${code} ${text}`}>
            <dt dir="auto" className={at === null ? styles.without : undefined}>
              {text}
            </dt>
            <dd>{fill(suggestions[code], parameters)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
