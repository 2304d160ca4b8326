/** Reads posts while the database is waited for: a few at a time, so that nothing else waits long for its turn. */
import { setImmediate } from 'node:timers/promises';
import { type HeardItem, isForUs, type Sorted } from '../core/hearing.ts';
import type { Post } from '../core/post.ts';
import {
  NO_FACTS,
  type PostAsked,
  readWords,
  type TriageReaders,
  viewOf,
  type WordsRead,
  withFacts,
} from '../core/triage/read.ts';
import type { ReadingsView } from '../core/triage/reading.ts';
import type { Tx } from '../store/db.ts';
import { countWaiting } from '../store/turns.ts';
import type { Placed } from './place-heard.ts';

/** About a millisecond of work. */
const READ_AT_ONCE = 4;

/** By the remote ids of posts. */
export type Asked = ReadonlyMap<string, PostAsked>;
export type ReadHeard = ReadonlyMap<string, ReadingsView>;

export type ReadingBeside = {
  /** These are wanted after all; what has not been read yet is read now. */
  finish(wanted: Asked): Promise<ReadHeard>;
  /** Nothing is wanted any more. */
  stop(): void;
};

/** @param likely posts that will most probably stay */
export function readBeside(likely: Asked, readers: TriageReaders): ReadingBeside {
  const done = new Map<string, { text: string; words: WordsRead }>();
  let isOver = false;
  const readSome = async (asked: Asked, isEnough: () => boolean) => {
    let n = 0;
    for (const [id, one] of asked) {
      if (isEnough()) return;
      if (done.get(id)?.text === one.text) continue;
      done.set(id, { text: one.text, words: readWords(one, readers, false) });
      n += 1;
      if (n % READ_AT_ONCE === 0) await setImmediate();
    }
  };
  // Begun once what the caller asks of the database is on its way.
  const ahead = setImmediate().then(() => readSome(likely, () => isOver));
  return {
    async finish(wanted) {
      isOver = true;
      await ahead;
      await readSome(wanted, () => false);
      const views = new Map<string, ReadingsView>();
      for (const [id, { facts }] of wanted) {
        const words = done.get(id)?.words;
        if (words !== undefined) views.set(id, viewOf(withFacts(words, facts, readers)));
      }
      return views;
    },
    stop: () => {
      isOver = true;
    },
  };
}

/** Posts of others that are for the desk, whatever else is known of them. */
export function likelyToStay(items: readonly HeardItem[]): Asked {
  const likely = new Map<string, PostAsked>();
  for (const { item, byQuery } of items) {
    if (item.kind === 'post' && !item.post.own && isForUs({ post: item.post, byQuery }))
      likely.set(item.post.remoteId, askedOf(item.post, item.post.text));
  }
  return likely;
}

/** What is known of a new post beside itself: which queries heard it, how many others say the same, and what waits already. */
export type Beside = {
  queriesOf(remoteId: string): readonly string[];
  copiesOf(post: Post, text: string): number;
  /** Messages that wait in each conversation, by its id. */
  waiting: ReadonlyMap<string, number>;
};

const NOTHING_BESIDE: Beside = { queriesOf: () => [], copiesOf: () => 0, waiting: new Map() };

/** How many messages wait already where customers have just written again. */
export function countBefore(
  tx: Tx,
  brandId: number,
  { fresh, locked, ...placed }: Placed,
): Promise<Map<string, number>> {
  const ids = fresh.flatMap(({ id, post }) => (post.own ? [] : (placeOf(placed, id) ?? [])));
  return countWaiting(
    tx,
    brandId,
    [...new Set(ids)].filter(id => locked.get(id)?.turnId != null),
  );
}

function placeOf({ conversations, rooms }: Pick<Placed, 'conversations' | 'rooms'>, id: string): string | undefined {
  return (conversations.places.get(id) ?? rooms.places.get(id))?.conversationId;
}

/** What customers wrote that is new, or says something else now; what was taken back is not read. */
export function wantedOf({ edits, removals }: Sorted, placed: Placed, beside: Beside = NOTHING_BESIDE): Asked {
  const wanted = new Map<string, PostAsked>();
  const waiting = new Map(beside.waiting);
  const { fresh, held, locked } = placed;
  for (const { id, post } of fresh.toSorted((a, b) => a.post.at.getTime() - b.post.at.getTime())) {
    if (post.own || removals.has(post.remoteId)) continue;
    const text = edits.get(post.remoteId)?.at(-1)?.text ?? post.text;
    const asked = askedOf(post, text);
    const place = placeOf(placed, id) ?? '';
    const before = waiting.get(place) ?? 0;
    waiting.set(place, before + 1);
    const since = before === 0 ? null : (locked.get(place)?.turnOpenedAt ?? null);
    const facts = {
      ...asked.facts,
      queryIds: beside.queriesOf(post.remoteId),
      copies: beside.copiesOf(post, text),
      waiting: before,
      waitingMs: since === null ? 0 : Math.max(0, post.at.getTime() - since.getTime()),
    };
    wanted.set(post.remoteId, { ...asked, facts });
  }
  for (const { remoteId, direction, deletedAt, visibility } of held.values()) {
    const edit = remoteId === null || deletedAt !== null ? undefined : edits.get(remoteId)?.at(-1);
    if (direction !== 'in' || remoteId === null || edit === undefined || removals.has(remoteId)) continue;
    const facts = { ...NO_FACTS, isPublic: visibility === 'public' };
    wanted.set(remoteId, { text: edit.text, networkTag: null, facts });
  }
  return wanted;
}

function askedOf({ lang, addressed, visibility, author }: Post, text: string): PostAsked {
  const followers = author.profile?.followers ?? null;
  const facts = { ...NO_FACTS, addressed, isPublic: visibility === 'public', followers };
  return { text, networkTag: lang, facts };
}
