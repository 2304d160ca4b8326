/** What leaves, and what is done to replies. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Tried, tried } from '../../../tests/support/threads-channel.ts';
import type { Draft, NetworkFailure } from '../connector.ts';
import { find } from './find.ts';
import { hide, unhide } from './moderate.ts';
import { remove, send } from './reply.ts';

async function failed(deed: Promise<unknown>): Promise<NetworkFailure> {
  return deed.then(
    () => assert.fail('it should have failed'),
    (error: NetworkFailure) => error,
  );
}

async function draftFor({ fake }: Tried, text: string): Promise<Draft> {
  return { key: `key of ${text}`, text, attachments: [], visibility: 'public', to: await fake.somebody(), lang: 'en' };
}

test('an answer stands under the post it answers, with its time and its page', async t => {
  const all = await tried(t);
  const draft = await draftFor(all, 'Which machine is it? 😀');
  const sent = await send(all.context, draft);
  const note = all.fake.town.notes.get(sent.remoteId);
  assert.deepEqual([note?.text, note?.parent?.id], [draft.text, draft.to.remoteId]);
  assert.deepEqual([sent.at, sent.url?.startsWith('https://www.threads.com/')], [note?.at, true]);
});

test('a post of our own answers nobody', async t => {
  const all = await tried(t);
  const draft = await draftFor(all, 'Open until six today.');
  const sent = await send(all.context, { ...draft, to: { ...draft.to, remoteId: null } });
  assert.equal(all.fake.town.notes.get(sent.remoteId)?.parent, null);
  assert.equal(
    (await find(all.context, { ...draft, to: { ...draft.to, remoteId: null } }, new Date(0)))?.remoteId,
    sent.remoteId,
  );
});

test('an emoji counts as its bytes, before anything leaves', async t => {
  const all = await tried(t);
  const before = all.fake.received.length;
  const failure = await failed(send(all.context, await draftFor(all, '😀'.repeat(126))));
  assert.deepEqual([failure.next, all.fake.received.length], ['refuse', before]);
  await send(all.context, await draftFor(all, '😀'.repeat(125)));
});

test('a container that is not ready is waited for, and then left for later', async t => {
  const all = await tried(t);
  all.fake.server.containerLooks = 2;
  await send(all.context, await draftFor(all, 'A little later.'));
  assert.equal(all.waited.length, 2);
  all.fake.server.containerLooks = 100;
  const failure = await failed(send(all.context, await draftFor(all, 'Much later.')));
  assert.deepEqual([failure.next, failure.afterSeconds], ['retry', 30]);
  assert.ok(!all.fake.ourPosts().some(({ text }) => text === 'Much later.'));
});

test('a container the network could not take is told with its words', async t => {
  const all = await tried(t);
  const draft = await draftFor(all, 'Hello.');
  all.fake.behave(
    { kind: 'status', status: 200, body: '{"id":"1","status":"ERROR","error_message":"UNKNOWN"}' },
    'status',
  );
  const failure = await failed(send(all.context, draft));
  assert.deepEqual([failure.next, failure.said], ['refuse', 'UNKNOWN']);
});

test('published too early, nothing was published and it is tried again', async t => {
  const all = await tried(t);
  const body =
    '{"error":{"message":"The requested resource does not exist","type":"OAuthException","code":24,"error_subcode":4279009}}';
  all.fake.behave({ kind: 'status', status: 400, body }, 'threads_publish');
  assert.equal((await failed(send(all.context, await draftFor(all, 'Hello.')))).next, 'retry');
});

test('the post that is answered is gone, and so the answer has no place', async t => {
  const all = await tried(t);
  const draft = await draftFor(all, 'Hello.');
  all.fake.town.erase(draft.to.remoteId ?? '');
  assert.equal((await failed(send(all.context, draft))).next, 'gone');
  const elsewhere = { ...draft, to: { ...draft.to, remoteId: '../me/threads?x=1' } };
  assert.equal((await failed(send(all.context, elsewhere))).next, 'gone', 'an id that is none leads nowhere');
});

test('an answer stands although its page could not be asked for', async t => {
  const all = await tried(t);
  const draft = await draftFor(all, 'Hello.');
  all.fake.behave({ kind: 'status', status: 500 }, 'permalink%2Ctimestamp');
  const sent = await send(all.context, draft);
  assert.deepEqual([sent.url, sent.at], [null, all.clock.now]);
});

test('the same words to somebody else are not the answer that is looked for', async t => {
  const all = await tried(t);
  const [one, other] = [await draftFor(all, 'Please restart it.'), await draftFor(all, 'Please restart it.')];
  const sent = await send(all.context, one);
  assert.equal(await find(all.context, other, new Date(0)), null);
  assert.equal((await find(all.context, one, all.clock.now))?.remoteId, sent.remoteId);
});

test('a reply is hidden and shown again; under others’ posts the network says no', async t => {
  const all = await tried(t);
  const { us, customer, write } = all.fake.town;
  const person = (await all.fake.somebody()).person;
  const root = write({ by: us, text: 'New.' });
  const reply = write({ by: customer, text: 'Cheap pills', parent: root });
  const post = { remoteId: reply.id, rootRemoteId: root.id, person };
  await hide(all.context, post);
  assert.equal(reply.isHidden, true);
  await unhide(all.context, post);
  assert.equal(reply.isHidden, false);
  const alone = write({ by: customer, text: 'Elsewhere' });
  const failure = await failed(hide(all.context, { ...post, remoteId: alone.id }));
  assert.deepEqual([failure.next, failure.said], ['refuse', 'Only replies to your own posts can be hidden.']);
});

test('one of ours is taken back, and what is gone already is as wished', async t => {
  const all = await tried(t);
  const { remoteId } = await send(all.context, await draftFor(all, 'Oops.'));
  await remove(all.context, remoteId);
  await remove(all.context, remoteId);
  assert.equal(all.fake.town.notes.has(remoteId), false);
});
