/** Cuts queries of other languages into pieces. Forgiving: whatever cannot be told is a term, and its dialect decides. */
import { closersOf } from './letters.ts';
import type { Span } from './query.ts';

export type ForeignTerm = {
  kind: 'term';
  at: Span;
  /** What stands before the colon, as written. */
  field: string | null;
  /** Escapes undone, an escaped star or question mark being a space. */
  text: string;
  form: 'plain' | 'quoted' | 'range' | 'regex' | 'smiley';
  /** What follows `~`, '' where nothing does. */
  fuzzy: string | null;
  boost: Span | null;
};

/** A field before a group stands with the parenthesis that opens it. */
export type ForeignPiece =
  | { kind: 'open'; at: Span; field: string | null }
  | { kind: 'close' | 'and' | 'or' | 'not' | 'must'; at: Span }
  | ForeignTerm;

/** Lucene knows ranges, regular expressions and symbols for its operators; X knows smileys. */
export type ForeignSigns = { symbols: boolean; smileys: boolean };

const OPERATORS = new Map<string, 'and' | 'or' | 'not'>([
  ['AND', 'and'],
  ['&&', 'and'],
  ['OR', 'or'],
  ['||', 'or'],
  ['NOT', 'not'],
]);

const FIELD = /([\p{L}_](?:[\p{L}\p{N}_.-]|\\[^\p{L}\p{N}:])*):/uy;
const SMILEY = /:-?[()D]/y;
const SUFFIX = /~([\d.]*)|\^[\d.]+/y;
/** The end of a range, of a regular expression, and of a plain run. */
const RANGE = /[[{][^\]}]*[\]}]?|[<>]=?[^\s()]*/y;
const REGEX = /\/(?:[^/\\]|\\.)*\//suy;

type Scanner = { text: string; i: number; signs: ForeignSigns };

export function scanForeign(text: string, signs: ForeignSigns): ForeignPiece[] {
  const scanner: Scanner = { text, i: 0, signs };
  const pieces: ForeignPiece[] = [];
  while (scanner.i < text.length) {
    if (/[\s\p{Cc}]/u.test(text[scanner.i] ?? '')) scanner.i += 1;
    else pieces.push(scanPiece(scanner));
  }
  return pieces;
}

function scanPiece(scanner: Scanner): ForeignPiece {
  const { text, i: start, signs } = scanner;
  const here = text[start] ?? '';
  const next = text[start + 1] ?? ' ';
  const at = { start, end: start + 1 };
  const one = <Piece extends ForeignPiece>(piece: Piece) => {
    scanner.i = piece.at.end;
    return piece;
  };
  if (signs.smileys && match(SMILEY, text, start) !== null) {
    const end = start + (match(SMILEY, text, start)?.[0].length ?? 1);
    return one({ ...plainTerm(text.slice(start, end), { start, end }), form: 'smiley' });
  }
  if (here === '(') return one({ kind: 'open', at, field: null });
  if (here === ')') return one({ kind: 'close', at });
  if (!/\s/.test(next) && /[-\u2010-\u2015\u2212]/.test(here)) return one({ kind: 'not', at });
  if (!/\s/.test(next) && here === '+') return one({ kind: 'must', at });
  if (signs.symbols && here === '!') return one({ kind: 'not', at });
  return scanTerm(scanner);
}

function scanTerm(scanner: Scanner): ForeignPiece {
  const { text, i: start, signs } = scanner;
  const field = match(FIELD, text, start)?.[1] ?? null;
  const isAddress = field !== null && text.startsWith('//', start + field.length + 1);
  const from = field === null || isAddress ? start : start + field.length + 1;
  const named = isAddress ? null : field;
  if (named !== null && text[from] === '(') {
    scanner.i = from + 1;
    return { kind: 'open', at: { start, end: scanner.i }, field: named };
  }
  // X's own `point_radius:[…]` is the one range outside Lucene.
  const value = valueAt(text, from, signs.symbols || (named !== null && text[from] === '['));
  const word = value.form === 'plain' && named === null ? OPERATORS.get(value.text) : undefined;
  scanner.i = Math.max(value.end, start + 1);
  if (word !== undefined && (signs.symbols || /^[A-Z]+$/.test(value.text))) {
    return { kind: word, at: { start, end: scanner.i } };
  }
  let fuzzy: string | null = null;
  let boost: Span | null = null;
  for (let found = match(SUFFIX, text, scanner.i); found !== null; found = match(SUFFIX, text, scanner.i)) {
    const end = scanner.i + found[0].length;
    if (found[1] === undefined) boost = { start: scanner.i, end };
    else fuzzy = found[1];
    scanner.i = end;
  }
  return {
    kind: 'term',
    at: { start, end: scanner.i },
    field: named,
    text: value.text,
    form: value.form,
    fuzzy,
    boost,
  };
}

type Value = { text: string; form: ForeignTerm['form']; end: number };

function valueAt(text: string, from: number, hasRanges: boolean): Value {
  const here = text[from] ?? '';
  if (closersOf(here) !== null) return quotedAt(text, from);
  const other = hasRanges ? (match(RANGE, text, from) ?? match(REGEX, text, from)) : null;
  if (other !== null) {
    return { text: other[0], form: here === '/' ? 'regex' : 'range', end: from + other[0].length };
  }
  let read = '';
  let end = from;
  for (; end < text.length; end++) {
    const letter = text[end] ?? '';
    if (letter === '\\' && end + 1 < text.length) {
      end += 1;
      read += /[*?\s]/.test(text[end] ?? '') ? ' ' : text[end];
    } else if (/[\s\p{Cc}()]/u.test(letter) || closersOf(letter) !== null || endsWord(text, end)) break;
    else read += letter;
  }
  return { text: read, form: 'plain', end };
}

/** `^2` and `~1` at the end of a word. */
function endsWord(text: string, i: number): boolean {
  const found = i > 0 ? match(SUFFIX, text, i) : null;
  if (found === null || /[\s("]/.test(text[i - 1] ?? ' ')) return false;
  return /^[\s)^~]?$/.test(text[i + found[0].length] ?? '');
}

function quotedAt(text: string, from: number): Value {
  const closers = closersOf(text[from] ?? '') ?? '';
  let read = '';
  let end = from + 1;
  for (; end < text.length; end++) {
    const letter = text[end] ?? '';
    if (letter === '\\' && end + 1 < text.length) {
      end += 1;
      read += text[end];
    } else if (closers.includes(letter)) break;
    else read += letter;
  }
  return { text: read, form: 'quoted', end: Math.min(end + 1, text.length) };
}

function plainTerm(text: string, at: Span): ForeignTerm {
  return { kind: 'term', at, field: null, text, form: 'plain', fuzzy: null, boost: null };
}

function match(pattern: RegExp, text: string, from: number): RegExpExecArray | null {
  pattern.lastIndex = from;
  return pattern.exec(text);
}
