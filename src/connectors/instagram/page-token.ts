/** A token of a Facebook page that an account is linked to, or of a person who may speak for such pages: then the page's own is fetched with it. */
import { z } from 'zod';
import { NetworkFailure } from '../connector.ts';
import { call, GRAPH_VERSION } from '../kit/meta/graph.ts';
import { appToken, grantedPages, longToken, type TokenFacts, tokenFacts } from '../kit/meta/oauth.ts';
import { idSchema } from '../kit/meta/values.ts';
import { type Credentials, graphAt, type InstagramCheck } from './credentials.ts';
import { meSchema, type Proven, provenOf } from './proven.ts';
import { inTokenField } from './token-field.ts';

const LINKED = 'instagram_business_account{id,username,name,profile_picture_url}';
const linkedSchema = z.object({ id: idSchema, instagram_business_account: meSchema.nullish().catch(null) });

export async function throughPage(context: InstagramCheck): Promise<Proven> {
  const token = context.credentials.accessToken ?? '';
  const facts = await factsOf(context, token);
  if (facts?.isValid === false) {
    const message = 'Facebook does not accept this token any more.';
    throw new NetworkFailure('reauthorise', message, { said: facts.said, field: 'accessToken' });
  }
  const whole = facts?.type?.toUpperCase() === 'USER' ? await lasting(context, token) : token;
  const found = await linkedTo({ ...context, credentials: { ...context.credentials, accessToken: whole } });
  const proven = theOne(found, context.credentials.username ?? '');
  const ends = endOf(await factsOf(context, proven.credentials.accessToken ?? ''));
  return {
    ...proven,
    credentials: { ...proven.credentials, ...(ends === null ? {} : { endsAt: ends.toISOString() }) },
  };
}

/** Null where the app's id and secret are not known, or Facebook does not tell. */
export async function factsOf(context: InstagramCheck, token: string): Promise<TokenFacts | null> {
  const { appId, appSecret } = context.credentials;
  if (!appId || !appSecret) return null;
  const app = { clientId: appId, clientSecret: appSecret };
  const at = { ...graphAt(context.credentials), version: GRAPH_VERSION, token: appToken(app), appSecret: null };
  try {
    return await tokenFacts(context, at, token);
  } catch (error) {
    if (error instanceof NetworkFailure && error.next !== 'retry') return null;
    throw error;
  }
}

/** A person's token of an hour makes page tokens of an hour; one of sixty days makes such as last. */
async function lasting(context: InstagramCheck, token: string): Promise<string> {
  const { appId = '', appSecret = '' } = context.credentials;
  const app = { clientId: appId, clientSecret: appSecret };
  try {
    return (await longToken(context, graphAt(context.credentials), 'fb_exchange_token', app, token)).token;
  } catch (error) {
    if (error instanceof NetworkFailure && error.next === 'retry') throw error;
    return token;
  }
}

async function linkedTo(context: InstagramCheck): Promise<Proven[]> {
  const { credentials } = context;
  const token = credentials.accessToken ?? '';
  const at = graphAt(credentials);
  const pages = await grantedPages(context, at, [LINKED]).catch(error => {
    // A page has no pages.
    if (error instanceof NetworkFailure && error.next === 'refuse') return [];
    return inTokenField(error);
  });
  const found = pages.flatMap(page => linked(page.more, { ...credentials, personToken: token }, page.id, page.token));
  if (found.length > 0) return found;
  const own = await call(context, at, { path: '/me', query: { fields: `id,${LINKED}` } }, linkedSchema).catch(
    inTokenField,
  );
  return linked(own, credentials, own.id, token);
}

/** The page speaks for the account in everything; only hashtags want the person. */
function linked(told: unknown, credentials: Credentials, id: string, token: string): Proven[] {
  const read = linkedSchema.safeParse(told);
  const me = read.success ? read.data.instagram_business_account : null;
  return me == null ? [] : [provenOf(me, { ...credentials, accessToken: token, page: { id, token } })];
}

function theOne(found: readonly Proven[], wanted: string): Proven {
  const word = wanted.replace(/^@/, '').toLowerCase();
  const [one, ...others] = found.filter(({ account }) => word === '' || account.handle?.toLowerCase() === word);
  if (one !== undefined && others.length === 0) return one;
  const names = found.map(({ account }) => `@${account.handle ?? account.remoteId}`).join(', ');
  if (found.length === 0) {
    const message = 'No professional Instagram account is linked to a page that this token may speak for.';
    throw new NetworkFailure('refuse', message, { said: message, field: 'accessToken' });
  }
  const message =
    one === undefined ? `No account is called that. There are: ${names}.` : `Which account? There are: ${names}.`;
  throw new NetworkFailure('refuse', message, { said: message, field: 'username' });
}

/** The token's own end, or that of the ninety days for which a person lets the app read. */
function endOf(facts: TokenFacts | null): Date | null {
  const ends = [facts?.endsAt, facts?.dataEndsAt].flatMap(at => (at ? [at] : []));
  return ends.sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
}
