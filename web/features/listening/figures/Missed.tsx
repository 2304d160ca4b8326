import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { RouteLink } from '../../../ui/RouteLink.tsx';
import { useAsked } from '../../../use-asked.ts';
import styles from './Figures.module.css';

/** The other way to the same question: what people found among posts no query caught. `bare`: title and meaning stand around it. */
export function Missed({ bare = false }: { bare?: boolean }) {
  const { t } = useWords();
  const { brand } = usePerson();
  const [asked] = useAsked('openAudit', { brand: brand.id });
  if (asked.kind !== 'ready') return null;
  const { posts, read, found, missed, interval } = asked.value.pooled.near;
  const [low, high] = [Math.round(interval?.low ?? 0), Math.ceil(interval?.high ?? 0)];
  return (
    <section className={bare ? undefined : styles.figure}>
      {!bare && <h3>{t('figures.missed')}</h3>}
      <b className={styles.big}>{missed === null ? '–' : t('figures.stillAbout', { n: Math.round(missed) })}</b>
      <p className={styles.sentence}>
        {missed !== null && `${t('figures.missedNear', { posts, read })} `}
        {missed === null
          ? t('audit.unread')
          : found === 0
            ? t('audit.upTo', { high })
            : t('audit.about', { n: Math.round(missed), low, high })}
      </p>
      {!bare && <p className={styles.means}>{t('audit.resultMeans')}</p>}
      <RouteLink to={{ screen: 'listening', query: 'audit' }}>{t('figures.toAudit')}</RouteLink>
    </section>
  );
}
