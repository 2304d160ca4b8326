/** Reads a text into words, tags, handles and links, once through. The rules in words: docs/matching.md. */
import { LOOSE, STEP, TIED, TIED_BY_COMMA, TIED_BY_DOT, tieLast } from './edges.ts';
import { emojiEnd, widthOf } from './emoji.ts';
import {
  classOf,
  EMOJI,
  FLAG_LETTER,
  GAP,
  IGNORED,
  JOINERS,
  LETTER,
  LINKER,
  PAIR,
  SIGN,
  SLOW,
  UNSPACED,
  UNSPACED_MARK,
} from './letters.ts';
import { readAddress, readHost, readSchemeLink } from './link.ts';
import { isWordAt, isWordBefore } from './look.ts';
import { READ_LIMIT, type Reading, TITLE_BASE } from './reading.ts';
import { readHandle, readTag } from './sign.ts';
import { readCluster, readEmoji, readWord } from './word.ts';

export const IN_TEXT = 0;
export const IN_TITLE = 1;

export function readField(reading: Reading, text: string, field: 0 | 1): void {
  const whole = text.length > READ_LIMIT ? text.slice(0, READ_LIMIT) : text;
  const { count, used, place } = reading;
  const [runs, links] = [reading.runs.length, reading.links.length];
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
  const { classes } = reading.letters;
  const end = text.length;
  let i = 0;
  while (i < end && !reading.hasInvisible) {
    const kind = classes[text.charCodeAt(i)] ?? GAP;
    if (kind === GAP) i++;
    else if (kind === LETTER || kind === SLOW) i = readWordAndTie(reading, i);
    else i = readOther(reading, i, kind);
  }
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
  return reading.letters.classes[text.charCodeAt(end)] === LINKER ? tie(reading, start, end, isWord) : end;
}

/** What stands right behind a word may make it part of something longer. */
function tie(reading: Reading, start: number, i: number, isWord: boolean): number {
  const sign = reading.text[i] ?? '';
  if (sign === ':') return readSchemeLink(reading, start, i) || i + 1;
  if (!isWordAt(reading, i + 1)) return i + 1;
  const after = sign === '.' && i >= reading.hostTried ? readHost(reading, i) : 0;
  if (after > 0) return after;
  const kind = sign === '.' ? TIED_BY_DOT : sign === ',' ? TIED_BY_COMMA : JOINERS.includes(sign) ? TIED : LOOSE;
  if (isWord && kind !== LOOSE) tieLast(reading, kind);
  return i + 1;
}

/** Drops what cannot be seen, except where it holds an emoji together. */
function withoutInvisible(text: string): { text: string; origins: Int32Array } {
  const origins = new Int32Array(text.length);
  const parts: string[] = [];
  let length = 0;
  for (let i = 0; i < text.length; ) {
    const point = text.codePointAt(i) ?? 0;
    const kind = classOf(point);
    const end = kind === EMOJI || kind === FLAG_LETTER ? emojiEnd(text, i) : i + widthOf(point);
    if (kind !== IGNORED) {
      parts.push(text.slice(i, end));
      for (let from = i; from < end; from++) origins[length++] = from;
    }
    i = end;
  }
  return { text: parts.join(''), origins };
}
