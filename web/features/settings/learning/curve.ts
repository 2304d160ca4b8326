/** Where the points of a learning curve stand: score by number of corrections, both in per cent of the figure. */
import type { OutputOf } from '../../../../src/contract/api.ts';

export type AspectLearning = OutputOf<'readLearning'>['aspects'][number];
export type Version = AspectLearning['versions'][number];
export type Score = NonNullable<Version['taught']>;

export type CurvePoint = {
  version: number;
  labels: number;
  /** From the left. */
  x: number;
  taught: Score | null;
  shipped: Score | null;
};

/** By how much had been said (measured is on that and on posts that were let stand). Versions that were measured, oldest first; of several at the same number of corrections the newest. What was undone is left out. */
export function curveOf(versions: readonly Version[]): CurvePoint[] {
  const measured = versions
    .filter(
      ({ kind, state, taught, shipped }) => kind === 'learnt' && state !== 'undone' && (taught ?? shipped) !== null,
    )
    .sort((a, b) => a.version - b.version);
  const byLabels = new Map(measured.map(one => [one.labels, one]));
  const points = [...byLabels.values()].sort((a, b) => a.labels - b.labels);
  const [first = 0, last = 0] = [points[0]?.labels, points.at(-1)?.labels];
  const width = Math.max(1, last - first);
  return points.map(({ version, labels, taught, shipped }) => ({
    version,
    labels,
    x: (100 * (labels - first)) / width,
    taught,
    shipped,
  }));
}

/** From the top: 1 is highest. */
export function heightOf(score: number): number {
  return 100 * (1 - Math.min(1, Math.max(0, score)));
}

type Place = { x: number; y: number };

/** A line through places, as an SVG path. */
export function lineThrough(places: readonly Place[]): string {
  return places.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${rounded(x)} ${rounded(y)}`).join('');
}

/** The surface between the lower and the upper end of the intervals. */
export function bandOf(points: readonly CurvePoint[]): string {
  const taught = points.flatMap(({ x, taught }) => (taught === null ? [] : [{ x, ...taught }]));
  if (taught.length < 2) return '';
  const above = taught.map(({ x, high }) => ({ x, y: heightOf(high) }));
  const below = taught.map(({ x, low }) => ({ x, y: heightOf(low) })).reverse();
  return `${lineThrough([...above, ...below])}Z`;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Wider intervals than this say hardly anything. */
const WIDE = 0.3;

export function isWide({ low, high }: Score): boolean {
  return high - low > WIDE;
}
