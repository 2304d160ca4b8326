/** Signing in at the miniature: applications, a code, a token, and giving it back. The person there agrees to everything. */
import { createHash, randomBytes } from 'node:crypto';
import type { Server } from './server.ts';

/** Null where the request is about something else. */
export async function answerOauth(server: Server, request: Request, url: URL): Promise<Response | null> {
  const { pathname } = url;
  if (pathname === '/.well-known/oauth-authorization-server') return metadata(server);
  if (pathname === '/oauth/authorize') return authorize(server, url);
  if (request.method !== 'POST') return null;
  if (pathname === '/api/v1/apps') return register(server, new URLSearchParams(await request.text()));
  if (pathname === '/oauth/token') return grant(server, new URLSearchParams(await request.text()));
  if (pathname === '/oauth/revoke') return revoke(server, new URLSearchParams(await request.text()));
  return null;
}

function metadata({ origin, town }: Server): Response {
  if (town.habits.instance !== 'second') return Response.json({ error: 'Not Found' }, { status: 404 });
  return Response.json({
    issuer: `${origin()}/`,
    authorization_endpoint: `${origin()}/oauth/authorize`,
    token_endpoint: `${origin()}/oauth/token`,
    revocation_endpoint: `${origin()}/oauth/revoke`,
    scopes_supported: [
      'read',
      'write',
      'read:accounts',
      'read:notifications',
      'read:statuses',
      'write:blocks',
      'write:favourites',
      'write:media',
      'write:reports',
      'write:statuses',
    ],
    code_challenge_methods_supported: ['S256'],
  });
}

function register(server: Server, form: URLSearchParams): Response {
  const [clientId, secret] = [randomBytes(8).toString('hex'), randomBytes(16).toString('hex')];
  server.apps.set(clientId, { secret, redirectUri: form.get('redirect_uris') ?? '' });
  return Response.json({ id: '1', name: form.get('client_name'), client_id: clientId, client_secret: secret });
}

/** The page where somebody presses "Authorize". */
function authorize(server: Server, { searchParams }: URL): Response {
  const clientId = searchParams.get('client_id') ?? '';
  const app = server.apps.get(clientId);
  if (app === undefined || app.redirectUri !== searchParams.get('redirect_uri'))
    return Response.json({ error: 'invalid_client' }, { status: 401 });
  const code = randomBytes(8).toString('hex');
  server.codes.set(code, { clientId, challenge: searchParams.get('code_challenge') });
  const back = new URL(app.redirectUri);
  back.searchParams.set('code', code);
  back.searchParams.set('state', searchParams.get('state') ?? '');
  return new Response(null, { status: 302, headers: { location: back.href } });
}

function grant(server: Server, form: URLSearchParams): Response {
  const refuse = (error: string, status = 400) =>
    Response.json({ error, error_description: 'The provided authorization grant is invalid.' }, { status });
  const app = server.apps.get(form.get('client_id') ?? '');
  if (app === undefined || app.secret !== form.get('client_secret')) return refuse('invalid_client', 401);
  const code = server.codes.get(form.get('code') ?? '');
  if (code === undefined) return refuse('invalid_grant');
  server.codes.delete(form.get('code') ?? '');
  const proof = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url');
  if (code.challenge !== null && code.challenge !== proof) return refuse('invalid_grant');
  const token = randomBytes(16).toString('hex');
  server.tokens.set(token, { isOver: false, mayWrite: true });
  return Response.json({ access_token: token, token_type: 'Bearer', scope: 'read write', created_at: 1 });
}

function revoke(server: Server, form: URLSearchParams): Response {
  const app = server.apps.get(form.get('client_id') ?? '');
  if (app === undefined || app.secret !== form.get('client_secret'))
    return Response.json({ error: 'unauthorized_client' }, { status: 403 });
  const token = server.tokens.get(form.get('token') ?? '');
  if (token) token.isOver = true;
  return Response.json({});
}
