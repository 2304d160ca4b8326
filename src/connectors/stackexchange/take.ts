/** One request of a round: what it tells, and what it leaves for the requests after it. */
import type { Heard } from '../connector.ts';
import { readValue } from '../kit/json.ts';
import { ownNames } from '../kit/own-names.ts';
import { askApi } from './api.ts';
import { hostOf, type StackContext } from './credentials.ts';
import { heardOf, type Kind, type Read, readEntry, removal, type Site } from './parse.ts';
import { excerptSchema, postSchema, type Wrapper } from './schema.ts';
import {
  type Place,
  placeAfter,
  placeAt,
  QUEUE_LIMIT,
  RECENT_LIMIT,
  type State,
  WATCHED_LIMIT,
  withIds,
} from './state.ts';
import { IDS_AT_ONCE, isWholeSite, type Step } from './steps.ts';

/** On connecting: of tags and words a month, of a whole site the last day or so, which may be thousands of posts. */
export const FIRST_DAYS = { narrowed: 30, whole: 2 };
/** What is older is not told as new any more; whoever holds it gets its new words. */
export const OLD_DAYS = 30;
/** So many may be gone at once while none is left; more are taken for a fault of the network. */
const GONE_TOGETHER_LIMIT = 5;
const DAY_SECONDS = 86_400;

export type Taken = { answer: Wrapper; heard: Heard[]; state: State };

export async function take(context: StackContext, step: Step, state: State): Promise<Taken> {
  if (step.kind === 'check') {
    const answer = await askApi(context, step.path, {});
    return { answer, ...checked(context, answer, state) };
  }
  const { min, page, ...rest } = state.places[step.name] ?? placeAt(firstSecond(context, step));
  const place = { min, page, ...rest };
  // Questions asked for by number are all wanted, whenever they were written.
  const since = step.name === 'found' ? {} : { min };
  const answer = await askApi(context, step.path, { ...step.params, ...since, page, sort: step.sort, order: 'asc' });
  if (step.kind === 'excerpt') return { answer, heard: [], state: led(step, state, place, answer) };
  const read = readAll(context, answer.items, step.kind);
  const entries = read.flatMap(({ entry }) => ('post' in entry ? [entry] : []));
  const known = new Map(place.seen.map(([key, , edited]) => [key, edited]));
  const heard = read.flatMap(({ entry, raw }) =>
    'post' in entry ? (toTell(entry, raw, known, secondsAt(context)) ?? []) : [entry],
  );
  const seen = entries.map(({ key, at, edited }): Place['seen'][number] => [key, at, edited]);
  const moved = withPlace(state, step, placeAfter(place, seen, answer.has_more), answer.has_more);
  return { answer, heard, state: left(step, moved, entries, answer.has_more) };
}

function readAll(context: StackContext, items: readonly unknown[], kind: Kind) {
  const site: Site = { host: hostOf(context.credentials), names: ownNames(context.credentials.names) };
  return items.map(item => ({ entry: readEntry(item, kind, site), raw: JSON.stringify(item) ?? '' }));
}

/** An answer bumps its question, and the overlap brings everything twice: told is what is new, or reads differently. */
function toTell(read: Read, raw: string, known: ReadonlyMap<string, number>, now: number): Heard | null {
  const before = known.get(read.key);
  if (before !== undefined && before >= read.edited) return null;
  const isOld = isOldAt(read.createdAt, now);
  return isOld && isOldAt(read.edited, now) ? null : heardOf(read, raw, isOld);
}

/** @param now both in seconds */
export function isOldAt(at: number, now: number): boolean {
  return at < now - OLD_DAYS * DAY_SECONDS;
}

/** Where searched words stand: the question is read whole in a later step. */
function led(step: Step, state: State, place: Place, { items, has_more }: Wrapper): State {
  const hits = items.flatMap(item => {
    const read = readValue(item, excerptSchema);
    return read.ok ? [read.value] : [];
  });
  const seen = hits.map((hit): Place['seen'][number] => [
    `q${hit.question_id}`,
    hit.last_activity_date,
    hit.last_activity_date,
  ]);
  const known = new Map(place.seen.map(([key, , version]) => [key, version]));
  const news = seen.filter(([key, , version]) => (known.get(key) ?? 0) < version).map(([key]) => Number(key.slice(1)));
  const moved = withPlace(state, step, placeAfter(place, seen, has_more), has_more);
  return { ...moved, found: withIds(state.found, news, QUEUE_LIMIT) };
}

function withPlace(state: State, step: Step, place: Place, hasMore: boolean): State {
  const { [step.name]: _before, ...others } = state.places;
  return { ...state, places: step.isOnce && !hasMore ? others : { ...others, [step.name]: place } };
}

/** Questions and answers are watched for what is said under them. */
function left(step: Step, state: State, entries: readonly Read[], hasMore: boolean): State {
  const numbers = (kind: 'question' | 'answer') => entries.flatMap(one => (one.kind === kind ? [one.id] : []));
  const [questions, answers] = [numbers('question'), numbers('answer')];
  const recent = withIds(state.recent, [...questions, ...answers], RECENT_LIMIT);
  if (step.name === 'questions' || step.name.startsWith('all ')) return { ...state, recent };
  const strangers = questions.filter(id => !state.questions.includes(id));
  const isRead = !hasMore && step.name === 'fresh comments';
  const fresh = isRead ? state.fresh.slice(IDS_AT_ONCE / 2) : state.fresh;
  return {
    ...state,
    recent,
    found: !hasMore && step.name === 'found' ? state.found.slice(IDS_AT_ONCE) : state.found,
    fresh: withIds(fresh, strangers, QUEUE_LIMIT),
    freshAnswers: isRead ? [] : withIds(state.freshAnswers, step.isOnce ? answers : [], WATCHED_LIMIT),
    questions: withIds(state.questions, questions, WATCHED_LIMIT),
    answers: withIds(state.answers, answers, WATCHED_LIMIT),
  };
}

/** Deletions are told by nobody: what was told lately and is not there any more was taken down. */
function checked(context: StackContext, { items }: Wrapper, state: State): { heard: Heard[]; state: State } {
  const there = new Set(
    items.flatMap(item => {
      const read = readValue(item, postSchema);
      return read.ok ? [read.value.post_id] : [];
    }),
  );
  const at = context.now();
  const gone = state.recent.filter(id => !there.has(id));
  if (there.size === 0 && gone.length > GONE_TOGETHER_LIMIT)
    return { heard: [], state: { ...state, checkedAt: at.getTime() } };
  const host = hostOf(context.credentials);
  const heard = gone.map(id => removal(id, { host }, at));
  return { heard, state: { ...state, recent: state.recent.filter(id => there.has(id)), checkedAt: at.getTime() } };
}

function firstSecond(context: StackContext, step: Step): number {
  const days = isWholeSite(context.credentials) && !step.isOnce ? FIRST_DAYS.whole : FIRST_DAYS.narrowed;
  return secondsAt(context) - days * DAY_SECONDS;
}

export function secondsAt({ now }: Pick<StackContext, 'now'>): number {
  return Math.floor(now().getTime() / 1000);
}
