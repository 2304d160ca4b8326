import { Suspense, useEffect } from 'react';
import { go } from '../../routes.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { RouteLink } from '../../ui/RouteLink.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useAsked } from '../../use-asked.ts';
import { Bar } from './Bar.tsx';
import type { Choices } from './filters.ts';
import styles from './Insight.module.css';
import { percent } from './numbers.ts';
import { PARTS, type Part } from './parts.ts';
import { Rows } from './Rows.tsx';
import { queryOf, readSlice, restOf, type Slice, writeSlice } from './slice.ts';
import { useInsightWords } from './words.ts';

/** The rows behind a figure are a page of their own, which is not in the list. */
export const ROWS = 'rows';

/** Did we keep our word, and did it help? One question a page; which turns are meant stands in the address. */
export function Insight({ part, search }: { part: string | null; search: string }) {
  const { t } = useInsightWords();
  const { may } = usePerson();
  const open = PARTS.filter(one => may(one.needs));
  const here = open.find(one => one.part === part) ?? (part === ROWS ? null : open[0]);
  const slice = readSlice(search);
  const { brand } = usePerson();
  const [asked] = useAsked('listInsightChoices', { brand: brand.id, query: queryOf(slice) });
  const choices = asked.kind === 'ready' ? asked.value : null;
  return (
    <div className={styles.screen}>
      <nav className={styles.side} aria-label={t('nav.insight')}>
        <h1>{t('nav.insight')}</h1>
        <div className={styles.links}>
          {open.map(one => (
            <RouteLink
              key={one.part}
              to={{ screen: 'insight', part: one.part, search: writeSlice(slice) }}
              aria-current={one === here ? 'page' : undefined}
            >
              {t(one.label)}
              <SideFigure part={one.part} choices={choices} />
              {one.badge && (
                <Suspense fallback={null}>
                  <one.badge />
                </Suspense>
              )}
            </RouteLink>
          ))}
        </div>
      </nav>
      {here ? (
        <PartScreen here={here} slice={slice} search={search} choices={choices} />
      ) : (
        <Rows search={search} choices={choices} />
      )}
    </div>
  );
}

/** What a question comes to, so that the list tells how things stand. */
function SideFigure({ part, choices }: { part: string; choices: Choices | null }) {
  const { language } = useInsightWords();
  const shares: Record<string, number | null | undefined> = { promise: choices?.kept, expectation: choices?.met };
  const share = shares[part] ?? null;
  return share === null ? null : <span className={styles.end}>{percent(share, language)}</span>;
}

type ScreenProps = { here: Part; slice: Slice; search: string; choices: Choices | null };

function PartScreen({ here, slice, search, choices }: ScreenProps) {
  const { t } = useInsightWords();
  const { t: common } = useWords();
  const kept = restOf(search);
  const label = t(here.label);
  useEffect(() => {
    document.title = `${label} · ${t('nav.insight')} · Heed`;
  }, [label, t]);
  const open = (next: Slice, rest: Record<string, string | null>) =>
    go({ screen: 'insight', part: here.part, search: writeSlice(next, rest) });
  const Content = here.page;
  return (
    <main className={styles.main}>
      {here.bar !== 'none' && (
        <Bar
          slice={slice}
          choices={choices}
          onSlice={next => open(next, kept)}
          withPeriod={here.bar !== 'filters'}
          withFilters={here.bar !== 'period'}
        />
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section key={here.part} className={styles.body} tabIndex={0} aria-label={label}>
        <Suspense fallback={<Skeleton rows={6} label={common('common.loading')} />}>
          <Content
            slice={slice}
            onSlice={next => open(next, kept)}
            kept={kept}
            onKeep={(name, value) => open(slice, { ...kept, [name]: value })}
          />
        </Suspense>
      </section>
    </main>
  );
}
