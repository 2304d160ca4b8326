/**
 * Which of two decides better, on labels neither has seen: macro-F1 with intervals by drawing the labels again with replacement, the same
 * draw for both (paired bootstrap; Efron and Tibshirani 1993, Berg-Kirkpatrick, Burkett and Klein 2012).
 */
import { seeded } from './shuffle.ts';

/** Macro-F1 with a 95% interval. */
export type Score = { score: number; low: number; high: number };
export type Quality = { measuredOn: number; taught: Score | null; shipped: Score | null };

/** One held-back label: the classes that are right, and those each of the two says. `weight`: how far the label is trusted. */
export type Trial = {
  right: readonly number[];
  taught: readonly number[];
  shipped: readonly number[];
  weight: number;
  by: string | null;
};

/** `gain`: what four draws of five show at least. `knows`: how far beyond chance the taught one is in 97 of a hundred (Cohen's kappa). */
export type Comparison = { quality: Quality; gain: number; knows: number };

const DOUBT = 0.2;
const DOUBT_OF_KNOWING = 0.03;
const DRAWS = 400;
const DRAWS_OF_MANY = 150;
const MANY = 500;
/** A class with fewer right labels says nothing about how well it is found. */
const LEAST_RIGHT = 2;

export function compare(trials: readonly Trial[], classes: number): Comparison {
  const judged = judgedClasses(trials, classes);
  const next = seeded(trials.length + 1);
  const draws = trials.length > MANY ? DRAWS_OF_MANY : DRAWS;
  const [taught, shipped, gains, kappas]: [number[], number[], number[], number[]] = [[], [], [], []];
  const times = new Float64Array(trials.length);
  for (let draw = 0; draw < draws; draw++) {
    times.fill(0);
    for (let i = 0; i < trials.length; i++) {
      const drawn = Math.floor(next() * trials.length);
      times[drawn] = (times[drawn] ?? 0) + 1;
    }
    const [ours, theirs] = [scoreOf(trials, 'taught', judged, times), scoreOf(trials, 'shipped', judged, times)];
    taught.push(ours);
    shipped.push(theirs);
    gains.push(ours - theirs);
    kappas.push(kappaOf(trials, judged, times));
  }
  times.fill(1);
  const scored = (who: 'taught' | 'shipped', drawn: number[]): Score => {
    return { score: scoreOf(trials, who, judged, times), low: share(drawn, 0.025), high: share(drawn, 0.975) };
  };
  const quality = { measuredOn: trials.length, taught: scored('taught', taught), shipped: scored('shipped', shipped) };
  return { quality, gain: share(gains, DOUBT), knows: share(kappas, DOUBT_OF_KNOWING) };
}

function judgedClasses(trials: readonly Trial[], classes: number): Uint8Array {
  const counts = new Float64Array(classes);
  for (const { right } of trials) for (const k of right) counts[k] = (counts[k] ?? 0) + 1;
  return Uint8Array.from(counts, count => (count >= LEAST_RIGHT ? 1 : 0));
}

function scoreOf(trials: readonly Trial[], who: 'taught' | 'shipped', judged: Uint8Array, times: Float64Array): number {
  const hits = new Float64Array(judged.length);
  const named = new Float64Array(judged.length);
  for (const [i, trial] of trials.entries()) {
    const weight = trial.weight * (times[i] ?? 0);
    if (weight === 0) continue;
    for (const k of trial.right) {
      named[k] = (named[k] ?? 0) + weight;
      if (trial[who].includes(k)) hits[k] = (hits[k] ?? 0) + weight;
    }
    for (const k of trial[who]) named[k] = (named[k] ?? 0) + weight;
  }
  let [sum, count] = [0, 0];
  for (let k = 0; k < judged.length; k++) {
    if (judged[k] === 0 || named[k] === 0) continue;
    sum += (2 * (hits[k] ?? 0)) / (named[k] ?? 1);
    count += 1;
  }
  return count === 0 ? 0 : sum / count;
}

/** Who guesses, or always says the same, is right by chance; a head has to know more. The mean over the classes, each by itself. */
function kappaOf(trials: readonly Trial[], judged: Uint8Array, times: Float64Array): number {
  let [sum, count] = [0, 0];
  for (let k = 0; k < judged.length; k++) {
    if (judged[k] === 0) continue;
    let [all, right, said, both] = [0, 0, 0, 0];
    for (const [i, trial] of trials.entries()) {
      const weight = trial.weight * (times[i] ?? 0);
      const [isRight, isSaid] = [trial.right.includes(k), trial.taught.includes(k)];
      all += weight;
      if (isRight) right += weight;
      if (isSaid) said += weight;
      if (isRight === isSaid) both += weight;
    }
    const chance = (right * said + (all - right) * (all - said)) / all ** 2;
    sum += chance >= 1 ? 0 : (both / all - chance) / (1 - chance);
    count += 1;
  }
  return count === 0 ? 0 : sum / count;
}

function share(drawn: number[], part: number): number {
  const sorted = drawn.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
}
