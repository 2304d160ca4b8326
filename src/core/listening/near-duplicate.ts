/**
 * Posts that say the same in nearly the same words. A text copied and passed on, with other names, links or emoji, is one voice
 * many times; two people who write "down again?" are two voices.
 *
 * Each text becomes the set of its pairs of neighbouring words; two texts are near when the sets overlap by enough (Jaccard).
 * Of each set the smallest hashes are kept (A. Z. Broder, "On the resemblance and containment of documents", 1997), a few of
 * which lead to the groups worth comparing. A text is compared with the first of its group only, so that groups do not creep.
 */
import { fold, wordsOf } from '../text.ts';
import { hash32 } from './hash.ts';

export type NearDuplicates = {
  /**
   * The group of this text, itself counted, and how near it is to the first of them (0 to 1; 1: it is the first; 0: it is too
   * short to be compared). Times must not run backwards by much; groups unheard for long are forgotten.
   */
  add(text: string, at: Date): { groupId: number; posts: number; nearness: number };
  save(): SavedNearDuplicates;
  readonly size: number;
};

type Group = { id: number; sketch: number[]; posts: number; lastAtMs: number };

/** Plain JSON. */
export type SavedNearDuplicates = { nextId: number; groups: Group[] };

export type NearDuplicateOptions = { groupsLimit?: number; forgetAfterMs?: number };

/** Groups held at a time; the one unheard for longest goes first. */
export const GROUPS_LIMIT = 1_000;
export const FORGET_AFTER_MS = 24 * 3_600_000;
/** Least overlap of two sets. */
const NEAR = 0.5;
/** Smallest hashes kept of a text: all of it for a post of up to some fifty words. */
const SKETCH_HASHES = 48;
/** How many of them lead to a group. */
const DOORS = 8;
/** Shorter texts are alike by accident. */
export const WORDS_AT_LEAST = 6;
/** Only the beginning of a very long post is compared, in UTF-16 units. */
const COMPARED_LIMIT = 4_000;

export function makeNearDuplicates(
  saved: SavedNearDuplicates | null = null,
  { groupsLimit = GROUPS_LIMIT, forgetAfterMs = FORGET_AFTER_MS }: NearDuplicateOptions = {},
): NearDuplicates {
  // In order of the last time heard: a Map remembers the order of insertion.
  const groups = new Map<number, Group>();
  const doors = new Map<number, Set<number>>();
  let nextId = saved?.nextId ?? 1;
  for (const group of saved?.groups ?? []) enter({ ...group, sketch: [...group.sketch] });

  function enter(group: Group): void {
    groups.set(group.id, group);
    for (const door of group.sketch.slice(0, DOORS)) {
      const behind = doors.get(door);
      if (behind === undefined) doors.set(door, new Set([group.id]));
      else behind.add(group.id);
    }
  }

  function forget(group: Group): void {
    groups.delete(group.id);
    for (const door of group.sketch.slice(0, DOORS)) {
      const behind = doors.get(door);
      behind?.delete(group.id);
      if (behind?.size === 0) doors.delete(door);
    }
  }

  function find(sketch: readonly number[]): { known: Group | null; nearest: number } {
    let best: Group | null = null;
    let nearest = 0;
    const looked = new Set<number>();
    for (const door of sketch.slice(0, DOORS)) {
      for (const id of doors.get(door) ?? []) {
        const group = groups.get(id);
        if (group === undefined || looked.has(id)) continue;
        looked.add(id);
        const overlap = resemblance(sketch, group.sketch);
        if (overlap >= NEAR && overlap > nearest) [best, nearest] = [group, overlap];
      }
    }
    return { known: best, nearest };
  }

  return {
    add(text, at) {
      const atMs = at.getTime();
      for (const group of groups.values()) {
        if (group.lastAtMs >= atMs - forgetAfterMs && groups.size < groupsLimit) break;
        forget(group);
      }
      const sketch = sketchOf(text);
      // A group of one that nobody can join need not be remembered.
      if (sketch.length === 0) return { groupId: nextId++, posts: 1, nearness: 0 };
      const { known, nearest } = find(sketch);
      const group = known ?? { id: nextId++, sketch, posts: 0, lastAtMs: atMs };
      group.posts += 1;
      group.lastAtMs = Math.max(group.lastAtMs, atMs);
      if (known === null) enter(group);
      else {
        groups.delete(group.id);
        groups.set(group.id, group);
      }
      return { groupId: group.id, posts: group.posts, nearness: known === null ? 1 : nearest };
    },
    save: () => ({ nextId, groups: [...groups.values()].map(group => ({ ...group, sketch: [...group.sketch] })) }),
    get size() {
      return groups.size;
    },
  };
}

/** The smallest hashes of a text's pairs of words, in order; empty when it is too short to be told apart. */
export function sketchOf(text: string): number[] {
  const plain = plainWords(text);
  if (weightOf(plain) < WORDS_AT_LEAST) return shortSketch(text, plain);
  const hashes = new Set<number>();
  for (let i = 0; i + 1 < plain.length; i++) hashes.add(hash32(`${plain[i]} ${plain[i + 1]}`));
  return [...hashes].sort((a, b) => a - b).slice(0, SKETCH_HASHES);
}

/** In scripts written without spaces a character is a word, and says half as much as one. */
function weightOf(plain: readonly string[]): number {
  return plain.reduce((sum, word) => sum + (UNSPACED.test(word) ? 0.5 : 1), 0);
}

const UNSPACED =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]$/u;
const LINK = /\b(?:https?:\/\/|www\.)\S+/giu;

/** What stays the same when a text is passed on: no links, handles or signs of emoji; every number is one. */
function plainWords(text: string): string[] {
  return wordsOf(text.slice(0, COMPARED_LIMIT).replace(LINK, ' ').replace(PASSED_ON, ' '))
    .filter(({ sign }) => sign !== '@')
    .map(({ folded }) => folded.replace(/\p{N}+/gu, '0'));
}

/** The old way of passing on: `RT @somebody: …`. */
const PASSED_ON = /^\s*RT\s+@\S+/iu;

/** A few words are the same text only when they point to the same place. */
function shortSketch(text: string, plain: readonly string[]): number[] {
  const link = text.match(LINK)?.[0];
  if (link === undefined || plain.length === 0) return [];
  return [hash32(`${plain.join(' ')} ${fold(link.replace(/[?#].*$/, ''))}`)];
}

/** Share of what either holds that both hold, estimated from the smallest hashes of the two together. */
export function resemblance(a: readonly number[], b: readonly number[]): number {
  let both = 0;
  let either = 0;
  let i = 0;
  let j = 0;
  const most = a.length < SKETCH_HASHES && b.length < SKETCH_HASHES ? Number.POSITIVE_INFINITY : SKETCH_HASHES;
  while ((i < a.length || j < b.length) && either < most) {
    const x = a[i] ?? Number.POSITIVE_INFINITY;
    const y = b[j] ?? Number.POSITIVE_INFINITY;
    either += 1;
    if (x === y) both += 1;
    if (x <= y) i += 1;
    if (y <= x) j += 1;
  }
  return either === 0 ? 0 : both / either;
}
