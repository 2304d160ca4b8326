/** Looks once more at posts and comments: the hook tells of edits and deletions, but not while it was silent. */
import { z } from 'zod';
import { type Heard, type Known, NetworkFailure } from '../connector.ts';
import { call, idInPath, listPage } from '../kit/meta/graph.ts';
import { idSchema } from '../kit/meta/values.ts';
import { asPage, type FacebookContext } from './credentials.ts';
import { isMessage } from './message-id.ts';
import { readKept } from './read.ts';

/** Each is a request. */
export const RECHECKED_AT_ONCE = 20;
export const RECHECK_AGES_MINUTES = [60, 24 * 60];

const nowSchema = z.object({ id: idSchema, message: z.string().nullish() });

export async function recheck(context: FacebookContext, posts: readonly Known[]): Promise<Heard[]> {
  const looked = posts.filter(post => isHere(post, context.account.remoteId)).slice(0, RECHECKED_AT_ONCE);
  if (looked.length === 0) return [];
  // Whoever lost the right to read is told that everything is gone: only a page that still reads is believed.
  const at = asPage(context.credentials);
  await listPage(context, at, { path: `/${context.account.remoteId}/feed`, query: { fields: 'id', limit: '1' } });
  const heard: Heard[] = [];
  for (const post of looked) {
    const one = await lookAt(context, post);
    if (one !== null) heard.push(one);
  }
  return heard;
}

/** What stands elsewhere and mentions the page may never be readable: it would pass for deleted. */
function isHere({ remoteId, rootRemoteId, room }: Known, page: string): boolean {
  return room === null && !isMessage(remoteId) && (rootRemoteId ?? remoteId).startsWith(`${page}_`);
}

async function lookAt(context: FacebookContext, { remoteId, text }: Known): Promise<Heard | null> {
  const what = { path: `/${idInPath(remoteId)}`, query: { fields: 'id,message' }, bucket: 'listening' };
  const found = (message: string | null) =>
    readKept(JSON.stringify({ of: 'again', id: remoteId, message, at: context.now() }), context.account);
  try {
    const now = await call(context, asPage(context.credentials), what, nowSchema);
    // A shared link and a review have words of our making: only words that were theirs can have changed.
    const isTheirs = now.message && now.message !== text && !/^[👍👎★]/u.test(text);
    return isTheirs ? found(now.message ?? '') : null;
  } catch (error) {
    if (!(error instanceof NetworkFailure)) throw error;
    if (error.next === 'refuse') return null;
    if (error.next !== 'gone') throw error;
    return found(null);
  }
}
