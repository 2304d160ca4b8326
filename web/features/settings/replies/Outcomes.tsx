import type { OutputOf } from '../../../../src/contract/api.ts';
import { useColleagues } from '../../../live/colleagues.ts';
import { useWords } from '../../../strings/words.ts';
import table from '../../../ui/Table.module.css';
import styles from '../Settings.module.css';

/** By whom and in which month it was used, and what became of the turns it closed. */
export function Outcomes({ rows }: { rows: OutputOf<'savedReplyOutcomes'>['rows'] }) {
  const { t, language } = useWords();
  const colleagues = useColleagues();
  const month = (word: string) =>
    new Intl.DateTimeFormat(language, { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
      new Date(`${word}-01T00:00:00Z`),
    );
  return (
    <section aria-label={t('saved.outcomes')}>
      <p className={styles.quiet}>{t('saved.outcomesLead')}</p>
      <div className={styles.table}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{t('saved.month')}</th>
              <th scope="col">{t('waiting.who')}</th>
              <th scope="col">{t('saved.used')}</th>
              <th scope="col">{t('saved.edited')}</th>
              <th scope="col">{t('saved.closed')}</th>
              <th scope="col">{t('saved.keptShare')}</th>
              <th scope="col">{t('saved.again')}</th>
              <th scope="col">{t('saved.thanked')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(row => (
              <tr key={`${row.month} ${row.agentId}`}>
                <td>{month(row.month)}</td>
                <td>{colleagues.get(row.agentId ?? '')?.name ?? t('happening.somebody')}</td>
                <td>{row.times}</td>
                <td>{row.edited}</td>
                <td>{row.closed}</td>
                <td>{row.promised === 0 ? '–' : t('saved.of', { kept: row.kept, promised: row.promised })}</td>
                <td>{row.again}</td>
                <td>{row.thanked}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
