/** What a query will hear, as parts that any language can put into words. */

import { TYPO_MIN_LETTERS } from '../match/sound.ts';
import { countLetters, isUnspaced } from './letters.ts';
import type { Parameters } from './notices.ts';
import type { Leaf, Query, Span, Word } from './query.ts';

/**
 * `all` has what must occur as `parts` and what must not as `without`. Each side of NEAR is a part. `at` is where the
 * leaf stands in the query's text.
 */
export type Explanation = {
  code: ExplanationCode;
  parameters: Parameters;
  parts: Explanation[];
  without: Explanation[];
  at: Span | null;
};

export type ExplanationCode =
  | 'all'
  | 'any'
  | 'not'
  | 'words'
  | 'begins'
  | 'exact'
  | 'near'
  | 'near_one'
  | 'beside'
  | 'brand'
  | 'brand_short'
  | 'handle'
  | 'tag'
  | 'link'
  | 'from'
  | 'lang'
  | 'network'
  | 'media'
  | 'question';

/** @param query as the parser gives it */
export function explanationOf(query: Query): Explanation {
  switch (query.kind) {
    case 'and':
      return {
        ...bare('all'),
        parts: query.all.filter(part => part.kind !== 'not').map(explanationOf),
        without: query.all.flatMap(part => (part.kind === 'not' ? leftOut(part.without) : [])),
      };
    case 'or':
      return { ...bare('any'), parts: query.any.map(explanationOf) };
    case 'not':
      return { ...bare('not'), parts: leftOut(query.without) };
    default:
      return ofLeaf(query);
  }
}

/** Leaving out one or the other is leaving out both. */
function leftOut(query: Query): Explanation[] {
  return query.kind === 'or' ? query.any.map(explanationOf) : [explanationOf(query)];
}

function ofLeaf(leaf: Leaf): Explanation {
  const { at } = leaf;
  switch (leaf.kind) {
    case 'word':
      return { ...ofWords([leaf.word]), at };
    case 'phrase':
      return { ...ofWords(leaf.words), at };
    case 'near': {
      const code = leaf.distance === 0 ? 'beside' : leaf.distance === 1 ? 'near_one' : 'near';
      return { ...bare(code, { distance: leaf.distance }), parts: [leaf.left, leaf.right].map(ofSide), at };
    }
    case 'brand': {
      const isShort = !isUnspaced(leaf.name) && countLetters(leaf.name) < TYPO_MIN_LETTERS;
      return { ...bare(isShort ? 'brand_short' : 'brand', { name: leaf.name }), at };
    }
    case 'handle':
      return { ...bare('handle', { handle: leaf.handle }), at };
    case 'tag':
      return { ...bare('tag', { tag: leaf.tag }), at };
    case 'link':
      return { ...bare('link', { place: leaf.host + (leaf.path ?? '') }), at };
    case 'from':
      return { ...bare('from', { handle: leaf.handle }), at };
    case 'lang':
      return { ...bare('lang', { lang: leaf.lang }), at };
    case 'network':
      return { ...bare('network', { network: leaf.network }), at };
    case 'has':
      return { ...bare(leaf.what), at };
  }
}

function ofSide(side: readonly Word[][]): Explanation {
  const [only] = side;
  if (side.length === 1 && only !== undefined) return ofWords(only);
  return { ...bare('any'), parts: side.map(ofWords) };
}

/** A word that goes on is written `machin…` within a phrase. */
function ofWords(words: readonly Word[]): Explanation {
  const [first] = words;
  if (words.length === 1 && first?.prefix === true && !first.exact) return bare('begins', { text: first.text });
  const text = words.map(word => word.text + (word.prefix ? '…' : '')).join(' ');
  return bare(first?.exact === true ? 'exact' : 'words', { text });
}

function bare(code: ExplanationCode, parameters: Parameters = {}): Explanation {
  return { code, parameters, parts: [], without: [], at: null };
}
