import type { OutputOf } from '../../../../src/contract/api.ts';
import { usePerson } from '../../../session.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { useAsked } from '../../../use-asked.ts';
import { Card } from '../Card.tsx';
import { Chart } from '../charts/Chart.tsx';
import { Trend } from '../charts/Trend.tsx';
import figure from '../Figure.module.css';
import { count, percent, range } from '../numbers.ts';
import { RowsLink } from '../RowsLink.tsx';
import { Small } from '../Small.tsx';
import { queryOf, type Slice } from '../slice.ts';
import { useInsightWords } from '../words.ts';

type Report = OutputOf<'readExpectationTrend'>;
type Point = Report['rows'][number];

/** The one number day by day, week by week or month by month. */
export function OverTime({ slice }: { slice: Slice }) {
  const { t } = useInsightWords();
  const { brand } = usePerson();
  const [asked, again] = useAsked('readExpectationTrend', { brand: brand.id, query: queryOf(slice) });
  return (
    <AskedView asked={asked} again={again}>
      {trend =>
        trend.rows.filter(({ met }) => met !== null).length > 1 ? (
          <Line trend={trend} slice={slice} />
        ) : (
          <Card title={t('exp.trend')}>
            <Small>{t('exp.trendFew')}</Small>
          </Card>
        )
      }
    </AskedView>
  );
}

function Line({ trend, slice }: { trend: Report; slice: Slice }) {
  const { t, language } = useInsightWords();
  const day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', timeZone: trend.timeZone });
  const stretch = (row: Point) => day.formatRange(new Date(row.since), new Date(Date.parse(row.until) - 1));
  const known = trend.rows.flatMap(({ met }) => (met === null ? [] : [met.share]));
  const says = t('exp.trendSays', {
    first: percent(known[0] ?? 0, language),
    last: percent(known.at(-1) ?? 0, language),
  });
  const part = ({ since, until }: Point): Slice => {
    const { period: _period, ...rest } = slice;
    return { ...rest, since, until };
  };
  return (
    <Chart
      title={t('exp.trend')}
      says={says}
      table={{
        caption: t('exp.trend'),
        file: 'expectation-over-time',
        rows: trend.rows,
        keyOf: ({ since }) => since,
        columns: [
          { id: 'since', label: t('exp.when'), value: row => row.since, show: stretch },
          {
            id: 'met_share',
            label: t('exp.met'),
            kind: 'number',
            value: row => row.met?.share ?? null,
            show: row => (row.met ? percent(row.met.share, language) : '–'),
          },
          {
            id: 'met_low',
            label: t('exp.likelyShort'),
            kind: 'number',
            value: row => row.met?.interval.low ?? null,
            show: row =>
              row.met && (
                <span className={figure.interval}>{range(row.met.interval.low, row.met.interval.high, language)}</span>
              ),
          },
          {
            id: 'turns',
            label: t('exp.turns'),
            kind: 'number',
            value: row => row.turns,
            show: row => <RowsLink slice={part(row)}>{count(row.turns, language)}</RowsLink>,
          },
        ],
      }}
    >
      {width => (
        <Trend
          width={width}
          name={t('exp.trend')}
          most={1}
          write={share => percent(share, language)}
          points={trend.rows.map(row => ({
            key: row.since,
            words: day.format(new Date(row.since)),
            value: row.met?.share ?? null,
            low: row.met?.interval.low ?? null,
            high: row.met?.interval.high ?? null,
          }))}
        />
      )}
    </Chart>
  );
}
