/** Public answers and private ones, and what stands in their way. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftFor, hearAll, postsOf, type Tried, tried } from '../../../tests/support/bluesky-channel.ts';
import { NetworkFailure } from '../connector.ts';
import { THREADGATE } from './address.ts';
import { since } from './backfill.ts';
import { findPrivately, sendPrivately } from './chat-send.ts';
import { like } from './moderate.ts';
import { findPeople } from './people.ts';
import { pollPage } from './poll.ts';
import { remove, reply } from './reply.ts';
import { check, refresh } from './session.ts';

let keys = 0;
const nextKey = () => `0195f2d0-${String(++keys).padStart(4, '0')}-7abc-8def-0123456789ab`;

async function failed(promise: Promise<unknown>): Promise<NetworkFailure> {
  const error = await promise.then(
    () => assert.fail('it should have failed'),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof NetworkFailure, `${error instanceof Error ? error.stack : error}`);
  return error;
}

function ourRecord({ fake }: Tried) {
  return fake.network.postsBy(fake.us.did).at(-1)?.value as Record<string, unknown> & {
    reply: { root: object; parent: object };
  };
}

test('an answer names the post it answers and the thread’s beginning, by address and content id alone', async t => {
  const all = await tried(t);
  const { fake, context } = all;
  const root = await fake.customerWrites({ text: 'the beginning' });
  const middle = await fake.customerWrites({ text: 'further down', parent: root });
  const draft = await draftFor(fake, 'Here.', nextKey());
  await reply(context, { ...draft, to: { ...draft.to, remoteId: middle, rootRemoteId: null } });
  const cidOf = (uri: string) => fake.network.state.records.get(uri)?.cid;
  assert.deepEqual(ourRecord(all).reply, {
    parent: { uri: middle, cid: cidOf(middle) },
    root: { uri: root, cid: cidOf(root) },
  });
});

test('mentions, links and tags stand where they stand in bytes; a handle nobody has stays plain', async t => {
  const all = await tried(t);
  const { fake, context } = all;
  const text = 'Λυπάμαι @thea.example, see https://kestrel.example/fix. @nobody.example #διαρροή 🛠️';
  await reply(context, await draftFor(fake, text, nextKey()));
  const facets = ourRecord(all)['facets'] as { index: { byteStart: number; byteEnd: number }; features: object[] }[];
  const bytes = Buffer.from(text);
  assert.deepEqual(
    facets.map(({ index, features }) => [bytes.subarray(index.byteStart, index.byteEnd).toString(), features[0]]),
    [
      ['@thea.example', { $type: 'app.bsky.richtext.facet#mention', did: fake.customer.did }],
      ['https://kestrel.example/fix', { $type: 'app.bsky.richtext.facet#link', uri: 'https://kestrel.example/fix' }],
      ['#διαρροή', { $type: 'app.bsky.richtext.facet#tag', tag: 'διαρροή' }],
    ],
  );
});

test('what its author closed is not answered, with and without an AppView; who is mentioned may', async t => {
  const all = await tried(t);
  const { fake, context } = all;
  const gate = (uri: string, allow: object[] | undefined) =>
    fake.network.write(fake.customer.did, THREADGATE, uri.split('/').at(-1) ?? '', {
      $type: THREADGATE,
      post: uri,
      ...(allow ? { allow } : {}),
    });
  for (const hasAppView of [true, false]) {
    fake.server.hasAppView = hasAppView;
    context.credentials = { ...context.credentials, hasAppView };
    const to = async (uri: string) => {
      const draft = await draftFor(fake, 'May I?', nextKey());
      return { ...draft, to: { ...draft.to, remoteId: uri, rootRemoteId: uri } };
    };
    const closed = await fake.customerWrites({ text: 'nobody, please', mentionsUs: true });
    gate(closed, []);
    const failure = await failed(reply(context, await to(closed)));
    assert.equal(failure.next, 'refuse');
    assert.match(failure.said ?? '', /Replies are disabled/);
    const below = await fake.customerWrites({ text: 'I may', parent: closed });
    assert.equal((await failed(reply(context, await to(below)))).next, 'refuse', 'the gate stands at the beginning');
    const mentioned = await fake.customerWrites({ text: 'only you', mentionsUs: true });
    gate(mentioned, [{ $type: 'app.bsky.feed.threadgate#mentionRule' }]);
    await reply(context, await to(mentioned));
    const open = await fake.customerWrites({ text: 'all of you' });
    gate(open, undefined);
    await reply(context, await to(open));
  }
  assert.equal(fake.ourPosts().length, 4);
});

test('a block in either direction is told before anything is written', async t => {
  const { fake, context } = await tried(t);
  fake.customer.blocks.add(fake.us.did);
  const theirs = await failed(reply(context, await draftFor(fake, 'Hello?', nextKey())));
  assert.deepEqual([theirs.next, theirs.said], ['refuse', 'They have blocked this account.']);
  fake.customer.blocks.clear();
  fake.us.blocks.add(fake.customer.did);
  const ours = await failed(reply(context, await draftFor(fake, 'Hello?', nextKey())));
  assert.deepEqual([ours.next, ours.said], ['refuse', 'This account has blocked them.']);
  assert.equal(fake.ourPosts().length, 0);
});

test('pictures go out with their descriptions; more than four, too large or of a strange kind do not', async t => {
  const all = await tried(t);
  const { fake, context } = all;
  const picture = { bytes: new Uint8Array(10), type: 'image/png', description: 'A valve' };
  const draft = await draftFor(fake, 'See.', nextKey());
  await reply(context, { ...draft, attachments: [picture, { ...picture, description: null }] });
  const { images } = ourRecord(all)['embed'] as { images: { alt: string; image: { mimeType: string } }[] };
  assert.deepEqual(
    images.map(({ alt, image }) => [alt, image.mimeType]),
    [
      ['A valve', 'image/png'],
      ['', 'image/png'],
    ],
  );
  for (const attachments of [
    Array(5).fill(picture),
    [{ ...picture, bytes: new Uint8Array(1_000_001) }],
    [{ ...picture, type: 'application/pdf' }],
  ])
    assert.equal((await failed(reply(context, { ...draft, key: nextKey(), attachments }))).next, 'refuse');
});

test('a direct message comes in by the log, is answered in its room, and ours are known as ours', async t => {
  const { fake, context } = await tried(t);
  await fake.customerWrites({ text: 'my order is K-1042', privately: true });
  const first = await pollPage(context, null);
  const [theirs] = postsOf(first.heard);
  assert.ok(theirs);
  assert.deepEqual([theirs.visibility, theirs.addressed, theirs.author.handle], ['private', true, 'thea.example']);
  assert.equal(theirs.roomWith?.remoteId, fake.customer.did);
  const draft = await draftFor(fake, 'Thank you, one moment.', nextKey());
  const sent = await sendPrivately(context, {
    ...draft,
    visibility: 'private',
    to: { ...draft.to, room: theirs.room },
  });
  assert.equal(sent.room, theirs.room);
  let cursor = first.cursor;
  const later = [];
  for (let more = true; more; ) {
    const page = await pollPage(context, cursor);
    later.push(...postsOf(page.heard).filter(post => post.visibility === 'private'));
    ({ cursor, more } = page);
  }
  assert.deepEqual(
    later.map(({ remoteId, own }) => [remoteId, own]),
    [[sent.remoteId, true]],
  );
});

test('a private answer whose fate is unknown is looked up in its room, and not confused with older words of the same kind', async t => {
  const { fake, context, clock } = await tried(t);
  const draft = { ...(await draftFor(fake, 'Thanks!', nextKey())), visibility: 'private' as const };
  await sendPrivately(context, draft);
  clock.now = new Date(clock.now.getTime() + 3_600_000);
  assert.equal(await findPrivately(context, draft, clock.now), null, 'the one of an hour ago is another');
  fake.behave({ kind: 'cut-after' }, 'sendMessage');
  assert.equal((await failed(sendPrivately(context, draft))).next, 'unsure');
  assert.notEqual(await findPrivately(context, draft, clock.now), null);
});

test('who takes no messages, and a password that may not read them, are told in plain words; posts are heard all the same', async t => {
  const { fake, context } = await tried(t);
  fake.customer.takesMessages = false;
  const draft = { ...(await draftFor(fake, 'Privately?', nextKey())), visibility: 'private' as const };
  const closed = await failed(sendPrivately(context, draft));
  assert.deepEqual([closed.next, closed.said], ['refuse', 'recipient has disabled incoming messages']);
  for (const session of fake.server.sessions.values()) session.mayChat = false;
  const refused = await failed(sendPrivately(context, draft));
  assert.equal(refused.next, 'refuse');
  assert.match(refused.message, /no access to direct messages/);
  await fake.customerWrites({ text: 'in public then', mentionsUs: true });
  assert.equal(postsOf((await pollPage(context, null)).heard).length, 1);
});

test('posts wait for no other service: what was heard is told although the rooms do not answer', async t => {
  const { fake, context } = await tried(t);
  await fake.customerWrites({ text: 'hello', mentionsUs: true });
  fake.behave({ kind: 'status', status: 503 }, 'chat.bsky');
  assert.equal(postsOf((await pollPage(context, null)).heard).length, 1);
});

test('a poll goes back to what was read already, over as many pages as it takes, and no further', async t => {
  const { fake, context, clock } = await tried(t);
  for (let i = 0; i < 3; i++) await fake.customerWrites({ text: `early ${i}`, mentionsUs: true });
  let { cursor } = await pollPage(context, null);
  clock.now = new Date(clock.now.getTime() + 3_600_000);
  for (let i = 0; i < 250; i++) {
    clock.now = new Date(clock.now.getTime() + 1);
    await fake.customerWrites({ text: `late ${i}`, mentionsUs: true });
  }
  const seen = new Set<string>();
  let pages = 0;
  for (let more = true; more; pages++) {
    const page = await pollPage(context, cursor);
    for (const { text } of postsOf(page.heard)) seen.add(text);
    ({ cursor, more } = page);
  }
  assert.equal([...seen].filter(text => text.includes('late')).length, 250);
  assert.ok(pages >= 3 && pages <= 5, `${pages} pages`);
});

test('a crowd that only likes does not hide who wrote: neither from the poll nor from the past', async t => {
  const { fake, context, clock } = await tried(t);
  const like = async () => {
    clock.now = new Date(clock.now.getTime() + 1);
    const record = { $type: 'app.bsky.feed.like', subject: {}, createdAt: clock.now.toISOString() };
    fake.network.write(fake.customer.did, 'app.bsky.feed.like', fake.network.nextTid(), record);
  };
  for (let i = 0; i < 150; i++) await like();
  const first = await pollPage(context, null);
  clock.now = new Date(clock.now.getTime() + 3_600_000);
  const id = await fake.customerWrites({ text: 'among the likes', mentionsUs: true });
  for (let i = 0; i < 250; i++) await like();
  const heard = [];
  let { cursor } = first;
  for (let more = true; more; ) {
    const page = await pollPage(context, cursor);
    heard.push(...page.heard);
    ({ cursor, more } = page);
  }
  assert.ok(postsOf(heard).some(({ remoteId }) => remoteId === id));
  const past = await hearAll(since(context, new Date(clock.now.getTime() - 7_200_000), null));
  assert.ok(postsOf(past).some(({ remoteId }) => remoteId === id));
});

test('the past is told page by page and can be taken up between them', async t => {
  const { fake, context, clock } = await tried(t);
  const ids = [];
  for (let i = 0; i < 130; i++) {
    clock.now = new Date(clock.now.getTime() + 1);
    ids.push(await fake.customerWrites({ text: `complaint ${i}`, mentionsUs: true }));
  }
  ids.push(await fake.weWriteElsewhere({ text: 'a colleague' }));
  const whole = await hearAll(since(context, new Date(0), null));
  const told = new Set(postsOf(whole).map(({ remoteId }) => remoteId));
  assert.deepEqual(
    ids.filter(id => !told.has(id)),
    [],
  );
  const places = whole.flatMap(({ cursor }) => cursor ?? []);
  assert.ok(places.length >= 1);
  const at = whole.findIndex(({ cursor }) => cursor === places[0]);
  const rest = await hearAll(since(context, new Date(0), places[0] ?? null));
  const both = new Set(postsOf([...whole.slice(0, at + 1), ...rest]).map(({ remoteId }) => remoteId));
  assert.deepEqual(
    ids.filter(id => !both.has(id)),
    [],
  );
});

test('taking back and liking can be done twice and happen once', async t => {
  const { fake, context } = await tried(t);
  const draft = await draftFor(fake, 'Oops.', nextKey());
  const { remoteId } = await reply(context, draft);
  await remove(context, remoteId);
  await remove(context, remoteId);
  assert.equal(fake.ourPosts().length, 0);
  const theirs = draft.to.remoteId ?? '';
  const post = { remoteId: theirs, rootRemoteId: theirs, person: draft.to.person };
  await like(context, post);
  await like(context, post);
  const likes = [...fake.network.state.records.keys()].filter(uri => uri.includes('app.bsky.feed.like'));
  assert.equal(likes.length, 1);
  assert.equal((await failed(remove(context, theirs))).next, 'refuse', 'others’ posts are not ours to take');
});

test('signing in: a wrong password, a full password, too often, and a session that has run out', async t => {
  const { fake, context } = await tried(t);
  const { session: _gone, did: _did, pds: _pds, ...typed } = fake.credentials;
  const attempt = (more: object) => check({ ...context, credentials: { ...typed, ...more } });
  const { account, credentials } = await attempt({ identifier: `@${fake.us.handle}` });
  assert.deepEqual([account.remoteId, account.name], [fake.us.did, 'Kestrel']);
  assert.equal(credentials.pds, fake.origin);
  const wrong = await failed(attempt({ appPassword: 'aaaa-aaaa-aaaa-aaaa' }));
  assert.deepEqual([wrong.next, wrong.said], ['reauthorise', 'Invalid identifier or password']);
  fake.behave(
    { kind: 'status', status: 401, body: '{"error":"AuthFactorTokenRequired","message":"A code was sent"}' },
    'createSession',
  );
  assert.match((await failed(attempt({}))).said ?? '', /Make an app password/);
  fake.server.sessionsLeft = 0;
  const often = await failed(attempt({}));
  assert.deepEqual([often.next, often.afterSeconds], ['retry', 287]);
  fake.server.sessionsLeft = 5;
  for (const session of fake.server.sessions.values()) session.isOver = true;
  const renewed = await refresh(context);
  assert.notEqual(renewed.session?.refreshJwt, context.credentials.session?.refreshJwt, 'by the app password');
  fake.server.passwords.clear();
  assert.equal((await failed(refresh({ ...context, credentials: fake.credentials }))).next, 'reauthorise');
});

test('names are found for ids, in one request, and by the account’s own server where nothing else is', async t => {
  const { fake, context } = await tried(t);
  const dids = [fake.customer.did, 'did:plc:nobodyatallnobodyatallno'];
  assert.deepEqual(
    (await findPeople(context, dids)).map(({ handle, name }) => [handle, name]),
    [['thea.example', 'Thea Lindqvist']],
  );
  context.credentials = { ...context.credentials, hasAppView: false };
  assert.deepEqual(
    (await findPeople(context, dids)).map(({ handle }) => handle),
    ['thea.example'],
  );
});
