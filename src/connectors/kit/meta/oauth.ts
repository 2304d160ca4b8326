/** Signing in at Meta: the dialog, a code for a short token, a short token for a long one, and the long one renewed. */
import { z } from 'zod';
import { type Context, NetworkFailure } from '../../connector.ts';
import { call, GRAPH_VERSION, type GraphAt, idInPath, listPages } from './graph.ts';
import { idSchema } from './values.ts';

export const DIALOG_URL = 'https://www.facebook.com';
const PAGES_OF_PAGES = 10;
const TICKED_LIMIT = 50;
type Reach = Pick<Context<unknown>, 'fetch' | 'now'>;

/** @param dialog the network's own page: `https://www.facebook.com/v24.0/dialog/oauth`, `https://threads.net/oauth/authorize` */
export function dialogUrl(
  dialog: string,
  what: {
    clientId: string;
    redirectUrl: string;
    state: string;
    scopes: readonly string[];
    more?: Record<string, string>;
  },
): string {
  const url = new URL(dialog);
  const query = {
    client_id: what.clientId,
    redirect_uri: what.redirectUrl,
    response_type: 'code',
    state: what.state,
    scope: what.scopes.join(','),
    ...what.more,
  };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}

/** Facebook’s own dialog. */
export function facebookDialog(dialog: string = DIALOG_URL): string {
  return `${dialog.replace(/\/+$/, '')}/${GRAPH_VERSION}/dialog/oauth`;
}

/** The code out of what the dialog sent back. @param state what it was begun with */
export function codeIn(answer: URLSearchParams, state: string): string {
  if (answer.get('state') !== state)
    throw new NetworkFailure('refuse', 'This sign-in was begun elsewhere. Begin it again here.');
  // Instagram and Threads end it with a fragment that is no part of it.
  const code = answer.get('code')?.replace(/#_$/, '') ?? '';
  if (code !== '') return code;
  const said = answer.get('error_description') ?? answer.get('error_message') ?? answer.get('error_reason');
  throw new NetworkFailure('refuse', 'The sign-in was not granted.', { said: said ?? answer.get('error') });
}

const tokenSchema = z.object({
  access_token: z.string().min(1),
  /** Seconds. Facebook leaves it out of tokens that have no end. */
  expires_in: z.coerce.number().min(0).nullish().catch(null),
  user_id: idSchema.nullish().catch(null),
  permissions: z
    .union([z.array(z.string()), z.string().transform(text => text.split(',').map(one => one.trim()))])
    .nullish()
    .catch(null),
});
/** Instagram has been documented to wrap it in a list of one. */
const grantSchema = z.union([tokenSchema, z.object({ data: z.tuple([tokenSchema]) }).transform(({ data }) => data[0])]);

/** `userId` and `permissions`: where the network tells them (Instagram, Threads). `endsAt` null: it does not say, or never. */
export type Grant = { token: string; endsAt: Date | null; userId: string | null; permissions: string[] | null };
export type App = { clientId: string; clientSecret: string };

/** Facebook: a code for a token. @param at without a token */
export async function codeForToken(
  reach: Reach,
  at: GraphAt,
  app: App,
  code: string,
  redirectUrl: string,
): Promise<Grant> {
  const query = {
    client_id: app.clientId,
    client_secret: app.clientSecret,
    redirect_uri: redirectUrl,
    code,
  };
  return granted(reach, at, { path: '/oauth/access_token', query });
}

/** Instagram (`api.instagram.com`) and Threads: the same as a form. */
export async function codeForTokenByForm(
  reach: Reach,
  at: GraphAt,
  app: App,
  code: string,
  redirectUrl: string,
): Promise<Grant> {
  const form = {
    client_id: app.clientId,
    client_secret: app.clientSecret,
    grant_type: 'authorization_code',
    redirect_uri: redirectUrl,
    code,
  };
  return granted(reach, at, { path: '/oauth/access_token', method: 'POST', form, harmless: true });
}

/** A token of an hour for one of sixty days. Page tokens made with a long one have no end. */
export async function longToken(
  reach: Reach,
  at: GraphAt,
  kind: 'fb_exchange_token' | 'ig_exchange_token' | 'th_exchange_token',
  app: App,
  token: string,
): Promise<Grant> {
  if (kind !== 'fb_exchange_token') {
    const query = { grant_type: kind, client_secret: app.clientSecret, access_token: token };
    return granted(reach, { ...at, version: null }, { path: '/access_token', query });
  }
  const query = {
    grant_type: kind,
    client_id: app.clientId,
    client_secret: app.clientSecret,
    fb_exchange_token: token,
  };
  return granted(reach, at, { path: '/oauth/access_token', query });
}

/** Sixty days more; possible once it is a day old and before it has ended. */
export async function renewedToken(
  reach: Reach,
  at: GraphAt,
  kind: 'ig_refresh_token' | 'th_refresh_token',
  token: string,
): Promise<Grant> {
  const query = { grant_type: kind, access_token: token };
  return granted(reach, { ...at, version: null }, { path: '/refresh_access_token', query });
}

async function granted(reach: Reach, at: GraphAt, what: Parameters<typeof call>[2]): Promise<Grant> {
  const told = await call(reach, { ...at, token: null, appSecret: null }, what, grantSchema);
  return {
    token: told.access_token,
    endsAt: told.expires_in ? new Date(reach.now().getTime() + told.expires_in * 1000) : null,
    userId: told.user_id ?? null,
    permissions: told.permissions ?? null,
  };
}

const pageSchema = z.object({
  id: idSchema,
  name: z.string().nullish(),
  access_token: z.string().min(1),
  tasks: z.array(z.string()).nullish().catch(null),
});
export type GrantedPage = { id: string; name: string; token: string; tasks: string[] | null; more: unknown };

/** The pages a person may speak for, each with its own token. @param fields asked for beside the usual ones, left unread in `more` */
export async function grantedPages(reach: Reach, at: GraphAt, fields: readonly string[] = []): Promise<GrantedPage[]> {
  const query = { fields: ['id', 'name', 'access_token', 'tasks', ...fields].join(',') };
  const pages: GrantedPage[] = [];
  for await (const { entries } of listPages(reach, at, { path: '/me/accounts', query }, PAGES_OF_PAGES))
    for (const entry of entries) {
      const read = pageSchema.safeParse(entry);
      if (read.success) pages.push(pageIn(read.data, entry));
    }
  return pages;
}

/**
 * The same one by one. Pages of a business are listed to nobody without a further right, but each that was ticked can be asked for.
 * @param ids `TokenFacts.targetIds`; those that are no pages are left out
 */
export async function tickedPages(
  reach: Reach,
  at: GraphAt,
  ids: readonly string[],
  fields: readonly string[] = [],
): Promise<GrantedPage[]> {
  const query = { fields: ['id', 'name', 'access_token', ...fields].join(',') };
  const pages: GrantedPage[] = [];
  for (const id of ids.slice(0, TICKED_LIMIT))
    try {
      const told = await call(reach, at, { path: `/${idInPath(id)}`, query }, z.unknown());
      const read = pageSchema.safeParse(told);
      if (read.success) pages.push(pageIn(read.data, told));
    } catch (error) {
      if (!(error instanceof NetworkFailure) || (error.next !== 'refuse' && error.next !== 'gone')) throw error;
    }
  return pages;
}

function pageIn({ id, name, access_token: token, tasks }: z.infer<typeof pageSchema>, more: unknown): GrantedPage {
  return { id, name: name ?? id, token, tasks: tasks ?? null, more };
}

/** What an app says of itself where no person is signed in. */
export function appToken({ clientId, clientSecret }: App): string {
  return `${clientId}|${clientSecret}`;
}

const secondsSchema = z.coerce
  .number()
  .nullish()
  .catch(null)
  .transform(seconds => (seconds ? new Date(seconds * 1000) : null));
const debugSchema = z.object({
  data: z.object({
    app_id: idSchema.nullish().catch(null),
    type: z.string().nullish().catch(null),
    is_valid: z.boolean().nullish().catch(null),
    /** 0: never. */
    expires_at: secondsSchema,
    data_access_expires_at: secondsSchema,
    scopes: z.array(z.string()).nullish().catch(null),
    profile_id: idSchema.nullish().catch(null),
    user_id: idSchema.nullish().catch(null),
    granular_scopes: z
      .array(z.object({ scope: z.string(), target_ids: z.array(idSchema).nullish().catch(null) }))
      .nullish()
      .catch(null),
    error: z.object({ message: z.string() }).nullish().catch(null),
  }),
});

/** `endsAt`: when the token itself ends; `dataEndsAt`: when a person has to allow the app to read once more (90 days). */
export type TokenFacts = {
  isValid: boolean;
  appId: string | null;
  type: string | null;
  endsAt: Date | null;
  dataEndsAt: Date | null;
  scopes: string[] | null;
  profileId: string | null;
  /** The pages and accounts that were ticked, where rights were given for some and not for all. */
  targetIds: string[];
  said: string | null;
};

/** @param at with the app's own token, or the token itself where the app is not ours */
export async function tokenFacts(reach: Reach, at: GraphAt, token: string): Promise<TokenFacts> {
  const { data } = await call(reach, at, { path: '/debug_token', query: { input_token: token } }, debugSchema);
  return {
    isValid: data.is_valid !== false,
    appId: data.app_id ?? null,
    type: data.type ?? null,
    endsAt: data.expires_at,
    dataEndsAt: data.data_access_expires_at,
    scopes: data.scopes ?? null,
    profileId: data.profile_id ?? data.user_id ?? null,
    targetIds: [...new Set((data.granular_scopes ?? []).flatMap(({ target_ids }) => target_ids ?? []))],
    said: data.error?.message ?? null,
  };
}
