import { useState } from 'react';
import type { OutputOf } from '../../../../src/contract/api.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { Button } from '../../../ui/Button.tsx';
import { Moment } from '../../../ui/Moment.tsx';
import { harmless, oneLine } from '../../../ui/safe-text.ts';
import { useAsked } from '../../../use-asked.ts';
import screen from '../Channels.module.css';
import { reasonWords } from '../reasons.ts';
import styles from './Health.module.css';

type Row = OutputOf<'listFailed'>['rows'][number];

/** One thing that could not be read; opened, its text is fetched and shown as nothing but text. */
export function LetterRow({ row, onReplay }: { row: Row; onReplay: ((letter: number) => void) | null }) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <li>
      <details onToggle={event => setOpen(event.currentTarget.open)}>
        <summary>
          <span className={styles.what}>
            <span>{reasonWords(row.reason, t)}</span>
            <Moment at={row.receivedAt} />
          </span>
          <span dir="ltr">{oneLine(row.sample)}</span>
        </summary>
        {isOpen && <Letter id={row.id} onReplay={onReplay} />}
      </details>
    </li>
  );
}

function Letter({ id, onReplay }: { id: number; onReplay: ((letter: number) => void) | null }) {
  const { t } = useWords();
  const { brand } = usePerson();
  const [asked] = useAsked('openFailed', { brand: brand.id, id: String(id) });
  if (asked.kind === 'loading') return <p className={screen.quiet}>{t('letters.opening')}</p>;
  if (asked.kind === 'failed') return <p className={screen.quiet}>{asked.refusal.message}</p>;
  const { letter } = asked.value;
  return (
    <div className={styles.letter}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <pre dir="ltr" data-form={letter.form} tabIndex={0}>
        {harmless(letter.text)}
      </pre>
      <span className={screen.quiet}>
        {t(letter.form === 'bytes' ? 'letters.length.bytes' : 'letters.length.text', { n: letter.length })}
        {letter.isCut && ` · ${t('letters.cut')}`}
      </span>
      {onReplay && (
        <div className={screen.acts}>
          <Button onClick={() => onReplay(id)}>{t('letters.replayOne')}</Button>
        </div>
      )}
    </div>
  );
}
