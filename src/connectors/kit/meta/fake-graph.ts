/** A Graph-like API for fakes: tokens and proofs are checked, lists have pages, apps have subscriptions, people sign in, hooks are signed. Never part of a running Heed. */
import { createHmac } from 'node:crypto';
import type { HookRequest } from '../../connector.ts';
import { unrulyServer } from '../unruly-server.ts';
import { type FakeToken, type GraphRequest, graphNo } from './fake-answers.ts';
import { type FakeApp, fakeSignIn, type Grantor } from './fake-sign-in.ts';
import { fakeSubscriptions, type Standing } from './fake-subscriptions.ts';
import { proofOf } from './graph.ts';

export type FakeGraph = Awaited<ReturnType<typeof openGraph>>;

/**
 * @param answer what is not common to all; null: there is no such path
 * @param grantor what signing in leads to; absent where the network has no sign-in of its own
 */
export async function openGraph(what: {
  app: FakeApp;
  answer: (request: GraphRequest, graph: { origin: string }) => Response | null | Promise<Response | null>;
  grantor?: Grantor;
  now?: () => Date;
  /** Where proofs are asked of every call with a token; as an app may be set. */
  asksProof?: boolean;
  /** `answer` keeps the subscriptions too (WhatsApp: an account may have an address of its own). */
  ownSubscriptions?: true;
}) {
  const now = what.now ?? (() => new Date());
  const tokens = new Map<string, FakeToken>();
  const standing: Standing = { app: [], accounts: new Map() };
  const place = { origin: '' };
  const signIn = fakeSignIn(what.app, tokens, now, what.grantor ?? null);
  const server = await unrulyServer(async incoming => {
    const request = await readRequest(incoming, tokens);
    const known = signIn(request, place.origin);
    if (known !== null) return known;
    const no = refusalOf(request, incoming, what.app, now(), what.asksProof ?? true);
    if (no !== null) return no;
    const common = what.ownSubscriptions ? null : fakeSubscriptions(request, place.origin, what.app, standing);
    if (common !== null) return common;
    return (await what.answer(request, place)) ?? unknownPath(request);
  });
  place.origin = server.origin;
  return {
    ...server,
    tokens,
    /** What the app is told, and of which accounts; tests take it away or let it go stale. */
    standing,
    /** A body as the network posts it, signed by the app. */
    hookRequest: (body: unknown, at: Date): HookRequest => signedHook(body, at, what.app.secret),
  };
}

/** Non-ASCII letters are escaped before the signature is made, as Meta does it. */
export function signedHook(body: unknown, at: Date, appSecret: string): HookRequest {
  const text = JSON.stringify(body).replace(
    /[^\u0000-\u007f]/g,
    letter => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const bytes = new TextEncoder().encode(text);
  const signature = createHmac('sha256', appSecret).update(bytes).digest('hex');
  const headers = new Headers({ 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` });
  return { method: 'POST', url: new URL('https://desk.example/hooks'), headers, bytes, now: at };
}

async function readRequest(incoming: Request, tokens: Map<string, FakeToken>): Promise<GraphRequest> {
  const url = new URL(incoming.url);
  const fields: Record<string, string> = Object.fromEntries(url.searchParams);
  const files: File[] = [];
  let json: unknown = null;
  const type = incoming.headers.get('content-type') ?? '';
  if (type.startsWith('application/json')) {
    json = await incoming.json();
    for (const [name, value] of Object.entries(Object(json))) fields[name] = asField(value);
  } else if (/form/.test(type))
    for (const [name, value] of await incoming.formData())
      if (typeof value === 'string') fields[name] = value;
      else files.push(value);
  const text = incoming.headers.get('authorization')?.replace(/^(Bearer|OAuth) /, '') ?? fields['access_token'] ?? null;
  const found = text === null ? undefined : tokens.get(text);
  const path = url.pathname.replace(/^\/v\d+\.\d+(?=\/)/, '');
  return {
    method: incoming.method,
    path,
    fields,
    json,
    files,
    token: text !== null && found ? { ...found, text } : null,
  };
}

function asField(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function refusalOf(
  { token, fields }: GraphRequest,
  incoming: Request,
  app: FakeApp,
  now: Date,
  asksProof: boolean,
): Response | null {
  const given = incoming.headers.get('authorization')?.replace(/^(Bearer|OAuth) /, '') ?? fields['access_token'];
  if (given === `${app.id}|${app.secret}`) return null;
  if (token === null || token.isOver === true)
    return graphNo(190, 'Error validating access token: the session has been invalidated.', {
      status: 401,
      subcode: 460,
    });
  if (token.endsAt !== null && token.endsAt <= now)
    return graphNo(190, 'Error validating access token: Session has expired.', { status: 401, subcode: 463 });
  const proof = fields['appsecret_proof'];
  if (asksProof && proof !== proofOf(token.text, app.secret))
    return graphNo(100, 'API calls from the server require an appsecret_proof argument.');
  return null;
}

function unknownPath({ method, path }: GraphRequest): Response {
  return graphNo(
    100,
    `Unsupported ${method.toLowerCase()} request. Object with ID '${path.split('/')[1]}' does not exist.`,
    {
      subcode: 33,
    },
  );
}
