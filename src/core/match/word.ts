/** Reads one word, one letter of a script without spaces, or one picture. */
import * as edgeNumbers from './edge.ts';
import { addPiece } from './edges.ts';
import { emojiEnd, foldEmoji, isSimple, widthOf } from './emoji.ts';
import * as letterNumbers from './letters.ts';
import { foldCluster, foldOf, isJamo } from './letters.ts';
import { kindAt } from './look.ts';
import * as readingNumbers from './reading.ts';
import { type Reading, reserve, writeUnits } from './reading.ts';

/** Of this file: what another file exports is fetched again at each use, which is slow in a loop. */
const { PICTURE, VARIED } = edgeNumbers;
const { CODES, IGNORED, LETTER, PAIR, SECOND_SPELLING, SLOW, UNSPACED_MARK } = letterNumbers;
const { MULTIPLIER } = readingNumbers;

/** @param end of the part of the text that may be read @returns where the word ends; nothing is added when all it had were marks */

export function readWord(reading: Reading, start: number, end: number): number {
  reserve(reading, end - start);
  const { text, units } = reading;
  const fold = reading.used;
  let used = fold;
  let hash = 0;
  let i = start;
  let last = 0;
  let doubled = 0;
  let code = CODES[text.charCodeAt(i)] ?? 0;
  while (code > 0) {
    hash = (Math.imul(hash, MULTIPLIER) + code) | 0;
    units[used++] = code;
    // One more when the letter is the same as the last, without a branch that would be guessed wrong.
    doubled += ((code ^ last) - 1) >>> 31;
    last = code;
    i += 1;
    code = i < end ? (CODES[text.charCodeAt(i)] ?? 0) : 0;
  }
  reading.used = used;
  if (code === -SLOW || code === -PAIR || code === -IGNORED) return readSlowly(reading, start, i, end, hash);
  if (doubled > 1 && isLongDrawn(reading, fold, used - fold)) {
    reading.hasVaried = true;
    addPiece(reading, VARIED, hash, fold, start, i);
  } else addPiece(reading, 0, hash, fold, start, i);
  return i;
}

/** Whether a letter, no digit, stands three times in a row. */
export function isLongDrawn({ units }: Reading, fold: number, size: number): boolean {
  for (let i = fold + 2; i < fold + size; i++) {
    const unit = units[i] ?? 0;
    if (unit > LAST_DIGIT && unit === units[i - 1] && unit === units[i - 2]) return true;
  }
  return false;
}

export const LAST_DIGIT = 0x39;
const DIAERESIS = 0x308;
const RING = 0x30a;

/** The rest of a word that has letters with marks, of several units, or beyond the first 65,536. */
function readSlowly(reading: Reading, start: number, from: number, end: number, seed: number): number {
  const { text } = reading;
  const fold = reading.used - (from - start);
  let hash = seed;
  let flags = 0;
  let i = from;
  while (i < end) {
    const kind = kindAt(reading, i);
    if (kind !== LETTER && kind !== SLOW) break;
    const point = text.codePointAt(i) ?? 0;
    hash = isSyllable(point) ? writeSyllable(reading, point, hash) : writeUnits(reading, foldOf(point), hash);
    if (isSyllable(point) || isJamo(point) || point === DIAERESIS || point === RING || SECOND_SPELLING.has(point))
      flags = VARIED;
    i += widthOf(point);
  }
  addWord(reading, hasRun(reading, fold, reading.used) ? VARIED : flags, hash, fold, start, i);
  return i;
}

function addWord(reading: Reading, flags: number, hash: number, fold: number, start: number, end: number): void {
  if (reading.used === fold) return;
  addPiece(reading, flags, hash, fold, start, end);
  if (flags !== 0) reading.hasVaried = true;
}

/** Whether a letter stands three times in a row. */
export function hasRun({ units }: Reading, start: number, end: number): boolean {
  for (let i = start + 2; i < end; i++) if (units[i] === units[i - 1] && units[i] === units[i - 2]) return true;
  return false;
}

const FIRST_SYLLABLE = 0xac00;
const LAST_SYLLABLE = 0xd7a3;

function isSyllable(point: number): boolean {
  return point >= FIRST_SYLLABLE && point <= LAST_SYLLABLE;
}

/** A Hangul syllable as its two or three letters, by the arithmetic of the Unicode standard (section 3.12). */
function writeSyllable(reading: Reading, point: number, seed: number): number {
  reserve(reading, 3);
  const index = point - FIRST_SYLLABLE;
  const last = index % 28;
  let hash = writeUnit(reading, 0x1100 + Math.floor(index / 588), seed);
  hash = writeUnit(reading, 0x1161 + Math.floor((index % 588) / 28), hash);
  return last === 0 ? hash : writeUnit(reading, 0x11a7 + last, hash);
}

function writeUnit(reading: Reading, unit: number, hash: number): number {
  reading.units[reading.used++] = unit;
  return (Math.imul(hash, MULTIPLIER) + unit) | 0;
}

export function readEmoji(reading: Reading, start: number): number {
  const { text } = reading;
  const end = emojiEnd(text, start);
  const fold = reading.used;
  const picture = isSimple(text, start, end)
    ? text.slice(start, start + widthOf(text.codePointAt(start) ?? 0))
    : foldEmoji(text.slice(start, end));
  const hash = writeUnits(reading, picture);
  addPiece(reading, PICTURE, hash, fold, start, end);
  return end;
}

/** With the marks that belong to it. */
export function readCluster(reading: Reading, start: number): number {
  const { text } = reading;
  let end = start + widthOf(text.codePointAt(start) ?? 0);
  while (end < text.length && kindAt(reading, end) === UNSPACED_MARK) end += widthOf(text.codePointAt(end) ?? 0);
  const fold = reading.used;
  const hash = writeUnits(reading, foldCluster(text.slice(start, end)));
  if (reading.used > fold) addPiece(reading, 0, hash, fold, start, end);
  return end;
}
