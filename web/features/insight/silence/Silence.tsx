import { useState } from 'react';
import type { OutputOf } from '../../../../src/contract/api.ts';
import { usePerson } from '../../../session.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { LinkButton } from '../../../ui/Button.tsx';
import { Empty } from '../../../ui/Empty.tsx';
import { networkName } from '../../../ui/networks.ts';
import { useAsked } from '../../../use-asked.ts';
import { Card, One } from '../Card.tsx';
import { Bars } from '../charts/Bars.tsx';
import { Definition } from '../Definition.tsx';
import figure from '../Figure.module.css';
import { FigureTable } from '../FigureTable.tsx';
import { count, percent } from '../numbers.ts';
import type { PartProps } from '../parts.ts';
import { RowsLink } from '../RowsLink.tsx';
import { queryOf, type Slice } from '../slice.ts';
import { TurnTable } from '../TurnTable.tsx';
import { useInsightWords } from '../words.ts';
import { Factors } from './Factors.tsx';

export type SilenceReport = OutputOf<'readSilence'>;

/** Who was met by silence, and what that costs: every factor is shown and can be changed. */
export function Silence({ slice }: PartProps) {
  const { t } = useInsightWords();
  const { brand } = usePerson();
  const [asked, again] = useAsked('readSilence', { brand: brand.id, query: queryOf(slice) });
  return (
    <AskedView asked={asked} again={again}>
      {report =>
        report.turns === 0 ? (
          <Empty icon="insight" title={t('insight.none')}>
            {t('insight.noneLead')}
          </Empty>
        ) : (
          <Told report={report} slice={slice} again={again} />
        )
      }
    </AskedView>
  );
}

type Props = { report: SilenceReport; slice: Slice; again: () => void };

function Told({ report, slice, again }: Props) {
  const { t, language } = useInsightWords();
  const { silent, turns, unanswered, late, waiting, customers } = report;
  return (
    <>
      <section className={figure.hero}>
        <div>
          <h2>{t('sil.title')}</h2>
          {silent === 0 ? (
            <p className={figure.says}>{t('sil.none')}</p>
          ) : (
            <>
              <p className={figure.number}>
                <RowsLink slice={slice} asked={{ standing: 'silent' }}>
                  {count(silent, language)}
                </RowsLink>
              </p>
              <p className={figure.name}>{t('sil.silent', { n: silent })}</p>
              <p>{t('sil.says', { turns, unanswered, waiting, late: late - waiting, customers })}</p>
            </>
          )}
          <Definition name="silence" barred />
        </div>
        <Factors key={JSON.stringify(report.factors)} report={report} again={again} />
      </section>
      {silent > 0 && (
        <>
          <One>
            <ByNetwork report={report} slice={slice} />
          </One>
          <Who slice={slice} silent={silent} />
        </>
      )}
    </>
  );
}

function ByNetwork({ report: { parts }, slice }: Omit<Props, 'again'>) {
  const { t, language } = useInsightWords();
  const [asTable, setAsTable] = useState(false);
  const [worst] = parts.toSorted((a, b) => b.silent / b.turns - a.silent / a.turns);
  const says =
    worst &&
    t('sil.byNetworkSays', {
      network: networkName(worst.network),
      share: percent(worst.silent / worst.turns, language),
    });
  const opened = (network: string, n: number, asked: Parameters<typeof RowsLink>[0]['asked']) => (
    <RowsLink slice={{ ...slice, network: [network] }} {...(asked ? { asked } : {})}>
      {count(n, language)}
    </RowsLink>
  );
  return (
    <Card title={t('sil.byNetwork')} says={says}>
      {asTable ? (
        <FigureTable
          caption={t('sil.byNetwork')}
          file="silence-by-network"
          rows={parts}
          keyOf={({ network }) => network}
          columns={[
            {
              id: 'network',
              label: t('exp.by.network'),
              value: row => row.network,
              show: row => networkName(row.network),
            },
            {
              id: 'unanswered',
              label: t('sil.unanswered'),
              kind: 'number',
              value: row => row.unanswered,
              show: row => opened(row.network, row.unanswered, { outcome: 'unanswered' }),
            },
            {
              id: 'late',
              label: t('sil.late'),
              kind: 'number',
              value: row => row.late,
              show: row => opened(row.network, row.late, { standing: 'late' }),
            },
            {
              id: 'silent',
              label: t('sil.both'),
              kind: 'number',
              value: row => row.silent,
              show: row => opened(row.network, row.silent, { standing: 'silent' }),
            },
            {
              id: 'share',
              label: t('sil.share'),
              kind: 'number',
              value: row => row.silent / row.turns,
              show: row => percent(row.silent / row.turns, language),
            },
          ]}
        />
      ) : (
        <Bars
          label={t('sil.byNetwork')}
          lines={parts.map(row => ({
            key: row.network,
            name: networkName(row.network),
            share: row.silent / row.turns,
            words: percent(row.silent / row.turns, language),
            meaning: 'broken',
            opens: opened(row.network, row.silent, { standing: 'silent' }),
          }))}
        />
      )}
      <p className={figure.opens}>
        <LinkButton aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? t('insight.asPicture') : t('insight.asTable')}
        </LinkButton>
      </p>
    </Card>
  );
}

const SHOWN = 10;

function Who({ slice, silent }: { slice: Slice; silent: number }) {
  const { t } = useInsightWords();
  const { brand } = usePerson();
  const query = { ...queryOf(slice), standing: 'silent' as const, limit: String(SHOWN) };
  const [asked, again] = useAsked('listInsightRows', { brand: brand.id, query });
  return (
    <One>
      <Card title={t('sil.who')} says={t('sil.whoSays')}>
        <AskedView asked={asked} again={again}>
          {page => <TurnTable rows={page.rows} timeZone={page.timeZone} />}
        </AskedView>
        <p className={figure.opens}>
          <RowsLink slice={slice} asked={{ standing: 'silent' }}>
            {t('sil.all', { n: silent })}
          </RowsLink>
        </p>
      </Card>
    </One>
  );
}
