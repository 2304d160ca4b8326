/** From what a person fills in to a channel that works, or to a sentence that helps. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NOW, type Tried, tried } from '../../../tests/support/x-channel.ts';
import type { NetworkFailure, Reach } from '../connector.ts';
import { check } from './check.ts';
import { type Credentials, credentialsSchema, rulesIn } from './credentials.ts';
import { x } from './index.ts';
import { leave } from './leave.ts';
import { life } from './life.ts';
import { limits, limitsFor, prices } from './limits.ts';
import { begin, finish, hindrance, refresh, revoke, SCOPES } from './oauth.ts';
import { trial } from './trial.ts';

const REDIRECT = 'https://desk.kestrel.example/connect/x/finish';

async function failed(deed: Promise<unknown>): Promise<NetworkFailure> {
  return deed.then(
    () => assert.fail('it should have failed'),
    (error: NetworkFailure) => error,
  );
}

/** Without credentials, as it is before there is a channel. */
function reachOf({ context }: Tried): Reach {
  const { credentials: _, account: __, channelId: ___, ...reach } = context;
  return reach;
}

function formFor({ fake }: Tried, more: Record<string, string> = {}): Record<string, string> {
  const { clientId, clientSecret, apiKey, apiSecret } = fake.server.keys;
  return { clientId, clientSecret, apiKey, apiSecret, api: fake.origin, listenFor: '', plan: '', ...more };
}

/** As a browser would: to X's page and back. */
async function signIn(all: Tried, form = formFor(all)) {
  const reach = reachOf(all);
  const { url, keep } = await begin(REDIRECT, 'the state', form, reach);
  const answer = await fetch(url, { redirect: 'manual' });
  const back = new URL(answer.headers.get('location') ?? '');
  return finish(back.searchParams, keep, reach, credentials => check({ ...reach, credentials }));
}

test('signing in at X: rights, proof, and an account at the end', async t => {
  const all = await tried(t);
  const { url } = await begin(REDIRECT, 'the state', { clientId: 'abc' }, reachOf(all));
  const page = new URL(url);
  assert.equal(page.origin + page.pathname, 'https://x.com/i/oauth2/authorize');
  assert.equal(page.searchParams.get('scope'), SCOPES.join(' '));
  const contracted = await begin(REDIRECT, 's', { clientId: 'abc', plan: 'enterprise' }, reachOf(all));
  assert.match(contracted.url, /block\.write/);
  assert.ok(!page.search.includes('+'), 'X reads a plus as a plus');
  assert.equal(page.searchParams.get('code_challenge_method'), 'S256');
  const { account, credentials } = await signIn(all, formFor(all, { listenFor: 'kestrel coffee' }));
  assert.deepEqual([account.remoteId, account.handle], [all.fake.town.us.id, 'kestrel']);
  assert.deepEqual(
    [credentials.signedIn, credentials.appToken, credentials.listenFor, credentials.endsAt],
    [true, all.fake.server.appToken, 'kestrel coffee', new Date(NOW.getTime() + 7_200_000).toISOString()],
  );
  assert.ok(credentialsSchema.safeParse(credentials).success);
});

test('an app without a secret signs in by its name', async t => {
  const all = await tried(t);
  all.fake.server.keys.clientSecret = '';
  const { credentials } = await signIn(all, formFor(all, { clientSecret: '', apiKey: '', apiSecret: '' }));
  assert.ok(credentials.accessToken && credentials.appToken === undefined);
  const fresh = await refresh({ ...all.context, credentials });
  assert.notEqual(fresh.accessToken, credentials.accessToken);
});

test('a sign-in that was refused, begun elsewhere, or with a wrong app says so', async t => {
  const all = await tried(t);
  const reach = reachOf(all);
  const { keep } = await begin(REDIRECT, 'the state', formFor(all), reach);
  const ended = (query: string) =>
    failed(finish(new URLSearchParams(query), keep, reach, credentials => check({ ...reach, credentials })));
  assert.match((await ended('state=other&code=1')).message, /begun elsewhere/);
  assert.equal((await ended('state=the+state&error=access_denied')).said, 'access_denied');
  assert.equal((await ended('state=the+state&code=wrong')).next, 'refuse');
  const wrong = await begin(REDIRECT, 's', formFor(all, { clientSecret: 'wrong' }), reach);
  const failure = await failed(
    finish(new URLSearchParams('state=s&code=1'), wrong.keep, reach, credentials => check({ ...reach, credentials })),
  );
  assert.equal(failure.field, 'clientId');
  assert.equal((await failed(begin(REDIRECT, 's', {}, reach))).field, 'clientId');
});

test('each renewal gives both tokens anew, and is taken once', async t => {
  const { context, fake } = await tried(t);
  const fresh = await refresh(context);
  assert.notEqual(fresh.accessToken, context.credentials.accessToken);
  assert.notEqual(fresh.refreshToken, context.credentials.refreshToken);
  assert.equal(fresh.listenFor, context.credentials.listenFor);
  assert.equal((await failed(refresh(context))).next, 'reauthorise');
  await refresh({ ...context, credentials: fresh });
  fake.behave({ kind: 'status', status: 503 });
  assert.equal((await failed(refresh({ ...context, credentials: fresh }))).next, 'retry');
  const { refreshToken: _, ...without } = fresh;
  assert.equal((await failed(refresh({ ...context, credentials: without }))).next, 'reauthorise');
});

test('a token is proven, and the app’s own is fetched beside it', async t => {
  const { context, fake } = await tried(t, {}, { appToken: '' });
  const { account, credentials } = await check(context);
  assert.equal(account.name, 'Kestrel');
  assert.equal(account.profile?.bio, 'Of Kestrel & friends');
  assert.equal(credentials.appToken, fake.server.appToken);
});

test('what is wrong stands at its field', async t => {
  const { context, fake } = await tried(t);
  const withCredentials = (credentials: Credentials) => ({ ...context, credentials });
  const { credentials } = context;
  const keys = await failed(check(withCredentials({ ...credentials, apiSecret: 'wrong' })));
  assert.deepEqual(
    [keys.field, keys.message],
    ['apiKey', 'X does not take this API key and its secret: “Unable to verify your credentials”.'],
  );
  const token = await failed(check(withCredentials({ ...credentials, accessToken: 'wrong' })));
  assert.equal(token.field, 'accessToken');
  const appOnly = await failed(check(withCredentials({ ...credentials, accessToken: fake.server.appToken })));
  assert.deepEqual([appOnly.field, appOnly.next], ['accessToken', 'refuse']);
});

test('without an account, the keys and the words are enough', async t => {
  const { context } = await tried(t, {}, { accessToken: '', listenFor: 'kestrel coffee' });
  const { account } = await check(context);
  assert.equal(account.name, '“kestrel coffee” on X');
  assert.equal(x.listensOnly?.(context.credentials), true);
  const { credentials } = context;
  assert.equal(
    (await failed(check({ ...context, credentials: { ...credentials, listenFor: '' } }))).field,
    'listenFor',
  );
  const bare = { listenFor: 'a', api: credentials.api };
  assert.equal((await failed(check({ ...context, credentials: bare }))).field, 'apiKey');
});

test('rules are told apart by semicolons and lines, and held to X’s limits', () => {
  assert.deepEqual(rulesIn(' kestrel coffee ; "a b"\n\n;kestrel coffee'), ['kestrel coffee', '"a b"']);
  assert.ok(!credentialsSchema.safeParse({ listenFor: 'x'.repeat(1_001) }).success);
  assert.ok(
    !credentialsSchema.safeParse({ listenFor: Array.from({ length: 26 }, (_, i) => `r${i}`).join(';') }).success,
  );
  assert.ok(credentialsSchema.safeParse({ plan: ' Enterprise ' }).data?.plan === 'enterprise');
  assert.ok(!credentialsSchema.safeParse({ plan: 'gold' }).success);
});

test('how long it lasts, and by which way it came', () => {
  const endsAt = '2026-09-01T14:00:00.000Z';
  assert.deepEqual(life({}), { kind: 'lasting' });
  assert.deepEqual(life({ accessToken: 'a', endsAt }), { kind: 'ending', endsAt: new Date(endsAt) });
  assert.equal(life({ accessToken: 'a', refreshToken: 'r', clientId: 'c', endsAt }).kind, 'renewing');
  assert.equal(x.connect.wayOf?.({ accessToken: 'a', signedIn: true }), 'signIn');
  assert.equal(x.connect.wayOf?.({ accessToken: 'a' }), 'token');
  assert.equal(x.connect.wayOf?.({ apiKey: 'a' }), 'listen');
});

test('addresses X comes back to', () => {
  assert.equal(hindrance(REDIRECT), null);
  assert.equal(hindrance('http://127.0.0.1:7373/connect/x/finish'), null);
  assert.match(hindrance('http://localhost:7373/connect/x/finish') ?? '', /127\.0\.0\.1/);
  assert.match(hindrance('http://desk.kestrel.example/connect/x/finish') ?? '', /https/);
});

test('the test of a channel says what works, what lacks, and what is answered by hand', async t => {
  const { context } = await tried(t);
  assert.deepEqual(
    (await trial(context)).map(({ ability, verdict }) => [ability, verdict]),
    ['account', 'mentions', 'stream', 'reply', 'direct', 'media'].map(ability => [ability, 'works']),
  );
  const fewer = { ...context.credentials, scopes: 'tweet.read users.read dm.read', listenFor: '' };
  const findings = await trial({ ...context, credentials: fewer });
  assert.deepEqual(findings.map(({ ability, verdict, why }) => [ability, verdict, why]).slice(2), [
    ['stream', 'absent', 'No words to listen for are named for this channel.'],
    ['reply', 'fails', 'The sign-in lacks tweet.write. Sign in again.'],
    ['direct', 'fails', 'The sign-in lacks dm.write. Sign in again.'],
    ['media', 'fails', 'The sign-in lacks media.write. Sign in again.'],
  ]);
  const { scopes: _, ...untold } = context.credentials;
  assert.equal(
    (await trial({ ...context, credentials: untold })).find(({ ability }) => ability === 'reply')?.verdict,
    'unsure',
  );
});

test('the test of a channel throws when the sign-in is over, and says whose messages it may not read', async t => {
  const { context, fake } = await tried(t, { messages: false });
  const direct = (await trial(context)).find(({ ability }) => ability === 'direct');
  assert.deepEqual([direct?.verdict, direct?.why], ['fails', 'The sign-in lacks dm.read.']);
  for (const token of fake.server.tokens.values()) token.isOver = true;
  assert.equal((await failed(trial(context))).next, 'reauthorise');
});

test('leaving takes our rules away and gives the permission back', async t => {
  const { context, fake } = await tried(t);
  fake.server.rules.push({ id: '1', value: 'theirs', tag: 'theirs' }, { id: '2', value: 'ours', tag: 'heed c1' });
  assert.equal(await leave(context), null);
  assert.deepEqual(
    fake.server.rules.map(({ id }) => id),
    ['1'],
  );
  assert.equal(fake.server.tokens.has(context.credentials.accessToken ?? ''), false);
  const { signedIn: _, ...pasted } = context.credentials;
  assert.match((await revoke({ ...context, credentials: pasted })) ?? '', /Apps and sessions/);
});

test('prices are data, and the composer’s are among them', () => {
  assert.deepEqual(limits.priceUsd, { reply: 0.01, withLink: 0.2, direct: 0.015 });
  assert.equal(limitsFor({ plan: 'enterprise' }).priceUsd?.reply, prices.post);
  assert.equal(limits.prices, prices);
});
