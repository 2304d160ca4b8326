/** The miniature's page for signing in, and what it gives for a code. Each renewal is taken once. */
import { createHash, randomBytes } from 'node:crypto';
import type { Server } from './ask.ts';

export async function answerOauth(server: Server, request: Request, url: URL): Promise<Response | null> {
  const { pathname } = url;
  if (pathname === '/i/oauth2/authorize') return authorize(server, url);
  if (pathname === '/oauth2/token') return appOnly(server, request);
  if (pathname !== '/2/oauth2/token' && pathname !== '/2/oauth2/revoke') return null;
  const form = new URLSearchParams(await request.text());
  if (!isTheApp(server, request, form))
    return Response.json(
      { error: 'unauthorized_client', error_description: 'Missing valid authorization header' },
      { status: 401 },
    );
  if (pathname === '/2/oauth2/revoke') {
    const token = form.get('token') ?? '';
    server.refreshTokens.delete(token);
    server.tokens.delete(token);
    return Response.json({ revoked: true });
  }
  return form.get('grant_type') === 'refresh_token' ? renewed(server, form) : granted(server, form);
}

/** The page where the company presses its button: it is pressed at once. */
function authorize(server: Server, { searchParams }: URL): Response {
  const asked = Object.fromEntries(searchParams);
  const isWhole = ['client_id', 'redirect_uri', 'scope', 'state', 'code_challenge'].every(name => asked[name]);
  if (!isWhole || asked['client_id'] !== server.keys.clientId || asked['code_challenge_method'] !== 'S256')
    return new Response('Something went wrong', { status: 400 });
  const code = randomBytes(12).toString('base64url');
  server.codes.set(code, {
    challenge: asked['code_challenge'] ?? '',
    redirectUrl: asked['redirect_uri'] ?? '',
    scopes: asked['scope'] ?? '',
  });
  const back = new URL(asked['redirect_uri'] ?? '');
  back.searchParams.set('state', asked['state'] ?? '');
  back.searchParams.set('code', code);
  return new Response(null, { status: 302, headers: { location: back.href } });
}

function appOnly({ keys, appToken }: Server, request: Request): Response {
  if (request.headers.get('authorization') !== basic(keys.apiKey, keys.apiSecret))
    return Response.json({ errors: [{ code: 99, message: 'Unable to verify your credentials' }] }, { status: 403 });
  return Response.json({ token_type: 'bearer', access_token: appToken });
}

/** With its secret, or by its name where it has none. */
function isTheApp({ keys }: Server, request: Request, form: URLSearchParams): boolean {
  if (keys.clientSecret === '') return form.get('client_id') === keys.clientId;
  return request.headers.get('authorization') === basic(keys.clientId, keys.clientSecret);
}

function basic(name: string, secret: string): string {
  return `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`;
}

function granted(server: Server, form: URLSearchParams): Response {
  const known = server.codes.get(form.get('code') ?? '');
  server.codes.delete(form.get('code') ?? '');
  const proof = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url');
  if (known === undefined || known.redirectUrl !== form.get('redirect_uri') || known.challenge !== proof)
    return Response.json(
      { error: 'invalid_request', error_description: 'Value passed for the authorization code was invalid.' },
      { status: 400 },
    );
  return tokens(server, known.scopes);
}

function renewed(server: Server, form: URLSearchParams): Response {
  const token = form.get('refresh_token') ?? '';
  if (!server.refreshTokens.delete(token))
    return Response.json(
      { error: 'invalid_request', error_description: 'Value passed for the token was invalid.' },
      { status: 400 },
    );
  return tokens(server, [...server.tokens.values()][0]?.scopes ?? '');
}

function tokens(server: Server, scopes: string): Response {
  const [access, renewal] = [randomBytes(18).toString('base64url'), randomBytes(18).toString('base64url')];
  for (const old of server.tokens.values()) old.isOver = true;
  server.tokens.set(access, { isOver: false, scopes });
  if (scopes.includes('offline.access')) server.refreshTokens.add(renewal);
  return Response.json({
    token_type: 'bearer',
    expires_in: 7_200,
    access_token: access,
    scope: scopes,
    ...(scopes.includes('offline.access') ? { refresh_token: renewal } : {}),
  });
}
