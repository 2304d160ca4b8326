/** Reads one piece of a query: a word, a phrase, or what a sign or a field in front makes of it. */

import { TYPO_MIN_LETTERS } from '../match/sound.ts';
import { readField } from './field.ts';
import { countLetters, EMOJI_PART, HANDLE, isAudible, isUnspaced, JOINERS, trimmed } from './letters.ts';
import type { Notes } from './notices.ts';
import type { Leaf, Span, Word } from './query.ts';
import type { TextPiece } from './scan.ts';
import { isShort, readWords } from './words.ts';

/** Null when a mistake was noted. */
export function readLeaf(piece: TextPiece, networks: readonly string[], notes: Notes): Leaf | null {
  if (piece.field !== null) return readField(piece, piece.field, networks, notes);
  switch (piece.sign) {
    case '@':
      return readHandle(piece, notes);
    case '#':
      return readTag(piece, notes);
    case '~':
      return readBrand(piece, notes);
    case '=':
    case '':
      return readText(piece, notes);
  }
}

function readHandle({ at, text }: TextPiece, notes: Notes): Leaf | null {
  const handle = trimmed(text);
  if (text.includes('*')) return notes.mistake('wildcard_here', at, { text: `@${text}` });
  if (!HANDLE.test(handle)) return notes.mistake('bad_handle', at, { text: `@${text}` });
  return isShort(handle, at, notes) ? { kind: 'handle', at, handle } : null;
}

const TAG = new RegExp(`^[\\p{L}\\p{N}\\p{M}_·${EMOJI_PART}${JOINERS}]+$`, 'u');

function readTag({ at, text }: TextPiece, notes: Notes): Leaf | null {
  const tag = trimmed(text);
  if (text.includes('*')) return notes.mistake('wildcard_here', at, { text: `#${text}` });
  if (!TAG.test(tag) || !isAudible(tag)) return notes.mistake('bad_tag', at, { text: `#${text}` });
  return isShort(tag, at, notes) ? { kind: 'tag', at, tag } : null;
}

function readBrand({ at, text }: TextPiece, notes: Notes): Leaf | null {
  if (text.includes('*')) return notes.mistake('wildcard_here', at, { text: `~${text}` });
  const words = readWords(text, false, at, notes);
  if (words === null) return null;
  if (words.length === 0)
    return notes.mistake(text.trim() === '' ? 'empty_phrase' : 'no_word', at, { text: `~${text}` });
  const name = words.map(word => word.text).join(' ');
  if (!isUnspaced(name) && countLetters(name) < TYPO_MIN_LETTERS) notes.hint('short_brand', at, { name });
  return { kind: 'brand', at, name };
}

function readText(piece: TextPiece, notes: Notes): Leaf | null {
  const { at, text, quoted, sign } = piece;
  if (!quoted && foreign(piece, notes)) return null;
  const words = readWords(text, sign === '=', at, notes);
  if (words === null) return null;
  const [first] = words;
  if (first === undefined) {
    if (quoted && text.trim() === '') return notes.mistake('empty_phrase', at);
    return notes.mistake('no_word', at, { text: text.trim() });
  }
  if (words.length > 1) return { kind: 'phrase', at, words };
  noteSymbols(text, first, at, notes);
  return { kind: 'word', at, word: first };
}

/** Signs of other query languages that would be read past silently, and mean something else than what was meant. */
function foreign({ at, text, sign }: TextPiece, notes: Notes): boolean {
  const operator = SYMBOLS.get(text);
  const fuzzy = /^([^~]+)~[\d.]*$/.exec(text)?.[1];
  const boost = /\^[\d.]+$/.exec(text)?.[0];
  const open = sign === '' ? /^(.*[\p{L}\p{N}])\?+[\p{L}\p{N}]/su.exec(text)?.[1] : undefined;
  if (operator !== undefined) notes.mistake('symbol_operator', at, { operator, symbol: text });
  else if (fuzzy !== undefined) notes.mistake('fuzzy', at, { word: fuzzy });
  else if (boost !== undefined) notes.mistake('boost', at, { text: boost });
  else if (open !== undefined) notes.mistake('wildcard_inside', at, { sign: '?', text, example: `${open}*` });
  else return false;
  return true;
}

const SYMBOLS = new Map([
  ['&&', 'AND'],
  ['&', 'AND'],
  ['||', 'OR'],
  ['|', 'OR'],
]);

/** `c++` and `$KSTL` are names, and somebody should know that only their letters are heard. */
function noteSymbols(written: string, { text }: Word, at: Span, notes: Notes): void {
  const around = written.trim().replace(/\*$/, '');
  if (around !== text && /^[$+#%.]|[+#%$]$/.test(around))
    notes.hint('symbols_ignored', at, { text: around, heard: text });
}
