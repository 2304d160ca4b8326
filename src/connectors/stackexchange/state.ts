/** How far each list of a site was read, in the cursor. */
import { z } from 'zod';
import { readJson } from '../kit/json.ts';
import { idSchema } from './schema.ts';

/** Lists are made from copies that lag behind each other a little: so much is read again each round. */
export const OVERLAP_SECONDS = 300;
const SEEN_LIMIT = 2_000;
/** Questions, and answers, whose comments are looked for. */
export const WATCHED_LIMIT = 50;
export const RECENT_LIMIT = 100;
/** Numbers that wait to be asked about. */
export const QUEUE_LIMIT = 1_000;

/** `min`, `page`: the next request. `newest`: the latest time seen. `seen`: key, time and version of what was told since `min`. */
const placeSchema = z.object({
  min: z.int(),
  page: z.int().min(1),
  newest: z.int(),
  seen: z.array(z.tuple([z.string().max(20), z.int(), z.int()])).max(SEEN_LIMIT),
});
export type Place = z.infer<typeof placeSchema>;

const stateSchema = z.object({
  /** The step of the round that comes next. */
  step: z.int().min(0),
  /** Requests this round has cost. */
  spent: z.int().min(0),
  /** Nothing is asked before this, in milliseconds since 1970. */
  waitUntil: z.number(),
  /** When deletions were last looked for. */
  checkedAt: z.number(),
  places: z.record(z.string().max(200), placeSchema),
  /** Questions a search found, not read yet; and those read, whose answers are not. */
  found: z.array(idSchema).max(QUEUE_LIMIT),
  fresh: z.array(idSchema).max(QUEUE_LIMIT),
  /** Their answers, whose comments are not read. */
  freshAnswers: z.array(idSchema).max(WATCHED_LIMIT),
  questions: z.array(idSchema).max(WATCHED_LIMIT),
  answers: z.array(idSchema).max(WATCHED_LIMIT),
  /** Told lately: looked for again, to notice what was taken down. */
  recent: z.array(idSchema).max(RECENT_LIMIT),
});
export type State = z.infer<typeof stateSchema>;

export function stateFrom(cursor: string | null, now: Date): State {
  const read = cursor === null ? null : readJson(cursor, stateSchema);
  if (read?.ok) return read.value;
  const nothing = { places: {}, found: [], fresh: [], freshAnswers: [], questions: [], answers: [], recent: [] };
  return { step: 0, spent: 0, waitUntil: 0, checkedAt: now.getTime(), ...nothing };
}

export function placeAt(since: number): Place {
  return { min: since, page: 1, newest: since, seen: [] };
}

/** What comes after a page. @param read key, time and version of its entries, in the order of their times */
export function placeAfter(place: Place, read: Place['seen'], hasMore: boolean): Place {
  const newest = read.reduce((most, [, at]) => Math.max(most, at), place.newest);
  const told = new Map([...place.seen, ...read].map(one => [one[0], one]));
  const last = read.reduce((most, [, at]) => Math.max(most, at), place.min);
  // Going on by time: by page something would slip away when an entry moves while we read. Within one second there is no other way.
  const next = !hasMore
    ? { min: newest - OVERLAP_SECONDS, page: 1 }
    : last > place.min
      ? { min: last, page: 1 }
      : { min: place.min, page: place.page + 1 };
  const from = Math.min(next.min, newest - OVERLAP_SECONDS);
  return { ...next, newest, seen: [...told.values()].filter(([, at]) => at >= from).slice(-SEEN_LIMIT) };
}

/** Newest last, each once. */
export function withIds(ids: readonly number[], more: readonly number[], most: number): number[] {
  const news = new Set(more);
  return [...ids.filter(id => !news.has(id)), ...news].slice(-most);
}
