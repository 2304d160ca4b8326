import type { OutputOf } from '../../../../src/contract/api.ts';
import { EXPECTATION_KINDS, type ExpectationKind } from '../../../../src/core/insight/insight-settings.ts';
import { usePerson } from '../../../session.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { Badge } from '../../../ui/Badge.tsx';
import { Empty } from '../../../ui/Empty.tsx';
import { useAsked } from '../../../use-asked.ts';
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

export type Report = OutputOf<'readExpectation'>;

/** The one number: the share of customers who had their answer while they were still content. */
export function Expectation({ slice, kept, onKeep }: PartProps) {
  const { brand } = usePerson();
  const kind = EXPECTATION_KINDS.find(one => one === kept['curve']);
  const query = { ...queryOf(slice), ...(kind && { curve: kind }) };
  const [asked, again] = useAsked('readExpectation', { brand: brand.id, query });
  return (
    <AskedView asked={asked} again={again}>
      {report => (
        <>
          <Hero report={report} slice={slice} onKind={next => onKeep('curve', next)} />
        </>
      )}
    </AskedView>
  );
}

type HeroProps = { report: Report; slice: Slice; onKind: (kind: ExpectationKind) => void };

function Hero({ report, slice, onKind }: HeroProps) {
  const { t } = useInsightWords();
  if (report.counts.turns === 0)
    return (
      <Empty icon="insight" title={t('insight.none')}>
        {t('insight.noneLead')}
      </Empty>
    );
  return (
    <section className={figure.hero}>
      <TheNumber report={report} onKind={onKind} />
      <TheCurve report={report} slice={slice} />
    </section>
  );
}

function TheNumber({ report, onKind }: Omit<HeroProps, 'slice'>) {
  const { t, language } = useInsightWords();
  const { counts, met, before, expectation } = report;
  const change = met && before.met ? Math.round(met.share * 100) - Math.round(before.met.share * 100) : null;
  return (
    <div>
      <h2>{t('exp.title')}</h2>
      {met === null || report.isFew ? (
        <Small>{t('insight.few', { n: counts.turns })}</Small>
      ) : (
        <>
          <p className={figure.number}>
            {Math.round(met.share * 100)}
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
            {t('exp.says', { met: Math.round(met.share * 100) })}{' '}
            {counts.never > 0 && t('exp.saysNever', { never: percent(counts.never / counts.turns, language) })}{' '}
            <span className={figure.interval}>
              {t('exp.likely', {
                low: percent(met.interval.low, language),
                high: percent(met.interval.high, language),
              })}
            </span>
          </p>
        </>
      )}
      <Definition name="coverage" barred />
      <fieldset className={figure.segments} aria-label={t('exp.curve')}>
        {EXPECTATION_KINDS.filter(kind => kind !== 'own' || expectation.kind === 'own').map(kind => (
          <button key={kind} type="button" aria-pressed={expectation.kind === kind} onClick={() => onKind(kind)}>
            {t(`exp.kind.${kind}`)}
          </button>
        ))}
      </fieldset>
    </div>
  );
}

function TheCurve({ report, slice }: { report: Report; slice: Slice }) {
  const { t, language } = useInsightWords();
  const { counts, curve, median, expectation } = report;
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
          expected={expectation.curve}
          never={counts.never / counts.turns}
          medianSeconds={median.seconds}
          marks={[{ seconds: 18_000, words: t('exp.average') }]}
        />
      )}
    </Chart>
  );
}
