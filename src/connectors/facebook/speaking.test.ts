/** What leaves: under posts, in Messenger within its windows, once in private under a comment, and deeds that are no answers. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { postsOf } from '../../../tests/contract/bench.ts';
import { draftFor, failed, NOW, round, tried } from '../../../tests/support/facebook-channel.ts';
import { direct, privateReply } from './direct.ts';
import { PAGE_ID } from './fake/town.ts';
import { findDirect, findPrivateReply } from './find.ts';
import { facebook } from './index.ts';
import { block, hide, like } from './moderate.ts';
import { findReply, remove, reply } from './reply.ts';

const HOUR_MS = 3_600_000;
const EVER = new Date(0);
const PICTURE = { bytes: new Uint8Array([137, 80, 78, 71]), type: 'image/png', description: null };

function lastSent(received: string[]) {
  return JSON.parse(received.findLast(body => body.startsWith('{')) ?? '{}');
}

test('an answer stands under the comment it answers, and an answer to an answer beside it', async t => {
  const { fake, context } = await tried(t);
  const { town } = fake.server;
  const draft = await draftFor(fake, 'It is. Ines');
  const sent = await reply(context, draft);
  assert.equal(town.node(sent.remoteId)?.parent, draft.to.remoteId);
  assert.equal(sent.url, `https://www.facebook.com/${sent.remoteId}`);
  const back = town.comment(draft.to.person.remoteId, sent.remoteId, 'And in red?');
  const second = { ...draft, text: 'Also in red.', to: { ...draft.to, remoteId: back?.id ?? null } };
  const beside = await reply(context, second);
  assert.equal(town.node(beside.remoteId)?.parent, draft.to.remoteId);
  assert.equal((await findReply(context, second, EVER))?.remoteId, beside.remoteId);
});

test('the same words under another comment are another answer', async t => {
  const { fake, context } = await tried(t);
  const one = await draftFor(fake, 'Thank you!');
  const other = await draftFor(fake, 'Thank you!');
  const sent = await reply(context, one);
  assert.equal((await findReply(context, one, EVER))?.remoteId, sent.remoteId);
  assert.equal(await findReply(context, other, EVER), null);
  assert.equal(
    await findReply(context, one, new Date(NOW.getTime() + HOUR_MS)),
    null,
    'one from before is not the one',
  );
});

test('a visitor’s post is answered under itself', async t => {
  const { fake, context } = await tried(t);
  const id = await fake.customerWrites({ text: 'It hums' });
  const draft = await draftFor(fake, 'Since when?');
  const to = { ...draft.to, remoteId: id, rootRemoteId: id };
  const sent = await reply(context, { ...draft, to });
  assert.equal(fake.server.town.node(sent.remoteId)?.root, id);
  assert.equal((await findReply(context, { ...draft, to }, EVER))?.remoteId, sent.remoteId);
});

test('a picture goes along with a comment in one request, and no other file does', async t => {
  const { fake, context } = await tried(t);
  const draft = await draftFor(fake, 'Like this', { attachments: [PICTURE] });
  const { remoteId } = await reply(context, draft);
  assert.ok(fake.server.town.node(remoteId)?.file);
  const pdf = { ...PICTURE, type: 'application/pdf' };
  const failure = await failed(reply(context, { ...draft, attachments: [pdf] }));
  assert.deepEqual([failure.next, /pictures only/.test(failure.message)], ['refuse', true]);
});

test('every call carries the proof of the app', async t => {
  const { fake, context } = await tried(t, {}, { appSecret: 'another secret' });
  const failure = await failed(reply(context, await draftFor(fake, 'x')));
  assert.match(failure.said ?? '', /appsecret_proof/);
});

for (const [hours, byPerson, tag] of [
  [1, true, undefined],
  [23.9, false, undefined],
  [25, true, 'HUMAN_AGENT'],
  [167, undefined, 'HUMAN_AGENT'],
  [25, false, 'refuse'],
  [169, true, 'refuse'],
] as const)
  test(`${hours} hours after they wrote, ${byPerson === false ? 'a rule' : 'a person'} ${tag === 'refuse' ? 'writes no more' : `sends ${tag ?? 'a response'}`}`, async t => {
    const { fake, context, clock } = await tried(t);
    const draft = await draftFor(fake, 'We are on it.', { visibility: 'private' });
    clock.now = new Date(NOW.getTime() + hours * HOUR_MS);
    const to = { ...draft.to, lastHeardAt: NOW };
    const before = fake.received.length;
    const sending = direct(context, { ...draft, to, ...(byPerson === undefined ? {} : { byPerson }) });
    if (tag === 'refuse') {
      assert.equal((await failed(sending)).next, 'refuse');
      assert.equal(fake.received.length, before, 'nothing left');
      return;
    }
    const sent = await sending;
    assert.equal(sent.room, draft.to.person.remoteId);
    const { messaging_type, tag: said, message, recipient } = lastSent(fake.received);
    assert.deepEqual([messaging_type, said], tag ? ['MESSAGE_TAG', tag] : ['RESPONSE', undefined]);
    assert.deepEqual([message.metadata, recipient], [draft.key, { id: draft.to.person.remoteId }]);
  });

test('where nobody knows when they last wrote Facebook judges, and its words are shown', async t => {
  const { fake, context, clock } = await tried(t);
  const draft = await draftFor(fake, 'Still there?', { visibility: 'private' });
  clock.now = new Date(NOW.getTime() + 30 * HOUR_MS);
  const failure = await failed(direct(context, draft));
  assert.deepEqual([failure.next, failure.said], ['refuse', 'This message is sent outside of allowed window.']);
});

test('a comment is answered privately once, and a second time Facebook’s own words say so', async t => {
  const { fake, context } = await tried(t, { isStrict: true });
  const draft = await draftFor(fake, 'May we call you?', { visibility: 'private' });
  const sent = await privateReply(context, draft);
  assert.deepEqual(lastSent(fake.received).recipient, { comment_id: draft.to.remoteId });
  assert.equal(sent.room, draft.to.person.remoteId);
  assert.equal((await findPrivateReply(context, draft, EVER))?.remoteId, sent.remoteId);
  const failure = await failed(privateReply(context, { ...draft, key: 'again', text: 'Once more' }));
  assert.deepEqual([failure.next, failure.said], ['refuse', 'This was answered privately before.']);
  assert.equal(facebook.limits.privateRepliesPerPost, 1);
  assert.equal(facebook.limits.privateReplyWindowHours, 168);
});

test('a visitor’s post is named as one, and who is not named is found by what they wrote', async t => {
  const { fake, context } = await tried(t);
  const id = await fake.customerWrites({ text: 'It hums' });
  const draft = await draftFor(fake, 'Since when?', { visibility: 'private' });
  const person = { ...draft.to.person, remoteId: `unnamed:${id}`, name: null };
  const to = { person, remoteId: id, rootRemoteId: id, room: null };
  assert.equal(await findPrivateReply(context, { ...draft, to }, EVER), null);
  const sent = await privateReply(context, { ...draft, to });
  assert.deepEqual(lastSent(fake.received).recipient, { post_id: id });
  assert.equal((await findPrivateReply(context, { ...draft, to }, EVER))?.remoteId, sent.remoteId);
});

test('a file goes before the words; if the words fail after it, nothing is sent twice', async t => {
  const { fake, context } = await tried(t);
  const draft = await draftFor(fake, 'Here it is', { visibility: 'private', attachments: [PICTURE] });
  await direct(context, draft);
  const ours = fake.server.town.messages.filter(({ from }) => from === PAGE_ID);
  assert.deepEqual(
    ours.map(({ text, file }) => [text, file !== null]),
    [
      ['', true],
      ['Here it is', false],
    ],
  );
  const alone = { ...draft, text: '', key: 'alone' };
  const later = await direct(context, alone);
  assert.equal((await findDirect(context, alone, EVER))?.remoteId, later.remoteId);
  const slow = { kind: 'status', status: 400, body: '{"error":{"message":"Too many","code":613}}' } as const;
  // The upload is not the message, and the first message is not the second.
  let seen = 0;
  const counting = {
    ...context,
    fetch: (url: string, options?: Parameters<typeof context.fetch>[1]) => {
      if (url.includes('/messages?') && ++seen === 2) fake.behave(slow, '/messages?');
      return context.fetch(url, options);
    },
  };
  const failure = await failed(direct(counting, { ...draft, key: 'other', text: 'Other words' }));
  assert.deepEqual([failure.next, failure.said, /file went out/.test(failure.message)], ['refuse', 'Too many', true]);
});

test('Facebook’s errors say what to do', async t => {
  const { fake, context } = await tried(t);
  const cases = [
    [{ code: 190, error_subcode: 460, message: 'changed' }, 'reauthorise'],
    [{ code: 613, message: 'slow' }, 'retry'],
    [{ code: 551, error_subcode: 1_545_041, message: 'not available' }, 'refuse'],
    [{ code: 1_200, message: 'temporary' }, 'unsure'],
    [{ code: 2, message: 'down', is_transient: true }, 'unsure'],
    [{ code: 10, message: 'no permission' }, 'refuse'],
  ] as const;
  for (const [error, next] of cases)
    for (const status of [400, 500]) {
      fake.behave({ kind: 'status', status, body: JSON.stringify({ error }) });
      const failure = await failed(direct(context, await draftFor(fake, 'x', { visibility: 'private' })));
      assert.deepEqual([failure.next, failure.said], [next, error.message]);
    }
});

test('ours is taken back, theirs is not, and what is gone is gone', async t => {
  const { fake, context } = await tried(t);
  const draft = await draftFor(fake, 'Wrong thread');
  const { remoteId } = await reply(context, draft);
  await remove(context, remoteId);
  await remove(context, remoteId);
  assert.equal(fake.server.town.node(remoteId), undefined);
  assert.equal((await failed(remove(context, draft.to.remoteId ?? ''))).next, 'refuse');
  assert.match((await failed(remove(context, 'm_1'))).message, /nobody take a message back/);
});

test('deeds go where they can, and nowhere else', async t => {
  const { fake, context } = await tried(t);
  const { to } = await draftFor(fake, 'x');
  const post = { remoteId: to.remoteId ?? '', rootRemoteId: to.rootRemoteId, person: to.person };
  await like(context, post);
  await hide(context, post);
  await block(context, post);
  assert.deepEqual(fake.moderated?.(), [
    `like ${post.remoteId}`,
    `hide ${post.remoteId}`,
    `block ${to.person.remoteId}`,
  ]);
  assert.equal((await failed(hide(context, { ...post, remoteId: 'm_1' }))).next, 'refuse');
  assert.equal(
    (await failed(block(context, { ...post, person: { ...to.person, remoteId: 'unnamed:1' } }))).next,
    'refuse',
  );
  assert.equal((await failed(like(context, { ...post, remoteId: '../me' }))).next, 'gone');
  const { heard } = await round(context, null);
  assert.ok(postsOf(heard).length > 0, 'a hidden comment is still heard');
});
