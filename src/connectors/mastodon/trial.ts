/** What a channel may do, tried without anything anybody could see. */

import { type Finding, NetworkFailure } from '../connector.ts';
import { type Found, tried } from '../kit/tried.ts';
import { ask, call, failureOf, isFine } from './api.ts';
import { listensOnly, type MastodonContext } from './credentials.ts';
import { upload } from './media.ts';
import { NOTIFICATIONS } from './notification.ts';
import { pageOf } from './page.ts';
import { personOf } from './parse.ts';
import { placeOf } from './place.ts';
import { accountSchema } from './schema.ts';
import { timelinesOf } from './timelines.ts';

/** No status has this name. Deleting what is not there changes nothing, but asks for the right to write. */
const NO_STATUS = '0';
/** One transparent dot (PNG). A picture that no status names is seen by nobody, and the server throws it away. */
const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

/** Throws `reauthorise` when the sign-in itself is not taken any more. */
export async function trial(context: MastodonContext): Promise<Finding[]> {
  const stream = await tried('stream', () => timelines(context));
  if (listensOnly(context.credentials)) return [stream];
  const own = await call(context, { path: '/api/v1/accounts/verify_credentials' }, accountSchema);
  const { handle } = personOf(own, placeOf(context));
  const writing = await tried('reply', () => mayWrite(context));
  return [
    { ability: 'account', verdict: 'works', why: `Signed in as @${handle}.` },
    await tried('mentions', () => mentions(context)),
    stream,
    writing,
    { ...writing, ability: 'direct' },
    await tried('media', () => uploading(context)),
  ];
}

async function timelines(context: MastodonContext): Promise<Found> {
  const all = timelinesOf(context.credentials);
  if (all.length === 0)
    return { verdict: 'absent', why: 'No hashtag and no public timeline is named for this channel.' };
  const closed: string[] = [];
  for (const { list, name, kind } of all) {
    const isHidden = context.credentials.about?.hides.includes(kind) === true;
    if (isHidden || !(await isOpen(context, list))) closed.push(name.replace(/^tag /, '#'));
  }
  const { domain } = context.credentials.about ?? { domain: 'The server' };
  if (closed.length > 0) return { verdict: 'fails', why: `${domain} does not show ${closed.join(', ')}.` };
  return { verdict: 'works', why: null };
}

async function isOpen(context: MastodonContext, list: Parameters<typeof pageOf>[1]): Promise<boolean> {
  try {
    await pageOf(context, list, null);
    return true;
  } catch (error) {
    if (error instanceof NetworkFailure && error.next !== 'retry') return false;
    throw error;
  }
}

async function mentions(context: MastodonContext): Promise<Found> {
  const { entries } = await pageOf(context, NOTIFICATIONS, null);
  const isLive = context.credentials.about?.streaming != null;
  if (!isLive) return { verdict: 'works', why: 'This server does not stream; it is asked every half minute.' };
  const why = entries.length === 0 ? 'It may be read; nobody has mentioned this account lately.' : null;
  return { verdict: 'works', why };
}

async function mayWrite(context: MastodonContext): Promise<Found> {
  const what = { path: `/api/v1/statuses/${NO_STATUS}`, method: 'DELETE', bucket: 'removals', harmless: true } as const;
  const answer = await ask(context, what, true);
  if (isFine(answer) || answer.status === 404 || answer.status === 410) return { verdict: 'works', why: null };
  const failure = failureOf(answer, false, context.now());
  if (failure.next === 'retry') throw failure;
  const isSure = answer.status === 401 || answer.status === 403;
  return isSure
    ? { verdict: 'fails', why: failure.said ?? failure.message }
    : { verdict: 'unsure', why: 'This server does not tell before something is posted.' };
}

async function uploading(context: MastodonContext): Promise<Found> {
  if (context.credentials.about?.media.perPost === 0)
    return { verdict: 'absent', why: 'This server takes no pictures.' };
  await upload(
    context,
    { bytes: new Uint8Array(DOT), type: 'image/png', description: null },
    `trial-${context.now().getTime()}`,
  );
  return { verdict: 'works', why: null };
}
