import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { oneLine } from '../../../ui/safe-text.ts';
import table from '../../../ui/Table.module.css';
import { valueWords } from '../../desk/readings/reading-words.ts';
import { percent } from '../../listening/figures/percent.ts';
import type { AspectLearning } from './curve.ts';
import styles from './Learning.module.css';

/** Whose corrections it goes by. What weighs somebody's less is told to leads, and told kindly. */
export function WhoTaught({ learning }: { learning: AspectLearning }) {
  const words = useWords();
  const { t, language } = words;
  const { may } = usePerson();
  const isLead = may('lead');
  const { aspect, by } = learning;
  return (
    <div className={styles.wide}>
      <table className={`${table.table} ${styles.table}`} aria-label={t('learning.by')}>
        <thead>
          <tr>
            <th scope="col">{t('learning.by')}</th>
            <th scope="col" className={table.number}>
              {t('learning.by.corrections')}
            </th>
            <th scope="col" className={table.number}>
              {t('learning.by.deeds')}
            </th>
            {isLead && (
              <th scope="col" className={table.number}>
                {t('learning.by.counts')}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {by.map(one => {
            const name = oneLine(one.name) || t('happening.somebody');
            const counts = percent(one.counts, language);
            return (
              <tr key={one.agentId}>
                <th scope="row">
                  <bdi>{name}</bdi>
                  {isLead && one.oneSided !== null && (
                    <small>
                      {t('learning.by.oneSided', { name, value: valueWords(aspect, one.oneSided, words), counts })}
                    </small>
                  )}
                  {isLead && one.contradicts > 0 && (
                    <small>{t('learning.by.contradicts', { name, n: one.contradicts })}</small>
                  )}
                </th>
                <td className={table.number}>{one.corrections.toLocaleString(language)}</td>
                <td className={table.number}>{one.deeds.toLocaleString(language)}</td>
                {isLead && <td className={table.number}>{counts}</td>}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
