import { useInsightWords } from '../words.ts';
import styles from './Charts.module.css';
import { Drawing } from './Drawing.tsx';
import { useCursor } from './use-cursor.ts';

/** One day, week or month. `value` null: too few to say anything. */
export type TrendPoint = {
  key: string;
  /** Its time as it is read. */
  words: string;
  value: number | null;
  low?: number | null;
  high?: number | null;
};

type Props = {
  width: number;
  name: string;
  points: readonly TrendPoint[];
  /** How a value is written. */
  write: (value: number) => string;
  /** The upper end of the axis; for shares 1. The greatest value where it is left out. */
  most?: number;
  height?: number;
};

const PLACE = { left: 44, right: 12, top: 12, bottom: 24 };

/** How something went over time, with how far each value may be off. */
export function Trend({ width, name, points, write, most, height = 180 }: Props) {
  const { t } = useInsightWords();
  const top = most ?? Math.max(...points.map(({ value, high }) => Math.max(value ?? 0, high ?? 0)), Number.MIN_VALUE);
  const wide = (width - PLACE.left - PLACE.right) / Math.max(1, points.length - 1);
  const x = (place: number) => (points.length === 1 ? width / 2 : PLACE.left + place * wide);
  const y = (value: number) =>
    height - PLACE.bottom - (Math.min(value, top) / top) * (height - PLACE.bottom - PLACE.top);
  function tell(place: number): string {
    const point = points[place];
    if (!point) return '';
    const { words: time, value, low, high } = point;
    if (value === null) return t('chart.tooFewAt', { time });
    const said = { time, value: write(value) };
    if (low === null || low === undefined || high === null || high === undefined) return t('chart.at', said);
    return t('chart.atBetween', { ...said, low: write(low), high: write(high) });
  }
  const cursor = useCursor(
    name,
    width,
    points.map((_, place) => x(place)),
    tell,
  );
  const every = Math.max(1, Math.ceil(points.length / (width / 90)));
  return (
    <>
      <Drawing width={width} height={height} cursor={cursor}>
        {[0, 0.5, 1].map(share => (
          <g key={share}>
            <path
              className={share === 0 ? styles.axis : styles.grid}
              d={`M${PLACE.left},${y(share * top)}H${width - PLACE.right}`}
            />
            <text x={PLACE.left - 8} y={y(share * top) + 4} textAnchor="end">
              {write(share * top)}
            </text>
          </g>
        ))}
        {stretches(points).map(stretch => (
          <g key={stretch[0]?.key}>
            <path className={styles.band} d={band(stretch, points, x, y)} />
            <path
              className={styles.ours}
              d={`M${stretch.map(p => `${x(points.indexOf(p))},${y(p.value ?? 0)}`).join('L')}`}
            />
          </g>
        ))}
        {points.map((point, place) => (
          <g key={point.key}>
            {point.value !== null && <circle className={styles.point} cx={x(place)} cy={y(point.value)} r="3" />}
            {place % every === 0 && (
              <text
                x={x(place)}
                y={height - 6}
                textAnchor={place === 0 && points.length > 1 ? 'start' : place === points.length - 1 ? 'end' : 'middle'}
              >
                {point.words}
              </text>
            )}
          </g>
        ))}
        {cursor.at !== null && (
          <path className={styles.cursor} d={`M${x(cursor.at)},${PLACE.top}V${height - PLACE.bottom}`} />
        )}
      </Drawing>
      <p className={styles.telling} data-hint aria-hidden="true">
        {cursor.at === null ? t('chart.read') : tell(cursor.at)}
      </p>
    </>
  );
}

/** Where nothing can be said the line is broken. */
function stretches(points: readonly TrendPoint[]): TrendPoint[][] {
  const out: TrendPoint[][] = [[]];
  for (const point of points) {
    if (point.value === null) out.push([]);
    else out.at(-1)?.push(point);
  }
  return out.filter(stretch => stretch.length > 0);
}

type Along = (n: number) => number;

function band(stretch: readonly TrendPoint[], points: readonly TrendPoint[], x: Along, y: Along): string {
  const known = stretch.filter(({ low, high }) => low != null && high != null);
  if (known.length === 0) return '';
  const corner = (point: TrendPoint, value: number) => `${x(points.indexOf(point))},${y(value)}`;
  const above = known.map(point => corner(point, point.high ?? 0));
  const below = known.toReversed().map(point => corner(point, point.low ?? 0));
  return `M${[...above, ...below].join('L')}Z`;
}
