/** Bursts as they are shown: what, where, how many more than usual, since when, with examples. */
import { LEARNING_HOURS } from '../core/listening/burst-judge.ts';
import { type BurstRow, listBursts, listWatchStates } from '../store/bursts.ts';
import { type ComplaintRow, findHeard } from '../store/complaints.ts';
import type { Db } from '../store/db.ts';
import { permit, type Who } from './permit.ts';
import { type Complaint, complaintOf } from './unheard.ts';

/** How far back bursts that are over are shown. */
export const BURSTS_SHOWN_DAYS = 90;
const BURSTS_LIMIT = 50;
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
  /** Those that are still kept. */
  examples: Complaint[];
  mostCopied: { id: string; posts: number } | null;
};
export type BurstsView = {
  rows: BurstView[];
  /** Watches that have not heard for long enough to know what is usual. */
  learning: { queryId: string | null; heardHours: number; ofHours: number }[];
};

export async function listBurstViews({ db, now }: { db: Db; now: () => Date }, who: Who): Promise<BurstsView> {
  permit(who, 'read_channels');
  const since = new Date(now().getTime() - BURSTS_SHOWN_DAYS * DAY_MS);
  const rows = await listBursts(db, who.brandId, since, BURSTS_LIMIT);
  const ids = rows.flatMap(({ alarm }) => alarm.exampleIds);
  const examples = new Map((await findHeard(db, who.brandId, ids)).map(row => [row.id, row]));
  const states = await listWatchStates(db, who.brandId);
  return {
    rows: rows.map(row => view(row, examples)),
    learning: states
      .filter(({ heardHours }) => heardHours < LEARNING_HOURS)
      .map(({ queryId, heardHours }) => ({ queryId, heardHours, ofHours: LEARNING_HOURS })),
  };
}

function view(
  { id, queryId, beganAt, raisedAt, endedAt, alarm }: BurstRow,
  examples: ReadonlyMap<string, ComplaintRow>,
): BurstView {
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
