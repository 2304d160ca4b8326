/** Words that rose this week, in what reached the inbox and in what was only overheard. */
import { setImmediate } from 'node:timers/promises';
import { type Risen, risenOf, type Voice } from '../../core/insight/risen.ts';
import type { Slice } from '../../core/insight/slice.ts';
import { tellingWords } from '../../core/listening/risen-words.ts';
import { mayDo } from '../../core/permission.ts';
import { TOPIC_FILTERS } from '../../store/reports/topics.ts';
import { type SampledPost, sampleMatches, sampleMessages } from '../../store/reports/words.ts';
import type { DearAnswers } from '../dear-answers.ts';
import type { Desk } from '../desk.ts';
import type { Who } from '../permit.ts';
import { type Range, rangeOf, type SliceQuery, sliceOf } from './slice-of.ts';
import { type OnTheWire, withoutOf } from './topics.ts';

/** The week that ends with the slice, beside the four before it. */
const [WEEK_DAYS, USUAL_DAYS] = [7, 28];
/** Posts of an hour that are read, of what reached the inbox and of what was overheard: of this week, and of before. */
const PER_HOUR = { now: { inbox: 8, heard: 4 }, before: { inbox: 3, heard: 1 } };
/** Words of so many posts are taken at once; then others have their turn. */
const AT_ONCE = 200;
const ROWS_LIMIT = 100;
const DAY_MS = 86_400_000;

export type RisenWords = Range & {
  /** The stretch whose words these are, and the one that says what is usual. */
  week: { since: string; until: string };
  usual: { since: string; until: string };
  /** People heard in either. */
  people: { now: number; before: number };
  rows: { word: string; people: number; of: number; before: number; ofBefore: number; score: number }[];
  without: string[];
};
export type WordRow = Omit<OnTheWire<SampledPost>, 'by'>;
export type WordsNeeds = Pick<Desk, 'db' | 'now'> & { dear: DearAnswers };
export type RisenWordsDesk = {
  read(who: Who, query: SliceQuery): Promise<RisenWords>;
  /** This week's posts of the sample that hold the word, newest first. */
  rows(who: Who, query: SliceQuery & { word: string }): Promise<{ rows: WordRow[] }>;
};

export function makeRisenWords(needs: WordsNeeds): RisenWordsDesk {
  return { read: (who, query) => readRisenWords(needs, who, query), rows: (who, query) => listWord(needs, who, query) };
}

async function readRisenWords(needs: WordsNeeds, who: Who, query: SliceQuery): Promise<RisenWords> {
  const slice = await sliceOf(needs, who, query);
  const { risen, week, usual } = await risenIn(needs, who, slice);
  return {
    ...rangeOf(slice),
    week,
    usual,
    people: { now: risen.now, before: risen.before },
    rows: risen.words.map(({ word, posts, of, before, ofBefore, score }) => ({
      word,
      people: posts,
      of,
      before,
      ofBefore,
      score,
    })),
    without: withoutOf(slice.filters, TOPIC_FILTERS),
  };
}

async function listWord(
  needs: WordsNeeds,
  who: Who,
  { word, ...query }: SliceQuery & { word: string },
): Promise<{ rows: WordRow[] }> {
  const slice = await sliceOf(needs, who, query);
  const { posts } = await risenIn(needs, who, slice);
  const rows = posts
    .filter(({ words }) => words.includes(word))
    .sort((a, b) => b.post.at.getTime() - a.post.at.getTime() || (a.post.id < b.post.id ? 1 : -1));
  return {
    rows: rows.slice(0, ROWS_LIMIT).map(({ post: { by: _by, at, ...post } }) => ({ ...post, at: at.toISOString() })),
  };
}

type Looked = Voice & { post: SampledPost };
type Found = { risen: Risen; posts: Looked[]; week: RisenWords['week']; usual: RisenWords['usual'] };

/** The same for everybody who sees the same, for as long as it was dear. */
function risenIn(needs: WordsNeeds, who: Who, slice: Slice): Promise<Found> {
  const { until: asked, now } = slice;
  const until = asked < now ? asked : new Date(Math.ceil(now.getTime() / MINUTES_KEPT_MS) * MINUTES_KEPT_MS);
  const name = JSON.stringify(['words', slice.brandId, slice.scope, until, slice.filters, mayHear(who)]);
  return needs.dear(name, async () => {
    const from = new Date(until.getTime() - WEEK_DAYS * DAY_MS);
    const first = new Date(from.getTime() - USUAL_DAYS * DAY_MS);
    const posts = await voicesIn(needs, who, slice, { from, until }, PER_HOUR.now);
    const before = await voicesIn(needs, who, slice, { from: first, until: from }, PER_HOUR.before);
    return {
      risen: risenOf(posts, before),
      posts,
      week: { since: from.toISOString(), until: until.toISOString() },
      usual: { since: first.toISOString(), until: from.toISOString() },
    };
  });
}

/** So that two looks within the same minutes are at the same posts. */
const MINUTES_KEPT_MS = 15 * 60_000;

/** Whoever sees some inboxes alone does not see what was only overheard. */
function mayHear({ reach }: Who): boolean {
  return mayDo(reach.role, 'read_channels');
}

async function voicesIn(
  { db }: WordsNeeds,
  who: Who,
  slice: Slice,
  stretch: { from: Date; until: Date },
  perHour: { inbox: number; heard: number },
): Promise<Looked[]> {
  const inbox = await sampleMessages(db, slice, { ...stretch, perHour: perHour.inbox });
  const heard = mayHear(who) ? await sampleMatches(db, slice, { ...stretch, perHour: perHour.heard }) : [];
  const looked: Looked[] = [];
  for (const post of [...inbox, ...heard]) {
    if (looked.length % AT_ONCE === 0) await setImmediate();
    looked.push({ post, by: post.by, words: tellingWords(post.text) });
  }
  return looked;
}
