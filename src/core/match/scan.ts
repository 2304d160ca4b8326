/**
 * The first look at a text: what each character is, and where its plain words end. One loop without a branch that depends on
 * what is written: the processor guesses the ends of words wrong, and a wrong guess costs more than reading a word.
 */
import * as letterNumbers from './letters.ts';
import * as readingNumbers from './reading.ts';
import { type Reading, reserve } from './reading.ts';
import * as wordNumbers from './word.ts';

/** Of this file: what another file exports is fetched again at each use, which is slow in a loop. */
const { CODES } = letterNumbers;
const { MULTIPLIER, READ_LIMIT } = readingNumbers;
const { LAST_DIGIT } = wordNumbers;

/** In `units`, what is no LETTER is 0 for GAP and for all else this less its class; no fold is so large. */
export const CLASS_BASE = 0x1_0000;
export const LEAST_CLASS = 0xfff0;

/**
 * Of the text scanned last: where each plain word ends, and its number, in turns. Used at once and never kept; it is one for
 * all, and not passed in, because the loop runs a quarter faster over an array whose place and length are known.
 */
const words = new Int32Array(READ_LIMIT + 4);
export const scanned = words;
export type Scanned = {
  /** How many plain words there are. */
  count: number;
  /** Somewhere a letter stands three times in a row. */
  hasThree: boolean;
};

/** Writes one unit for each character, and a GAP behind. */
export function scanWords(reading: Reading, text: string): Scanned {
  const { length } = text;
  reserve(reading, length + 1);
  const { units } = reading;
  const start = reading.used;
  let cell = 0;
  let hash = 0;
  let last = 0;
  let beforeLast = 0;
  let wasLetter = 0;
  let three = 0;
  for (let i = 0; i < length; i++) {
    const code = CODES[text.charCodeAt(i)] ?? 0;
    // All bits set, or none: a mask.
    const isLetter = (0 - code) >> 31;
    cell = (cell + (wasLetter & ~isLetter & 2)) | 0;
    wasLetter = isLetter;
    hash = ((Math.imul(hash, MULTIPLIER) + code) | 0) & isLetter;
    const unlike = (code ^ last) | (last ^ beforeLast);
    three |= (unlike - 1) & ~unlike & (LAST_DIGIT - code);
    beforeLast = last;
    last = code;
    units[start + i] = code;
    words[cell] = i + 1;
    words[cell + 1] = hash;
  }
  units[start + length] = 0;
  reading.used = start + length + 1;
  return { count: (cell >> 1) + (wasLetter & 1), hasThree: three < 0 };
}
