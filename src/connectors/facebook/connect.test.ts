/** From what a person fills in to a channel that works, or to a sentence that helps; and how long it goes on working. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { callAt, failed, NOW, type Tried, tried } from '../../../tests/support/facebook-channel.ts';
import type { Reach } from '../connector.ts';
import { check } from './check.ts';
import { credentialsSchema, SCOPES } from './credentials.ts';
import { PAGE_ID } from './fake/town.ts';
import { facebook } from './index.ts';
import { life } from './life.ts';
import { begin, finish, hindrance } from './oauth.ts';
import { trial } from './trial.ts';
import { fieldsFor, watch } from './watch.ts';

const REDIRECT = 'https://desk.kestrel.example/connect/facebook/finish';

function reachOf({ context }: Tried): Reach {
  const { credentials: _, account: __, channelId: ___, ...reach } = context;
  return reach;
}

function formOf({ fake }: Tried, more: Record<string, string> = {}): Record<string, string> {
  const { appId, appSecret } = fake.credentials;
  return { appId, appSecret, graph: fake.origin, ...more };
}

/** All the way to Facebook’s page and back. */
async function signedIn(on: Tried, more: Record<string, string> = {}) {
  const { url, keep } = await begin(REDIRECT, 'state-1', formOf(on, more));
  const sent = await fetch(url, { redirect: 'manual' });
  const back = new URL(sent.headers.get('location') ?? '');
  assert.equal(back.origin + back.pathname, REDIRECT);
  return finish(back.searchParams, keep, reachOf(on));
}

test('signing in ends with the page, its own token, and what it may do', async t => {
  const on = await tried(t);
  const { account, credentials, besides } = await signedIn(on);
  assert.deepEqual([account.remoteId, account.handle, account.name], [PAGE_ID, 'kestrel', 'Kestrel']);
  assert.equal(credentials.accessToken, on.fake.credentials.accessToken);
  assert.deepEqual(credentials.known?.scopes, [...SCOPES]);
  assert.equal(besides, undefined);
  assert.ok(credentialsSchema.safeParse(credentials).success);
  assert.equal(facebook.connect.wayOf?.(credentials), 'signIn');
});

test('the dialog is asked for what Heed needs, or for a configuration of the app', async t => {
  const on = await tried(t);
  const { url } = await begin(REDIRECT, 's', formOf(on, { graph: 'https://graph.facebook.com' }));
  const dialog = new URL(url);
  assert.deepEqual([dialog.origin, dialog.pathname], ['https://www.facebook.com', '/v24.0/dialog/oauth']);
  assert.equal(dialog.searchParams.get('scope'), SCOPES.join(','));
  assert.ok(!url.includes(on.fake.credentials.appSecret), 'the secret does not go along in an address');
  const configured = new URL((await begin(REDIRECT, 's', formOf(on, { configId: '77' }))).url);
  assert.equal(configured.searchParams.get('config_id'), '77');
  assert.equal((await failed(begin(REDIRECT, 's', { appId: '1' }))).field, 'appSecret');
});

test('of several pages all are offered, or the one that was named', async t => {
  const on = await tried(t);
  on.fake.server.pages.set('104200000000002', { name: 'Kestrel Repairs', token: 'tokenOfTheSecondPage' });
  const all = await signedIn(on);
  assert.deepEqual(
    [all, ...(all.besides ?? [])].map(({ account }) => account.name),
    ['Kestrel', 'Kestrel Repairs'],
  );
  assert.equal((await signedIn(on, { page: 'kestrel repairs' })).credentials.accessToken, 'tokenOfTheSecondPage');
  assert.equal((await signedIn(on, { page: '104200000000002' })).account.name, 'Kestrel Repairs');
  const failure = await failed(signedIn(on, { page: 'Kestrel Roasts' }));
  assert.deepEqual([failure.next, failure.field], ['refuse', 'page']);
  assert.match(failure.message, /Kestrel Repairs \(104200000000002\)/);
});

test('a page of a business is listed to nobody, and found by what was ticked', async t => {
  const on = await tried(t);
  on.fake.server.isBusiness = true;
  const { account, credentials, besides } = await signedIn(on);
  assert.deepEqual([account.remoteId, account.name, besides], [PAGE_ID, 'Kestrel', undefined]);
  assert.equal(credentials.accessToken, on.fake.credentials.accessToken);
});

test('a sign-in that was begun elsewhere, refused, or without a page ends in words', async t => {
  const on = await tried(t);
  const { keep } = await begin(REDIRECT, 'mine', formOf(on));
  const answer = (query: Record<string, string>) => failed(finish(new URLSearchParams(query), keep, reachOf(on)));
  assert.match((await answer({ state: 'other', code: 'x' })).message, /begun elsewhere/);
  assert.equal((await answer({ state: 'mine', error: 'access_denied', error_description: 'No' })).said, 'No');
  assert.equal((await answer({ state: 'mine', code: 'never given' })).next, 'refuse');
  on.fake.server.pages.clear();
  assert.match((await failed(signedIn(on))).message, /no page/);
});

test('a token is proven, a person’s token is taken for the page’s own, and a wrong one is named', async t => {
  const on = await tried(t);
  const { fake, context } = on;
  const { account, credentials } = await check(context);
  assert.deepEqual(
    [account.remoteId, credentials.known?.pageId, credentials.known?.bySignIn],
    [PAGE_ID, PAGE_ID, false],
  );
  assert.equal(facebook.connect.wayOf?.(credentials), 'token');
  const person = 'longTokenOfAPerson';
  fake.graph.tokens.set(person, { subject: '100', scopes: SCOPES, endsAt: null });
  const given = await check({ ...context, credentials: { ...context.credentials, accessToken: person } });
  assert.equal(given.credentials.accessToken, fake.credentials.accessToken);
  const { accessToken: _, ...none } = context.credentials;
  assert.equal((await failed(check({ ...context, credentials: none }))).field, 'accessToken');
  assert.equal(
    (await failed(check({ ...context, credentials: { ...none, accessToken: 'unknown' } }))).field,
    'accessToken',
  );
  const wrong = { ...context.credentials, appSecret: 'not the secret' };
  assert.equal((await failed(check({ ...context, credentials: wrong }))).field, 'appSecret');
});

test('it says for how long', () => {
  const known = { pageId: '1', endsAt: null, dataEndsAt: null, scopes: null, bySignIn: true };
  const of = (more: object) => life({ known: { ...known, ...more } } as Parameters<typeof life>[0]);
  assert.deepEqual(of({}), { kind: 'lasting' });
  const soon = '2026-04-01T00:00:00.000Z';
  assert.deepEqual(of({ dataEndsAt: soon }), { kind: 'ending', endsAt: new Date(soon) });
  assert.deepEqual(of({ endsAt: '2026-03-01T00:00:00.000Z', dataEndsAt: soon }), {
    kind: 'ending',
    endsAt: NOW.getUTCDate() === 1 ? new Date('2026-03-01T00:00:00.000Z') : null,
  });
});

test('people come back over https, or to this very machine', () => {
  assert.equal(hindrance(REDIRECT), null);
  assert.equal(hindrance('http://localhost:7373/connect/facebook/finish'), null);
  assert.match(hindrance('http://desk.kestrel.example/x') ?? '', /https/);
});

test('the test of a channel names what is missing, and each thing by itself', async t => {
  const verdicts = async (on: Tried) =>
    Object.fromEntries(
      (await trial(on.context)).map(({ ability, verdict, why }) => [ability, `${verdict} ${why ?? ''}`.trim()]),
    );
  const whole = await tried(t);
  assert.deepEqual(await verdicts(whole), {
    account: 'works Signed in as Kestrel.',
    mentions: 'works',
    reply: 'works',
    direct: 'works',
    media: 'works',
  });
  const few = await tried(t, { scopes: ['pages_manage_metadata', 'pages_read_engagement', 'pages_read_user_content'] });
  const found = await verdicts(few);
  assert.match(found['reply'] ?? '', /^fails .*pages_manage_engagement/);
  assert.match(found['direct'] ?? '', /^fails .*pages_messaging/);
  assert.equal(found['mentions'], 'works');
  whole.fake.behave(
    { kind: 'status', status: 403, body: '{"error":{"message":"No inbox for you","code":298}}' },
    '/conversations',
  );
  assert.equal((await verdicts(whole))['direct'], 'fails No inbox for you');
  whole.fake.server.pages.clear();
  assert.equal((await failed(trial(whole.context))).next, 'reauthorise');
});

test('Facebook is kept telling us, of what the app may hear, and says what only a person can do', async t => {
  const { fake, context } = await tried(t);
  assert.equal((await watch.keep(context)).kind, 'begun');
  assert.equal((await watch.keep(context)).kind, 'stands');
  assert.deepEqual(
    fake.graph.standing.app.map(({ callback_url, verifyToken }) => [callback_url, verifyToken]),
    [[callAt.url, callAt.secret]],
  );
  assert.ok(fake.graph.standing.accounts.get(PAGE_ID)?.includes('message_echoes'));
  fake.graph.standing.accounts.clear();
  assert.equal((await watch.keep(context)).kind, 'begun');
  fake.graph.standing.app = [];
  fake.behave(
    { kind: 'status', status: 400, body: '{"error":{"message":"(#2200) callback verification failed","code":2200}}' },
    'POST /v24.0/320000000000007/subscriptions',
  );
  assert.deepEqual(await watch.keep(context), { kind: 'byHand', why: '(#2200) callback verification failed' });
  assert.equal((await watch.keep({ ...context, callAt: null })).kind, 'stands');
  await watch.keep(context);
  await watch.end?.(context);
  assert.deepEqual([fake.graph.standing.app, fake.graph.standing.accounts.size], [[], 0]);
  const few = {
    ...context.credentials,
    known: { pageId: PAGE_ID, endsAt: null, dataEndsAt: null, scopes: ['pages_manage_metadata'], bySignIn: true },
  };
  assert.deepEqual(fieldsFor(few), ['feed', 'mention', 'ratings']);
  const steps = watch.byHand?.(callAt) ?? [];
  assert.deepEqual([steps[1]?.copy, steps[2]?.copy], [callAt.url, callAt.secret]);
});

test('somebody who wants their data gone is known by what Facebook has signed', async t => {
  const { fake } = await tried(t);
  const payload = Buffer.from(JSON.stringify({ algorithm: 'HMAC-SHA256', issued_at: 1, user_id: '218471' })).toString(
    'base64url',
  );
  const sign = (secret: string) => `${createHmac('sha256', secret).update(payload).digest('base64url')}.${payload}`;
  const read = (signed: string) => {
    const bytes = new TextEncoder().encode(new URLSearchParams({ signed_request: signed }).toString());
    const request = { method: 'POST', url: new URL('https://desk.example/'), headers: new Headers(), bytes, now: NOW };
    return facebook.erasure?.read(request, fake.credentials);
  };
  assert.deepEqual(read(sign(fake.credentials.appSecret)), { kind: 'asked', remoteId: '218471' });
  assert.equal(read(sign('another'))?.kind, 'refused');
});
