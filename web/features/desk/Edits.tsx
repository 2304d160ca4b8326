import type { MessageView } from '../../../src/core/view.ts';
import { useWords } from '../../strings/words.ts';
import { harmless } from '../../ui/safe-text.ts';
import { nowMs } from '../../ui/tick.ts';
import { shortTime } from '../../ui/time.ts';
import styles from './Edits.module.css';
import { editedAway } from './timeline.ts';

/** "Edited 09:44 · see before": every earlier text, with what each edit took out struck through. */
export function Edits({ message }: { message: MessageView }) {
  const { t, language } = useWords();
  const latest = message.before.at(-1);
  if (!latest || message.deletedAt) return null;
  return (
    <details className={styles.edits}>
      <summary>
        {t('post.edited', { time: shortTime(latest.at, language, nowMs()) })} ·{' '}
        <span className={styles.see}>{t('post.seeBefore')}</span>
        <span className={styles.hide}>{t('post.hideBefore')}</span>
      </summary>
      {message.before.map((version, index) => {
        const after = message.before[index + 1]?.text ?? message.text;
        return (
          <blockquote key={version.at + String(index)} className={styles.before} dir="auto">
            {editedAway(harmless(version.text), harmless(after)).map((part, place) =>
              part.kind === 'gone' ? <del key={place === 0 ? 'a' : 'b'}>{part.text}</del> : part.text,
            )}
          </blockquote>
        );
      })}
    </details>
  );
}
