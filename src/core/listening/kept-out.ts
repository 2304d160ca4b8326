import type { Query } from '../query/query.ts';

/** The same query without what it excludes, to show what the exclusions keep out; null where it excludes nothing. */
export function withoutExclusions(query: Query): Query | null {
  if (query.kind === 'and') {
    const stays = query.all.filter(part => part.kind !== 'not');
    const inner = stays.map(part => withoutExclusions(part) ?? part);
    if (stays.length === query.all.length && inner.every((part, i) => part === stays[i])) return null;
    const [only] = inner;
    return inner.length === 1 && only !== undefined ? only : { kind: 'and', all: inner };
  }
  if (query.kind === 'or') {
    const any = query.any.map(part => withoutExclusions(part) ?? part);
    return any.every((part, i) => part === query.any[i]) ? null : { kind: 'or', any };
  }
  return null;
}
