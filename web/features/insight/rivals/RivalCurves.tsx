import { Chart } from '../charts/Chart.tsx';
import { ResponseCurve } from '../charts/ResponseCurve.tsx';
import { percent, span } from '../numbers.ts';
import { Small } from '../Small.tsx';
import { useInsightWords } from '../words.ts';
import { drawnBeside, keyOf, nameOf, type Report } from './company.ts';

const HOUR_SECONDS = 3_600;

/** Our curve and theirs over one another, each with its name beside it. */
export function RivalCurves({ report }: { report: Report }) {
  const words = useInsightWords();
  const { t, language } = words;
  const ours = report.companies.find(({ id, isSmall }) => id === null && !isSmall) ?? null;
  const theirs = drawnBeside(report);
  const drawn = [...(ours ? [ours] : []), ...theirs];
  if (drawn.length === 0) return <Small>{t('riv.chartNone')}</Small>;
  const each = drawn.map(company => {
    const share = company.within.find(({ seconds }) => seconds === HOUR_SECONDS)?.share ?? 0;
    return t('riv.each', { name: nameOf(company, words), share: percent(share, language) });
  });
  const rows = drawn.flatMap(company => company.curve.map(point => ({ company, ...point })));
  return (
    <Chart
      says={t('riv.chartSays', { list: new Intl.ListFormat(language, { type: 'unit' }).format(each) })}
      definition="rivalsFigures"
      table={{
        caption: t('riv.chart'),
        file: 'rivals-curves',
        rows,
        keyOf: ({ company, seconds }) => `${keyOf(company)} ${seconds}`,
        columns: [
          { id: 'company', label: t('riv.company'), value: row => nameOf(row.company, words) },
          { id: 'seconds', label: t('riv.time'), value: row => row.seconds, show: row => span(row.seconds, language) },
          {
            id: 'answered_share',
            label: t('riv.share'),
            kind: 'number',
            value: row => row.share,
            show: row => percent(row.share, language),
          },
          {
            id: 'low',
            label: t('riv.low'),
            kind: 'number',
            value: row => row.low,
            show: row => percent(row.low, language),
          },
          {
            id: 'high',
            label: t('riv.high'),
            kind: 'number',
            value: row => row.high,
            show: row => percent(row.high, language),
          },
        ],
      }}
    >
      {width => (
        <ResponseCurve
          width={width}
          name={t('riv.chart')}
          ours={ours?.curve ?? []}
          oursName={t('riv.us')}
          hasOurs={ours !== null}
          expected={null}
          others={theirs.map(company => ({ name: nameOf(company, words), points: company.curve }))}
        />
      )}
    </Chart>
  );
}
