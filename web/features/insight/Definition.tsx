import type { InsightKey } from '../../strings/insight-words.ts';
import styles from './Figure.module.css';
import { useInsightWords } from './words.ts';

/** The figures that have a definition: `def.NAME` and its title `def.NAME.name` among the words of Insight. */
export type DefinitionName = { [K in InsightKey]: K extends `def.${infer N}.name` ? N : never }[InsightKey];

/** What a figure means, in the words that `docs/definitions.md` has as well. `barred`: beside the one number of a page. */
export function Definition({ name, barred = false }: { name: DefinitionName; barred?: boolean }) {
  const { t } = useInsightWords();
  return <p className={barred ? `${styles.def} ${styles.barred}` : styles.def}>{t(`def.${name}` as InsightKey)}</p>;
}
