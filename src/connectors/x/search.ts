/** Recent search: the last seven days of what the rules say. Each post that comes is paid for. */
import { type Heard, NetworkFailure } from '../connector.ts';
import { call } from './api.ts';
import type { XContext } from './credentials.ts';
import { heardOfPiece, idIn, piecesOf } from './page.ts';
import type { Place } from './parse.ts';
import { pageSchema } from './schema.ts';
import { byAge, idAt, timeOf } from './snowflake.ts';
import { POST_FIELDS } from './spelling.ts';

export const SEARCH = '/2/tweets/search/recent';
/** X looks back seven days; a little less, for its clock and ours are two. */
export const SEARCH_DAYS = 7;
const EDGE_MS = 5 * 60_000;
const DAY_MS = 86_400_000;
const PER_PAGE = 100;
/** Pages of one rule at once: a rule that says too much must not empty the purse in one go. */
const PAGES_LIMIT = 10;

/** @param since an id, or a moment  @returns what one rule brings, in no order */
export async function search(
  context: XContext,
  query: string,
  since: string | Date,
  pages = PAGES_LIMIT,
): Promise<Heard[]> {
  const place: Place = { account: context.account };
  const heard: Heard[] = [];
  let token: string | null = null;
  for (let page = 0; page < pages; page++) {
    const asked: Record<string, string | number> = { query, max_results: PER_PAGE, ...from(since, context.now()) };
    if (token !== null) asked['next_token'] = token;
    const found = await call(
      context,
      {
        path: SEARCH,
        as: 'either',
        query: asked,
        fields: POST_FIELDS,
        bucket: 'search',
        price: 'read.post',
        most: PER_PAGE,
      },
      pageSchema,
    );
    context.charge(
      'read.post',
      found.data.flatMap(one => idIn(one) ?? []),
    );
    heard.push(...piecesOf(found).map(piece => heardOfPiece(piece, place, idIn((piece as { data: unknown }).data))));
    token = found.meta?.next_token ?? null;
    if (token === null) return heard;
  }
  context.log('info', 'A rule brings more than is read at once', { pages });
  return heard;
}

/** Nothing older than X looks back: it refuses such a request instead of answering what it has. */
function from(since: string | Date, now: Date): { since_id?: string; start_time?: string } {
  const edge = new Date(now.getTime() - SEARCH_DAYS * DAY_MS + EDGE_MS);
  const at = typeof since === 'string' ? timeOf(since) : since;
  if (at === null) return { since_id: String(since) };
  if (at <= edge) return { start_time: withoutMs(edge) };
  return typeof since === 'string' ? { since_id: since } : { start_time: withoutMs(since) };
}

/** As X writes moments. */
export function withoutMs(at: Date): string {
  return at.toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** A little before a place, for X does not tell everything in the order of its numbers. */
export function shortlyBefore(id: string, ms: number): string {
  const at = timeOf(id);
  return at === null ? id : idAt(new Date(at.getTime() - ms));
}

/** The same for a place that was kept for another list. */
export function withinSearch<Place extends { sinceId?: string | undefined; startTime?: string | undefined }>(
  place: Place,
  now: Date,
): Place {
  const { sinceId, startTime, ...rest } = place;
  const since = sinceId ?? (startTime === undefined ? null : new Date(startTime));
  if (since === null) return place;
  const { since_id, start_time } = from(since, now);
  return {
    ...rest,
    ...(since_id === undefined ? {} : { sinceId: since_id }),
    ...(start_time === undefined ? {} : { startTime: start_time }),
  } as Place;
}

/** Oldest first, each once; what could not be read goes where it stood. */
export function inOrder(heard: readonly Heard[]): Heard[] {
  const seen = new Set<string>();
  const once = heard.filter(one => {
    if (one.kind !== 'arrival' || one.cursor === null) return true;
    return !seen.has(one.cursor) && Boolean(seen.add(one.cursor));
  });
  return once.sort((one, other) => byAge(placeOf(one), placeOf(other)));
}

/** Its number; what has none stands where a number of its moment would. */
function placeOf(heard: Heard): string {
  if (heard.cursor !== null) return heard.cursor;
  const [item] = heard.kind === 'arrival' ? heard.items : [];
  if (item === undefined) return '0';
  return idAt(item.kind === 'post' ? item.post.at : item.at);
}

/** A search that is not allowed must not keep us from hearing who writes to us. */
export async function searchIfOpen(...asked: Parameters<typeof search>): Promise<Heard[]> {
  try {
    return await search(...asked);
  } catch (error) {
    if (!(error instanceof NetworkFailure) || (error.next !== 'refuse' && error.next !== 'gone')) throw error;
    asked[0].log('warn', 'X does not let this app search', { said: error.said ?? error.message });
    return [];
  }
}
