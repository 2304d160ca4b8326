/** What a channel may do, tried without anything anybody could see. */

import type { Finding } from '../connector.ts';
import { type Found, tried } from '../kit/tried.ts';
import { call } from './api.ts';
import { whoAmI } from './check.ts';
import { hasApp, isEnterprise, listensOnly, type XContext } from './credentials.ts';
import { messagePage } from './messages.ts';
import { SCOPES } from './oauth.ts';
import { queriesOf } from './rules.ts';
import { pageSchema } from './schema.ts';
import { timelinePage } from './timelines.ts';

/** The fewest X lists at once; what is read is paid for. */
const FEW = 5;

/** Throws `reauthorise` when the sign-in itself is not taken any more. */
export async function trial(context: XContext): Promise<Finding[]> {
  const stream = await tried('stream', () => listening(context));
  if (listensOnly(context.credentials)) return [stream];
  const me = await whoAmI(context);
  const missing = missingOf(context.credentials.scopes);
  return [
    { ability: 'account', verdict: 'works', why: `Signed in as @${me.username ?? me.id}.` },
    await tried('mentions', () => mentions(context)),
    stream,
    await tried('reply', async () => rights(missing, ['tweet.write'], replyWords(context))),
    await tried('direct', () => messages(context, missing)),
    await tried('media', async () => rights(missing, ['media.write'], null)),
  ];
}

/** Null where X did not say which it gave. */
function missingOf(scopes: string | undefined): string[] | null {
  if (scopes === undefined) return null;
  const given = new Set(scopes.split(/\s+/));
  return SCOPES.filter(scope => !given.has(scope));
}

function rights(missing: readonly string[] | null, needed: readonly string[], why: string | null): Found {
  if (missing === null) return { verdict: 'unsure', why: 'X does not tell before something is posted.' };
  const lacking = needed.filter(scope => missing.includes(scope));
  if (lacking.length === 0) return { verdict: 'works', why };
  return { verdict: 'fails', why: `The sign-in lacks ${lacking.join(', ')}. Sign in again.` };
}

function replyWords({ credentials }: XContext): string | null {
  return isEnterprise(credentials)
    ? null
    : 'Those who mention or quote the account. Everybody else is answered on X’s own page.';
}

async function mentions(context: XContext): Promise<Found> {
  const { heard } = await timelinePage(context, 'mentions', {}, FEW);
  const why = heard.length === 0 ? 'It may be read; nobody has mentioned this account lately.' : null;
  return { verdict: 'works', why };
}

async function messages(context: XContext, missing: readonly string[] | null): Promise<Found> {
  await messagePage(context, { kind: 'all' }, 1, null);
  return rights(missing, ['dm.write'], null);
}

async function listening(context: XContext): Promise<Found> {
  if (queriesOf(context.credentials).length === 0)
    return { verdict: 'absent', why: 'No words to listen for are named for this channel.' };
  if (!hasApp(context.credentials))
    return { verdict: 'works', why: 'Without the API key the words are searched for every five minutes.' };
  const what = { path: '/2/tweets/search/stream/rules', as: 'app', bucket: 'rules' } as const;
  await call(context, what, pageSchema);
  return { verdict: 'works', why: null };
}
