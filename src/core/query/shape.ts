/** Looking at a query's tree from outside, and its one normal form. */
import type { Leaf, Query, Span } from './query.ts';

export function leavesOf(query: Query): Leaf[] {
  switch (query.kind) {
    case 'and':
      return query.all.flatMap(leavesOf);
    case 'or':
      return query.any.flatMap(leavesOf);
    case 'not':
      return leavesOf(query.without);
    default:
      return [query];
  }
}

/** From its first leaf to its last. */
export function spanOf(query: Query): Span {
  const spans = leavesOf(query).map(({ at }) => at);
  return { start: Math.min(...spans.map(at => at.start)), end: Math.max(...spans.map(at => at.end)) };
}

/** Words, signs and fields; each word of a phrase counts. */
export function countTerms(query: Query): number {
  return leavesOf(query).reduce((sum, leaf) => sum + termsIn(leaf), 0);
}

function termsIn(leaf: Leaf): number {
  if (leaf.kind === 'phrase') return leaf.words.length;
  return leaf.kind === 'near' ? [...leaf.left, ...leaf.right].flat().length : 1;
}

/** The same query without joints that join nothing: no AND inside AND, no group of one, no exclusion of an exclusion. */
export function normal(query: Query): Query {
  if (query.kind === 'not') {
    const without = normal(query.without);
    return without.kind === 'not' ? without.without : { kind: 'not', without };
  }
  if (query.kind !== 'and' && query.kind !== 'or') return query;
  const parts = (query.kind === 'and' ? query.all : query.any)
    .map(normal)
    .flatMap(part =>
      part.kind !== query.kind ? [part] : part.kind === 'and' ? part.all : part.kind === 'or' ? part.any : [],
    );
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  return query.kind === 'and' ? { kind: 'and', all: parts } : { kind: 'or', any: parts };
}
