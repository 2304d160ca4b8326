/** What leaves, where to, and what Instagram says against it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftFor, NOW, tried } from '../../../tests/support/instagram-channel.ts';
import type { NetworkFailure } from '../connector.ts';
import { findMessage, findReply } from './find.ts';
import { instagram } from './index.ts';
import { limits } from './limits.ts';
import { hide, remove, unhide } from './moderate.ts';
import { direct, handOff, privateReply, reply } from './send.ts';

const HOUR_MS = 3_600_000;

async function failed(deed: Promise<unknown>, next: NetworkFailure['next'] = 'refuse'): Promise<NetworkFailure> {
  const failure = await deed.then(
    () => assert.fail('it should have failed'),
    (error: NetworkFailure) => error,
  );
  assert.equal(failure.next, next, failure.message);
  return failure;
}

test('an answer goes under the comment, and one to an answer under the comment at the top', async t => {
  const { fake, context } = await tried(t);
  const draft = await draftFor(fake, 'Which lid is it?');
  const sent = await reply(context, draft);
  const note = fake.town.state.notes.get(sent.remoteId);
  assert.deepEqual(
    [note?.parentId, note?.by.username, note?.text],
    [draft.to.remoteId, 'kestrel.coffee', 'Which lid is it?'],
  );
  const answer = await fake.customerWrites({ text: 'The upper one', parent: sent.remoteId });
  const to = { ...draft.to, remoteId: answer };
  const second = await reply(context, { ...draft, text: 'A new one is on its way.', to });
  assert.equal(fake.town.state.notes.get(second.remoteId)?.parentId, draft.to.remoteId);
  const found = await findReply(context, { ...draft, text: 'A new one is on its way.', to }, NOW);
  assert.equal(found?.remoteId, second.remoteId);
});

test('under our own medium itself an answer is a comment', async t => {
  const { fake, context } = await tried(t);
  const draft = await draftFor(fake, 'One more thing.');
  const id = fake.town.standing.id;
  const to = { ...draft.to, remoteId: id, rootRemoteId: id };
  const sent = await reply(context, { ...draft, to });
  assert.equal(fake.town.state.notes.get(sent.remoteId)?.parentId, null);
  assert.equal((await findReply(context, { ...draft, to }, NOW))?.remoteId, sent.remoteId);
});

test('a mention is answered where it stands, in a comment or under the caption', async t => {
  const { fake, context } = await tried(t);
  const omar = { id: '5000000000000002', username: 'omar.haddad', name: 'Omar' };
  const theirs = fake.town.post({ by: omar, caption: 'Broken again, @kestrel.coffee' });
  const note = fake.town.comment({ by: fake.town.thea, text: 'Ask @kestrel.coffee', under: theirs.id });
  const draft = await draftFor(fake, 'We are here.');
  const rootRemoteId = `mention:${theirs.id}`;
  for (const [remoteId, under] of [
    [note.id, note.id],
    [theirs.id, null],
  ] as const) {
    const before = fake.received.length;
    const sent = await reply(context, { ...draft, to: { ...draft.to, remoteId, rootRemoteId } });
    assert.equal(fake.town.state.notes.get(sent.remoteId)?.parentId, under);
    const form = new URLSearchParams(fake.received[before]);
    assert.deepEqual([form.get('media_id'), form.get('comment_id')], [theirs.id, under]);
  }
  await failed(findReply(context, { ...draft, to: { ...draft.to, remoteId: note.id, rootRemoteId } }, NOW), 'unsure');
});

test('under a live video nothing leaves in public; privately it does', async t => {
  const { fake, context } = await tried(t);
  const draft = await draftFor(fake, 'Here is how.');
  const to = { ...draft.to, rootRemoteId: `live:${fake.town.standing.id}` };
  const before = fake.received.length;
  assert.match((await failed(reply(context, { ...draft, to }))).message, /live video/);
  assert.equal(fake.received.length, before);
  assert.equal(await findReply(context, { ...draft, to }, NOW), null);
  const sent = await privateReply(context, { ...draft, visibility: 'private', to });
  assert.equal(sent.room, fake.town.thea.id);
});

test('pictures and a heap of hashtags never reach a comment', async t => {
  const { fake, context } = await tried(t, { login: 'facebook' });
  const draft = await draftFor(fake, 'Like this.');
  const picture = { bytes: new Uint8Array([1]), type: 'image/png', description: null };
  assert.match(
    (await failed(reply(context, { ...draft, attachments: [picture] }))).message,
    /no pictures or files in comments/,
  );
  const tags = Array.from({ length: 31 }, (_, i) => `#tag${i}`).join(' ');
  assert.match((await failed(reply(context, { ...draft, text: tags }))).message, /31 hashtags; Instagram takes 30/);
  await reply(context, { ...draft, text: tags.replace(/ \S+$/, '') });
});

test('a message counts bytes: 500 letters of Greek are the most', async t => {
  const { fake, context } = await tried(t);
  const draft = await draftFor(fake, 'α'.repeat(500), 'private');
  await direct(context, draft);
  assert.match((await failed(direct(context, { ...draft, text: 'α'.repeat(501) }))).message, /1002 long; 1000/);
});

test('a person’s answer after a day names its kind where it goes through a page', async t => {
  const { fake, context, clock } = await tried(t, { login: 'facebook' });
  const draft = { ...(await draftFor(fake, 'Hello.', 'private')), byPerson: true };
  clock.now = new Date(NOW.getTime() + 25 * HOUR_MS);
  const before = fake.received.length;
  await direct(context, { ...draft, to: { ...draft.to, lastHeardAt: NOW } });
  const sent = JSON.parse(fake.received[before] ?? '{}');
  assert.deepEqual([sent.messaging_type, sent.tag], ['MESSAGE_TAG', 'HUMAN_AGENT']);
});

test('within a day without a tag, later as a person with one, and a rule not at all', async t => {
  const { fake, context, clock } = await tried(t, { windowHours: 24 });
  await fake.customerWrites({ text: 'hello?', privately: true });
  const draft = { ...(await draftFor(fake, 'Hello.', 'private')), byPerson: true };
  const tagsOf = (from: number) =>
    fake.received.slice(from).map(body => (JSON.parse(body || '{}') as { tag?: string }).tag);
  const tryAt = async (hours: number, more: { byPerson?: boolean } = {}) => {
    clock.now = new Date(NOW.getTime() + hours * HOUR_MS);
    const before = fake.received.length;
    await direct(context, { ...draft, ...more, to: { ...draft.to, lastHeardAt: NOW } });
    return tagsOf(before);
  };
  assert.deepEqual(await tryAt(23), [undefined]);
  assert.deepEqual(await tryAt(25), ['HUMAN_AGENT']);
  assert.match((await failed(tryAt(25, { byPerson: false }))).said ?? '', /outside of allowed window/);
  assert.match((await failed(tryAt(24 * 7 + 1))).said ?? '', /outside of allowed window/);
});

test('a second private reply to the same comment is refused in Instagram’s words', async t => {
  const { fake, context } = await tried(t, { onePrivateReply: true });
  const draft = await draftFor(fake, 'May we have your order number?', 'private');
  const sent = await privateReply(context, draft);
  assert.equal(fake.town.state.words.get(sent.remoteId)?.with.id, fake.town.thea.id);
  const failure = await failed(privateReply(context, { ...draft, text: 'And once more.' }));
  assert.equal(failure.said, 'This comment was answered privately already.');
});

test('nobody who is known by name alone is written to, nor privately under others’ posts', async t => {
  const { fake, context } = await tried(t);
  const draft = await draftFor(fake, 'Hello.', 'private');
  const person = { ...draft.to.person, remoteId: '@omar.haddad' };
  const before = fake.received.length;
  await failed(direct(context, { ...draft, to: { ...draft.to, room: null, person } }));
  await failed(privateReply(context, { ...draft, to: { ...draft.to, rootRemoteId: 'mention:17900000000000999' } }));
  assert.equal(fake.received.length, before);
});

test('files go through the page, laid down first and sent before the words', async t => {
  const { fake, context } = await tried(t, { login: 'facebook' });
  const draft = await draftFor(fake, 'This valve.', 'private');
  const picture = { bytes: new Uint8Array([1, 2, 3]), type: 'image/png', description: null };
  const sent = await direct(context, { ...draft, attachments: [picture] });
  const words = [...fake.town.state.words.values()].map(({ text, files }) => [text, files.length]);
  assert.deepEqual(words, [
    ['', 1],
    ['This valve.', 0],
  ]);
  assert.equal(fake.town.state.words.get(sent.remoteId)?.text, 'This valve.');
  assert.deepEqual([...fake.town.state.files.values()], [{ type: 'image/png', bytes: 3 }]);
  assert.equal((await findMessage(context, draft, NOW))?.remoteId, sent.remoteId);
});

test('words that do not follow their file are unsure, not sent again', async t => {
  const { fake, context } = await tried(t, { login: 'facebook' });
  const draft = await draftFor(fake, 'This valve.', 'private');
  const picture = { bytes: new Uint8Array([1]), type: 'image/png', description: null };
  fake.behave({ kind: 'status', status: 429, body: '{"error":{"message":"slow down","code":613}}' }, 'POST /never');
  const plan = { kind: 'status', status: 400, body: '{"error":{"message":"slow down","code":613}}' } as const;
  const { fetch } = context;
  const inBetween = {
    ...context,
    fetch: (async (url, options) => {
      if (String(options?.body ?? '').includes('"text"')) fake.behave(plan, '/messages');
      return fetch(url, options);
    }) as typeof fetch,
  };
  const failure = await failed(direct(inBetween, { ...draft, attachments: [picture] }), 'unsure');
  assert.match(failure.message, /The file was sent, the words were not/);
});

test('with Instagram’s own sign-in files are laid down with the account itself', async t => {
  const { fake, context } = await tried(t);
  const draft = await draftFor(fake, '', 'private');
  const picture = { bytes: new Uint8Array([1]), type: 'image/png', description: null };
  const sent = await direct(context, { ...draft, attachments: [picture] });
  assert.equal(fake.town.state.words.get(sent.remoteId)?.files.length, 1);
  assert.equal((await findMessage(context, { ...draft, attachments: [picture] }, NOW))?.remoteId, sent.remoteId);
});

test('a file Instagram does not take is refused before anything is sent', async t => {
  const { fake, context } = await tried(t);
  const draft = await draftFor(fake, 'This valve.', 'private');
  const picture = { bytes: new Uint8Array([1]), type: 'image/png', description: null };
  fake.behave({
    kind: 'status',
    status: 400,
    body: '{"error":{"message":"(#100) The file type is wrong","code":100}}',
  });
  assert.equal(
    (await failed(direct(context, { ...draft, attachments: [picture] }))).said,
    '(#100) The file type is wrong',
  );
  assert.deepEqual(
    fake.ourPosts().filter(({ text }) => text === 'This valve.'),
    [],
  );
});

test('a mention that was told as a comment is answered as a mention; a comment that is gone stays gone', async t => {
  const { fake, context } = await tried(t);
  const omar = { id: '5000000000000002', username: 'omar.haddad', name: 'Omar' };
  const theirs = fake.town.post({ by: omar, caption: 'My kitchen' });
  const note = fake.town.comment({ by: fake.town.thea, text: 'ask @kestrel.coffee', under: theirs.id });
  const draft = await draftFor(fake, 'Here we are.');
  const sent = await reply(context, { ...draft, to: { ...draft.to, remoteId: note.id, rootRemoteId: theirs.id } });
  assert.equal(fake.town.state.notes.get(sent.remoteId)?.parentId, note.id);
  await fake.customerDeletes(note.id);
  await failed(reply(context, { ...draft, to: { ...draft.to, remoteId: note.id, rootRemoteId: theirs.id } }), 'gone');
});

test('pictures have eight megabytes, everything else twenty-five', () => {
  assert.equal(limits.media?.maxBytes, 8 * 1024 * 1024);
  assert.equal(limits.media?.maxBytesByType?.['video/mp4'], 25 * 1024 * 1024);
  assert.equal(limits.media?.maxBytesByType?.['image/png'], undefined);
});

test('a message is found in the talk, and what others said in the same words is not ours', async t => {
  const { fake, context, clock } = await tried(t);
  const draft = await draftFor(fake, 'Thank you.', 'private');
  await fake.customerWrites({ text: 'Thank you.', privately: true });
  assert.equal(await findMessage(context, draft, NOW), null);
  const { remoteId } = await direct(context, draft);
  assert.equal((await findMessage(context, draft, NOW))?.remoteId, remoteId);
  clock.now = new Date(NOW.getTime() + HOUR_MS);
  assert.equal(await findMessage(context, draft, clock.now), null, 'an earlier one is another');
});

test('an answer in the same words by somebody else is not ours', async t => {
  const { fake, context } = await tried(t);
  const draft = await draftFor(fake, 'Same here.');
  await fake.customerWrites({ text: 'Same here.', parent: draft.to.remoteId ?? '' });
  await reply(context, { ...draft, text: 'In other words.' });
  assert.equal(await findReply(context, draft, NOW), null);
});

test('a comment that is gone is gone, a hidden one refuses', async t => {
  const { fake, context } = await tried(t);
  const draft = await draftFor(fake, 'Hello.');
  await hide(context, {
    remoteId: draft.to.remoteId ?? '',
    rootRemoteId: draft.to.rootRemoteId,
    person: draft.to.person,
  });
  assert.match((await failed(reply(context, draft))).said ?? '', /hidden comment/);
  await unhide(context, {
    remoteId: draft.to.remoteId ?? '',
    rootRemoteId: draft.to.rootRemoteId,
    person: draft.to.person,
  });
  await reply(context, draft);
  await fake.customerDeletes(draft.to.remoteId ?? '');
  await failed(reply(context, draft), 'gone');
});

test('our own comment is taken back, twice is once, and a message is not to be unsent', async t => {
  const { fake, context } = await tried(t);
  const { remoteId } = await reply(context, await draftFor(fake, 'A slip.'));
  await remove(context, remoteId);
  await remove(context, remoteId);
  assert.equal(fake.town.state.notes.has(remoteId), false);
  await failed(remove(context, 'aWdfZAG1fTWVzc2FnZATEZD'));
});

test('what stands under others’ posts cannot be hidden from here', async t => {
  const { fake, context } = await tried(t);
  const { person } = await fake.somebody();
  await failed(hide(context, { remoteId: '17900000000000999', rootRemoteId: 'mention:1', person }));
});

test('an id that would lead elsewhere leads nowhere', async t => {
  const { fake, context } = await tried(t);
  const draft = await draftFor(fake, 'Hello.');
  const before = fake.received.length;
  for (const remoteId of ['../me', 'a/b', '1?x=1', '', '..'])
    await failed(reply(context, { ...draft, to: { ...draft.to, remoteId } }), 'gone');
  assert.equal(fake.received.length, before);
});

test('what a hashtag brought is answered by hand on its own page, and nothing else has to be', async t => {
  const { fake, context } = await tried(t, { login: 'facebook' });
  const draft = await draftFor(fake, 'We are sorry to hear that.');
  const url = 'https://www.instagram.com/p/Cother/';
  const to = { ...draft.to, remoteId: '17900000000000999', rootRemoteId: 'hashtag:17900000000000999', url };
  const before = fake.received.length;
  await failed(reply(context, { ...draft, to }));
  await failed(privateReply(context, { ...draft, visibility: 'private', to }));
  assert.equal(fake.received.length, before);
  assert.equal(handOff({ ...draft, to }), url);
  for (const elsewhere of ['https://instagram.com.elsewhere.example/p/1/', 'http://www.instagram.com/p/1/', null])
    assert.throws(() => handOff({ ...draft, to: { ...to, url: elsewhere } }));
  const { onlyByHand } = instagram.outbound ?? {};
  const about = { remoteId: to.remoteId, rootRemoteId: to.rootRemoteId };
  assert.deepEqual(
    [true, false].map(addressed => onlyByHand?.({ ...about, addressed }, fake.credentials)),
    [false, true],
  );
});
