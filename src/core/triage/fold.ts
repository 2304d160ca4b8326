import type { Head } from './head.ts';

const LARGEST = 127;

/**
 * Of a head whose first extras are the scores of another one (after calibration, by its classes): one head that needs the other no
 * longer. Both are linear, so what the first makes of the other's scores are weights of words.
 * @param taught extras: the scores of `shipped`, then what is counted for it
 */
export function fold(taught: Head, shipped: Head): Head {
  const classes = taught.classes.length;
  const before = shipped.classes.length;
  const rows = 2 ** taught.bits;
  const mask = 2 ** shipped.bits - 1;
  const share = (j: number, k: number) => taught.extraWeights[j * classes + k] ?? 0;
  const exact = Float32Array.from(taught.weights, (weight, at) => weight * (taught.scales[at % classes] ?? 0));
  const bias = taught.bias.slice();
  const extraWeights = taught.extraWeights.slice(before * classes);
  for (let j = 0; j < before; j++) {
    const slope = shipped.slopes[j] ?? 1;
    const worth = slope * (shipped.scales[j] ?? 0);
    for (let k = 0; k < classes; k++) {
      const own = share(j, k);
      if (own === 0) continue;
      bias[k] = (bias[k] ?? 0) + own * (slope * (shipped.bias[j] ?? 0) + (shipped.shifts[j] ?? 0));
      for (let row = 0; row < rows; row++) {
        const weight = shipped.weights[(row & mask) * before + j] ?? 0;
        if (weight !== 0) exact[row * classes + k] = (exact[row * classes + k] ?? 0) + own * worth * weight;
      }
      for (let e = 0; e < shipped.extras.length; e++) {
        const at = e * classes + k;
        extraWeights[at] = (extraWeights[at] ?? 0) + own * slope * (shipped.extraWeights[e * before + j] ?? 0);
      }
    }
  }
  return { ...taught, ...small(exact, classes), bias, extras: shipped.extras, extraWeights };
}

/** Weights as whole numbers of one byte, and what a whole one is worth by class. */
export function small(exact: Float32Array, classes: number): Pick<Head, 'weights' | 'scales'> {
  const largest = new Float32Array(classes).fill(1e-6);
  for (let i = 0; i < exact.length; i++) {
    const size = Math.abs(exact[i] ?? 0);
    if (size > (largest[i % classes] ?? 0)) largest[i % classes] = size;
  }
  const scales = largest.map(most => most / LARGEST);
  const weights = new Int8Array(exact.length);
  for (let i = 0; i < exact.length; i++) weights[i] = Math.round((exact[i] ?? 0) / (scales[i % classes] ?? 1));
  return { weights, scales };
}
