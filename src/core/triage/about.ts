/**
 * Us, or somebody or something else of that name: learnt for each listening query from what people marked. Words, and whether they
 * were written large, each speak by how often they stand on either side (naive Bayes), made honest by posts held back. What it is not
 * clearly sure of is taken to be about us; where held back posts about us would have been lost, it is not heard at all.
 */
import { wordsOf } from '../text.ts';
import { calibrate } from './calibrate.ts';
import { signsOf } from './noise-signs.ts';
import { type About, type Read, type Reason, type Span, TRIAGE_READ_LIMIT } from './reading.ts';

/** A post a person said it of. Newest first: of very many the first count. */
export type AboutMark = { text: string; value: About };

export type TaughtAbout =
  | {
      kind: 'taught';
      weights: ReadonlyMap<string, number>;
      slope: number;
      shift: number;
      otherFrom: number;
      quality: AboutQuality;
    }
  /** Not heard: everything is taken to be about us, as without it. */
  | { kind: 'shipped'; why: 'few' | 'not_better'; us: number; other: number };

/** Marks on either side; and of those, each judged by the others: about us but called another's, and another's that were known. */
export type AboutQuality = { us: number; other: number; usLost: number; otherKnown: number };

/** Fewer on either side teach nothing. */
export const ABOUT_MARKS_AT_LEAST = 8;
/** On each side. */
export const ABOUT_MARKS_LIMIT = 1_000;
/** Said to be another's only from one of these chances on: the first that loses next to nothing. */
const OTHER_FROM = [0.75, 0.85, 0.92, 0.97];
/** Share of posts about us that may be lost among those held back; of few marks, none. */
const LOST_LIMIT = 0.02;
/** To know less than this share of the others is not worth a mistake. */
const KNOWN_AT_LEAST = 0.25;
/** What a word is believed to have been heard on either side before anything was marked, in posts. */
const PRIOR_POSTS = 1;
/** Strongest kept. */
const WORDS_LIMIT = 4_000;

/** A few milliseconds for twenty marks, a fifth of a second for two thousand. The same marks teach the same. */
export function teachAbout(marks: readonly AboutMark[]): TaughtAbout {
  const us = marks
    .filter(({ value }) => value === 'us')
    .slice(0, ABOUT_MARKS_LIMIT)
    .map(({ text }) => cluesOf(text));
  const other = marks
    .filter(({ value }) => value === 'other')
    .slice(0, ABOUT_MARKS_LIMIT)
    .map(({ text }) => cluesOf(text));
  const counts = { us: us.length, other: other.length };
  if (Math.min(us.length, other.length) < ABOUT_MARKS_AT_LEAST) return { kind: 'shipped', why: 'few', ...counts };
  const held = heldBack(us, other);
  const judged = held.map(({ score, isOther }) => ({
    scores: Float32Array.of(score),
    target: isOther ? [0] : [],
    weight: 1,
  }));
  const { slopes, shifts } = calibrate('several', judged);
  const line = { slope: slopes[0] ?? 1, shift: shifts[0] ?? 0 };
  for (const otherFrom of OTHER_FROM) {
    const called = held.filter(({ score }) => chanceOf(score, line) >= otherFrom);
    const otherKnown = called.filter(({ isOther }) => isOther).length;
    const usLost = called.length - otherKnown;
    if (usLost <= LOST_LIMIT * counts.us && otherKnown >= KNOWN_AT_LEAST * counts.other)
      return {
        kind: 'taught',
        weights: weightsOf(us, other),
        ...line,
        otherFrom,
        quality: { ...counts, usLost, otherKnown },
      };
  }
  return { kind: 'shipped', why: 'not_better', ...counts };
}

/** @returns null where nobody taught the difference, or not enough to go by */
export function readAbout(text: string, taught: TaughtAbout | null | undefined): Read<About> | null {
  if (taught?.kind !== 'taught') return null;
  const clues = cluesOf(text);
  let score = 0;
  for (const clue of clues.keys()) score += taught.weights.get(clue) ?? 0;
  const chance = chanceOf(score, taught);
  const value = chance >= taught.otherFrom ? 'other' : 'us';
  const reasons = [
    ...wordReasons(clues, taught, value),
    { kind: 'taught', corrections: taught.quality.us + taught.quality.other } satisfies Reason,
  ];
  return { value, sure: value === 'other' ? chance : 1 - chance, reasons };
}

/**
 * Of a post that several queries heard: another's only where each of them was taught so.
 * @returns null where one of them knows no difference, or none heard it
 */
export function readAboutOf(
  text: string,
  queryIds: readonly string[],
  taught: ReadonlyMap<string, TaughtAbout>,
): Read<About> | null {
  let least: Read<About> | null = null;
  for (const queryId of queryIds) {
    const read = readAbout(text, taught.get(queryId));
    if (read === null || read.value === 'us') return read;
    if (least === null || read.sure < least.sure) least = read;
  }
  return least;
}

/** What a post gives away, and where: its words, those after the first also as they are written, and the signs of noise and customers. */
type Clues = Map<string, Span[]>;

const LINK = /https?:\/\/\S+|\bwww\.\S+/giu;

function cluesOf(text: string): Clues {
  const clues: Clues = new Map();
  const read = text.slice(0, TRIAGE_READ_LIMIT);
  const add = (clue: string, span: Span) => {
    const known = clues.get(clue);
    if (known === undefined) clues.set(clue, [span]);
    else known.push(span);
  };
  const words = wordsOf(read.replace(LINK, link => ' '.repeat(link.length))).filter(({ sign }) => sign !== '@');
  words.forEach(({ folded, start, end }, at) => {
    add(folded.replace(/\p{N}+/gu, '0'), { start, end });
    if (at > 0 && /^\p{L}/u.test(folded))
      add(/^\p{Lu}/u.test(read.slice(start, end)) ? `A ${folded}` : `a ${folded}`, { start, end });
  });
  for (const [sign, spans] of signsOf(read).spans) for (const span of spans) add(`! ${sign}`, span);
  return clues;
}

type Counted = { us: number; other: number };

function countsOf(us: readonly Clues[], other: readonly Clues[]): Map<string, Counted> {
  const counts = new Map<string, Counted>();
  for (const [side, posts] of [
    ['us', us],
    ['other', other],
  ] as const) {
    for (const post of posts) {
      for (const clue of post.keys()) {
        const count = counts.get(clue) ?? { us: 0, other: 0 };
        count[side] += 1;
        counts.set(clue, count);
      }
    }
  }
  return counts;
}

/** Above 0: speaks for the other. */
function weightOf({ us, other }: Counted, all: Counted): number {
  return (
    Math.log((other + PRIOR_POSTS) / (all.other + 2 * PRIOR_POSTS)) -
    Math.log((us + PRIOR_POSTS) / (all.us + 2 * PRIOR_POSTS))
  );
}

function weightsOf(us: readonly Clues[], other: readonly Clues[]): Map<string, number> {
  const all = { us: us.length, other: other.length };
  const weights = [...countsOf(us, other)].map(([clue, count]) => [clue, weightOf(count, all)] as const);
  return new Map(weights.sort(([, a], [, b]) => Math.abs(b) - Math.abs(a)).slice(0, WORDS_LIMIT));
}

/** Each post judged by all the others: what it added to the counts is taken away again. */
function heldBack(us: readonly Clues[], other: readonly Clues[]): { score: number; isOther: boolean }[] {
  const counts = countsOf(us, other);
  const all = { us: us.length, other: other.length };
  const judge = (clues: Clues, side: 'us' | 'other') => {
    const rest = { ...all, [side]: all[side] - 1 };
    let score = 0;
    for (const clue of clues.keys()) {
      const count = counts.get(clue) ?? { us: 0, other: 0 };
      // A word that stood in no other post would not have been known.
      if (count.us + count.other > 1) score += weightOf({ ...count, [side]: count[side] - 1 }, rest);
    }
    return { score, isOther: side === 'other' };
  };
  return [...us.map(clues => judge(clues, 'us')), ...other.map(clues => judge(clues, 'other'))];
}

function chanceOf(score: number, { slope, shift }: { slope: number; shift: number }): number {
  return 1 / (1 + Math.exp(-(slope * score + shift)));
}

const REASONS_LIMIT = 5;
const LEAST_WEIGHT = 0.2;

/** The words that spoke most for what it was said to be. */
function wordReasons(clues: Clues, { weights, slope }: TaughtAbout & { kind: 'taught' }, value: About): Reason[] {
  const bySpan = new Map<number, { span: Span; weight: number }>();
  for (const [clue, spans] of clues) {
    const weight = (weights.get(clue) ?? 0) * slope * (value === 'other' ? 1 : -1);
    for (const span of spans) {
      const known = bySpan.get(span.start) ?? { span, weight: 0 };
      known.weight += weight / spans.length;
      bySpan.set(span.start, known);
    }
  }
  return [...bySpan.values()]
    .filter(({ weight }) => weight >= LEAST_WEIGHT)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, REASONS_LIMIT)
    .map(({ span, weight }) => ({ kind: 'words', spans: [span], weight: Math.tanh(weight) }));
}
