/** The miniature's sign-in: pushed requests, codes and tokens bound to the caller's key. It asks for its number as strictly as the real one. */
import { createHash, createPublicKey, verify, type webcrypto } from 'node:crypto';
import type { Server } from './server.ts';

const NONCE = 'the number of the hour';

/** Null for what is not about signing in. */
export async function answerOauth(server: Server, request: Request): Promise<Response | null> {
  const { pathname, origin } = new URL(request.url);
  if (pathname === '/.well-known/oauth-protected-resource') return Response.json({ authorization_servers: [origin] });
  if (pathname === '/.well-known/oauth-authorization-server') return Response.json(metadataOf(origin));
  const page = pageOf(server, new URL(request.url));
  if (page !== null) return page;
  if (pathname === '/oauth/revoke') return revoked(server, new URLSearchParams(await request.text()));
  if (pathname !== '/oauth/par' && pathname !== '/oauth/token') return null;
  const form = new URLSearchParams(await request.text());
  const refused = refusalOf(request, null);
  if (refused !== null) return no(400, refused, `The proof: ${refused}`);
  return pathname === '/oauth/par' ? pushed(server, form) : token(server, form, request);
}

function metadataOf(origin: string) {
  return {
    issuer: origin,
    authorization_endpoint: `${origin}/oauth/authorize`,
    token_endpoint: `${origin}/oauth/token`,
    revocation_endpoint: `${origin}/oauth/revoke`,
    pushed_authorization_request_endpoint: `${origin}/oauth/par`,
    authorization_response_iss_parameter_supported: true,
    dpop_signing_alg_values_supported: ['ES256'],
  };
}

function pushed(server: Server, form: URLSearchParams): Response {
  const isWhole = form.get('code_challenge_method') === 'S256' && form.get('client_id')?.startsWith('http');
  if (!isWhole) return no(400, 'invalid_request', 'Something is missing.');
  const uri = `urn:ietf:params:oauth:request_uri:${++server.count}`;
  server.requests.set(uri, form);
  return withNonce(Response.json({ request_uri: uri, expires_in: 299 }, { status: 201 }));
}

/** The person agrees. @returns where the browser is sent */
export function agree(server: Server, page: string, did: string): URL {
  const { origin, searchParams } = new URL(page);
  const form = server.requests.get(searchParams.get('request_uri') ?? '');
  const code = `code-${++server.count}`;
  server.codes.set(code, { did, challenge: form?.get('code_challenge') ?? '' });
  const back = new URL(form?.get('redirect_uri') ?? '');
  back.search = new URLSearchParams({ iss: origin, state: form?.get('state') ?? '', code }).toString();
  return back;
}

/** The page a person sees, with its two ways on; whoever opens it is the first account. */
function pageOf(server: Server, { pathname, search, href, origin }: URL): Response | null {
  if (pathname === '/oauth/authorize') {
    const words = `<h1>Heed asks to act for you</h1>
      <a href="/oauth/agree${search}">Authorize</a> <a href="/oauth/deny${search}">Deny access</a>`;
    return new Response(`<!doctype html><title>Sign in</title>${words.replaceAll('&', '&amp;')}`, {
      headers: { 'content-type': 'text/html; charset=utf-8' },
    });
  }
  const [us] = server.network.state.accounts.values();
  if (pathname === '/oauth/agree') return Response.redirect(agree(server, href, us?.did ?? ''), 303);
  if (pathname === '/oauth/deny') return Response.redirect(deny(server, href, origin), 303);
  return null;
}

/** The person does not agree. @returns where the browser is sent */
function deny(server: Server, page: string, issuer: string): URL {
  const form = server.requests.get(new URL(page).searchParams.get('request_uri') ?? '');
  const back = new URL(form?.get('redirect_uri') ?? '');
  const why = { error: 'access_denied', error_description: 'The user rejected the request' };
  back.search = new URLSearchParams({ iss: issuer, state: form?.get('state') ?? '', ...why }).toString();
  return back;
}

function revoked(server: Server, form: URLSearchParams): Response {
  const given = server.sessions.get(form.get('token') ?? '');
  for (const session of server.sessions.values())
    if (given !== undefined && session.key === given.key) session.isOver = true;
  return new Response(null, { status: 200 });
}

function token(server: Server, form: URLSearchParams, request: Request): Response {
  const key = thumbprintOf(request);
  if (form.get('grant_type') === 'authorization_code') {
    const found = server.codes.get(form.get('code') ?? '');
    server.codes.delete(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (found?.challenge !== challenge) return no(400, 'invalid_grant', 'This code is good no more.');
    return issue(server, found.did, key);
  }
  const given = server.sessions.get(form.get('refresh_token') ?? '');
  if (given?.kind !== 'refresh' || given.isOver || given.key !== key)
    return no(400, 'invalid_grant', 'This token is good no more.');
  given.isOver = true;
  return issue(server, given.did, key);
}

function issue(server: Server, did: string, key: string): Response {
  const make = (kind: 'access' | 'refresh') => {
    const made = `bound-${kind}-${++server.count}`;
    server.sessions.set(made, { did, kind, isOver: false, mayChat: true, key });
    return made;
  };
  const tokens = { access_token: make('access'), refresh_token: make('refresh'), token_type: 'DPoP', sub: did };
  return withNonce(Response.json({ ...tokens, scope: 'atproto', expires_in: 900 }));
}

/** Why a bound request is not taken; null where all is well. @param accessToken what the proof must name */
export function refusalOf(request: Request, accessToken: string | null): string | null {
  const [head = '', body = '', signature = ''] = (request.headers.get('dpop') ?? '').split('.');
  if (signature === '') return 'invalid_dpop_proof';
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
  const { jwk, typ, alg } = read(head);
  const key = createPublicKey({ key: jwk as webcrypto.JsonWebKey, format: 'jwk' });
  const isSigned = verify(
    'sha256',
    Buffer.from(`${head}.${body}`),
    { key, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  const { htm, htu, nonce, ath } = read(body);
  const { origin, pathname } = new URL(request.url);
  const wanted = accessToken === null ? undefined : createHash('sha256').update(accessToken).digest('base64url');
  const isIt =
    htm === request.method && htu === origin + pathname && ath === wanted && typ === 'dpop+jwt' && alg === 'ES256';
  if (!isSigned || !isIt || (jwk as webcrypto.JsonWebKey).d !== undefined) return 'invalid_dpop_proof';
  return nonce === NONCE ? null : 'use_dpop_nonce';
}

/** Which key a request is signed with. */
export function thumbprintOf(request: Request): string {
  const head = JSON.parse(Buffer.from(request.headers.get('dpop')?.split('.')[0] ?? '', 'base64url').toString());
  return createHash('sha256').update(`${head.jwk.x} ${head.jwk.y}`).digest('hex');
}

export function withNonce(response: Response): Response {
  response.headers.set('dpop-nonce', NONCE);
  return response;
}

function no(status: number, error: string, words: string): Response {
  return withNonce(Response.json({ error, error_description: words }, { status }));
}
