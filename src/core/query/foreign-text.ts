/** Words and quotations of other query languages, with their wildcards, `~` and slop. */
import type { ForeignTerm } from './foreign-scan.ts';
import { type ImportLog, leafFrom, nearOf, quotation } from './import.ts';
import { countLetters, isUnspaced } from './letters.ts';
import { NEAR_DISTANCE_LIMIT } from './limits.ts';
import { printQuery } from './print.ts';
import type { Query } from './query.ts';
import { normal } from './shape.ts';

/** Null when it was dropped, which the log then says. */
export function readForeignText(term: ForeignTerm, log: ImportLog): Query | null {
  const { at, text, form, fuzzy } = term;
  if (form === 'quoted') {
    if (fuzzy === null || fuzzy === '0' || fuzzy === '') return leafFrom(quotation(text), at, log);
    return proximity(text, Number(fuzzy), term, log);
  }
  if (/[*?]/.test(text.slice(0, -1)) || text.endsWith('*')) return wildcard(term, log);
  const plain = text.replace(/\?$/, '');
  if (fuzzy === null || fuzzy === '0') return leafFrom(quotation(plain), at, log);
  const brand = leafFrom(`~${quotation(plain)}`, at, log);
  if (brand !== null) log.change('fuzzy', at, { instead: printQuery(brand) });
  return brand;
}

function proximity(text: string, asked: number, { at }: ForeignTerm, log: ImportLog): Query | null {
  const words = text.split(/\s+/).filter(word => countLetters(word) > 0);
  const distance = Math.min(Number.isFinite(asked) ? Math.floor(asked) : NEAR_DISTANCE_LIMIT, NEAR_DISTANCE_LIMIT);
  const query = nearOf(words, distance, at, log);
  if (query !== null && words.length > 1) log.change('proximity', at, { instead: printQuery(normal(query)) });
  return query ?? log.drop('nothing_there', at);
}

/** Enough letters for a beginning to mean something without the rest of the word. */
const CUT_MIN_LETTERS = 3;

function wildcard({ at, text }: ForeignTerm, log: ImportLog): Query | null {
  const start = text.split(/[*?]/)[0] ?? '';
  if (start === '') return log.drop('leading_wildcard', at);
  const isCut = !/^[^*?]+\*+$/.test(text);
  if (isCut && countLetters(start) < CUT_MIN_LETTERS && !isUnspaced(start)) return log.drop('short_wildcard', at);
  const leaf = leafFrom(`${quotation(start).slice(0, -1).trimEnd()}*"`, at, log);
  if (leaf !== null && isCut) log.change('wildcard_cut', at, { instead: printQuery(leaf) });
  return leaf;
}
