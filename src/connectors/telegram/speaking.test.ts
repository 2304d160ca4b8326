/** What leaves: to whom, below what, in whose name; and what Telegram's refusals mean. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftFor, NOW, type Tried, tried } from '../../../tests/support/telegram-channel.ts';
import type { Draft, NetworkFailure } from '../connector.ts';
import type { FakeMessage } from './fake/town.ts';
import { block, like, unlike } from './moderate.ts';
import { remove, send } from './send.ts';

const PNG = { bytes: new Uint8Array([1, 2, 3]), type: 'image/png', description: null };

async function failed(deed: Promise<unknown>): Promise<NetworkFailure> {
  return deed.then(
    () => assert.fail('it should have failed'),
    (error: NetworkFailure) => error,
  );
}

function lastRequest({ fake }: Tried): Record<string, unknown> {
  return JSON.parse(fake.received.at(-1) ?? '{}');
}

test('in a group the answer stands below the message, and not without it', async t => {
  const here = await tried(t);
  const draft = await draftFor(here.fake, 'We are looking into it.');
  const sent = await send(here.context, draft);
  const message = Number(draft.to.remoteId?.split(':')[1]);
  assert.deepEqual(lastRequest(here), {
    chat_id: -1_001_234_567_890,
    reply_parameters: { message_id: message },
    text: 'We are looking into it.',
  });
  assert.deepEqual([sent.url, sent.room], [`https://t.me/kestrel_owners/${sent.remoteId.split(':')[1]}`, undefined]);
  here.fake.town.messages.delete(draft.to.remoteId ?? '');
  assert.equal((await failed(send(here.context, draft))).next, 'gone');
});

test('in a topic the answer stands in the topic', async t => {
  const here = await tried(t);
  const draft = await draftFor(here.fake, 'Yes.');
  await send(here.context, { ...draft, to: { ...draft.to, rootRemoteId: '-1001234567890:topic12' } });
  assert.equal(lastRequest(here)['message_thread_id'], 12);
  await send(here.context, { ...draft, to: { ...draft.to, rootRemoteId: '-1009876543210:31' } });
  assert.equal(lastRequest(here)['message_thread_id'], undefined, 'comments have no topic');
});

test('in private the answer goes to the room, also when what it answers is gone, and its room is told', async t => {
  const here = await tried(t);
  const draft = await draftFor(here.fake, 'Hello Thea', { visibility: 'private' });
  const sent = await send(here.context, draft);
  assert.equal(sent.room, '5551234');
  assert.deepEqual(lastRequest(here), { chat_id: 5_551_234, text: 'Hello Thea' });
  await send(here.context, { ...draft, to: { ...draft.to, remoteId: '5551234:9999' } });
  assert.deepEqual(lastRequest(here)['reply_parameters'], { message_id: 9999, allow_sending_without_reply: true });
  await send(here.context, { ...draft, to: { ...draft.to, room: '5551234:topic7' } });
  assert.equal(lastRequest(here)['message_thread_id'], 7);
});

test('whoever never began a chat with the bot cannot be written to alone', async t => {
  const { fake, context } = await tried(t);
  const draft = await draftFor(fake, 'Hello', { visibility: 'private' });
  const to = { ...draft.to, room: null };
  assert.equal((await send(context, { ...draft, to })).room, '5551234');
  fake.town.closed.set(5_551_234, "Forbidden: bot can't initiate conversation with a user");
  const failure = await failed(send(context, { ...draft, to }));
  assert.deepEqual([failure.next, failure.said], ['refuse', "Forbidden: bot can't initiate conversation with a user"]);
  const unnamed = { ...to, person: { ...to.person, remoteId: '-1002222222222' } };
  assert.equal((await failed(send(context, { ...draft, to: unnamed }))).next, 'refuse');
});

test('for a business account it is asked whether the bot may, and the answer goes in its name', async t => {
  const here = await tried(t);
  const { fake, context } = here;
  const draft = await draftFor(fake, 'It is on its way.', { visibility: 'private' });
  const room = `biz:${fake.town.connection}:5551234`;
  const to = { ...draft.to, room, remoteId: `${room}:21`, lastHeardAt: NOW };
  const sent = await send(context, { ...draft, to });
  assert.equal(lastRequest(here)['business_connection_id'], fake.town.connection);
  assert.equal(sent.room, room);
  assert.ok(sent.remoteId.startsWith(`${room}:`));
  await remove(context, sent.remoteId);
  assert.deepEqual(fake.ourPosts(), []);
  fake.town.businessRights.can_reply = false;
  assert.match((await failed(send(context, { ...draft, to }))).message, /not answer/);
  fake.town.businessRights = { is_enabled: false, can_reply: true };
  assert.match((await failed(send(context, { ...draft, to }))).message, /let the bot go/);
  const late = { ...to, lastHeardAt: new Date(NOW.getTime() - 25 * 3_600_000) };
  const before = fake.received.length;
  assert.match((await failed(send(context, { ...draft, to: late }))).message, /24 hours/);
  assert.equal(fake.received.length, before, 'nothing was asked for that');
});

test('a group that became a supergroup is followed', async t => {
  const { fake, context } = await tried(t);
  const { group } = fake.town;
  fake.town.moved.set(-400_100_200, group.id);
  const draft = await draftFor(fake, 'We moved along.');
  const sent = await send(context, { ...draft, to: { ...draft.to, remoteId: '-400100200:61' } });
  assert.ok(sent.remoteId.startsWith(`${group.id}:`));
});

test('one picture, a film, a voice and a file go by their own ways, several as an album', async t => {
  const { fake, context } = await tried(t);
  const file = (type: string): Draft['attachments'][number] => ({ ...PNG, type });
  const sent = async (...attachments: Draft['attachments']) => {
    const draft = await draftFor(fake, 'Here', { attachments });
    const { remoteId } = await send(context, draft);
    const message: Partial<FakeMessage> = fake.town.messages.get(remoteId) ?? {};
    return message;
  };
  for (const [type, kind] of [
    ['image/png', 'photo'],
    ['image/gif', 'animation'],
    ['video/mp4', 'video'],
    ['audio/mpeg', 'audio'],
    ['audio/ogg', 'voice'],
    ['application/pdf', 'document'],
  ] as const) {
    const message = await sent(file(type));
    assert.ok(kind in message, `${type} as ${kind}`);
    assert.deepEqual([message.caption, message.reply_to_message !== undefined], ['Here', true]);
  }
  const album = await sent(PNG, file('video/mp4'));
  assert.ok('photo' in album && album['media_group_id'] !== undefined && album.caption === 'Here');
  const mixture = await sent(PNG, file('application/pdf'));
  assert.ok('document' in mixture, 'a mixture goes as files');
});

test('words are counted in characters; under a picture fewer fit, and more never leave', async t => {
  const { fake, context } = await tried(t);
  const emoji = '☕'.repeat(10) + '🙂'.repeat(4_086);
  assert.equal((await send(context, await draftFor(fake, emoji))).remoteId, fake.ourPosts()[0]?.remoteId);
  const before = fake.ourPosts().length;
  const long = await draftFor(fake, 'x'.repeat(1_025), { attachments: [PNG] });
  assert.match((await failed(send(context, long))).message, /1024 characters; these are 1025/);
  assert.equal(fake.ourPosts().length, before);
});

for (const [status, description, parameters, next, afterSeconds] of [
  [429, 'Too Many Requests: retry after 14', { retry_after: 14 }, 'retry', 14],
  [403, 'Forbidden: bot was blocked by the user', undefined, 'refuse', null],
  [403, 'Forbidden: bot was kicked from the supergroup chat', undefined, 'refuse', null],
  [403, 'Forbidden: user is deactivated', undefined, 'gone', null],
  [400, 'Bad Request: message to be replied not found', undefined, 'gone', null],
  [400, 'Bad Request: chat not found', undefined, 'gone', null],
  [400, 'Bad Request: not enough rights to send text messages to the chat', undefined, 'refuse', null],
  [401, 'Unauthorized', undefined, 'reauthorise', null],
  [404, 'Not Found', undefined, 'reauthorise', null],
  [500, 'Internal Server Error', undefined, 'unsure', null],
] as const)
  for (const asked of ['by its status', 'in a well-looking answer'] as const)
    test(`“${description}” told ${asked} means ${next}`, async t => {
      const { fake, context } = await tried(t);
      const draft = await draftFor(fake, 'Hello');
      const body = JSON.stringify({ ok: false, error_code: status, description, ...(parameters && { parameters }) });
      fake.behave({ kind: 'status', status: asked === 'by its status' ? status : 200, body }, 'sendMessage');
      const failure = await failed(send(context, draft));
      assert.deepEqual([failure.next, failure.said, failure.afterSeconds], [next, description, afterSeconds]);
    });

test('what Telegram takes to send later has no number yet, so nobody knows', async t => {
  const { fake, context } = await tried(t);
  const draft = await draftFor(fake, 'Hello');
  const result = { message_id: 0, date: 1_772_445_600, chat: fake.town.group, text: 'Hello' };
  fake.behave({ kind: 'status', status: 200, body: JSON.stringify({ ok: true, result }) }, 'sendMessage');
  assert.equal((await failed(send(context, draft))).next, 'unsure');
});

test('a token that a proxy repeats is not told to anybody', async t => {
  const { fake, context } = await tried(t);
  const draft = await draftFor(fake, 'Hello');
  const body = `{"message":"Cannot POST /bot${fake.token}/sendMessage"}`;
  fake.behave({ kind: 'status', status: 502, body }, 'sendMessage');
  const failure = await failed(send(context, draft));
  assert.equal(failure.said, 'Cannot POST /bot…/sendMessage');
});

test('what is gone already counts as taken back, and what may not be is told', async t => {
  const { fake, context } = await tried(t);
  const { remoteId } = await send(context, await draftFor(fake, 'Oops'));
  await remove(context, remoteId);
  await remove(context, remoteId);
  assert.deepEqual(fake.ourPosts(), []);
  const body = JSON.stringify({ ok: false, error_code: 400, description: "Bad Request: message can't be deleted" });
  fake.behave({ kind: 'status', status: 400, body });
  assert.equal((await failed(remove(context, remoteId))).next, 'refuse');
});

test('a reaction is one thumb; in chats of two nobody can be blocked', async t => {
  const here = await tried(t);
  const { fake, context } = here;
  const { room: _, ...post } = await fake.somebody();
  await like(context, post);
  assert.deepEqual(lastRequest(here)['reaction'], [{ type: 'emoji', emoji: '👍' }]);
  await unlike(context, post);
  assert.deepEqual(lastRequest(here)['reaction'], []);
  await block(context, post);
  assert.deepEqual(fake.moderated?.(), ['block 5551234']);
  await block(context, { ...post, person: { ...post.person, remoteId: '-1002222222222' } });
  assert.deepEqual(fake.moderated?.(), ['block 5551234', 'block -1002222222222']);
  for (const remoteId of ['5551234:17', 'biz:b:5551234:17'])
    assert.equal((await failed(block(context, { ...post, remoteId }))).next, 'refuse');
  assert.equal((await failed(like(context, { ...post, remoteId: 'biz:b:5551234:17' }))).next, 'refuse');
});
