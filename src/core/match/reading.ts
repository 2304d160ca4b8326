/**
 * What is in a text, as the matcher sees it: edges between places. A word is an edge from its place to the next; what was
 * written with a hyphen is an edge for each part and one across. All in flat arrays that are used again for every post.
 */
import * as edgeNumbers from './edge.ts';
import { type Letters, letters } from './letters.ts';

/** Of this file: what another file exports is fetched again at each use, which is slow in a loop. */
const { EDGE_CELLS } = edgeNumbers;

/** Longest text that is read, in UTF-16 units; the rest is not heard. */
export const READ_LIMIT = 100_000;
/** Characters and places of the title stand behind those of any text. */
export const TITLE_BASE = 1 << 20;
/** Longer words have no other readings. In folded units. */
export const WORD_UNITS_LIMIT = 64;

export type Reading = {
  letters: Letters;
  /** Folded words, one behind the other. */
  units: Uint16Array;
  used: number;
  count: number;
  /** `EDGE_CELLS` for each edge; see below. */
  edges: Int32Array;
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

const FIRST_EDGES = 256;
const FIRST_UNITS = 2048;

export function makeReading(): Reading {
  return {
    letters: letters(),
    units: new Uint16Array(FIRST_UNITS),
    used: 0,
    count: 0,
    edges: new Int32Array(FIRST_EDGES * EDGE_CELLS),
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

/** Makes room for some more units. */
export function reserve(reading: Reading, units: number): void {
  if (reading.used + units <= reading.units.length) return;
  const wider = new Uint16Array(Math.max(reading.units.length * 2, reading.used + units));
  wider.set(reading.units);
  reading.units = wider;
}

/** 16,777,619 is the multiplier of FNV; sums of powers of it let two words' numbers be joined without reading them again. */
const multiplier = 0x0100_0193;
export const MULTIPLIER = multiplier;

/** Adds folded text at the end of `units`. @returns its number */
export function writeUnits(reading: Reading, text: string, start = 0): number {
  reserve(reading, text.length);
  const { units } = reading;
  let { used } = reading;
  let hash = start;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    units[used++] = unit;
    hash = (Math.imul(hash, multiplier) + unit) | 0;
  }
  reading.used = used;
  return hash;
}

export function hashOf(text: string, start = 0): number {
  let hash = 0;
  for (let i = start; i < text.length; i++) hash = (Math.imul(hash, multiplier) + text.charCodeAt(i)) | 0;
  return hash;
}

const ASCII_END = 0x80;

/**
 * Adds the fold of what stands between two indices of the text. @returns its number; null, and nothing added, where that
 * takes more than one unit for each
 */
export function writeFolded(reading: Reading, from: number, to: number): number | null {
  reserve(reading, to - from);
  const { text, units } = reading;
  const { folds } = reading.letters;
  const { used } = reading;
  let hash = 0;
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= ASCII_END) return null;
    const folded = folds[unit] || unit;
    units[used + i - from] = folded;
    hash = (Math.imul(hash, multiplier) + folded) | 0;
  }
  reading.used = used + to - from;
  return hash;
}

const CHUNK = 4096;

export function unitsText(units: Uint16Array, start: number, end: number): string {
  if (end - start <= CHUNK) return String.fromCharCode(...units.subarray(start, end));
  let text = '';
  for (let i = start; i < end; i += CHUNK) text += String.fromCharCode(...units.subarray(i, Math.min(i + CHUNK, end)));
  return text;
}
