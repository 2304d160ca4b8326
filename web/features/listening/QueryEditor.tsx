import type { ParsedQuery } from '../../../src/core/query/parse.ts';
import { useWords } from '../../strings/words.ts';
import { Field, Select } from '../../ui/Field.tsx';
import { ImportQuery } from './ImportQuery.tsx';
import styles from './QueryEditor.module.css';
import type { QueryRow } from './QueryList.tsx';
import { QueryText } from './QueryText.tsx';

type Opens = QueryRow['opens'];
type Props = {
  text: string;
  name: string;
  opens: Opens;
  parsed: ParsedQuery | null;
  readOnly: boolean;
  onText: (text: string) => void;
  onName: (name: string) => void;
  onOpens: (opens: Opens) => void;
};

const OPENS: Opens[] = ['wants', 'always', 'never'];

/** The words of a query, its name, and when it opens a conversation. */
export function QueryEditor({ text, name, opens, parsed, readOnly, onText, onName, onOpens }: Props) {
  const { t } = useWords();
  return (
    <div className={styles.editor}>
      <QueryText label={t('listening.words')} text={text} parsed={parsed} readOnly={readOnly} onText={onText} />
      {!readOnly && <ImportQuery onText={onText} />}
      {!readOnly && (
        <div className={styles.line}>
          <Field
            label={t('listening.name')}
            value={name}
            maxLength={120}
            dir="auto"
            onChange={event => onName(event.target.value)}
          />
          <Select
            label={t('listening.opens')}
            value={opens}
            onChange={event => onOpens(OPENS.find(one => one === event.target.value) ?? 'wants')}
          >
            {OPENS.map(one => (
              <option key={one} value={one}>
                {t(`listening.opens.${one}`)}
              </option>
            ))}
          </Select>
        </div>
      )}
    </div>
  );
}
