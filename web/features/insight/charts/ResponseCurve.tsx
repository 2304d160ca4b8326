import { contentAt, type ExpectationCurve } from '../../../../src/core/insight/expectation.ts';
import { percent, span } from '../numbers.ts';
import { useInsightWords } from '../words.ts';
import { areasBetween, bandPath, type CurvePoint, type Side, shareAt, stepPath } from './between.ts';
import styles from './Charts.module.css';
import { Drawing } from './Drawing.tsx';
import { FIRST_SECONDS, type LogTime, logTime } from './log-time.ts';
import { useCursor } from './use-cursor.ts';

export type { CurvePoint } from './between.ts';
/** Another's curve beside ours, such as a rival's. */
export type OtherCurve = { name: string; points: readonly CurvePoint[] };

type Props = {
  width: number;
  /** Its name for screen readers, who read it point by point with the arrow keys. */
  name: string;
  /** The share answered from each time on. */
  ours: readonly CurvePoint[];
  oursName?: string;
  /** What customers expect; null: not drawn. */
  expected: ExpectationCurve | null;
  /** The share of turns that were closed without an answer. */
  never?: number;
  /** Within this time half were answered. */
  medianSeconds?: number | null;
  /** Times that are marked, such as the average company's five hours. */
  marks?: readonly { seconds: number; words: string }[];
  others?: readonly OtherCurve[];
  hasBand?: boolean;
  /** False where too few stand behind ours: the others are drawn alone. */
  hasOurs?: boolean;
};

const HEIGHT = 352;
const PLACE = { left: 40, top: 28, bottom: 36, right: 16 };
const READ_AT = 121;

/** How soon answers come: the share answered by each moment, with what customers expect drawn on top. Time is logarithmic. */
export function ResponseCurve(props: Props) {
  const { width, name, ours, expected, never = 0, hasOurs = true, hasBand = hasOurs, others = [] } = props;
  const { t, language } = useInsightWords();
  const last = Math.max(expected?.at(-1)?.seconds ?? 0, 0);
  const time = logTime(PLACE.left, width - PLACE.right, last);
  const y = (share: number) => HEIGHT - PLACE.bottom - share * (HEIGHT - PLACE.bottom - PLACE.top);
  const lost = (seconds: number) => (expected === null ? 0 : 1 - contentAt(expected, seconds));
  const xs = Array.from(
    { length: READ_AT },
    (_, n) => PLACE.left + (n * (width - PLACE.left - PLACE.right)) / (READ_AT - 1),
  );
  const cursor = useCursor(name, width, xs, place => tell(xs[place] ?? 0));
  function tell(x: number): string {
    const seconds = Math.max(FIRST_SECONDS, time.at(x));
    const values = { time: span(seconds, language), answered: percent(shareAt(ours, seconds), language) };
    const own =
      expected === null
        ? t('chart.within', values)
        : t('chart.withinExpected', { ...values, expected: percent(lost(seconds), language) });
    const theirs = others.map(({ name: who, points }) => `${who} ${percent(shareAt(points, seconds), language)}`);
    return [hasOurs ? own : values.time, ...theirs].join(' · ');
  }
  const areas = expected === null ? null : areasBetween(ours, lost, time, y);
  const at = cursor.at === null ? null : (xs[cursor.at] ?? null);
  return (
    <>
      <Drawing width={width} height={HEIGHT} cursor={cursor}>
        <Axes time={time} y={y} width={width} />
        {areas && <path className={styles.ahead} d={areas.ahead} />}
        {areas && <path className={styles.behind} d={areas.behind} />}
        {hasBand && <path className={styles.band} d={bandPath(ours, time, y)} />}
        {expected && <Expected curve={expected} time={time} y={y} />}
        <Marks {...props} time={time} y={y} />
        {others.map(({ name: who, points }, place) => (
          <path key={who} className={styles.other} data-place={place} d={stepPath(points, time, y)}>
            <title>{who}</title>
          </path>
        ))}
        {hasOurs && <path className={styles.ours} d={stepPath(ours, time, y)} />}
        {never > 0 && <path className={styles.never} d={`M${width - PLACE.right},${y(1 - never)}V${y(1)}`} />}
        <CurveWords {...props} time={time} y={y} areas={areas} />
        {at !== null && (
          <>
            <path className={styles.cursor} d={`M${at},${PLACE.top}V${HEIGHT - PLACE.bottom}`} />
            {hasOurs && <circle className={styles.dot} cx={at} cy={y(shareAt(ours, time.at(at)))} r="4" />}
          </>
        )}
      </Drawing>
      <p className={styles.telling} data-hint aria-hidden="true">
        {at === null ? t('chart.read') : tell(at)}
      </p>
    </>
  );
}

type Scaled = { time: LogTime; y: (share: number) => number };

function Axes({ time, y, width }: Scaled & { width: number }) {
  const { t, language } = useInsightWords();
  return (
    <g>
      {[0, 0.25, 0.5, 0.75, 1].map(share => (
        <g key={share}>
          <path
            className={share === 0 ? styles.axis : styles.grid}
            d={`M${PLACE.left},${y(share)}H${width - PLACE.right}`}
          />
          <text x={PLACE.left - 8} y={y(share) + 4} textAnchor="end">
            {share === 1 ? percent(1, language) : share * 100}
          </text>
        </g>
      ))}
      {time.ticks.map((seconds, place) => (
        <g key={seconds}>
          <path className={styles.axis} d={`M${time.x(seconds)},${y(0)}v4`} />
          <text
            x={time.x(seconds)}
            y={y(0) + 18}
            textAnchor={place === 0 ? 'start' : place === time.ticks.length - 1 ? 'end' : 'middle'}
          >
            {span(seconds, language)}
          </text>
        </g>
      ))}
      <text x={width - PLACE.right} y={y(0) + 34} textAnchor="end">
        {t('chart.sinceWritten')}
      </text>
    </g>
  );
}

function Expected({ curve, time, y }: Scaled & { curve: ExpectationCurve }) {
  const inner = curve.slice(1, -1);
  const line = curve.map(({ seconds, lost }) => `${time.x(seconds)},${y(lost)}`).join('L');
  return (
    <>
      <path className={styles.expected} d={`M${line}`} />
      {inner.map(({ seconds, lost }) => (
        <circle key={seconds} className={styles.point} cx={time.x(seconds)} cy={y(lost)} r="2.5" />
      ))}
    </>
  );
}

function Marks({ ours, medianSeconds, marks = [], time, y, width }: Props & Scaled) {
  const { t, language } = useInsightWords();
  const half = medianSeconds ?? null;
  return (
    <>
      {marks.map(({ seconds, words }) => (
        <g key={seconds}>
          <path className={styles.mark} d={`M${time.x(seconds)},${y(0)}V${y(1)}`} />
          <text className={styles.quiet} x={time.x(seconds) - 6} y={y(0) - 24} textAnchor="end">
            {width > 520 ? words : ''}
            <title>{words}</title>
          </text>
        </g>
      ))}
      {half !== null && half <= time.until && (
        <>
          <path className={styles.mark} d={`M${time.x(half)},${y(0)}V${y(0.5)}`} />
          <circle className={styles.dot} cx={time.x(half)} cy={y(shareAt(ours, half))} r="3.5" />
          <text
            className={styles.quiet}
            x={time.x(half) + (time.x(half) > width / 2 ? -6 : 6)}
            y={y(0) - 8}
            textAnchor={time.x(half) > width / 2 ? 'end' : 'start'}
          >
            {t('chart.halfBy', { time: span(half, language) })}
          </text>
        </>
      )}
    </>
  );
}

type CurveWordsProps = Props & Scaled & { areas: { widestAhead: Side; widestBehind: Side } | null };

/** Words stand beside their line where they can be read; on a phone the sentence and the table say them. */
function CurveWords({ width, ours, oursName, expected, never = 0, others, time, y, areas, hasOurs }: CurveWordsProps) {
  const { t, language } = useInsightWords();
  const wide = width > 520;
  // Several curves need their names at any width.
  const isNamed = wide || (others ?? []).length > 0;
  const ownAt = time.at(PLACE.left + (width - PLACE.left - PLACE.right) * 0.7);
  return (
    <g>
      {isNamed && hasOurs !== false && (
        <text className={styles.label} x={time.x(ownAt) - 8} y={y(shareAt(ours, ownAt)) - 12} textAnchor="end">
          {oursName ?? t('chart.byUs')}
        </text>
      )}
      {wide && expected && (
        <text className={styles.quiet} x={time.x(4_600) + 8} y={y(1 - contentAt(expected, 3_600)) + 14}>
          {t('chart.byCustomers')}
        </text>
      )}
      {wide && areas?.widestAhead && (
        <text className={styles.greenWords} x={areas.widestAhead.x} y={areas.widestAhead.y} textAnchor="middle">
          {t('chart.sooner')}
        </text>
      )}
      {wide && areas?.widestBehind && (
        <text className={styles.redWords} x={areas.widestBehind.x} y={areas.widestBehind.y} textAnchor="middle">
          {t('chart.later')}
        </text>
      )}
      {never > 0 && (
        <text className={styles.redWords} x={width - PLACE.right} y={PLACE.top - 10} textAnchor="end">
          {t('chart.never', { share: percent(never, language) })}
        </text>
      )}
      {isNamed &&
        (others ?? []).map(({ name: who, points }) => {
          const { x, share, anchor } = besideRise(points, hasOurs === false ? [] : ours, time, width);
          return (
            <text
              key={who}
              className={styles.quiet}
              x={x}
              y={y(share) + (anchor === 'end' ? -4 : 12)}
              textAnchor={anchor}
            >
              {who}
            </text>
          );
        })}
    </g>
  );
}

/** Where a curve has risen half its way it stands most apart: its name goes to the side away from ours, if there is room. */
function besideRise(points: readonly CurvePoint[], ours: readonly CurvePoint[], time: LogTime, width: number) {
  const reached = shareAt(points, time.until);
  const share = reached / 2;
  const at = points.find(point => point.share >= share && reached > 0)?.seconds;
  if (at === undefined) return { x: width - PLACE.right, share, anchor: 'end' as const };
  const x = time.x(Math.max(FIRST_SECONDS, at));
  const isSlower = shareAt(ours, at) > share;
  const fits = isSlower ? x < width - PLACE.right - NAME_PX : x < PLACE.left + NAME_PX;
  return fits ? { x: x + 8, share, anchor: 'start' as const } : { x: x - 6, share, anchor: 'end' as const };
}

/** Room for a name. */
const NAME_PX = 96;
