import type { OutputOf } from '../../../../src/contract/api.ts';
import { usePerson } from '../../../session.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { Badge } from '../../../ui/Badge.tsx';
import { useAsked } from '../../../use-asked.ts';
import { Card, Two } from '../Card.tsx';
import { type BarLine, Bars } from '../charts/Bars.tsx';
import { Chart } from '../charts/Chart.tsx';
import { Trend } from '../charts/Trend.tsx';
import figure from '../Figure.module.css';
import { type Column, FigureTable } from '../FigureTable.tsx';
import { count, percent, points, range } from '../numbers.ts';
import type { PartProps } from '../parts.ts';
import { RowsLink } from '../RowsLink.tsx';
import { Small } from '../Small.tsx';
import { queryOf, type Slice } from '../slice.ts';
import { type InsightWords, useInsightWords } from '../words.ts';
import { NOW_WAYS, type NowWay, narrowed, wayName } from './NowParts.tsx';

type Report = OutputOf<'readPromiseReport'>;
type Kept = Report['whole'];

/** Of the promises made in the chosen time, how many were kept: whole, over time, and by what is chosen above. */
export function KeptOver({ slice, kept }: PartProps) {
  const { brand } = usePerson();
  const by = NOW_WAYS.find(way => way === kept['by']) ?? 'team';
  const [asked, again] = useAsked('readPromiseReport', { brand: brand.id, query: queryOf(slice) });
  return (
    <AskedView asked={asked} again={again}>
      {report => (
        <Two>
          <Whole report={report} slice={slice} by={by} />
          <OverTime report={report} slice={slice} />
        </Two>
      )}
    </AskedView>
  );
}

function Whole({ report, slice, by }: { report: Report; slice: Slice; by: NowWay }) {
  const { t, language } = useInsightWords();
  const { whole, before } = report;
  const change =
    whole.share === null || before.share === null || whole.isFew || before.isFew
      ? null
      : Math.round(whole.share * 100) - Math.round(before.share * 100);
  return (
    <Card
      title={t('prom.over')}
      aside={
        change !== null && (
          <Badge meaning={change > 0 ? 'kept' : change < 0 ? 'broken' : 'plain'}>
            {change === 0 ? t('prom.same') : t('prom.up', { points: points(change / 100, language) })}
          </Badge>
        )
      }
      says={whole.isFew ? null : keptWords(whole)}
      definition="promiseKept"
    >
      {whole.isFew ? (
        <Small>{keptWords(whole)}</Small>
      ) : (
        <p className={figure.big}>{percent(whole.share ?? 0, language)}</p>
      )}
      <p className={figure.opens}>
        <RowsLink slice={slice} asked={{ standing: 'kept' }}>
          {t('prom.kept')}: {count(whole.kept, language)}
        </RowsLink>
        <RowsLink slice={slice} asked={{ standing: 'broken' }}>
          {t('prom.broken')}: {count(whole.broken, language)}
        </RowsLink>
      </p>
      <KeptBy by={by} slice={slice} />
    </Card>
  );
  function keptWords({ kept, due, interval, isFew }: Kept): string {
    if (due === 0) return t('prom.overNone');
    if (isFew) return t('prom.overFew', { kept, due });
    return t('prom.overSays', {
      kept,
      due,
      low: percent(interval.low, language),
      high: percent(interval.high, language),
    });
  }
}

function KeptBy({ by, slice }: { by: NowWay; slice: Slice }) {
  const words = useInsightWords();
  const { t, language } = words;
  const { brand } = usePerson();
  const [asked, again] = useAsked('readPromiseParts', { brand: brand.id, query: { ...queryOf(slice), by } });
  return (
    <AskedView asked={asked} again={again} rows={3}>
      {({ rows }) => {
        const ordered = by === 'hour' ? rows.toSorted((a, b) => Number(a.key) - Number(b.key)) : rows;
        const lines = ordered.map((row): BarLine => {
          const behind = narrowed(by, row.key, slice);
          return {
            key: row.key ?? '',
            name: <bdi>{wayName(by, row, words)}</bdi>,
            share: row.isFew ? 0 : (row.share ?? 0),
            words: row.isFew || row.share === null ? `${row.kept} / ${row.due}` : percent(row.share, language),
            interval: row.isFew ? null : row.interval,
            meaning: 'kept',
            opens: (
              <RowsLink
                slice={behind.slice}
                asked={{ ...behind.asked, standing: 'broken' }}
                label={`${t('prom.broken')}: ${row.broken}`}
              >
                {count(row.broken, language)}
              </RowsLink>
            ),
          };
        });
        return (
          <>
            <h4 className={figure.sub}>{t(`prom.by.${by}`)}</h4>
            <Bars lines={lines} label={t(`prom.by.${by}`)} />
            <details className={figure.details}>
              <summary>{t('insight.asTable')}</summary>
              <FigureTable
                caption={t('prom.over')}
                file={`promise-kept-by-${by}`}
                rows={ordered}
                keyOf={row => row.key ?? ''}
                columns={[
                  { id: by, label: t(`prom.by.${by}`), value: row => wayName(by, row, words) },
                  { id: 'due', label: t('prom.due'), kind: 'number', value: row => row.due },
                  { id: 'kept', label: t('prom.kept'), kind: 'number', value: row => row.kept },
                  { id: 'broken', label: t('prom.broken'), kind: 'number', value: row => row.broken },
                  {
                    id: 'share',
                    label: t('prom.share'),
                    kind: 'number',
                    value: row => row.share,
                    show: row => (row.isFew || row.share === null ? '–' : percent(row.share, language)),
                  },
                ]}
              />
            </details>
          </>
        );
      }}
    </AskedView>
  );
}

function OverTime({ report, slice }: { report: Report; slice: Slice }) {
  const words = useInsightWords();
  const { t, language } = words;
  const { trend, timeZone } = report;
  const told = trend.filter(({ isFew, share }) => !isFew && share !== null);
  const day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', timeZone });
  if (told.length < 2)
    return (
      <Card title={t('prom.trend')}>
        <Small>{t('exp.trendFew')}</Small>
      </Card>
    );
  const shareOf = (one: Kept | undefined) => percent(one?.share ?? 0, language);
  return (
    <Chart
      title={t('prom.trend')}
      says={t('prom.trendSays', { first: shareOf(told[0]), last: shareOf(told.at(-1)) })}
      table={{
        caption: t('prom.trend'),
        file: 'promise-kept-over-time',
        rows: trend,
        keyOf: ({ since }) => since,
        columns: trendColumns(slice, day, words),
      }}
    >
      {width => (
        <Trend
          width={width}
          name={t('prom.trend')}
          most={1}
          write={share => percent(share, language)}
          points={trend.map(row => ({
            key: row.since,
            words: day.format(new Date(row.since)),
            value: row.isFew ? null : row.share,
            low: row.interval.low,
            high: row.interval.high,
          }))}
        />
      )}
    </Chart>
  );
}

type TrendRow = Report['trend'][number];

function trendColumns(slice: Slice, day: Intl.DateTimeFormat, { t, language }: InsightWords): Column<TrendRow>[] {
  const number = 'number' as const;
  const { period: _period, ...rest } = slice;
  const opened = (row: TrendRow, standing: 'kept' | 'broken') => (
    <RowsLink slice={{ ...rest, since: row.since, until: row.until }} asked={{ standing }}>
      {count(row[standing], language)}
    </RowsLink>
  );
  const stretch = (row: TrendRow) => day.formatRange(new Date(row.since), new Date(Date.parse(row.until) - 1));
  const unlessFew = (row: TrendRow, words: string) => (row.isFew ? '–' : words);
  return [
    { id: 'since', label: t('prom.when'), value: row => row.since, show: stretch },
    {
      id: 'share',
      label: t('prom.share'),
      kind: number,
      value: row => row.share,
      show: row => unlessFew(row, percent(row.share ?? 0, language)),
    },
    {
      id: 'low',
      label: t('prom.likely'),
      kind: number,
      value: row => row.interval.low,
      show: row => unlessFew(row, range(row.interval.low, row.interval.high, language)),
    },
    { id: 'kept', label: t('prom.kept'), kind: number, value: row => row.kept, show: row => opened(row, 'kept') },
    {
      id: 'broken',
      label: t('prom.broken'),
      kind: number,
      value: row => row.broken,
      show: row => opened(row, 'broken'),
    },
  ];
}
