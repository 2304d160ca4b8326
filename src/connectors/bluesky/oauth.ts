/** Signing in at the network's own page (OAuth 2.1 as the AT Protocol profiles it: pushed requests, PKCE, bound tokens). */
import * as oauth from 'oauth4webapi';
import { z } from 'zod';
import type { Person } from '../../core/post.ts';
import { NetworkFailure, type Reach } from '../connector.ts';
import { expect } from '../kit/json.ts';
import { plainFetch, proverOf } from './bound-fetch.ts';
import type { BlueskyContext, Credentials } from './credentials.ts';
import { findIdentity, type Identity } from './identity.ts';

/** What Heed may do: act as the account, and its direct messages. */
export const SCOPE = 'atproto transition:generic transition:chat.bsky';

const resourceSchema = z.object({ authorization_servers: z.array(z.url()).min(1).max(10) });
const keptSchema = z.object({
  issuer: z.string(),
  clientId: z.string(),
  redirectUrl: z.string(),
  state: z.string(),
  verifier: z.string(),
  key: z.record(z.string(), z.unknown()),
  identity: z.object({ did: z.string().nullable(), pds: z.string() }),
  form: z.record(z.string(), z.string()),
});

/** @param form what the person wrote: the handle, and the server where the handle leads to none */
export async function begin(redirectUrl: string, state: string, form: Record<string, string>, reach: Reach) {
  const identity = await identityFor(form, reach);
  const server = await serverBehind(identity.pds, reach);
  const clientId = clientIdOf(redirectUrl);
  const key = await crypto.subtle.exportKey(
    'jwk',
    (await oauth.generateKeyPair('ES256', { extractable: true })).privateKey,
  );
  const jwk = { ...key } as Record<string, unknown>;
  const verifier = oauth.generateRandomCodeVerifier();
  const parameters = new URLSearchParams({
    response_type: 'code',
    redirect_uri: redirectUrl,
    scope: SCOPE,
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(form['identifier'] ? { login_hint: form['identifier'].replace(/^@/, '') } : {}),
  });
  const client = { client_id: clientId };
  const DPoP = await proverOf(jwk);
  const pushed = await withNonce(async () => {
    const options = { DPoP, ...optionsFor(server.issuer, reach) };
    const answer = await oauth.pushedAuthorizationRequest(server, client, oauth.None(), parameters, options);
    return oauth.processPushedAuthorizationResponse(server, client, answer);
  });
  const url = new URL(server.authorization_endpoint ?? '');
  url.searchParams.set('client_id', clientId);
  url.searchParams.set('request_uri', pushed.request_uri);
  const keep: z.infer<typeof keptSchema> = {
    issuer: server.issuer,
    clientId,
    redirectUrl,
    state,
    verifier,
    key: jwk,
    identity,
    form,
  };
  return { url: url.href, keep };
}

/** Ends with tokens that are bound to our key, for the account the person meant. */
export async function finish(
  answer: URLSearchParams,
  keep: unknown,
  reach: Reach,
  see: (credentials: Credentials) => Promise<{ account: Person; credentials: Credentials }>,
): Promise<{ account: Person; credentials: Credentials }> {
  const kept = expect(keep, keptSchema, false);
  const server = await serverOf(kept.issuer, reach);
  const client = { client_id: kept.clientId };
  const DPoP = await proverOf(kept.key);
  const tokens = await withNonce(async () => {
    const parameters = oauth.validateAuthResponse(server, client, answer, kept.state);
    const options = { DPoP, ...optionsFor(server.issuer, reach) };
    const granted = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      oauth.None(),
      parameters,
      kept.redirectUrl,
      kept.verifier,
      options,
    );
    return oauth.processAuthorizationCodeResponse(server, client, granted);
  });
  const did = String(tokens['sub'] ?? '');
  if (kept.identity.did !== null && did !== kept.identity.did)
    throw new NetworkFailure('refuse', 'You signed in with another account than the one you named.');
  return see({
    identifier: kept.form['identifier'] || did,
    service: kept.form['service'] || undefined,
    stream: kept.form['stream'] || undefined,
    did,
    pds: kept.identity.pds,
    oauth: {
      issuer: kept.issuer,
      clientId: kept.clientId,
      accessToken: tokens.access_token,
      refreshToken: tokens.refresh_token ?? null,
      key: kept.key,
    },
  });
}

export async function refreshOauth(context: BlueskyContext): Promise<Credentials> {
  const { credentials } = context;
  const { oauth: session } = credentials;
  if (!session?.refreshToken) throw new NetworkFailure('reauthorise', 'The sign-in has run out.');
  const refreshToken = session.refreshToken;
  const server = await serverOf(session.issuer, context);
  const client = { client_id: session.clientId };
  const DPoP = await proverOf(session.key);
  const tokens = await withNonce(async () => {
    const options = { DPoP, ...optionsFor(server.issuer, context) };
    const granted = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), refreshToken, options);
    return oauth.processRefreshTokenResponse(server, client, granted);
  });
  return {
    ...credentials,
    oauth: { ...session, accessToken: tokens.access_token, refreshToken: tokens.refresh_token ?? refreshToken },
  };
}

/** Both tokens end: the server forgets the whole sign-in. */
export async function revokeOauth(context: BlueskyContext): Promise<void> {
  const { oauth: session } = context.credentials;
  if (!session) return;
  const server = await serverOf(session.issuer, context);
  if (server.revocation_endpoint === undefined) return;
  const client = { client_id: session.clientId };
  const token = session.refreshToken ?? session.accessToken;
  const answer = await oauth.revocationRequest(server, client, oauth.None(), token, optionsFor(server.issuer, context));
  await oauth.processRevocationResponse(answer).catch(refused);
}

/**
 * The page the network reads to know who asks. On this machine there is none: the protocol lets a client at a loopback
 * address describe itself in its name.
 */
export function clientDocument(redirectUrl: string): { url: string; body: unknown } | null {
  if (isLoopback(redirectUrl)) return null;
  const url = clientIdOf(redirectUrl);
  return {
    url,
    body: {
      client_id: url,
      client_name: 'Heed',
      client_uri: new URL(redirectUrl).origin,
      application_type: 'web',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      redirect_uris: [redirectUrl],
      scope: SCOPE,
      token_endpoint_auth_method: 'none',
      dpop_bound_access_tokens: true,
    },
  };
}

/** The protocol reads a page of ours to know who asks, so we need a name on the web; this machine alone is excepted. */
export function hindrance(redirectUrl: string): string | null {
  const { protocol, hostname } = new URL(redirectUrl);
  if (isLoopback(redirectUrl)) return null;
  if (hostname === 'localhost')
    return 'Bluesky signs in to http://127.0.0.1 but not to http://localhost. Set HEED_PUBLIC_URL to the former, or use an app password.';
  const isNamed = protocol === 'https:' && !/^(\[|[\d.]+$)/.test(hostname);
  return isNamed
    ? null
    : 'Bluesky signs in only to an address with a name that begins with https. Set HEED_PUBLIC_URL to the one people reach this desk at, or use an app password.';
}

function clientIdOf(redirectUrl: string): string {
  if (isLoopback(redirectUrl)) {
    const query = new URLSearchParams({ redirect_uri: redirectUrl, scope: SCOPE });
    return `http://localhost?${query.toString()}`;
  }
  return new URL('client-metadata.json', redirectUrl).href;
}

function isLoopback(redirectUrl: string): boolean {
  return ['127.0.0.1', '[::1]'].includes(new URL(redirectUrl).hostname);
}

async function identityFor(form: Record<string, string>, reach: Reach): Promise<{ did: string | null; pds: string }> {
  if (form['service']) return { did: null, pds: new URL(form['service']).origin };
  const identity: Identity = await findIdentity(reach, form['identifier'] ?? '');
  return { did: identity.did, pds: identity.pds };
}

/** The account's server may leave signing in to another. */
async function serverBehind(pds: string, reach: Reach): Promise<oauth.AuthorizationServer> {
  const answer = await reach.fetch(`${pds}/.well-known/oauth-protected-resource`);
  const { authorization_servers: servers } = expect(answer.json(), resourceSchema, false);
  return serverOf(servers[0] ?? '', reach);
}

async function serverOf(issuer: string, reach: Reach): Promise<oauth.AuthorizationServer> {
  const url = new URL(issuer);
  const options = { algorithm: 'oauth2' as const, ...optionsFor(issuer, reach) };
  return oauth
    .discoveryRequest(url, options)
    .then(answer => oauth.processDiscoveryResponse(url, answer))
    .catch(refused);
}

function optionsFor(issuer: string, reach: Reach) {
  return {
    [oauth.customFetch]: plainFetch(reach),
    ...(issuer.startsWith('http:') ? { [oauth.allowInsecureRequests]: true } : {}),
  };
}

/** The server's number is signed too: its first no carries it. */
async function withNonce<T>(go: () => Promise<T>): Promise<T> {
  return go()
    .catch(error => {
      if (oauth.isDPoPNonceError(error)) return go();
      throw error;
    })
    .catch(refused);
}

function refused(error: unknown): never {
  if (error instanceof NetworkFailure) throw error;
  if (error instanceof oauth.AuthorizationResponseError)
    throw new NetworkFailure('refuse', 'The sign-in was not granted.', {
      said: error.error_description ?? error.error,
    });
  if (error instanceof oauth.ResponseBodyError) {
    const next = error.error === 'invalid_grant' ? 'reauthorise' : error.status >= 500 ? 'retry' : 'refuse';
    throw new NetworkFailure(next, 'It did not let us sign in.', { said: error.error_description ?? error.error });
  }
  if (error instanceof oauth.WWWAuthenticateChallengeError || error instanceof oauth.OperationProcessingError)
    throw new NetworkFailure('refuse', 'Its sign-in answers in a way Heed does not understand.', {
      said: error.message,
      cause: error,
    });
  throw error;
}
