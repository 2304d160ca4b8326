import type { MessageView } from '../../../src/core/view.ts';
import { useWords } from '../../strings/words.ts';
import { SafeText } from '../../ui/SafeText.tsx';
import { oneLine } from '../../ui/safe-text.ts';
import styles from './Post.module.css';
import { useMarks } from './readings/marks.ts';

/** The words of a message: deleted ones say so, those behind a warning wait for a click. Words that decided a reading are marked while its reasons are open. */
export function Said({ message }: { message: MessageView }) {
  const { t } = useWords();
  const marks = useMarks(message.id);
  if (message.deletedAt)
    return <p className={styles.removed}>{t(`post.deletedBy.${message.deletedBy ?? 'author'}`)}</p>;
  if (message.warning) {
    return (
      <details className={styles.warning}>
        <summary>{t('post.warning', { warning: oneLine(message.warning) })}</summary>
        <SafeText text={message.text} lang={message.lang} marks={marks} />
      </details>
    );
  }
  return message.text ? <SafeText text={message.text} lang={message.lang} marks={marks} /> : null;
}
