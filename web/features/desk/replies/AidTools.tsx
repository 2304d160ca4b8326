import { useWords } from '../../../strings/words.ts';
import { IconButton } from '../../../ui/Button.tsx';
import { Check } from '../../../ui/Field.tsx';
import type { Mode } from '../drafts.ts';
import styles from './Picker.module.css';
import type { Aids } from './use-aids.ts';

type Props = { aids: Aids; mode: Mode; isEmpty: boolean; onSavedReplies: () => void };

/** Beside the pictures: saved replies, whether it only says that we are at it, and the initials. */
export function AidTools({ aids, mode, isEmpty, onSavedReplies }: Props) {
  const { t } = useWords();
  if (mode === 'note') return null;
  return (
    <>
      <IconButton icon="copy" label={t('saved.open')} onClick={onSavedReplies} />
      <span className={`${styles.line} ${styles.ticks}`}>
        {!isEmpty && (
          <Check
            label={t('holding.tick')}
            title={t('holding.means')}
            checked={aids.holding}
            onChange={event => aids.setHolding(event.target.checked)}
          />
        )}
        {aids.signature !== '' && (
          <Check
            label={<span dir="ltr">{aids.signature}</span>}
            title={t('initials.here')}
            checked={aids.isSigned}
            onChange={event => aids.setSigned(event.target.checked)}
          />
        )}
      </span>
    </>
  );
}
