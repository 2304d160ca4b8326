/** Hashtags and public timelines: with an account, and without one. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hear, hearAll, postsOf } from '../../../tests/support/bluesky-channel.ts';
import { round, tried } from '../../../tests/support/mastodon-channel.ts';
import type { NetworkFailure } from '../connector.ts';
import { since } from './backfill.ts';
import { check } from './check.ts';
import { credentialsSchema, hashtagsOf, listensOnly } from './credentials.ts';
import { openStream } from './stream.ts';
import { trial } from './trial.ts';

test('hashtags are read as people write them', () => {
  assert.deepEqual(hashtagsOf({ hashtags: '#Kestrel, kestrelcoffee;  ＃kestrel καφές' }), [
    'kestrel',
    'kestrelcoffee',
    'καφές',
  ]);
  assert.deepEqual(hashtagsOf({}), []);
  assert.equal(credentialsSchema.parse({ server: 'mastodon.example', public: ' Local ' }).public, 'local');
});

test('without an account, a server that shows its tags is heard from now on and as far back as it shows', async t => {
  const { fake, context } = await tried(t, {}, { accessToken: undefined, hashtags: 'kestrel' });
  const { account, credentials } = await check({
    ...context,
    credentials: { server: fake.origin, hashtags: '#Kestrel' },
  });
  assert.ok(listensOnly(credentials));
  assert.equal(account.name, '#kestrel on mastodon.example');
  const old = await fake.customerWrites({ text: 'my #kestrel leaks' });
  await fake.customerWrites({ text: 'another day' });
  const begun = await round(context, null);
  assert.deepEqual(
    postsOf(begun.heard).map(({ remoteId, addressed, own }) => [remoteId, addressed, own]),
    [[old, false, false]],
  );
  const fresh = await fake.customerWrites({ text: 'and again #Kestrel' });
  const next = await round(context, begun.cursor);
  assert.deepEqual(
    postsOf(next.heard).map(({ remoteId }) => remoteId),
    [fresh],
  );
  const past = postsOf(await hearAll(since(context, new Date(0), null)));
  assert.deepEqual(past.map(({ remoteId }) => remoteId).sort(), [old, fresh].sort());
  assert.ok(!fake.streams.opened.length);
});

test('a server that hides its timeline says so when it is connected, and later', async t => {
  for (const timelines of ['closed', 'empty'] as const) {
    const { fake, context } = await tried(t, { timelines }, { accessToken: undefined, public: 'local' });
    const form = credentialsSchema.parse({ server: fake.origin, public: 'local' });
    const failure = await check({ ...context, credentials: form }).catch((error: NetworkFailure) => error);
    assert.ok('next' in failure);
    assert.match(failure.said ?? '', /mastodon\.example hides its public timeline/);
    if (timelines === 'empty') continue;
    const later = await round(context, null).catch((error: NetworkFailure) => error);
    assert.ok('next' in later);
    assert.deepEqual([later.next, /hides its public timeline/.test(later.said ?? '')], ['refuse', true]);
  }
});

test('one closed timeline does not keep another from being heard', async t => {
  const { fake, context } = await tried(t, {}, { accessToken: undefined, hashtags: 'closed kestrel' });
  const id = await fake.customerWrites({ text: 'my #kestrel leaks' });
  fake.behave({ kind: 'status', status: 403, body: '{"error":"no"}' }, '/tag/closed');
  assert.deepEqual(
    postsOf((await round(context, null)).heard).map(({ remoteId }) => remoteId),
    [id],
  );
});

test('with an account, tags stream beside what is written to us, and a closed one takes nothing away', async t => {
  const { fake, context } = await tried(t, {}, { hashtags: 'kestrel', public: 'local' });
  fake.behave({ kind: 'status', status: 403, body: '{"error":"no"}' }, 'stream=public');
  fake.behave({ kind: 'status', status: 403, body: '{"error":"no"}' }, 'stream=public');
  const listening = hear(openStream(context, null), 2);
  for (const end = performance.now() + 5_000; fake.streams.openCount() < 2; ) {
    assert.ok(performance.now() < end);
    await new Promise(resolve => setImmediate(resolve));
  }
  const tagged = await fake.customerWrites({ text: 'a #kestrel' });
  const named = await fake.customerWrites({ text: 'hello', mentionsUs: true });
  const heard = new Map(postsOf(await listening).map(({ remoteId, addressed }) => [remoteId, addressed]));
  assert.deepEqual([heard.size, heard.get(tagged), heard.get(named)], [2, false, true]);
});

test('a lively timeline is read as far as is reasonable, and it is said', async t => {
  const { fake, context, logged } = await tried(t, {}, { accessToken: undefined, public: 'federated' });
  let { cursor } = await round(context, null);
  await fake.customerWrites({ text: 'before' });
  ({ cursor } = await round(context, cursor));
  for (let i = 0; i < 1_100; i++) await fake.customerWrites({ text: `number ${i}` });
  const { heard, pages } = await round(context, cursor);
  assert.deepEqual([heard.length, pages], [1_000, 25]);
  assert.ok(logged.some(line => line.includes('More was said than can be read')));
});

test('what was answered when somebody names us is told with it', async t => {
  const { fake, context } = await tried(t);
  const { town, customer } = fake;
  const stranger = town.join('ines', 'ines@far.example', 'Ines');
  const first = town.write({ by: stranger, text: 'which machine?' });
  const second = town.write({ by: stranger, text: 'a quiet one', parent: first.id });
  await round(context, null);
  const named = town.write({ by: customer, text: '@kestrel not yours', parent: second.id, mentions: [town.us] });
  const { heard } = await round(context, null);
  assert.deepEqual(
    postsOf(heard).map(({ remoteId }) => remoteId),
    [first.id, second.id, named.id],
  );
});

test('the test of a channel tells what works, without a word to anybody', async t => {
  const { fake, context } = await tried(t, { timelines: 'closed' }, { hashtags: 'kestrel' });
  const verdicts = async () => (await trial(context)).map(({ ability, verdict }) => `${ability} ${verdict}`);
  assert.deepEqual(await verdicts(), [
    'account works',
    'mentions works',
    'stream works',
    'reply works',
    'direct works',
    'media works',
  ]);
  const mayNot = { isOver: false, mayWrite: false };
  fake.server.tokens.set(fake.token, mayNot);
  assert.deepEqual((await verdicts()).slice(3), ['reply fails', 'direct fails', 'media fails']);
  context.credentials = { ...context.credentials, accessToken: undefined };
  const [only] = await trial(context);
  assert.deepEqual(
    [only?.ability, only?.verdict, only?.why],
    ['stream', 'fails', 'mastodon.example does not show #kestrel.'],
  );
  assert.deepEqual(fake.ourPosts(), []);
});
