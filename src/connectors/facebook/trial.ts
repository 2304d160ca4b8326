/** What a channel may do, tried without anything anybody could see. */
import { type Finding, NetworkFailure } from '../connector.ts';
import { listPage } from '../kit/meta/graph.ts';
import { factsOf } from './check.ts';
import { asPage, type FacebookContext } from './credentials.ts';

type Found = Omit<Finding, 'ability'>;

/** Throws `reauthorise` when the sign-in itself is not taken any more. */
export async function trial(context: FacebookContext): Promise<Finding[]> {
  const { credentials, account } = context;
  const facts = await factsOf(context, credentials, credentials.accessToken ?? '');
  if (!facts.isValid)
    throw new NetworkFailure('reauthorise', 'Facebook no longer accepts our sign-in.', { said: facts.said });
  const may = (...scopes: string[]): Found => {
    if (facts.scopes === null) return { verdict: 'unsure', why: 'Facebook does not say what this token may do.' };
    const missing = scopes.filter(scope => !facts.scopes?.includes(scope));
    if (missing.length === 0) return { verdict: 'works', why: null };
    return { verdict: 'fails', why: `Facebook has not given this app ${missing.join(' and ')}.` };
  };
  const answering = may('pages_manage_engagement');
  return [
    { ability: 'account', verdict: 'works', why: `Signed in as ${account.name ?? account.remoteId}.` },
    {
      ability: 'mentions',
      ...worse(
        may('pages_manage_metadata', 'pages_read_engagement', 'pages_read_user_content'),
        await reading(context),
      ),
    },
    { ability: 'reply', ...answering },
    { ability: 'direct', ...worse(may('pages_messaging'), await inbox(context)) },
    { ability: 'media', ...answering },
  ];
}

/** What was tried says more than what was granted, where it fails. */
function worse(granted: Found, tried: Found): Found {
  return granted.verdict === 'fails' || tried.verdict === 'works' ? granted : tried;
}

async function reading(context: FacebookContext): Promise<Found> {
  return tried(context, `/${context.account.remoteId}/feed`, {});
}

async function inbox(context: FacebookContext): Promise<Found> {
  return tried(context, `/${context.account.remoteId}/conversations`, { platform: 'messenger' });
}

async function tried(context: FacebookContext, path: string, query: Record<string, string>): Promise<Found> {
  try {
    await listPage(context, asPage(context.credentials), { path, query: { ...query, fields: 'id', limit: '1' } });
    return { verdict: 'works', why: null };
  } catch (error) {
    if (!(error instanceof NetworkFailure) || error.next === 'reauthorise') throw error;
    return { verdict: 'fails', why: error.said ?? error.message };
  }
}
