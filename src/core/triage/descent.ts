/** The fit itself: logistic loss, one example after the other, each weight with a step of its own (AdaGrad, Duchi et al. 2011). */
import type { Example, FitOptions } from './fit.ts';
import { type HeadKind, toChances } from './head.ts';
import { seeded, shuffle } from './shuffle.ts';

export type Descent = {
  classes: number;
  bits: number;
  weights: Float32Array;
  bias: Float32Array;
  extraWeights: Float32Array;
  /** Sums of squared steps, for each of the above. */
  seen: Float32Array;
  biasSeen: Float32Array;
  extraSeen: Float32Array;
};

const FIRST_SEEN = 1e-4;

export function freshDescent(classes: number, bits: number, extras: number): Descent {
  const rows = 2 ** bits * classes;
  return {
    classes,
    bits,
    weights: new Float32Array(rows),
    bias: new Float32Array(classes),
    extraWeights: new Float32Array(extras * classes),
    seen: new Float32Array(rows).fill(FIRST_SEEN),
    biasSeen: new Float32Array(classes).fill(FIRST_SEEN),
    extraSeen: new Float32Array(extras * classes).fill(FIRST_SEEN),
  };
}

type Steps = Pick<FitOptions, 'kind' | 'learningRate' | 'decay' | 'extrasDecay' | 'balance' | 'seed' | 'start'> & {
  epochs: number;
};

const LEARNING_RATE = 0.1;
const DECAY = 1e-5;
/** The last round steps this much less far than the first. */
const COOLING = 0.7;
/** A class that was got right to this degree teaches nothing more. */
const NOTHING_TO_LEARN = 1e-4;

export function descend(
  descent: Descent,
  examples: readonly Example[],
  order: Int32Array,
  {
    kind,
    epochs,
    learningRate = LEARNING_RATE,
    decay = DECAY,
    extrasDecay = decay,
    balance = 0,
    seed = 1,
    start,
  }: Steps,
): void {
  const next = seeded(seed);
  const worth = classWorth(kind, examples, descent.classes, balance);
  const wanted = new Float32Array(descent.classes);
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, next);
    const rate = learningRate * (1 - (COOLING * epoch) / epochs);
    for (const at of order) {
      const example = examples[at];
      if (example === undefined) continue;
      wanted.fill(0);
      for (const k of placesOf(example.target)) wanted[k] = 1;
      step(descent, example, wanted, { kind, rate, decay, extrasDecay, worth, start });
    }
  }
}

export function placesOf(target: number | readonly number[]): readonly number[] {
  return typeof target === 'number' ? [target] : target;
}

/** What an example of each class counts. Of `several`: what it counts where the class holds. */
function classWorth(kind: HeadKind, examples: readonly Example[], classes: number, balance: number): Float32Array {
  const counts = new Float32Array(classes);
  let all = 0;
  for (const { target, weight = 1 } of examples) {
    all += weight;
    for (const k of placesOf(target)) counts[k] = (counts[k] ?? 0) + weight;
  }
  const share = kind === 'one' ? classes : 2;
  return counts.map(count => (all / (share * Math.max(count, 1))) ** balance);
}

type Step = {
  kind: HeadKind;
  rate: number;
  decay: number;
  extrasDecay: number;
  worth: Float32Array;
  start: Float32Array | undefined;
};

function step(descent: Descent, example: Example, wanted: Float32Array, how: Step): void {
  const { classes, weights, seen, bias, biasSeen, extraWeights, extraSeen, bits } = descent;
  const { hashes, values } = example.features;
  const { extras = [], weight = 1 } = example;
  const mask = 2 ** bits - 1;
  const chances = toChances(how.kind, scores(descent, example));
  const worth = how.kind === 'one' ? weight * worthOf(wanted, how.worth) : weight;
  for (let k = 0; k < classes; k++) {
    const isWanted = wanted[k] ?? 0;
    const off =
      ((chances[k] ?? 0) - isWanted) * (how.kind === 'several' && isWanted ? worth * (how.worth[k] ?? 1) : worth);
    if (Math.abs(off) < NOTHING_TO_LEARN) continue;
    for (let i = 0; i < hashes.length; i++) {
      const at = ((hashes[i] ?? 0) & mask) * classes + k;
      const old = weights[at] ?? 0;
      const slope = off * (values[i] ?? 0) + how.decay * old;
      const sum = (seen[at] ?? 0) + slope * slope;
      seen[at] = sum;
      weights[at] = old - (how.rate * slope) / Math.sqrt(sum);
    }
    for (let e = 0; e < extras.length; e++) {
      const at = e * classes + k;
      const old = extraWeights[at] ?? 0;
      const slope = off * (extras[e] ?? 0) + how.extrasDecay * (old - (how.start?.[at] ?? 0));
      const sum = (extraSeen[at] ?? 0) + slope * slope;
      extraSeen[at] = sum;
      extraWeights[at] = old - (how.rate * slope) / Math.sqrt(sum);
    }
    const sum = (biasSeen[k] ?? 0) + off * off;
    biasSeen[k] = sum;
    bias[k] = (bias[k] ?? 0) - (how.rate * off) / Math.sqrt(sum);
  }
}

function worthOf(wanted: Float32Array, worth: Float32Array): number {
  const at = wanted.indexOf(1);
  return at < 0 ? 1 : (worth[at] ?? 1);
}

function scores(
  { classes, weights, bias, extraWeights, bits }: Descent,
  { features, extras = [] }: Example,
): Float32Array {
  const mask = 2 ** bits - 1;
  const { hashes, values } = features;
  const sums = bias.slice();
  for (let i = 0; i < hashes.length; i++) {
    const row = ((hashes[i] ?? 0) & mask) * classes;
    const value = values[i] ?? 0;
    for (let k = 0; k < classes; k++) sums[k] = (sums[k] ?? 0) + (weights[row + k] ?? 0) * value;
  }
  for (let e = 0; e < extras.length; e++) {
    for (let k = 0; k < classes; k++) {
      sums[k] = (sums[k] ?? 0) + (extraWeights[e * classes + k] ?? 0) * (extras[e] ?? 0);
    }
  }
  return sums;
}
