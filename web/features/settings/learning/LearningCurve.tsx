import { useWords } from '../../../strings/words.ts';
import table from '../../../ui/Table.module.css';
import { bandOf, type CurvePoint, heightOf, lineThrough, type Score } from './curve.ts';
import styles from './LearningCurve.module.css';
import { between, scoreWords } from './score-words.ts';

const TICKS = [1, 0.5, 0];

/** How good it got with each correction, its interval as a band and what came with the product beside it; the table behind it. */
export function LearningCurve({ points, title }: { points: readonly CurvePoint[]; title: string }) {
  const { t, language } = useWords();
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || points.length < 2) return null;
  const through = (which: 'taught' | 'shipped') =>
    lineThrough(points.flatMap(point => (point[which] ? [{ x: point.x, y: heightOf(point[which].score) }] : [])));
  return (
    <figure className={styles.figure} aria-label={`${title}: ${t('learning.curve')}`}>
      <figcaption className={styles.legend}>
        <b>{t('learning.curve')}</b>
        <span>
          <i className={styles.taughtKey} /> {t('learning.curveTaught')}
        </span>
        <span>
          <i className={styles.shippedKey} /> {t('learning.curveShipped')}
        </span>
      </figcaption>
      <div className={styles.plot} aria-hidden="true">
        {TICKS.map(tick => (
          <span key={tick} className={styles.tick} style={{ top: `${heightOf(tick)}%` }}>
            {scoreWords(tick, language)}
          </span>
        ))}
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" className={styles.drawing}>
          <title>{t('learning.curve')}</title>
          <path d={bandOf(points)} className={styles.band} />
          <path d={through('shipped')} className={styles.shipped} />
          <path d={through('taught')} className={styles.taught} />
        </svg>
        {last.taught && (
          <span className={styles.dot} style={{ left: `${last.x}%`, top: `${heightOf(last.taught.score)}%` }} />
        )}
      </div>
      <div className={styles.axis} aria-hidden="true">
        <span>{first.labels.toLocaleString(language)}</span>
        <span>{last.labels.toLocaleString(language)}</span>
      </div>
      <details className={styles.table}>
        <summary>{t('learning.asTable')}</summary>
        <table className={table.table} aria-label={`${title}: ${t('learning.curve')}`}>
          <thead>
            <tr>
              <th scope="col">{t('learning.by.corrections')}</th>
              <th scope="col">{t('learning.curveTaught')}</th>
              <th scope="col">{t('learning.curveShipped')}</th>
            </tr>
          </thead>
          <tbody>
            {points.map(point => (
              <tr key={point.version}>
                <th scope="row">{point.labels.toLocaleString(language)}</th>
                <td>{cell(point.taught, language)}</td>
                <td>{cell(point.shipped, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

function cell(score: Score | null, language: string): string {
  return score === null ? '–' : `${scoreWords(score.score, language)} (${between(score, language)})`;
}
