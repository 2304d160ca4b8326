/**
 * Reads a listening query. NOT binds tightest, then NEAR, then AND (or words merely side by side), then OR. What each
 * construct is for stands in docs/listening.md. Never throws, and looks at each character a bounded number of times.
 */
import { noteDoubts } from './doubts.ts';
import { readTokens } from './grammar.ts';
import { QUERY_CHARACTERS_LIMIT, QUERY_TERMS_LIMIT } from './limits.ts';
import { refuseTooMuch } from './narrow.ts';
import { type HintCode, type MistakeCode, makeNotes, type Notes, type Notice } from './notices.ts';
import type { Query } from './query.ts';
import { scan } from './scan.ts';
import { countTerms, normal } from './shape.ts';
import { tokensOf } from './tokens.ts';

export type ParsedQuery =
  | { kind: 'query'; query: Query; hints: Notice<HintCode>[] }
  | ({ kind: 'error' } & Notice<MistakeCode>);

/** @param networks the names `network:` may take; none given: any name */
export function parseQuery(text: string, networks: readonly string[] = []): ParsedQuery {
  const notes = makeNotes(text);
  const query = readQuery(text, networks, notes);
  const [mistake] = notes.mistakes;
  if (mistake !== undefined) return { kind: 'error', ...mistake };
  if (query === null) throw new Error('A query was neither read nor refused.');
  noteDoubts(query, notes);
  return { kind: 'query', query, hints: notes.hints.sort((a, b) => a.at - b.at) };
}

function readQuery(text: string, networks: readonly string[], notes: Notes): Query | null {
  const everything = { start: 0, end: text.length };
  if (text.length > QUERY_CHARACTERS_LIMIT) {
    const surplus = { start: QUERY_CHARACTERS_LIMIT, end: text.length };
    return notes.mistake('too_long', surplus, { limit: QUERY_CHARACTERS_LIMIT, count: text.length });
  }
  const tokens = tokensOf(scan(text, notes), networks, notes);
  if (notes.mistakes.length > 0) return null;
  if (tokens.length === 0) return notes.mistake('nothing', everything);
  const written = readTokens(tokens, notes);
  if (written === null || notes.mistakes.length > 0) return null;
  const query = normal(written);
  const count = countTerms(query);
  if (count > QUERY_TERMS_LIMIT)
    return notes.mistake('too_many_terms', everything, { limit: QUERY_TERMS_LIMIT, count });
  refuseTooMuch(query, notes);
  return query;
}
