/** Proves a token and finds out whose it is: the account's own, or that of a Facebook page the account is linked to. */
import { NetworkFailure } from '../connector.ts';
import { call } from '../kit/meta/graph.ts';
import { type Credentials, graphAt, hashtagsOf, type InstagramCheck, loginOf } from './credentials.ts';
import { TAGS_LIMIT } from './limits.ts';
import { throughPage } from './page-token.ts';
import { meSchema, type Proven, provenOf } from './proven.ts';
import { inTokenField } from './token-field.ts';

/** What each name of an account's kind has been. */
const PERSONAL = /^(personal|user)$/i;

export async function check(context: InstagramCheck): Promise<Proven> {
  if (!context.credentials.accessToken)
    throw new NetworkFailure('refuse', 'The access token is missing.', { field: 'accessToken' });
  const login = loginOf(context.credentials);
  const at = { ...context, credentials: { ...context.credentials, login } };
  mustBeListenable(at.credentials);
  return login === 'facebook' ? throughPage(at) : directly(at);
}

function mustBeListenable(credentials: Credentials): void {
  const tags = hashtagsOf(credentials);
  if (tags.length > 0 && loginOf(credentials) === 'instagram') {
    const message = 'Hashtags can be listened to only with a token of Facebook’s. Leave them out here.';
    throw new NetworkFailure('refuse', message, { field: 'hashtags' });
  }
  if (tags.length <= TAGS_LIMIT) return;
  throw new NetworkFailure('refuse', `Instagram looks for ${TAGS_LIMIT} hashtags at most.`, { field: 'hashtags' });
}

async function directly(context: InstagramCheck): Promise<Proven> {
  const query = { fields: 'id,user_id,username,name,account_type,profile_picture_url' };
  const me = await call(context, graphAt(context.credentials), { path: '/me', query }, meSchema).catch(inTokenField);
  if (PERSONAL.test(me.account_type ?? '')) {
    const message =
      'This is a personal account, which no program can reach. Make it a professional one in the Instagram app first.';
    throw new NetworkFailure('refuse', message, { said: message, field: 'accessToken' });
  }
  return provenOf(me, context.credentials);
}
