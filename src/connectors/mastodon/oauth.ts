/** Signing in at the server's own page. Each server is asked to know Heed first; what it says of its ways (RFC 8414) is believed, else the documents' paths. */
import * as oauth from 'oauth4webapi';
import { z } from 'zod';
import type { Person } from '../../core/post.ts';
import { NetworkFailure, type Reach } from '../connector.ts';
import { expect, readValue } from '../kit/json.ts';
import { ask, baseOf, call, dataOf, failureOf, isFine } from './api.ts';
import { serverFor } from './check.ts';
import { type Credentials, credentialsSchema, type MastodonCheck, type MastodonContext } from './credentials.ts';

/** What Heed does there, and no more. */
const SCOPES = [
  'read:accounts',
  'read:notifications',
  'read:statuses',
  'write:blocks',
  'write:favourites',
  'write:media',
  'write:reports',
  'write:statuses',
];
/** For servers that do not say they know the finer ones. */
const WIDE_SCOPES = ['read', 'write'];

const address = z
  .url({ protocol: /^https?$/ })
  .optional()
  .catch(undefined);
const waysSchema = z.object({
  authorization_endpoint: address,
  token_endpoint: address,
  revocation_endpoint: address,
  scopes_supported: z.array(z.string()).max(500).optional().catch(undefined),
  code_challenge_methods_supported: z.array(z.string()).max(20).optional().catch(undefined),
});
const appSchema = z.object({ client_id: z.coerce.string().min(1), client_secret: z.string().min(1) });
const tokenSchema = z.object({ access_token: z.string().min(1), refresh_token: z.string().nullish() });
const keptSchema = z.object({
  base: z.string(),
  redirectUrl: z.string(),
  state: z.string(),
  verifier: z.string().nullable(),
  clientId: z.string(),
  clientSecret: z.string(),
  scope: z.string(),
  form: z.record(z.string(), z.string()),
});

type Ways = { authorize: string; token: string; revoke: string; scope: string; hasProof: boolean };

/** @param form what the person wrote: the server, and what is to be listened to */
export async function begin(redirectUrl: string, state: string, form: Record<string, string>, reach: Reach) {
  const base = await serverFor(reach, form['server'] ?? '');
  const at = contextAt(base, reach);
  const ways = await waysOf(at, base);
  const app = await register(at, redirectUrl, ways.scope);
  const verifier = ways.hasProof ? oauth.generateRandomCodeVerifier() : null;
  const url = new URL(ways.authorize);
  const asked: Record<string, string> = {
    response_type: 'code',
    client_id: app.client_id,
    redirect_uri: redirectUrl,
    scope: ways.scope,
    state,
  };
  if (verifier !== null) {
    asked['code_challenge'] = await oauth.calculatePKCECodeChallenge(verifier);
    asked['code_challenge_method'] = 'S256';
  }
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
  const keep: z.infer<typeof keptSchema> = {
    base,
    redirectUrl,
    state,
    verifier,
    clientId: app.client_id,
    clientSecret: app.client_secret,
    scope: ways.scope,
    form,
  };
  return { url: url.href, keep };
}

/** Ends with a token for the account that pressed the button. */
export async function finish(
  answer: URLSearchParams,
  keep: unknown,
  reach: Reach,
  see: (credentials: Credentials) => Promise<{ account: Person; credentials: Credentials }>,
): Promise<{ account: Person; credentials: Credentials }> {
  const kept = expect(keep, keptSchema, false);
  if (answer.get('state') !== kept.state)
    throw new NetworkFailure('refuse', 'This sign-in was begun elsewhere. Begin it again here.');
  const code = answer.get('code');
  if (code === null) {
    const said = answer.get('error_description') ?? answer.get('error');
    throw new NetworkFailure('refuse', 'The sign-in was not granted.', { said });
  }
  const at = contextAt(kept.base, reach);
  const tokens = await grant(at, kept.base, {
    grant_type: 'authorization_code',
    code,
    client_id: kept.clientId,
    client_secret: kept.clientSecret,
    redirect_uri: kept.redirectUrl,
    scope: kept.scope,
    ...(kept.verifier === null ? {} : { code_verifier: kept.verifier }),
  });
  const filledIn = credentialsSchema.safeParse({ ...kept.form, server: kept.form['server'] ?? kept.base });
  if (!filledIn.success) throw new NetworkFailure('refuse', 'What was filled in cannot be used. Begin again.');
  return see({
    ...filledIn.data,
    base: kept.base,
    accessToken: tokens.access_token,
    oauth: {
      clientId: kept.clientId,
      clientSecret: kept.clientSecret,
      refreshToken: tokens.refresh_token ?? null,
    },
  });
}

/** Most servers give tokens that last; where one gives a second for the next, it is used. */
export async function refresh(context: MastodonContext): Promise<Credentials> {
  const { credentials } = context;
  const { oauth: app } = credentials;
  if (!app?.refreshToken) throw new NetworkFailure('reauthorise', 'The server no longer takes this access token.');
  const tokens = await grant(context, baseOf(context), {
    grant_type: 'refresh_token',
    refresh_token: app.refreshToken,
    client_id: app.clientId,
    client_secret: app.clientSecret,
  });
  return {
    ...credentials,
    accessToken: tokens.access_token,
    oauth: { ...app, refreshToken: tokens.refresh_token ?? app.refreshToken },
  };
}

/** A token that was pasted belongs to an application of the person's own, which only they can delete. */
export async function revoke(context: MastodonContext): Promise<string | null> {
  const { oauth: app, accessToken = '' } = context.credentials;
  if (accessToken === '') return null;
  if (app === undefined) {
    const host = new URL(baseOf(context)).host;
    return `Delete the application as well: ${host} → Preferences → Development.`;
  }
  const base = baseOf(context);
  const { revoke: url } = await waysOf(context, base);
  const form = new URLSearchParams({ client_id: app.clientId, client_secret: app.clientSecret, token: accessToken });
  await call(context, { path: url, method: 'POST', form, token: 'none', harmless: true }, z.unknown());
  return null;
}

function contextAt(base: string, reach: Reach): MastodonCheck {
  return { ...reach, credentials: { server: base, base } };
}

/** What it says of its own ways. */
async function waysOf(context: MastodonCheck, base: string): Promise<Ways> {
  const what = { path: '/.well-known/oauth-authorization-server', token: 'none' } as const;
  const answer = await ask(context, what, true);
  const read = isFine(answer) ? readValue(dataOf(answer), waysSchema) : null;
  const told = read?.ok ? read.value : {};
  const knowsFiner = SCOPES.every(scope => told.scopes_supported?.includes(scope));
  return {
    authorize: safely(told.authorization_endpoint, base) ?? `${base}/oauth/authorize`,
    token: safely(told.token_endpoint, base) ?? `${base}/oauth/token`,
    revoke: safely(told.revocation_endpoint, base) ?? `${base}/oauth/revoke`,
    scope: (knowsFiner ? SCOPES : WIDE_SCOPES).join(' '),
    hasProof: told.code_challenge_methods_supported?.includes('S256') ?? false,
  };
}

/** Secrets of a server reached safely do not go anywhere in the clear. */
function safely(url: string | undefined, base: string): string | undefined {
  return base.startsWith('https:') && !url?.startsWith('https:') ? undefined : url;
}

async function register(context: MastodonCheck, redirectUrl: string, scopes: string) {
  const form = new URLSearchParams({
    client_name: 'Heed',
    redirect_uris: redirectUrl,
    scopes,
    website: new URL(redirectUrl).origin,
  });
  const what = { path: '/api/v1/apps', method: 'POST', form, token: 'none', harmless: true } as const;
  const answer = await ask(context, what, true);
  if (isFine(answer)) {
    const app = readValue(dataOf(answer), appSchema);
    if (app.ok) return app.value;
  }
  const failure = failureOf(answer, false, context.now());
  if (!isFine(answer) && failure.next === 'retry') throw failure;
  const { host } = new URL(baseOf(context));
  const message = `${host} does not offer sign-in to programs the way Mastodon does. Is this where the account lives? An access token may work instead.`;
  throw new NetworkFailure('refuse', message, { said: failure.said ?? message, field: 'server' });
}

async function grant(context: MastodonCheck, base: string, fields: Record<string, string>) {
  const { token: path } = await waysOf(context, base);
  const form = new URLSearchParams(fields);
  const answer = await ask(context, { path, method: 'POST', form, token: 'none', harmless: true }, true);
  if (isFine(answer)) return expect(answer.json(), tokenSchema, false);
  const failure = failureOf(answer, false, context.now());
  if (failure.next === 'retry') throw failure;
  throw new NetworkFailure('reauthorise', 'It did not let us sign in.', { said: failure.said });
}
