/** Words of a query, with their stars. */
import { countLetters, isAudible, isUnspaced, trimmed } from './letters.ts';
import { PHRASE_WORDS_LIMIT, PREFIX_COMFORTABLE_LETTERS, PREFIX_MIN_LETTERS, WORD_CHARACTERS_LIMIT } from './limits.ts';
import type { Notes } from './notices.ts';
import type { Span, Word } from './query.ts';

/** What stands between spaces, one word each; null when a mistake was noted. */
export function readWords(text: string, exact: boolean, at: Span, notes: Notes): Word[] | null {
  const words: Word[] = [];
  for (const written of text.split(/[\s\p{Cc}]+/u)) {
    const word = readWord(written, exact, at, notes);
    if (word === null) return null;
    if (word.text !== '') words.push(word);
  }
  if (words.length > PHRASE_WORDS_LIMIT) return notes.mistake('phrase_too_long', at, { limit: PHRASE_WORDS_LIMIT });
  return words;
}

/** A text of '' is one without a word in it. */
function readWord(written: string, exact: boolean, at: Span, notes: Notes): Word | null {
  if (written.length > WORD_CHARACTERS_LIMIT)
    return notes.mistake('word_too_long', at, { limit: WORD_CHARACTERS_LIMIT });
  const starred = trimmed(written);
  const text = trimmed(starred.replace(/^\*+|\*+$/g, ''));
  if (!isAudible(text)) {
    return starred.includes('*') ? notes.mistake('wildcard_alone', at) : { text: '', prefix: false, exact };
  }
  if (starred.startsWith('*')) return notes.mistake('wildcard_front', at, { text: written });
  if (text.includes('*')) {
    return notes.mistake('wildcard_inside', at, { sign: '*', text: written, example: `${text.split('*')[0]}*` });
  }
  const prefix = starred.endsWith('*');
  if (prefix && !isPrefixLongEnough(text, written, at, notes)) return null;
  return { text, prefix, exact };
}

function isPrefixLongEnough(text: string, written: string, at: Span, notes: Notes): boolean {
  if (isUnspaced(text)) return true;
  const letters = countLetters(text);
  if (letters < PREFIX_MIN_LETTERS) {
    notes.mistake('prefix_short', at, { limit: PREFIX_MIN_LETTERS, text: written });
    return false;
  }
  if (letters < PREFIX_COMFORTABLE_LETTERS) notes.hint('short_prefix', at, { text: written });
  return true;
}

/** Notes it when a handle, tag or address is longer than any real one. */
export function isShort(text: string, at: Span, notes: Notes): boolean {
  if (text.length > WORD_CHARACTERS_LIMIT) notes.mistake('word_too_long', at, { limit: WORD_CHARACTERS_LIMIT });
  return text.length <= WORD_CHARACTERS_LIMIT;
}
