import { useWords } from '../../../strings/words.ts';
import { dayOf } from '../../../ui/time.ts';
import screen from '../Channels.module.css';
import styles from './Health.module.css';
import type { Health } from './use-health.ts';

/** The ledger of the last days, each of which adds up by itself. */
export function Days({ days }: { days: Health['days'] }) {
  const { t, language } = useWords();
  const number = new Intl.NumberFormat(language);
  if (days.length === 0) return null;
  return (
    <details className={styles.fold}>
      <summary>{t('health.days')}</summary>
      <table className={styles.days}>
        <thead>
          <tr>
            <th scope="col">{t('health.day')}</th>
            <th scope="col">{t('channels.received')}</th>
            <th scope="col">{t('channels.kept')}</th>
            <th scope="col">{t('ledger.line.ignored')}</th>
            <th scope="col">{t('channels.failed')}</th>
          </tr>
        </thead>
        <tbody>
          {days.map(day => (
            <tr key={day.day}>
              <th scope="row">{dayOf(`${day.day}T12:00:00`, language)}</th>
              <td>{number.format(day.received)}</td>
              <td>{number.format(day.kept)}</td>
              <td>{number.format(day.ignored)}</td>
              <td className={day.failed > 0 ? screen.broken : undefined}>{number.format(day.failed)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
