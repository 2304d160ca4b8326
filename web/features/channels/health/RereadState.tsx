import { useWords } from '../../../strings/words.ts';
import { Meter } from '../../../ui/Meter.tsx';
import { oneLine } from '../../../ui/safe-text.ts';
import { nowMs } from '../../../ui/tick.ts';
import { shortTime } from '../../../ui/time.ts';
import screen from '../Channels.module.css';
import styles from './Health.module.css';
import type { Health } from './use-health.ts';

/** How far reading again is, or how the last time ended. */
export function RereadState({ reread }: { reread: NonNullable<Health['reread']> }) {
  const { t, language } = useWords();
  const number = new Intl.NumberFormat(language);
  const { done, total, kept, ignored, failed, endedAt, said } = reread;
  if (endedAt === null) {
    return (
      <div className={styles.progress} role="status">
        <span>{t('letters.progress', { done: number.format(done), total: number.format(total) })}</span>
        <Meter share={total === 0 ? 0 : done / total} />
      </div>
    );
  }
  return (
    <p className={screen.quiet} role="status">
      {said === null
        ? t('letters.done', { time: shortTime(endedAt, language, nowMs()), kept, ignored, failed })
        : t('letters.stopped', { said: oneLine(said) })}
    </p>
  );
}
