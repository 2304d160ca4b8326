/** One crisis as its page shows it: what, where, since when, by whom, how angry, and what of it waits for us. */
import { type Review, reviewOf } from '../../core/crisis/review.ts';
import { readSeries, type Series } from '../../core/crisis/series.ts';
import { firstVoices, groupAlike, type Placed, peakOf, spreadOver } from '../../core/crisis/spread.ts';
import type { StaffingStanding } from '../../core/crisis/staffing-alarm.ts';
import type { CrisisState, CrisisStep, StepFacts } from '../../core/crisis/step.ts';
import { isUuid } from '../../core/id.ts';
import { hourOfWeek, usualOf } from '../../core/listening/burst-baseline.ts';
import { varianceOf } from '../../core/listening/burst-judge.ts';
import { HOUR_MS, type SavedBurst } from '../../core/listening/burst-window.ts';
import { readMood } from '../../core/triage/read.ts';
import { loadWatchesOf } from '../../store/bursts.ts';
import * as store from '../../store/crisis/crises.ts';
import { type SaidRow, turnsOf, waitingRows } from '../../store/crisis/crisis-posts.ts';
import type { Db } from '../../store/db.ts';
import { notFound, permit, type Who } from '../permit.ts';
import type { Readers } from '../readers.ts';
import { named } from './gather-bursts.ts';
import { type CrisisPosts, placePosts, postsOf } from './posts-of.ts';

export type CrisisHead = {
  id: string;
  name: string;
  state: CrisisState;
  words: string[];
  beganAt: string;
  raisedAt: string;
  declaredAt: string | null;
  closedAt: string | null;
  version: number;
};
export type VoiceView = {
  id: string;
  at: string;
  network: string;
  name: string | null;
  handle: string | null;
  followers: number | null;
  text: string;
  url: string | null;
  conversationId: string | null;
};
export type AlikeView = { first: VoiceView; posts: number; voices: number; networks: string[]; lastAt: string };
export type SlotView = { at: string; fresh: number; repeats: number; usual: number | null; usualHigh: number | null };
export type BurstOfCrisis = {
  id: string;
  of: Series;
  queryId: string | null;
  beganAt: string;
  endedAt: string | null;
  times: number;
  posts: number;
  words: string[];
};
/** A step of the log, or a moment read off the posts and turns. */
export type TimelineStep = CrisisStep | 'first_voice' | 'peak' | 'first_answer' | 'last_answer';
export type TimelineView = { at: string; step: TimelineStep; actorId: string | null; facts: StepFacts };
/** The same as core/crisis/review, as it travels. */
export type ReviewView = Record<
  'noticedAt' | 'declaredAt' | 'holdingAt' | 'firstAnswerAt' | 'lastAnswerAt' | 'closedAt',
  string | null
> & { beganAt: string } & Record<'conversations' | 'answered' | 'never' | 'waiting' | 'broken' | 'neither', number>;
export type StaffingView = Omit<StaffingStanding, 'sinceAtMs' | 'enoughSinceMs' | 'atMs' | 'toldNeeded'> & {
  since: string | null;
  at: string;
};
export type CrisisView = CrisisHead & {
  learnt: string;
  bursts: BurstOfCrisis[];
  posts: number;
  voices: number;
  /** There was more than is looked at. */
  isMore: boolean;
  networks: { network: string; posts: number; voices: number }[];
  alike: AlikeView[];
  /** Posts in words of their own. */
  own: number;
  spread: { minutes: number; slots: SlotView[] };
  peak: { at: string; posts: number } | null;
  firstVoices: VoiceView[];
  /** Of the posts whose mood was read, the share that is angry. */
  mood: { angry: number | null; read: number };
  conversations: { all: number; waiting: number; broken: number };
  staffing: StaffingView | null;
  timeline: TimelineView[];
  review: ReviewView;
};

export type PictureNeeds = { db: Db; now: () => Date; readers: Readers };

const GROUPS_SHOWN = 20;
/** Texts whose mood is read when nobody has before. */
const MOODS_READ = 100;

export function headOf(row: store.CrisisRow): CrisisHead {
  const { id, name, state, words, beganAt, raisedAt, declaredAt, closedAt, version } = row;
  return {
    id,
    name,
    state,
    words,
    beganAt: beganAt.toISOString(),
    raisedAt: raisedAt.toISOString(),
    declaredAt: declaredAt?.toISOString() ?? null,
    closedAt: closedAt?.toISOString() ?? null,
    version,
  };
}

/** What everybody in the brand may see of it. @throws Refusal `not_found` */
export async function openCrisis(needs: PictureNeeds, who: Who, id: string): Promise<CrisisView> {
  permit(who, 'read_channels');
  const { db } = needs;
  const kept = isUuid(id) ? await store.findCrisis(db, who.brandId, id) : null;
  if (kept === null) throw notFound('crisis');
  const bursts = await store.burstsOfCrises(db, who.brandId, [id]);
  const row = named(kept, bursts);
  const posts = await postsOf(db, row, bursts, needs.now());
  const said = { ...posts, placed: await placePosts(posts) };
  return {
    ...headOf(row),
    learnt: row.learnt,
    bursts: bursts.map(burstView),
    ...(await saidView(needs, who, said, bursts)),
    ...(await standingView(needs, who, row, said)),
  };
}

function burstView({ id, series, queryId, beganAt, endedAt, alarm }: store.CrisisBurst): BurstOfCrisis {
  const { times, total, words } = alarm;
  return {
    id,
    of: readSeries(series),
    queryId,
    beganAt: beganAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    times,
    posts: total.posts,
    words: words.map(({ word }) => word),
  };
}

type Said = CrisisPosts & { placed: Placed[] };
type SaidPart = Pick<
  CrisisView,
  'posts' | 'voices' | 'isMore' | 'networks' | 'alike' | 'own' | 'spread' | 'peak' | 'firstVoices' | 'mood'
>;

async function saidView(
  needs: PictureNeeds,
  { brandId }: Who,
  { rows, placed, from, to, isMore }: Said,
  bursts: readonly store.CrisisBurst[],
): Promise<SaidPart> {
  const { groups, own } = groupAlike(placed);
  const { minutes, slots } = spreadOver(placed, from.getTime(), to.getTime());
  const usual = await usualOfCrisis(needs.db, brandId, bursts, minutes);
  const peak = peakOf(slots);
  const byNetwork = [...Map.groupBy(placed, ({ post }) => post.network)];
  return {
    posts: placed.length,
    voices: placed.filter(({ isFirstOfAuthor }) => isFirstOfAuthor).length,
    isMore,
    networks: byNetwork
      .map(([network, some]) => ({
        network,
        posts: some.length,
        voices: new Set(some.map(({ post }) => post.author)).size,
      }))
      .sort((a, b) => b.posts - a.posts),
    alike: groups.slice(0, GROUPS_SHOWN).flatMap(({ firstId, posts, voices, networks, lastAtMs }) => {
      const first = rows.get(firstId);
      const lastAt = new Date(lastAtMs).toISOString();
      return first === undefined ? [] : [{ first: voiceView(first), posts, voices, networks, lastAt }];
    }),
    own,
    spread: {
      minutes,
      slots: slots.map(({ atMs, fresh, repeats }) => ({
        at: new Date(atMs).toISOString(),
        fresh,
        repeats,
        ...usual(atMs),
      })),
    },
    peak: peak && { at: new Date(peak.atMs).toISOString(), posts: peak.fresh + peak.repeats },
    firstVoices: firstVoices(placed).flatMap(({ id }) => {
      const row = rows.get(id);
      return row === undefined ? [] : [voiceView(row)];
    }),
    mood: await moodOf(needs, brandId, [...rows.values()]),
  };
}

export function voiceView({ id, at, network, name, handle, followers, text, url, conversationId }: SaidRow): VoiceView {
  return { id, at: at.toISOString(), network, name, handle, followers, text, url, conversationId };
}

type UsualAt = (atMs: number) => { usual: number | null; usualHigh: number | null };
/** Only one hour in forty is louder than this on ordinary days. */
const BAND_DEVIATIONS = 2;

/** What is usual in a slot in all that its bursts were heard in; null where no watch knows. All turns count once, however many of their series it holds. */
async function usualOfCrisis(
  db: Db,
  brandId: number,
  bursts: readonly store.CrisisBurst[],
  minutes: number,
): Promise<UsualAt> {
  const names = new Map<string, { queryId: string | null; series: string }>();
  const hasInbox = bursts.some(({ series }) => readSeries(series).kind === 'inbox');
  for (const { queryId, series } of bursts) {
    const { kind } = readSeries(series);
    if (hasInbox && (kind === 'channel' || kind === 'topic')) continue;
    names.set(`${queryId} ${series}`, { queryId, series });
  }
  const states = await loadWatchesOf(db, brandId, [...names.values()]);
  const known = states.map(state => ({ state, usual: usualOf(state.baseline) }));
  return atMs => {
    if (known.length === 0) return { usual: null, usualHigh: null };
    const cell = hourOfWeek(atMs);
    let usual = 0;
    let variance = 0;
    for (const one of known) {
      const expected = ((one.usual.rates[cell] ?? 0) * minutes * 60_000) / HOUR_MS;
      usual += expected;
      variance += varianceFor(one.state, expected, one.usual.doubts[cell] ?? 0);
    }
    return { usual, usualHigh: usual + BAND_DEVIATIONS * Math.sqrt(variance) };
  };
}

function varianceFor(state: SavedBurst, expected: number, doubt: number): number {
  return varianceOf(state, '1 h', { expected, doubt, voices: 0, posts: 0, heardMs: 0 });
}

async function moodOf(
  { db, readers }: PictureNeeds,
  brandId: number,
  rows: readonly SaidRow[],
): Promise<CrisisView['mood']> {
  const known = rows.flatMap(({ sentiment }) => sentiment ?? []);
  const unread = rows.filter(({ sentiment, conversationId }) => sentiment === null && conversationId === null);
  const reading = unread.length === 0 ? null : await readers.of(db, brandId);
  const read = reading === null ? [] : unread.slice(0, MOODS_READ).flatMap(({ text }) => readMood(text, reading) ?? []);
  const moods = [...known, ...read];
  const angry = moods.filter(mood => mood === 'negative').length;
  return { angry: moods.length === 0 ? null : angry / moods.length, read: moods.length };
}

async function standingView(
  { db, now }: PictureNeeds,
  { brandId }: Who,
  row: store.CrisisRow,
  { conversationIds, from, to, placed }: Said,
): Promise<Pick<CrisisView, 'conversations' | 'staffing' | 'timeline' | 'review'>> {
  const waiting = await waitingRows(db, brandId, conversationIds, now());
  const turns = await turnsOf(db, brandId, conversationIds, from, to);
  const steps = await store.stepsOf(db, brandId, row.id);
  const told = steps.map(({ step, at }) => ({ step, atMs: at.getTime() }));
  const review = reviewOf(row.beganAt.getTime(), told, turns);
  const peak = peakOf(spreadOver(placed, from.getTime(), to.getTime()).slots);
  const moments: [TimelineStep, number | null | undefined][] = [
    ['first_voice', placed[0]?.post.atMs],
    // A stretch of time begins before the first word in it.
    ['peak', peak && Math.max(peak.atMs, placed[0]?.post.atMs ?? 0)],
    ['first_answer', review.firstAnswerAtMs],
    ['last_answer', review.waiting === 0 ? review.lastAnswerAtMs : null],
  ];
  const timeline: TimelineView[] = steps.map(({ at, step, actorId, facts }) => ({
    at: at.toISOString(),
    step,
    actorId,
    facts,
  }));
  for (const [step, atMs] of moments) {
    if (atMs != null) timeline.push({ at: new Date(atMs).toISOString(), step, actorId: null, facts: {} });
  }
  return {
    conversations: {
      all: waiting.length,
      waiting: waiting.filter(({ isWaiting }) => isWaiting).length,
      broken: waiting.filter(({ isWaiting, isBroken }) => isWaiting && isBroken).length,
    },
    staffing: staffingView(row.staffing),
    timeline: timeline.sort((a, b) => Date.parse(a.at) - Date.parse(b.at)),
    review: reviewView(review),
  };
}

export function staffingView(standing: StaffingStanding | null): StaffingView | null {
  if (standing === null) return null;
  const { sinceAtMs, atMs, enoughSinceMs: _, toldNeeded: __, ...load } = standing;
  return { ...load, since: isoOf(sinceAtMs), at: new Date(atMs).toISOString() };
}

function reviewView(review: Review): ReviewView {
  const { conversations, answered, never, waiting, broken, neither } = review;
  return {
    beganAt: new Date(review.beganAtMs).toISOString(),
    noticedAt: isoOf(review.noticedAtMs),
    declaredAt: isoOf(review.declaredAtMs),
    holdingAt: isoOf(review.holdingAtMs),
    firstAnswerAt: isoOf(review.firstAnswerAtMs),
    lastAnswerAt: isoOf(review.lastAnswerAtMs),
    closedAt: isoOf(review.closedAtMs),
    conversations,
    answered,
    never,
    waiting,
    broken,
    neither,
  };
}

function isoOf(atMs: number | null): string | null {
  return atMs === null ? null : new Date(atMs).toISOString();
}
