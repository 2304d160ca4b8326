/** How much a post adds to what is being said: a person is one voice, however much he writes, and a text passed on is hardly more. */
import { hash32 } from './hash.ts';
import { makeNearDuplicates, type SavedNearDuplicates } from './near-duplicate.ts';

export type Voices = {
  /**
   * 1 for somebody new with words of his own, 0 for somebody heard within half a day; the n-th copy of a text
   * adds ever less, so that n people with the same text are log2(n + 1) voices.
   */
  weigh(post: { author: string; text: string; at: Date }): { voice: number; groupId: number };
  save(): SavedVoices;
};

/** Plain JSON. */
export type SavedVoices = { copies: SavedNearDuplicates; authors: [hash: number, lastMs: number][] };

/** Somebody counts again after so long. */
export const SAME_VOICE_MS = 12 * 3_600_000;
/** People remembered; of a greater crowd those heard longest ago are forgotten first. */
export const AUTHORS_LIMIT = 500;
const GROUPS_LIMIT = 200;

export function makeVoices(saved: SavedVoices | null = null): Voices {
  const copies = makeNearDuplicates(saved?.copies ?? null, { groupsLimit: GROUPS_LIMIT });
  // In order of the last time heard: a Map remembers the order of insertion.
  const authors = new Map<number, number>(saved?.authors ?? []);
  return {
    weigh({ author, text, at }) {
      const copy = copies.add(text, at);
      const key = hash32(author);
      const lastMs = authors.get(key);
      authors.delete(key);
      authors.set(key, Math.max(at.getTime(), lastMs ?? 0));
      for (const [oldest, heardMs] of authors) {
        if (heardMs >= at.getTime() - SAME_VOICE_MS && authors.size <= AUTHORS_LIMIT) break;
        authors.delete(oldest);
      }
      const isKnown = lastMs !== undefined && lastMs >= at.getTime() - SAME_VOICE_MS;
      return { groupId: copy.groupId, voice: isKnown ? 0 : Math.log2(copy.posts + 1) - Math.log2(copy.posts) };
    },
    save: () => ({ copies: copies.save(), authors: [...authors] }),
  };
}
