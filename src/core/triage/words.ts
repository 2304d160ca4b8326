import {
  DIGIT,
  foldOf,
  foldPoint,
  HALF,
  isAstralLetter,
  isShade,
  kindOf,
  LETTER,
  MARK,
  PICTURE,
  SIGN,
  SPACE,
} from './letters.ts';
import { TRIAGE_READ_LIMIT } from './reading.ts';

/** A post cut into words, as they are read. The arrays are used again by the next post: copy what is to be kept. */
export type Words = {
  count: number;
  /** What each is: `WORD` … `PLACE`. */
  kind: Uint8Array;
  /** Where it begins in `codes`; it ends where the next begins. */
  from: Int32Array;
  /** Where it stood in the text. */
  start: Int32Array;
  end: Int32Array;
  codes: Uint16Array;
};

export const WORD = 1;
export const PICTURES = 2;
export const SIGNS = 3;
/** An address of a page, and a name with @: that there is one counts, not which. */
export const LINK = 4;
export const NAME = 5;
/** A word after #. */
export const TAG = 6;

const ROOM = TRIAGE_READ_LIMIT + 8;
const words: Words = {
  count: 0,
  kind: new Uint8Array(ROOM),
  from: new Int32Array(ROOM),
  start: new Int32Array(ROOM),
  end: new Int32Array(ROOM),
  codes: new Uint16Array(ROOM),
};
let used = 0;

/** Reads the first `TRIAGE_READ_LIMIT` units. Never fails, whatever stands in the text. */
export function cutWords(text: string): Words {
  const length = Math.min(text.length, TRIAGE_READ_LIMIT);
  words.count = 0;
  used = 0;
  let at = 0;
  while (at < length) at = readOne(text, at, length);
  words.from[words.count] = used;
  return words;
}

/** One word as it is read: what lists of words are held against. */
export function foldWord(word: string): string {
  const { codes, from } = cutWords(word);
  return String.fromCharCode(...codes.subarray(0, from[1] ?? 0));
}

function readOne(text: string, at: number, length: number): number {
  const unit = text.charCodeAt(at);
  const kind = kindOf(unit);
  if (kind === LETTER)
    return isLink(text, at) ? readAway(text, at, length, LINK) : readWord(text, at, at, length, WORD);
  if (kind === DIGIT || kind === MARK) return readWord(text, at, at, length, WORD);
  if (kind === SIGN) return readSign(text, at, length, unit);
  if (kind === PICTURE) return readPicture(at, at + 1, unit);
  if (kind === HALF) return readHalf(text, at, length);
  return at + 1;
}

function begin(kind: number, at: number): void {
  words.kind[words.count] = kind;
  words.from[words.count] = used;
  words.start[words.count] = at;
}

function finish(at: number): number {
  words.end[words.count] = at;
  words.count += 1;
  return at;
}

/** Three or more of a letter are two, and a number is one 0: "sooooo" is "soo", "14:30" is "0:0". */
function push(code: number): void {
  const from = words.from[words.count] ?? 0;
  const last = used > from ? words.codes[used - 1] : -1;
  if (code === last && (code === 0x30 || (used - 1 > from && words.codes[used - 2] === code))) return;
  words.codes[used++] = code;
}

function readWord(text: string, start: number, first: number, length: number, kind: number): number {
  begin(kind, start);
  let at = first;
  for (; at < length; at++) {
    const unit = text.charCodeAt(at);
    const is = kindOf(unit);
    if (is === LETTER || is === DIGIT || is === MARK) push(foldOf(unit));
    else if (is === HALF) {
      const point = text.codePointAt(at) ?? 0;
      const fold = foldPoint(point);
      if (fold === 0 && !(point > 0xffff && isAstralLetter(point))) break;
      push(fold === 0 ? unit : fold);
      if (fold === 0) push(text.charCodeAt(at + 1));
      at += 1;
    } else if (
      is === SIGN &&
      foldOf(unit) === 0x27 &&
      at > first &&
      at + 1 < length &&
      kindOf(text.charCodeAt(at + 1)) === LETTER
    )
      push(0x27);
    else if (is === SIGN || is === SPACE || is === PICTURE) break;
  }
  return finish(Math.min(at, length));
}

/** Halves of characters that lost their other half are read over. */
function readHalf(text: string, at: number, length: number): number {
  const point = text.codePointAt(at) ?? 0;
  if (point < 0x10000) return at + 1;
  if (foldPoint(point) !== 0 || isAstralLetter(point)) return readWord(text, at, at, length, WORD);
  return isShade(point) ? at + 2 : readPicture(at, at + 2, point);
}

function readPicture(at: number, end: number, point: number): number {
  begin(PICTURES, at);
  words.codes[used++] = point & 0xffff;
  if (point > 0xffff) words.codes[used++] = point >>> 16;
  return finish(end);
}

const HASH_SIGN = 0x23;
const AT_SIGN = 0x40;
const AND_SIGN = 0x26;

function readSign(text: string, at: number, length: number, unit: number): number {
  const before = at === 0 ? SPACE : kindOf(text.charCodeAt(at - 1));
  const after = at + 1 < length ? kindOf(text.charCodeAt(at + 1)) : SPACE;
  const isJoined = before === LETTER || before === DIGIT;
  if (unit === AT_SIGN && !isJoined && (after === LETTER || after === DIGIT || after === SIGN))
    return readName(text, at, length);
  if (unit === HASH_SIGN && (after === LETTER || after === MARK)) return readWord(text, at, at + 1, length, TAG);
  if (unit === AND_SIGN && after === LETTER) return readEntity(text, at, length);
  return readSigns(text, at, length);
}

function readName(text: string, at: number, length: number): number {
  begin(NAME, at);
  let end = at + 1;
  for (; end < length; end++) {
    const unit = text.charCodeAt(end);
    const kind = kindOf(unit);
    if (kind !== LETTER && kind !== DIGIT && kind !== MARK && unit !== 0x5f) break;
  }
  return finish(end);
}

const ENTITIES = ['&amp;', '&lt;', '&gt;', '&quot;', '&#39;', '&nbsp;'];

/** Some networks hand on what a page would write. */
function readEntity(text: string, at: number, length: number): number {
  const entity = ENTITIES.find(one => text.startsWith(one, at));
  return entity === undefined ? readSigns(text, at, length) : at + entity.length;
}

const MOST_SIGNS = 4;
/** Letters that finish a face: ":D", ":p", "xD" is none. */
const MOUTHS = new Set([...'DdPpOoSsCc3'].map(char => char.charCodeAt(0)));
const EYES = new Set([...':;=<'].map(char => char.charCodeAt(0)));

function readSigns(text: string, start: number, length: number): number {
  begin(SIGNS, start);
  let at = start;
  for (; at < length && used - (words.from[words.count] ?? 0) < MOST_SIGNS; at++) {
    const unit = text.charCodeAt(at);
    const kind = kindOf(unit);
    if (kind === SIGN && unit !== HASH_SIGN && unit !== AT_SIGN) push(foldOf(unit));
    else if (at === start) push(unit);
    else if (MOUTHS.has(unit) && EYES.has(text.charCodeAt(start)) && !goesOn(text, at + 1, length)) push(unit);
    else break;
  }
  return finish(at);
}

function goesOn(text: string, at: number, length: number): boolean {
  if (at >= length) return false;
  const kind = kindOf(text.charCodeAt(at));
  return kind === LETTER || kind === DIGIT;
}

function isLink(text: string, at: number): boolean {
  const first = text.charCodeAt(at) | 0x20;
  if (first === 0x77) return /^www\./iy.test(text.slice(at, at + 4));
  return first === 0x68 && /^https?(?::\/\/|(?=\s|$))/i.test(text.slice(at, at + 9));
}

function readAway(text: string, at: number, length: number, kind: number): number {
  begin(kind, at);
  let end = at;
  while (end < length && kindOf(text.charCodeAt(end)) !== SPACE) end += 1;
  return finish(end);
}
