/**
 * Scores made chances that come true: one slope for all classes and a shift each of a head of `one` (a temperature, Guo et al.
 * 2017), a slope and a shift for each class of a head of `several` (Platt 1999). Drawn to 1 and 0, so that few examples change little.
 */
import { placesOf } from './descent.ts';
import type { Judged } from './fit.ts';
import { type HeadKind, toChances } from './head.ts';

export type Calibration = { slopes: Float32Array; shifts: Float32Array };

const ROUNDS = 150;
const RATE = 0.3;
/** As much as so many examples that say "leave it as it is". */
const CAUTION = 5;
/** Of more, every n-th is looked at. */
const MOST_JUDGED = 3_000;
const LEAST_SLOPE = 0.05;

export function calibrate(kind: HeadKind, judged: readonly Judged[]): Calibration {
  const classes = judged[0]?.scores.length ?? 0;
  const slopes = new Float32Array(classes).fill(1);
  const shifts = new Float32Array(classes);
  const every = Math.ceil(judged.length / MOST_JUDGED);
  const looked = judged.filter((_, at) => at % every === 0);
  const seen = new Float32Array(classes * 2).fill(1e-6);
  for (let round = 0; round < ROUNDS; round++) {
    const { bySlope, byShift } = steepness(kind, looked, { slopes, shifts });
    for (let k = 0; k < classes; k++) {
      const [g, h] = [bySlope[k] ?? 0, byShift[k] ?? 0];
      seen[k] = (seen[k] ?? 0) + g * g;
      seen[classes + k] = (seen[classes + k] ?? 0) + h * h;
      slopes[k] = Math.max(LEAST_SLOPE, (slopes[k] ?? 1) - (RATE * g) / Math.sqrt(seen[k] ?? 1));
      shifts[k] = (shifts[k] ?? 0) - (RATE * h) / Math.sqrt(seen[classes + k] ?? 1);
    }
  }
  return { slopes, shifts };
}

export function calibrated(kind: HeadKind, scores: Float32Array, { slopes, shifts }: Calibration): Float32Array {
  return toChances(
    kind,
    scores.map((score, k) => (slopes[k] ?? 1) * score + (shifts[k] ?? 0)),
  );
}

function steepness(kind: HeadKind, judged: readonly Judged[], calibration: Calibration) {
  const classes = calibration.slopes.length;
  const bySlope = calibration.slopes.map(slope => CAUTION * (slope - 1));
  const byShift = calibration.shifts.map(shift => CAUTION * shift);
  for (const { scores, target, weight } of judged) {
    const off = calibrated(kind, scores, calibration);
    for (const k of placesOf(target)) off[k] = (off[k] ?? 0) - 1;
    for (let k = 0; k < classes; k++) {
      bySlope[k] = (bySlope[k] ?? 0) + (off[k] ?? 0) * (scores[k] ?? 0) * weight;
      byShift[k] = (byShift[k] ?? 0) + (off[k] ?? 0) * weight;
    }
  }
  // One temperature for all classes of which one is chosen: their scores are compared with one another.
  if (kind === 'one') bySlope.fill(bySlope.reduce((sum, one) => sum + one, 0));
  return { bySlope, byShift };
}
