import { parseQuery } from '../../../../src/core/query/parse.ts';

/** The query with a word or phrase left out, whatever it is: a minus binds tighter than OR, so alternatives are held together first. */
export function leavingOut(text: string, word: string): string {
  const out = /[^\p{L}\p{N}]/u.test(word) ? `-"${word.replaceAll('"', '')}"` : `-${word}`;
  const parsed = parseQuery(text);
  const isAlternatives = parsed.kind === 'query' && parsed.query.kind === 'or';
  return `${isAlternatives ? `(${text.trim()})` : text.trim()} ${out}`;
}
