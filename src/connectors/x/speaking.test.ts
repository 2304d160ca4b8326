/** Answering on X: under a post, privately, with pictures, taken back, by hand; and what each costs. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftFor, NOW, tried } from '../../../tests/support/x-channel.ts';
import type { Draft, NetworkFailure } from '../connector.ts';
import { idOf } from './fake/town.ts';
import { find, findPrivately } from './find.ts';
import { handOff, onlyByHand } from './hand-off.ts';
import { block, hide, like, unblock, unhide, unlike } from './moderate.ts';
import { remove, send, sendPrivately } from './reply.ts';

async function failed(deed: Promise<unknown>): Promise<NetworkFailure> {
  return deed.then(
    () => assert.fail('it should have failed'),
    (error: NetworkFailure) => error,
  );
}

const attachment = (type: string, bytes = 10, description: string | null = null) => ({
  bytes: new Uint8Array(bytes),
  type,
  description,
});

test('an answer stands under the post, as X tells it, and costs what a called-for answer costs', async t => {
  const { fake, context, bought } = await tried(t);
  const draft = await draftFor(fake, 'Please try the left lid.');
  const sent = await send(context, draft);
  const post = fake.town.find(sent.remoteId);
  assert.equal(post?.parent && idOf(post.parent), draft.to.remoteId);
  assert.equal(post?.versions[0]?.text, '@thea Please try the left lid.');
  assert.equal(sent.url, `https://x.com/kestrel/status/${sent.remoteId}`);
  assert.ok(Math.abs(sent.at.getTime() - NOW.getTime()) < 10);
  assert.deepEqual(bought, ['reply.summoned 1']);
});

test('a link makes it dear, with https before it or without; an answer nobody called for costs more', async t => {
  const { fake, context, bought } = await tried(t, { onlySummoned: false }, { plan: 'enterprise' });
  for (const text of ['See https://kestrel.example/lid', 'See kestrel.com/lid', 'See there'])
    await send(context, await draftFor(fake, text));
  assert.deepEqual(bought, ['post.link 1', 'post.link 1', 'post 1']);
});

test('whom nobody called is answered by hand: said before X is asked, and where X says so itself', async t => {
  const { fake, context } = await tried(t);
  const { credentials } = context;
  assert.equal(onlyByHand({ addressed: false }, credentials), true);
  assert.equal(onlyByHand({ addressed: true }, credentials), false);
  assert.equal(onlyByHand({ addressed: false }, { ...credentials, plan: 'enterprise' }), false);
  const remoteId = await fake.customerWrites({ text: 'kestrel machines drip' });
  const draft = await draftFor(fake, 'We can help.');
  const unsummoned: Draft = { ...draft, to: { ...draft.to, remoteId, addressed: false } };
  const asked = fake.server.asked.length;
  const before = await failed(send(context, unsummoned));
  assert.deepEqual([before.next, fake.server.asked.length], ['refuse', asked]);
  assert.match(before.message, /by hand/);
  // Where nobody knows whether we were called, X knows.
  const { addressed: _, ...to } = unsummoned.to;
  const after = await failed(send(context, { ...unsummoned, to }));
  assert.equal(after.next, 'refuse');
  assert.match(after.message, /by hand/);
  assert.equal(after.said, 'You can only reply to posts whose author has mentioned or quoted you.');
});

test('the hand-off opens X’s own page under the very post, with the words ready', async t => {
  const { fake } = await tried(t);
  const draft = await draftFor(fake, 'Hello & welcome? #1 – ☕');
  const page = new URL(handOff(draft));
  assert.equal(page.origin + page.pathname, 'https://x.com/intent/post');
  assert.equal(page.searchParams.get('in_reply_to'), draft.to.remoteId);
  assert.equal(page.searchParams.get('text'), draft.text);
  for (const remoteId of [null, '', 'dm:123', '12/../3', '9'.repeat(30)])
    assert.throws(() => handOff({ ...draft, to: { ...draft.to, remoteId } }), { next: 'refuse' });
  assert.doesNotThrow(() => handOff({ ...draft, text: '😀'.repeat(2_000) }));
});

test('a private answer goes to the room of two, and opens it where there is none', async t => {
  const { fake, context, bought } = await tried(t);
  const draft = { ...(await draftFor(fake, 'Your order has left.')), visibility: 'private' as const };
  const first = await sendPrivately(context, draft);
  assert.ok(first.remoteId.startsWith('dm:'));
  assert.equal(first.room, (await fake.somebody()).room);
  const again = await sendPrivately(context, { ...draft, to: { ...draft.to, room: first.room ?? null } });
  assert.deepEqual(
    fake.town.messages.map(({ id, by }) => [`dm:${id}`, by]),
    [first.remoteId, again.remoteId].map(id => [id, fake.town.us]),
  );
  assert.deepEqual(bought, ['dm 1', 'dm 1']);
});

test('a room of several is answered as a room', async t => {
  const { fake, context } = await tried(t);
  const draft = await draftFor(fake, 'Hello all');
  fake.behave(
    { kind: 'status', status: 403, body: '{"detail":"no"}' },
    'POST /2/dm_conversations/1578398451921985538/',
  );
  const failure = await failed(
    sendPrivately(context, { ...draft, visibility: 'private', to: { ...draft.to, room: '1578398451921985538' } }),
  );
  assert.equal(failure.said, 'no');
});

test('pictures go up in pieces, with their words; films are waited for', async t => {
  const { fake, context, waited } = await tried(t, { mediaLooks: 3 });
  const draft = await draftFor(fake, 'This lid:');
  await send(context, {
    ...draft,
    attachments: [attachment('image/png', 9_000_00, 'A lid'), attachment('image/jpeg')],
  });
  const big = { ...draft, text: 'A film', attachments: [attachment('video/mp4', 9 * 1024 * 1024)] };
  const { remoteId } = await send(context, big);
  assert.deepEqual(
    [...fake.server.uploads.values()].map(({ category, bytes, total, description }) => [
      category,
      bytes === total,
      description,
    ]),
    [
      ['tweet_image', true, 'A lid'],
      ['tweet_image', true, null],
      ['tweet_video', true, null],
    ],
  );
  assert.equal(fake.server.asked.filter(line => line.endsWith('/append')).length, 1 + 1 + 3);
  assert.equal(fake.town.find(remoteId)?.mediaIds.length, 1);
  assert.deepEqual(waited, [1_000, 1_000, 1_000]);
});

test('where uploads are told apart by commands, they are told so', async t => {
  const { fake, context } = await tried(t, { uploads: 'commands' });
  const draft = await draftFor(fake, 'This lid:');
  const { remoteId } = await send(context, { ...draft, attachments: [attachment('image/png', 4_500_000, 'A lid')] });
  assert.equal(fake.town.find(remoteId)?.mediaIds.length, 1);
  const [upload] = fake.server.uploads.values();
  assert.deepEqual([upload?.bytes, upload?.category, upload?.description], [4_500_000, 'tweet_image', 'A lid']);
});

test('what X does not take together never goes up', async t => {
  const { fake, context } = await tried(t);
  const draft = await draftFor(fake, 'Too much');
  for (const attachments of [
    [attachment('video/mp4'), attachment('image/png')],
    Array.from({ length: 5 }, () => attachment('image/png')),
    [attachment('image/png', 5 * 1024 * 1024 + 1)],
    [attachment('application/pdf')],
  ])
    assert.equal((await failed(send(context, { ...draft, attachments }))).next, 'refuse');
  const two = {
    ...draft,
    visibility: 'private' as const,
    attachments: [attachment('image/png'), attachment('image/png')],
  };
  assert.equal((await failed(sendPrivately(context, two))).next, 'refuse');
  assert.equal(fake.server.uploads.size, 0);
});

test('a film X cannot use, and one it never finishes', async t => {
  const { fake, context } = await tried(t, { mediaLooks: 10_000 });
  const draft = { ...(await draftFor(fake, 'Film')), attachments: [attachment('video/mp4')] };
  assert.equal((await failed(send(context, draft))).next, 'retry');
  const body = JSON.stringify({
    data: { id: '1', processing_info: { state: 'failed', error: { message: 'Bad codec' } } },
  });
  fake.behave({ kind: 'status', status: 200, body }, '/finalize');
  const failure = await failed(send(context, draft));
  assert.deepEqual([failure.next, failure.said], ['refuse', 'Bad codec']);
});

test('taking back: posts, messages, and what is gone already', async t => {
  const { fake, context, bought } = await tried(t);
  const { remoteId } = await send(context, await draftFor(fake, 'Wrong'));
  const draft = { ...(await draftFor(fake, 'Wrong too')), visibility: 'private' as const };
  const message = await sendPrivately(context, draft);
  for (const id of [remoteId, message.remoteId, remoteId, message.remoteId]) await remove(context, id);
  assert.deepEqual(fake.ourPosts(), []);
  assert.equal(bought.filter(one => one === 'delete 1').length, 2);
});

test('an answer to a post that was taken away is told as gone', async t => {
  const { fake, context } = await tried(t);
  const draft = await draftFor(fake, 'Hello');
  await fake.customerDeletes(draft.to.remoteId ?? '');
  assert.equal((await failed(send(context, draft))).next, 'gone');
});

test('the fate of an answer is found out by its words, its place and its time', async t => {
  const { fake, context, clock } = await tried(t, { perPage: 2 });
  const draft = await draftFor(fake, 'See https://kestrel.example/lid, & tell us!');
  assert.equal(await find(context, draft, NOW), null);
  const sent = await send(context, draft);
  for (let i = 0; i < 5; i++) await fake.weWriteElsewhere({ text: `Another ${i}` });
  assert.equal((await find(context, draft, NOW))?.remoteId, sent.remoteId);
  const elsewhere = await draftFor(fake, draft.text);
  assert.equal(await find(context, elsewhere, NOW), null, 'under another post');
  clock.now = new Date(NOW.getTime() + 3_600_000);
  assert.equal(await find(context, draft, clock.now), null, 'before the time');
  const message: Draft = { ...draft, visibility: 'private' };
  assert.equal(await findPrivately(context, message, clock.now), null);
  const said = await sendPrivately(context, message);
  assert.equal((await findPrivately(context, message, clock.now))?.remoteId, said.remoteId);
});

test('liking and hiding, twice and undone; hiding works under our own posts', async t => {
  const { fake, context } = await tried(t);
  const root = await fake.weWriteElsewhere({ text: 'The new grinder is here.' });
  const remoteId = await fake.customerWrites({ text: 'Cheap pills', parent: root });
  const post = { remoteId, rootRemoteId: root, person: fake.account };
  for (const deed of [like, like, hide, hide]) await deed(context, post);
  assert.deepEqual(fake.moderated?.(), [`like ${remoteId}`, `hide ${remoteId}`]);
  for (const deed of [unlike, unlike, unhide, unhide]) await deed(context, post);
  assert.deepEqual(fake.moderated?.(), []);
  const theirs = await fake.customerWrites({ text: 'Elsewhere' });
  assert.equal((await failed(hide(context, { ...post, remoteId: theirs }))).next, 'refuse');
});

test('blocking is for apps with a contract; the others are told where it is done', async t => {
  for (const blocks of [true, false]) {
    const { fake, context } = await tried(t, { blocks });
    const { person, remoteId, rootRemoteId } = await fake.somebody();
    const post = { person, remoteId, rootRemoteId };
    if (blocks) {
      await block(context, post);
      assert.deepEqual(fake.moderated?.(), [`block ${person.remoteId}`]);
      await unblock(context, post);
      assert.deepEqual(fake.moderated?.(), []);
      continue;
    }
    const failure = await failed(block(context, post));
    assert.match(failure.message, /on X itself/);
    assert.equal(failure.said, 'Your client app is not enrolled.');
  }
});

test('X’s ways of saying no are told apart, with its words', async t => {
  const { fake, context } = await tried(t);
  const draft = await draftFor(fake, 'Hello');
  const problem = (status: number, body: Record<string, unknown>, headers = {}) =>
    fake.behave({ kind: 'status', status, body: JSON.stringify(body), headers }, 'POST /2/tweets');
  const types = 'https://api.twitter.com/2/problems/';
  const cases: [number, Record<string, unknown>, string, RegExp][] = [
    [
      403,
      { title: 'Unsupported Authentication', type: `${types}unsupported-authentication`, detail: 'no' },
      'refuse',
      /Sign in again/,
    ],
    [403, { reason: 'client-not-enrolled', type: `${types}client-forbidden`, detail: 'no' }, 'refuse', /project|plan/],
    [
      429,
      { title: 'UsageCapExceeded', type: `${types}usage-capped`, detail: 'no', period: 'Monthly' },
      'refuse',
      /used up/,
    ],
    [402, { title: 'CreditsDepleted', detail: 'no', type: `${types}credits` }, 'refuse', /credits/],
    [403, { title: 'Forbidden', type: `${types}oauth1-permissions`, detail: 'no' }, 'refuse', /write/],
    [403, { title: 'Forbidden', type: 'about:blank', detail: 'no', status: 403 }, 'refuse', /does not allow/],
    [401, { title: 'Unauthorized', type: 'about:blank', detail: 'no', status: 401 }, 'reauthorise', /sign-in/],
    [503, { title: 'Service Unavailable', detail: 'no' }, 'retry', /busy/],
    [500, { errors: [{ message: 'no', code: 131 }] }, 'unsure', /trouble/],
  ];
  for (const [status, body, next, words] of cases) {
    problem(status, body);
    const failure = await failed(send(context, draft));
    assert.deepEqual([failure.next, failure.said], [next, 'no'], JSON.stringify(body));
    assert.match(failure.message, words);
  }
  problem(
    429,
    { title: 'Too Many Requests', detail: 'no' },
    { 'x-rate-limit-reset': String(NOW.getTime() / 1000 + 120) },
  );
  const limited = await failed(send(context, draft));
  assert.deepEqual([limited.next, limited.afterSeconds], ['retry', 120]);
});
