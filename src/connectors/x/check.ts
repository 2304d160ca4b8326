/** Proves what a person filled in: whose the token is, that the app is theirs, and that the rules can be searched for. */
import { z } from 'zod';
import type { Person } from '../../core/post.ts';
import { NetworkFailure, type Proved } from '../connector.ts';
import { call, withCredentials } from './api.ts';
import { withAppToken } from './app-token.ts';
import { type Credentials, hasApp, listensOnly, rulesIn, type XCheck } from './credentials.ts';
import { personOf } from './person.ts';
import { userSchema, type XUser } from './schema.ts';

const meSchema = z.object({ data: userSchema });

export async function check(context: XCheck): Promise<Proved<Credentials>> {
  const credentials = await withAppToken(context).catch(error => {
    throw inField(error, 'apiKey', 'X does not take this API key and its secret');
  });
  const at = withCredentials(context, credentials);
  return listensOnly(credentials) ? listening(at) : { account: await accountOf(at), credentials };
}

async function accountOf(context: XCheck): Promise<Person> {
  const me = await whoAmI(context).catch(error => {
    throw inField(error, 'accessToken', 'X does not take this access token');
  });
  return personOf(me);
}

/** Reading who one is costs a user. */
export async function whoAmI(context: XCheck): Promise<XUser> {
  const query = { 'user.fields': 'description,name,profile_image_url,public_metrics,url,username' };
  const what = { path: '/2/users/me', as: 'account', query, price: 'read.user' } as const;
  const { data } = await call(context, what, meSchema);
  context.charge('read.user', [data.id]);
  return data;
}

/** Without an account there is nobody to be; the words listened for are its name. */
function listening({ credentials }: XCheck): Proved<Credentials> {
  if (!hasApp(credentials))
    throw new NetworkFailure('refuse', 'Fill in the API key and its secret, or sign in at X.', { field: 'apiKey' });
  const [rule] = rulesIn(credentials.listenFor);
  if (rule === undefined)
    throw new NetworkFailure('refuse', 'Write what is to be listened for.', { field: 'listenFor' });
  const name = `“${rule.slice(0, 60)}” on X`;
  const account = { remoteId: 'nobody', handle: null, name, avatarUrl: null, profileUrl: 'https://x.com' };
  return { account, credentials };
}

function inField(error: unknown, field: string, says: string): unknown {
  if (!(error instanceof NetworkFailure) || (error.next !== 'reauthorise' && error.next !== 'refuse')) return error;
  const message = `${says}${error.said === null ? '' : `: “${error.said}”`}.`;
  return new NetworkFailure(error.next, message, { said: message, field, cause: error });
}
