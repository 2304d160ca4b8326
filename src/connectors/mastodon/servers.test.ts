/** Servers of this API that are not Mastodon: other ids, other pages, no streams, no word about themselves. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hear, hearAll, itemsOf, postsOf } from '../../../tests/support/bluesky-channel.ts';
import { draftFor, NOW, round, tried } from '../../../tests/support/mastodon-channel.ts';
import type { NetworkFailure } from '../connector.ts';
import { since } from './backfill.ts';
import type { Habits } from './fake/town.ts';
import { find } from './find.ts';
import { readAbout } from './instance.ts';
import { limitsFor } from './limits.ts';
import { remove, send } from './reply.ts';
import { openStream } from './stream.ts';

const BARE: Partial<Habits> = {
  ids: 'hex',
  hasLinks: false,
  streams: 'none',
  instance: 'none',
  directReadsAs: 'private',
  keepsKeys: false,
  tellsSeveral: false,
  media: 'first',
  listsPrivate: false,
  maxCharacters: 5_000,
};
const KINDS: [string, Partial<Habits>][] = [
  ['hex ids, no links, no streams, no word about itself', BARE],
  ['ULIDs, links, version 1 of the page', { ids: 'ulid', instance: 'first', streams: 'address' }],
];

for (const [name, habits] of KINDS) {
  test(`${name}: rounds tell everything, each once, over several pages`, async t => {
    const { fake, context } = await tried(t, habits);
    const first = await fake.customerWrites({ text: 'number 0', mentionsUs: true });
    const begun = await round(context, null);
    assert.ok(postsOf(begun.heard).some(({ remoteId }) => remoteId === first));
    const wanted: string[] = [];
    for (let i = 1; i <= 95; i++) wanted.push(await fake.customerWrites({ text: `number ${i}`, mentionsUs: true }));
    const next = await round(context, begun.cursor);
    const told = postsOf(next.heard).map(({ remoteId }) => remoteId);
    assert.deepEqual([...told].sort(), [...wanted].sort());
    assert.equal(next.pages, 3);
    assert.deepEqual((await round(context, next.cursor)).heard, [], 'and nothing twice');
  });

  test(`${name}: the past is told with its threads and private talks`, async t => {
    const { fake, context } = await tried(t, habits);
    const { town, customer, us } = { ...fake, us: fake.town.us };
    const stranger = town.join('ines', 'ines@far.example', 'Ines');
    const root = town.write({ by: stranger, text: 'which machine would you buy?' });
    const named = town.write({ by: customer, text: '@kestrel not yours', parent: root.id, mentions: [us] });
    const below = town.write({ by: stranger, text: 'why not?', parent: named.id });
    const talk = await fake.customerWrites({ text: 'my number is 12', privately: true });
    const ours = town.write({ by: us, text: '@thea thanks', parent: talk, visibility: 'direct', mentions: [customer] });
    const many = [];
    for (let i = 0; i < 45; i++) many.push(await fake.weWriteElsewhere({ text: `news ${i}` }));
    const told = new Map(postsOf(await hearAll(since(context, new Date(0), null))).map(post => [post.remoteId, post]));
    for (const id of [root.id, named.id, below.id, talk, ours.id, ...many]) assert.ok(told.has(id), id);
    assert.deepEqual(
      [told.get(talk), told.get(ours.id)].map(post => [post?.visibility, post?.room, post?.own]),
      [
        ['private', `with ${customer.id}@${new URL(fake.origin).host}`, false],
        ['private', `with ${customer.id}@${new URL(fake.origin).host}`, true],
      ],
    );
  });

  test(`${name}: answers, in public and in private, are sent, found and taken back`, async t => {
    const { fake, context } = await tried(t, habits);
    const open = await draftFor(fake, 'Which machine is it?');
    const closed = { ...open, key: 'k2', text: 'Your number, please?', visibility: 'private' as const };
    for (const draft of [open, closed]) {
      const sent = await send(context, draft);
      assert.equal((await find(context, draft, NOW))?.remoteId, sent.remoteId);
      const heard = postsOf((await round(context, null)).heard).find(({ remoteId }) => remoteId === sent.remoteId);
      if (draft === open) assert.deepEqual([heard?.own, heard?.text], [true, draft.text]);
      await remove(context, sent.remoteId);
      await remove(context, sent.remoteId);
      assert.equal(fake.ourPosts().length, 0);
    }
  });
}

test('the past is taken up where it was left, page by page', async t => {
  const { fake, context } = await tried(t, { hasLinks: false });
  const wanted: string[] = [];
  for (let i = 0; i < 90; i++) wanted.push(await fake.customerWrites({ text: `number ${i}`, mentionsUs: true }));
  const first = [];
  for await (const one of since(context, new Date(0), null)) {
    first.push(one);
    if (one.cursor !== null) break;
  }
  const rest = await hearAll(since(context, new Date(0), first.at(-1)?.cursor ?? null));
  const told = postsOf([...first, ...rest]).map(({ remoteId }) => remoteId);
  assert.deepEqual([...told].sort(), [...wanted].sort());
  assert.ok(first.length === 40 && rest.length === 50);
});

test('a server without streams is an open line that says nothing, and ends when it is told to', async t => {
  const { fake, context, stop } = await tried(t, { streams: 'none' });
  const listening = hearAll(openStream(context, null));
  await fake.customerWrites({ text: 'it hums', mentionsUs: true });
  setImmediate(() => stop.abort());
  assert.deepEqual(await listening, []);
});

for (const [streams, way] of [
  ['header', 'user header'],
  ['address', 'user address'],
  ['events', 'user events'],
] as const)
  test(`streams that open by ${streams} are found`, async t => {
    const { fake, context } = await tried(t, { streams });
    const listening = hear(openStream(context, null), 3);
    for (const end = performance.now() + 5_000; fake.streams.openCount() === 0; ) {
      assert.ok(performance.now() < end);
      await new Promise(resolve => setImmediate(resolve));
    }
    const id = await fake.customerWrites({ text: 'it hums', mentionsUs: true });
    await fake.customerEdits(id, '@kestrel it hums loudly');
    await fake.customerDeletes(id);
    const kinds = itemsOf(await listening).map(({ kind }) => kind);
    assert.deepEqual(kinds, ['post', 'post', 'edit', 'remove']);
    assert.deepEqual(fake.streams.opened, [way]);
  });

test('streams that open in no way leave the channel whole: rounds go on', async t => {
  const { fake, context } = await tried(t, { streams: 'none' });
  context.credentials = {
    ...context.credentials,
    about: fake.credentials.about && { ...fake.credentials.about, streaming: fake.origin.replace('http', 'ws') },
  };
  const failure = await hearAll(openStream(context, null)).catch((error: NetworkFailure) => error);
  assert.ok(!Array.isArray(failure));
  assert.equal(failure.next, 'refuse', 'neither the sign-in nor the account is at fault');
});

test('what a server says of itself is kept; what it does not say is the documents’ own', async t => {
  const { context, fake } = await tried(t, { instance: 'second', maxCharacters: 1_500 });
  const second = await readAbout(context, fake.origin);
  assert.deepEqual(second, {
    domain: 'mastodon.example',
    streaming: fake.origin.replace('http', 'ws'),
    text: { max: 1_500, linkWeighs: 23 },
    media: {
      perPost: 4,
      types: ['image/jpeg', 'image/png', 'video/mp4'],
      imageBytes: 1_000_000,
      videoBytes: 4_000_000,
    },
    hides: [],
  });
  fake.town.habits.instance = 'first';
  assert.deepEqual(await readAbout(context, fake.origin), second);
  fake.town.habits.instance = 'none';
  const none = await readAbout(context, fake.origin);
  assert.deepEqual(
    [none.text, none.streaming, none.domain],
    [{ max: 500, linkWeighs: null }, null, new URL(fake.origin).host],
  );
  fake.behave({ kind: 'html' }, '/api/v2/instance');
  fake.behave(
    {
      kind: 'status',
      status: 200,
      body: '{"max_toot_chars":5000,"uri":"https://Pleroma.example/","urls":{"streaming_api":"wss://pleroma.example"}}',
    },
    '/api/v1/instance',
  );
  const old = await readAbout(context, fake.origin);
  assert.deepEqual([old.text.max, old.domain, old.streaming], [5_000, 'pleroma.example', 'wss://pleroma.example']);
  fake.behave(
    {
      kind: 'status',
      status: 200,
      body: '{"configuration":{"statuses":{"max_characters":"many"},"media_attachments":7},"domain":9}',
    },
    '/api/v2/instance',
  );
  assert.equal((await readAbout(context, fake.origin)).text.max, 500, 'nonsense is nothing');
});

test('limits follow the server, with room for the name that goes before the words', async t => {
  const { context } = await tried(t);
  const { text, media, buckets } = limitsFor(context.credentials);
  assert.deepEqual(text, { max: 468, unit: 'characters', linkWeighs: 23 });
  assert.deepEqual(media, {
    perPost: 4,
    maxBytes: 1_000_000,
    types: ['image/png', 'video/mp4'],
    maxBytesByType: { 'video/mp4': 4_000_000 },
  });
  assert.deepEqual(buckets?.['media'], { requests: 30, perSeconds: 1_800 });
});

test('a page for people where data was asked for is bad weather, not an end', async t => {
  const { fake, context } = await tried(t);
  fake.behave({ kind: 'html' }, '/api/v1/notifications');
  const failure = await round(context, null).catch((error: NetworkFailure) => error);
  assert.equal('next' in failure && failure.next, 'retry');
});
