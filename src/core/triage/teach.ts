/**
 * The product's learner. A brand's own labels make a head that begins where the shipped one stands and moves from there; it is used
 * only where labels that were held back show that it is better. Pure: the same labels give the same head.
 */
import { type Calibration, calibrate, calibrated } from './calibrate.ts';
import { compare, type Quality, type Trial } from './compare.ts';
import { chooseThresholds } from './decide.ts';
import { type Features, featuresOf } from './features.ts';
import { type Example, type FitOptions, fitAll, type Judged } from './fit.ts';
import { fold } from './fold.ts';
import { hashWord, mix } from './hash.ts';
import { chancesOf, type Head, type HeadKind, holdingOf, pickOf, scoresOf } from './head.ts';
import type { KeptBack, TaughtLabel } from './labels.ts';
import { classesSaid, countedFor, countsOf, type Shipped, shippedScores } from './shipped.ts';
import { type OneVoice, type Trust, textKey, trustOf, valueKey } from './trust.ts';

/** `shipped`: what came with the product stays, and why. */
export type Taught = {
  quality: Quality;
  people: OneVoice[];
  contradictions: number;
} & ({ kind: 'taught'; head: Head } | { kind: 'shipped'; why: KeptBack[] });

/** Fewer can neither teach nor show anything. */
const LEAST_LABELS = 10;
const LEAST_OF_A_CLASS = 2;
/** Where people contradict one another in more than this share of labels, none of them is believed. */
const MOST_CONTRADICTED = 0.3;
/** Who gave more than this share of labels is held against what the others said. */
const LARGE_SHARE = 0.5;
const LEAST_OF_OTHERS = 5;

export function teach(labels: readonly TaughtLabel[], shipped: Shipped): Taught {
  const course = prepare(labels, shipped);
  const { trust, lessons, classes } = course;
  const found = { people: trust.people, contradictions: trust.contradictions };
  const early = tooLittle(course);
  if (early.length > 0) {
    return { ...found, kind: 'shipped', why: early, quality: { measuredOn: 0, taught: null, shipped: null } };
  }
  const { judged, calibration, thresholds } = judge(course);
  const trials = judged.map(({ lesson, scores }): Trial => {
    const chances = calibrated(shipped.kind, scores, calibration);
    const taught = decided(shipped.kind, { thresholds }, chances);
    return { right: lesson.right, taught, shipped: lesson.shipped, weight: lesson.weight, by: lesson.by };
  });
  const kept = keptClasses(course, trials);
  for (const trial of trials) trial.taught = withKept(trial, kept);
  const { quality, gain, knows } = compare(trials, classes.length);
  const why = [...(gain > 0 && knows > 0 ? [] : ['not_better' as const]), ...worseForOthers(trials)];
  if (why.length > 0) return { ...found, kind: 'shipped', why, quality };
  const fitted = asShipped({ ...fitAll(lessons, optionsOf(course)), ...calibration, thresholds }, shipped, kept);
  const head = shipped.head === null ? fitted : fold(fitted, shipped.head);
  return { ...found, kind: 'taught', head, quality };
}

/** One label as the fit sees it. `right` and `shipped`: places of classes, as said and as the shipped head reads it. */
type Lesson = Example & {
  right: readonly number[];
  shipped: readonly number[];
  weight: number;
  by: string | null;
  part: number;
};

type Course = { shipped: Shipped; classes: string[]; lessons: Lesson[]; trust: Trust };

function prepare(labels: readonly TaughtLabel[], shipped: Shipped): Course {
  const { classes, usable } = usableLabels(labels, shipped);
  const read = usable.map(({ text }) => lookAt(text, shipped));
  const said = read.map(({ classesRead }) => valueKey(classesRead.map(k => shipped.classes[k] ?? '')));
  const asClasses = usable.map(label => ({ ...label, value: [...classesSaid(shipped, label.value)] }));
  const trust = trustOf(asClasses, said);
  const lessons = asClasses.map(({ text, value, by }, at): Lesson => {
    const right = value.map(one => classes.indexOf(one)).filter(place => place >= 0);
    const { features = EMPTY, extras = [], classesRead = [] } = read[at] ?? {};
    return {
      features,
      extras,
      target: shipped.kind === 'one' ? (right[0] ?? 0) : right,
      right,
      shipped: classesRead,
      weight: trust.weights[at] ?? 0,
      by,
      part: mix(hashWord(textKey(text))) >>> 0,
    };
  });
  return { shipped, classes, lessons, trust };
}

const EMPTY: Features = { hashes: new Int32Array(), values: new Float32Array() };

/** Classes the shipped head has, and those people use often enough; of `one`, labels of other classes are left out. */
function usableLabels(labels: readonly TaughtLabel[], shipped: Shipped): { classes: string[]; usable: TaughtLabel[] } {
  const counts = new Map<string, number>();
  for (const { value } of labels) {
    for (const one of classesSaid(shipped, value)) counts.set(one, (counts.get(one) ?? 0) + 1);
  }
  const known = new Set(shipped.classes);
  const own = [...counts].filter(([name, count]) => !known.has(name) && count >= LEAST_OF_A_CLASS);
  const classes = [...shipped.classes, ...own.map(([name]) => name).sort()];
  if (shipped.kind === 'several') return { classes, usable: [...labels] };
  return { classes, usable: labels.filter(({ value }) => classes.includes(value[0] ?? '')) };
}

function lookAt(text: string, { head, kind }: Shipped) {
  const features = featuresOf(text);
  const counts = countsOf(head, text);
  if (head === null) return { features, extras: [...Array.from(counts)], classesRead: [] };
  const extras = [...shippedScores(head, features, counts), ...Array.from(counts)];
  return { features, extras, classesRead: decided(kind, head, chancesOf(head, features, counts)) };
}

function decided(kind: HeadKind, head: Pick<Head, 'thresholds'>, chances: Float32Array): number[] {
  return kind === 'one' ? [pickOf(head, chances)] : holdingOf(head, chances);
}

function tooLittle({ lessons, trust, shipped, classes }: Course): KeptBack[] {
  if (lessons.length < LEAST_LABELS) return ['too_few'];
  const counts = new Float64Array(classes.length);
  for (const { right } of lessons) for (const k of right) counts[k] = (counts[k] ?? 0) + 1;
  const isTold = (count: number) => count >= LEAST_OF_A_CLASS && count <= lessons.length - LEAST_OF_A_CLASS;
  const why: KeptBack[] = counts.some(isTold) ? [] : ['one_class'];
  if (trust.contradicted > MOST_CONTRADICTED) why.push('contradictory');
  if (why.includes('one_class') && trust.people.some(({ oneSided }) => oneSided !== null)) why.push('one_sided');
  return shipped.kind === 'one' && classes.length < 2 ? ['one_class'] : why;
}

const FEW = 400;
/** Few labels move little: people correct what was read wrongly, and a thousand that were read well go unsaid. */
const CAREFUL = { learningRate: 0.02, extrasDecay: 0.2, balance: 1 };
const BOLD = { learningRate: 0.05, extrasDecay: 1e-5, balance: 0.5 };
const MANY = 1_500;
/** From here on heads have room for more words. */
const VERY_MANY = 8_000;

function optionsOf({ shipped, classes, lessons }: Course): FitOptions {
  const { name, kind, head } = shipped;
  const scores = head === null ? [] : shipped.classes.map(one => `shipped_${one}`);
  const counted = countedFor(head);
  const start = new Float32Array((scores.length + counted.length) * classes.length);
  // Nothing learnt yet is what came with the product.
  scores.forEach((_, k) => {
    start[k * classes.length + k] = 1;
  });
  return {
    name,
    kind,
    classes,
    extras: [...scores, ...counted],
    start,
    bits: Math.max(lessons.length > VERY_MANY ? 18 : 16, head?.bits ?? 0),
    epochs: lessons.length > MANY ? 6 : 8,
    ...(lessons.length > FEW ? BOLD : CAREFUL),
    ...(kind === 'several' ? { balance: 0.3 } : {}),
  };
}

/** Few are judged by heads that have seen nine tenths of them, more by such as have seen four fifths. */
const FEW_ENOUGH = 400;

type Held = Judged & { lesson: Lesson };

/** Every label (of many, a fifth) judged by a head that has not seen it, nor another label of the same words. */
function judge(course: Course): { judged: Held[]; calibration: Calibration; thresholds: Float32Array } {
  const { lessons, shipped } = course;
  const parts = lessons.length < FEW_ENOUGH ? 10 : 5;
  const folds = lessons.length > MANY ? 1 : parts;
  const judged: Held[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const isHeld = ({ part }: Lesson) => part % parts === fold;
    const options = optionsOf(course);
    const head = fitAll(
      lessons.filter(lesson => !isHeld(lesson)),
      options,
    );
    for (const lesson of lessons.filter(isHeld)) {
      const scores = scoresOf(head, lesson.features, lesson.extras);
      judged.push({ scores, target: lesson.target, weight: lesson.weight, lesson });
    }
  }
  const calibration = calibrate(shipped.kind, judged);
  return { judged, calibration, thresholds: thresholdsOf(course, judged, calibration) };
}

/** Of `one`: where the balanced fit decides, whatever calibration made of its scores. */
function thresholdsOf({ shipped, classes }: Course, judged: readonly Held[], calibration: Calibration): Float32Array {
  if (shipped.kind === 'one') {
    const most = Math.max(...calibration.shifts);
    return calibration.shifts.map(shift => Math.exp(shift - most));
  }
  const chosen = chooseThresholds('several', judged, calibration, 'f1');
  return chosen.map((threshold, k) => {
    const isShipped = k < shipped.classes.length && classes[k] === shipped.classes[k];
    return isShipped && shipped.keepsThresholds ? (shipped.head?.thresholds[k] ?? threshold) : threshold;
  });
}

/** Classes of several stand each by itself: one that is found no better than before stays as it came. */
function keptClasses({ shipped }: Course, trials: readonly Trial[]): number[] {
  if (shipped.kind === 'one' || shipped.head === null) return [];
  const wrong = (k: number, who: 'taught' | 'shipped') =>
    trials.reduce((sum, one) => sum + (one[who].includes(k) === one.right.includes(k) ? 0 : one.weight), 0);
  return [...shipped.classes.keys()].filter(k => wrong(k, 'shipped') <= wrong(k, 'taught'));
}

function withKept({ taught, shipped }: Trial, kept: readonly number[]): number[] {
  return [...taught.filter(k => !kept.includes(k)), ...shipped.filter(k => kept.includes(k))];
}

function asShipped(fitted: Head, { head }: Shipped, kept: readonly number[]): Head {
  const classes = fitted.classes.length;
  for (const k of kept) {
    for (let at = k; at < fitted.weights.length; at += classes) fitted.weights[at] = 0;
    for (let at = k; at < fitted.extraWeights.length; at += classes) fitted.extraWeights[at] = 0;
    fitted.extraWeights[k * classes + k] = 1;
    fitted.bias[k] = 0;
    fitted.slopes[k] = 1;
    fitted.shifts[k] = 0;
    fitted.thresholds[k] = head?.thresholds[k] ?? 1;
  }
  return fitted;
}

/** One person who gave most of the labels may be right about them and wrong about everybody else's. */
function worseForOthers(trials: readonly Trial[]): KeptBack[] {
  const byPerson = Map.groupBy(trials, ({ by }) => by);
  for (const [by, own] of byPerson) {
    // Posts that were let stand are nobody's word: what came with the product is right about each of them by itself.
    const others = trials.filter(trial => trial.by !== by && trial.by !== null);
    if (by === null || own.length <= LARGE_SHARE * trials.length || others.length < LEAST_OF_OTHERS) continue;
    const right = (who: 'taught' | 'shipped') => others.filter(one => isSame(one[who], one.right)).length;
    if (right('taught') < right('shipped')) return ['worse_for_others'];
  }
  return [];
}

function isSame(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every(k => other.includes(k));
}
