/**
 * Fits a linear head to examples: AdaGrad, always in the same order for the same seed, then rounded to small whole numbers and
 * calibrated on examples that the fit did not see.
 */
import { calibrate } from './calibrate.ts';
import { chooseThresholds, type Decide } from './decide.ts';
import { type Descent, descend, freshDescent } from './descent.ts';
import type { Features } from './features.ts';
import { small } from './fold.ts';
import { type Extras, type Head, type HeadKind, scoresOf } from './head.ts';
import { shuffledOrder } from './shuffle.ts';

/** `target`: the place of the class, or of each class that holds. `weight`: 1 where not said. */
export type Example = { features: Features; target: number | readonly number[]; weight?: number; extras?: Extras };

export type FitOptions = {
  name: string;
  kind: HeadKind;
  classes: string[];
  /** 2 to this many rows; 16 where not said. */
  bits?: number;
  extras?: string[];
  epochs?: number;
  learningRate?: number;
  /** How strongly weights are drawn to nothing; of those of words, and of those of extras. */
  decay?: number;
  extrasDecay?: number;
  /** 0: classes count as often as they come; 1: all classes count alike. */
  balance?: number;
  seed?: number;
  /** Weights of the extras to begin at, and to be drawn to instead of to nothing: by extra, then by class. */
  start?: Float32Array;
  /** The calibration sees each example held back once, over this many folds; 1 holds back one part in eight. */
  folds?: number;
  decide?: Decide;
};

export const DEFAULT_BITS = 16;
const DEFAULT_EPOCHS = 6;
const DEFAULT_FOLDS = 1;
/** Of one fold, one example in so many is held back. */
const HELD_BACK_ONE_IN = 8;

/** @returns a head whose chances are calibrated on held-back examples, and which was then fitted to all of them */
export function fitHead(examples: readonly Example[], options: FitOptions): Head {
  const heldBack = heldBackScores(examples, options);
  const head = fitAll(examples, options);
  const calibration = calibrate(options.kind, heldBack);
  const thresholds = chooseThresholds(options.kind, heldBack, calibration, options.decide ?? 'f1');
  return { ...head, ...calibration, thresholds };
}

/** Scores before calibration of examples that the fit did not see, with what would have been right. */
export type Judged = { scores: Float32Array; target: number | readonly number[]; weight: number };

/** Each example (or one part of them, see `folds`) judged by a head that was fitted without it. */
export function heldBackScores(examples: readonly Example[], options: FitOptions): Judged[] {
  const folds = options.folds ?? DEFAULT_FOLDS;
  const parts = folds > 1 ? folds : HELD_BACK_ONE_IN;
  const order = shuffledOrder(examples.length, (options.seed ?? 1) + 1);
  const judged: Judged[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const isHeldBack = new Set(order.filter((_, place) => place % parts === fold));
    const head = fitAll(
      examples.filter((_, at) => !isHeldBack.has(at)),
      options,
    );
    for (const at of isHeldBack) {
      const example = examples[at];
      if (example === undefined) continue;
      const scores = scoresOf(head, example.features, example.extras);
      judged.push({ scores, target: example.target, weight: example.weight ?? 1 });
    }
  }
  return judged;
}

/** Fitted to every example, not calibrated. */
export function fitAll(examples: readonly Example[], options: FitOptions): Head {
  const descent = freshDescent(options.classes.length, options.bits ?? DEFAULT_BITS, options.extras?.length ?? 0);
  if (options.start !== undefined) descent.extraWeights.set(options.start);
  const epochs = options.epochs ?? DEFAULT_EPOCHS;
  const order = shuffledOrder(examples.length, options.seed ?? 1);
  descend(descent, examples, order, { ...options, epochs });
  return rounded(descent, options);
}

function rounded(descent: Descent, { name, kind, classes, bits = DEFAULT_BITS, extras = [] }: FitOptions): Head {
  return {
    name,
    kind,
    classes,
    bits,
    ...small(descent.weights, classes.length),
    bias: descent.bias.slice(),
    extras,
    extraWeights: descent.extraWeights.slice(),
    slopes: new Float32Array(classes.length).fill(1),
    shifts: new Float32Array(classes.length),
    thresholds: new Float32Array(classes.length).fill(kind === 'one' ? 1 : 0.5),
  };
}
