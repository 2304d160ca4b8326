/**
 * The same text from many accounts within hours: campaigns, machines, "copy and paste this". People who complain of one outage write
 * alike, too: only nearly identical words count, and only where they carry a link, tags or names, or are too many to be chance.
 */
import { hash32 } from '../listening/hash.ts';
import { makeNearDuplicates, type SavedNearDuplicates } from '../listening/near-duplicate.ts';
import { wordsOf } from '../text.ts';
import { TRIAGE_READ_LIMIT } from './reading.ts';

export type Flood = {
  /** @returns how many other accounts said the same within `FLOOD_MS`, `FLOOD_COPIES` at least; 0: that makes no flood */
  add(post: { author: string; text: string; at: Date }): number;
  save(): SavedFlood;
  readonly size: number;
};

/** Plain JSON. */
export type SavedFlood = { copies: SavedNearDuplicates; tellers: [groupId: number, Teller[]][] };

/** Who said it, hashed, and when last. */
type Teller = [author: number, lastMs: number];

/** What is older is another occasion. */
export const FLOOD_MS = 6 * 3_600_000;
/** Other accounts. */
export const FLOOD_COPIES = 2;
/** Texts remembered at a time, and accounts of each: more make no difference. */
export const FLOOD_TEXTS = 400;
export const FLOOD_TELLERS = 64;
/** Share of pairs of words that must be the same as in the first of them. */
const SAME = 0.8;

export function makeFlood(saved: SavedFlood | null = null): Flood {
  const copies = makeNearDuplicates(saved?.copies ?? null, { groupsLimit: FLOOD_TEXTS, forgetAfterMs: FLOOD_MS });
  const tellers = new Map<number, Teller[]>(saved?.tellers.map(([id, list]) => [id, list.map(([a, ms]) => [a, ms])]));

  /** In order of the last time heard, as the groups are. */
  function remember(groupId: number, list: Teller[]): void {
    tellers.delete(groupId);
    tellers.set(groupId, list);
    for (const oldest of tellers.keys()) {
      if (tellers.size <= FLOOD_TEXTS) break;
      tellers.delete(oldest);
    }
  }

  return {
    add({ author, text, at }) {
      const { groupId, nearness } = copies.add(text, at);
      if (nearness < SAME) return 0;
      const atMs = at.getTime();
      const teller = hash32(author);
      const others = (tellers.get(groupId) ?? []).filter(
        ([who, ms]) => who !== teller && Math.abs(atMs - ms) <= FLOOD_MS,
      );
      remember(groupId, [...others, [teller, atMs] satisfies Teller].slice(-FLOOD_TELLERS));
      return isFlood(text, others.length) ? others.length : 0;
    },
    save: () => ({ copies: copies.save(), tellers: [...tellers] }),
    get size() {
      return tellers.size;
    },
  };
}

/** So many words are not hit upon by chance. */
const WORDS_BY_DESIGN = 15;
/** Fewer are what anybody would say, whatever link follows. */
const WORDS_AT_LEAST = 3;
const TAGS_AND_NAMES = 2;
const LINK = /https?:\/\/|\bwww\./iu;

function isFlood(text: string, copies: number): boolean {
  if (copies < FLOOD_COPIES) return false;
  const read = text.slice(0, TRIAGE_READ_LIMIT);
  const words = wordsOf(read.replace(/https?:\/\/\S+|\bwww\.\S+/giu, ' '));
  const plain = words.filter(({ sign }) => sign === '');
  if (plain.length >= WORDS_BY_DESIGN) return true;
  if (plain.length < WORDS_AT_LEAST) return false;
  return LINK.test(read) || words.length - plain.length >= TAGS_AND_NAMES;
}
