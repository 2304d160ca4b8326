import { LinkButton } from '../../../ui/Button.tsx';
import { dayOf } from '../../listening/figures/percent.ts';
import { type BarMeaning, Bars } from '../charts/Bars.tsx';
import { Chart } from '../charts/Chart.tsx';
import { Trend } from '../charts/Trend.tsx';
import { count, percent, range } from '../numbers.ts';
import { FEW_TURNS } from '../Small.tsx';
import { useInsightWords } from '../words.ts';
import type { Report } from './Risk.tsx';

const ENDS = ['saved', 'lost', 'unknown'] as const;
const MEANINGS: Record<(typeof ENDS)[number], BarMeaning> = { saved: 'kept', lost: 'broken', unknown: 'plain' };

/** Saved, lost, or nobody knows; and whether a person or what happened said so. */
export function WhatBecame({ report, onOpen }: { report: Report; onOpen: (which: string) => void }) {
  const { t, language } = useInsightWords();
  const { judged } = report;
  const all = judged.saved + judged.lost + judged.unknown + judged.open;
  const rows = [
    ...ENDS.map(end => ({
      end,
      name: t(`riskEnds.${end}`),
      n: judged[end],
      byRule: judged.byRule[end],
      byPerson: judged.byPerson[end],
      meaning: MEANINGS[end],
    })),
    { end: 'open', name: t('riskEnds.open'), n: judged.open, byRule: null, byPerson: null, meaning: 'plain' as const },
  ];
  const says = t('riskEnds.says', {
    known: judged.saved + judged.lost,
    saved: judged.saved,
    lost: judged.lost,
    unknown: judged.unknown,
    rule: ENDS.reduce((sum, end) => sum + judged.byRule[end], 0),
    person: ENDS.reduce((sum, end) => sum + judged.byPerson[end], 0),
  });
  return (
    <Chart
      title={t('riskEnds.title')}
      says={says.trim()}
      definition="riskEnds"
      table={{
        caption: t('riskEnds.title'),
        file: 'risk-ends',
        rows,
        keyOf: row => row.end,
        columns: [
          { id: 'end', label: t('riskEnds.became'), value: row => row.end, show: row => row.name },
          { id: 'customers', label: t('riskEnds.who'), kind: 'number', value: row => row.n },
          { id: 'by_what_happened', label: t('riskEnds.byRule'), kind: 'number', value: row => row.byRule },
          { id: 'by_a_person', label: t('riskEnds.byPerson'), kind: 'number', value: row => row.byPerson },
        ],
      }}
    >
      {() => (
        <Bars
          label={t('riskEnds.title')}
          lines={rows.map(row => ({
            key: row.end,
            name: row.name,
            share: all === 0 ? 0 : row.n / all,
            words: percent(all === 0 ? 0 : row.n / all, language),
            meaning: row.meaning,
            opens: (
              <LinkButton aria-label={`${t('riskEnds.rows')}: ${row.name}`} onClick={() => onOpen(`end:${row.end}`)}>
                {count(row.n, language)}
              </LinkButton>
            ),
          }))}
        />
      )}
    </Chart>
  );
}

export function EndsByWeek({ report }: { report: Report }) {
  const { t, language } = useInsightWords();
  const { weeks } = report;
  if (weeks.length === 0) return null;
  return (
    <Chart
      title={t('riskEnds.trend')}
      says={t('riskEnds.trendSays')}
      table={{
        caption: t('riskEnds.trend'),
        file: 'risk-by-week',
        rows: weeks,
        keyOf: row => row.week,
        columns: [
          { id: 'week', label: t('riskEnds.week'), value: row => row.week, show: row => dayOf(row.week, language) },
          { id: 'saved', label: t('riskEnds.saved'), kind: 'number', value: row => row.saved },
          { id: 'lost', label: t('riskEnds.lost'), kind: 'number', value: row => row.lost },
          { id: 'unknown', label: t('riskEnds.unknown'), kind: 'number', value: row => row.unknown },
          {
            id: 'lost_share',
            label: t('riskEnds.share'),
            kind: 'number',
            value: row => row.share,
            show: row =>
              row.share === null || row.interval === null ? (
                '–'
              ) : (
                <>
                  {percent(row.share, language)}
                  <small>{range(row.interval.low, row.interval.high, language)}</small>
                </>
              ),
          },
        ],
      }}
    >
      {width => (
        <Trend
          width={width}
          name={t('riskEnds.trend')}
          most={1}
          write={value => percent(value, language)}
          points={weeks.map(({ week, share, interval, saved, lost }) => ({
            key: week,
            words: dayOf(week, language),
            value: saved + lost < FEW_TURNS ? null : share,
            low: interval?.low ?? null,
            high: interval?.high ?? null,
          }))}
        />
      )}
    </Chart>
  );
}
