/** What a channel may do, tried; and the permission given back. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tried } from '../../../tests/support/bluesky-channel.ts';
import { NetworkFailure } from '../connector.ts';
import { agree } from './fake/oauth.ts';
import { openSession } from './fake/server.ts';
import { bluesky } from './index.ts';
import { hindrance } from './oauth.ts';
import { revoke, trial } from './trial.ts';

test('a channel that may do everything is found out without a word on the network', async t => {
  const { fake, context } = await tried(t);
  const logged = fake.network.state.log.length;
  const findings = await trial(context);
  assert.deepEqual(
    findings.map(({ ability, verdict }) => [ability, verdict]),
    [
      ['account', 'works'],
      ['mentions', 'works'],
      ['reply', 'works'],
      ['media', 'works'],
      ['direct', 'works'],
    ],
  );
  assert.deepEqual(fake.ourPosts(), []);
  assert.equal(fake.network.state.log.length, logged, 'nobody who listens is told anything');
});

test('an app password without direct messages is told from a broken one, and everything else works', async t => {
  const { fake, context } = await tried(t);
  const { accessJwt, refreshJwt } = openSession(fake.server, fake.us, false);
  const { credentials } = context;
  const findings = await trial({ ...context, credentials: { ...credentials, session: { accessJwt, refreshJwt } } });
  const direct = findings.find(({ ability }) => ability === 'direct');
  assert.equal(direct?.verdict, 'fails');
  assert.match(direct?.why ?? '', /Make one that has\. Bluesky said: “Bad token method”/);
  assert.equal(findings.filter(({ verdict }) => verdict === 'works').length, 4);
});

test('what the network refuses is told in its own words, beside what works', async t => {
  const { fake, context } = await tried(t);
  fake.behave({ kind: 'status', status: 403, body: '{"error":"NoWay","message":"Not with this key."}' }, 'uploadBlob');
  const media = (await trial(context)).find(({ ability }) => ability === 'media');
  assert.equal(media?.verdict, 'fails');
  assert.match(media?.why ?? '', /Bluesky said: “Not with this key\.”/);
});

test('a sign-in that is no longer taken is not a finding but a failure, to be renewed', async t => {
  const { fake, context } = await tried(t);
  for (const session of fake.server.sessions.values()) session.isOver = true;
  await assert.rejects(trial(context), (error: NetworkFailure) => error.next === 'reauthorise');
});

test('leaving ends the session, and says what only a person can remove', async t => {
  const { fake, context } = await tried(t);
  assert.match(String(await revoke(context)), /App passwords/);
  assert.ok([...fake.server.sessions.values()].every(({ isOver }) => isOver));
  assert.match(String(await revoke(context)), /App passwords/, 'a session that is over already is over');
});

test('leaving ends a sign-in at Bluesky’s own page, and nothing is left to do', async t => {
  const { fake, context } = await tried(t);
  const { begin, finish } = bluesky.connect;
  assert.ok(begin && finish);
  const form = { identifier: 'kestrel.example', service: fake.origin };
  const { url, keep } = await begin('http://127.0.0.1:7373/connect/bluesky/finish', 'a state', form, context);
  const { credentials } = await finish(agree(fake.server, url, fake.us.did).searchParams, keep, context);
  const signedIn = { ...context, credentials } as typeof context;
  assert.equal((await trial(signedIn))[0]?.verdict, 'works');
  assert.equal(await revoke(signedIn), null);
  await assert.rejects(trial(signedIn), (error: NetworkFailure) => error.next === 'reauthorise');
});

test('a network in trouble does not pretend that the permission was given back', async t => {
  const { fake, context } = await tried(t);
  fake.behave({ kind: 'status', status: 503 }, 'deleteSession');
  await assert.rejects(revoke(context), NetworkFailure);
});

test('where a sign-in can come back to is known beforehand', () => {
  for (const fine of ['https://desk.example', 'http://127.0.0.1:7373', 'http://[::1]:7373'])
    assert.equal(hindrance(`${fine}/connect/bluesky/finish`), null, fine);
  for (const not of ['http://desk.example', 'http://localhost:7373', 'https://192.0.2.7', 'https://[2001:db8::7]'])
    assert.match(String(hindrance(`${not}/connect/bluesky/finish`)), /HEED_PUBLIC_URL/, not);
});
