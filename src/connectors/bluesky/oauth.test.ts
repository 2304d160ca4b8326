/** Signing in at the network's own page, and speaking with tokens bound to a key. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { draftFor, tried } from '../../../tests/support/bluesky-channel.ts';
import { NetworkFailure } from '../connector.ts';
import { agree } from './fake/oauth.ts';
import { bluesky } from './index.ts';
import { reply } from './reply.ts';

const REDIRECT = 'http://127.0.0.1:7373/connect/bluesky/finish';

async function begun(t: TestContext) {
  const all = await tried(t);
  const { begin, finish, refresh } = bluesky.connect;
  assert.ok(begin && finish && refresh);
  const form = { identifier: 'kestrel.example', service: all.fake.origin };
  const { url, keep } = await begin(REDIRECT, 'a state', form, all.context);
  // What is kept travels through a database.
  return { ...all, url, kept: JSON.parse(JSON.stringify(keep)) as unknown, finish, refresh };
}

test('begun, agreed, finished: the account is known, and every request is signed for its address, token and number', async t => {
  const { fake, context, url, kept, finish } = await begun(t);
  const back = agree(fake.server, url, fake.us.did);
  assert.equal(back.searchParams.get('state'), 'a state');
  const { account, credentials } = await finish(back.searchParams, kept, context);
  assert.deepEqual([account.remoteId, account.name], [fake.us.did, 'Kestrel']);
  const bound = { ...context, credentials };
  await reply(bound, await draftFor(fake, 'Signed.', '0195f2d0-1111-7abc-8def-0123456789ab'));
  assert.equal(fake.ourPosts().length, 1);
  const [key] = [...fake.server.sessions.values()].filter(one => one.key !== undefined);
  assert.ok(key);
});

test('a code is good once, an answer to another question never', async t => {
  const { fake, context, url, kept, finish } = await begun(t);
  const back = agree(fake.server, url, fake.us.did);
  const strange = new URLSearchParams(back.search);
  strange.set('state', 'somebody else’s');
  await assert.rejects(finish(strange, kept, context), NetworkFailure);
  const elsewhere = new URLSearchParams(back.search);
  elsewhere.set('iss', 'https://thief.example');
  await assert.rejects(finish(elsewhere, kept, context), NetworkFailure);
  await finish(back.searchParams, kept, context);
  await assert.rejects(
    finish(back.searchParams, kept, context),
    (error: NetworkFailure) => error.next === 'reauthorise' && error.said === 'This code is good no more.',
  );
});

test('whoever says no at the page is told so', async t => {
  const { context, kept, finish, fake } = await begun(t);
  const answer = new URLSearchParams({
    error: 'access_denied',
    error_description: 'The user rejected the request',
    state: 'a state',
    iss: fake.origin,
  });
  await assert.rejects(
    finish(answer, kept, context),
    (error: NetworkFailure) => error.next === 'refuse' && error.said === 'The user rejected the request',
  );
});

test('bound tokens are renewed with the same key; one that was used already asks for a person', async t => {
  const { fake, context, url, kept, finish, refresh } = await begun(t);
  const { credentials } = await finish(agree(fake.server, url, fake.us.did).searchParams, kept, context);
  for (const session of fake.server.sessions.values()) if (session.kind === 'access') session.isOver = true;
  const draft = await draftFor(fake, 'Later.', '0195f2d0-2222-7abc-8def-0123456789ab');
  const old = { ...context, credentials };
  await assert.rejects(reply(old, draft), (error: NetworkFailure) => error.next === 'reauthorise');
  const fresh = await refresh(old);
  await reply({ ...context, credentials: fresh }, draft);
  assert.equal(fake.ourPosts().length, 1);
  await assert.rejects(refresh(old), (error: NetworkFailure) => error.next === 'reauthorise');
});

test('trouble at the sign-in is trouble, not a refusal', async t => {
  const { fake, context, url, kept, finish } = await begun(t);
  const back = agree(fake.server, url, fake.us.did);
  fake.behave({ kind: 'status', status: 503, body: '{"error":"temporarily_unavailable"}' }, '/oauth/token');
  await assert.rejects(finish(back.searchParams, kept, context), (error: NetworkFailure) => error.next === 'retry');
});
