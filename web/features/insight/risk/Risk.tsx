import type { OutputOf } from '../../../../src/contract/api.ts';
import { usePerson } from '../../../session.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { LinkButton } from '../../../ui/Button.tsx';
import { networkName } from '../../../ui/networks.ts';
import { useAsked } from '../../../use-asked.ts';
import { One, Two } from '../Card.tsx';
import { Bars } from '../charts/Bars.tsx';
import { Chart } from '../charts/Chart.tsx';
import { Definition } from '../Definition.tsx';
import figure from '../Figure.module.css';
import { count } from '../numbers.ts';
import type { PartProps } from '../parts.ts';
import { queryOf, type Slice } from '../slice.ts';
import { Without } from '../Without.tsx';
import { useInsightWords } from '../words.ts';
import { Calibration } from './Calibration.tsx';
import { EndsByWeek, WhatBecame } from './Ends.tsx';
import { Judged } from './Judged.tsx';
import { RisksNow } from './RisksNow.tsx';

export type Report = OutputOf<'readRiskReport'>;

/** Who may be lost now and why; and whether to believe it. */
export function Risk({ slice, onSlice, kept, onKeep }: PartProps) {
  const { brand } = usePerson();
  const [asked, again] = useAsked('readRiskReport', { brand: brand.id, query: queryOf(slice) });
  const judged = kept['judged'];
  if (judged !== undefined) return <Judged slice={slice} which={judged} />;
  return (
    <AskedView asked={asked} again={again}>
      {report => (
        <>
          <Hero report={report} slice={slice} />
          {report.now.mayLeave > 0 && (
            <Two>
              <ByNetwork report={report} slice={slice} onSlice={onSlice} />
              <ByTeam report={report} slice={slice} onSlice={onSlice} />
            </Two>
          )}
          <Two>
            <Calibration report={report} onOpen={which => onKeep('judged', which)} />
            <WhatBecame report={report} onOpen={which => onKeep('judged', which)} />
          </Two>
          <One>
            <EndsByWeek report={report} />
            <Without filters={report.without} />
          </One>
        </>
      )}
    </AskedView>
  );
}

function Hero({ report, slice }: { report: Report; slice: Slice }) {
  const { t, language } = useInsightWords();
  const { likely, mayLeave } = report.now;
  return (
    <section className={figure.hero}>
      <div>
        <h2>{t('riskNow.title')}</h2>
        <p className={figure.number}>{count(likely, language)}</p>
        <p className={figure.name}>{t('riskNow.likely', { n: likely })}</p>
        <p>{t('riskNow.may', { n: mayLeave })}</p>
        <Definition name="risk" barred />
      </div>
      <RisksNow slice={slice} />
    </section>
  );
}

type PartsProps = { report: Report; slice: Slice; onSlice: (slice: Slice) => void };

function ByNetwork({ report, slice, onSlice }: PartsProps) {
  const { t } = useInsightWords();
  const lines = report.now.networks.map(({ network, ...counts }) => ({
    key: network,
    name: networkName(network),
    onOpen: () => onSlice({ ...slice, network: [network] }),
    ...counts,
  }));
  const says = t('riskNow.networksSay');
  return <Where title={t('riskNow.byNetwork')} says={says} file="risk-by-network" lines={lines} />;
}

function ByTeam({ report, slice, onSlice }: PartsProps) {
  const { t } = useInsightWords();
  const lines = report.now.teams.map(({ teamId, name, ...counts }) => ({
    key: teamId ?? 'none',
    name: name ?? t('riskNow.noTeam'),
    onOpen: () => onSlice({ ...slice, team: [teamId ?? 'none'] }),
    ...counts,
  }));
  return <Where title={t('riskNow.byTeam')} says={t('riskNow.teamsSay')} file="risk-by-team" lines={lines} />;
}

type WhereLine = { key: string; name: string; likely: number; mayLeave: number; onOpen: () => void };

function Where({ title, says, file, lines }: { title: string; says: string; file: string; lines: WhereLine[] }) {
  const { t } = useInsightWords();
  const most = Math.max(1, ...lines.map(({ mayLeave }) => mayLeave));
  return (
    <Chart
      title={title}
      says={says}
      table={{
        caption: title,
        file,
        rows: lines,
        keyOf: line => line.key,
        columns: [
          { id: 'where', label: t('riskNow.where'), kind: 'words', value: line => line.name },
          { id: 'likely', label: t('risk.likely'), kind: 'number', value: line => line.likely },
          { id: 'may_leave', label: t('risk.may'), kind: 'number', value: line => line.mayLeave },
        ],
      }}
    >
      {() => (
        <Bars
          label={title}
          lines={lines.map(({ key, name, likely, mayLeave, onOpen }) => ({
            key,
            name: (
              <LinkButton onClick={onOpen}>
                <bdi>{name}</bdi>
              </LinkButton>
            ),
            share: mayLeave / most,
            words: t('riskNow.counts', { likely, may: mayLeave }),
            meaning: likely > 0 ? ('broken' as const) : ('plain' as const),
          }))}
        />
      )}
    </Chart>
  );
}
