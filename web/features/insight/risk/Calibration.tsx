import { LinkButton } from '../../../ui/Button.tsx';
import { scoreWords } from '../../settings/learning/score-words.ts';
import { Bars } from '../charts/Bars.tsx';
import { Chart } from '../charts/Chart.tsx';
import { count, percent, range } from '../numbers.ts';
import { type InsightWords, useInsightWords } from '../words.ts';
import type { Report } from './Risk.tsx';

/** What was said of each stretch of scores beside what came of it. */
export function Calibration({ report, onOpen }: { report: Report; onOpen: (which: string) => void }) {
  const words = useInsightWords();
  const { t, language } = words;
  const rows = report.bins.filter(({ saved, lost, unknown }) => saved + lost + unknown > 0);
  const says = calibrationWords(report, words);
  const stretch = (bin: { from: number; to: number }) => `${bin.from} – ${bin.to}`;
  return (
    <Chart
      title={t('riskCal.title')}
      says={says}
      definition="riskCalibration"
      table={{
        caption: t('riskCal.title'),
        file: 'risk-calibration',
        rows,
        keyOf: bin => String(bin.from),
        columns: [
          { id: 'scores', label: t('riskCal.scores'), value: stretch },
          {
            id: 'said',
            label: t('riskCal.saidCol'),
            kind: 'number',
            value: bin => bin.said,
            show: bin => (bin.said === null ? '–' : percent(bin.said, language)),
          },
          {
            id: 'lost_share',
            label: t('riskCal.becameCol'),
            kind: 'number',
            value: bin => bin.became,
            show: bin =>
              bin.became === null || bin.interval === null ? (
                '–'
              ) : (
                <>
                  {percent(bin.became, language)}
                  <small>{range(bin.interval.low, bin.interval.high, language)}</small>
                </>
              ),
          },
          { id: 'known', label: t('riskCal.known'), kind: 'number', value: bin => bin.saved + bin.lost },
          { id: 'unknown', label: t('riskCal.unknown'), kind: 'number', value: bin => bin.unknown },
        ],
      }}
    >
      {() => (
        <Bars
          label={t('riskCal.title')}
          lines={rows.map(bin => ({
            key: String(bin.from),
            name: stretch(bin),
            share: bin.became ?? 0,
            words:
              bin.said === null || bin.became === null
                ? t('riskCal.nobody')
                : t('riskCal.said', { said: percent(bin.said, language), became: percent(bin.became, language) }),
            interval: bin.interval,
            opens: (
              <LinkButton
                aria-label={`${t('riskEnds.rows')}: ${stretch(bin)}`}
                onClick={() => onOpen(`score:${bin.from}:${bin.to}`)}
              >
                {count(bin.saved + bin.lost + bin.unknown, language)}
              </LinkButton>
            ),
          }))}
        />
      )}
    </Chart>
  );
}

/** Fewer whose end is known say little. */
const ENOUGH = 30;

function calibrationWords({ offBy, brier, brierOfAverage, known }: Report, { t, language }: InsightWords): string {
  if (offBy === null || brier === null || brierOfAverage === null) return t('riskCal.none');
  const error = { brier: scoreWords(brier, language), average: scoreWords(brierOfAverage, language) };
  const said = [
    t('riskCal.off', { points: Math.round(offBy * 100) }),
    t(brier < brierOfAverage ? 'risk.brierBetter' : 'risk.brierWorse', error),
  ];
  if (known < ENOUGH) said.push(t('risk.few'));
  return said.join(' ');
}
