/** Proves what a person filled in: that the token is taken, and whose it is. */
import { NetworkFailure, type Proved } from '../connector.ts';
import { call } from '../kit/meta/graph.ts';
import { tokenFacts } from '../kit/meta/oauth.ts';
import { at, type Credentials, endOf, type ThreadsCheck, WORDS_LIMIT, wordsOf } from './credentials.ts';
import { accountOf } from './person.ts';
import { profileSchema } from './schema.ts';

export const PROFILE = { path: '/me', query: { fields: 'id,username,name,threads_profile_picture_url' } };

export async function check(context: ThreadsCheck): Promise<Proved<Credentials>> {
  const { credentials } = context;
  if (wordsOf(credentials, WORDS_LIMIT + 1).length > WORDS_LIMIT)
    throw new NetworkFailure('refuse', `${WORDS_LIMIT} words are the most for one channel.`, { field: 'words' });
  if (!credentials.accessToken)
    throw new NetworkFailure('refuse', 'Fill in the access token, or sign in at Threads.', { field: 'accessToken' });
  const profile = await call(context, at(credentials), PROFILE, profileSchema).catch(error => {
    throw credentials.signedIn ? error : inTokenField(error);
  });
  const endsAt = credentials.endsAtSeconds === undefined ? await endOfToken(context) : null;
  return { account: accountOf(profile), credentials: { ...credentials, ...endOf(endsAt) } };
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
