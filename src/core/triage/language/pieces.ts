/**
 * A post cut into words, and words into the pieces the language table knows: stretches of four UTF-8 bytes, three apart, with the
 * edges of the word marked; the whole word when it is longer; and each letter that is not plain a–z. Pieces are 32-bit hashes.
 * Links, addresses, @names, digits, laughter and the retweet mark say nothing of the language and are left out.
 */
import { TRIAGE_READ_LIMIT } from '../reading.ts';
import { SCRIPT_NAMES, SCRIPT_OF, type Script, SMALL_OF } from './letters.ts';

/** Letters read at most; a language does not take longer to show. */
export const LETTERS_READ = 400;
/** What a word of a #tag counts beside one of a sentence. */
const TAG_WORTH = 0.3;
/** Words read at most. */
export const WORDS_READ = 80;
/** UTF-8 bytes of one word read at most. */
const WORD_BYTES = 70;
/** Whole words are pieces of their own up to this many bytes. */
const WHOLE_WORD_BYTES = 30;
const PIECES = 2_048;

export type Pieces = {
  /** Hashes, one after the other; the first `count` count. A piece stands once, where it came first. */
  hashes: Uint32Array;
  /** Number of the word each piece came from. */
  words: Uint8Array;
  count: number;
  /** What each word counts: less where it is part of a #tag, which are often in another language than the post. */
  worth: Float32Array;
  /** Start and end of each word in the text, in UTF-16 units. */
  spans: Uint16Array;
  /** Script of each word, as its place in `SCRIPT_NAMES`. */
  wordScripts: Uint8Array;
  wordCount: number;
  /** Letters seen by script, as numbered in `SCRIPT_NAMES`. */
  scripts: Float32Array;
  letters: number;
  links: number;
};

const LATIN = SCRIPT_NAMES.indexOf('Latn') + 1;
/** Scripts whose words are cut into pieces. */
const CUT: readonly Script[] = ['Latn', 'Cyrl', 'Arab', 'Deva', 'Beng', 'Ethi', 'Hebr'];
const IS_CUT = Uint8Array.from([0, ...SCRIPT_NAMES.map(name => (CUT.includes(name) ? 1 : 0))]);

const AT_SIGN = 0x40;
const TAG_SIGN = 0x23;
/** `_ . -`, in names. */
const NAME_SIGNS = [0x5f, 0x2e, 0x2d, AT_SIGN];
/** h j k x w: what laughter is made of, with any one vowel. */
const LAUGHING = [0x68, 0x6a, 0x6b, 0x78, 0x77];
const LETTER_SEED = 0x27d4eb2f;

const bytes = new Uint8Array(WORD_BYTES + 4);
const units = new Uint16Array(WORD_BYTES + 4);
const SEEN_BITS = 12;
const seen = new Uint32Array(1 << SEEN_BITS);
const seenRound = new Uint32Array(1 << SEEN_BITS);
let round = 0;

/** Room for one post's pieces, to be filled again and again. */
export function newPieces(): Pieces {
  return {
    hashes: new Uint32Array(PIECES),
    words: new Uint8Array(PIECES),
    count: 0,
    spans: new Uint16Array(WORDS_READ * 2),
    worth: new Float32Array(WORDS_READ),
    wordScripts: new Uint8Array(WORDS_READ),
    wordCount: 0,
    scripts: new Float32Array(SCRIPT_NAMES.length),
    letters: 0,
    links: 0,
  };
}

/** Cuts `text`, from its beginning to the limits above, into `into`, which is emptied first. */
export function cutPieces(text: string, into: Pieces): void {
  into.count = 0;
  into.wordCount = 0;
  into.letters = 0;
  into.links = 0;
  into.scripts.fill(0);
  round = (round + 1) >>> 0;
  if (round === 0) {
    seenRound.fill(0);
    round = 1;
  }
  const end = Math.min(text.length, TRIAGE_READ_LIMIT);
  let at = 0;
  while (at < end && into.letters < LETTERS_READ && into.wordCount < WORDS_READ) {
    const unit = text.charCodeAt(at);
    if (SCRIPT_OF[unit] !== 0) {
      at = startsLink(text, at) ? skipLink(text, at, end, into) : readWord(text, at, end, into);
    } else if (unit === AT_SIGN) at = skipName(text, at + 1, end);
    else at++;
  }
}

function startsLink(text: string, at: number): boolean {
  const unit = text.charCodeAt(at) | 32;
  if (unit === 0x68) return /^https?:\/\//i.test(text.slice(at, at + 8));
  return unit === 0x77 && /^www\./i.test(text.slice(at, at + 4));
}

function skipLink(text: string, from: number, end: number, into: Pieces): number {
  into.links++;
  let at = from;
  while (at < end && text.charCodeAt(at) > 0x20 && text.charCodeAt(at) !== 0xa0) at++;
  return at;
}

function skipName(text: string, from: number, end: number): number {
  let at = from;
  for (; at < end; at++) {
    const unit = text.charCodeAt(at);
    const isName =
      (unit >= 0x30 && unit <= 0x39) || ((unit | 32) >= 0x61 && (unit | 32) <= 0x7a) || NAME_SIGNS.includes(unit);
    if (!isName) break;
  }
  return at;
}

/** Reads the word that begins at `from` into pieces; answers where it ends. */
function readWord(text: string, from: number, end: number, into: Pieces): number {
  const script = SCRIPT_OF[text.charCodeAt(from)] ?? 0;
  let at = from;
  let length = 0;
  let letters = 0;
  let last = 0;
  let repeats = 0;
  for (; at < end; at++) {
    let unit = SMALL_OF[text.charCodeAt(at)] ?? 0;
    if (SCRIPT_OF[unit] === script) letters++;
    else if (isApostrophe(unit) && SCRIPT_OF[text.charCodeAt(at + 1)] === script) unit = 0x27;
    else if (isMark(unit)) {
      const run = marksFrom(text, at, end);
      if (run > MARKS_ON_A_LETTER) {
        at += run - 1;
        continue;
      }
      const composed = length > 0 && length < WORD_BYTES ? composedOf(units[length - 1] ?? 0, unit) : 0;
      if (composed !== 0) units[length - 1] = composed;
      continue;
    } else if (unit === 0x200c || unit === 0x200d || unit === 0x640) continue;
    else break;
    repeats = unit === last ? repeats + 1 : 0;
    last = unit;
    if (repeats >= 2) {
      if (repeats === 2) length--;
      continue;
    }
    if (length < WORD_BYTES) units[length++] = unit;
  }
  if (at < end && text.charCodeAt(at) === AT_SIGN) return skipName(text, at + 1, end);
  if (script === LATIN && isFiller(length)) return at;
  const worth = from > 0 && text.charCodeAt(from - 1) === TAG_SIGN ? TAG_WORTH : 1;
  into.scripts[script - 1] = (into.scripts[script - 1] ?? 0) + letters * worth;
  into.letters += letters;
  const word = into.wordCount++;
  into.spans[word * 2] = from;
  into.spans[word * 2 + 1] = at;
  into.wordScripts[word] = script - 1;
  into.worth[word] = worth;
  if (IS_CUT[script] === 1) cutWord(length, word, into);
  return at;
}

/** Vietnamese writes two; more are there to look cursed and spell nothing. */
const MARKS_ON_A_LETTER = 2;

function isMark(unit: number): boolean {
  return unit >= 0x300 && unit <= 0x36f;
}

function marksFrom(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isMark(text.charCodeAt(at))) at++;
  return at - from;
}

/** Laughter, the retweet mark. Reads `units`. */
function isFiller(length: number): boolean {
  const first = units[0] ?? 0;
  const second = units[1] ?? 0;
  if (length === 2) return first === 0x72 && second === 0x74;
  if (length < 4) return false;
  const other = first === second ? (units[2] ?? 0) : second;
  if (!LAUGHING.includes(first) && !LAUGHING.includes(other)) return false;
  for (let i = 0; i < length; i++) if (units[i] !== first && units[i] !== other) return false;
  return true;
}

function cutWord(length: number, word: number, into: Pieces): void {
  let size = 0;
  for (let i = 0; i < length && size < WORD_BYTES - 3; i++) {
    const unit = units[i] ?? 0;
    if (unit < 0x80) bytes[size++] = unit;
    else {
      addPiece((Math.imul(unit, 0x9e3779b1) ^ LETTER_SEED) >>> 0, word, into);
      if (unit < 0x800) {
        bytes[size++] = 0xc0 | (unit >> 6);
      } else {
        bytes[size++] = 0xe0 | (unit >> 12);
        bytes[size++] = 0x80 | ((unit >> 6) & 0x3f);
      }
      bytes[size++] = 0x80 | (unit & 0x3f);
    }
  }
  let from = 0;
  for (; from + 4 < size; from += 3) addPiece(hashOf(from, from + 4, from === 0 ? 1 : 0), word, into);
  const tail = size <= 3 ? 0 : size - 4;
  addPiece(hashOf(tail, size, from === 0 ? 3 : 2), word, into);
  if (size > 4 && size <= WHOLE_WORD_BYTES) addPiece(hashOf(0, size, 4), word, into);
}

/** `edge`: 1 the word begins here, 2 it ends here, 3 both, 4 a whole longer word. */
function hashOf(from: number, to: number, edge: number): number {
  let hash = 0x811c9dc5 ^ edge;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ (bytes[i] ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

function addPiece(hash: number, word: number, into: Pieces): void {
  if (into.count >= PIECES) return;
  let slot = hash >>> (32 - SEEN_BITS);
  while (seenRound[slot] === round) {
    if (seen[slot] === hash) return;
    slot = (slot + 1) & ((1 << SEEN_BITS) - 1);
  }
  seenRound[slot] = round;
  seen[slot] = hash;
  into.words[into.count] = word;
  into.hashes[into.count++] = hash;
}

function composedOf(letter: number, mark: number): number {
  const composed = String.fromCharCode(letter, mark).normalize('NFC');
  return composed.length === 1 ? composed.charCodeAt(0) : 0;
}

function isApostrophe(unit: number): boolean {
  return unit === 0x27 || unit === 0x60 || unit === 0x2019;
}

/** The hash of a stretch of bytes, for who builds the table. `edge` as in `hashOf`. */
export function pieceHash(stretch: Uint8Array, edge: number): number {
  bytes.set(stretch);
  return hashOf(0, stretch.length, edge);
}
