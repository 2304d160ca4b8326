/** What a channel may do, tried without anything anybody could see. */

import { z } from 'zod';
import { type Finding, NetworkFailure } from '../connector.ts';
import { call, idInPath } from '../kit/meta/graph.ts';
import { type Found, tried } from '../kit/tried.ts';
import { graphAt, type InstagramContext, loginOf, mailboxOf, messagesAt } from './credentials.ts';
import { idOf, listenedTo } from './hashtags.ts';
import { factsOf } from './page-token.ts';

const listSchema = z.object({ data: z.array(z.unknown()) });
const accountSchema = z.object({ username: z.string().nullish() });

/** Throws `reauthorise` when the sign-in itself is not taken any more. */
export async function trial(context: InstagramContext): Promise<Finding[]> {
  const own = await call(
    context,
    graphAt(context.credentials),
    { path: `/${idInPath(context.account.remoteId)}`, query: { fields: 'id,username' } },
    accountSchema,
  );
  const may = await rightsOf(context);
  const comments = await tried('mentions', () => readable(context));
  const talking = await tried('direct', () => talks(context));
  return [
    { ability: 'account', verdict: 'works', why: `Signed in as @${own.username ?? context.account.handle ?? ''}.` },
    worse(may('instagram_basic', 'instagram_manage_comments'), comments),
    await tried('stream', () => listening(context)),
    worse(may('instagram_manage_comments'), { ability: 'reply', ...fromRight(comments, 'comments') }),
    worse(may('instagram_manage_messages'), talking),
    { ability: 'media', verdict: 'unsure', why: 'Whether Instagram takes a file shows only with the first one.' },
  ];
}

/** Facebook says what a token may do; Instagram's own sign-in shows it only by trying. */
async function rightsOf(context: InstagramContext): Promise<(...scopes: string[]) => string | null> {
  const isFacebook = loginOf(context.credentials) === 'facebook';
  const facts = isFacebook ? await factsOf(context, context.credentials.accessToken ?? '') : null;
  if (facts?.isValid === false)
    throw new NetworkFailure('reauthorise', 'Facebook no longer accepts our sign-in.', { said: facts.said });
  return (...scopes) => {
    const missing = scopes.filter(scope => facts?.scopes != null && !facts.scopes.includes(scope));
    return missing.length === 0 ? null : `Facebook has not given this app ${missing.join(' and ')}.`;
  };
}

function worse(missing: string | null, found: Finding): Finding {
  return missing === null || found.verdict === 'fails' ? found : { ...found, verdict: 'fails', why: missing };
}

/** Reading and writing are one right there. */
function fromRight({ verdict, why }: Finding, what: string): Found {
  return verdict === 'works'
    ? { verdict, why: null }
    : { verdict, why: why ?? `The right to manage ${what} is missing.` };
}

async function readable(context: InstagramContext): Promise<Found> {
  const path = `/${idInPath(context.account.remoteId)}/media`;
  const query = { fields: 'id,comments.limit(1){id}', limit: '1' };
  const { data } = await call(context, graphAt(context.credentials), { path, query }, listSchema);
  if (data.length === 0)
    return { verdict: 'unsure', why: 'The account has posted nothing yet, so there are no comments to read.' };
  return { verdict: 'works', why: calledOrNot(context) };
}

async function talks(context: InstagramContext): Promise<Found> {
  const path = `/${idInPath(mailboxOf(context))}/conversations`;
  const query = { platform: 'instagram', limit: '1' };
  await call(context, messagesAt(context.credentials), { path, query }, listSchema);
  return { verdict: 'works', why: null };
}

async function listening(context: InstagramContext): Promise<Found> {
  const [tag] = listenedTo(context);
  if (tag === undefined) return { verdict: 'absent', why: 'No hashtag is named for this channel.' };
  await idOf(context, tag);
  return { verdict: 'works', why: null };
}

function calledOrNot({ callAt }: InstagramContext): string | null {
  return callAt === null ? 'Instagram cannot call Heed here, so it is asked every two minutes.' : null;
}
