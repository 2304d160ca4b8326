/** What can be counted in a post without having learnt from any: words of mood, faces, signs, how loud it is. */
import { HASH_START, hashOn, hashWord } from './hash.ts';
import { foldOf, kindOf, LETTER } from './letters.ts';
import { LATIN_LISTS, type WordList } from './lexicon-words.ts';
import { EASTERN_LISTS } from './lexicon-words-east.ts';
import { isNegation, NEGATION_REACH } from './negation.ts';
import { type Sentiment, TRIAGE_READ_LIMIT } from './reading.ts';
import { cutWords, foldWord, PICTURES, SIGNS, TAG, WORD, type Words } from './words.ts';

/** Names of what `moodCounts` gives, in its order. */
export const MOOD_COUNTS = [
  'good',
  'bad',
  'not_good',
  'not_bad',
  'trouble',
  'thanks',
  'asking',
  'glad_face',
  'cross_face',
  'exclaims',
  'asks',
  'trails_off',
  'shouts',
  'short',
  'balance',
];

type Sense = { sort: keyof WordList; isStem: boolean };

const SORTS = ['good', 'great', 'bad', 'awful', 'trouble', 'thanks', 'asking'] as const;
/** Mood goes before trouble, and what is certain before what is not, where two languages write the same word. */
const senses = new Map<number, Sense>();
for (const sort of SORTS.toReversed()) {
  for (const list of [...LATIN_LISTS, ...EASTERN_LISTS].toReversed()) {
    for (const word of list[sort].split(' ')) {
      const isStem = word.endsWith('*');
      senses.set(hashWord(foldWord(isStem ? word.slice(0, -1) : word)), { sort, isStem });
    }
  }
}

/** A word that is counted: where it stands, and to which of `MOOD_COUNTS` it adds how much. */
export type MoodWord = { start: number; end: number; place: number; adds: number };

/** The words and faces of a post that `moodCounts` counts for a mood. */
export function moodWords(text: string): MoodWord[] {
  const words = cutWords(text);
  const counts = new Float32Array(MOOD_COUNTS.length);
  const found: MoodWord[] = [];
  let turned = 0;
  for (let at = 0; at < words.count; at++) {
    const before = counts.slice();
    turned = countOne(counts, words, at, turned);
    const place = counts.findIndex((count, i) => count !== before[i]);
    const adds = ((counts[place] ?? 0) - (before[place] ?? 0)) / MOST;
    if (place >= 0) found.push({ start: words.start[at] ?? 0, end: words.end[at] ?? 0, place, adds });
  }
  return found;
}

const SHORTEST_STEM = 3;

function senseOf({ codes, from }: Words, at: number): { sense: keyof WordList | null; hash: number } {
  const [first, end] = [from[at] ?? 0, from[at + 1] ?? 0];
  let [hash, stem]: [number, Sense | null] = [HASH_START, null];
  for (let i = first; i < end; i++) {
    hash = hashOn(hash, codes[i] ?? 0);
    if (i - first + 1 < SHORTEST_STEM) continue;
    const sense = senses.get(hash);
    if (sense?.isStem) stem = sense;
  }
  return { sense: senses.get(hash)?.sort ?? stem?.sort ?? null, hash };
}

const STRENGTH: Partial<Record<keyof WordList, number>> = { good: 1, great: 2, bad: 1, awful: 2 };
/** Beyond this, more of the same says no more. */
const MOST = 4;

/** @returns one number for each of `MOOD_COUNTS`, mostly between 0 and 1 */
export function moodCounts(text: string): Float32Array {
  const counts = new Float32Array(MOOD_COUNTS.length);
  const words = cutWords(text);
  let [turned, read] = [0, 0];
  for (let at = 0; at < words.count; at++) {
    turned = countOne(counts, words, at, turned);
    if (isRead(words.kind[at] ?? 0)) read += 1;
  }
  const balance = (counts[0] ?? 0) + (counts[3] ?? 0) / 2 - (counts[1] ?? 0) - (counts[2] ?? 0);
  for (let i = 0; i < counts.length; i++) counts[i] = Math.min(MOST, counts[i] ?? 0) / MOST;
  counts[12] = loudness(text);
  counts[13] = 1 / (1 + read / 4);
  counts[14] = Math.tanh(balance / 2);
  return counts;
}

function isRead(kind: number): boolean {
  return kind === WORD || kind === TAG;
}

/** @param turned how many words a "not" still reaches @returns the same for the next word */
function countOne(counts: Float32Array, words: Words, at: number, turned: number): number {
  const kind = words.kind[at] ?? 0;
  if (isRead(kind)) {
    const { sense, hash } = senseOf(words, at);
    if (sense !== null) countWord(counts, sense, turned > 0);
    return isNegation(hash) ? NEGATION_REACH : turned - 1;
  }
  const isSign = kind === PICTURES || kind === SIGNS;
  return isSign && countSigns(counts, words, at) ? 0 : turned;
}

const PLACES: Record<keyof WordList, [number, number]> = {
  good: [0, 2],
  great: [0, 2],
  bad: [1, 3],
  awful: [1, 3],
  trouble: [4, 4],
  thanks: [5, 5],
  asking: [6, 6],
};

function countWord(counts: Float32Array, sense: keyof WordList, isTurned: boolean): void {
  const place = PLACES[sense][isTurned ? 1 : 0];
  counts[place] = (counts[place] ?? 0) + (STRENGTH[sense] ?? 1);
}

/** Emoji and faces of signs, by the sense in which customers use them. */
const GLAD = [
  ...'😀😃😄😁😊🙂☺😍🥰😘🤩🥳😇😎👍👏🙌🙏❤♥💕💖💗💙💚💛🧡💜💯🎉✨⭐🌟😂🤣😆👌💪🔥🤗😉😋🏆',
  ':)',
  ':-)',
  '=)',
  ':D',
  ':-D',
  '=D',
  ';)',
  ';-)',
  '<3',
  ':p',
  ':P',
  ':d',
  '^^',
];
const CROSS = [
  ...'😡😠🤬😤😢😭😞😔😟😕🙁☹😣😖😫😩😒🙄😑😐👎💔😱😨😰🤦🤮🤢🤷😪😓😥😾💩🤡😳🖕',
  ':(',
  ':-(',
  '=(',
  ':/',
  ':-/',
  ":'(",
  ':S',
  ':|',
  ':C',
  ':c',
  ':\\',
];

const faces = new Map<string, 7 | 8>([
  ...GLAD.map((face): [string, 7] => [face, 7]),
  ...CROSS.map((face): [string, 8] => [face, 8]),
]);

/** Every word and face by itself, with what it shows: the least there is to learn from. */
export function moodExamples(): { text: string; mood: Sentiment }[] {
  const words = [...LATIN_LISTS, ...EASTERN_LISTS].flatMap(list =>
    SORTS.flatMap(sort => list[sort].split(' ').map(word => ({ text: word.replace('*', ''), mood: MOODS[sort] }))),
  );
  const faces = [GLAD, CROSS].flatMap((list, at) =>
    list.map(text => ({ text, mood: at === 0 ? ('positive' as const) : ('negative' as const) })),
  );
  return [...words, ...faces];
}

/** A trouble named is not yet displeasure. */
const MOODS: Record<keyof WordList, Sentiment> = {
  good: 'positive',
  great: 'positive',
  bad: 'negative',
  awful: 'negative',
  trouble: 'neutral',
  thanks: 'positive',
  asking: 'neutral',
};

/** @returns whether a sentence ends here */
function countSigns(counts: Float32Array, { codes, from, kind }: Words, at: number): boolean {
  const signs = codes.subarray(from[at] ?? 0, from[at + 1] ?? 0);
  const isPicture = kind[at] === PICTURES;
  const face = isPicture
    ? String.fromCodePoint((signs[0] ?? 0) | ((signs[1] ?? 0) << 16))
    : String.fromCharCode(...signs);
  const place = faces.get(face);
  if (place !== undefined) counts[place] = (counts[place] ?? 0) + 2;
  if (isPicture) return false;
  if (face.includes('!')) counts[9] = (counts[9] ?? 0) + signs.length;
  if (face.includes('?') || face.includes('؟')) counts[10] = (counts[10] ?? 0) + 2;
  if (face.startsWith('..') || face.startsWith('…')) counts[11] = (counts[11] ?? 0) + 2;
  return /[.!?,;:…؟،]/.test(face);
}

const LEAST_LETTERS = 8;

/** The share of large letters, where there are enough letters to tell. Scripts without them are never loud. */
function loudness(text: string): number {
  let [large, letters] = [0, 0];
  const length = Math.min(text.length, TRIAGE_READ_LIMIT);
  for (let i = 0; i < length; i++) {
    const unit = text.charCodeAt(i);
    if (kindOf(unit) !== LETTER) continue;
    letters += 1;
    const isPlain = unit < 0x80 ? unit < 0x61 : unit < 0x500 && foldOf(unit) !== unit && isLarge(unit);
    if (isPlain) large += 1;
  }
  return letters < LEAST_LETTERS ? 0 : Math.max(0, (large / letters - 0.2) / 0.8);
}

function isLarge(unit: number): boolean {
  const char = String.fromCharCode(unit);
  return char !== char.toLowerCase();
}
