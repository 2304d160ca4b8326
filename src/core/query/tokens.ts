/** Tells the operators of a query from what is looked for. */
import { readLeaf } from './leaf.ts';
import { NEAR_DISTANCE_LIMIT } from './limits.ts';
import type { Notes } from './notices.ts';
import type { Leaf, Span } from './query.ts';
import type { Piece, TextPiece } from './scan.ts';

/** `word` as it was written, for messages. */
export type Token = { at: Span } & (
  | { kind: 'open' | 'close' | 'and' | 'or' | 'not'; word: string }
  | { kind: 'near'; word: string; distance: number }
  | { kind: 'leaf'; leaf: Leaf }
);

export function tokensOf(pieces: readonly Piece[], networks: readonly string[], notes: Notes): Token[] {
  const tokens: Token[] = [];
  for (const [i, piece] of pieces.entries()) {
    if (notes.mistakes.length > 0) break;
    const token = tokenOf(piece, pieces[i - 1], pieces[i + 1], networks, notes);
    if (token !== null) tokens.push(token);
  }
  noteSingleQuotes(pieces, notes);
  return tokens;
}

const OPERATORS = new Map<string, 'and' | 'or' | 'not'>([
  ['AND', 'and'],
  ['OR', 'or'],
  ['NOT', 'not'],
]);

function tokenOf(
  piece: Piece,
  before: Piece | undefined,
  after: Piece | undefined,
  networks: readonly string[],
  notes: Notes,
): Token | null {
  const { at } = piece;
  if (piece.kind === 'minus') return { kind: 'not', at, word: '-' };
  if (piece.kind !== 'text') return { kind: piece.kind, at, word: piece.kind === 'open' ? '(' : ')' };
  if (isPlain(piece)) {
    const { text } = piece;
    const operator = OPERATORS.get(text);
    if (operator !== undefined) return { kind: operator, at, word: text };
    if (/^NEAR(?:\/|\d|$)/.test(text)) return nearOf(text, at, notes);
    noteLowerCase(piece, before, after, notes);
  }
  if (piece.field === 'NEAR') return notes.mistake('near_number', at);
  if (piece.field !== null && piece.text === '' && after?.kind === 'open' && after.at.start === at.end) {
    return notes.mistake('field_group', at, { field: piece.field, one: '…', two: '…' });
  }
  if (piece.sign === '~' && !piece.quoted && isQuotedText(before) && before.at.end === at.start) {
    return notes.mistake('slop', at, { distance: Number.parseInt(piece.text, 10) || 5 });
  }
  const leaf = readLeaf(piece, networks, notes);
  return leaf === null ? null : { kind: 'leaf', at, leaf };
}

function isPlain(piece: Piece | undefined): piece is TextPiece {
  return piece?.kind === 'text' && !piece.quoted && piece.sign === '' && piece.field === null;
}

function isQuotedText(piece: Piece | undefined): piece is TextPiece {
  return piece?.kind === 'text' && piece.quoted && piece.sign === '' && piece.field === null;
}

function nearOf(word: string, at: Span, notes: Notes): Token | null {
  const digits = /^NEAR\/(\d+)$/.exec(word)?.[1];
  if (digits === undefined) return notes.mistake('near_number', at);
  const distance = Number(digits);
  if (distance > NEAR_DISTANCE_LIMIT) return notes.mistake('near_distance', at, { limit: NEAR_DISTANCE_LIMIT });
  return { kind: 'near', at, word, distance };
}

/** `leaks or drips` asks for the word or, which hardly anybody means; `or` at an end is surely a word. */
function noteLowerCase(piece: TextPiece, before: Piece | undefined, after: Piece | undefined, notes: Notes): void {
  const { text: word, at } = piece;
  if (after === undefined || after.kind === 'close') return;
  const isBetween = before !== undefined && before.kind !== 'open' && before.kind !== 'minus';
  const isOperator = /^(?:and|or)$/i.test(word) ? isBetween : /^(?:not|near\/\d+)$/i.test(word);
  if (isOperator) notes.hint('lowercase_operator', at, { word, operator: word.toUpperCase() });
}

/** `'hums all day'` are three words; an apostrophe alone, as in ’tis, says nothing. */
function noteSingleQuotes(pieces: readonly Piece[], notes: Notes): void {
  let opened: Piece | null = null;
  for (const piece of pieces) {
    if (!isPlain(piece)) opened = null;
    else if (opened !== null && /['’]$/.test(piece.text)) {
      notes.hint('single_quotes', { start: opened.at.start, end: piece.at.end });
      opened = null;
    } else if (/^['‘].*[^'’]$/su.test(piece.text)) opened = piece;
  }
}
