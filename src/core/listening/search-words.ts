/** What to ask a network's own search for, when the whole query cannot be asked there: the words that a match must hold. */
import type { Query, Word } from '../query/query.ts';

/** More searches than this are not worth their requests. */
export const SEARCH_WORDS_LIMIT = 4;

/** The rarest way in: of an AND the side with the fewest words, of an OR all sides; empty where no word is required. */
export function searchWordsOf(query: Query): string[] {
  return [...new Set(required(query) ?? [])].slice(0, SEARCH_WORDS_LIMIT);
}

/** Null: nothing here has to be said. */
function required(query: Query): string[] | null {
  switch (query.kind) {
    case 'and': {
      const ways = query.all.map(required).filter(way => way !== null);
      return ways.sort((a, b) => weight(a) - weight(b))[0] ?? null;
    }
    case 'or': {
      const ways = query.any.map(required);
      return ways.some(way => way === null) ? null : ways.flatMap(way => way ?? []);
    }
    case 'word':
      return [spelt([query.word])];
    case 'phrase':
      return [spelt(query.words)];
    case 'near': {
      const sides = [query.left, query.right].map(side => side.map(spelt));
      return sides.sort((a, b) => weight(a) - weight(b))[0] ?? null;
    }
    case 'brand':
      return [query.name];
    case 'handle':
    case 'from':
      return [query.handle];
    case 'tag':
      return [query.tag];
    case 'link':
      return [query.host];
    default:
      return null;
  }
}

/** Few words before many, long ones before short. */
function weight(words: readonly string[]): number {
  return words.length - Math.min(...words.map(word => word.length)) / 100;
}

function spelt(words: readonly Word[]): string {
  return words.map(({ text }) => text).join(' ');
}
