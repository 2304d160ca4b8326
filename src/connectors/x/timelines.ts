/** The account's own lists: who mentions it, and what it wrote. Both are paid for at the price of one's own. */
import { type Heard, NetworkFailure } from '../connector.ts';
import { call } from './api.ts';
import type { XContext } from './credentials.ts';
import type { Price } from './limits.ts';
import { heardOfPiece, idIn, piecesOf } from './page.ts';
import { isNotSold } from './problem.ts';
import { pageSchema } from './schema.ts';
import { SEARCH, withinSearch } from './search.ts';
import { newest } from './snowflake.ts';
import { POST_FIELDS } from './spelling.ts';

export type Timeline = 'mentions' | 'own';
export const TIMELINES: readonly Timeline[] = ['mentions', 'own'];
export const PER_PAGE = 100;
/** X searches for no fewer at once. */
const LEAST_SEARCHED = 10;

/** Where to go on: since an id or a moment, and which page of that. */
export type From = { sinceId?: string | undefined; startTime?: string | undefined; token?: string };
export type TimelinePage = { heard: Heard[]; top: string | null; next: string | null };

export async function timelinePage(
  context: XContext,
  which: Timeline,
  from: From,
  most = PER_PAGE,
): Promise<TimelinePage> {
  try {
    return await pageOf(context, listOf(context, which), from, most);
  } catch (error) {
    const isClosed = error instanceof NetworkFailure && (error.next === 'gone' || isNotSold(error));
    const { handle } = context.account;
    if (!isClosed || which !== 'own' || handle === null) throw error;
    // Not every plan, nor every server in X's place, has this list.
    return pageOf(context, searchFor(handle), withinSearch(from, context.now()), Math.max(most, LEAST_SEARCHED));
  }
}

type List = { path: string; query: Record<string, string>; bucket: string; price: Price; toUs: boolean; next: string };

function listOf({ account }: XContext, which: Timeline): List {
  const me = `/2/users/${encodeURIComponent(account.remoteId)}`;
  const next = 'pagination_token';
  return which === 'mentions'
    ? { path: `${me}/mentions`, query: {}, bucket: which, price: 'read.own', toUs: true, next }
    : { path: `${me}/tweets`, query: { exclude: 'retweets' }, bucket: which, price: 'read.own', toUs: false, next };
}

function searchFor(handle: string): List {
  const query = { query: `from:${handle} -is:retweet` };
  return { path: SEARCH, query, bucket: 'search', price: 'read.post', toUs: false, next: 'next_token' };
}

async function pageOf(context: XContext, list: List, from: From, most: number): Promise<TimelinePage> {
  const query: Record<string, string | number | null> = {
    ...list.query,
    max_results: most,
    since_id: from.sinceId ?? null,
    start_time: from.startTime ?? null,
    [list.next]: from.token ?? null,
  };
  const { path, bucket, price } = list;
  const as = path === SEARCH ? 'either' : 'account';
  const found = await call(context, { path, as, query, fields: POST_FIELDS, bucket, price, most }, pageSchema);
  const ids = found.data.flatMap(one => idIn(one) ?? []);
  context.charge(price, ids);
  return {
    heard: piecesOf(found, list.toUs).map(piece => heardOfPiece(piece, { account: context.account }, null)),
    top: ids.reduce<string | null>(newest, null),
    next: found.meta?.next_token ?? null,
  };
}
