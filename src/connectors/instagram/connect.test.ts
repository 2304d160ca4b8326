/** How an account is connected, stays connected, and is looked after. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { NOW, tried } from '../../../tests/support/instagram-channel.ts';
import type { NetworkFailure, Reach } from '../connector.ts';
import { check } from './check.ts';
import { type Credentials, credentialsSchema, loginOf } from './credentials.ts';
import { ACCOUNT_ID, PAGE_ID, SCOPED_ID } from './fake/town.ts';
import { FIELDS, hook, readErasureOf } from './hook.ts';
import { instagram } from './index.ts';
import { life } from './life.ts';
import { refresh, revoke } from './oauth.ts';
import { trial } from './trial.ts';

const BACK = 'https://desk.example/connect/instagram/finish';
const CALL_AT = { url: 'https://desk.example/hooks/1/c1', secret: 'handed-back-by-the-network-and-by-nobody-else' };
const DAY_MS = 86_400_000;

async function failed(deed: Promise<unknown>): Promise<NetworkFailure> {
  return deed.then(
    () => assert.fail('it should have failed'),
    (error: NetworkFailure) => error,
  );
}

async function signIn(reach: Reach, form: Record<string, string>, change = (answer: URLSearchParams) => answer) {
  const { begin, finish } = instagram.connect;
  assert.ok(begin && finish);
  const { url, keep } = await begin(BACK, 'the state', form, reach);
  const page = await fetch(url, { redirect: 'manual' });
  const back = new URL(page.headers.get('location') ?? '');
  assert.equal(`${back.origin}${back.pathname}`, BACK);
  return { url: new URL(url), proven: finish(change(back.searchParams), keep, reach) };
}

test('a token of Instagram’s own says whose it is, by both its ids', async t => {
  const { fake, context } = await tried(t, {}, { ids: undefined, login: undefined });
  const { account, credentials } = await check(context);
  assert.deepEqual(
    [account.remoteId, account.handle, account.profileUrl],
    [ACCOUNT_ID, 'kestrel.coffee', 'https://www.instagram.com/kestrel.coffee/'],
  );
  assert.deepEqual([credentials.ids, credentials.login], [[ACCOUNT_ID, SCOPED_ID], 'instagram']);
  assert.deepEqual(credentialsSchema.parse(credentials), credentials);
  assert.equal(fake.received.length, 1);
});

test('a page’s token leads to the account linked to it, with a proof of the app in every call', async t => {
  const { context } = await tried(t, { login: 'facebook' }, { ids: undefined, page: undefined });
  const { account, credentials } = await check(context);
  assert.equal(account.remoteId, ACCOUNT_ID);
  assert.equal(credentials.page?.id, PAGE_ID);
  const without = await failed(
    check({ ...context, credentials: { ...context.credentials, appSecret: undefined } as Credentials }),
  );
  assert.match(without.said ?? '', /appsecret_proof/);
});

test('a person’s token leads to a page’s that lasts; of several accounts one has to be named', async t => {
  const { fake, context } = await tried(t, { login: 'facebook', pages: 2 }, { ids: undefined, page: undefined });
  const at = (more: Partial<Credentials>) => ({
    ...context,
    credentials: { ...context.credentials, accessToken: fake.personToken, ...more } as Credentials,
  });
  const which = await failed(check(at({})));
  assert.deepEqual(
    [which.field, which.message],
    ['username', 'Which account? There are: @kestrel.coffee, @kestrel.1.'],
  );
  assert.match((await failed(check(at({ username: 'osprey' })))).message, /No account is called that/);
  const { account, credentials } = await check(at({ username: '@Kestrel.Coffee' }));
  assert.deepEqual(
    [account.remoteId, credentials.accessToken, credentials.page?.id],
    [ACCOUNT_ID, fake.token, PAGE_ID],
  );
  assert.ok(credentials.personToken?.startsWith('long'), 'exchanged for one of sixty days first');
  assert.deepEqual(life(credentials), { kind: 'lasting' });
  assert.deepEqual(credentialsSchema.parse(credentials), credentials);
});

test('rights a page’s token lacks are named', async t => {
  const { context } = await tried(t, { login: 'facebook', scopes: ['instagram_basic', 'instagram_manage_messages'] });
  const missing = 'Facebook has not given this app instagram_manage_comments.';
  assert.deepEqual(
    (await trial(context)).filter(({ verdict }) => verdict === 'fails').map(({ ability, why }) => [ability, why]),
    [
      ['mentions', missing],
      ['reply', missing],
    ],
  );
});

test('which way a token goes shows in how it begins', () => {
  assert.equal(loginOf({ accessToken: `EAA${'x'.repeat(20)}` }), 'facebook');
  assert.equal(loginOf({ accessToken: `IGAA${'x'.repeat(20)}` }), 'instagram');
  assert.equal(loginOf({ accessToken: 'x', graph: 'https://graph.facebook.com' }), 'facebook');
});

test('a token nobody takes, and a personal account, are said at the token', async t => {
  const { fake, context } = await tried(t, {}, { accessToken: 'neverGivenToAnybody' });
  const refused = await failed(check(context));
  assert.deepEqual([refused.next, refused.field], ['reauthorise', 'accessToken']);
  fake.behave({
    kind: 'status',
    status: 200,
    body: '{"id":"1","user_id":"2","username":"ines","account_type":"PERSONAL"}',
  });
  const personal = await failed(check(context));
  assert.equal(personal.field, 'accessToken');
  assert.match(personal.message, /professional/);
  assert.equal((await failed(check({ ...context, credentials: {} }))).field, 'accessToken');
});

test('a sign-in ends with a token of sixty days', async t => {
  const { fake, context } = await tried(t);
  const form = { appId: fake.app.id, appSecret: fake.appSecret, graph: fake.origin };
  const { url, proven } = await signIn(context, form);
  assert.equal(
    url.searchParams.get('scope'),
    'instagram_business_basic,instagram_business_manage_comments,instagram_business_manage_messages',
  );
  assert.equal(url.searchParams.has('client_secret'), false);
  const { account, credentials } = await proven;
  assert.equal(account.remoteId, ACCOUNT_ID);
  assert.equal(credentials.endsAt, new Date(NOW.getTime() + 60 * DAY_MS).toISOString());
  assert.deepEqual(life(credentials), { kind: 'renewing', endsAt: new Date(credentials.endsAt ?? '') });
  assert.equal(instagram.connect.wayOf?.(credentials), 'signIn');
  const given = fake.graph.tokens.get(credentials.accessToken ?? '');
  assert.equal(given?.endsAt?.toISOString(), credentials.endsAt, 'the long one, not that of an hour');
  assert.deepEqual(credentialsSchema.parse(credentials), credentials);
});

test('without an app, with another state, or refused there, a sign-in ends in plain words', async t => {
  const { fake, context } = await tried(t);
  const form = { appId: fake.app.id, appSecret: fake.appSecret, graph: fake.origin };
  const { begin } = instagram.connect;
  assert.equal((await failed(Promise.resolve().then(() => begin?.(BACK, 's', {}, context)))).field, 'appId');
  assert.equal(
    (await failed(Promise.resolve().then(() => begin?.(BACK, 's', { appId: '1' }, context)))).field,
    'appSecret',
  );
  const other = await signIn(
    context,
    form,
    answer => new URLSearchParams({ ...Object.fromEntries(answer), state: 'x' }),
  );
  assert.match((await failed(other.proven)).message, /begun elsewhere/);
  const no = new URLSearchParams({
    state: 'the state',
    error: 'access_denied',
    error_description: 'The person said no.',
  });
  const refused = await signIn(context, form, () => no);
  assert.equal((await failed(refused.proven)).said, 'The person said no.');
});

test('Instagram’s own pages are asked unless another address is named', async () => {
  const { begin } = instagram.connect;
  const { url } = (await begin?.(BACK, 's', { appId: '1', appSecret: 'x' }, {} as Reach)) ?? { url: '' };
  assert.equal(url.split('?')[0], 'https://www.instagram.com/oauth/authorize');
  assert.equal(instagram.connect.hindrance?.(BACK), null);
  assert.match(instagram.connect.hindrance?.('http://desk.example/connect/instagram/finish') ?? '', /https/);
});

test('a token is renewed for sixty days more; a page’s needs nobody to', async t => {
  const { context, clock } = await tried(t);
  clock.now = new Date(NOW.getTime() + 50 * DAY_MS);
  const fresh = await refresh(context);
  assert.notEqual(fresh.accessToken, context.credentials.accessToken);
  assert.equal(fresh.endsAt, new Date(NOW.getTime() + 110 * DAY_MS).toISOString());
  const facebook: Credentials = { login: 'facebook', accessToken: 'x' };
  assert.deepEqual(life(facebook), { kind: 'lasting' });
  assert.equal((await failed(refresh({ ...context, credentials: facebook }))).next, 'reauthorise');
});

test('what a channel may do is tried one by one, and said in Instagram’s words', async t => {
  const { fake, context } = await tried(t);
  const said = async () => (await trial(context)).map(({ ability, verdict }) => [ability, verdict]);
  assert.deepEqual(await said(), [
    ['account', 'works'],
    ['mentions', 'works'],
    ['stream', 'absent'],
    ['reply', 'works'],
    ['direct', 'works'],
    ['media', 'unsure'],
  ]);
  fake.behave(
    {
      kind: 'status',
      status: 403,
      body: '{"error":{"message":"(#10) needs instagram_business_manage_comments","code":10}}',
    },
    '/media',
  );
  fake.behave(
    {
      kind: 'status',
      status: 403,
      body: '{"error":{"message":"(#3) needs instagram_business_manage_messages","code":3}}',
    },
    '/conversations',
  );
  const findings = await trial(context);
  assert.deepEqual(
    [1, 3, 4]
      .map(at => findings[at])
      .flatMap(one => one ?? [])
      .map(({ verdict, why }) => [verdict, why]),
    [
      ['fails', '(#10) needs instagram_business_manage_comments'],
      ['fails', '(#10) needs instagram_business_manage_comments'],
      ['fails', '(#3) needs instagram_business_manage_messages'],
    ],
  );
});

test('a call signed with the secret of Instagram’s part of the app or of the app itself is taken, with another it is not', async t => {
  const { fake } = await tried(t);
  const credentials = { ...fake.credentials, appSecret: 'another secret', metaAppSecret: fake.appSecret };
  const request = fake.hookRequest(['hello'], NOW, 's');
  assert.equal(hook.verify(request, fake.credentials, 's').kind, 'verified');
  assert.equal(hook.verify(request, credentials, 's').kind, 'verified');
  assert.equal(hook.verify(request, { ...credentials, metaAppSecret: 'neither' }, 's').kind, 'refused');
  assert.equal(hook.verify(request, {}, 's').kind, 'refused');
});

test('the handshake echoes a number to who knows the word, and nothing to others', async t => {
  const { fake } = await tried(t);
  const asked = (token: string) => {
    const url = new URL(`https://desk.example/hooks?hub.mode=subscribe&hub.challenge=4711&hub.verify_token=${token}`);
    return hook.verify(
      { method: 'GET', url, headers: new Headers(), bytes: new Uint8Array(), now: NOW },
      fake.credentials,
      'right',
    );
  };
  assert.deepEqual(asked('right'), { kind: 'answer', status: 200, body: '4711' });
  assert.equal(asked('wrong').kind, 'refused');
});

test('the watch switches the account on, and the app where its id and secret are known', async t => {
  const { fake, context } = await tried(
    t,
    {},
    { metaAppId: '700000000000001', metaAppSecret: 'secretOfTheInstagramAppInTests' },
  );
  const called = { ...context, callAt: CALL_AT };
  assert.deepEqual(await hook.watch?.keep(context), { kind: 'stands' }, 'nobody can call');
  assert.equal(fake.graph.standing.accounts.size, 0);
  assert.equal((await hook.watch?.keep(called))?.kind, 'begun');
  assert.deepEqual(fake.graph.standing.accounts.get(ACCOUNT_ID), FIELDS);
  const [app] = fake.graph.standing.app;
  assert.deepEqual([app?.object, app?.callback_url, app?.verifyToken], ['instagram', CALL_AT.url, CALL_AT.secret]);
  assert.deepEqual(await hook.watch?.keep(called), { kind: 'stands' });
  fake.graph.standing.accounts.clear();
  assert.equal((await hook.watch?.keep(called))?.kind, 'begun');
  await hook.watch?.end?.(called);
  assert.deepEqual([fake.graph.standing.accounts.size, fake.graph.standing.app.length], [0, 0]);
});

test('where only Instagram’s part of the app is known, the app’s half is entered by hand', async t => {
  const { fake, context } = await tried(t);
  const called = { ...context, callAt: CALL_AT };
  assert.equal((await hook.watch?.keep(called))?.kind, 'begun');
  assert.equal((await hook.watch?.keep(called))?.kind, 'byHand');
  assert.deepEqual([fake.graph.standing.app.length, fake.graph.standing.accounts.size], [0, 1]);
  const steps = hook.watch?.byHand?.(CALL_AT) ?? [];
  assert.deepEqual(
    steps.flatMap(step => ('copy' in step ? [step.copy] : [])),
    [CALL_AT.url, CALL_AT.secret],
  );
});

test('fields an account cannot be asked for are left out, so that the others are told', async t => {
  const { fake, context } = await tried(t);
  const no = '{"error":{"message":"(#100) subscribed_fields[8] must be one of {comments, messages}","code":100}}';
  const told: string[] = [];
  for (const refusals of [1, 2]) {
    fake.graph.standing.accounts.clear();
    for (let i = 0; i < refusals; i++) fake.behave({ kind: 'status', status: 400, body: no }, 'POST');
    assert.equal((await hook.watch?.keep({ ...context, callAt: CALL_AT }))?.kind, 'begun');
    told.push((fake.graph.standing.accounts.get(ACCOUNT_ID) ?? []).join(' '));
  }
  const [once = '', twice = ''] = told;
  assert.ok(/comments .*mentions .*messages/.test(once) && !once.includes('message_edit'), once);
  assert.ok(/comments messages/.test(twice) && !twice.includes('mentions'), twice);
});

test('a page is switched on by any of its fields', async t => {
  const { fake, context } = await tried(t, { login: 'facebook' });
  assert.equal((await hook.watch?.keep({ ...context, callAt: CALL_AT }))?.kind, 'begun');
  assert.deepEqual(fake.graph.standing.accounts.get(PAGE_ID), ['feed']);
  assert.equal(fake.graph.standing.app[0]?.object, 'instagram');
});

test('on leaving, what we were told of is ended, and the person hears what is left to do', async t => {
  const { fake, context } = await tried(t);
  fake.graph.standing.accounts.set(ACCOUNT_ID, ['comments']);
  assert.match((await revoke(context)) ?? '', /Apps and websites/);
  assert.equal(fake.graph.standing.accounts.size, 0);
});

test('whose data is to go is believed only when it is signed', async t => {
  const { fake } = await tried(t);
  const payload = Buffer.from(JSON.stringify({ algorithm: 'HMAC-SHA256', user_id: SCOPED_ID })).toString('base64url');
  const signature = createHmac('sha256', fake.appSecret).update(payload).digest('base64url');
  const asked = (text: string) => {
    const bytes = new TextEncoder().encode(new URLSearchParams({ signed_request: text }).toString());
    return readErasureOf(
      { method: 'POST', url: new URL(BACK), headers: new Headers(), bytes, now: NOW },
      fake.credentials,
    );
  };
  assert.deepEqual(asked(`${signature}.${payload}`), { kind: 'asked', remoteId: SCOPED_ID });
  assert.equal(asked(`${signature.replace(/^./, 'x')}.${payload}`).kind, 'refused');
});
