/** Cuts a query's text into pieces, left to right, each character once. */
import { closersOf, OPENING_MARKS, WIDE_SIGNS } from './letters.ts';
import type { Notes } from './notices.ts';
import type { Span } from './query.ts';

export type Sign = '' | '@' | '#' | '~' | '=';

export type Piece = { kind: 'open' | 'close' | 'minus'; at: Span } | TextPiece;

export type TextPiece = {
  kind: 'text';
  at: Span;
  sign: Sign;
  /** What stands before the colon, as written. */
  field: string | null;
  /** Without its quotation marks. */
  text: string;
  quoted: boolean;
};

const SPACE = /[\s\p{Cc}]/u;
const MINUS = /[-\u2010\u2011\u2013\u2212\ufe63\uff0d]/;
const SIGN = /[@#~=＠＃～＝]/;
const PLAIN = new RegExp(`[^\\s\\p{Cc}()（）${OPENING_MARKS}]+`, 'uy');
const FIELD = /^(\p{L}[\p{L}_]*):/u;

type Scanner = { text: string; i: number; pieces: Piece[]; notes: Notes };

export function scan(text: string, notes: Notes): Piece[] {
  const scanner: Scanner = { text, i: 0, pieces: [], notes };
  while (scanner.i < text.length) scanOne(scanner);
  return scanner.pieces;
}

function scanOne(scanner: Scanner): void {
  const { text, i: start, notes } = scanner;
  const here = text[start] ?? '';
  const next = text[start + 1] ?? ' ';
  const at = { start, end: start + 1 };
  if (SPACE.test(here)) scanner.i += 1;
  else if (/[(（]/.test(here)) take(scanner, { kind: 'open', at });
  else if (/[)）]/.test(here)) take(scanner, { kind: 'close', at });
  else if (MINUS.test(here)) {
    if (SPACE.test(next)) notes.mistake('lonely_sign', at, { sign: here });
    take(scanner, { kind: 'minus', at });
  } else if (here === '+' && !SPACE.test(next)) {
    notes.hint('plus_not_needed', at);
    scanner.i += 1;
  } else if (here === '!' && /[\p{L}\p{N}("“]/u.test(next)) {
    const rest = plainAt(text, at.end);
    scanner.i = at.end + rest.length;
    notes.mistake('bang', { start, end: scanner.i }, { rest });
  } else scanText(scanner);
}

function take(scanner: Scanner, piece: Piece): void {
  scanner.pieces.push(piece);
  scanner.i = piece.at.end;
}

function scanText(scanner: Scanner): void {
  const { text, i: start, notes } = scanner;
  const sign = SIGN.test(text[start] ?? '') ? signOf(text[start]) : '';
  if (sign !== '') {
    const next = text[start + 1] ?? ' ';
    const at = { start, end: start + 1 };
    if (/[\s()（）]/.test(next)) {
      notes.mistake('lonely_sign', at, { sign });
      scanner.i = at.end;
      return;
    }
    if (SIGN.test(next)) notes.mistake('two_signs', { start, end: start + 2 }, { first: sign, second: signOf(next) });
  }
  const from = start + (sign === '' ? 0 : 1);
  if (closersOf(text[from] ?? '') !== null) {
    scanQuoted(scanner, from, sign, null);
    return;
  }
  const plain = plainAt(text, from);
  const end = from + plain.length;
  const field = sign === '' ? (FIELD.exec(plain)?.[1] ?? null) : null;
  const value = field === null ? plain : plain.slice(field.length + 1);
  if (field !== null && value === '' && closersOf(text[end] ?? '') !== null) {
    scanQuoted(scanner, end, '', field);
    return;
  }
  const at = { start, end };
  take(scanner, { kind: 'text', at, sign, field, text: value, quoted: false });
}

/** A quotation mark inside is written twice, or behind a backslash. */
function scanQuoted(scanner: Scanner, open: number, sign: Sign, field: string | null): void {
  const { text, i: start, notes } = scanner;
  const closers = closersOf(text[open] ?? '') ?? '';
  let inside = '';
  for (let k = open + 1; k < text.length; k++) {
    const here = text[k] ?? '';
    const next = text[k + 1] ?? '';
    if (here === '\\' && next !== '' && (next === '\\' || closers.includes(next))) {
      inside += next;
      k += 1;
    } else if (!closers.includes(here)) inside += here;
    else if (here === next && (inside !== '' || text[k + 2] === here)) {
      inside += here;
      k += 1;
    } else {
      take(scanner, { kind: 'text', at: { start, end: k + 1 }, sign, field, text: inside, quoted: true });
      return;
    }
  }
  scanner.i = text.length;
  notes.mistake('quote_open', { start: open, end: text.length });
}

function plainAt(text: string, from: number): string {
  PLAIN.lastIndex = from;
  return PLAIN.exec(text)?.[0] ?? '';
}

function signOf(character = ''): Sign {
  const sign = WIDE_SIGNS[character] ?? character;
  return sign === '@' || sign === '#' || sign === '~' || sign === '=' ? sign : '';
}
