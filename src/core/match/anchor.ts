/** Which terms a query hangs on: at least one of them occurs wherever it is satisfied, and all together as seldom as possible. */
import { HANDLE, LINK, TAG, WORD } from './edge.ts';
import type { Element, Phrase, Plan } from './plan.ts';
import {
  ALWAYS,
  BELOW,
  BRAND,
  countSeen,
  EXACT,
  FROM,
  LANG,
  MEDIA,
  NETWORK,
  PREFIX,
  QUESTION,
  type Terms,
} from './terms.ts';

/** `share`: in how many of all posts one of the terms is expected, 1 in every one. */
export type Anchor = { terms: readonly number[]; share: number };

/** Null: nothing is required. */
export function anchorOf(terms: Terms, posts: number, plan: Plan): Anchor | null {
  const share = (term: number) => shareOf(terms, posts, term);
  const sum = (list: readonly number[]): Anchor => ({
    terms: list,
    share: list.reduce((total, term) => total + share(term), 0),
  });
  const element = (alternatives: Element): Anchor =>
    together(alternatives.map(sequence => rarest(sequence.map(sum)) ?? { terms: [], share: 0 }));
  const phrase = (words: Phrase): Anchor => rarest(words.map(element)) ?? { terms: [], share: 0 };
  const side = (phrases: readonly Phrase[]): Anchor => together(phrases.map(phrase));
  const whole = (part: Plan): Anchor | null => {
    switch (part.kind) {
      case 'terms':
        return sum(part.any);
      case 'phrase':
        return phrase(part.phrase);
      case 'near':
        return rarest([side(part.left), side(part.right)]);
      case 'and':
        return rarest(part.of.map(whole).filter(anchor => anchor !== null));
      case 'or': {
        const anchors = part.of.map(whole);
        const required = anchors.filter(anchor => anchor !== null);
        return required.length < anchors.length ? null : together(required);
      }
      case 'not':
        return null;
    }
  };
  return whole(plan);
}

function rarest(anchors: readonly Anchor[]): Anchor | null {
  let best: Anchor | null = null;
  for (const anchor of anchors) if (best === null || anchor.share < best.share) best = anchor;
  return best;
}

function together(anchors: readonly Anchor[]): Anchor {
  const terms = [...new Set(anchors.flatMap(anchor => anchor.terms))];
  return { terms, share: anchors.reduce((total, anchor) => total + anchor.share, 0) };
}

/** What was learned weighs against what is guessed as the posts seen against these. */
const GUESS_POSTS = 1_000;

function shareOf(terms: Terms, posts: number, term: number): number {
  return (countSeen(terms, term) + GUESS_POSTS * guess(terms, term)) / (posts + GUESS_POSTS);
}

/** Before anything was seen: short words are common, names of people and addresses are not. */
function guess({ kinds, texts }: Terms, term: number): number {
  const size = texts[term]?.length ?? 0;
  switch (kinds[term]) {
    case WORD:
      return 0.1 * 0.7 ** size;
    case PREFIX:
      return 0.3 * 0.7 ** size;
    case EXACT:
    case BRAND:
      return 0.05 * 0.7 ** size;
    case TAG:
    case HANDLE:
    case LINK:
    case BELOW:
      return 0.000_5;
    case FROM:
      return 0.000_01;
    case LANG:
    case MEDIA:
      return 0.3;
    case QUESTION:
      return 0.2;
    case NETWORK:
      return 0.5;
    case ALWAYS:
      return 1;
    default:
      return 1;
  }
}

/** Learned only: the share of the posts lately in which one of these terms occurred. */
export function seenShare(terms: Terms, posts: number, anchor: readonly number[]): number {
  if (posts === 0) return 0;
  return Math.min(1, anchor.reduce((sum, term) => sum + countSeen(terms, term), 0) / posts);
}
