/** A matcher that walks the tree over the words of a post; stands in until the compiled one is there. */
import type { Matchable, Matcher, Query, Span, Word } from '../core/query/query.ts';
import { fold, type Word as Heard, wordsOf } from '../core/text.ts';

export function makeMatcher(): Matcher {
  const queries = new Map<string, Query>();
  return {
    set: (id, query) => void queries.set(id, query),
    remove: id => void queries.delete(id),
    match(post) {
      const words = wordsOf(post.text);
      return [...queries].flatMap(([queryId, query]) => {
        const spans: Span[] = [];
        return holds(query, post, words, spans) ? [{ queryId, spans, titleSpans: [] }] : [];
      });
    },
    get size() {
      return queries.size;
    },
  };
}

function holds(query: Query, post: Matchable, words: Heard[], spans: Span[]): boolean {
  if (query.kind === 'and') return query.all.map(one => holds(one, post, words, spans)).every(Boolean);
  if (query.kind === 'or') return query.any.map(one => holds(one, post, words, spans)).some(Boolean);
  if (query.kind === 'not') return !holds(query.without, post, words, []);
  if (query.kind === 'word') return find([query.word], words, spans);
  if (query.kind === 'phrase') return find(query.words, words, spans);
  if (query.kind === 'brand') return find([{ text: query.name, prefix: false, exact: false }], words, spans);
  if (query.kind === 'handle') return words.some(word => word.sign === '@' && word.folded === fold(query.handle));
  if (query.kind === 'tag') return words.some(word => word.sign === '#' && word.folded === fold(query.tag));
  if (query.kind === 'network') return post.network === query.network;
  return false;
}

function find(phrase: Word[], words: Heard[], spans: Span[]): boolean {
  let found = false;
  for (let i = 0; i + phrase.length <= words.length; i++) {
    const all = phrase.every(({ text, prefix }, k) => {
      const heard = words[i + k]?.folded ?? '';
      return prefix ? heard.startsWith(fold(text)) : heard === fold(text);
    });
    if (!all) continue;
    found = true;
    spans.push({ start: words[i]?.start ?? 0, end: words[i + phrase.length - 1]?.end ?? 0 });
  }
  return found;
}
