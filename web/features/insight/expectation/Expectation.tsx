import { useState } from 'react';
import type { OutputOf } from '../../../../src/contract/api.ts';
import type { ExpectationCurve } from '../../../../src/core/insight/expectation.ts';
import { EXPECTATION_KINDS, type ExpectationKind } from '../../../../src/core/insight/insight-settings.ts';
import { usePerson } from '../../../session.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { Badge } from '../../../ui/Badge.tsx';
import { Empty } from '../../../ui/Empty.tsx';
import { useAsked } from '../../../use-asked.ts';
import { One, Two } from '../Card.tsx';
import { Chart } from '../charts/Chart.tsx';
import { ResponseCurve } from '../charts/ResponseCurve.tsx';
import { Definition } from '../Definition.tsx';
import figure from '../Figure.module.css';
import { percent, points, span } from '../numbers.ts';
import type { PartProps } from '../parts.ts';
import { RowsLink } from '../RowsLink.tsx';
import { Small } from '../Small.tsx';
import { queryOf, type Slice } from '../slice.ts';
import { useInsightWords } from '../words.ts';
import { CurveEditor } from './CurveEditor.tsx';
import { HearingAndHandling } from './Delays.tsx';
import styles from './Expectation.module.css';
import { Kinds } from './Kinds.tsx';
import { OverTime } from './OverTime.tsx';
import { PartsOf } from './Parts.tsx';
import { WithinTable } from './WithinTable.tsx';

export type Report = OutputOf<'readExpectation'>;

/** The one number: the share of customers who had their answer while they were still content. */
export function Expectation(props: PartProps) {
  const { slice, kept } = props;
  const { t } = useInsightWords();
  const { brand } = usePerson();
  const kind = EXPECTATION_KINDS.find(one => one === kept['curve']);
  const query = { ...queryOf(slice), ...(kind && { curve: kind }) };
  const [asked, again] = useAsked('readExpectation', { brand: brand.id, query });
  return (
    <AskedView asked={asked} again={again}>
      {report =>
        report.counts.turns === 0 ? (
          <Empty icon="insight" title={t('insight.none')}>
            {t('insight.noneLead')}
          </Empty>
        ) : (
          <Answered {...props} report={report} again={again} />
        )
      }
    </AskedView>
  );
}

type AnsweredProps = PartProps & { report: Report; again: () => void };

function Answered({ report, again, ...props }: AnsweredProps) {
  const { slice, onKeep } = props;
  const [editing, setEditing] = useState(false);
  const [draft, setDraft] = useState<ExpectationCurve | null>(null);
  function done() {
    setEditing(false);
    setDraft(null);
    onKeep('curve', null);
    again();
  }
  return (
    <>
      <section className={figure.hero}>
        <TheNumber
          report={report}
          onKind={kind => onKeep('curve', kind)}
          onEdit={() => setEditing(true)}
          onUsed={done}
        />
        <TheCurve report={report} slice={slice} expected={draft ?? report.expectation.curve} />
      </section>
      {editing && <CurveEditor curve={report.expectation.curve} onDraft={setDraft} onDone={done} />}
      <Two>
        <WithinTable report={report} slice={slice} />
        <OverTime slice={slice} />
      </Two>
      <div className={styles.parts}>
        <PartsOf {...props} />
      </div>
      <One>
        <HearingAndHandling slice={slice} />
      </One>
    </>
  );
}

type NumberProps = { report: Report; onKind: (kind: ExpectationKind) => void; onEdit: () => void; onUsed: () => void };

function TheNumber({ report, onKind, onEdit, onUsed }: NumberProps) {
  const { t } = useInsightWords();
  const { counts, met } = report;
  return (
    <div>
      <h2>{t('exp.title')}</h2>
      {met === null || report.isFew ? (
        <Small>{t('insight.few', { n: counts.turns })}</Small>
      ) : (
        <MetWords report={report} met={met} />
      )}
      <Definition name="coverage" barred />
      <Kinds report={report} onKind={onKind} onEdit={onEdit} onUsed={onUsed} />
      <LeftOut counts={counts} />
    </div>
  );
}

function MetWords({ report, met }: { report: Report; met: NonNullable<Report['met']> }) {
  const { t, language, rich } = useInsightWords();
  const { counts, before } = report;
  const whole = Math.round(met.share * 100);
  const change = before.met ? whole - Math.round(before.met.share * 100) : null;
  return (
    <>
      <p className={figure.number}>
        {whole}
        <small>%</small>
      </p>
      <p className={figure.name}>
        {t('exp.name')}
        {change !== null && (
          <Badge meaning={change > 0 ? 'kept' : change < 0 ? 'broken' : 'plain'}>
            {change === 0 ? t('exp.same') : t('exp.up', { points: points(change / 100, language) })}
          </Badge>
        )}
      </p>
      <p>
        {rich('exp.says', { met: <b key="met">{t('exp.saysMet', { met: whole })}</b> })}{' '}
        {counts.never > 0 && t('exp.saysNever', { never: percent(counts.never / counts.turns, language) })}{' '}
        <span className={figure.interval}>
          {t('exp.likely', { low: percent(met.interval.low, language), high: percent(met.interval.high, language) })}
        </span>
      </p>
      {counts.waiting > 0 && (
        <p className={figure.def}>
          {t('exp.waiting', {
            n: counts.waiting,
            surely: percent(met.surely, language),
            best: percent(met.atBest, language),
          })}
        </p>
      )}
    </>
  );
}

/** What stands in no figure is counted beside them. */
function LeftOut({ counts: { notNeeded, withdrawn } }: { counts: Report['counts'] }) {
  const { t } = useInsightWords();
  if (notNeeded + withdrawn === 0) return null;
  return <p className={figure.def}>{t('exp.leftOut', { notNeeded, withdrawn })}</p>;
}

type CurveProps = { report: Report; slice: Slice; expected: ExpectationCurve };

function TheCurve({ report, slice, expected }: CurveProps) {
  const { t, language } = useInsightWords();
  const { counts, curve, median } = report;
  const values = {
    never: percent(counts.never / counts.turns, language),
    turns: counts.turns,
    waiting: counts.waiting,
  };
  const says =
    median.seconds === null
      ? t('exp.chartSaysNoHalf', values)
      : t('exp.chartSays', { ...values, median: span(median.seconds, language) });
  return (
    <Chart
      says={says}
      definition="curve"
      table={{
        caption: t('exp.chart'),
        file: 'response-curve',
        rows: curve,
        keyOf: ({ seconds }) => String(seconds),
        columns: [
          { id: 'seconds', label: t('exp.time'), value: row => row.seconds, show: row => span(row.seconds, language) },
          {
            id: 'answered_share',
            label: t('exp.answered'),
            kind: 'number',
            value: row => row.share,
            show: row => percent(row.share, language),
          },
          { id: 'low', label: '95% −', kind: 'number', value: row => row.low, show: row => percent(row.low, language) },
          {
            id: 'high',
            label: '95% +',
            kind: 'number',
            value: row => row.high,
            show: row => percent(row.high, language),
          },
        ],
      }}
      opens={<RowsLink slice={slice}>{t('insight.rows', { n: counts.turns })}</RowsLink>}
    >
      {width => (
        <ResponseCurve
          width={width}
          name={t('exp.chart')}
          ours={curve}
          expected={expected}
          never={counts.never / counts.turns}
          medianSeconds={median.seconds}
          marks={[{ seconds: 18_000, words: t('exp.average') }]}
        />
      )}
    </Chart>
  );
}
