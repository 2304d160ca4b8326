import { useWords } from '../../../strings/words.ts';
import { FoundPost } from '../FoundPost.tsx';
import styles from './Audit.module.css';
import type { AuditView } from './Audit.tsx';

type Result = AuditView['result'];
type Part = Result['near'];

/** What the posts that were read tell of all that no query caught, and those the queries missed. */
export function AuditResult({ audit }: { audit: AuditView }) {
  const { t } = useWords();
  const missed = audit.posts.filter(
    ({ mark, caught, forgotten }) => mark === 'complaint' && caught === false && !forgotten,
  );
  return (
    <section className={styles.result} aria-label={t('audit.result')}>
      <h3>{t('audit.result')}</h3>
      <p className={styles.means}>{t('audit.resultMeans')}</p>
      <Weeks n={1} result={audit.result} />
      {audit.pooled.weeks > 1 && <Weeks n={audit.pooled.weeks} result={audit.pooled} />}
      {missed.length > 0 && (
        <>
          <h3>{t('audit.missed')}</h3>
          <p className={styles.means}>{t('audit.missedWhy')}</p>
          {missed.map(post => (
            <FoundPost key={post.id} found={post} brief />
          ))}
        </>
      )}
    </section>
  );
}

function Weeks({ n, result }: { n: number; result: Result }) {
  const { t } = useWords();
  return (
    <>
      <h4>{t('audit.pooled', { n })}</h4>
      <dl className={styles.parts}>
        <dt>{t('audit.near')}</dt>
        <dd>
          <PartWords part={result.near} />
        </dd>
        <dt>{t('audit.far')}</dt>
        <dd>
          <PartWords part={result.far} /> {result.far.posts > 0 && t('audit.farMeans')}
        </dd>
      </dl>
    </>
  );
}

function PartWords({ part }: { part: Part }) {
  const { t } = useWords();
  const { posts, read, found, missed, interval } = part;
  if (posts === 0) return t('audit.none');
  if (missed === null || interval === null) return t('audit.unread');
  const [low, high] = [Math.round(interval.low), Math.ceil(interval.high)];
  const said = t('audit.part', { found, read, posts });
  return `${said} ${found === 0 ? t('audit.upTo', { high }) : t('audit.about', { n: Math.round(missed), low, high })}`;
}
