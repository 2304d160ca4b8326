/**
 * Both lists newest first, back to what was read. Numbers are given out by the server as posts reach it, times by
 * whoever wrote: a post of another server may come late and stand far down, so each round reads past what it knows.
 */
import type { Heard, Page } from '../connector.ts';
import { pageOf } from '../kit/public-post.ts';
import { askList, isThere, type ListName } from './api.ts';
import type { LemmyContext } from './credentials.ts';
import { type Entry, heardOf, idOf, readEntry, removal } from './parse.ts';
import { placeOf } from './place.ts';
import { compared, type ListPlace, RECENT_LIMIT, type Round, type State, stateFrom, withList } from './state.ts';

export const POLL_SECONDS = 60;
/** On connecting. */
export const FIRST_MS = 24 * 3_600_000;
const FIRST_PAGES_LIMIT = 40;
/** How far each round reads past what it knows, and one round each hour. */
export const OVERLAP_MS = 15 * 60_000;
export const DEEP_MS = 3 * 3_600_000;
const DEEP_EVERY_MS = 3_600_000;
/** A gap longer than so many pages is not read to its end. */
const PAGES_LIMIT = 400;

export async function pollPage(context: LemmyContext, after: string | null): Promise<Page> {
  const state = stateFrom(after);
  const { list } = state;
  const [suspect, ...suspects] = state[list].suspects;
  if (suspect !== undefined) return verdictOn(context, state, suspect, suspects);
  const place = state[list];
  const round = place.round ?? begin(place, context.now().getTime());
  const { entries: values, next } = await askList(context, list, round.page);
  const reading = placeOf(context);
  const read = values.map(value => readEntry(value, list, reading));
  const entries = read.flatMap(one => ('post' in one ? [one] : []));
  const known = new Map(place.recent.map(([id, , version]) => [id, version]));
  const heard = read.flatMap(one => ('post' in one ? (toTell(one, round, place, known) ?? []) : [one]));
  const moved = advance(round, entries, next);
  const isOver =
    next === null || values.length === 0 || moved.pages >= limitOf(place) || reachesBack(entries, round.until);
  const done = withList(
    state,
    list,
    isOver ? finish(place, moved, entries) : withRecent({ ...place, round: moved }, entries),
  );
  // Newest first on the page, and a comment below what it answers: told the other way round.
  return goOn(done, isOver, heard.toReversed());
}

function begin({ maxId, newestAt, deepAt }: ListPlace, now: number): Round {
  const isDeep = now - deepAt >= DEEP_EVERY_MS;
  const until = maxId === null ? now - FIRST_MS : newestAt - (isDeep ? DEEP_MS : OVERLAP_MS);
  return { topId: 0, topAt: 0, page: null, pages: 0, until, beganAt: now, isDeep, ids: [] };
}

function limitOf({ maxId }: ListPlace): number {
  return maxId === null ? FIRST_PAGES_LIMIT : PAGES_LIMIT;
}

/**
 * What is numbered higher than was known when a round last went so far back is new, wherever it stands: a post that came
 * late and low is passed over by the short rounds, while others with higher numbers are read. Of the rest, what was touched.
 */
function toTell(
  entry: Entry,
  { isDeep }: Round,
  { maxId, deepMaxId, roundAt }: ListPlace,
  known: ReadonlyMap<number, number>,
): Heard | null {
  const before = isDeep ? deepMaxId : maxId;
  // A deleted comment keeps its place in the list, and is told once.
  if (entry.isGone) return known.has(entry.id) ? heardOf(entry, false) : null;
  const isNew = (before === null || entry.id > before) && !known.has(entry.id);
  if (isNew) return heardOf(entry, true);
  const isTouched = versionOf(entry) > (known.get(entry.id) ?? roundAt - OVERLAP_MS);
  return isTouched ? heardOf(entry, false) : null;
}

function versionOf({ updatedAt }: Entry): number {
  return updatedAt?.getTime() ?? 0;
}

function advance(round: Round, entries: readonly Entry[], next: string | null): Round {
  return {
    ...round,
    page: next,
    pages: round.pages + 1,
    topId: entries.reduce((most, { id }) => Math.max(most, id), round.topId),
    topAt: entries.reduce((most, { at, isPinned }) => (isPinned ? most : Math.max(most, at.getTime())), round.topAt),
    ids: [...round.ids, ...entries.map(({ id }) => id)],
  };
}

/** Pinned posts stand first however old they are. */
function reachesBack(entries: readonly Entry[], until: number): boolean {
  return entries.some(({ at, isPinned }) => !isPinned && at.getTime() < until);
}

function finish(place: ListPlace, round: Round, entries: readonly Entry[]): ListPlace {
  const suspects = place.maxId === null ? [] : compared(place.recent, new Set(round.ids), round.until);
  const known = withRecent(place, entries);
  const maxId = Math.max(place.maxId ?? 0, round.topId);
  return {
    ...known,
    maxId,
    deepMaxId: round.isDeep || place.deepMaxId === null ? maxId : place.deepMaxId,
    newestAt: Math.max(place.newestAt, round.topAt) || round.beganAt,
    roundAt: round.beganAt,
    deepAt: round.isDeep ? round.beganAt : place.deepAt,
    round: null,
    suspects,
  };
}

function withRecent(place: ListPlace, entries: readonly Entry[]): ListPlace {
  const all = new Map(place.recent.map(one => [one[0], one]));
  for (const entry of entries) {
    if (entry.isGone) all.delete(entry.id);
    else if (!entry.isPinned) all.set(entry.id, [entry.id, entry.at.getTime(), versionOf(entry)]);
  }
  return { ...place, recent: [...all.values()].sort(([, a], [, b]) => a - b).slice(-RECENT_LIMIT) };
}

/** Missing in a list is not yet gone: pages move while they are read. The server is asked for this one by its number. */
async function verdictOn(context: LemmyContext, state: State, suspect: number, suspects: number[]): Promise<Page> {
  const { list } = state;
  const stands = await isThere(context, list, suspect);
  const recent = stands ? state[list].recent : state[list].recent.filter(([id]) => id !== suspect);
  const next = withList(state, list, { ...state[list], suspects, recent });
  const remoteId = idOf(placeOf(context), list === 'posts' ? 'post' : 'comment', suspect);
  return goOn(next, true, stands ? [] : [removal(remoteId, context.now())]);
}

/** Posts first, then comments, each with what is missing there; then a pause. */
function goOn(state: State, isOver: boolean, heard: Heard[]): Page {
  const { list } = state;
  if (!isOver || state[list].suspects.length > 0) return pageOf(heard, JSON.stringify(state), true);
  const other: ListName = list === 'posts' ? 'comments' : 'posts';
  return pageOf(heard, JSON.stringify({ ...state, list: other }), list === 'posts');
}
