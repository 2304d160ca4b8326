/** Reads one word, one letter of a script without spaces, or one picture. */
import { addPiece, PICTURE, VARIED } from './edges.ts';
import { emojiEnd, foldEmoji, widthOf } from './emoji.ts';
import {
  foldCluster,
  foldOf,
  GAP,
  IGNORED,
  isJamo,
  LETTER,
  PAIR,
  SECOND_SPELLING,
  SLOW,
  UNSPACED_MARK,
} from './letters.ts';
import { kindAt } from './look.ts';
import { MULTIPLIER, type Reading, reserve, writeUnits } from './reading.ts';

/** @returns where the word ends; nothing is added when all it had were marks */
export function readWord(reading: Reading, start: number, end: number): number {
  reserve(reading, end - start);
  const { text, units } = reading;
  const { classes, folds } = reading.letters;
  const fold = reading.used;
  let used = fold;
  let hash = 0;
  let i = start;
  let last = -1;
  let run = 0;
  let flags = 0;
  let folded = folds[text.charCodeAt(i)] ?? 0;
  while (folded !== 0) {
    hash = (Math.imul(hash, MULTIPLIER) + folded) | 0;
    units[used++] = folded;
    if (folded !== last) {
      last = folded;
      run = 0;
    } else if (++run === 2 && folded > LAST_DIGIT) flags = VARIED;
    folded = ++i === end ? 0 : (folds[text.charCodeAt(i)] ?? 0);
  }
  const kind = i === end ? GAP : (classes[text.charCodeAt(i)] ?? GAP);
  reading.used = used;
  if (kind === SLOW || kind === PAIR || kind === IGNORED) return readSlowly(reading, start, i, end, hash);
  addWord(reading, flags, hash, fold, start, i);
  return i;
}

const LAST_DIGIT = 0x39;
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
  const end = emojiEnd(reading.text, start);
  const fold = reading.used;
  const hash = writeUnits(reading, foldEmoji(reading.text.slice(start, end)));
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
