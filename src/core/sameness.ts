/** Whether two answers are the same words again: names, initials, numbers and greetings of the hour make no difference. */
import { wordsOf } from './text.ts';

/** Shared words of all words, from which two texts are the same; half a sentence more or less makes them different. */
export const SAME_FROM = 0.8;
/** "Thank you!" may be said to everybody. */
export const WORDS_AT_LEAST = 4;

/** The words that count, each with how often it stands there. */
export type Gist = { words: ReadonlyMap<string, number>; n: number };

const LINK = /\bhttps?:\/\/\S+/giu;
/** "^KM", "/KM", "- KM" at the end. */
const SIGNATURE = /(?:\s|^)[\^/~–—-]\s?\p{L}{1,3}\s*$/u;

/** @param names people spoken to and speaking, whose names make no difference */
export function gistOf(text: string, names: readonly string[] = []): Gist {
  const plain = text.replace(LINK, ' ').replace(SIGNATURE, '');
  const passed = new Set(names.flatMap(name => wordsOf(name).map(word => word.folded)));
  const words = new Map<string, number>();
  let n = 0;
  for (const { folded, sign } of wordsOf(plain)) {
    if (sign === '@' || passed.has(folded) || /\p{N}/u.test(folded)) continue;
    words.set(folded, (words.get(folded) ?? 0) + 1);
    n += 1;
  }
  return { words, n };
}

/** 0: nothing in common; 1: the same words as often. */
export function likeness(a: Gist, b: Gist): number {
  if (a.n === 0 || b.n === 0) return 0;
  const [few, many] = a.words.size <= b.words.size ? [a, b] : [b, a];
  let shared = 0;
  for (const [word, n] of few.words) shared += Math.min(n, many.words.get(word) ?? 0);
  return shared / (a.n + b.n - shared);
}

export function isSame(a: Gist, b: Gist): boolean {
  if (a.n < WORDS_AT_LEAST || b.n < WORDS_AT_LEAST) return false;
  // The likeness cannot be higher than this: most pairs end here.
  if (Math.min(a.n, b.n) < SAME_FROM * Math.max(a.n, b.n)) return false;
  return likeness(a, b) >= SAME_FROM;
}

export type SaidBefore = { text: string; agentId: string | null; conversationId: string; name: string | null };

/** In how many other conversations the same was said: by this colleague, and by everybody. */
export function countSame(
  text: string,
  said: readonly SaidBefore[],
  here: { agentId: string; conversationId: string; name: string | null; ourNames: readonly string[] },
): { byMe: number; byTeam: number } {
  const mine = gistOf(text, [...here.ourNames, here.name ?? '']);
  const byMe = new Set<string>();
  const byTeam = new Set<string>();
  if (mine.n < WORDS_AT_LEAST) return { byMe: 0, byTeam: 0 };
  for (const before of said) {
    if (before.conversationId === here.conversationId) continue;
    if (!isSame(mine, gistOf(before.text, [...here.ourNames, before.name ?? '']))) continue;
    byTeam.add(before.conversationId);
    if (before.agentId === here.agentId) byMe.add(before.conversationId);
  }
  return { byMe: byMe.size, byTeam: byTeam.size };
}
