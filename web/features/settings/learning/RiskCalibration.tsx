import type { OutputOf } from '../../../../src/contract/api.ts';
import { usePerson } from '../../../session.ts';
import { useWords, type Words } from '../../../strings/words.ts';
import table from '../../../ui/Table.module.css';
import { useAsked } from '../../../use-asked.ts';
import { percent } from '../../listening/figures/percent.ts';
import { Fold } from './Fold.tsx';
import styles from './Learning.module.css';
import plot from './RiskCalibration.module.css';
import { scoreWords } from './score-words.ts';

type Calibration = OutputOf<'readRisk'>;
type Bin = Calibration['bins'][number];

const DAYS = 90;
/** Fewer customers whose end is known say little. */
const ENOUGH = 30;

/** What the risk said beside what became of the customers: how far to believe it. */
export function RiskCalibration() {
  const words = useWords();
  const { t, language } = words;
  const { brand } = usePerson();
  const [asked] = useAsked('readRisk', { brand: brand.id, query: { days: DAYS } });
  if (asked.kind !== 'ready') return null;
  const { known, unknown, byPerson, byRule, bins } = asked.value;
  if (known + unknown === 0) return null;
  return (
    <section className={styles.card} aria-label={t('risk.calibration')}>
      <header className={styles.head}>
        <h2>{t('risk.calibration')}</h2>
      </header>
      <p className={styles.sentence}>
        {t('risk.calibrationSaid', { known })} {unknown > 0 && t('risk.calibrationUnknown', { n: unknown })}{' '}
        {t('risk.calibrationBy', { person: byPerson, rule: byRule })} {brierWords(asked.value, words)}{' '}
        {known > 0 && known < ENOUGH && t('risk.few')}
      </p>
      {known > 0 && <Reliability bins={bins} />}
      <p className={styles.means}>{t('risk.calibrationMeans', { days: DAYS })}</p>
      {known > 0 && (
        <Fold title={t('learning.asTable')} isThere>
          <BinTable bins={bins} language={language} />
        </Fold>
      )}
    </section>
  );
}

function brierWords({ brier, brierOfAverage }: Calibration, { t, language }: Words): string {
  if (brier === null || brierOfAverage === null) return '';
  const said = { brier: scoreWords(brier, language), average: scoreWords(brierOfAverage, language) };
  return t(brier < brierOfAverage ? 'risk.brierBetter' : 'risk.brierWorse', said);
}

/** Said along the foot, left up the side; the whisker is the 95% interval. */
function Reliability({ bins }: { bins: readonly Bin[] }) {
  const { t } = useWords();
  return (
    <figure className={plot.figure} aria-hidden="true">
      <span className={plot.up}>{t('risk.axisBecame')}</span>
      <div className={plot.plot}>
        <svg viewBox="0 0 100 100" preserveAspectRatio="none">
          <title>{t('risk.calibration')}</title>
          <path d="M0 100L100 0" />
        </svg>
        {bins.map(({ from, said, became, interval }) =>
          said === null || became === null || interval === null ? null : (
            <span key={from} className={plot.bin} style={{ left: `${100 * said}%` }}>
              <span
                className={plot.whisker}
                style={{ bottom: `${100 * interval.low}%`, height: `${100 * (interval.high - interval.low)}%` }}
              />
              <span className={plot.point} style={{ bottom: `${100 * became}%` }} />
            </span>
          ),
        )}
      </div>
      <span className={plot.along}>{t('risk.axisSaid')}</span>
    </figure>
  );
}

function BinTable({ bins, language }: { bins: readonly Bin[]; language: string }) {
  const { t } = useWords();
  return (
    <div className={styles.wide}>
      <table className={`${table.table} ${plot.table}`} aria-label={t('risk.calibration')}>
        <thead>
          <tr>
            <th scope="col">{t('risk.table.score')}</th>
            <th scope="col">{t('risk.table.said')}</th>
            <th scope="col">{t('risk.table.became')}</th>
            <th scope="col">{t('risk.table.unknown')}</th>
          </tr>
        </thead>
        <tbody>
          {bins.map(({ from, to, saved, lost, unknown, said, became, interval }) => (
            <tr key={from}>
              <th scope="row">
                {from}–{to}
              </th>
              <td>{said === null ? '–' : percent(said, language)}</td>
              <td>
                {became === null || interval === null
                  ? '–'
                  : `${percent(became, language)} (${percent(interval.low, language)}–${percent(interval.high, language)}), ${t('risk.of', { lost, known: lost + saved })}`}
              </td>
              <td>{unknown.toLocaleString(language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
