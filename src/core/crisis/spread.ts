/** What is said in a crisis: which posts are of it, what is said alike, how it spread over time, and who began. */

import { makeNearDuplicates } from '../listening/near-duplicate.ts';
import { tellingWords } from '../listening/risen-words.ts';
import { plainWord } from './group-bursts.ts';

export type CrisisPost = {
  id: string;
  atMs: number;
  network: string;
  /** Stable id of the author, with the network. */
  author: string;
  text: string;
};

/** Whether a post holds one of the words; without words every post of that time is one. */
export function isAbout(words: ReadonlySet<string>, text: string): boolean {
  return words.size === 0 || tellingWords(text).some(word => words.has(plainWord(word)));
}

export function wordsOfCrisis(words: readonly string[]): ReadonlySet<string> {
  return new Set(words.flatMap(tellingWords).map(plainWord));
}

/** `firstId`: the first of them. `voices`: different authors. */
export type AlikeGroup = { firstId: string; posts: number; voices: number; networks: string[]; lastAtMs: number };

/** One post with whom it says the same as and whether its author spoke before; oldest first. */
export type Placed = { post: CrisisPost; groupId: number; isFirstOfAuthor: boolean };

/** Takes posts one after the other, oldest first: whoever has many may pause in between. */
export function makePlacing(most: number): (post: CrisisPost) => Placed {
  // A crisis may go on for days: what was said alike on Monday is said alike on Thursday too.
  const alike = makeNearDuplicates(null, { forgetAfterMs: Number.POSITIVE_INFINITY, groupsLimit: most + 1 });
  const authors = new Set<string>();
  return post => {
    const { groupId } = alike.add(post.text, new Date(post.atMs));
    const isFirstOfAuthor = !authors.has(post.author);
    authors.add(post.author);
    return { post, groupId, isFirstOfAuthor };
  };
}

/** Texts that more than one post says, the most said first; and how many posts said something of their own. */
export function groupAlike(placed: readonly Placed[]): { groups: AlikeGroup[]; own: number } {
  const groups = [...Map.groupBy(placed, ({ groupId }) => groupId).values()];
  const said = groups.flatMap(group => {
    const [first] = group;
    if (first === undefined || group.length < 2) return [];
    const posts = group.map(({ post }) => post);
    return [
      {
        firstId: first.post.id,
        posts: posts.length,
        voices: new Set(posts.map(({ author }) => author)).size,
        networks: [...new Set(posts.map(({ network }) => network))],
        lastAtMs: Math.max(...posts.map(({ atMs }) => atMs)),
      },
    ];
  });
  return {
    groups: said.sort((a, b) => b.posts - a.posts || a.lastAtMs - b.lastAtMs),
    own: groups.filter(group => group.length === 1).length,
  };
}

/** `fresh`: of people who had not spoken before. `repeats`: of those who had, or in others' words. */
export type SpreadSlot = { atMs: number; fresh: number; repeats: number };

/** Lengths a slot may have: the shortest that makes no more than `SLOTS_MOST` of them. */
const SLOT_MINUTES = [5, 10, 15, 30, 60, 120, 180, 360, 720, 1_440];
export const SLOTS_MOST = 72;

export function slotMinutes(fromMs: number, toMs: number): number {
  const fits = SLOT_MINUTES.find(minutes => (toMs - fromMs) / 60_000 / minutes <= SLOTS_MOST);
  return fits ?? Math.ceil((toMs - fromMs) / 60_000 / SLOTS_MOST);
}

/** Slots begin at whole multiples of their length (UTC); posts outside are left out. */
export function spreadOver(
  placed: readonly Placed[],
  fromMs: number,
  toMs: number,
): { minutes: number; slots: SpreadSlot[] } {
  const minutes = slotMinutes(fromMs, toMs);
  const slotMs = minutes * 60_000;
  const firstMs = Math.floor(fromMs / slotMs) * slotMs;
  const slots: SpreadSlot[] = [];
  for (let atMs = firstMs; atMs <= toMs; atMs += slotMs) slots.push({ atMs, fresh: 0, repeats: 0 });
  const heard = new Set<number>();
  for (const { post, groupId, isFirstOfAuthor } of placed) {
    const slot = slots[Math.floor((post.atMs - firstMs) / slotMs)];
    const isFresh = isFirstOfAuthor && !heard.has(groupId);
    heard.add(groupId);
    if (slot === undefined) continue;
    if (isFresh) slot.fresh += 1;
    else slot.repeats += 1;
  }
  return { minutes, slots };
}

/** The loudest slot; of several the first. Null where nothing was said. */
export function peakOf(slots: readonly SpreadSlot[]): SpreadSlot | null {
  const most = slots.reduce<SpreadSlot | null>(
    (best, slot) => (best === null || total(slot) > total(best) ? slot : best),
    null,
  );
  return most === null || total(most) === 0 ? null : most;
}

function total({ fresh, repeats }: SpreadSlot): number {
  return fresh + repeats;
}

export const FIRST_VOICES = 10;

/** The first post of each author, in order. */
export function firstVoices(placed: readonly Placed[]): CrisisPost[] {
  return placed.flatMap(({ post, isFirstOfAuthor }) => (isFirstOfAuthor ? [post] : [])).slice(0, FIRST_VOICES);
}
