import { useEffect } from 'react';
import { onEvent } from '../../live/store.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { AskedView } from '../../ui/AskedView.tsx';
import { useAsked } from '../../use-asked.ts';
import { AuditScreen } from './audit/Audit.tsx';
import { BurstBanner } from './bursts/BurstBanner.tsx';
import { BurstsScreen } from './bursts/BurstsScreen.tsx';
import { going, useBursts } from './bursts/use-bursts.ts';
import { Discover } from './Discover.tsx';
import { FiguresScreen } from './figures/Figures.tsx';
import styles from './Listening.module.css';
import { QueryList } from './QueryList.tsx';
import { QueryScreen } from './QueryScreen.tsx';
import { Unanswered } from './Unanswered.tsx';

/** The address of a query that is not kept yet, and of the first look around. */
export const NEW_QUERY = 'new';
export const DISCOVER = 'discover';
/** And of what listening tells of itself. */
export const FIGURES = 'figures';
export const AUDIT = 'audit';
export const BURSTS = 'bursts';

const REFRESH_MS = 30_000;

/** What are they saying where nobody looks? Queries, what each hears, and who was never answered. */
export function Listening({ query }: { query: string | null }) {
  const { t } = useWords();
  const { brand, may } = usePerson();
  const [asked, again] = useAsked('listQueries', { brand: brand.id });
  const [bursts, readBursts] = useBursts();
  useEffect(() => {
    document.title = `${t('nav.listening')} · Heed`;
  }, [t]);
  useEffect(() => {
    const timer = setInterval(again, REFRESH_MS);
    const forget = onEvent(event => event.data.kind === 'settings.changed' && again());
    return () => {
      clearInterval(timer);
      forget();
    };
  }, [again]);
  return (
    <AskedView asked={asked} again={again}>
      {({ rows }) => {
        const isFirst = rows.length === 0 && query !== NEW_QUERY && may('lead');
        if (query === DISCOVER || isFirst) return <Discover isFirst={rows.length === 0} onKept={again} />;
        const chosen = rows.find(row => row.id === query) ?? null;
        const loud = going(bursts);
        return (
          <div className={styles.whole}>
            {query !== BURSTS && <BurstBanner bursts={loud} queries={rows} />}
            <div className={query === null ? `${styles.screen} ${styles.atList}` : styles.screen}>
              <QueryList rows={rows} chosen={query} bursts={loud} />
              {query === AUDIT ? (
                <AuditScreen />
              ) : query === BURSTS ? (
                <BurstsScreen asked={bursts} again={readBursts} queries={rows} />
              ) : query === FIGURES ? (
                <FiguresScreen queries={rows} />
              ) : query === NEW_QUERY || chosen !== null ? (
                <QueryScreen key={query} query={chosen} onChange={again} />
              ) : (
                <QueryScreen key="all" query={null} all onChange={again} />
              )}
              <Unanswered />
            </div>
          </div>
        );
      }}
    </AskedView>
  );
}
