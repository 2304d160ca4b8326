/**
 * What is in a text, as the matcher sees it: edges between places. A word is an edge from its place to the next; what was
 * written with a hyphen is an edge for each part and one across. All in flat arrays that are used again for every post.
 */
import { type Letters, letters } from './letters.ts';

/** What an edge says, and what a term asks for. */
export const WORD = 0;
export const TAG = 1;
export const HANDLE = 2;
/** The host of a link, or the end of one: `shop.kestrel.example`, `kestrel.example`, `example`. */
export const LINK = 3;

/** A word as it stands in the text; other edges over the same letters are readings of it. */
export const PIECE = 1;
/** Inside a hashtag. */
export const TAGGED = 2;
/** Another spelling: fewer letters of a long-drawn word, `ae` for `ä`. */
export const SPELLING = 4;
/** A Korean word without its particle. */
export const STEM = 8;
/** Several pieces as one word. */
export const JOINED = 16;
export const PICTURE = 32;
/** May have other spellings. */
export const VARIED = 64;

/** Places are this far apart; hashtags without capitals have places in between. */
export const STEP = 64;
/** Longest text that is read, in UTF-16 units; the rest is not heard. */
export const READ_LIMIT = 100_000;
/** Characters and places of the title stand behind those of any text. */
export const TITLE_BASE = 1 << 20;
/** Longer words have no other readings. In folded units. */
export const WORD_UNITS_LIMIT = 64;

/** How a piece is tied to the next one. */
export const LOOSE = 0;
export const TIED = 1;
export const TIED_BY_DOT = 2;
export const TIED_BY_COMMA = 3;

export type Reading = {
  letters: Letters;
  /** Folded words, one behind the other. */
  units: Uint16Array;
  used: number;
  count: number;
  kinds: Uint8Array;
  flags: Uint8Array;
  ties: Uint8Array;
  hashes: Int32Array;
  /** Where the folded word begins in `units`, and its length. */
  folds: Int32Array;
  sizes: Int32Array;
  /** In UTF-16 units of the text as it is read, plus `TITLE_BASE` in the title. Negative: not in the text at all. */
  from: Int32Array;
  to: Int32Array;
  /** Places, counted in `STEP`s. */
  at: Int32Array;
  next: Int32Array;
  /** Place of the next word. */
  place: number;
  /** The text being read, without its invisible characters. */
  text: string;
  base: number;
  /** An invisible character was met: the text is to be read again without. */
  hasInvisible: boolean;
  /** Text and title as read, and where each unit stood in the original (null: nothing was left out). */
  texts: [string, string];
  origins: [Int32Array | null, Int32Array | null];
  /** Nothing before this index is taken back when a link or an address is found. */
  floor: number;
  /** No host is looked for before this index: it was tried. */
  hostTried: number;
  hasTies: boolean;
  hasVaried: boolean;
  /** Pieces of hashtags that show no words inside. */
  runs: number[];
  /** Pairs of where links begin and end. */
  links: number[];
  /** Links that are not in the text. An edge with `from` -1 belongs to the first, -2 to the second. */
  outside: string[];
};

const FIRST_EDGES = 1024;
const FIRST_UNITS = 8192;

export function makeReading(): Reading {
  return {
    letters: letters(),
    units: new Uint16Array(FIRST_UNITS),
    used: 0,
    count: 0,
    kinds: new Uint8Array(FIRST_EDGES),
    flags: new Uint8Array(FIRST_EDGES),
    ties: new Uint8Array(FIRST_EDGES),
    hashes: new Int32Array(FIRST_EDGES),
    folds: new Int32Array(FIRST_EDGES),
    sizes: new Int32Array(FIRST_EDGES),
    from: new Int32Array(FIRST_EDGES),
    to: new Int32Array(FIRST_EDGES),
    at: new Int32Array(FIRST_EDGES),
    next: new Int32Array(FIRST_EDGES),
    place: 0,
    text: '',
    base: 0,
    hasInvisible: false,
    texts: ['', ''],
    origins: [null, null],
    floor: 0,
    hostTried: 0,
    hasTies: false,
    hasVaried: false,
    runs: [],
    links: [],
    outside: [],
  };
}

export function clearReading(reading: Reading): void {
  reading.used = 0;
  reading.count = 0;
  reading.place = 0;
  reading.hasTies = false;
  reading.hasVaried = false;
  if (reading.runs.length > 0) reading.runs.length = 0;
  if (reading.links.length > 0) reading.links.length = 0;
  if (reading.outside.length > 0) reading.outside.length = 0;
}

/** Adds an edge whose folded word stands at the end of `units`, from `fold` on. */
export function addEdge(
  reading: Reading,
  kind: number,
  flags: number,
  hash: number,
  fold: number,
  from: number,
  to: number,
  at: number,
  next: number,
): number {
  const index = reading.count;
  if (index === reading.hashes.length) growEdges(reading);
  reading.kinds[index] = kind;
  reading.flags[index] = flags;
  reading.ties[index] = LOOSE;
  reading.hashes[index] = hash;
  reading.folds[index] = fold;
  reading.sizes[index] = reading.used - fold;
  reading.from[index] = from;
  reading.to[index] = to;
  reading.at[index] = at;
  reading.next[index] = next;
  reading.count = index + 1;
  return index;
}

/** A word of its own at the next place; `from` and `to` without the base. */
export function addPiece(
  reading: Reading,
  flags: number,
  hash: number,
  fold: number,
  from: number,
  to: number,
): number {
  const { base, place } = reading;
  reading.place = place + STEP;
  return addEdge(reading, WORD, flags | PIECE, hash, fold, base + from, base + to, place, place + STEP);
}

/** Makes room for some more units. */
export function reserve(reading: Reading, units: number): void {
  if (reading.used + units <= reading.units.length) return;
  const wider = new Uint16Array(Math.max(reading.units.length * 2, reading.used + units));
  wider.set(reading.units);
  reading.units = wider;
}

/** 16,777,619 is the multiplier of FNV; sums of powers of it let two words' numbers be joined without reading them again. */
export const MULTIPLIER = 0x0100_0193;

/** Adds folded text at the end of `units`. @returns its number */
export function writeUnits(reading: Reading, text: string, start = 0): number {
  reserve(reading, text.length);
  const { units } = reading;
  let { used } = reading;
  let hash = start;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    units[used++] = unit;
    hash = (Math.imul(hash, MULTIPLIER) + unit) | 0;
  }
  reading.used = used;
  return hash;
}

export function hashOf(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, MULTIPLIER) + text.charCodeAt(i)) | 0;
  return hash;
}

/** The folded word of an edge. */
export function foldAt(reading: Reading, edge: number): string {
  const start = reading.folds[edge] ?? 0;
  return unitsText(reading.units, start, start + (reading.sizes[edge] ?? 0));
}

const CHUNK = 4096;

export function unitsText(units: Uint16Array, start: number, end: number): string {
  if (end - start <= CHUNK) return String.fromCharCode(...units.subarray(start, end));
  let text = '';
  for (let i = start; i < end; i += CHUNK) text += String.fromCharCode(...units.subarray(i, Math.min(i + CHUNK, end)));
  return text;
}

/** What was written between two indices of the text or the title, as it is read. */
export function writtenText(reading: Reading, from: number, to: number): string {
  if (from >= TITLE_BASE) return reading.texts[1].slice(from - TITLE_BASE, to - TITLE_BASE);
  return reading.texts[0].slice(from, to);
}

/** Takes back the words from `from` on (without the base): they turned out to be part of a link. */
export function takeBack(reading: Reading, from: number): void {
  const start = reading.base + from;
  while (reading.count > 0 && isPieceFrom(reading, reading.count - 1, start)) {
    reading.count -= 1;
    reading.place -= STEP;
  }
  if (reading.count > 0) reading.ties[reading.count - 1] = LOOSE;
}

function isPieceFrom(reading: Reading, edge: number, start: number): boolean {
  return ((reading.flags[edge] ?? 0) & PIECE) !== 0 && (reading.from[edge] ?? 0) >= start;
}

function growEdges(reading: Reading): void {
  const size = reading.hashes.length * 2;
  reading.kinds = wider(new Uint8Array(size), reading.kinds);
  reading.flags = wider(new Uint8Array(size), reading.flags);
  reading.ties = wider(new Uint8Array(size), reading.ties);
  reading.hashes = wider(new Int32Array(size), reading.hashes);
  reading.folds = wider(new Int32Array(size), reading.folds);
  reading.sizes = wider(new Int32Array(size), reading.sizes);
  reading.from = wider(new Int32Array(size), reading.from);
  reading.to = wider(new Int32Array(size), reading.to);
  reading.at = wider(new Int32Array(size), reading.at);
  reading.next = wider(new Int32Array(size), reading.next);
}

function wider<T extends Uint8Array | Int32Array>(fresh: T, old: T): T {
  fresh.set(old);
  return fresh;
}
