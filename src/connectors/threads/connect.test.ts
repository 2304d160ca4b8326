/** From what a person fills in to a channel that works, or to a sentence that helps. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { type Tried, tried } from '../../../tests/support/threads-channel.ts';
import type { NetworkFailure, Reach } from '../connector.ts';
import { check } from './check.ts';
import { wordsOf } from './credentials.ts';
import { threads } from './index.ts';
import { life } from './life.ts';
import { begin, finish, hindrance, refresh } from './oauth.ts';
import { trial } from './trial.ts';

const REDIRECT = 'https://desk.kestrel.example/connect/threads/finish';

async function failed(deed: Promise<unknown>): Promise<NetworkFailure> {
  return deed.then(
    () => assert.fail('it should have failed'),
    (error: NetworkFailure) => error,
  );
}

function reachOf({ context }: Tried): Reach {
  const { credentials: _, account: __, channelId: ___, ...reach } = context;
  return reach;
}

function formOf({ fake }: Tried, more: Record<string, string> = {}): Record<string, string> {
  const { clientId, clientSecret, graph, dialog } = fake.credentials;
  return { clientId, clientSecret, graph, dialog, ...more };
}

/** What the network's own page sends the person back with. */
async function granted(url: string): Promise<URLSearchParams> {
  const answer = await fetch(url, { redirect: 'manual' });
  return new URL(answer.headers.get('location') ?? '').searchParams;
}

test('a sign-in ends with a token of sixty days for the account that pressed the button', async t => {
  const all = await tried(t);
  const { url, keep } = await begin(REDIRECT, 'st4te', formOf(all), reachOf(all));
  const asked = new URL(url).searchParams;
  assert.deepEqual(
    [asked.get('redirect_uri'), asked.get('state'), asked.get('response_type')],
    [REDIRECT, 'st4te', 'code'],
  );
  const { account, credentials } = await finish(await granted(url), keep, reachOf(all));
  assert.deepEqual([account.remoteId, account.handle], [all.fake.town.us.id, 'kestrel.coffee']);
  const { endsAt } = life(credentials) as { endsAt: Date };
  assert.equal(Math.round((endsAt.getTime() - all.clock.now.getTime()) / 86_400_000), 60);
  assert.equal(threads.connect.wayOf?.(credentials), 'signIn');
  const fresh = await refresh({ ...all.context, credentials });
  assert.notEqual(fresh.accessToken, credentials.accessToken);
  await check({ ...all.context, credentials: fresh });
});

test('the right to search is asked for only where words are named', async t => {
  const all = await tried(t);
  for (const words of ['', 'kestrel']) {
    const { url } = await begin(REDIRECT, 's', formOf(all, { words }), reachOf(all));
    assert.equal(new URL(url).searchParams.get('scope')?.includes('threads_keyword_search'), words !== '');
  }
});

test('what comes back from elsewhere, a no, and a code used twice are told apart from a sign-in', async t => {
  const all = await tried(t);
  const { url, keep } = await begin(REDIRECT, 'st4te', formOf(all), reachOf(all));
  const answer = await granted(url);
  const other = new URLSearchParams([...answer, ['state', 'other']].slice(-1) as [string, string][]);
  assert.match((await failed(finish(other, keep, reachOf(all)))).message, /begun elsewhere/);
  const no = new URLSearchParams({ state: 'st4te', error: 'access_denied', error_description: 'The user said no.' });
  assert.equal((await failed(finish(no, keep, reachOf(all)))).said, 'The user said no.');
  await finish(answer, keep, reachOf(all));
  assert.equal((await failed(finish(answer, keep, reachOf(all)))).next, 'refuse');
  assert.equal((await failed(begin(REDIRECT, 's', { clientId: '1' }, reachOf(all)))).field, 'clientSecret');
});

test('a token typed in is proven, and its end is asked for where the network tells it', async t => {
  const all = await tried(t);
  const { account, credentials } = await check(all.context);
  assert.equal(account.name, 'Kestrel');
  assert.deepEqual(life(credentials), { kind: 'renewing', endsAt: null });
  all.fake.server.endsAt = new Date('2026-04-01T00:00:00Z');
  assert.deepEqual(life((await check(all.context)).credentials), { kind: 'renewing', endsAt: all.fake.server.endsAt });
  const wrong = { ...all.context, credentials: { ...all.context.credentials, accessToken: 'another' } };
  const failure = await failed(check(wrong));
  assert.deepEqual([failure.next, failure.field], ['reauthorise', 'accessToken']);
  assert.match(failure.message, /Make another one/);
});

test('what stands in for Threads without versions in its paths is found out', async t => {
  const { context } = await tried(t);
  const asked: string[] = [];
  const fetch: typeof context.fetch = (url, options) => {
    const { origin, pathname, search } = new URL(url);
    asked.push(pathname);
    return context.fetch(
      pathname.startsWith('/v1.0/') ? `${origin}/v1.0/0${search}` : `${origin}/v1.0${pathname}${search}`,
      options,
    );
  };
  const { credentials } = await check({ ...context, fetch });
  assert.deepEqual([credentials.isUnversioned, asked.slice(0, 2)], [true, ['/v1.0/me', '/me']]);
  assert.equal((await check(context)).credentials.isUnversioned, undefined);
});

test('too many words are refused at their field; each word counts once', async t => {
  const { context } = await tried(t);
  const words = Array.from({ length: 21 }, (_, i) => `word ${i}`).join(',');
  assert.equal((await failed(check({ ...context, credentials: { ...context.credentials, words } }))).field, 'words');
  assert.deepEqual(wordsOf({ words: ' Kestrel ,kestrel; #coffee  bar\n' }), ['kestrel', '#coffee bar']);
});

test('Threads comes back only to https, and that is said before anybody leaves', () => {
  assert.equal(hindrance(REDIRECT), null);
  assert.equal(hindrance('http://127.0.0.1:7373/connect/threads/finish'), null);
  assert.match(hindrance('http://desk.kestrel.example/connect/threads/finish') ?? '', /https/);
});

test('the test of a channel says what works and which right is missing', async t => {
  const all = await tried(t);
  const verdicts = async () => Object.fromEntries((await trial(all.context)).map(one => [one.ability, one]));
  const well = await verdicts();
  assert.equal(well['account']?.why, 'Signed in as @kestrel.coffee.');
  assert.equal(well['mentions']?.verdict, 'works');
  assert.equal(well['stream']?.verdict, 'unsure', 'nothing was found yet');
  assert.deepEqual(
    [well['reply']?.verdict, well['reply']?.why],
    ['works', '0 of 1000 replies of the last 24 hours are used.'],
  );
  all.fake.town.write({ by: all.fake.town.customer, text: 'good espresso' });
  assert.equal((await verdicts())['stream']?.verdict, 'works');
  for (const path of ['/me/mentions', '/keyword_search', '/me/threads_publishing_limit'])
    all.fake.server.closed.add(path);
  const ill = await verdicts();
  assert.match(ill['mentions']?.why ?? '', /threads_manage_mentions is missing/);
  assert.match(ill['stream']?.why ?? '', /threads_keyword_search is missing/);
  assert.equal(ill['reply']?.verdict, 'fails');
  for (const token of all.fake.tokens.values()) token.isOver = true;
  assert.equal((await failed(trial(all.context))).next, 'reauthorise');
});

test('a signed request to delete is believed, another one is not', async t => {
  const { fake, context } = await tried(t);
  const payload = Buffer.from(JSON.stringify({ algorithm: 'HMAC-SHA256', user_id: '251' })).toString('base64url');
  const asked = (secret: string) => {
    const proof = createHmac('sha256', secret).update(payload).digest('base64url');
    const bytes = new TextEncoder().encode(new URLSearchParams({ signed_request: `${proof}.${payload}` }).toString());
    const url = new URL('https://desk.example/');
    return threads.erasure?.read(
      { method: 'POST', url, headers: new Headers(), bytes, now: new Date(0) },
      context.credentials,
    );
  };
  assert.deepEqual(asked(fake.credentials.clientSecret), { kind: 'asked', remoteId: '251' });
  assert.equal(asked('another')?.kind, 'refused');
});
