/** What can be taught: the head that came with the product, what is counted beside the words, and what people's words for it mean. */
import type { Features } from './features.ts';
import { type Extras, type Head, type HeadKind, scoresOf } from './head.ts';
import { CUE_EXTRAS, cuesOf, extrasOf } from './intents-cues.ts';
import { MOOD_COUNTS, moodCounts } from './lexicon.ts';
import { NOISE_EXTRAS, signsOf } from './noise-signs.ts';
import { SENTIMENTS } from './reading.ts';

/** Nothing in it but plain values: it can be handed to another thread. */
export type Shipped = {
  name: string;
  kind: HeadKind;
  /** More are added where people use others. */
  classes: string[];
  /** Null: nothing came with the product; what is taught begins at nothing. */
  head: Head | null;
  /** From which chance on its classes hold stays as it was: so much as one false alarm more would cost too much. */
  keepsThresholds?: boolean;
};

/** @returns what is taught of one aspect: `sentiment`, `noise`, `intents` */
export function shippedOf(aspect: string, heads: Readonly<Record<string, Head | undefined>>): Shipped {
  const head = heads[aspect] ?? null;
  if (aspect === 'sentiment') return { name: aspect, kind: 'one', classes: [...SENTIMENTS], head };
  return { name: aspect, kind: 'several', classes: head?.classes ?? [], head, keepsThresholds: aspect === 'noise' };
}

/** Which classes of the head the names of a label stand for: every kind of noise is noise. */
export function classesSaid({ name }: Pick<Shipped, 'name'>, value: readonly string[]): readonly string[] {
  if (name !== 'noise') return value;
  return value.every(one => one === 'none') ? [] : ['noise'];
}

type Family = { names: readonly string[]; count: (text: string) => Extras };

const MOOD: Family = { names: MOOD_COUNTS, count: moodCounts };
const NOISE: Family = { names: NOISE_EXTRAS, count: text => signsOf(text).extras };
const INTENT: Family = { names: CUE_EXTRAS, count: text => extrasOf(cuesOf(text)) };

function familyOf(head: Head | null): Family {
  if (head === null) return MOOD;
  const shared = ({ names }: Family) => names.filter(name => head.extras.includes(name)).length;
  return [NOISE, INTENT].reduce((best, one) => (shared(one) > shared(best) ? one : best), MOOD);
}

/** Names of what is counted beside the words for this head, or for one that is to be made. */
export function countedFor(head: Head | null): readonly string[] {
  return head === null ? MOOD.names : head.extras;
}

/** What a head is to be given as extras; what is counted no longer is nought. */
export function countsOf(head: Head | null, text: string): Extras {
  const { names, count } = familyOf(head);
  const counts = count(text);
  if (head === null || isAlike(head.extras, names)) return counts;
  return head.extras.map(name => counts[names.indexOf(name)] ?? 0);
}

/** Whether a head still fits this version: readers count for it what it was made with. Another has to be taught anew. */
export function isCurrent(head: Head): boolean {
  return head.extras.length === 0 || isAlike(head.extras, familyOf(head).names);
}

function isAlike(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((name, at) => name === others[at]);
}

/** What the shipped head says, as scores that its calibration has been put on: linear in words and counts. */
export function shippedScores(head: Head, features: Features, counts: Extras): Float32Array {
  return scoresOf(head, features, counts).map((score, k) => (head.slopes[k] ?? 1) * score + (head.shifts[k] ?? 0));
}
