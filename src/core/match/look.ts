/** Looking at one character of the text being read. */
import * as letterNumbers from './letters.ts';
import { classOf } from './letters.ts';
import type { Reading } from './reading.ts';

/** Of this file: what another file exports is fetched again at each use, which is slow in a loop. */
const { GAP, IGNORED, LETTER, PAIR, SLOW } = letterNumbers;

/** LETTER may be SLOW for characters beyond the tables. Notes invisible ones: only look ahead with it. */
export function kindAt(reading: Reading, i: number): number {
  const kind = reading.letters.classes[reading.text.charCodeAt(i)] ?? GAP;
  const exact = kind === PAIR ? classOf(reading.text.codePointAt(i) ?? 0) : kind;
  if (exact === IGNORED) reading.hasInvisible = true;
  return exact;
}

/** Whether a letter or digit of a script with spaces begins there. */
export function isWordAt(reading: Reading, i: number): boolean {
  const kind = kindAt(reading, i);
  return kind === LETTER || kind === SLOW;
}

/** Whether one ends right before `i`. */
export function isWordBefore({ text, letters }: Reading, i: number): boolean {
  if (i < 1) return false;
  const kind = letters.classes[text.charCodeAt(i - 1)] ?? GAP;
  if (kind === LETTER || kind === SLOW) return true;
  return i > 1 && isPairBefore(text, i) && classOf(text.codePointAt(i - 2) ?? 0) === SLOW;
}

export function isPairBefore(text: string, i: number): boolean {
  const second = text.charCodeAt(i - 1);
  const first = text.charCodeAt(i - 2);
  return second >= 0xdc00 && second <= 0xdfff && first >= 0xd800 && first <= 0xdbff;
}
