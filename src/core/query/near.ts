/** The two sides of NEAR. */
import type { Notes } from './notices.ts';
import { printQuery } from './print.ts';
import type { Query, Span, Word } from './query.ts';
import { spanOf } from './shape.ts';

/** Null when a side is something else than words, phrases, or some of them joined by OR. */
export function nearBetween(left: Query, right: Query, distance: number, at: Span, notes: Notes): Query | null {
  for (const side of [left, right]) {
    if (sideOf(side) === null) return notes.mistake('near_operand', spanOf(side), { text: printQuery(side) });
  }
  return { kind: 'near', at, distance, left: sideOf(left) ?? [], right: sideOf(right) ?? [] };
}

function sideOf(query: Query): Word[][] | null {
  switch (query.kind) {
    case 'word':
      return [[query.word]];
    case 'phrase':
      return [query.words];
    case 'or': {
      const sides = query.any.map(sideOf);
      return sides.includes(null) ? null : sides.flatMap(side => side ?? []);
    }
    default:
      return null;
  }
}
