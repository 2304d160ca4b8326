/** From which chance on a class is said to hold, chosen on examples that the fit did not see. */
import { type Calibration, calibrated } from './calibrate.ts';
import { placesOf } from './descent.ts';
import type { Judged } from './fit.ts';
import { type HeadKind, holdingOf, pickOf } from './head.ts';
import { macroF1 } from './score.ts';

/** `chance`: the likeliest, or what is likelier than not. `f1`: what finds rare classes too, at the price of some mistakes. */
export type Decide = 'chance' | 'f1';

/** With fewer there is nothing to choose by. */
const LEAST_JUDGED = 40;
/** How far rare classes are favoured: chances are divided by how common the class is, to this power. */
const FAVOURS = [0, 0.2, 0.35, 0.5, 0.65, 0.8];
const EVEN = 0.5;
const LEAST_THRESHOLD = 0.1;
const MOST_THRESHOLD = 0.9;
const THRESHOLD_STEP = 0.05;

export function chooseThresholds(
  kind: HeadKind,
  judged: readonly Judged[],
  calibration: Calibration,
  decide: Decide,
): Float32Array {
  const classes = calibration.slopes.length;
  const plain = new Float32Array(classes).fill(kind === 'one' ? 1 : EVEN);
  if (decide === 'chance' || judged.length < LEAST_JUDGED) return plain;
  const chances = judged.map(({ scores }) => calibrated(kind, scores, calibration));
  return kind === 'one' ? favouringRare(judged, chances, classes) : eachByItself(judged, chances, classes);
}

function favouringRare(judged: readonly Judged[], chances: Float32Array[], classes: number): Float32Array {
  const shares = new Float32Array(classes).fill(1);
  for (const { target } of judged) for (const k of placesOf(target)) shares[k] = (shares[k] ?? 0) + 1;
  const right = judged.map(({ target }) => placesOf(target)[0] ?? 0);
  let [best, thresholds] = [-1, shares.map(() => 1)];
  for (const favour of FAVOURS) {
    const tried = shares.map(share => (share / judged.length) ** favour);
    const score = macroF1(
      right,
      chances.map(one => pickOf({ thresholds: tried }, one)),
      classes,
    ).macro;
    if (score > best) [best, thresholds] = [score, tried];
  }
  return thresholds;
}

function eachByItself(judged: readonly Judged[], chances: Float32Array[], classes: number): Float32Array {
  const thresholds = new Float32Array(classes).fill(EVEN);
  for (let k = 0; k < classes; k++) {
    const right = judged.map(({ target }) => (placesOf(target).includes(k) ? 1 : 0));
    let best = -1;
    for (let tried = LEAST_THRESHOLD; tried <= MOST_THRESHOLD; tried += THRESHOLD_STEP) {
      const said = chances.map(one => holdingOf({ thresholds: Float32Array.of(tried) }, one.subarray(k, k + 1)).length);
      const score = macroF1(right, said, 2).each[1] ?? 0;
      const isNearer = score === best && Math.abs(tried - EVEN) < Math.abs((thresholds[k] ?? EVEN) - EVEN);
      if (score > best || isNearer) {
        best = score;
        thresholds[k] = tried;
      }
    }
  }
  return thresholds;
}
