import { useId } from 'react';
import { explain } from '../../../src/core/query/explain.ts';
import { fill } from '../../../src/core/query/notices.ts';
import type { ParsedQuery } from '../../../src/core/query/parse.ts';
import { useWords } from '../../strings/words.ts';
import { Icon } from '../../ui/Icon.tsx';
import styles from './QueryEditor.module.css';
import { useQueryWords } from './query-words/query-words.ts';

type Props = {
  label: string;
  text: string;
  parsed: ParsedQuery | null;
  readOnly?: boolean;
  onText: (text: string) => void;
};

/** The words of a query, what they will hear said back in a sentence, and what is wrong with them where it is. */
export function QueryText({ label, text, parsed, readOnly = false, onText }: Props) {
  const { t } = useWords();
  const { explanation, mistakes, hints } = useQueryWords();
  const id = useId();
  const mistake = parsed?.kind === 'error' ? parsed : null;
  return (
    <>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <textarea
        id={id}
        className={styles.words}
        value={text}
        rows={3}
        dir="auto"
        spellCheck={false}
        readOnly={readOnly}
        aria-invalid={mistake !== null}
        aria-describedby={`${id}-says`}
        placeholder={t('listening.example')}
        onChange={event => onText(event.target.value)}
      />
      <div id={`${id}-says`} className={styles.says} aria-live="polite">
        {parsed === null && <p className={styles.quiet}>{t('listening.help')}</p>}
        {mistake && (
          <p className={styles.bad}>
            <Icon name="stop" size={16} />
            <span>
              <span className={styles.place} aria-hidden="true">
                <bdi>{text.slice(Math.max(0, mistake.at - 12), mistake.at)}</bdi>
                <mark>{text.slice(mistake.at, mistake.at + Math.max(1, mistake.length)) || '…'}</mark>
              </span>{' '}
              {fill(mistakes[mistake.code], mistake.parameters)}
            </span>
          </p>
        )}
        {parsed?.kind === 'query' && (
          <>
            <p>{explain(parsed.query, explanation)}</p>
            {parsed.hints.map(hint => (
              <p key={`${hint.code} ${hint.at}`} className={styles.hint}>
                <Icon name="info" size={16} /> {fill(hints[hint.code], hint.parameters)}
              </p>
            ))}
          </>
        )}
      </div>
    </>
  );
}
