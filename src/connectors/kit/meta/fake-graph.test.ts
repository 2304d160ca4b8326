import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { NetworkFailure } from '../../connector.ts';
import { makeContexts } from '../context.ts';
import { graphList } from './fake-answers.ts';
import { openGraph } from './fake-graph.ts';
import { ask, call, GRAPH_VERSION, type GraphAt, graphUrl, idInPath, listPages } from './graph.ts';
import {
  appToken,
  codeForToken,
  codeForTokenByForm,
  codeIn,
  dialogUrl,
  grantedPages,
  longToken,
  renewedToken,
} from './oauth.ts';
import { endSubscription, keepSubscribed, type Subscription } from './subscription.ts';

const APP = { id: '5550001', secret: 'secretOfTheAppInTests' };
const app = { clientId: APP.id, clientSecret: APP.secret };
const TOKEN = 'tokenOfThePageInTests';
const NOW = new Date('2026-11-22T12:00:00Z');
const DAY_MS = 86_400_000;
const callAt = { url: 'https://desk.example/hooks/brand/channel', secret: 'the-channels-own' };

async function opened() {
  const graph = await openGraph({
    app: APP,
    now: () => NOW,
    grantor: { subject: 'person1', scopes: ['pages_messaging'] },
    answer: (request, { origin }) => {
      if (request.path === '/me/accounts')
        return graphList(origin, request, [{ id: '9', name: 'Kestrel', access_token: 'x' }, { id: '10' }]);
      if (request.path === '/many')
        return graphList(
          origin,
          request,
          Array.from({ length: 7 }, (_, i) => i),
        );
      if (request.path === '/strange') return Response.json({ error: { message: 'Not so', code: 100 } });
      return null;
    },
  });
  graph.tokens.set(TOKEN, { subject: '9', scopes: [], endsAt: null });
  const stop = new AbortController();
  const contexts = makeContexts({
    connectors: [],
    allowPrivate: [graph.origin],
    userAgent: 'Heed tests',
    home: { url: graph.origin, seal: text => text },
    now: () => NOW,
    log: () => {},
  });
  const reach = {
    ...contexts.openCheck({ network: 'facebook', credentials: {}, brandName: '', signal: stop.signal }),
    callAt,
  };
  const at: GraphAt = { base: graph.origin, version: GRAPH_VERSION, token: TOKEN, appSecret: APP.secret };
  return {
    graph,
    reach,
    at,
    async [Symbol.asyncDispose]() {
      await contexts.close();
      await graph.close();
    },
  };
}

async function nextOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => assert.fail('it should have failed'),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof NetworkFailure, String(error));
  return error.next;
}

test('a call carries its token beside the address, with the proof of the app', async () => {
  await using on = await opened();
  const { reach, at } = on;
  assert.ok(await ask(reach, at, { path: '/many' }));
  assert.equal(await nextOf(ask(reach, { ...at, appSecret: null }, { path: '/many' })), 'refuse');
  assert.equal(await nextOf(ask(reach, { ...at, token: 'another' }, { path: '/many' })), 'reauthorise');
  assert.equal(await nextOf(ask(reach, at, { path: '/nothing' })), 'gone');
  assert.equal(await nextOf(call(reach, at, { path: '/strange' }, z.unknown())), 'refuse');
  for (const id of ['../me', 'a/b', '', null, '..', 'a?b', 'a b']) assert.throws(() => idInPath(id), NetworkFailure);
  assert.equal(idInPath('12_34'), '12_34');
  assert.ok(!graphUrl(at, { path: '/x' }).includes(TOKEN));
  const told = new URL(graphUrl({ ...at, isTokenInAddress: true }, { path: '/x' })).searchParams;
  assert.equal(told.get('access_token'), TOKEN);
});

test('a list is read page by page without going where its address with a token leads', async () => {
  await using on = await opened();
  const found: unknown[] = [];
  for await (const { entries } of listPages(on.reach, on.at, { path: '/many', query: { limit: '3' } }, 9))
    found.push(...entries);
  assert.deepEqual(found, [0, 1, 2, 3, 4, 5, 6]);
});

test('signing in goes from the dialog over a code to a token that lasts, and the pages of the person', async () => {
  await using on = await opened();
  const { graph, reach, at } = on;
  const redirectUrl = 'http://localhost/back';
  const url = dialogUrl(`${graph.origin}/v24.0/dialog/oauth`, {
    clientId: APP.id,
    redirectUrl,
    state: 's1',
    scopes: ['a', 'b'],
  });
  assert.equal(new URL(url).searchParams.get('scope'), 'a,b');
  const sent = await fetch(url, { redirect: 'manual' });
  const answer = new URL(sent.headers.get('location') ?? '').searchParams;
  assert.throws(() => codeIn(answer, 'another'), NetworkFailure);
  const short = await codeForToken(reach, at, app, codeIn(answer, 's1'), redirectUrl);
  assert.equal(short.endsAt?.getTime(), NOW.getTime() + DAY_MS / 24);
  assert.equal(await nextOf(codeForTokenByForm(reach, at, app, codeIn(answer, 's1'), redirectUrl)), 'refuse');
  const long = await longToken(reach, at, 'fb_exchange_token', app, short.token);
  assert.equal(long.endsAt?.getTime(), NOW.getTime() + 60 * DAY_MS);
  assert.ok((await longToken(reach, at, 'th_exchange_token', app, short.token)).token);
  assert.ok((await renewedToken(reach, at, 'ig_refresh_token', long.token)).token);
  const pages = await grantedPages(reach, { ...at, token: long.token });
  assert.deepEqual(
    pages.map(({ id, name }) => [id, name]),
    [['9', 'Kestrel']],
  );
});

test('a person who says no is told in the network’s words', () => {
  const no = new URLSearchParams({ state: 's', error: 'access_denied', error_description: 'Not now' });
  assert.throws(
    () => codeIn(no, 's'),
    (error: NetworkFailure) => error.said === 'Not now',
  );
  assert.equal(codeIn(new URLSearchParams({ state: 's', code: 'abc#_' }), 's'), 'abc');
});

test('what Meta has stopped telling is asked for again, and what stands is left alone', async () => {
  await using on = await opened();
  const { graph, reach, at } = on;
  const what: Subscription = {
    object: 'page',
    fields: ['feed'],
    app,
    account: { id: '9', fields: ['feed', 'messages'] },
  };
  const keep = async () => (await keepSubscribed(reach, at, what)).kind;
  assert.equal(await keep(), 'begun');
  assert.equal(await keep(), 'stands');
  assert.deepEqual(
    graph.standing.app.map(one => [one.callback_url, one.verifyToken]),
    [[callAt.url, callAt.secret]],
  );
  const [standing] = graph.standing.app;
  assert.ok(standing);
  standing.active = false;
  assert.equal(await keep(), 'begun');
  graph.standing.app = [{ ...standing, callback_url: 'https://desk.example/hooks/brand/sibling', active: true }];
  assert.equal(await keep(), 'stands', 'an app calls one address for all its accounts');
  graph.standing.app = [{ ...standing, callback_url: 'https://elsewhere.example/hooks/brand/channel' }];
  assert.equal(await keep(), 'begun');
  graph.standing.accounts.set('9', ['feed', 'ratings']);
  assert.equal(await keep(), 'begun');
  assert.deepEqual(graph.standing.accounts.get('9'), ['feed', 'messages', 'ratings']);
  graph.standing.unlisted = ['messages'];
  graph.standing.accounts.set('9', ['feed']);
  assert.equal(await keep(), 'stands', 'a field it never lists is no reason to read everything again');
  assert.equal((await keepSubscribed({ ...reach, callAt: null }, at, what)).kind, 'stands');
  await endSubscription(reach, at, what);
  assert.deepEqual([graph.standing.app, [...graph.standing.accounts]], [[], []]);
  assert.ok(appToken(app).includes('|'));
});
