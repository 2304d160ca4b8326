import { useEffect, useState } from 'react';
import type { OutputOf } from '../../../../src/contract/api.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { LinkButton } from '../../../ui/Button.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { networkName } from '../../../ui/networks.ts';
import { RouteLink } from '../../../ui/RouteLink.tsx';
import table from '../../../ui/Table.module.css';
import { useAsked } from '../../../use-asked.ts';
import list from '../Listening.module.css';
import { nameOf, type QueryRow } from '../QueryList.tsx';
import { type Behind, ComplaintList } from './ComplaintList.tsx';
import styles from './Figures.module.css';
import { lastDayOf, rateWords, StillCell, stillWords } from './figure-words.tsx';
import { Missed } from './Missed.tsx';
import { dayOf, percent } from './percent.ts';

type Figures = OutputOf<'unheard'>;
type Figure = Figures['whole'];

/** How much of what is said about us is heard, each figure beside its definition and opening the complaints behind it. */
export function FiguresScreen({ queries }: { queries: readonly QueryRow[] }) {
  const { t, language } = useWords();
  const { brand } = usePerson();
  const [asked, again] = useAsked('unheard', { brand: brand.id });
  const [behind, setBehind] = useState<Behind | null>(null);
  useEffect(() => {
    document.title = `${t('figures.title')} · Heed`;
  }, [t]);
  return (
    <main className={list.main}>
      <header className={list.head}>
        <RouteLink className={list.back} to={{ screen: 'listening', query: null }}>
          <Icon name="back" size={16} /> {t('listening.queries')}
        </RouteLink>
        <h2>{t('figures.title')}</h2>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={list.scroll} tabIndex={0} aria-label={t('figures.title')}>
        <AskedView asked={asked} again={again}>
          {figures => (
            <>
              <p className={styles.period}>
                {t('figures.period', {
                  from: dayOf(figures.fromWeek, language),
                  to: lastDayOf(figures.toWeek, language),
                })}
              </p>
              <Whole figures={figures} onOpen={setBehind} />
              {behind !== null && (
                <ComplaintList key={JSON.stringify(behind)} behind={behind} onClose={() => setBehind(null)} />
              )}
              <Parts figures={figures} queries={queries} onOpen={setBehind} />
            </>
          )}
        </AskedView>
      </section>
    </main>
  );
}

type OnOpen = (behind: Behind) => void;

function Whole({ figures, onOpen }: { figures: Figures; onOpen: OnOpen }) {
  const { t, language } = useWords();
  const { whole, fromWeek } = figures;
  const { still } = whole;
  return (
    <div className={styles.whole}>
      <section className={styles.figure}>
        <h3>{t('figures.unheard')}</h3>
        <b className={styles.big}>
          {whole.standing === 'enough' && whole.rate !== null
            ? percent(whole.rate, language)
            : whole.complaints > 0
              ? `${whole.untagged} / ${whole.complaints}`
              : '–'}
        </b>
        <p className={styles.sentence}>{rateWords(whole, t, language)}</p>
        <p className={styles.means}>{t('figures.unheardMeans')}</p>
        {whole.complaints > 0 && (
          <LinkButton onClick={() => onOpen({ name: t('figures.everything'), since: fromWeek })}>
            {t('figures.rows')}
          </LinkButton>
        )}
      </section>
      <section className={styles.figure}>
        <h3>{t('figures.still')}</h3>
        <b className={styles.big}>
          {still.kind === 'estimate'
            ? t('figures.stillAbout', { n: still.unheard ?? 0 })
            : still.kind === 'too few'
              ? t('figures.atLeast', { n: still.atLeast ?? 0 })
              : '–'}
        </b>
        <p className={styles.sentence}>
          {stillWords(still, t)}{' '}
          {still.kind !== 'nothing' &&
            t('figures.looks', { first: still.first, second: still.second, both: still.both })}
        </p>
        <p className={styles.means}>{t('figures.stillMeans')}</p>
      </section>
      <Missed />
    </div>
  );
}

type Line = { key: string; name: string; figure: Figure; behind: Behind | null };

function Parts({ figures, queries, onOpen }: { figures: Figures; queries: readonly QueryRow[]; onOpen: OnOpen }) {
  const { t, language } = useWords();
  const { networks, weeks, fromWeek } = figures;
  const names = new Map(queries.map(row => [row.id, nameOf(row)]));
  const byNetwork = networks.map((figure): Line => {
    const name = networkName(figure.network);
    return { key: figure.network, name, figure, behind: { name, network: figure.network, since: fromWeek } };
  });
  const byQuery = figures.queries.map((figure): Line => {
    const name = names.get(figure.queryId) ?? '';
    return { key: figure.queryId, name, figure, behind: { name, query: figure.queryId, since: fromWeek } };
  });
  const byWeek = weeks.map((figure): Line => {
    const name = `${dayOf(figure.week, language)} – ${lastDayOf(figure.week, language)}`;
    return { key: figure.week, name, figure, behind: figure.kept ? { name, week: figure.week } : null };
  });
  return (
    <>
      <PartTable title={t('figures.byNetwork')} lines={byNetwork} onOpen={onOpen} />
      <PartTable title={t('figures.byQuery')} means={t('figures.byQueryMeans')} lines={byQuery} onOpen={onOpen} />
      <PartTable title={t('figures.byWeek')} means={t('figures.byWeekMeans')} lines={byWeek} onOpen={onOpen} />
    </>
  );
}

function PartTable({ title, means, lines, onOpen }: { title: string; means?: string; lines: Line[]; onOpen: OnOpen }) {
  const { t, language } = useWords();
  if (lines.length === 0) return null;
  return (
    <section className={styles.part}>
      <h3>{title}</h3>
      {means && <p className={styles.means}>{means}</p>}
      <div className={styles.wide}>
        <table className={`${table.table} ${styles.table}`} aria-label={title}>
          <thead>
            <tr>
              <th scope="col">{title}</th>
              <th scope="col" className={table.number}>
                {t('figures.complaints')}
              </th>
              <th scope="col" className={table.number}>
                {t('figures.untagged')}
              </th>
              <th scope="col" className={table.number}>
                {t('figures.share')}
              </th>
              <th scope="col" className={table.number}>
                {t('figures.still')}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ key, name, figure, behind }) => (
              <tr key={key}>
                <th scope="row" className={styles.name}>
                  {behind === null ? (
                    <span title={t('figures.forgotten')}>{name}</span>
                  ) : (
                    <LinkButton onClick={() => onOpen(behind)}>
                      <bdi>{name}</bdi>
                    </LinkButton>
                  )}
                </th>
                <td className={table.number}>{figure.complaints.toLocaleString(language)}</td>
                <td className={table.number}>{figure.untagged.toLocaleString(language)}</td>
                <td className={table.number}>
                  {figure.standing === 'enough' && figure.rate !== null ? (
                    <>
                      {percent(figure.rate, language)}
                      <small>
                        {percent(figure.interval.low, language)} – {percent(figure.interval.high, language)}
                      </small>
                    </>
                  ) : (
                    '–'
                  )}
                </td>
                <td className={table.number}>
                  <StillCell still={figure.still} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
