import { useState } from 'react';
import type { OutputOf } from '../../../../src/contract/api.ts';
import { ask } from '../../../api.ts';
import { usePerson } from '../../../session.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Empty } from '../../../ui/Empty.tsx';
import { networkName } from '../../../ui/networks.ts';
import { RouteLink } from '../../../ui/RouteLink.tsx';
import { oneLine } from '../../../ui/safe-text.ts';
import { nowMs } from '../../../ui/tick.ts';
import { useAsked } from '../../../use-asked.ts';
import { partWords, scoreMeans } from '../../desk/readings/risk-words.ts';
import { useDeed } from '../../settings/use-deed.ts';
import { Card } from '../Card.tsx';
import figure from '../Figure.module.css';
import { FigureTable } from '../FigureTable.tsx';
import { span } from '../numbers.ts';
import { queryOf, type Slice } from '../slice.ts';
import { useInsightWords } from '../words.ts';

type Row = OutputOf<'listRisksNow'>['rows'][number];
const AT_ONCE = 10;

/** The likeliest to be lost first, each with the reasons in words, and the way to the conversation. */
export function RisksNow({ slice }: { slice: Slice }) {
  const { t } = useInsightWords();
  const { brand } = usePerson();
  const query = { ...queryOf(slice), from: 20, limit: AT_ONCE };
  const [asked, again] = useAsked('listRisksNow', { brand: brand.id, query });
  return (
    <Card title={t('riskNow.list')}>
      <AskedView asked={asked} again={again}>
        {page =>
          page.rows.length === 0 ? (
            <Empty icon="insight" title={t('riskNow.none')}>
              {t('riskNow.noneWhy')}
            </Empty>
          ) : (
            <Pages
              key={JSON.stringify(query)}
              first={page}
              read={after => ask('listRisksNow', { brand: brand.id, query: { ...query, after } })}
            />
          )
        }
      </AskedView>
    </Card>
  );
}

type Page = OutputOf<'listRisksNow'>;

function Pages({ first, read }: { first: Page; read: (after: string) => Promise<Page> }) {
  const { t } = useInsightWords();
  const deed = useDeed();
  const [more, setMore] = useState<Page>({ rows: [], next: first.next });
  const { next } = more;
  return (
    <>
      <RiskTable rows={[...first.rows, ...more.rows]} />
      {next !== null && (
        <p className={figure.opens}>
          <Button
            disabled={deed.busy}
            onClick={() =>
              deed.run(async () => {
                const page = await read(next);
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

function RiskTable({ rows }: { rows: readonly Row[] }) {
  const words = useInsightWords();
  const { t, language } = words;
  const why = (row: Row) => row.parts.map(part => partWords(part, words)).join(' · ');
  const waits = ({ waitsSince }: Row) =>
    waitsSince === null ? null : Math.max(0, (nowMs() - Date.parse(waitsSince)) / 1000);
  return (
    <FigureTable
      caption={t('work.inRows', { what: t('riskNow.list') })}
      file="at-risk-now"
      rows={rows}
      keyOf={row => row.id}
      columns={[
        {
          id: 'who',
          label: t('riskNow.who'),
          value: row => row.name ?? row.handle,
          show: row => (
            <>
              <RouteLink to={{ screen: 'desk', conversation: row.id }}>
                <bdi>{oneLine(row.name ?? row.handle ?? '') || t('rows.unknown')}</bdi>
              </RouteLink>
              <small>
                {networkName(row.network)}
                {row.teamName !== null && ` · ${row.teamName}`}
              </small>
            </>
          ),
        },
        {
          id: 'score',
          label: t('riskNow.score'),
          kind: 'number',
          value: row => row.score,
          show: row => <span title={scoreMeans(row.score, words)}>{row.score}</span>,
        },
        { id: 'why', label: t('riskNow.why'), kind: 'words', value: why },
        {
          id: 'waits_seconds',
          label: t('riskNow.waits'),
          kind: 'number',
          value: waits,
          show: row => {
            const seconds = waits(row);
            return seconds === null ? t('riskNow.no') : t('riskNow.since', { time: span(seconds, language) });
          },
        },
      ]}
    />
  );
}
