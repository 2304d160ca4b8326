/** Looks for names among the words of a post: each word, and each few that stand together. */

import { BRAND_UNITS_LIMIT, type Brands, isName, mayBeKey, type Name } from './brand.ts';
import {
  addEdge,
  flagsOf,
  foldOfEdge,
  fromOf,
  kindOf,
  nextOf,
  PICTURE,
  PIECE,
  placeOf,
  sizeOf,
  toOf,
  WORD,
  writtenText,
} from './edges.ts';
import { STAND_INS } from './letters.ts';
import { hashOf, MULTIPLIER, type Reading } from './reading.ts';
import { looksOf, soundOf } from './sound.ts';
import { BRAND, hearTerm, type Terms } from './terms.ts';

/** The words of the post without pictures, one behind the other: as they are folded, and as they sound. */
export type Line = {
  pieces: Int32Array;
  count: number;
  plain: Units;
  sound: Units;
  /** Whether a word may look like another. */
  odd: Uint8Array;
};

type Units = {
  units: Uint16Array;
  /** Where each piece begins; one more for the end. */
  starts: Int32Array;
  /** The number of everything up to each unit. */
  sums: Int32Array;
};

const POWERS = powers(128);

function powers(count: number): Int32Array {
  const list = new Int32Array(count).fill(1);
  for (let i = 1; i < count; i++) list[i] = Math.imul(list[i - 1] ?? 0, MULTIPLIER);
  return list;
}

export function makeLine(): Line {
  return {
    pieces: new Int32Array(0),
    count: 0,
    plain: makeUnits(0, 0),
    sound: makeUnits(0, 0),
    odd: new Uint8Array(0),
  };
}

function makeUnits(units: number, pieces: number): Units {
  return { units: new Uint16Array(units), starts: new Int32Array(pieces + 1), sums: new Int32Array(units + 1) };
}

/** One more than a name may have, for a typo. */
const LONGEST = BRAND_UNITS_LIMIT + 1;

export function hearBrands(brands: Brands, line: Line, reading: Reading, terms: Terms): void {
  layOut(line, reading);
  const { count, odd, plain } = line;
  const { starts } = plain;
  for (let first = 0; first < count; first++) {
    let isOdd = false;
    for (let last = first; last < count && last - first <= brands.mostWords; last++) {
      if (last > first && !areTogether(reading, line, last)) break;
      const size = (starts[last + 1] ?? 0) - (starts[first] ?? 0);
      if (size > LONGEST) break;
      isOdd ||= odd[last] === 1;
      if (isPossible(brands, line, first, last)) check(brands, line, reading, terms, first, last);
      if (isOdd) checkLooks(brands, line, reading, terms, first, last);
    }
    if (first + 1 < count) checkStandIns(brands, line, reading, terms, first);
  }
}

function layOut(line: Line, reading: Reading): void {
  const { count, used } = reading;
  if (line.pieces.length < count || line.plain.units.length < used) widen(line, count, used);
  const { pieces, odd, plain, sound } = line;
  let n = 0;
  let end = 0;
  let soundEnd = 0;
  for (let edge = 0; edge < count; edge++) {
    if (kindOf(reading, edge) !== WORD || (flagsOf(reading, edge) & (PIECE | PICTURE)) !== PIECE) continue;
    pieces[n] = edge;
    const start = foldOfEdge(reading, edge);
    const size = sizeOf(reading, edge);
    odd[n] = append(plain, n, end, reading.units, start, size);
    end += size;
    soundEnd = appendSound(sound, n, soundEnd, reading.units, start, size);
    n += 1;
  }
  line.count = n;
}

function widen(line: Line, pieces: number, units: number): void {
  line.pieces = new Int32Array(pieces * 2);
  line.odd = new Uint8Array(pieces * 2);
  line.plain = makeUnits(units * 2, pieces * 2);
  line.sound = makeUnits(units * 2, pieces * 2);
}

const LETTER_A = 0x61;
const LETTER_Z = 0x7a;

/** @returns 1 when a letter is none of the 26 */
function append(line: Units, piece: number, at: number, from: Uint16Array, start: number, size: number): number {
  const { units, sums, starts } = line;
  let sum = sums[at] ?? 0;
  let odd = 0;
  for (let i = 0; i < size; i++) {
    const unit = from[start + i] ?? 0;
    units[at + i] = unit;
    sum = (Math.imul(sum, MULTIPLIER) + unit) | 0;
    sums[at + i + 1] = sum;
    if (unit < LETTER_A || unit > LETTER_Z) odd = 1;
  }
  starts[piece] = at;
  starts[piece + 1] = at + size;
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

/** The same as `soundOf`, into the line. @returns its end */
function appendSound(line: Units, piece: number, at: number, from: Uint16Array, start: number, size: number): number {
  const { units, sums, starts } = line;
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
  return end;
}

function areTogether(reading: Reading, { pieces }: Line, last: number): boolean {
  return placeOf(reading, pieces[last] ?? 0) === nextOf(reading, pieces[last - 1] ?? 0);
}

function hashBetween({ sums }: Units, start: number, end: number): number {
  return ((sums[end] ?? 0) - Math.imul(sums[start] ?? 0, POWERS[end - start] ?? 0)) | 0;
}

/** Whether the words together are near any name, by their numbers alone. */
function isPossible(brands: Brands, { plain, sound }: Line, first: number, last: number): boolean {
  const start = plain.starts[first] ?? 0;
  const end = plain.starts[last + 1] ?? 0;
  const whole = hashBetween(plain, start, end);
  if (mayBeKey(brands, whole)) return true;
  if (last - first >= brands.mostWords) return false;
  if (mayBeKey(brands, hashBetween(sound, sound.starts[first] ?? 0, sound.starts[last + 1] ?? 0))) return true;
  const { sums } = plain;
  const before = sums[start] ?? 0;
  for (let i = start; i < end; i++) {
    // The number of the letters without the one at `i`: what stands before moves one power down.
    const left = ((sums[i] ?? 0) - Math.imul(before, POWERS[i - start] ?? 0)) | 0;
    const through = ((sums[i + 1] ?? 0) - Math.imul(before, POWERS[i + 1 - start] ?? 0)) | 0;
    if (mayBeKey(brands, (Math.imul(left - through, POWERS[end - 1 - i] ?? 0) + whole) | 0)) return true;
  }
  return false;
}

function check(brands: Brands, line: Line, reading: Reading, terms: Terms, first: number, last: number): void {
  const letters = textBetween(line.plain, first, last);
  const sound = textBetween(line.sound, first, last);
  hear(brands, line, reading, terms, first, last, letters, sound);
}

function textBetween({ units, starts }: Units, first: number, last: number): string {
  return String.fromCharCode(...units.subarray(starts[first] ?? 0, starts[last + 1] ?? 0));
}

/** What the words look like, when that is something else. */
function checkLooks(brands: Brands, line: Line, reading: Reading, terms: Terms, first: number, last: number): void {
  const words: string[] = [];
  for (let piece = first; piece <= last; piece++) words.push(textBetween(line.plain, piece, piece));
  if (!words.some(word => /[^0-9]/.test(word))) return;
  const whole = words.join('');
  for (const look of looksOf(whole)) {
    let start = 0;
    const sounds = words.map(word => {
      start += word.length;
      return soundOf(look.slice(start - word.length, start));
    });
    hear(brands, line, reading, terms, first, last, look, sounds.join(''));
  }
}

/** As many signs may stand in for letters. */
const STAND_INS_LIMIT = 3;

/** `Ke$trel` is two words; written as it is it looks like one. */
function checkStandIns(brands: Brands, line: Line, reading: Reading, terms: Terms, first: number): void {
  let word = textBetween(line.plain, first, first);
  for (let last = first + 1; last < line.count && last - first <= STAND_INS_LIMIT; last++) {
    const sign = signBefore(line, reading, last);
    if (sign === null || !areTogether(reading, line, last)) return;
    word += sign + textBetween(line.plain, last, last);
    if (word.length > LONGEST) return;
    for (const look of new Set([...looksOf(word), word]))
      hear(brands, line, reading, terms, first, last, look, soundOf(look), 1);
  }
}

function signBefore({ pieces }: Line, reading: Reading, piece: number): string | null {
  const from = toOf(reading, pieces[piece - 1] ?? 0);
  const to = fromOf(reading, pieces[piece] ?? 0);
  if (to - from !== 1) return null;
  const sign = writtenText(reading, from, to);
  return STAND_INS.includes(sign) || sign === '@' ? sign : null;
}

function hear(
  brands: Brands,
  line: Line,
  reading: Reading,
  terms: Terms,
  first: number,
  last: number,
  letters: string,
  sound: string,
  words = last - first + 1,
): void {
  for (const name of namesNear(brands, letters, sound)) {
    if (!isName(name, letters, sound, words)) continue;
    const from = fromOf(reading, line.pieces[first] ?? 0);
    const to = toOf(reading, line.pieces[last] ?? 0);
    hearTerm(terms, name.term, addEdge(reading, BRAND, 0, 0, reading.used, from, to, 0, 0));
  }
}

function namesNear(brands: Brands, letters: string, sound: string): Set<Name> {
  const near = new Set<Name>();
  const look = (hash: number) => {
    if (mayBeKey(brands, hash)) for (const name of brands.byKey.get(hash) ?? []) near.add(name);
  };
  look(hashOf(letters));
  look(hashOf(sound));
  for (let i = 0; i < letters.length; i++) look(hashOf(letters.slice(0, i) + letters.slice(i + 1)));
  return near;
}
