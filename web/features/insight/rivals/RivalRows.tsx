import { useState } from 'react';
import type { OutputOf, QueryOf } from '../../../../src/contract/api.ts';
import { address, ask } from '../../../api.ts';
import { usePerson } from '../../../session.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Empty } from '../../../ui/Empty.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { RouteLink } from '../../../ui/RouteLink.tsx';
import { useAsked } from '../../../use-asked.ts';
import { useDeed } from '../../settings/use-deed.ts';
import { FigureTable } from '../FigureTable.tsx';
import insight from '../Insight.module.css';
import { span } from '../numbers.ts';
import { useInsightWords } from '../words.ts';
import { addresseeOf, type Company, keyOf, type Outcome } from './company.ts';
import styles from './Rivals.module.css';
import { networkWords } from './RivalTable.tsx';

type Query = QueryOf<'listRivalRows'>;
type Page = OutputOf<'listRivalRows'>;
type Row = Page['rows'][number];
type Props = {
  query: QueryOf<'readRivalsReport'>;
  company: Company;
  outcome: Outcome | null;
  timeZone: string;
};

const AT_ONCE = 50;
const TITLES = {
  answered: 'riv.rowsAnswered',
  waiting: 'riv.rowsWaiting',
  withdrawn: 'riv.rowsWithdrawn',
} as const;

/** The complaints behind a figure, newest first; each leads to its posts in public, ours to the conversation. */
export function RivalRows({ query, company, outcome, timeZone }: Props) {
  const words = useInsightWords();
  const { t } = words;
  const { brand } = usePerson();
  const wanted: Query = { ...query, company: keyOf(company), limit: AT_ONCE, ...(outcome && { outcome }) };
  const [asked, again] = useAsked('listRivalRows', { brand: brand.id, query: wanted });
  const title = t(outcome === null ? 'riv.rowsTitle' : TITLES[outcome], { name: addresseeOf(company, words) });
  return (
    <>
      <header className={insight.rowsHead}>
        <Button look="quiet" size="small" onClick={() => history.back()}>
          <Icon name="back" size={16} /> {t('rows.back')}
        </Button>
        <h2>{title}</h2>
      </header>
      <AskedView asked={asked} again={again} rows={8}>
        {page =>
          page.rows.length === 0 ? (
            <Empty icon="insight" title={t('riv.rowsNone')} />
          ) : (
            <>
              <Pages key={JSON.stringify(wanted)} first={page} query={wanted} caption={title} timeZone={timeZone} />
              <p className={insight.rowsFoot}>
                <a
                  href={address('listRivalRows', { brand: brand.id, query: { ...wanted, format: 'csv' } as Query })}
                  download
                >
                  {t('riv.csv')}
                </a>{' '}
                <a
                  href={address('listRivalRows', { brand: brand.id, query: { ...wanted, format: 'json' } as Query })}
                  download
                >
                  JSON
                </a>
              </p>
              <p className={styles.note}>{t('riv.forgotten')}</p>
            </>
          )
        }
      </AskedView>
    </>
  );
}

type PagesProps = { first: Page; query: Query; caption: string; timeZone: string };

function Pages({ first, query, caption, timeZone }: PagesProps) {
  const words = useInsightWords();
  const { t, language } = words;
  const { brand } = usePerson();
  const deed = useDeed();
  const [more, setMore] = useState<{ rows: Row[]; next: string | null }>({ rows: [], next: first.next });
  const when = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const { next } = more;
  return (
    <>
      <FigureTable
        caption={caption}
        file="rivals-complaints"
        rows={[...first.rows, ...more.rows]}
        keyOf={({ id }) => id}
        columns={[
          {
            id: 'opened_at',
            label: t('riv.when'),
            value: row => row.openedAt,
            show: row => when.format(new Date(row.openedAt)),
          },
          {
            id: 'network',
            label: t('riv.where'),
            value: row => row.network,
            show: row => networkWords(row.network, words),
          },
          { id: 'outcome', label: t('riv.became'), value: row => row.outcome, show: row => t(BECAME[row.outcome]) },
          {
            id: 'seconds',
            label: t('riv.time'),
            kind: 'number',
            value: row => row.seconds,
            show: row => (row.seconds === null ? '–' : span(row.seconds, language)),
          },
          { id: 'complaint', label: t('riv.post'), value: row => row.url, show: row => <TheirPost row={row} /> },
          {
            id: 'answer',
            label: t('riv.answer'),
            value: row => row.answerUrl,
            show: row => (row.answerUrl === null ? '–' : <Outside url={row.answerUrl}>{t('riv.answer')}</Outside>),
          },
        ]}
      />
      {next !== null && (
        <p className={insight.more}>
          <Button
            disabled={deed.busy}
            onClick={() =>
              deed.run(async () => {
                const page = await ask('listRivalRows', { brand: brand.id, query: { ...query, after: next } });
                setMore(before => ({ rows: [...before.rows, ...page.rows], next: page.next }));
              })
            }
          >
            {t('rows.more')}
          </Button>
        </p>
      )}
    </>
  );
}

const BECAME = { answered: 'riv.answered', waiting: 'riv.waiting', withdrawn: 'riv.withdrawn' } as const;

function TheirPost({ row }: { row: Row }) {
  const { t } = useInsightWords();
  if (row.conversationId !== null)
    return <RouteLink to={{ screen: 'desk', conversation: row.conversationId }}>{t('riv.conversation')}</RouteLink>;
  return row.url === null ? (
    <span className={styles.quiet}>{t('riv.noAddress')}</span>
  ) : (
    <Outside url={row.url}>{t('riv.post')}</Outside>
  );
}

function Outside({ url, children }: { url: string; children: string }) {
  return (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
