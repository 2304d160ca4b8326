/** The subscriptions of the fake Graph's one app: what it is told, and of which accounts. */
import { type GraphRequest, graphList, graphNo } from './fake-answers.ts';
import type { FakeApp } from './fake-sign-in.ts';

export type Standing = {
  app: { object: string; callback_url: string; active: boolean; verifyToken: string; fields: string[] }[];
  /** Fields by account. */
  accounts: Map<string, string[]>;
  /** Taken without a word and never listed. */
  unlisted?: string[];
};

/** Answers `/{app}/subscriptions` and `/{account}/subscribed_apps`; null for all other paths. */
export function fakeSubscriptions(
  request: GraphRequest,
  origin: string,
  app: FakeApp,
  standing: Standing,
): Response | null {
  const { path } = request;
  if (path === `/${app.id}/subscriptions`) return ofApp(request, origin, standing);
  const [, account] = /^\/([^/]+)\/subscribed_apps$/.exec(path) ?? [];
  return account === undefined ? null : ofAccount(request, origin, app, standing, account);
}

function ofApp(request: GraphRequest, origin: string, standing: Standing): Response {
  const { method, fields } = request;
  // Only the app itself may ask: no token of an account is known here.
  if (request.token !== null) return graphNo(15, 'This method must be called with an app access_token.');
  const others = standing.app.filter(({ object }) => object !== fields['object']);
  if (method === 'GET')
    return graphList(
      origin,
      request,
      standing.app.map(({ verifyToken: _, fields: names, ...one }) => ({
        ...one,
        fields: names.map(name => ({ name, version: 'v24.0' })),
      })),
    );
  if (method === 'POST')
    others.push({
      object: fields['object'] ?? '',
      callback_url: fields['callback_url'] ?? '',
      verifyToken: fields['verify_token'] ?? '',
      active: true,
      fields: (fields['fields'] ?? '').split(','),
    });
  standing.app = others;
  return Response.json({ success: true });
}

function ofAccount(request: GraphRequest, origin: string, app: FakeApp, standing: Standing, account: string): Response {
  if (request.token?.subject !== account) return graphNo(210, 'A page access token is required.', { status: 403 });
  const fields = standing.accounts.get(account);
  if (request.method === 'GET')
    return graphList(
      origin,
      request,
      fields ? [{ link: 'https://kestrel.example', name: 'Heed', id: app.id, subscribed_fields: fields }] : [],
    );
  if (request.method === 'DELETE') standing.accounts.delete(account);
  else {
    const wanted = (request.fields['subscribed_fields'] ?? '').split(',');
    standing.accounts.set(
      account,
      wanted.filter(field => !standing.unlisted?.includes(field)),
    );
  }
  return Response.json({ success: true });
}
