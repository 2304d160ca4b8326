/** Looks for names among the words of a post: each word, and each few that stand together. */

import * as brandNumbers from './brand.ts';
import { type Brands, isKey, isName, type Name } from './brand.ts';
import * as edgeNumbers from './edge.ts';
import { addEdge, flagsOf, foldOfEdge, fromOf, kindOf, nextOf, placeOf, sizeOf, toOf, writtenText } from './edges.ts';
import * as letterNumbers from './letters.ts';
import * as readingNumbers from './reading.ts';
import { hashOf, type Reading } from './reading.ts';
import * as soundNumbers from './sound.ts';
import { looksOf, soundOf } from './sound.ts';
import * as termNumbers from './terms.ts';
import { hearTerm, type Terms } from './terms.ts';

/** Of this file: what another file exports is fetched again at each use, which is slow in a loop. */
const { BRAND_UNITS_LIMIT } = brandNumbers;
const { PICTURE, PIECE, WORD } = edgeNumbers;
const { STAND_INS } = letterNumbers;
const { MULTIPLIER } = readingNumbers;
const { LOOKING } = soundNumbers;
const { BRAND } = termNumbers;

/** The words of the post without pictures, one behind the other, in one of the ways they may be taken. */
type Line = {
  letters: Units;
  sound: Units;
};

type Units = {
  units: Uint16Array;
  /** Where each piece begins; one more for the end. */
  starts: Int32Array;
  /** The number of everything up to each unit. */
  sums: Int32Array;
};

export type Lines = {
  pieces: Int32Array;
  count: number;
  plain: Line;
  /** As it looks, with each stroke (`1`) an `i`, and an `l`. */
  looks: [Line, Line];
  /** Whether a piece looks like something else; 2: with a stroke. */
  odd: Uint8Array;
};

const POWERS = powers(128);

function powers(count: number): Int32Array {
  const list = new Int32Array(count).fill(1);
  for (let i = 1; i < count; i++) list[i] = Math.imul(list[i - 1] ?? 0, MULTIPLIER);
  return list;
}

export function makeLines(): Lines {
  return {
    pieces: new Int32Array(0),
    count: 0,
    plain: makeLine(0, 0),
    looks: [makeLine(0, 0), makeLine(0, 0)],
    odd: new Uint8Array(0),
  };
}

function makeLine(units: number, pieces: number): Line {
  return { letters: makeUnits(units, pieces), sound: makeUnits(units, pieces) };
}

function makeUnits(units: number, pieces: number): Units {
  return { units: new Uint16Array(units), starts: new Int32Array(pieces + 1), sums: new Int32Array(units + 1) };
}

type Search = { brands: Brands; lines: Lines; reading: Reading; terms: Terms };

/** One more than a name may have, for a typo. */
const LONGEST = BRAND_UNITS_LIMIT + 1;

export function hearBrands(search: Search): void {
  const { lines, reading } = search;
  const oddest = layOut(lines, reading);
  searchLine(search, lines.plain, 0);
  for (let look = 0; look < oddest; look++) {
    layOutLook(lines, reading, look);
    searchLine(search, lines.looks[look] ?? lines.plain, look + 1);
  }
  for (let first = 0; first + 1 < lines.count; first++) checkStandIns(search, first);
}

/** @param oddness at least one of the words must be so odd */
function searchLine(search: Search, line: Line, oddness: number): void {
  const { brands, lines, reading } = search;
  const { count, odd } = lines;
  const { starts } = line.letters;
  for (let first = 0; first < count; first++) {
    let oddest = 0;
    for (let last = first; last < count && last - first <= brands.mostWords; last++) {
      if (last > first && !areTogether(reading, lines, last)) break;
      if ((starts[last + 1] ?? 0) - (starts[first] ?? 0) > LONGEST) break;
      search.terms.steps += 1;
      oddest = Math.max(oddest, odd[last] ?? 0);
      if (oddest >= oddness && isPossible(brands, line, first, last)) check(search, line, first, last, oddness);
    }
  }
}

/** @returns how odd the oddest piece is */
function layOut(lines: Lines, reading: Reading): number {
  const { count, used } = reading;
  if (lines.pieces.length < count || lines.plain.letters.units.length < used) widen(lines, count, used);
  let n = 0;
  let oddest = 0;
  for (let edge = 0; edge < count; edge++) {
    if (kindOf(reading, edge) !== WORD || (flagsOf(reading, edge) & (PIECE | PICTURE)) !== PIECE) continue;
    lines.pieces[n] = edge;
    const odd = append(lines.plain, n, reading.units, foldOfEdge(reading, edge), sizeOf(reading, edge), null);
    lines.odd[n] = odd;
    if (odd > oddest) oddest = odd;
    n += 1;
  }
  lines.count = n;
  return oddest;
}

function layOutLook(lines: Lines, reading: Reading, look: number): void {
  const line = lines.looks[look];
  if (line === undefined) return;
  for (let n = 0; n < lines.count; n++) {
    const edge = lines.pieces[n] ?? 0;
    append(line, n, reading.units, foldOfEdge(reading, edge), sizeOf(reading, edge), LOOK_UNITS[look] ?? null);
  }
}

/** What each unit looks like, as `looksOf` says; 0: itself. */
const LOOK_UNITS = [0, 1].map(look => {
  const units = new Uint16Array(0x1_0000);
  for (const letter of LOOKING)
    units[letter.charCodeAt(0)] = (looksOf(letter)[look] ?? looksOf(letter)[0] ?? letter).charCodeAt(0);
  return units;
});

function widen(lines: Lines, pieces: number, units: number): void {
  lines.pieces = new Int32Array(pieces * 2);
  lines.odd = new Uint8Array(pieces * 2);
  lines.plain = makeLine(units * 2, pieces * 2);
  lines.looks = [makeLine(units * 2, pieces * 2), makeLine(units * 2, pieces * 2)];
}

const STROKE = 0x31;

/** Adds a piece to a line. @returns how odd it is */
function append(
  line: Line,
  piece: number,
  from: Uint16Array,
  start: number,
  size: number,
  looks: Uint16Array | null,
): number {
  const { units, sums, starts } = line.letters;
  const at = piece === 0 ? 0 : (starts[piece] ?? 0);
  const usual = LOOK_UNITS[0];
  let sum = sums[at] ?? 0;
  let odd = 0;
  for (let i = 0; i < size; i++) {
    const said = from[start + i] ?? 0;
    if (odd < 2 && usual?.[said] !== 0) odd = said === STROKE ? 2 : 1;
    const unit = looks?.[said] || said;
    units[at + i] = unit;
    sum = (Math.imul(sum, MULTIPLIER) + unit) | 0;
    sums[at + i + 1] = sum;
  }
  starts[piece] = at;
  starts[piece + 1] = at + size;
  appendSound(line.sound, piece, units, at, size);
  return odd;
}

const [C, F, H, I, K, P, Q, S, Y, Z] = Array.from('cfhikpqsyz', letter => letter.charCodeAt(0)) as [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];

/** The same as `soundOf`, into the line. */
function appendSound(line: Units, piece: number, from: Uint16Array, start: number, size: number): void {
  const { units, sums, starts } = line;
  const at = piece === 0 ? 0 : (starts[piece] ?? 0);
  let end = at;
  let sum = sums[at] ?? 0;
  let last = -1;
  for (let i = 0; i < size; i++) {
    let unit = from[start + i] ?? 0;
    const following = i + 1 < size ? from[start + i + 1] : -1;
    if (unit === P && following === H) {
      unit = F;
      i += 1;
    } else if (unit === C && following === K) {
      unit = K;
      i += 1;
    } else if (unit === C || unit === Q) unit = K;
    else if (unit === Y) unit = I;
    else if (unit === Z && i > 0) unit = S;
    if (unit === last && (unit < 0x30 || unit > 0x39)) continue;
    last = unit;
    units[end] = unit;
    sum = (Math.imul(sum, MULTIPLIER) + unit) | 0;
    end += 1;
    sums[end] = sum;
  }
  starts[piece] = at;
  starts[piece + 1] = end;
}

function areTogether(reading: Reading, { pieces }: Lines, last: number): boolean {
  return placeOf(reading, pieces[last] ?? 0) === nextOf(reading, pieces[last - 1] ?? 0);
}

function hashBetween({ sums }: Units, start: number, end: number): number {
  return ((sums[end] ?? 0) - Math.imul(sums[start] ?? 0, POWERS[end - start] ?? 0)) | 0;
}

/** Whether the words together are near any name, by their numbers alone. */
function isPossible(brands: Brands, { letters, sound }: Line, first: number, last: number): boolean {
  const start = letters.starts[first] ?? 0;
  const end = letters.starts[last + 1] ?? 0;
  const whole = hashBetween(letters, start, end);
  if (isKey(brands, whole)) return true;
  if (last - first >= brands.mostWords) return false;
  if (isKey(brands, hashBetween(sound, sound.starts[first] ?? 0, sound.starts[last + 1] ?? 0))) return true;
  const { sums } = letters;
  const before = sums[start] ?? 0;
  for (let i = start; i < end; i++) {
    // The number of the letters without the one at `i`: what stands before moves one power down.
    const left = ((sums[i] ?? 0) - Math.imul(before, POWERS[i - start] ?? 0)) | 0;
    const through = ((sums[i + 1] ?? 0) - Math.imul(before, POWERS[i + 1 - start] ?? 0)) | 0;
    if (isKey(brands, (Math.imul(left - through, POWERS[end - 1 - i] ?? 0) + whole) | 0)) return true;
  }
  return false;
}

function check(search: Search, line: Line, first: number, last: number, oddness: number): void {
  // Digits alone look like many words and are none.
  if (oddness > 0 && /^[0-9]*$/.test(textBetween(search.lines.plain.letters, first, last))) return;
  const words = last - first + 1;
  hear(search, first, last, textBetween(line.letters, first, last), textBetween(line.sound, first, last), words);
}

function textBetween({ units, starts }: Units, first: number, last: number): string {
  return String.fromCharCode(...units.subarray(starts[first] ?? 0, starts[last + 1] ?? 0));
}

/** As many signs may stand in for letters. */
const STAND_INS_LIMIT = 3;

/** `Ke$trel` is two words; written as it is it looks like one. */
function checkStandIns(search: Search, first: number): void {
  const { lines, reading } = search;
  let word = '';
  for (let last = first + 1; last < lines.count && last - first <= STAND_INS_LIMIT; last++) {
    const sign = signBefore(search, last);
    if (sign === null || !areTogether(reading, lines, last)) return;
    if (word === '') word = textBetween(lines.plain.letters, first, first);
    word += sign + textBetween(lines.plain.letters, last, last);
    if (word.length > LONGEST) return;
    for (const look of new Set([...looksOf(word), word])) hear(search, first, last, look, soundOf(look), 1);
  }
}

function signBefore({ lines, reading }: Search, piece: number): string | null {
  const from = toOf(reading, lines.pieces[piece - 1] ?? 0);
  const to = fromOf(reading, lines.pieces[piece] ?? 0);
  if (to - from !== 1) return null;
  const sign = writtenText(reading, from, to);
  return sign === '@' || STAND_INS.includes(sign) ? sign : null;
}

function hear(search: Search, first: number, last: number, letters: string, sound: string, words: number): void {
  const { brands, lines, reading, terms } = search;
  for (const name of namesNear(brands, letters, sound)) {
    if (!isName(name, letters, sound, words)) continue;
    const from = fromOf(reading, lines.pieces[first] ?? 0);
    const to = toOf(reading, lines.pieces[last] ?? 0);
    hearTerm(terms, name.term, addEdge(reading, BRAND, 0, 0, reading.used, from, to, 0, 0));
  }
}

function namesNear(brands: Brands, letters: string, sound: string): Set<Name> {
  const near = new Set<Name>();
  const look = (hash: number) => {
    for (const name of brands.byKey.get(hash) ?? []) near.add(name);
  };
  look(hashOf(letters));
  look(hashOf(sound));
  for (let i = 0; i < letters.length; i++) look(hashOf(letters.slice(0, i) + letters.slice(i + 1)));
  return near;
}
