/** A curve with as many points as a picture can show: in logarithmic time, the last of each small stretch. */
import type { CurvePoint } from './response-figures.ts';

export const CURVE_POINTS = 240;
/** 2% longer is the same place in a picture that goes from seconds to days. */
const STRETCH = Math.log(1.02);

/** What is left out lies between two points that are kept; a curve of few points comes whole. */
export function thinned(curve: readonly CurvePoint[]): CurvePoint[] {
  if (curve.length <= CURVE_POINTS) return [...curve];
  const kept = new Map<number, CurvePoint>();
  const widen = Math.max(1, (curve.length && Math.log(1 + (curve.at(-1)?.seconds ?? 0))) / STRETCH / CURVE_POINTS);
  for (const point of curve) kept.set(Math.floor(Math.log(1 + point.seconds) / (STRETCH * widen)), point);
  return [...kept.values()];
}
