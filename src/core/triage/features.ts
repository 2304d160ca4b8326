/**
 * A post as numbers: words, pairs of words, words after a "not", and runs of two to five characters inside words, each hashed to
 * 32 bits; heads take as many bits as they have room for. Worked out once for each post and shared by every head.
 */
import { HASH_START, hashOn, mix } from './hash.ts';
import { isNegation, NEGATION_REACH } from './negation.ts';
import { TRIAGE_READ_LIMIT } from './reading.ts';
import { cutWords, SIGNS, TAG, WORD, type Words } from './words.ts';

/** Each hash once; the values have length 1 together. Nothing to read: both empty. */
export type Features = { hashes: Int32Array; values: Float32Array };

const SHORTEST_RUN = 2;
const LONGEST_RUN = 5;
const RUN_VALUE = 0.5;
const SKIP_VALUE = 0.5;
/** Each character begins up to four runs, each word has two edges and up to five features of its own. */
const ROOM = TRIAGE_READ_LIMIT * 20;

/** What is found in the post, an entry each time it is found. `owner` and `other`: the words it stands for. */
type Found = {
  count: number;
  hash: Int32Array;
  value: Float32Array;
  owner: Int16Array;
  other: Int16Array;
};

const found: Found = {
  count: 0,
  hash: new Int32Array(ROOM),
  value: new Float32Array(ROOM),
  owner: new Int16Array(ROOM),
  other: new Int16Array(ROOM),
};

/** @param text as it was posted; only the first `TRIAGE_READ_LIMIT` units are read */
export function featuresOf(text: string): Features {
  gather(cutWords(text));
  const kept = merge();
  const hashes = found.hash.slice(0, kept);
  const values = found.value.slice(0, kept);
  const length = lengthOf(values);
  for (let i = 0; i < kept; i++) values[i] = (values[i] ?? 0) / length;
  return { hashes, values };
}

/** One word of the post, as it stands there, and how much it weighs. */
export type Voice = { start: number; end: number; weight: number };

/** @param weightOf one hash @returns every word of the post with what its features weigh together */
export function voicesOf(text: string, weightOf: (hash: number) => number): Voice[] {
  const words = cutWords(text);
  gather(words);
  const length = lengthOf(found.value.slice(0, merge()));
  gather(words);
  const voices = Array.from({ length: words.count }, (_, at): Voice => {
    return { start: words.start[at] ?? 0, end: words.end[at] ?? 0, weight: 0 };
  });
  for (let i = 0; i < found.count; i++) {
    const half = (weightOf(found.hash[i] ?? 0) * (found.value[i] ?? 0)) / length / 2;
    for (const at of [found.owner[i] ?? 0, found.other[i] ?? 0]) {
      const voice = voices[at];
      if (voice !== undefined) voice.weight += half;
    }
  }
  return voices;
}

const PAIR = 0x51ed270b;
const SKIP = 0x2545f491;
const TURNED = 0x6a09e667;
const TAGGED = 0x3c6ef372;
/** Different for each kind, so that a word of signs is not a word of letters. */
const KINDS = Int32Array.from({ length: 8 }, (_, kind) => mix(kind * 0x1b873593 + 1));
const FULL_STOPS = new Set([...'.!?,;:…·؟،。！？'].map(char => char.charCodeAt(0)));

function gather(words: Words): void {
  const { codes, from, kind } = words;
  found.count = 0;
  let [last, beforeLast, turned] = [0, 0, 0];
  for (let at = 0; at < words.count; at++) {
    const [first, end, is] = [from[at] ?? 0, from[at + 1] ?? 0, kind[at] ?? 0];
    let plain = HASH_START;
    for (let i = first; i < end; i++) plain = hashOn(plain, codes[i] ?? 0);
    const isWord = is === WORD || is === TAG;
    const hash = plain ^ (isWord ? 0 : (KINDS[is] ?? 0));
    add(mix(hash), 1, at, at);
    if (at > 0) add(mix(Math.imul(last, PAIR) ^ hash), 1, at, at - 1);
    if (at > 1) add(mix(Math.imul(beforeLast, SKIP) ^ hash), SKIP_VALUE, at, at - 2);
    if (is === TAG) add(mix(hash ^ TAGGED), 1, at, at);
    if (isWord) {
      if (turned > 0) add(mix(hash ^ TURNED), 1, at, at);
      addRuns(codes, first, end, at);
      turned = isNegation(plain) ? NEGATION_REACH : turned - 1;
    } else if (is === SIGNS && FULL_STOPS.has(codes[first] ?? 0)) turned = 0;
    beforeLast = last;
    last = hash;
  }
}

const EDGE = 0x5e;
const RUNS = Int32Array.from({ length: LONGEST_RUN + 1 }, (_, length) => Math.imul(length, 0x165667b1));

/** Every run of characters of the word with its edges; of a word of one character there is none. */
function addRuns(codes: Uint16Array, first: number, end: number, at: number): void {
  if (end - first < 2) return;
  for (let begin = first - 1; begin < end; begin++) {
    let hash = hashOn(HASH_START, begin < first ? EDGE : (codes[begin] ?? 0));
    const most = Math.min(begin + LONGEST_RUN, end + 1);
    for (let i = begin + 1; i < most; i++) {
      hash = hashOn(hash, i === end ? EDGE : (codes[i] ?? 0));
      const length = i - begin + 1;
      if (length >= SHORTEST_RUN) add(mix(hash ^ (RUNS[length] ?? 0)), RUN_VALUE, at, at);
    }
  }
}

function add(hash: number, value: number, owner: number, other: number): void {
  const at = found.count;
  if (at >= ROOM) return;
  found.hash[at] = hash;
  found.value[at] = value;
  found.owner[at] = owner;
  found.other[at] = other;
  found.count = at + 1;
}

const SLOTS = 1 << 17;
/** Where in `found` a hash stands, plus one. */
const slots = new Int32Array(SLOTS);
const taken = new Int32Array(ROOM);

/** Adds up what was found more than once, in place. @returns how many different ones there are: the first of `found` */
function merge(): number {
  const { hash, value } = found;
  let kept = 0;
  for (let i = 0; i < found.count; i++) {
    const wanted = hash[i] ?? 0;
    let slot = wanted & (SLOTS - 1);
    let at = (slots[slot] ?? 0) - 1;
    while (at >= 0 && hash[at] !== wanted) {
      slot = (slot + 1) & (SLOTS - 1);
      at = (slots[slot] ?? 0) - 1;
    }
    if (at >= 0) {
      value[at] = (value[at] ?? 0) + (value[i] ?? 0);
      continue;
    }
    slots[slot] = kept + 1;
    taken[kept] = slot;
    hash[kept] = wanted;
    value[kept] = value[i] ?? 0;
    kept += 1;
  }
  for (let i = 0; i < kept; i++) slots[taken[i] ?? 0] = 0;
  return kept;
}

function lengthOf(values: Float32Array): number {
  let squares = 0;
  for (const value of values) squares += value * value;
  return squares === 0 ? 1 : Math.sqrt(squares);
}
