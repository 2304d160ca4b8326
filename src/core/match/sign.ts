/** Handles and hashtags, and the words in them. */
import * as edgeNumbers from './edge.ts';
import { addEdge, addFlag, sizeOf, tieLast } from './edges.ts';
import { emojiEnd, foldEmoji, widthOf } from './emoji.ts';
import * as letterNumbers from './letters.ts';
import { classOf, foldCluster, foldText } from './letters.ts';
import { isWordAt, kindAt } from './look.ts';
import { type Reading, writeFolded, writeUnits } from './reading.ts';
import { hasRun, readCluster, readEmoji, readWord } from './word.ts';

/** Of this file: what another file exports is fetched again at each use, which is slow in a loop. */
const { HANDLE, LOOSE, TAG, TAGGED, TIED, VARIED } = edgeNumbers;
const { EMOJI, FLAG_LETTER, IGNORED, LETTER, SLOW, UNSPACED, UNSPACED_MARK } = letterNumbers;

/** `@kestrel`, `@kestrel.social.example`, `@kestrel@social.example`. @returns where reading goes on; 0: it is none */
export function readHandle(reading: Reading, sign: number): number {
  const { text, base } = reading;
  const nameEnd = labelEnd(reading, sign + 1);
  if (nameEnd === sign + 1) return 0;
  let end = labelsEnd(reading, nameEnd);
  if (text[end] === '@') {
    const server = labelEnd(reading, end + 1);
    if (server > end + 1) end = labelsEnd(reading, server);
  }
  readName(reading, sign + 1, nameEnd);
  const fold = reading.used;
  const hash = end === nameEnd ? writeFolded(reading, sign + 1, end) : null;
  if (hash !== null) addEdge(reading, HANDLE, 0, hash, fold, base + sign, base + end, 0, 0);
  else addHandleEdges(reading, sign, end);
  reading.floor = end;
  return end;
}

function addHandleEdges(reading: Reading, sign: number, end: number): void {
  const { base } = reading;
  for (const handle of handleKeys(reading.text.slice(sign + 1, end))) {
    const fold = reading.used;
    addEdge(reading, HANDLE, 0, writeUnits(reading, handle), fold, base + sign, base + end, 0, 0);
  }
}

/** As it is asked for: whole, and the name without its server. */
export function handleKeys(handle: string): string[] {
  const whole = foldText(handle.replace(/^[@＠]/, ''));
  const name = /^[^.@]*/.exec(whole)?.[0] ?? '';
  return name === whole || name === '' ? [whole] : [whole, name];
}

function labelsEnd(reading: Reading, start: number): number {
  let end = start;
  while (reading.text[end] === '.') {
    const next = labelEnd(reading, end + 1);
    if (next === end + 1) break;
    end = next;
  }
  return end;
}

/** Letters, digits and low lines; hyphens inside. */
function labelEnd(reading: Reading, start: number): number {
  const { text } = reading;
  let end = start;
  for (let i = start; ; ) {
    if (isWordAt(reading, i)) end = i += widthOf(text.codePointAt(i) ?? 0);
    else if (text[i] === '_') end = i += 1;
    else if (text[i] === '-' && i > start) i += 1;
    else return end;
  }
}

function readName(reading: Reading, start: number, end: number): void {
  for (let i = start; i < end; ) i = isWordAt(reading, i) ? readTied(reading, i, end) : i + 1;
}

/** A word inside a name, tied to the next if one sign stands between. */
function readTied(reading: Reading, start: number, end: number): number {
  const { count } = reading;
  const after = readWord(reading, start, end);
  const isTied = reading.count > count && after + 1 < end && isWordAt(reading, after + 1);
  if (reading.count > 0) tieLast(reading, isTied ? TIED : LOOSE);
  return after;
}

/** `#KestrelCoffee`. @returns as above */
export function readTag(reading: Reading, sign: number): number {
  const { text, base } = reading;
  const end = tagEnd(reading, sign + 1);
  if (end === sign + 1) return 0;
  const fold = reading.used;
  const simple = writeFolded(reading, sign + 1, end);
  const hash = simple ?? writeUnits(reading, tagKey(text.slice(sign + 1, end)));
  if (isBlank(reading, fold)) {
    reading.used = fold;
    return 0;
  }
  const flags = simple === null || hasRun(reading, fold, reading.used) ? VARIED : 0;
  if (flags !== 0) reading.hasVaried = true;
  addEdge(reading, TAG, flags, hash, fold, base + sign, base + end, 0, 0);
  for (let i = sign + 1; i < end; ) i = readInTag(reading, i, end);
  reading.floor = end;
  return end;
}

/** Nothing but low lines and dots. */
function isBlank({ units, used }: Reading, fold: number): boolean {
  for (let i = fold; i < used; i++) if (units[i] !== 0x5f && units[i] !== 0xb7) return false;
  return true;
}

function tagEnd(reading: Reading, start: number): number {
  const { text } = reading;
  const { classes } = reading.letters;
  let i = start;
  while (classes[text.charCodeAt(i)] === LETTER) i += 1;
  while (i < text.length) {
    const kind = kindAt(reading, i);
    if (kind === EMOJI || kind === FLAG_LETTER) i = emojiEnd(text, i);
    else if (kind === LETTER || kind === SLOW || kind === UNSPACED || kind === UNSPACED_MARK)
      i += widthOf(text.codePointAt(i) ?? 0);
    else if (text[i] === '_' || text[i] === '·') i += 1;
    else break;
  }
  return i;
}

/** What a tag is compared by: all of it folded. */
export function tagKey(tag: string): string {
  let key = '';
  for (let i = 0; i < tag.length; ) {
    const kind = classOf(tag.codePointAt(i) ?? 0);
    const end = partEnd(tag, i, kind);
    const part = tag.slice(i, end);
    if (kind === EMOJI || kind === FLAG_LETTER) key += foldEmoji(part);
    else if (kind !== IGNORED) key += foldCluster(part);
    i = end;
  }
  return key;
}

/** A picture, a letter with the marks that change it, or one character. */
function partEnd(tag: string, start: number, kind: number): number {
  if (kind === EMOJI || kind === FLAG_LETTER) return emojiEnd(tag, start);
  let end = start + widthOf(tag.codePointAt(start) ?? 0);
  if (kind !== UNSPACED && kind !== UNSPACED_MARK) return end;
  while (classOf(tag.codePointAt(end) ?? 0) === UNSPACED_MARK) end += widthOf(tag.codePointAt(end) ?? 0);
  return end;
}

function readInTag(reading: Reading, i: number, end: number): number {
  const kind = kindAt(reading, i);
  if (kind === EMOJI || kind === FLAG_LETTER) return readEmoji(reading, i);
  if (kind === UNSPACED || kind === UNSPACED_MARK) return readCluster(reading, i);
  if (kind !== LETTER && kind !== SLOW) return i + 1;
  return readPieces(reading, i, end);
}

const UPPER = '[\\p{Lu}\\p{Lt}]\\p{M}*';
/** `AIRFail` is AIR and Fail, `Kestrel2024` a word and a number. */
const PIECES = new RegExp(
  `(?:${UPPER})+(?=${UPPER}(?![\\p{Lu}\\p{Lt}\\p{N}\\p{M}])[\\s\\S])|(?:${UPPER})?(?:(?![\\p{Lu}\\p{Lt}\\p{N}])[\\s\\S])+|(?:${UPPER})+|(?:\\p{N}\\p{M}*)+`,
  'gu',
);
/** As many pieces without capitals inside are looked at for the words of a query, of a size that people can still read. */
const RUNS_LIMIT = 32;
const RUN_UNITS = { least: 6, most: 40 };

/** `_` and `·` hold the parts of a name together. */
function isTiedOver(reading: Reading, i: number, end: number): boolean {
  return (reading.text[i] === '_' || reading.text[i] === '·') && i + 1 < end && isWordAt(reading, i + 1);
}

/** One capital at most, and that in front: the tag shows no words inside. */
const ONE_PIECE = /^[A-Z]?[a-z]+$/;

function piecesOf(name: string): string[] {
  return ONE_PIECE.test(name) ? [name] : (name.match(PIECES) ?? []);
}

function readPieces(reading: Reading, start: number, end: number): number {
  const { text } = reading;
  const { classes } = reading.letters;
  let stop = start;
  while (stop < end && classes[text.charCodeAt(stop)] === LETTER) stop += 1;
  while (stop < end && isWordAt(reading, stop)) stop += widthOf(text.codePointAt(stop) ?? 0);
  let to = start;
  for (const piece of piecesOf(text.slice(start, stop))) {
    const from = to;
    to += piece.length;
    const { count } = reading;
    readWord(reading, from, to);
    if (reading.count === count) {
      tieLast(reading, LOOSE);
      continue;
    }
    addFlag(reading, count, TAGGED);
    const size = sizeOf(reading, count);
    if (size >= RUN_UNITS.least && size <= RUN_UNITS.most && reading.runs.length < RUNS_LIMIT) reading.runs.push(count);
    if (to < stop || isTiedOver(reading, to, end)) tieLast(reading, TIED);
  }
  return stop;
}
