import { useState } from 'react';
import { IMPORT_CHARACTERS_LIMIT, type Imported, whyLost } from '../../../src/core/query/import.ts';
import { importLucene } from '../../../src/core/query/import-lucene.ts';
import { importX } from '../../../src/core/query/import-x.ts';
import { useWords } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Select, TextArea } from '../../ui/Field.tsx';
import styles from './QueryEditor.module.css';
import { useQueryWords } from './query-words/query-words.ts';

const DIALECTS = {
  x: importX,
  lucene: (text: string) => importLucene(text, 'any'),
  luceneAll: (text: string) => importLucene(text, 'all'),
} as const;
type Dialect = keyof typeof DIALECTS;

/** A query from another tool: what maps is taken over, and of the rest is said why not. */
export function ImportQuery({ onText }: { onText: (text: string) => void }) {
  const { t } = useWords();
  const { losses, mistakes } = useQueryWords();
  const [dialect, setDialect] = useState<Dialect>('x');
  const [text, setText] = useState('');
  const [imported, setImported] = useState<Imported | null>(null);
  function bring() {
    const result = DIALECTS[dialect](text);
    setImported(result);
    if (result.text !== '') onText(result.text);
  }
  return (
    <details className={styles.import}>
      <summary>{t('listening.import')}</summary>
      <div className={styles.says}>
        <Select
          label={t('listening.importFrom')}
          value={dialect}
          onChange={event => setDialect(event.target.value as Dialect)}
        >
          <option value="x">{t('listening.importX')}</option>
          <option value="lucene">{t('listening.importLucene')}</option>
          <option value="luceneAll">{t('listening.importLuceneAll')}</option>
        </Select>
        <TextArea
          label={t('listening.importText')}
          value={text}
          rows={2}
          dir="auto"
          maxLength={IMPORT_CHARACTERS_LIMIT}
          onChange={event => setText(event.target.value)}
        />
        <Button disabled={text.trim() === ''} onClick={bring}>
          {t('listening.importBring')}
        </Button>
        <div aria-live="polite">
          {imported && imported.dropped.length + imported.changed.length > 0 && (
            <ul className={styles.losses}>
              {[...imported.dropped, ...imported.changed].map(({ at, code, what, parameters }) => (
                <li key={`${at} ${code}`}>
                  <code dir="auto">{what}</code> {whyLost(losses, mistakes, code, parameters)}
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
    </details>
  );
}
