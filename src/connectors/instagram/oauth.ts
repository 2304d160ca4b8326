/** Signing in at Instagram's own page with the company's own app, and the sixty days of each token. */
import { z } from 'zod';
import type { Person } from '../../core/post.ts';
import { NetworkFailure, type Reach } from '../connector.ts';
import { expect } from '../kit/json.ts';
import { does, idInPath } from '../kit/meta/graph.ts';
import { codeForTokenByForm, codeIn, dialogUrl, longToken, renewedToken } from '../kit/meta/oauth.ts';
import { type Credentials, credentialsSchema, graphAt, type InstagramContext, loginOf } from './credentials.ts';

const DIALOG = 'https://www.instagram.com/oauth/authorize';
const CODES = 'https://api.instagram.com';
export const SCOPES = [
  'instagram_business_basic',
  'instagram_business_manage_comments',
  'instagram_business_manage_messages',
];
const keptSchema = z.object({
  redirectUrl: z.string(),
  state: z.string(),
  form: z.record(z.string(), z.string()),
});

/** @param form the app's id and secret */
export async function begin(redirectUrl: string, state: string, form: Record<string, string>) {
  const credentials = filledIn(form);
  const { clientId } = appOf(credentials);
  const dialog = credentials.graph === undefined ? DIALOG : new URL('/oauth/authorize', credentials.graph).href;
  const url = dialogUrl(dialog, { clientId, redirectUrl, state, scopes: SCOPES });
  const keep: z.infer<typeof keptSchema> = { redirectUrl, state, form };
  return { url, keep };
}

export async function finish(
  answer: URLSearchParams,
  keep: unknown,
  reach: Reach,
  see: (credentials: Credentials) => Promise<{ account: Person; credentials: Credentials }>,
): Promise<{ account: Person; credentials: Credentials }> {
  const { redirectUrl, state, form } = expect(keep, keptSchema, false);
  const credentials: Credentials = { ...filledIn(form), login: 'instagram', signedIn: true };
  const app = appOf(credentials);
  const code = codeIn(answer, state);
  const at = graphAt(credentials);
  const codes = { ...at, base: credentials.graph ?? CODES, version: null, token: null };
  const short = await codeForTokenByForm(reach, codes, app, code, redirectUrl);
  mustBeGranted(short.permissions);
  const long = await longToken(reach, at, 'ig_exchange_token', app, short.token);
  const ends = long.endsAt === null ? {} : { endsAt: long.endsAt.toISOString() };
  return see({ ...credentials, accessToken: long.token, ...ends });
}

/** Sixty days more. Instagram's own tokens only: a page's has no end, and a person's at Facebook cannot be renewed. */
export async function refresh(context: InstagramContext): Promise<Credentials> {
  const { credentials } = context;
  if (loginOf(credentials) === 'facebook' || !credentials.accessToken)
    throw new NetworkFailure('reauthorise', 'Meta no longer takes this access token.');
  const grant = await renewedToken(context, graphAt(credentials), 'ig_refresh_token', credentials.accessToken);
  const ends = grant.endsAt === null ? {} : { endsAt: grant.endsAt.toISOString() };
  return { ...credentials, accessToken: grant.token, ...ends };
}

/** There is no call that gives it back; what we were told of is ended. */
export async function revoke(context: InstagramContext): Promise<string | null> {
  const { credentials, account } = context;
  if (loginOf(credentials) === 'instagram') {
    const path = `/${idInPath(account.remoteId)}/subscribed_apps`;
    await does(context, graphAt(credentials), { path, method: 'DELETE', harmless: true });
  }
  return 'Take the app away in Instagram as well: Settings → Website permissions → Apps and websites.';
}

function filledIn(form: Record<string, string>): Credentials {
  const read = credentialsSchema.safeParse(form);
  if (!read.success) throw new NetworkFailure('refuse', 'What was filled in cannot be used. Begin again.');
  return read.data;
}

function appOf({ appId, appSecret }: Credentials): { clientId: string; clientSecret: string } {
  if (!appId) throw new NetworkFailure('refuse', 'Fill in the Instagram app ID.', { field: 'appId' });
  if (!appSecret) throw new NetworkFailure('refuse', 'Fill in the Instagram app secret.', { field: 'appSecret' });
  return { clientId: appId, clientSecret: appSecret };
}

const RIGHTS: Record<string, string> = {
  instagram_business_basic: 'see the account',
  instagram_business_manage_comments: 'manage comments',
  instagram_business_manage_messages: 'manage messages',
};

/** People can leave out what they like; comments or messages alone are well. */
function mustBeGranted(permissions: string[] | null): void {
  if (permissions === null || permissions.length === 0 || permissions.includes('instagram_business_basic')) return;
  const message = `Heed was not allowed to ${RIGHTS['instagram_business_basic']}. Begin again, and allow it.`;
  throw new NetworkFailure('refuse', message, { said: message });
}
