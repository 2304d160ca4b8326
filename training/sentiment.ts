import { calibrate } from '../src/core/triage/calibrate.ts';
import { featuresOf } from '../src/core/triage/features.ts';
import { type Example, type FitOptions, fitAll, type Judged } from '../src/core/triage/fit.ts';
import { chancesOf, type Head, pickOf, scoresOf } from '../src/core/triage/head.ts';
import { MOOD_COUNTS, moodCounts, moodExamples } from '../src/core/triage/lexicon.ts';
import { SENTIMENTS, type Sentiment } from '../src/core/triage/reading.ts';
import { macroF1 } from '../src/core/triage/score.ts';
import { shuffledOrder } from '../src/core/triage/shuffle.ts';
import type { Training, TrainingFolder } from '../src/dev/training.ts';
import { careLabels } from './care-labels.ts';

/**
 * Two steps, folded into one head. First what words say about 28 feelings, from many comments of a forum; then how feelings,
 * counted words and signs make a customer negative, neutral or positive, from few posts of customers. The second step is linear in
 * the first, so their product is one row of weights for each class.
 */
export const training: Training = {
  about: 'negative, neutral or positive: how a customer feels, as written',
  sources: [
    {
      name: 'GoEmotions',
      file: 'goemotions.jsonl',
      licence: 'Apache-2.0',
      attribution: 'Demszky et al. 2020, Google Research',
      note: 'the 28 feelings; a third of it for the second step, with little weight',
    },
    {
      name: 'Customer care conversations, with our labels',
      file: 'ibm_care_conversations.jsonl',
      licence: 'Apache-2.0; the labels are ours',
      attribution: 'IBM Research',
      note: 'the half "train" of training/labels/ibm-care.jsonl',
    },
    ...['en', 'es', 'gr'].map(language => ({
      name: `Sentiment in politics, ${language}`,
      file: `politics_${language}.jsonl`,
      licence: 'MIT',
      attribution: 'Antypas, Preece and Camacho-Collados 2023',
      note: 'fold train, with little weight',
    })),
  ],
  fit,
};

/** How much one post of each kind counts: only customers' own say how customers write. */
const CUSTOMER_WEIGHT = 3;
const POLITICS_WEIGHT = 0.1;
const FORUM_WEIGHT = 0.05;
const WORD_WEIGHT = 0.03;
/** Hardly any comment of the forum is a face and nothing else; posts to companies often are. */
const FACE_WEIGHT = 0.2;
const FOLDS = 5;
const BITS = 16;
const FEELINGS = 28;
const FEELING_SCALE = 4;

type Made = Example & { target: number };

function fit(data: TrainingFolder, say: (line: string) => void) {
  const comments = data.rows<Comment>('goemotions.jsonl').filter(({ fold }) => fold === 'train');
  say(`${comments.length} comments on 28 feelings`);
  const feelings = fitFeelings(comments);
  const make = (text: string, target: number, weight: number): Made => {
    const features = featuresOf(text);
    const extras = [...feelingsOf(feelings, features), ...moodCounts(text)];
    // The words themselves speak through the feelings only.
    return { features: { hashes: new Int32Array(), values: new Float32Array() }, target, weight, extras };
  };
  const ofMood = (label: Sentiment) => SENTIMENTS.indexOf(label);
  const labels = careLabels(data);
  const customers = labels
    .filter(({ half }) => half === 'train')
    .map(({ text, sentiment }) => make(text, ofMood(sentiment), CUSTOMER_WEIGHT));
  const words = moodExamples().map(({ text, mood }) =>
    make(text, ofMood(mood), isFace(text) ? FACE_WEIGHT : WORD_WEIGHT),
  );
  const others = [...politics(data, make), ...forum(comments, make), ...words];
  say(`${customers.length} posts of customers, ${others.length} others`);
  const second = fitAll([...customers, ...others], SECOND);
  const heldBack = judgeCustomers(customers, others);
  // How common each mood is differs from brand to brand, and hardly any of these posts are glad: only how sure is learnt from them.
  const { slopes } = calibrate('one', heldBack);
  const head = { ...folded(feelings, second), slopes, thresholds: THRESHOLDS };
  const tests = labels.filter(({ half }) => half === 'test');
  const said = tests.map(({ text }) => pickOf(head, chancesOf(head, featuresOf(text), moodCounts(text))));
  const { macro, each } = macroF1(
    tests.map(({ sentiment }) => ofMood(sentiment)),
    said,
    SENTIMENTS.length,
  );
  const scores = {
    care_test_f1: rounded(macro),
    care_test_negative_f1: rounded(each[0] ?? 0),
    care_test_neutral_f1: rounded(each[1] ?? 0),
    care_test_positive_f1: rounded(each[2] ?? 0),
  };
  const notes = [
    `Of the ${tests.length} posts of the half "test" only 5 are positive: that score, and the mean with it, says little.`,
  ];
  return { weights: head, examples: comments.length + customers.length + others.length, scores, notes };
}

const SECOND: FitOptions = {
  name: 'sentiment',
  kind: 'one',
  classes: [...SENTIMENTS],
  extras: [...Array.from({ length: FEELINGS }, (_, at) => `feeling_${at}`), ...MOOD_COUNTS],
  bits: 1,
  epochs: 8,
  learningRate: 0.05,
  balance: 0.5,
  extrasDecay: 1e-4,
};

type Comment = { text: string; labels: string; fold: string };

function fitFeelings(comments: readonly Comment[]): Head {
  const examples = comments.map(({ text, labels }) => ({
    features: featuresOf(text),
    target: labels.split(',').map(Number),
  }));
  const classes = Array.from({ length: FEELINGS }, (_, at) => `feeling_${at}`);
  return fitAll(examples, { name: 'feelings', kind: 'several', classes, bits: BITS, epochs: 3, learningRate: 0.1 });
}

function feelingsOf(feelings: Head, features: ReturnType<typeof featuresOf>): number[] {
  return Array.from(scoresOf(feelings, features), score => score / FEELING_SCALE);
}

/** Numbers of the feelings as the collection gives them; what is in neither (surprise, realisation, neutral) is neutral. */
const CROSS = new Set([2, 3, 9, 10, 11, 12, 14, 16, 19, 24, 25]);
const GLAD = new Set([0, 1, 4, 5, 13, 15, 17, 18, 20, 21, 23]);
const FORUM_ONE_IN = 3;

function forum(comments: readonly Comment[], make: (text: string, target: number, weight: number) => Made): Made[] {
  return comments
    .filter((_, at) => at % FORUM_ONE_IN === 0)
    .flatMap(({ text, labels }) => {
      const feelings = labels.split(',').map(Number);
      const [isCross, isGlad] = [feelings.some(one => CROSS.has(one)), feelings.some(one => GLAD.has(one))];
      return isCross && isGlad ? [] : [make(text, isCross ? 0 : isGlad ? 2 : 1, FORUM_WEIGHT)];
    });
}

function politics(data: TrainingFolder, make: (text: string, target: number, weight: number) => Made): Made[] {
  return ['en', 'es', 'gr']
    .flatMap(language => data.rows<{ text: string; label: string; fold: string }>(`politics_${language}.jsonl`))
    .filter(({ fold }) => fold === 'train')
    .map(({ text, label }) => make(text, Number(label) + 1, POLITICS_WEIGHT));
}

/** The posts of customers, each judged by a second step that did not see it. */
function judgeCustomers(customers: readonly Made[], others: readonly Made[]): Judged[] {
  const order = shuffledOrder(customers.length, 7);
  return Array.from({ length: FOLDS }, (_, fold) => {
    const heldBack = new Set(order.filter((_place, at) => at % FOLDS === fold));
    const head = fitAll([...customers.filter((_made, at) => !heldBack.has(at)), ...others], SECOND);
    return customers
      .filter((_made, at) => heldBack.has(at))
      .map(({ features, extras, target }) => ({ scores: scoresOf(head, features, extras), target, weight: 1 }));
  }).flat();
}

/** An angry customer read as calm waits; a calm one read as angry costs a glance. So what was missed counts nearly double. */
const THRESHOLDS = Float32Array.of(0.53, 1, 1);

const LARGEST = 127;

/** The second step's weights of the feelings, times the first step's weights of words. */
function folded(feelings: Head, second: Head): Head {
  const classes = SENTIMENTS.length;
  const rows = 2 ** BITS;
  const exact = new Float32Array(rows * classes);
  const bias = second.bias.slice();
  for (let feeling = 0; feeling < FEELINGS; feeling++) {
    for (let k = 0; k < classes; k++) {
      const share = (second.extraWeights[feeling * classes + k] ?? 0) / FEELING_SCALE;
      const scale = share * (feelings.scales[feeling] ?? 0);
      bias[k] = (bias[k] ?? 0) + share * (feelings.bias[feeling] ?? 0);
      for (let row = 0; row < rows; row++) {
        const at = row * classes + k;
        exact[at] = (exact[at] ?? 0) + scale * (feelings.weights[row * FEELINGS + feeling] ?? 0);
      }
    }
  }
  const scales = new Float32Array(classes);
  for (let k = 0; k < classes; k++) {
    let most = 0;
    for (let row = 0; row < rows; row++) most = Math.max(most, Math.abs(exact[row * classes + k] ?? 0));
    scales[k] = most / LARGEST;
  }
  const weights = Int8Array.from(exact, (value, at) => Math.round(value / (scales[at % classes] ?? 1)));
  const extraWeights = second.extraWeights.slice(FEELINGS * classes);
  return { ...second, bits: BITS, weights, scales, bias, extras: MOOD_COUNTS, extraWeights };
}

function isFace(text: string): boolean {
  return !/\p{L}{2}/u.test(text);
}

function rounded(score: number): number {
  return Math.round(score * 1000) / 1000;
}
