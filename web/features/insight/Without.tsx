import figure from './Figure.module.css';
import { useInsightWords } from './words.ts';

/** Said where a figure cannot go by something the bar above asks for. */
export function Without({ filters }: { filters: readonly string[] }) {
  const { t, language } = useInsightWords();
  if (filters.length === 0) return null;
  const names = filters.map(name => t(`work.filter.${name}` as 'work.filter.team'));
  return <p className={figure.def}>{t('work.without', { filters: new Intl.ListFormat(language).format(names) })}</p>;
}
