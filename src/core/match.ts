/**
 * A listening query in its first form: `grinder "hums all day" OR hiss -job` asks for the word grinder, and for the phrase
 * or the word hiss, and for no job. Accents and case make no difference; `#tag` and `@name` ask for the sign as well.
 */
import { type Word, wordsOf } from './text.ts';

/** Words that must stand next to each other; one word is the shortest phrase. */
type Phrase = { folded: string; sign: Word['sign'] }[];

export type Query = {
  /** Of each group at least one phrase must occur. */
  groups: Phrase[][];
  /** None of these may occur. */
  without: Phrase[];
};

export type ParsedQuery =
  | { kind: 'query'; query: Query }
  /** `at`: where in the text, in UTF-16 units. */
  | { kind: 'error'; at: number; message: string };

export type Span = { start: number; end: number };

export const QUERY_TEXT_LIMIT = 1000;

export function parseQuery(text: string): ParsedQuery {
  if (text.length > QUERY_TEXT_LIMIT) {
    return failed(QUERY_TEXT_LIMIT, `Keep a query under ${QUERY_TEXT_LIMIT} characters.`);
  }
  const terms = termsOf(text);
  if (!Array.isArray(terms)) return terms;
  const query: Query = { groups: [], without: [] };
  let or: number | null = null;
  for (const term of terms) {
    if (term.kind === 'or') {
      if (or !== null || query.groups.length === 0) return failed(term.at, 'Put a word before and after OR.');
      or = term.at;
    } else if (term.not) {
      if (or !== null) return failed(or, 'OR joins words to look for; leave the minus away or leave OR away.');
      query.without.push(term.phrase);
    } else if (or === null) query.groups.push([term.phrase]);
    else {
      query.groups.at(-1)?.push(term.phrase);
      or = null;
    }
  }
  if (or !== null) return failed(or, 'Put a word before and after OR.');
  if (query.groups.length === 0) return failed(0, 'Name at least one word to look for.');
  return { kind: 'query', query };
}

/** Where the query's words stand in the text; null when it does not match. Hand in `words` if they are known already. */
export function findMatches(query: Query, text: string, words: readonly Word[] = wordsOf(text)): Span[] | null {
  if (query.without.some(phrase => spansOf(phrase, words).length > 0)) return null;
  const spans: Span[] = [];
  for (const group of query.groups) {
    const found = group.flatMap(phrase => spansOf(phrase, words));
    if (found.length === 0) return null;
    spans.push(...found);
  }
  return spans.sort((a, b) => a.start - b.start || a.end - b.end);
}

type Term = { kind: 'or'; at: number } | { kind: 'phrase'; not: boolean; phrase: Phrase };

function termsOf(text: string): Term[] | ParsedQuery {
  const terms: Term[] = [];
  const piece = /(-?)(?:["“”]([^"“”]*)(["“”]?)|([^\s"“”]+))/gu;
  for (const match of text.matchAll(piece)) {
    const [whole, minus, quoted, closing, plain] = match;
    if (whole === 'OR') {
      terms.push({ kind: 'or', at: match.index });
      continue;
    }
    if (quoted !== undefined && closing === '') return failed(match.index, 'This quotation mark has no partner.');
    const phrase = wordsOf(quoted ?? plain ?? '').map(({ folded, sign }) => ({ folded, sign }));
    if (phrase.length === 0) return failed(match.index, `There is no word in ${whole}.`);
    terms.push({ kind: 'phrase', not: minus === '-', phrase });
  }
  return terms;
}

function failed(at: number, message: string): ParsedQuery {
  return { kind: 'error', at, message };
}

function spansOf(phrase: Phrase, words: readonly Word[]): Span[] {
  const spans: Span[] = [];
  for (let i = 0; i + phrase.length <= words.length; i++) {
    const start = words[i];
    const end = words[i + phrase.length - 1];
    if (start === undefined || end === undefined) continue;
    if (phrase.every((asked, k) => fits(asked, words[i + k]))) spans.push({ start: start.start, end: end.end });
  }
  return spans;
}

function fits(asked: Phrase[number], word: Word | undefined): boolean {
  return word !== undefined && word.folded === asked.folded && (asked.sign === '' || asked.sign === word.sign);
}
