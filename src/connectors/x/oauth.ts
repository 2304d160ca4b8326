/** Signing in at X's own page (OAuth 2.0 with PKCE), with an app of the company's own. Sign-ins last two hours and are renewed; each renewal ends the last. */
import * as oauth from 'oauth4webapi';
import { z } from 'zod';
import { NetworkFailure, type Proved, type Reach } from '../connector.ts';
import { failureOfStatus } from '../kit/failure.ts';
import { expect } from '../kit/json.ts';
import { basicOf } from './app-token.ts';
import {
  API,
  apiOf,
  type Credentials,
  credentialsSchema,
  isEnterprise,
  type XCheck,
  type XContext,
} from './credentials.ts';

/** What Heed does there, and no more. `offline.access` is what lets it renew the sign-in. */
export const SCOPES = [
  'tweet.read',
  'tweet.write',
  'tweet.moderate.write',
  'users.read',
  'dm.read',
  'dm.write',
  'like.read',
  'like.write',
  'media.write',
  'offline.access',
];
/** What only apps with a contract may do. */
const MORE_SCOPES = ['block.read', 'block.write'];
const LIFE_SECONDS = 7_200;

const tokenSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().nullish(),
  expires_in: z.number().positive().nullish().catch(null),
  scope: z.string().nullish(),
});
const keptSchema = z.object({
  redirectUrl: z.string(),
  state: z.string(),
  verifier: z.string(),
  form: z.record(z.string(), z.string()),
});

/** @param form what the person wrote: the app's ID, and its secret where it has one */
export async function begin(redirectUrl: string, state: string, form: Record<string, string>, reach: Reach) {
  const credentials = filledIn(form);
  if (!credentials.clientId) throw new NetworkFailure('refuse', 'Write the app’s client ID.', { field: 'clientId' });
  const verifier = oauth.generateRandomCodeVerifier();
  const url = new URL('/i/oauth2/authorize', pagesOf({ ...reach, credentials }));
  const asked = {
    response_type: 'code',
    client_id: credentials.clientId,
    redirect_uri: redirectUrl,
    scope: [...SCOPES, ...(isEnterprise(credentials) ? MORE_SCOPES : [])].join(' '),
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  };
  // X reads a plus in the place of a space as a plus.
  url.search = Object.entries(asked)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
  const keep: z.infer<typeof keptSchema> = { redirectUrl, state, verifier, form };
  return { url: url.href, keep };
}

/** Ends with a token for the account that pressed the button. */
export async function finish(
  answer: URLSearchParams,
  keep: unknown,
  reach: Reach,
  see: (credentials: Credentials) => Promise<Proved<Credentials>>,
): Promise<Proved<Credentials>> {
  const kept = expect(keep, keptSchema, false);
  if (answer.get('state') !== kept.state)
    throw new NetworkFailure('refuse', 'This sign-in was begun elsewhere. Begin it again here.');
  const code = answer.get('code');
  if (code === null) {
    const said = answer.get('error_description') ?? answer.get('error');
    throw new NetworkFailure('refuse', 'The sign-in was not granted.', { said });
  }
  const credentials = filledIn(kept.form);
  const context = { ...reach, credentials };
  const tokens = await grant(context, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: kept.redirectUrl,
    code_verifier: kept.verifier,
  });
  return see({ ...credentials, ...keptOf(tokens, context), signedIn: true });
}

/** What comes back replaces both tokens: X takes each renewal once. */
export async function refresh(context: XContext): Promise<Credentials> {
  const { credentials } = context;
  if (!credentials.refreshToken || !credentials.clientId)
    throw new NetworkFailure('reauthorise', 'X no longer takes this sign-in, and there is nothing to renew it with.');
  const tokens = await grant(context, { grant_type: 'refresh_token', refresh_token: credentials.refreshToken });
  return { ...credentials, ...keptOf(tokens, context) };
}

/** X's page of connected apps does the rest where a token was pasted. */
export async function revoke(context: XContext): Promise<string | null> {
  const { accessToken, refreshToken, signedIn } = context.credentials;
  if (!accessToken) return null;
  if (signedIn !== true) return 'Take the permission back as well: X → Settings → Security → Apps and sessions.';
  for (const [token, kind] of [
    [refreshToken, 'refresh_token'],
    [accessToken, 'access_token'],
  ] as const)
    if (token) await post(context, '/2/oauth2/revoke', { token, token_type_hint: kind });
  return null;
}

async function grant(context: XCheck, form: Record<string, string>): Promise<z.infer<typeof tokenSchema>> {
  return expect((await post(context, '/2/oauth2/token', form)).json(), tokenSchema, false);
}

/** An app with a secret proves itself with it; one without names itself. Nothing is posted on X by this, so it may be tried again. */
async function post(context: XCheck, path: string, form: Record<string, string>) {
  const { clientId = '', clientSecret } = context.credentials;
  const answer = await context.fetch(apiOf(context) + path, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(clientSecret ? { authorization: `Basic ${basicOf(clientId, clientSecret)}` } : {}),
    },
    body: new URLSearchParams({ ...form, client_id: clientId }).toString(),
    accept: () => true,
  });
  const { status, headers } = answer;
  if (status >= 200 && status < 300) return answer;
  const failure = failureOfStatus({ status, headers, text: answer.text(), isWrite: false, now: context.now() });
  if (status !== 400 && status !== 401 && status !== 403) throw failure;
  const { said } = failure;
  if (form['grant_type'] === 'refresh_token')
    throw new NetworkFailure('reauthorise', 'X does not renew this sign-in.', { said });
  const isApp = /client/i.test(said ?? '') || status === 401;
  const message = `X does not take this ${isApp ? 'app’s ID and secret' : 'sign-in'}${said === null ? '' : `: “${said}”`}.`;
  throw new NetworkFailure('refuse', message, { said: message, ...(isApp ? { field: 'clientId' } : {}) });
}

function keptOf(tokens: z.infer<typeof tokenSchema>, { credentials, now }: XCheck): Partial<Credentials> {
  const seconds = tokens.expires_in ?? LIFE_SECONDS;
  return {
    accessToken: tokens.access_token,
    refreshToken: tokens.refresh_token ?? credentials.refreshToken,
    endsAt: new Date(now().getTime() + seconds * 1000).toISOString(),
    ...(tokens.scope == null ? {} : { scopes: tokens.scope }),
  };
}

function filledIn(form: Record<string, string>): Credentials {
  const written = Object.entries(form).filter(([, value]) => value.trim() !== '');
  const read = credentialsSchema.safeParse(Object.fromEntries(written));
  if (read.success) return read.data;
  const field = read.error.issues[0]?.path.map(String).join('.') ?? '';
  throw new NetworkFailure('refuse', read.error.issues[0]?.message ?? 'What was filled in cannot be used.', { field });
}

/** Where people sign in; beside the API where something stands in its place. */
function pagesOf(context: XCheck): string {
  const api = apiOf(context);
  return api === API ? 'https://x.com' : api;
}

/** X comes back to any address of the web that the app names, but not to a bare name of this machine. */
export function hindrance(redirectUrl: string): string | null {
  const { protocol, hostname } = new URL(redirectUrl);
  if (hostname === 'localhost')
    return 'X comes back to http://127.0.0.1 but not to http://localhost. Set HEED_PUBLIC_URL to the former, or paste a token.';
  if (protocol === 'https:' || hostname === '127.0.0.1' || hostname === '[::1]') return null;
  return 'X comes back only to an address that begins with https. Set HEED_PUBLIC_URL to the one people reach this desk at, or paste a token.';
}
