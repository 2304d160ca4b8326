/** Proves what a person filled in: that the token is taken, and whose it is. */
import { NetworkFailure, type Proved } from '../connector.ts';
import { call } from '../kit/meta/graph.ts';
import { tokenFacts } from '../kit/meta/oauth.ts';
import { at, type Credentials, endOf, GRAPH_URL, type ThreadsCheck, WORDS_LIMIT, wordsOf } from './credentials.ts';
import { accountOf } from './person.ts';
import { profileSchema } from './schema.ts';

export const PROFILE = { path: '/me', query: { fields: 'id,username,name,threads_profile_picture_url' } };

export async function check(context: ThreadsCheck): Promise<Proved<Credentials>> {
  const { credentials } = context;
  if (wordsOf(credentials, WORDS_LIMIT + 1).length > WORDS_LIMIT)
    throw new NetworkFailure('refuse', `${WORDS_LIMIT} words are the most for one channel.`, { field: 'words' });
  if (!credentials.accessToken)
    throw new NetworkFailure('refuse', 'Fill in the access token, or sign in at Threads.', { field: 'accessToken' });
  const { profile, more } = await profileOf(context).catch(error => {
    throw credentials.signedIn ? error : inTokenField(error);
  });
  const known = { ...credentials, ...more };
  const endsAt = known.endsAtSeconds === undefined ? await endOfToken({ ...context, credentials: known }) : null;
  return { account: accountOf(profile), credentials: { ...known, ...endOf(endsAt) } };
}

/** The collection of examples writes its paths without the version that all pages have: what stands in for Threads may know only those. */
async function profileOf(context: ThreadsCheck) {
  const { credentials } = context;
  const ask = (more: Pick<Credentials, 'isUnversioned'>) =>
    call(context, at({ ...credentials, ...more }), PROFILE, profileSchema);
  try {
    return { profile: await ask({}), more: {} };
  } catch (error) {
    const isOther = credentials.graph !== GRAPH_URL && error instanceof NetworkFailure && error.next === 'gone';
    if (!isOther) throw error;
    const more = { isUnversioned: true };
    return { profile: await ask(more), more };
  }
}

/** The network tells it only to apps it trusts with that; without it, the token is renewed when it was refused. */
async function endOfToken(context: ThreadsCheck): Promise<Date | null> {
  const { credentials } = context;
  try {
    return (await tokenFacts(context, at(credentials), credentials.accessToken ?? '')).endsAt;
  } catch (error) {
    if (error instanceof NetworkFailure) return null;
    throw error;
  }
}

function inTokenField(error: unknown): unknown {
  if (!(error instanceof NetworkFailure) || (error.next !== 'reauthorise' && error.next !== 'refuse')) return error;
  const message = `Threads does not take this access token${error.said === null ? '' : `: “${error.said}”`}. Make another one on the page of your app.`;
  return new NetworkFailure(error.next, message, { said: message, field: 'accessToken', cause: error });
}
