import type { OutputOf } from '../../../src/contract/api.ts';
import { go } from '../../routes.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { Badge } from '../../ui/Badge.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { RouteLink } from '../../ui/RouteLink.tsx';
import { oneLine } from '../../ui/safe-text.ts';
import { AuditCard } from './audit/AuditCard.tsx';
import type { Burst } from './bursts/use-bursts.ts';
import { rounded } from './figures/percent.ts';
import styles from './Listening.module.css';

export type QueryRow = OutputOf<'listQueries'>['rows'][number];

/** `bursts`: those that go on. */
type Props = { rows: readonly QueryRow[]; chosen: string | null; bursts: readonly Burst[] };

const TOLD = [
  { page: 'figures', label: 'figures.title' },
  { page: 'bursts', label: 'burst.title' },
] as const;

/** Every query with how much it heard lately, and which share of that tagged nobody. */
export function QueryList({ rows, chosen, bursts }: Props) {
  const { t } = useWords();
  const loud = new Map(bursts.map(burst => [burst.queryId, burst]));
  const { may } = usePerson();
  return (
    <section className={styles.queries} aria-label={t('listening.queries')}>
      <header className={styles.head}>
        <h1>{t('nav.listening')}</h1>
        {may('lead') && (
          <>
            <IconButton
              icon="search"
              label={t('listening.lookAround')}
              onClick={() => go({ screen: 'listening', query: 'discover' })}
            />
            <IconButton
              icon="plus"
              label={t('listening.new')}
              onClick={() => go({ screen: 'listening', query: 'new' })}
            />
          </>
        )}
      </header>
      <nav className={styles.scroll} aria-label={t('listening.queries')}>
        <RouteLink
          className={chosen === null ? `${styles.query} ${styles.on}` : styles.query}
          to={{ screen: 'listening', query: null }}
          aria-current={chosen === null ? 'page' : undefined}
        >
          <b>{t('listening.everything')}</b>
          <Volume matched={sum(rows, 'matched')} untagged={sum(rows, 'untagged')} />
        </RouteLink>
        {rows.map(row => (
          <RouteLink
            key={row.id}
            className={row.id === chosen ? `${styles.query} ${styles.on}` : styles.query}
            to={{ screen: 'listening', query: row.id }}
            aria-current={row.id === chosen ? 'page' : undefined}
          >
            <b>
              <bdi>{nameOf(row)}</bdi> {row.fault && <Badge meaning="broken">{t('listening.unreadable')}</Badge>}
              <Loud burst={loud.get(row.id)} />
            </b>
            <Volume {...row.lately} />
          </RouteLink>
        ))}
        <span className={styles.group} aria-hidden="true" />
        {TOLD.map(({ page, label }) => (
          <RouteLink
            key={page}
            className={
              page === chosen ? `${styles.query} ${styles.told} ${styles.on}` : `${styles.query} ${styles.told}`
            }
            to={{ screen: 'listening', query: page }}
            aria-current={page === chosen ? 'page' : undefined}
          >
            <b>
              {t(label)} {page === 'bursts' && <Loud burst={bursts[0]} />}
            </b>
          </RouteLink>
        ))}
      </nav>
      <AuditCard />
    </section>
  );
}

function Loud({ burst }: { burst: Burst | undefined }) {
  const { t, language } = useWords();
  if (burst === undefined) return null;
  return <Badge meaning="soon">{t('burst.times', { times: rounded(burst.times, language) })}</Badge>;
}

function Volume({ matched, untagged }: { matched: number; untagged: number }) {
  const { t } = useWords();
  return (
    <span className={styles.quiet}>
      {t('listening.volume', { n: matched })}
      {matched > 0 && (
        <>
          {' · '}
          <span className={styles.heard}>
            {t('listening.untaggedShare', { percent: Math.round((100 * untagged) / matched) })}
          </span>
        </>
      )}
    </span>
  );
}

function sum(rows: readonly QueryRow[], of: 'matched' | 'untagged'): number {
  return rows.reduce((total, row) => total + row.lately[of], 0);
}

/** A query without a name is called by its words. */
export function nameOf(row: Pick<QueryRow, 'name' | 'text'>): string {
  return oneLine(row.name || row.text);
}
