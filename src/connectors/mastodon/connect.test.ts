/** From what a person fills in to a channel that works, or to a sentence that helps. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Tried, tried } from '../../../tests/support/mastodon-channel.ts';
import type { NetworkFailure, Reach } from '../connector.ts';
import { handleIn, idOfPerson, localHandle, originOf, personIdOf, wholeHandle } from './address.ts';
import { check } from './check.ts';
import { credentialsSchema } from './credentials.ts';
import { mastodon } from './index.ts';
import { begin, finish, refresh, revoke } from './oauth.ts';

const REDIRECT = 'https://desk.kestrel.example/connect/mastodon';

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

test('a server is found in whatever people write for it', () => {
  for (const [text, origin] of [
    ['mastodon.example', 'https://mastodon.example'],
    [' Mastodon.Example/ ', 'https://mastodon.example'],
    ['https://mastodon.example/@kestrel?x=1', 'https://mastodon.example'],
    ['@kestrel@mastodon.example', 'https://mastodon.example'],
    ['kestrel@mastodon.example', 'https://mastodon.example'],
    ['http://10.0.0.7:8080', 'http://10.0.0.7:8080'],
    ['mastodon.example:8443', 'https://mastodon.example:8443'],
    ['καφές.example', 'https://xn--ixah0a8as.example'],
  ] as const)
    assert.equal(originOf(text), origin, text);
  for (const text of [
    '',
    'not a server',
    'https://',
    'https://a:b@mastodon.example',
    'javascript:alert(1)',
    '@kestrel',
  ])
    assert.equal(originOf(text), null, text);
});

test('names and ids, whole and short', () => {
  assert.deepEqual(handleIn('@kestrel@mastodon.example'), { user: 'kestrel', domain: 'mastodon.example' });
  assert.equal(handleIn('mastodon.example'), null);
  assert.equal(wholeHandle('thea', 'mastodon.example'), 'thea@mastodon.example');
  assert.equal(wholeHandle('thea@far.example', 'mastodon.example'), 'thea@far.example');
  assert.equal(localHandle('thea@Mastodon.example', 'mastodon.example'), 'thea');
  assert.equal(localHandle('thea@far.example', 'mastodon.example'), 'thea@far.example');
  assert.equal(idOfPerson(personIdOf('a@b', 'https://mastodon.example')), 'a@b');
});

test('a token is proven, and the server’s limits are kept with it', async t => {
  const { fake, context } = await tried(t);
  const form = credentialsSchema.parse({ server: fake.origin, accessToken: ` ${fake.token} ` });
  const { account, credentials } = await check({ ...context, credentials: form });
  assert.deepEqual(account.handle, 'kestrel@mastodon.example');
  assert.equal(account.remoteId, fake.account.remoteId);
  assert.deepEqual([credentials.base, credentials.about?.text.max], [fake.origin, 500]);
  assert.deepEqual(credentialsSchema.parse(credentials), credentials, 'what is kept can be read again');
});

test('what is wrong is said in words that help, beside the field it is about', async t => {
  const { fake, context } = await tried(t);
  const cases: [Record<string, string>, string, RegExp, () => void][] = [
    [
      { accessToken: 'anotherToken' },
      'accessToken',
      /does not take this access token: “The access token is invalid”/,
      () => {},
    ],
    [
      { accessToken: fake.token },
      'server',
      /does not answer as a server of the Mastodon API/,
      () => fake.behave({ kind: 'html' }, 'verify_credentials'),
    ],
    [
      { accessToken: fake.token },
      'server',
      /does not answer as a server/,
      () => fake.behave({ kind: 'status', status: 404 }, 'verify_credentials'),
    ],
    [{}, 'hashtags', /Without an access token Heed only listens/, () => {}],
    [{ hashtags: 'a b c d e f g h i j k l m' }, 'hashtags', /12 hashtags are the most/, () => {}],
  ];
  for (const [filledIn, field, words, prepare] of cases) {
    prepare();
    const form = credentialsSchema.parse({ server: fake.origin, ...filledIn });
    const failure = await failed(check({ ...context, credentials: form }));
    assert.match(failure.message, words);
    assert.equal(failure.field, field);
  }
  await fake.shut();
  const away = await failed(
    check({ ...context, credentials: credentialsSchema.parse({ server: fake.origin, accessToken: 'x' }) }),
  );
  assert.deepEqual([away.next, away.field], ['retry', 'server']);
});

test('a name leads to a server of another name', async t => {
  const all = await tried(t);
  const { fake, context } = all;
  const body = JSON.stringify({ links: [{ rel: 'self', href: `${fake.origin}/users/kestrel` }] });
  const host = new URL(fake.origin).host;
  const asked: string[] = [];
  const fetch: typeof context.fetch = async (url, options) => {
    asked.push(url);
    const { hostname, pathname, search } = new URL(url);
    return hostname === 'kestrel.example'
      ? context.fetch(`${fake.origin}${pathname}${search}`, options)
      : context.fetch(url, options);
  };
  fake.behave({ kind: 'status', status: 200, body }, '/.well-known/webfinger');
  const form = credentialsSchema.parse({ server: '@kestrel@kestrel.example', accessToken: fake.token });
  const { credentials } = await check({ ...context, fetch, credentials: form });
  assert.equal(credentials.base, `http://${host}`);
  assert.match(
    asked[0] ?? '',
    /^https:\/\/kestrel\.example\/\.well-known\/webfinger\?resource=acct%3Akestrel%40kestrel\.example$/,
  );
});

for (const [kind, instance, scope, hasProof] of [
  ['that describes its sign-in', 'second', /^read:accounts .*write:blocks .*write:reports write:statuses$/, true],
  ['that does not', 'first', /^read write$/, false],
] as const)
  test(`signing in at the page of a server ${kind}`, async t => {
    const all = await tried(t, { instance });
    const { fake } = all;
    const reach = reachOf(all);
    const form = { server: fake.origin, hashtags: 'kestrel' };
    const { url, keep } = await begin(REDIRECT, 'the-state', form, reach);
    const asked = new URL(url).searchParams;
    assert.match(asked.get('scope') ?? '', scope);
    assert.equal(asked.get('code_challenge_method'), hasProof ? 'S256' : null);
    // The person agrees.
    const answer = await fetch(url, { redirect: 'manual' });
    const back = new URL(answer.headers.get('location') ?? '').searchParams;
    const { connect } = mastodon;
    assert.ok(connect.finish);
    const { account, credentials } = await connect.finish(back, JSON.parse(JSON.stringify(keep)), reach);
    assert.equal(account.handle, 'kestrel@mastodon.example');
    assert.deepEqual([credentials.hashtags, fake.server.tokens.has(credentials.accessToken ?? '')], ['kestrel', true]);
    const again = await failed(finish(back, keep, reach, credentials => check({ ...reach, credentials })));
    assert.deepEqual(
      [again.next, again.said],
      ['reauthorise', 'The provided authorization grant is invalid.'],
      'a code is good once',
    );
    const context = { ...all.context, credentials };
    assert.equal((await failed(refresh(context))).next, 'reauthorise', 'this server gives no second token');
    assert.equal(await revoke(context), null);
    assert.equal(fake.server.tokens.get(credentials.accessToken ?? '')?.isOver, true);
  });

test('a server that sends people to a script, or secrets into the clear, is sent to its usual pages instead', async t => {
  const all = await tried(t);
  const { fake } = all;
  const body = '{"authorization_endpoint":"javascript:alert(1)","token_endpoint":7,"scopes_supported":"all"}';
  fake.behave({ kind: 'status', status: 200, body }, '/.well-known/oauth-authorization-server');
  const { url } = await begin(REDIRECT, 's', { server: fake.origin }, reachOf(all));
  assert.ok(url.startsWith(`${fake.origin}/oauth/authorize?`));
});

test('a sign-in that was not granted, or was begun elsewhere, makes no channel', async t => {
  const all = await tried(t);
  const reach = reachOf(all);
  const { keep } = await begin(REDIRECT, 'the-state', { server: all.fake.origin }, reach);
  const see = () => assert.fail('nobody was let in');
  const denied = new URLSearchParams({
    error: 'access_denied',
    error_description: 'The owner denied the request.',
    state: 'the-state',
  });
  const failure = await failed(finish(denied, keep, reach, see));
  assert.deepEqual([failure.next, failure.said], ['refuse', 'The owner denied the request.']);
  const foreign = new URLSearchParams({ code: 'x', state: 'another' });
  assert.match((await failed(finish(foreign, keep, reach, see))).message, /begun elsewhere/);
});

test('a server where nobody can sign in this way says so beside its name', async t => {
  const all = await tried(t);
  for (const plan of [{ kind: 'html' }, { kind: 'status', status: 404 }] as const) {
    all.fake.behave(plan, '/api/v1/apps');
    const failure = await failed(begin(REDIRECT, 's', { server: all.fake.origin }, reachOf(all)));
    assert.deepEqual([failure.next, failure.field], ['refuse', 'server']);
  }
});

test('leaving with a pasted token tells what only a person can do', async t => {
  const { context, fake } = await tried(t);
  assert.match((await revoke(context)) ?? '', /Delete the application as well/);
  assert.equal(fake.server.tokens.get(fake.token)?.isOver, false);
});

test('a second token is used where a server gives one', async t => {
  const { context, fake } = await tried(t);
  const oauth = { clientId: 'c', clientSecret: 's', refreshToken: 'second' };
  const body = '{"access_token":"fresh","refresh_token":"third","token_type":"Bearer"}';
  fake.behave({ kind: 'status', status: 200, body }, '/oauth/token');
  const fresh = await refresh({ ...context, credentials: { ...context.credentials, oauth } });
  assert.deepEqual([fresh.accessToken, fresh.oauth?.refreshToken], ['fresh', 'third']);
  fake.behave({ kind: 'status', status: 503 }, '/oauth/token');
  assert.equal((await failed(refresh({ ...context, credentials: { ...context.credentials, oauth } }))).next, 'retry');
});
