import { useEffect, useState } from 'react';
import type { OutputOf, QueryOf } from '../../../src/contract/api.ts';
import { DECISIONS, NOW_STANDINGS, TURN_OUTCOMES, TURN_STANDINGS } from '../../../src/core/insight/turn-row.ts';
import { address, ask } from '../../api.ts';
import { go } from '../../routes.ts';
import { usePerson } from '../../session.ts';
import { AskedView } from '../../ui/AskedView.tsx';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { useAsked } from '../../use-asked.ts';
import { useDeed } from '../settings/use-deed.ts';
import { Bar } from './Bar.tsx';
import type { Choices } from './filters.ts';
import styles from './Insight.module.css';
import { count } from './numbers.ts';
import { type RowsAsked, rowsSearch } from './RowsLink.tsx';
import { askedWords } from './rows-words.ts';
import { queryOf, readSlice, restOf } from './slice.ts';
import { TurnTable } from './TurnTable.tsx';
import { useInsightWords } from './words.ts';

type Page = OutputOf<'listInsightRows'>;
type Query = QueryOf<'listInsightRows'>;

const AT_ONCE = 50;

/** The turns behind a figure, newest first; each opens its conversation. */
export function Rows({ search, choices }: { search: string; choices: Choices | null }) {
  const words = useInsightWords();
  const { t, language } = words;
  const { brand } = usePerson();
  const slice = readSlice(search);
  const wanted = readWanted(search);
  const { live, ...rest } = wanted;
  const query = { ...queryOf(slice), ...rest, ...(live && { live: 'true' }), limit: AT_ONCE } as Query;
  const [asked, again] = useAsked('listInsightRows', { brand: brand.id, query });
  const title = askedWords(wanted, words);
  useEffect(() => {
    document.title = `${title} · ${t('nav.insight')} · Heed`;
  }, [title, t]);
  return (
    <main className={styles.main}>
      <Bar
        slice={slice}
        choices={choices}
        onSlice={next => go({ screen: 'insight', part: 'rows', search: rowsSearch(next, wanted) })}
        withPeriod
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={styles.body} tabIndex={0} aria-label={title}>
        <header className={styles.rowsHead}>
          <Button look="quiet" size="small" onClick={() => history.back()}>
            <Icon name="back" size={16} /> {t('rows.back')}
          </Button>
          <h2>{title}</h2>
          {asked.kind === 'ready' && <span>{t('insight.turns', { n: asked.value.total ?? 0 })}</span>}
        </header>
        <AskedView asked={asked} again={again} rows={8}>
          {page =>
            page.rows.length === 0 ? (
              <Empty icon="insight" title={t('rows.none')}>
                {t('insight.noneLead')}
              </Empty>
            ) : (
              <>
                <Pages key={search} first={page} query={query} />
                <p className={styles.rowsFoot}>
                  <a
                    href={address('listInsightRows', { brand: brand.id, query: { ...query, format: 'csv' } as Query })}
                    download
                  >
                    {t('rows.csv', { n: count(page.total ?? 0, language) })}
                  </a>{' '}
                  <a
                    href={address('listInsightRows', { brand: brand.id, query: { ...query, format: 'json' } as Query })}
                    download
                  >
                    JSON
                  </a>
                </p>
              </>
            )
          }
        </AskedView>
      </section>
    </main>
  );
}

/** What was read, and more of it as long as there is. */
function Pages({ first, query }: { first: Page; query: Query }) {
  const { t } = useInsightWords();
  const { brand } = usePerson();
  const deed = useDeed();
  const [more, setMore] = useState<{ rows: Page['rows']; next: string | null }>({ rows: [], next: first.next });
  async function read(after: string) {
    await deed.run(async () => {
      const page = await ask('listInsightRows', { brand: brand.id, query: { ...query, after } });
      setMore(before => ({ rows: [...before.rows, ...page.rows], next: page.next }));
    });
  }
  const { next } = more;
  return (
    <>
      <TurnTable rows={[...first.rows, ...more.rows]} timeZone={first.timeZone} />
      {next !== null && (
        <p className={styles.more}>
          <Button disabled={deed.busy} onClick={() => read(next)}>
            {t('rows.more')}
          </Button>
        </p>
      )}
    </>
  );
}

/** What the address asks for besides the slice; what it does not know is left out. */
export function readWanted(search: string): RowsAsked {
  const said = restOf(search);
  const wanted: RowsAsked = {};
  const outcome = TURN_OUTCOMES.find(one => one === said['outcome']);
  const standing = TURN_STANDINGS.find(one => one === said['standing']);
  if (outcome) wanted.outcome = outcome;
  if (standing) wanted.standing = standing;
  for (const name of ['fromSeconds', 'toSeconds', 'slot', 'hour'] as const) {
    const value = Number(said[name] ?? Number.NaN);
    if (Number.isFinite(value)) wanted[name] = value;
  }
  const now = NOW_STANDINGS.find(one => one === said['now']);
  const today = DECISIONS.find(one => one === said['today']);
  if (now) wanted.now = now;
  if (today) wanted.today = today;
  if (said['live'] === 'true') wanted.live = true;
  if (said['agent']) wanted.agent = said['agent'];
  return wanted;
}
