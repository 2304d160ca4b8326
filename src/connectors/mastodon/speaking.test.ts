/** What leaves, and to whose eyes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { postsOf } from '../../../tests/support/bluesky-channel.ts';
import { draftFor, NOW, round, tried } from '../../../tests/support/mastodon-channel.ts';
import type { NetworkFailure } from '../connector.ts';
import { find } from './find.ts';
import { like } from './moderate.ts';
import { handOff, remove, send } from './reply.ts';

async function refused(deed: Promise<unknown>): Promise<NetworkFailure> {
  const failure = await deed.then(
    () => assert.fail('it should have failed'),
    (error: NetworkFailure) => error,
  );
  assert.equal(failure.next, 'refuse');
  return failure;
}

for (const [theirs, asked, ours] of [
  ['public', 'public', 'public'],
  ['unlisted', 'public', 'unlisted'],
  ['private', 'public', 'direct'],
  ['direct', 'public', 'direct'],
  ['public', 'private', 'direct'],
  ['unlisted', 'private', 'direct'],
  ['private', 'private', 'direct'],
] as const)
  test(`a ${asked} answer to a ${theirs} post is ${ours}`, async t => {
    const { fake, context } = await tried(t);
    const draft = await draftFor(fake, 'We are looking.');
    const { town, customer } = fake;
    const note = town.write({ by: customer, text: '@kestrel hm', mentions: [town.us], visibility: theirs });
    const sent = await send(context, { ...draft, visibility: asked, to: { ...draft.to, remoteId: note.id } });
    assert.equal(town.state.notes.get(sent.remoteId)?.visibility, ours);
    assert.equal(sent.room ?? null, asked === 'private' ? `with ${draft.to.person.remoteId}` : null);
  });

test('the person is named, once, as the server spells it', async t => {
  const { fake, context } = await tried(t);
  for (const [said, wire] of [
    ['Which machine?', '@thea@elsewhere.example Which machine?'],
    ['@thea Which machine?', '@thea Which machine?'],
    ['@thea@elsewhere.example Which machine?', '@thea@elsewhere.example Which machine?'],
    ['@theodor Which machine?', '@thea@elsewhere.example @theodor Which machine?'],
    ['', '@thea@elsewhere.example'],
  ] as const) {
    const draft = await draftFor(fake, said);
    const { remoteId } = await send(context, { ...draft, key: wire });
    const note = fake.town.state.notes.get(remoteId);
    assert.deepEqual([note?.text, note?.mentions.map(({ username }) => username)], [wire, ['thea']]);
  }
});

test('somebody of our own server is named without it, and nobody without a name is written to', async t => {
  const { fake, context } = await tried(t);
  const { town } = fake;
  const omar = town.join('omar', 'omar', 'Omar');
  const draft = await draftFor(fake, 'Hello.');
  const host = new URL(fake.origin).host;
  const person = { ...draft.to.person, remoteId: `${omar.id}@${host}`, handle: 'omar@mastodon.example' };
  const to = { person, remoteId: null, rootRemoteId: null, room: `with ${omar.id}@${host}` };
  const { remoteId } = await send(context, { ...draft, visibility: 'private', to });
  assert.equal(town.state.notes.get(remoteId)?.text, '@omar Hello.');
  await refused(send(context, { ...draft, to: { ...to, person: { ...person, handle: null } } }));
});

test('a warning is repeated, once, and gives way before the words do', async t => {
  const { fake, context } = await tried(t);
  const { town, customer } = fake;
  const draft = await draftFor(fake, 'x'.repeat(460));
  for (const [theirs, ours] of [
    ['coffee', 're: coffee'],
    ['RE: coffee', 'RE: coffee'],
    ['y'.repeat(100), `re: ${'y'.repeat(30)}`],
    ['', ''],
  ] as const) {
    const note = town.write({ by: customer, text: '@kestrel hm', mentions: [town.us], warning: theirs });
    const sent = await send(context, { ...draft, key: theirs || 'none', to: { ...draft.to, remoteId: note.id } });
    assert.equal(town.state.notes.get(sent.remoteId)?.warning, ours);
  }
});

test('a name too long for the room kept for it is told before anything leaves', async t => {
  const { fake, context } = await tried(t);
  const { town } = fake;
  const long = town.join('a'.repeat(60), `${'a'.repeat(60)}@far.example`, 'A');
  const note = town.write({ by: long, text: '@kestrel hm', mentions: [town.us] });
  const draft = await draftFor(fake, 'x'.repeat(468));
  const person = { ...draft.to.person, remoteId: `${long.id}@${new URL(fake.origin).host}` };
  const failure = await refused(send(context, { ...draft, to: { ...draft.to, person, remoteId: note.id } }));
  assert.match(failure.message, /30 characters too long/);
  assert.deepEqual(fake.ourPosts(), []);
});

test('language and pictures go along, with their descriptions', async t => {
  const { fake, context, waited } = await tried(t);
  const draft = await draftFor(fake, 'So sieht es aus.');
  draft.lang = 'de-AT';
  draft.attachments.push({ bytes: new Uint8Array([1, 2]), type: 'image/png', description: 'the valve, closed' });
  const { remoteId } = await send(context, draft);
  const note = fake.town.state.notes.get(remoteId);
  assert.equal(note?.language, 'de');
  assert.equal(fake.server.uploads.get(note?.media[0] ?? '')?.description, 'the valve, closed');
  assert.deepEqual(waited, []);
});

test('a film that takes its time is waited for; one that takes too long is tried again later', async t => {
  const { fake, context, waited } = await tried(t);
  const film = { bytes: new Uint8Array([1, 2]), type: 'video/mp4', description: null };
  fake.server.uploadLooks = 3;
  await send(context, { ...(await draftFor(fake, 'The whole procedure.')), attachments: [film] });
  assert.deepEqual(waited, [500, 1_000, 2_000]);
  fake.server.uploadLooks = 100;
  const failure = await send(context, { ...(await draftFor(fake, 'Once more.')), attachments: [film] }).catch(
    (error: NetworkFailure) => error,
  );
  assert.ok('next' in failure);
  assert.deepEqual([failure.next, failure.afterSeconds], ['retry', 30]);
  assert.equal(fake.ourPosts().length, 1);
});

test('what the server would not take is refused here: size, kind, number', async t => {
  const { fake, context } = await tried(t);
  const picture = (type: string, size: number) => ({ bytes: new Uint8Array(size), type, description: null });
  for (const attachments of [
    [picture('image/png', 1_000_001)],
    [picture('video/mp4', 4_000_001)],
    [picture('image/tiff', 10)],
    Array.from({ length: 5 }, () => picture('image/png', 10)),
  ])
    await refused(send(context, { ...(await draftFor(fake, 'See here.')), attachments }));
  assert.equal(fake.server.uploads.size, 0);
});

test('a link counts what the server says it counts, in public and in private', async t => {
  const { fake, context } = await tried(t);
  const link = `https://kestrel.example/${'a'.repeat(300)}`;
  const text = `${'x'.repeat(444)} ${link}`;
  for (const visibility of ['public', 'private'] as const) {
    const draft = { ...(await draftFor(fake, text, visibility)), visibility };
    const sent = await send(context, draft);
    assert.equal((await find(context, draft, NOW))?.remoteId, sent.remoteId);
    await refused(send(context, { ...draft, text: `x${text}` }));
  }
});

test('a server that makes a private answer public: it is taken back at once', async t => {
  const { fake, context } = await tried(t, { directReadsAs: 'public' });
  const draft = { ...(await draftFor(fake, 'Your number?')), visibility: 'private' as const };
  assert.match((await refused(send(context, draft))).message, /taken back/);
  assert.deepEqual(fake.ourPosts(), []);
});

test('our own answer is heard without the name, in its room, and never addressed to us', async t => {
  const { fake, context } = await tried(t);
  const draft = await draftFor(fake, 'Please send us your *serial* number: https://kestrel.example/serial');
  const open = await send(context, draft);
  const closed = await send(context, { ...draft, key: 'k2', visibility: 'private' });
  const heard = new Map(postsOf((await round(context, null)).heard).map(post => [post.remoteId, post]));
  for (const [sent, room] of [
    [open, null],
    [closed, `with ${draft.to.person.remoteId}`],
  ] as const) {
    const post = heard.get(sent.remoteId);
    assert.deepEqual([post?.text, post?.own, post?.addressed, post?.room], [draft.text, true, false, room]);
    assert.equal(post?.parentRemoteId, draft.to.remoteId);
  }
  assert.equal(heard.get(closed.remoteId)?.roomWith?.handle, 'thea@elsewhere.example');
});

test('taking back and liking may be done twice', async t => {
  const { fake, context } = await tried(t);
  const theirs = await fake.somebody();
  await like(context, theirs);
  await like(context, theirs);
  const sent = await send(context, await draftFor(fake, 'Wrong window.'));
  await remove(context, sent.remoteId);
  await remove(context, sent.remoteId);
});

test('a hand-off leads to the post’s own page', async t => {
  const { fake } = await tried(t);
  const draft = await draftFor(fake, 'Hello.');
  assert.equal(
    handOff({ ...draft, to: { ...draft.to, url: 'https://far.example/@thea/1' } }),
    'https://far.example/@thea/1',
  );
});
