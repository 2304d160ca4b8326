/** What Threads allows, as data; README.md names the page of each figure. */
import type { Limits } from '../connector.ts';

/** Of any 24 hours, for one account over all apps. Queries that find nothing are not counted there; here they are. */
export const SEARCHES_PER_DAY = 2_200;
/** The plan of the day: each of the words is searched for this often in all. The rest is for the back-fill and for tests. */
export const SEARCHES_PLANNED_PER_DAY = 1_900;
/** At once; what flows back over a day and this together never come to more than the network allows in any 24 hours. */
const SEARCHES_AT_ONCE = 200;
const SEARCHES_BACK_PER_DAY = SEARCHES_PER_DAY - SEARCHES_AT_ONCE;
const DAY_SECONDS = 24 * 60 * 60;

export const TEXT_LIMIT = 500;

export const limits: Limits = {
  text: { max: TEXT_LIMIT, unit: 'characters', linkWeighs: null },
  privateText: null,
  // Threads fetches pictures from an address that is open to everybody, and Heed hands none out.
  media: null,
  privateWindowHours: null,
  privateRepliesPerPost: null,
  // 4,800 calls a day for each time the account was seen, counted as ten at least.
  rate: { requests: 2_000, perSeconds: 3_600 },
  buckets: {
    replies: { requests: 1_000, perSeconds: DAY_SECONDS },
    removals: { requests: 100, perSeconds: DAY_SECONDS },
    searches: {
      requests: SEARCHES_AT_ONCE,
      perSeconds: (SEARCHES_AT_ONCE / SEARCHES_BACK_PER_DAY) * DAY_SECONDS,
    },
  },
  priceUsd: null,
};

/** How long after it was searched for a word's turn comes again. */
export function searchEverySeconds(words: number): number {
  return Math.max(SEARCH_AT_LEAST_SECONDS, Math.ceil((words * DAY_SECONDS) / SEARCHES_PLANNED_PER_DAY));
}

const SEARCH_AT_LEAST_SECONDS = 3 * 60;

/** Letters count one each, an emoji as many as it has bytes. */
export function countThreads(text: string): number {
  let count = 0;
  for (const letter of text) count += EMOJI.test(letter) ? new TextEncoder().encode(letter).length : 1;
  return count;
}

const EMOJI = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}/u;
