/** The account's own lists: who mentions it, and what it wrote. Both are paid for at the price of one's own. */
import type { Heard } from '../connector.ts';
import { call } from './api.ts';
import type { XContext } from './credentials.ts';
import { heardOfPiece, idIn, piecesOf } from './page.ts';
import { pageSchema } from './schema.ts';
import { newest } from './snowflake.ts';
import { POST_FIELDS } from './spelling.ts';

export type Timeline = 'mentions' | 'own';
export const TIMELINES: readonly Timeline[] = ['mentions', 'own'];
export const PER_PAGE = 100;

/** Where to go on: since an id or a moment, and which page of that. */
export type From = { sinceId?: string; startTime?: string; token?: string };
export type TimelinePage = { heard: Heard[]; top: string | null; next: string | null };

export async function timelinePage(
  context: XContext,
  which: Timeline,
  from: From,
  most = PER_PAGE,
): Promise<TimelinePage> {
  const me = encodeURIComponent(context.account.remoteId);
  const path = which === 'mentions' ? `/2/users/${me}/mentions` : `/2/users/${me}/tweets`;
  const query: Record<string, string | number | null> = {
    max_results: most,
    since_id: from.sinceId ?? null,
    start_time: from.startTime ?? null,
    pagination_token: from.token ?? null,
    ...(which === 'own' ? { exclude: 'retweets' } : {}),
  };
  const found = await call(
    context,
    { path, as: 'account', query, fields: POST_FIELDS, bucket: which, price: 'read.own', most },
    pageSchema,
  );
  const ids = found.data.flatMap(one => idIn(one) ?? []);
  context.charge('read.own', ids);
  return {
    heard: piecesOf(found, which === 'mentions').map(piece => heardOfPiece(piece, { account: context.account }, null)),
    top: ids.reduce<string | null>(newest, null),
    next: found.meta?.next_token ?? null,
  };
}
