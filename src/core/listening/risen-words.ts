/** Which words stand out now beside what is usual: what a burst is about. */
import { wordsOf } from '../text.ts';

/** In how many posts each word stood, old ones fading. Plain JSON, bounded. */
export type UsualWords = {
  posts: number;
  words: Record<string, number>;
  /** A word that is not in the table may have stood in as many posts as this. */
  rareUpTo: number;
};

export type RisenWord = {
  word: string;
  /** Posts of now that hold it, of `of`. */
  posts: number;
  of: number;
  /** Share of posts that usually hold it. */
  usualShare: number;
  /** Standard score of the log-odds ratio; the higher, the less likely by chance. */
  score: number;
};

export const USUAL_WORDS_LIMIT = 2_000;
/** When the table is full, the rarest go, so that it is not pruned with every post. */
const KEPT_WORDS = 1_500;
export const WORDS_PER_POST_LIMIT = 40;
/** Counting the table costs more than a post does. */
const LOOKED_AT_EVERY_POSTS = 20;
/** A word longer than this is no word. */
const WORD_LENGTH_LIMIT = 40;
/** After this many posts a post counts for half. */
const HALF_LIFE_POSTS = 2_000;

/** Each word of a post once, signs of tags kept; links and handles tell nothing of what it is about. */
export function tellingWords(text: string): string[] {
  const words = new Set<string>();
  for (const { folded, sign } of wordsOf(text.replace(LINK, ' '))) {
    if (sign === '@' || folded.length > WORD_LENGTH_LIMIT || /^[\p{N}_]+$/u.test(folded)) continue;
    if (folded.length < 3 && /^\p{Script=Latin}+$/u.test(folded)) continue;
    words.add(sign + folded);
    if (words.size === WORDS_PER_POST_LIMIT) break;
  }
  return [...words];
}

const LINK = /\b(?:https?:\/\/|www\.)\S+/giu;

export function learnWords(usual: UsualWords, words: readonly string[]): void {
  usual.posts += 1;
  // A plain object would take `__proto__` for something else than a word.
  for (const word of words) usual.words[`.${word}`] = (usual.words[`.${word}`] ?? 0) + 1;
  if (usual.posts >= 2 * HALF_LIFE_POSTS) fade(usual);
  if (Math.floor(usual.posts) % LOOKED_AT_EVERY_POSTS !== 0) return;
  const held = Object.entries(usual.words);
  if (held.length <= USUAL_WORDS_LIMIT) return;
  held.sort((a, b) => b[1] - a[1]);
  usual.rareUpTo = held[KEPT_WORDS]?.[1] ?? 0;
  usual.words = Object.fromEntries(held.slice(0, KEPT_WORDS));
}

/** In how many posts the word stood; of a word not held, the most it may have been. */
export function usuallyIn(usual: UsualWords, word: string): number {
  return Math.max(usual.words[`.${word}`] ?? 0, usual.rareUpTo);
}

function fade(usual: UsualWords): void {
  usual.posts /= 2;
  usual.rareUpTo /= 2;
  for (const [word, count] of Object.entries(usual.words)) usual.words[word] = count / 2;
}

const RISEN_LIMIT = 8;
const POSTS_AT_LEAST = 3;
const SCORE_AT_LEAST = 2.3;
const PRIOR_POSTS = 10;

/** Log-odds ratio with an informative Dirichlet prior (B. L. Monroe et al. 2008), posts of now beside the usual ones; the surest first. */
export function risenWords(posts: readonly (readonly string[])[], usual: UsualWords, limit = RISEN_LIMIT): RisenWord[] {
  const counts = new Map<string, number>();
  for (const words of posts) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const found: RisenWord[] = [];
  for (const [word, count] of counts) {
    if (count < POSTS_AT_LEAST) continue;
    const before = usuallyIn(usual, word);
    const prior = Math.max(0.5, (PRIOR_POSTS * (before + count)) / (usual.posts + posts.length));
    const now = count + prior;
    const then = before + prior;
    const ratio =
      Math.log(now / (posts.length + PRIOR_POSTS - now + 0.5)) -
      Math.log(then / (usual.posts + PRIOR_POSTS - then + 0.5));
    const score = ratio / Math.sqrt(1 / now + 1 / then);
    if (score < SCORE_AT_LEAST) continue;
    const usualShare = usual.posts === 0 ? 0 : Math.min(1, before / usual.posts);
    found.push({ word, posts: count, of: posts.length, usualShare, score });
  }
  return found.sort((a, b) => b.score - a.score || (a.word < b.word ? -1 : 1)).slice(0, limit);
}
