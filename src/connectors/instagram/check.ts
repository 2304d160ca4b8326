/** Proves a token and finds out whose it is: the account's own, or that of a Facebook page the account is linked to. */
import { z } from 'zod';
import type { Person } from '../../core/post.ts';
import { NetworkFailure } from '../connector.ts';
import { call } from '../kit/meta/graph.ts';
import { grantedPages } from '../kit/meta/oauth.ts';
import { idSchema } from '../kit/meta/values.ts';
import { type Credentials, graphAt, hashtagsOf, type InstagramCheck, loginOf } from './credentials.ts';
import { TAGS_LIMIT } from './limits.ts';
import { pageOfPerson } from './place.ts';

type Proven = { account: Person; credentials: Credentials; besides?: { account: Person; credentials: Credentials }[] };

const name = z.string().trim().max(300).nullish().catch(null);
const meSchema = z.object({
  id: idSchema.nullish().catch(null),
  user_id: idSchema.nullish().catch(null),
  username: name,
  name,
  account_type: name,
  profile_picture_url: z
    .url({ protocol: /^https?$/ })
    .nullish()
    .catch(null),
});
type Me = z.infer<typeof meSchema>;

/** What each name of an account's kind has been. */
const PERSONAL = /^(personal|user)$/i;
const ACCOUNT_FIELDS = 'id,username,name,profile_picture_url';

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

/** The account's own id is what calls and hooks name it by; the app has another for it. */
function provenOf(me: Me, credentials: Credentials): { account: Person; credentials: Credentials } {
  const remoteId = me.user_id ?? me.id;
  if (remoteId == null) throw new NetworkFailure('retry', 'Instagram did not say whose token this is.');
  const ids = [...new Set([remoteId, ...(me.id == null ? [] : [me.id])])];
  const handle = me.username || null;
  const account: Person = {
    remoteId,
    handle,
    name: me.name || handle,
    avatarUrl: me.profile_picture_url ?? null,
    profileUrl: pageOfPerson(handle),
  };
  return { account, credentials: { ...credentials, ids } };
}

const linkedSchema = z.object({
  id: idSchema,
  instagram_business_account: meSchema.nullish().catch(null),
});

/** A page's own token, or one of a person who may write for pages: of these, all that an account is linked to. */
async function throughPage(context: InstagramCheck): Promise<Proven> {
  const linked = `instagram_business_account{${ACCOUNT_FIELDS}}`;
  const at = graphAt(context.credentials);
  const token = context.credentials.accessToken ?? '';
  const pages = await grantedPages(context, at, [linked]).catch(error => {
    // A page has no pages.
    if (error instanceof NetworkFailure && error.next === 'refuse') return [];
    return inTokenField(error);
  });
  const found = pages.flatMap(page => {
    const read = linkedSchema.safeParse(page.more);
    const me = read.success ? read.data.instagram_business_account : null;
    return me == null ? [] : [provenOf(me, { ...context.credentials, page: { id: page.id, token: page.token } })];
  });
  const [first, ...besides] = found;
  if (first !== undefined) return besides.length === 0 ? first : { ...first, besides };
  const own = await call(context, at, { path: '/me', query: { fields: `id,${linked}` } }, linkedSchema).catch(
    inTokenField,
  );
  if (own.instagram_business_account == null) {
    const message = 'No professional Instagram account is linked to a page that this token may speak for.';
    throw new NetworkFailure('refuse', message, { said: message, field: 'accessToken' });
  }
  return provenOf(own.instagram_business_account, { ...context.credentials, page: { id: own.id, token } });
}

function inTokenField(error: unknown): never {
  if (!(error instanceof NetworkFailure) || error.next === 'retry') throw error;
  const { next, message, said, afterSeconds } = error;
  throw new NetworkFailure(next, message, { said, afterSeconds, field: 'accessToken', cause: error });
}
