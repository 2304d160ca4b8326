/**
 * A linear head over hashed features: one row of small whole numbers for each class, a few extras beside the words, and a
 * calibration that turns scores into chances.
 */
import { type Features, voicesOf } from './features.ts';
import type { Span } from './reading.ts';

/** `one`: exactly one class holds (softmax). `several`: each class by itself (sigmoids). */
export type HeadKind = 'one' | 'several';

export type Head = {
  name: string;
  kind: HeadKind;
  classes: string[];
  /** Of each hash this many bits are looked at. */
  bits: number;
  /** By hash, then by class. */
  weights: Int8Array;
  /** What a weight of 1 is worth, by class. */
  scales: Float32Array;
  bias: Float32Array;
  /** Names of what is known beside the words, in the order in which `chancesOf` is given it. */
  extras: string[];
  /** By extra, then by class. */
  extraWeights: Float32Array;
  /** A score s of class k becomes slopes[k] × s + shifts[k] before it is made a chance. */
  slopes: Float32Array;
  shifts: Float32Array;
  /** `one`: the class whose chance is the largest multiple of its threshold is taken. `several`: a class holds from its threshold on. */
  thresholds: Float32Array;
};

export type Extras = ArrayLike<number>;

/** @returns a chance for each class; of a head of `one` they add up to 1 */
export function chancesOf(head: Head, features: Features, extras: Extras = []): Float32Array {
  const scores = scoresOf(head, features, extras);
  for (let k = 0; k < scores.length; k++) {
    scores[k] = (head.slopes[k] ?? 1) * (scores[k] ?? 0) + (head.shifts[k] ?? 0);
  }
  return toChances(head.kind, scores);
}

/** What the weights add up to, before calibration. */
export function scoresOf(head: Head, { hashes, values }: Features, extras: Extras = []): Float32Array {
  const { weights, scales, bias, extraWeights, bits } = head;
  const classes = bias.length;
  const mask = 2 ** bits - 1;
  // Word by word, because the weights of one word lie side by side.
  const sums = new Float64Array(classes);
  for (let i = 0; i < hashes.length; i++) {
    const row = ((hashes[i] ?? 0) & mask) * classes;
    const value = values[i] ?? 0;
    for (let k = 0; k < classes; k++) sums[k] = (sums[k] ?? 0) + (weights[row + k] ?? 0) * value;
  }
  const scores = new Float32Array(classes);
  for (let k = 0; k < classes; k++) scores[k] = (sums[k] ?? 0) * (scales[k] ?? 0) + (bias[k] ?? 0);
  for (let e = 0; e < head.extras.length; e++) {
    const extra = extras[e] ?? 0;
    if (extra === 0) continue;
    for (let k = 0; k < classes; k++) scores[k] = (scores[k] ?? 0) + (extraWeights[e * classes + k] ?? 0) * extra;
  }
  return scores;
}

/** In place. */
export function toChances(kind: HeadKind, scores: Float32Array): Float32Array {
  if (kind === 'several') {
    for (let k = 0; k < scores.length; k++) scores[k] = 1 / (1 + Math.exp(-(scores[k] ?? 0)));
    return scores;
  }
  let most = -Infinity;
  for (const score of scores) if (score > most) most = score;
  let all = 0;
  for (let k = 0; k < scores.length; k++) {
    const grown = Math.exp((scores[k] ?? 0) - most);
    scores[k] = grown;
    all += grown;
  }
  for (let k = 0; k < scores.length; k++) scores[k] = (scores[k] ?? 0) / all;
  return scores;
}

/** The class a head of `one` decides for, by its place. */
export function pickOf({ thresholds }: Pick<Head, 'thresholds'>, chances: Float32Array): number {
  let [best, at] = [-Infinity, 0];
  for (let k = 0; k < chances.length; k++) {
    const multiple = (chances[k] ?? 0) / (thresholds[k] ?? 1);
    if (multiple > best) [best, at] = [multiple, k];
  }
  return at;
}

/** The classes of a head of `several` that hold, by their places. */
export function holdingOf({ thresholds }: Pick<Head, 'thresholds'>, chances: Float32Array): number[] {
  const holding: number[] = [];
  for (let k = 0; k < chances.length; k++) if ((chances[k] ?? 0) >= (thresholds[k] ?? 1)) holding.push(k);
  return holding;
}

export type Push = { span: Span; weight: number };

export const MOST_PUSHES = 5;
/** Less than this decided nothing. */
const LEAST_PUSH = 0.05;

/**
 * The whole words that spoke for a class, the strongest first, five at most.
 * @param beside what is known of a word beside its features, in the same measure
 * @returns weights between 0 and 1: how far the word alone would have moved the score, squeezed by tanh
 */
export function pushesOf(head: Head, text: string, classAt: number, beside: (span: Span) => number = () => 0): Push[] {
  const weightOf = pushOf(head, classAt);
  return voicesOf(text, weightOf)
    .map(({ start, end, weight }) => ({ span: { start, end }, weight: Math.tanh(weight + beside({ start, end })) }))
    .filter(({ weight, span }) => weight >= LEAST_PUSH && span.end > span.start)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MOST_PUSHES);
}

/** Where one class is chosen, what speaks for all of them alike speaks for none. */
function pushOf(head: Head, classAt: number): (hash: number) => number {
  const { weights, scales, kind, bits } = head;
  const classes = scales.length;
  const mask = 2 ** bits - 1;
  const slope = head.slopes[classAt] ?? 1;
  return hash => {
    const row = (hash & mask) * classes;
    const own = (weights[row + classAt] ?? 0) * (scales[classAt] ?? 0);
    if (kind === 'several' || classes < 2) return own * slope;
    let others = 0;
    for (let k = 0; k < classes; k++) if (k !== classAt) others += (weights[row + k] ?? 0) * (scales[k] ?? 0);
    return (own - others / (classes - 1)) * slope;
  };
}
