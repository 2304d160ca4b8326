/** What a channel may do, tried without anything anybody could see. */

import { z } from 'zod';
import { type Finding, NetworkFailure } from '../connector.ts';
import { call, listPage } from '../kit/meta/graph.ts';
import { type Found, tried } from '../kit/tried.ts';
import { PROFILE } from './check.ts';
import { at, type ThreadsContext, wordsOf } from './credentials.ts';
import { type List, MENTIONS, searchFor } from './lists.ts';
import { profileSchema } from './schema.ts';

const quotaSchema = z.object({
  data: z.array(
    z.object({
      reply_quota_usage: z.coerce.number().nullish(),
      reply_config: z.object({ quota_total: z.coerce.number() }).nullish(),
    }),
  ),
});
const QUOTA = { path: '/me/threads_publishing_limit', query: { fields: 'reply_quota_usage,reply_config' } };

/** Throws `reauthorise` when the sign-in itself is not taken any more. */
export async function trial(context: ThreadsContext): Promise<Finding[]> {
  const { username } = await call(context, at(context.credentials), PROFILE, profileSchema);
  return [
    { ability: 'account', verdict: 'works', why: `Signed in as @${username}.` },
    await tried('mentions', () => opens(context, MENTIONS, 'threads_manage_mentions')),
    await tried('stream', () => searches(context)),
    await tried('reply', () => answers(context)),
    { ability: 'media', verdict: 'absent', why: 'Threads takes pictures only from an address open to everybody.' },
  ];
}

async function opens(context: ThreadsContext, list: List, scope: string): Promise<Found> {
  try {
    const { entries } = await listPage(context, at(context.credentials), list.call);
    const why = entries.length === 0 ? 'It may be read; nobody has mentioned this account lately.' : null;
    return { verdict: 'works', why };
  } catch (error) {
    if (!(error instanceof NetworkFailure) || error.next !== 'refuse') throw error;
    return {
      verdict: 'fails',
      why: `The permission ${scope} is missing.${error.said ? ` Threads says: ${error.said}` : ''}`,
    };
  }
}

async function searches(context: ThreadsContext): Promise<Found> {
  const [word] = wordsOf(context.credentials);
  if (word === undefined) return { verdict: 'absent', why: 'No word to search for is named for this channel.' };
  const found = await opens(context, searchFor(word, null), 'threads_keyword_search');
  if (found.verdict !== 'works' || found.why === null) return found;
  return {
    verdict: 'unsure',
    why: 'Nothing was found. Until Meta approves threads_keyword_search, only your own posts are.',
  };
}

/** How much of the day's replies is used is told only to those who may reply. */
async function answers(context: ThreadsContext): Promise<Found> {
  const { data } = await call(context, at(context.credentials), QUOTA, quotaSchema);
  const [quota] = data;
  const [used, total] = [quota?.reply_quota_usage, quota?.reply_config?.quota_total];
  if (used == null || total == null) return { verdict: 'works', why: null };
  if (used < total) return { verdict: 'works', why: `${used} of ${total} replies of the last 24 hours are used.` };
  return { verdict: 'fails', why: `All ${total} replies of the last 24 hours are used.` };
}
