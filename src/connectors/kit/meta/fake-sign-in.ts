/** How people sign in at the fake Graph: a dialog that says yes at once, codes that work once, short tokens for long ones. */
import { type FakeToken, type GraphRequest, graphNo } from './fake-answers.ts';

export type FakeApp = { id: string; secret: string };
/** Who presses the button, and what they grant. */
export type Grantor = { subject: string; scopes: readonly string[]; refuses?: boolean };

const HOUR_MS = 3_600_000;
const LONG_DAYS = 60;

/** Answers the paths that take no token; null for all others. */
export function fakeSignIn(
  app: FakeApp,
  tokens: Map<string, FakeToken>,
  now: () => Date,
  grantor: Grantor | null,
): (request: GraphRequest, origin: string) => Response | null {
  const codes = new Map<string, string>();
  const give = (about: string, endsAt: Date): Response => {
    if (grantor === null) return graphNo(100, 'Nobody signs in here.');
    const text = `${about}TokenOf${grantor.subject}Number${tokens.size}`;
    tokens.set(text, { subject: grantor.subject, scopes: grantor.scopes, endsAt });
    const expires_in = Math.round((endsAt.getTime() - now().getTime()) / 1000);
    return Response.json({ access_token: text, token_type: 'bearer', expires_in, user_id: grantor.subject });
  };
  const long = () => give('long', new Date(now().getTime() + LONG_DAYS * 24 * HOUR_MS));
  return ({ path, fields }) => {
    if (/^\/(dialog\/)?oauth(\/authorize)?$/.test(path)) return dialog(fields, app, grantor, codes);
    if (path === '/refresh_access_token') {
      const token = tokens.get(fields['access_token'] ?? '');
      return token && token.isOver !== true ? long() : graphNo(190, 'Error validating access token.', { status: 401 });
    }
    if (path !== '/oauth/access_token' && path !== '/access_token') return null;
    const isTheirs = fields['client_secret'] === app.secret && (fields['client_id'] ?? app.id) === app.id;
    if (!isTheirs) return graphNo(1, 'Error validating client secret.');
    const exchanged = fields['fb_exchange_token'] ?? fields['access_token'];
    if (exchanged !== undefined)
      return tokens.has(exchanged) ? long() : graphNo(190, 'Invalid token.', { status: 401 });
    const code = fields['code'] ?? '';
    if (codes.get(code) !== fields['redirect_uri']) return graphNo(100, 'This authorization code has been used.');
    codes.set(code, '');
    return give('short', new Date(now().getTime() + HOUR_MS));
  };
}

function dialog(
  fields: Record<string, string>,
  app: FakeApp,
  grantor: Grantor | null,
  codes: Map<string, string>,
): Response {
  const back = fields['redirect_uri'] ?? '';
  if (fields['client_id'] !== app.id || !URL.canParse(back))
    return new Response('This app is unknown.', { status: 400 });
  const to = new URL(back);
  to.searchParams.set('state', fields['state'] ?? '');
  if (grantor === null || grantor.refuses === true) {
    to.searchParams.set('error', 'access_denied');
    to.searchParams.set('error_description', 'The person said no.');
  } else {
    const code = `codeNumber${codes.size + 1}OfTheFakeGraph`;
    codes.set(code, back);
    to.searchParams.set('code', code);
  }
  return new Response(null, { status: 302, headers: { location: to.href } });
}
