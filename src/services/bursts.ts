/** Bursts as they are shown: what, where, how many more than usual, since when, with examples. */
import { setImmediate } from 'node:timers/promises';
import { LEARNING_HOURS } from '../core/listening/burst-judge.ts';
import { readMood, type TriageReaders } from '../core/triage/read.ts';
import { type BurstPosts, type BurstRow, listBursts, listWatchStates, postsOfBursts } from '../store/bursts.ts';
import { type ComplaintRow, findHeard } from '../store/complaints.ts';
import type { Db } from '../store/db.ts';
import { permit, type Who } from './permit.ts';
import type { Readers } from './readers.ts';
import { type Complaint, complaintOf } from './unheard.ts';

/** How far back bursts that are over are shown. */
export const BURSTS_SHOWN_DAYS = 90;
const BURSTS_LIMIT = 50;
/** Posts of a burst whose mood is read. */
const MOODS_READ = 50;
/** Words a burst is told by. */
const WORDS_SHOWN = 6;
const DAY_MS = 86_400_000;

export type BurstView = {
  id: string;
  /** Null: complaints sent to us that no query heard. */
  queryId: string | null;
  beganAt: string;
  raisedAt: string;
  endedAt: string | null;
  window: string;
  /** The word that raised it where there are no more posts than usual. */
  word: string | null;
  posts: number;
  voices: number;
  expected: number;
  times: number;
  total: { posts: number; usual: number };
  networks: { network: string; posts: number }[];
  words: { word: string; posts: number; of: number }[];
  /** How much of what is still kept complains, and of the newest posts is angry, 0 to 1; null: nothing was read so. */
  read: { complaints: number; angry: number | null } | null;
  /** Those that are still kept. */
  examples: Complaint[];
  mostCopied: { id: string; posts: number } | null;
};
export type BurstsView = {
  rows: BurstView[];
  /** Watches that have not heard for long enough to know what is usual. */
  learning: { queryId: string | null; heardHours: number; ofHours: number }[];
};

export type BurstNeeds = { db: Db; now: () => Date; readers: Readers };

export async function listBurstViews({ db, now, readers }: BurstNeeds, who: Who): Promise<BurstsView> {
  permit(who, 'read_channels');
  const since = new Date(now().getTime() - BURSTS_SHOWN_DAYS * DAY_MS);
  const rows = await listBursts(db, who.brandId, since, BURSTS_LIMIT);
  const ids = rows.flatMap(({ alarm }) => alarm.exampleIds);
  const examples = new Map((await findHeard(db, who.brandId, ids)).map(row => [row.id, row]));
  const states = await listWatchStates(db, who.brandId);
  const read = await readMoods(
    await postsOfBursts(db, who.brandId, rows, MOODS_READ),
    await readers.of(db, who.brandId),
  );
  return {
    rows: rows.map(row => ({ ...view(row, examples), read: read.get(row.id) ?? null })),
    learning: states
      .filter(({ heardHours }) => heardHours < LEARNING_HOURS)
      .map(({ queryId, heardHours }) => ({ queryId, heardHours, ofHours: LEARNING_HOURS })),
  };
}

/** Read when somebody looks: moods are not kept with what only was heard. */
async function readMoods(
  bursts: readonly BurstPosts[],
  readers: TriageReaders,
): Promise<Map<string, BurstView['read']>> {
  const shares = new Map<string, BurstView['read']>();
  for (const { id, posts, complaints, texts } of bursts) {
    // A burst at a time, so that nobody else waits for all of them.
    await setImmediate();
    const moods = texts.flatMap(text => readMood(text, readers) ?? []);
    const angry = moods.filter(mood => mood === 'negative').length;
    shares.set(id, { complaints: complaints / posts, angry: moods.length === 0 ? null : angry / moods.length });
  }
  return shares;
}

function view(
  { id, queryId, beganAt, raisedAt, endedAt, alarm }: BurstRow,
  examples: ReadonlyMap<string, ComplaintRow>,
): Omit<BurstView, 'read'> {
  const { window, word, posts, voices, expected, times, total, networks, words, mostCopied } = alarm;
  return {
    id,
    queryId,
    beganAt: beganAt.toISOString(),
    raisedAt: raisedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    window,
    word,
    posts,
    voices,
    expected,
    times,
    total: { posts: total.posts, usual: total.usual },
    networks,
    words: words.slice(0, WORDS_SHOWN).map(({ word, posts, of }) => ({ word, posts, of })),
    examples: alarm.exampleIds.flatMap(example => {
      const row = examples.get(example);
      return row === undefined ? [] : [complaintOf(row)];
    }),
    mostCopied: mostCopied && { id: mostCopied.postId, posts: mostCopied.posts },
  };
}
