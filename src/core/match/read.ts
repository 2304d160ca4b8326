/** Reads a text into words, tags, handles and links, once through. The rules in words: docs/matching.md. */
import * as edgeNumbers from './edge.ts';
import { addPlainPiece, tieLast } from './edges.ts';
import { emojiEnd, widthOf } from './emoji.ts';
import * as letterNumbers from './letters.ts';
import { classOf } from './letters.ts';
import { readAddress, readHost, readSchemeLink } from './link.ts';
import { isWordAt, isWordBefore } from './look.ts';
import type { Reading } from './reading.ts';
import * as readingNumbers from './reading.ts';
import * as scanNumbers from './scan.ts';
import { scanWords } from './scan.ts';
import { readHandle, readTag } from './sign.ts';
import { isLongDrawn, readCluster, readEmoji, readWord } from './word.ts';

/** Of this file: what another file exports is fetched again at each use, which is slow in a loop. */
const { LOOSE, STEP, TIED, TIED_BY_COMMA, TIED_BY_DOT, VARIED } = edgeNumbers;
const { CODES, EMOJI, FLAG_LETTER, GAP, IGNORED, JOINER, LINKER, PAIR, SIGN, SLOW, UNSPACED, UNSPACED_MARK } =
  letterNumbers;
const { READ_LIMIT, TITLE_BASE } = readingNumbers;
const { CLASS_BASE, LEAST_CLASS, scanned } = scanNumbers;

export const IN_TEXT = 0;
export const IN_TITLE = 1;

export function readField(reading: Reading, text: string, field: 0 | 1): void {
  const whole = text.length > READ_LIMIT ? text.slice(0, READ_LIMIT) : text;
  const { count, used, place } = reading;
  const runs = reading.runs.length;
  const links = reading.links.length;
  read(reading, whole, field, null);
  if (!reading.hasInvisible) return;
  reading.count = count;
  reading.used = used;
  reading.place = place;
  reading.runs.length = runs;
  reading.links.length = links;
  const visible = withoutInvisible(whole);
  read(reading, visible.text, field, visible.origins);
}

function read(reading: Reading, text: string, field: 0 | 1, origins: Int32Array | null): void {
  reading.text = text;
  reading.texts[field] = text;
  reading.origins[field] = origins;
  reading.base = field * TITLE_BASE;
  // Behind every place of a text, and further than any distance a query may ask for.
  if (field === IN_TITLE) reading.place = TITLE_BASE * STEP;
  reading.hasInvisible = false;
  reading.floor = 0;
  reading.hostTried = 0;
  readWords(reading);
}

/** Walks from plain word to plain word as they were scanned; whatever else the text holds is read one by one. */
function readWords(reading: Reading): void {
  const base = reading.used;
  const { count, hasThree } = scanWords(reading, reading.text);
  let i = 0;
  for (let cell = 0; cell < 2 * count && !reading.hasInvisible; cell += 2) {
    const end = scanned[cell] ?? 0;
    i = readBetween(reading, base, i, end);
    // It belonged to something longer.
    if (i >= end) continue;
    const after = reading.units[base + end] ?? 0;
    const kind = after < LEAST_CLASS ? GAP : CLASS_BASE - after;
    const isWhole = i === 0 || !isLetter(reading.units[base + i - 1] ?? 0);
    if (!isWhole || kind === SLOW || kind === PAIR || kind === IGNORED) {
      i = readWordAndTie(reading, i);
      continue;
    }
    const start = i;
    const flags = hasThree && isLongDrawn(reading, base + start, end - start) ? VARIED : 0;
    addPlainPiece(reading, flags, scanned[cell + 1] ?? 0, base + start, end - start, start);
    i = kind === GAP ? end : readBehind(reading, start, end, true, kind);
  }
  readBetween(reading, base, i, reading.text.length);
}

function isLetter(unit: number): boolean {
  return unit > 0 && unit < LEAST_CLASS;
}

/** @returns where the next plain word begins, or `end`, or behind whatever begins before it */
function readBetween(reading: Reading, base: number, start: number, end: number): number {
  let i = start;
  while (i < end) {
    const unit = reading.units[base + i] ?? 0;
    if (unit === 0) i += 1;
    else if (unit < LEAST_CLASS) return i;
    else {
      const kind = CLASS_BASE - unit;
      i = kind === SLOW ? readWordAndTie(reading, i) : readOther(reading, i, kind);
      if (reading.hasInvisible) return end;
    }
  }
  return i;
}

function readOther(reading: Reading, i: number, kind: number): number {
  switch (kind) {
    case UNSPACED:
    case UNSPACED_MARK:
      return readCluster(reading, i);
    case EMOJI:
    case FLAG_LETTER:
      return readEmoji(reading, i);
    case SIGN:
      return readSign(reading, i);
    case PAIR:
      return readPair(reading, i);
    case IGNORED:
      reading.hasInvisible = true;
      return i + 1;
    default:
      return i + 1;
  }
}

function readPair(reading: Reading, i: number): number {
  const point = reading.text.codePointAt(i) ?? 0;
  const kind = classOf(point);
  if (kind === SLOW) return readWordAndTie(reading, i);
  return kind === GAP ? i + widthOf(point) : readOther(reading, i, kind);
}

function readSign(reading: Reading, i: number): number {
  const isHandle = reading.text[i] === '@' || reading.text[i] === '＠';
  if (isWordBefore(reading, i)) return (isHandle && readAddress(reading, i)) || i + 1;
  return (isHandle ? readHandle(reading, i) : readTag(reading, i)) || i + 1;
}

function readWordAndTie(reading: Reading, start: number): number {
  const { text, count } = reading;
  const end = readWord(reading, start, text.length);
  const isWord = reading.count > count;
  // Marks alone are no word, and nothing is tied to them.
  if (!isWord && count > 0) tieLast(reading, LOOSE);
  if (end >= text.length) return end;
  return readBehind(reading, start, end, isWord, reading.letters.classes[text.charCodeAt(end)] ?? GAP);
}

const COLON = 0x3a;
const DOT = 0x2e;
const COMMA = 0x2c;

/** What stands right behind a word may make it part of something longer. */
function readBehind(reading: Reading, start: number, i: number, isWord: boolean, kind: number): number {
  if (kind !== LINKER && kind !== JOINER) return i;
  const { text } = reading;
  const sign = text.charCodeAt(i);
  if (sign === COLON) return readSchemeLink(reading, start, i) || i + 1;
  // The end of a sentence, more often than not.
  if (i + 1 >= text.length || CODES[text.charCodeAt(i + 1)] === GAP) return i + 1;
  if (!isWordAt(reading, i + 1)) return i + 1;
  const after = sign === DOT && i >= reading.hostTried ? readHost(reading, i) : 0;
  if (after > 0) return after;
  const tied = kind === JOINER ? TIED : sign === DOT ? TIED_BY_DOT : sign === COMMA ? TIED_BY_COMMA : LOOSE;
  if (isWord && tied !== LOOSE) tieLast(reading, tied);
  return i + 1;
}

/** Drops what cannot be seen, except where it holds an emoji together. */
function withoutInvisible(text: string): { text: string; origins: Int32Array } {
  const origins = new Int32Array(text.length);
  let visible = '';
  let length = 0;
  let kept = 0;
  for (let i = 0; i < text.length; ) {
    const code = CODES[text.charCodeAt(i)] ?? GAP;
    const kind = code === -PAIR ? classOf(text.codePointAt(i) ?? 0) : -code;
    const end =
      kind === EMOJI || kind === FLAG_LETTER ? emojiEnd(text, i) : i + (code === -PAIR ? pairWidth(text, i) : 1);
    if (kind === IGNORED) {
      visible += text.slice(kept, i);
      kept = end;
    } else for (let from = i; from < end; from++) origins[length++] = from;
    i = end;
  }
  return { text: visible + text.slice(kept), origins };
}

function pairWidth(text: string, i: number): number {
  return widthOf(text.codePointAt(i) ?? 0);
}
