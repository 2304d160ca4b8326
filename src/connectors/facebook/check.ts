/** Whose token it is, what it may do and how long it lasts. */
import { z } from 'zod';
import type { Person } from '../../core/post.ts';
import { NetworkFailure } from '../connector.ts';
import { call, GRAPH_VERSION, type GraphAt } from '../kit/meta/graph.ts';
import {
  appToken,
  type GrantedPage,
  grantedPages,
  type TokenFacts,
  tickedPages,
  tokenFacts,
} from '../kit/meta/oauth.ts';
import { idSchema } from '../kit/meta/values.ts';
import { asPage, type Credentials, type FacebookCheck } from './credentials.ts';
import { urlSchema } from './schema.ts';

type Asking = Pick<FacebookCheck, 'fetch' | 'now'>;
export const PAGE_FIELDS = ['username', 'link', 'picture{url}'];
const pageSchema = z.object({
  id: idSchema,
  name: z.string().nullish().catch(null),
  username: z.string().nullish().catch(null),
  link: urlSchema,
  picture: z
    .object({ data: z.object({ url: urlSchema }) })
    .nullish()
    .catch(null),
});

/** A person's token is taken as well: the page's own is fetched with it. */
export async function check(context: FacebookCheck): Promise<{ account: Person; credentials: Credentials }> {
  const { credentials } = context;
  const { accessToken, appId } = credentials;
  if (!accessToken) throw new NetworkFailure('refuse', 'A page access token is missing.', { field: 'accessToken' });
  const facts = await factsOf(context, credentials, accessToken);
  if (!facts.isValid) {
    const message = 'Facebook does not accept this token any more.';
    throw new NetworkFailure('reauthorise', message, { said: facts.said, field: 'accessToken' });
  }
  if (facts.appId !== null && facts.appId !== appId)
    throw new NetworkFailure('refuse', 'This token was made with another app.', { field: 'accessToken' });
  if (facts.type?.toUpperCase() === 'USER') {
    const page = onlyPage(await pagesOf(context, credentials), credentials.page ?? '');
    return check({ ...context, credentials: { ...credentials, accessToken: page.token } });
  }
  const query = { fields: ['id', 'name', ...PAGE_FIELDS].join(',') };
  const page = await call(context, asPage(credentials), { path: '/me', query }, pageSchema);
  const bySignIn = credentials.known?.bySignIn === true;
  return { account: accountOf(page), credentials: { ...credentials, known: knownOf(page.id, facts, bySignIn) } };
}

export async function factsOf(context: Asking, { graph, appId, appSecret }: Credentials, token: string) {
  const app = { clientId: appId, clientSecret: appSecret };
  const at: GraphAt = {
    base: graph,
    version: GRAPH_VERSION,
    token: appToken(app),
    appSecret,
    isTokenInAddress: true,
  };
  const wrongSecret = (error: unknown) => {
    if (!(error instanceof NetworkFailure) || (error.next !== 'refuse' && error.next !== 'reauthorise')) throw error;
    const message = 'Facebook does not know this app id with this secret.';
    throw new NetworkFailure('refuse', message, { said: error.said, field: 'appSecret', cause: error });
  };
  return tokenFacts(context, at, token).catch(wrongSecret);
}

export async function pagesOf(context: Asking, credentials: Credentials): Promise<GrantedPage[]> {
  const at = asPage(credentials);
  const pages = await grantedPages(context, at, PAGE_FIELDS);
  if (pages.length > 0) return pages;
  const { targetIds } = await factsOf(context, credentials, credentials.accessToken ?? '');
  const ticked = await tickedPages(context, at, targetIds, PAGE_FIELDS);
  if (ticked.length > 0) return ticked;
  throw new NetworkFailure('refuse', 'Facebook gave no page along with this sign-in. Sign in again and tick the page.');
}

/** The one that was named, or the only one. */
export function onlyPage(pages: readonly GrantedPage[], wanted: string): GrantedPage {
  const word = wanted.trim().toLowerCase();
  const [page, ...others] = pages.filter(({ id, name }) => word === '' || id === word || name.toLowerCase() === word);
  if (page !== undefined && others.length === 0) return page;
  const names = pages.map(({ name, id }) => `${name} (${id})`).join(', ');
  const message =
    page === undefined ? `No page is called that. There are: ${names}.` : `Which page? There are: ${names}.`;
  throw new NetworkFailure('refuse', message, { said: message, field: 'page' });
}

export function knownOf(pageId: string, facts: TokenFacts, bySignIn: boolean): NonNullable<Credentials['known']> {
  return {
    pageId,
    endsAt: facts.endsAt?.toISOString() ?? null,
    dataEndsAt: facts.dataEndsAt?.toISOString() ?? null,
    scopes: facts.scopes,
    bySignIn,
  };
}

/** @param told a page as the API shows it */
export function accountOf(told: unknown): Person {
  const { id, name, username, link, picture } = pageSchema.parse(told);
  return {
    remoteId: id,
    handle: username ?? null,
    name: name ?? null,
    avatarUrl: picture?.data.url ?? null,
    profileUrl: link ?? `https://www.facebook.com/${id}`,
  };
}
