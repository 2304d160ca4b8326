import { type FormEvent, useState } from 'react';
import { useWords } from '../../../strings/words.ts';
import { Button } from '../../../ui/Button.tsx';
import { Field } from '../../../ui/Field.tsx';
import { nowMs } from '../../../ui/tick.ts';
import screen from '../Channels.module.css';
import styles from './Health.module.css';

const DAY_MS = 24 * 60 * 60 * 1000;

/** After a fix of the parser: everything kept raw since a day once more. */
export function RereadAll({ disabled, onReread }: { disabled: boolean; onReread: (since: string) => void }) {
  const { t } = useWords();
  const [since, setSince] = useState(() => new Date(nowMs() - DAY_MS).toISOString().slice(0, 10));
  function submit(event: FormEvent) {
    event.preventDefault();
    const at = new Date(`${since}T00:00:00`);
    if (!Number.isNaN(at.getTime())) onReread(at.toISOString());
  }
  return (
    <details className={styles.fold}>
      <summary>{t('letters.rereadTitle')}</summary>
      <form className={styles.letter} onSubmit={submit}>
        <p className={screen.quiet}>{t('letters.rereadLead')}</p>
        <div className={styles.choose}>
          <Field
            label={t('letters.rereadSince')}
            type="date"
            required
            value={since}
            onChange={event => setSince(event.target.value)}
          />
          <Button type="submit" disabled={disabled}>
            {t('letters.reread')}
          </Button>
        </div>
      </form>
    </details>
  );
}
