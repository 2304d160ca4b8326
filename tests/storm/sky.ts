/** What happens on a network in a storm, made by numbers that look like chance; and the naive count of what must be on the desk afterwards. */
import { makeChance } from '../support/chance.ts';

/** `of`: the number of the post it is about; a post's own number otherwise. `version` of an edit rises from one. */
export type Change =
  | { kind: 'post'; of: number; who: number; at: Date; text: string; isPrivate: boolean }
  | { kind: 'ours'; of: number; who: number; at: Date; text: string; isPrivate: boolean }
  | { kind: 'edit'; of: number; who: number; at: Date; text: string; version: number; isPrivate: boolean }
  | { kind: 'remove'; of: number; who: number; at: Date; isPrivate: boolean }
  | { kind: 'delivered' | 'read' | 'failed'; of: number; who: number; at: Date }
  /** Cannot be read, or is nothing anybody asked for. */
  | { kind: 'bad' | 'other'; of: number; at: Date };
export type ChangeKind = Change['kind'];
/** What is about a post. */
export type About = Exclude<Change, { kind: 'bad' | 'other' }>;

export function isAbout(change: Change): change is About {
  return change.kind !== 'bad' && change.kind !== 'other';
}

/** What a network can tell of what somebody wrote; whether in public, in private or both. */
export type Climate = { knows: ReadonlySet<ChangeKind>; places: readonly ('public' | 'private')[] };

export const BEGAN_AT = new Date('2026-11-20T14:00:00Z');
const SECOND_MS = 1_000;

/** @returns all changes in the order they happened, seconds apart */
export function makeSky(climate: Climate, posts: number, seed: number): Change[] {
  const chance = makeChance(seed);
  const changes: Change[] = [];
  let seconds = 0;
  const at = () => new Date(BEGAN_AT.getTime() + seconds++ * SECOND_MS);
  const tell = (change: Change) => {
    if (climate.knows.has(change.kind)) changes.push(change);
  };
  for (let of = 1; of <= posts; of++) {
    const who = 1 + Math.floor(chance() * (posts / 10));
    const isPrivate = climate.places[of % climate.places.length] === 'private';
    const isOurs = climate.knows.has('ours') && chance() < 0.15;
    const text = `storm #${of} as written`;
    tell({ kind: isOurs ? 'ours' : 'post', of, who, at: at(), text, isPrivate });
    for (let version = 1; !isOurs && chance() < 0.25; version++)
      tell({ kind: 'edit', of, who, at: at(), text: `storm #${of} changed ${version}`, version, isPrivate });
    if (!isOurs && chance() < 0.1) tell({ kind: 'remove', of, who, at: at(), isPrivate });
    if (isOurs && isPrivate) {
      const fate = chance();
      if (fate < 0.1) tell({ kind: 'failed', of, who, at: at() });
      else if (fate < 0.9) tell({ kind: 'delivered', of, who, at: at() });
      if (fate >= 0.4 && fate < 0.9) tell({ kind: 'read', of, who, at: at() });
    }
    if (chance() < 0.05) tell({ kind: 'other', of, at: at() });
  }
  return changes;
}

export type Fate = { text: string; isOurs: boolean; isRemoved: boolean; isRead: boolean; hasFailed: boolean };

/** Plain counting, whatever the order: the newest words, whatever was taken back, the furthest an answer came. */
export function truthOf(changes: readonly Change[]): Map<number, Fate> {
  const fates = new Map<number, Fate>();
  const versions = new Map<number, number>();
  for (const change of changes)
    if (change.kind === 'post' || change.kind === 'ours')
      fates.set(change.of, {
        text: change.text,
        isOurs: change.kind === 'ours',
        isRemoved: false,
        isRead: false,
        hasFailed: false,
      });
  for (const change of changes) {
    const fate = fates.get(change.of);
    if (fate === undefined) continue;
    if (change.kind === 'edit' && change.version > (versions.get(change.of) ?? 0)) {
      versions.set(change.of, change.version);
      fate.text = change.text;
    }
    if (change.kind === 'remove') fate.isRemoved = true;
    if (change.kind === 'read') fate.isRead = true;
    if (change.kind === 'failed') fate.hasFailed = true;
  }
  return fates;
}

/** Out of order, told twice here and there, one of each batch unreadable in its middle. */
export function batchesOf(changes: readonly Change[], sizes: readonly number[], seed: number): Change[][] {
  const chance = makeChance(seed);
  const told = shuffled([...changes, ...changes.filter(() => chance() < 0.08)], chance);
  const batches: Change[][] = [];
  for (let from = 0, i = 0; from < told.length; i++) {
    const size = sizes[i % sizes.length] ?? told.length;
    const batch = told.slice(from, from + size);
    from += size;
    const bad: Change = { kind: 'bad', of: 1_000_000 + i, at: BEGAN_AT };
    // Where a network tells one thing a call, the unreadable one is a call of its own.
    if (size === 1) {
      if (i % ALONE_EVERY === 0) batches.push([bad]);
    } else {
      // One of them once more in the same call.
      const again = batch[Math.floor(chance() * batch.length)];
      if (again !== undefined) batch.push(again);
      batch.splice(Math.floor(batch.length / 2), 0, bad);
    }
    batches.push(batch);
  }
  return batches;
}

const ALONE_EVERY = 20;

function shuffled<T>(all: readonly T[], chance: () => number): T[] {
  const mixed = [...all];
  for (let i = mixed.length - 1; i > 0; i--) {
    const j = Math.floor(chance() * (i + 1));
    [mixed[i], mixed[j]] = [mixed[j] as T, mixed[i] as T];
  }
  return mixed;
}
