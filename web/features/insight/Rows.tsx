import styles from './Insight.module.css';
import { useInsightWords } from './words.ts';

/** The turns behind a figure. */
export function Rows({ search }: { search: string }) {
  const { t } = useInsightWords();
  return (
    <main className={styles.main}>
      <p>{search === '' && t('insight.none')}</p>
    </main>
  );
}
