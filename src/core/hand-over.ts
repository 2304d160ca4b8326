/** Answers that a person puts up on the network's own page: which post there is which answer. */
import type { OnItsWay } from './hearing.ts';
import type { Post } from './post.ts';
import { countText } from './text.ts';

/** How much earlier than we wrote it a post of ours may seem to be, by the network's clock. */
export const CLOCKS_APART_MS = 10 * 60 * 1000;
/** For so long after the hand-off the same words under the same post are taken for ours, whoever the author says to be. */
export const SAME_WORDS_HOURS = 72;
/** Shorter words ("Same here!") anybody may say; they count as ours only from a name known as ours. */
export const SAME_WORDS_LEAST = 20;

const HOUR_MS = 3_600_000;

/**
 * The answer handed over that this post is: under the same post, at the very address a colleague gave, from one of our names with whatever words (people change
 * them on the way), or from an unknown name with the very words. The customer's own post never is one.
 */
export function findHandedOver(post: Post, answers: readonly OnItsWay[]): OnItsWay | undefined {
  const here = answers.filter(
    answer => answer.handedAt !== null && isUnderTheSame(answer, post) && post.at.getTime() >= earliestOf(answer),
  );
  const told = here.find(({ saidUrl, to }) => saidUrl !== null && saidUrl === post.url && to !== post.author.remoteId);
  if (told !== undefined) return told;
  const same = here.filter(answer => sameWords(answer.text, post.text));
  return post.own ? (same[0] ?? here[0]) : same.find(answer => isToldByItsWords(answer, post));
}

function isUnderTheSame(answer: OnItsWay, post: Post): boolean {
  if (answer.visibility !== 'public' || post.visibility !== 'public') return false;
  return answer.parentRemoteId !== null && answer.parentRemoteId === post.parentRemoteId;
}

function isToldByItsWords({ to, text, writtenAt }: OnItsWay, post: Post): boolean {
  const isInTime = post.at.getTime() <= writtenAt.getTime() + SAME_WORDS_HOURS * HOUR_MS;
  return isInTime && post.author.remoteId !== to && countText(text, 'graphemes', null) >= SAME_WORDS_LEAST;
}

export function earliestOf({ writtenAt }: OnItsWay): number {
  return writtenAt.getTime() - CLOCKS_APART_MS;
}

export function sameWords(a: string, b: string): boolean {
  return a.normalize('NFC').replace(/\s+/g, ' ').trim() === b.normalize('NFC').replace(/\s+/g, ' ').trim();
}
