/** A query must name something to look for; languages, networks and exclusions only narrow that down. */
import type { Notes } from './notices.ts';
import type { Query } from './query.ts';
import { leavesOf, spanOf } from './shape.ts';

/** Whether a post must hold something particular to be heard, and not merely lack something. */
export function isNarrow(query: Query): boolean {
  switch (query.kind) {
    case 'and':
      return query.all.some(isNarrow);
    case 'or':
      return query.any.every(isNarrow);
    case 'not':
    case 'lang':
    case 'network':
    case 'has':
      return false;
    default:
      return true;
  }
}

/** Notes the mistake when everything, or nearly everything, would be heard. */
export function refuseTooMuch(query: Query, notes: Notes): void {
  if (isNarrow(query)) return;
  const side = widestSide(query);
  if (isOnlyExclusions(query)) notes.mistake('only_exclusions', spanOf(query));
  else if (side !== null) notes.mistake('side_hears_everything', spanOf(side));
  else notes.mistake('hears_everything', spanOf(query));
}

/** A side of an OR that lets everything in where another side would not. */
function widestSide(query: Query): Query | null {
  if (query.kind === 'and') return query.all.map(widestSide).find(side => side !== null) ?? null;
  if (query.kind !== 'or' || !query.any.some(isNarrow)) return null;
  const side = query.any.find(each => !isNarrow(each)) ?? null;
  return side === null ? null : (widestSide(side) ?? side);
}

function isOnlyExclusions(query: Query): boolean {
  if (query.kind === 'not') return leavesOf(query).length > 0;
  if (query.kind === 'and') return query.all.every(isOnlyExclusions);
  return query.kind === 'or' && query.any.every(isOnlyExclusions);
}
