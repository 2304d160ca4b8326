/** What is heard by asking: rounds, the past, what was only named, and what changed without anybody telling. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { itemsOf, postsOf } from '../../../tests/contract/bench.ts';
import { NOW, round, tried } from '../../../tests/support/instagram-channel.ts';
import type { Dropped, Heard, Known, NetworkFailure } from '../connector.ts';
import { verified } from '../kit/signature.ts';
import { since } from './backfill.ts';
import { check } from './check.ts';
import { complete } from './complete.ts';
import { ACCOUNT_ID } from './fake/town.ts';
import { parseBody } from './parse.ts';
import { people } from './people.ts';
import { placeOf } from './place.ts';
import { pollPage } from './poll.ts';
import { recheck } from './recheck.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

async function all(heard: AsyncIterable<Heard>): Promise<Heard[]> {
  return Array.fromAsync(heard);
}

test('a round brings what is new and asks only for the comments of what changed', async t => {
  const { fake, context, clock } = await tried(t);
  for (let i = 0; i < 5; i++)
    fake.town.post({ caption: `Roast number ${i}`, at: new Date(NOW.getTime() - 9 * DAY_MS) });
  const first = await fake.customerWrites({ text: 'The lid does not close' });
  const begun = await round(context, null);
  assert.deepEqual(
    postsOf(begun.heard).map(({ remoteId }) => remoteId),
    [first],
  );
  clock.now = new Date(NOW.getTime() + 10 * MINUTE_MS);
  const quiet = await round(context, begun.cursor);
  assert.deepEqual(postsOf(quiet.heard), []);
  assert.equal(quiet.pages, 3, 'media, tags, talks');
  const answer = await fake.weWriteElsewhere({ text: 'Which lid?', parent: first });
  const second = await fake.customerWrites({ text: 'The upper one', parent: answer });
  const next = await round(context, quiet.cursor);
  assert.deepEqual(
    postsOf(next.heard)
      .map(({ remoteId, own, parentRemoteId }) => [remoteId, own, parentRemoteId])
      .sort(),
    [
      [answer, true, first],
      [second, false, first],
    ].sort(),
  );
  assert.equal(next.pages, 4);
});

test('where Instagram calls us, the net is looked into every quarter of an hour', async t => {
  const { context, clock } = await tried(t);
  const called = { ...context, callAt: { url: 'https://desk.example/hooks/1/c1', secret: 's' } };
  const { cursor } = await round(called, null);
  clock.now = new Date(NOW.getTime() + 14 * MINUTE_MS);
  const page = await pollPage(called, cursor);
  assert.deepEqual([page.heard.length, page.cursor, page.more], [0, cursor, false]);
  clock.now = new Date(NOW.getTime() + 16 * MINUTE_MS);
  assert.equal((await pollPage(called, cursor)).more, true);
});

test('a medium that was deleted, and tags nobody may ask for, keep nothing else from being heard', async t => {
  const { fake, context } = await tried(t);
  const note = await fake.customerWrites({ text: 'hello' });
  const mid = await fake.customerWrites({ text: 'are you there?', privately: true });
  fake.behave(
    { kind: 'status', status: 400, body: '{"error":{"message":"Unsupported","code":100,"error_subcode":33}}' },
    '/comments',
  );
  fake.behave({ kind: 'status', status: 403, body: '{"error":{"message":"(#10) no right","code":10}}' }, '/tags');
  const { heard } = await round(context, null);
  assert.deepEqual(
    postsOf(heard).map(({ remoteId }) => remoteId),
    [mid],
  );
  assert.ok(note);
});

test('a lost sign-in in the middle of a round is no empty round', async t => {
  const { fake, context } = await tried(t);
  fake.behave(
    { kind: 'status', status: 400, body: '{"error":{"message":"Session has expired","code":190,"error_subcode":463}}' },
    '/tags',
  );
  const failure = await round(context, null).catch((error: NetworkFailure) => error);
  assert.ok('next' in failure);
  assert.deepEqual([failure.next, failure.said], ['reauthorise', 'Session has expired']);
});

test('media that tag us are heard from whoever posted them', async t => {
  const { fake, context } = await tried(t);
  const omar = { id: '5000000000000002', username: 'omar.haddad', name: 'Omar' };
  const tagged = fake.town.post({ by: omar, caption: 'Day nine without coffee', tags: true });
  const { heard } = await round(context, null);
  const [post] = postsOf(heard);
  assert.deepEqual(
    [post?.remoteId, post?.author.remoteId, post?.author.handle, post?.rootRemoteId, post?.addressed],
    [tagged.id, '@omar.haddad', 'omar.haddad', `mention:${tagged.id}`, true],
  );
});

test('what is older than the last round is neither told nor asked for again', async t => {
  const { fake, context, clock } = await tried(t, { namesMessagesOnly: true });
  const omar = { id: '5000000000000002', username: 'omar.haddad', name: 'Omar' };
  fake.town.post({ by: omar, caption: 'long ago', tags: true, at: new Date(NOW.getTime() - 2 * DAY_MS) });
  await fake.customerWrites({ text: 'long since answered', privately: true });
  fake.town.say({ with: omar, isOurs: false, text: 'old' });
  clock.now = new Date(NOW.getTime() + 2 * DAY_MS);
  fake.town.say({ with: omar, isOurs: false, text: 'new' });
  const before = fake.received.length;
  const { heard, pages } = await round(context, null);
  assert.deepEqual(
    postsOf(heard).map(({ text }) => text),
    ['new'],
  );
  assert.deepEqual([pages, fake.received.length - before], [3, 4], 'and one for the message that was only named');
});

test('talks bring both sides; where only names of messages come, each is asked for', async t => {
  for (const namesMessagesOnly of [false, true]) {
    const { fake, context } = await tried(t, { namesMessagesOnly });
    const mid = await fake.customerWrites({ text: 'Are you there?', privately: true });
    const { mid: ours } = fake.town.say({ with: fake.town.thea, isOurs: true, text: 'We are.' });
    const { heard } = await round(context, null);
    assert.deepEqual(
      postsOf(heard)
        .map(({ remoteId, own, room }) => [remoteId, own, room])
        .sort(),
      [
        [mid, false, fake.town.thea.id],
        [ours, true, fake.town.thea.id],
      ].sort(),
    );
  }
});

test('where not all of a message may be asked for, what is documented is', async t => {
  const { fake, context } = await tried(t);
  const mid = await fake.customerWrites({ text: 'Are you there?', privately: true });
  fake.behave(
    { kind: 'status', status: 400, body: '{"error":{"message":"(#100) nonexisting field (shares)","code":100}}' },
    '/conversations',
  );
  assert.deepEqual(
    postsOf((await round(context, null)).heard).map(({ remoteId }) => remoteId),
    [mid],
  );
});

test('the past goes medium by medium and is taken up where it was left', async t => {
  const { fake, context } = await tried(t);
  const older = fake.town.post({ caption: 'A year ago', at: new Date(NOW.getTime() - 300 * DAY_MS) });
  const onOlder = await fake.customerWrites({ text: 'still leaking', parent: older.id });
  const onNewer = await fake.customerWrites({ text: 'mine too' });
  const mid = await fake.customerWrites({ text: 'hello?', privately: true });
  const from = new Date(NOW.getTime() - 30 * DAY_MS);
  const past = await all(since(context, from, null));
  const ids = postsOf(past).map(({ remoteId }) => remoteId);
  assert.deepEqual(ids, [onOlder, fake.town.standing.id, onNewer, mid]);
  for (const { cursor } of past.filter(one => one.cursor !== null)) {
    const rest = postsOf(await all(since(context, from, cursor))).map(({ remoteId }) => remoteId);
    const at = past.findIndex(one => one.cursor === cursor);
    assert.deepEqual(rest, ids.slice(at + 1));
  }
});

test('a comment with more answers than come along has all of them asked for', async t => {
  const { fake, context } = await tried(t);
  const first = await fake.customerWrites({ text: 'Anybody else?' });
  const ids = [first];
  for (let i = 0; i < 120; i++) ids.push(await fake.customerWrites({ text: `Me ${i}`, parent: first }));
  const { heard } = await round(context, null);
  assert.deepEqual(new Set(postsOf(heard).map(({ remoteId }) => remoteId)), new Set(ids));
});

function stubOf(value: object): Dropped {
  const body = {
    object: 'instagram',
    entry: [{ id: ACCOUNT_ID, time: 1_772_366_400, changes: [{ field: 'mentions', value }] }],
  };
  const bytes = verified(new TextEncoder().encode(JSON.stringify(body)));
  const place = {
    account: { remoteId: ACCOUNT_ID, handle: null, name: null, avatarUrl: null, profileUrl: null },
    credentials: {},
  };
  const [stub] = parseBody(bytes, placeOf(place));
  assert.ok(stub?.kind === 'dropped' && stub.stub);
  return stub;
}

test('a mention in a comment is fetched, with whoever wrote it, where Instagram says who that is', async t => {
  for (const namesMentions of [true, false]) {
    const { fake, context } = await tried(t, { namesMentions });
    const omar = { id: '5000000000000002', username: 'omar.haddad', name: 'Omar' };
    const theirs = fake.town.post({ by: omar, caption: 'My kitchen' });
    const note = fake.town.comment({ by: fake.town.thea, text: 'kestrel.coffee does not answer', under: theirs.id });
    const whole = await complete(context, stubOf({ media_id: theirs.id, comment_id: note.id }));
    const [post] = postsOf([whole]);
    assert.deepEqual(
      [post?.remoteId, post?.author.handle, post?.rootRemoteId, post?.text, post?.addressed, post?.at],
      [note.id, 'thea.lindqvist', `mention:${theirs.id}`, 'kestrel.coffee does not answer', true, NOW],
    );
  }
});

test('a mention in a caption is fetched', async t => {
  const { fake, context } = await tried(t);
  const omar = { id: '5000000000000002', username: 'omar.haddad', name: 'Omar' };
  const theirs = fake.town.post({ by: omar, caption: 'Broken again, kestrel.coffee' });
  const [post] = postsOf([await complete(context, stubOf({ media_id: theirs.id }))]);
  assert.deepEqual(
    [post?.remoteId, post?.author.handle, post?.text, post?.rootRemoteId],
    [theirs.id, 'omar.haddad', 'Broken again, kestrel.coffee', `mention:${theirs.id}`],
  );
});

test('a mention that is gone is let go by, one that is not shown is counted, one that cannot be had now is asked for again', async t => {
  const { fake, context } = await tried(t);
  const gone = await complete(context, stubOf({ media_id: '1', comment_id: '2' }));
  assert.ok(gone.kind === 'dropped' && gone.ignored === true);
  const no = '{"error":{"message":"(#10) Requires instagram_manage_comments","code":10}}';
  for (const _ of [1, 2]) fake.behave({ kind: 'status', status: 403, body: no }, 'mentioned_comment');
  const hidden = await complete(context, stubOf({ media_id: '1', comment_id: '2' }));
  assert.ok(hidden.kind === 'dropped' && hidden.ignored === undefined && hidden.stub === undefined);
  fake.behave({ kind: 'status', status: 500, body: '{"error":{"message":"oops","code":2}}' });
  const failure = await complete(context, stubOf({ media_id: '1', comment_id: '2' })).catch(
    (error: NetworkFailure) => error,
  );
  assert.ok('next' in failure && failure.next === 'retry');
});

test('an edit told without words is fetched with those it has now', async t => {
  const { fake, context } = await tried(t);
  const mid = await fake.customerWrites({ text: 'Hello! Anybody?', privately: true });
  const bodyOf = (num_edit: number) => ({
    object: 'instagram',
    entry: [
      {
        id: ACCOUNT_ID,
        time: 1_772_366_400_000,
        messaging: [{ timestamp: 1_772_366_400_000, message_edit: { mid, num_edit } }],
      },
    ],
  });
  const kinds = async (num: number) => {
    const raw = JSON.stringify(bodyOf(num));
    return itemsOf([await complete(context, { kind: 'dropped', reason: 'x', raw, cursor: null, stub: true })]);
  };
  assert.deepEqual(
    (await kinds(0)).map(({ kind }) => kind),
    ['post'],
  );
  const [post, edit] = await kinds(1);
  assert.ok(post?.kind === 'post' && post.post.text === 'Hello! Anybody?');
  assert.ok(edit?.kind === 'edit' && edit.version === 1 && edit.text === 'Hello! Anybody?');
});

function known(remoteId: string, text: string, rootRemoteId: string | null, room: string | null = null): Known {
  return { remoteId, rootRemoteId, room, url: null, at: NOW, text };
}

test('other words are an edit, gone is a deletion, and what stands as it stood is nothing', async t => {
  const { fake, context } = await tried(t);
  const root = fake.town.standing.id;
  const ids = await Promise.all(['one', 'two', '@kestrel.coffee  three'].map(text => fake.customerWrites({ text })));
  const [one = '', two = '', three = ''] = ids;
  await fake.customerEdits(one, 'one, really');
  await fake.customerDeletes(two);
  const posts = [known(one, 'one', root), known(two, 'two', root), known(three, 'kestrel.coffee three', root)];
  assert.deepEqual(
    itemsOf(await recheck(context, posts)).map(item => [item.kind, 'remoteId' in item && item.remoteId]),
    [
      ['edit', one],
      ['remove', two],
    ],
  );
});

test('where comments may not be read any more, none of them is taken for deleted', async t => {
  const { fake, context } = await tried(t);
  const gone = '{"error":{"message":"Unsupported get request","code":100,"error_subcode":33}}';
  fake.behave({ kind: 'status', status: 400, body: gone });
  fake.behave({ kind: 'status', status: 403, body: '{"error":{"message":"(#10) no right","code":10}}' }, '/comments');
  const note = await fake.customerWrites({ text: 'still there' });
  assert.deepEqual(await recheck(context, [known(note, 'still there', fake.town.standing.id)]), []);
});

test('a mention told as a comment, under other people’s media, is not taken for deleted', async t => {
  const { fake, context } = await tried(t);
  const omar = { id: '5000000000000002', username: 'omar.haddad', name: 'Omar' };
  const theirs = fake.town.post({ by: omar, caption: 'My kitchen' });
  const note = fake.town.comment({ by: fake.town.thea, text: 'ask @kestrel.coffee', under: theirs.id });
  assert.deepEqual(await recheck(context, [known(note.id, 'ask @kestrel.coffee', theirs.id)]), []);
});

test('live comments, mentions and messages are not looked at again: they look gone when they are not', async t => {
  const { fake, context } = await tried(t);
  const before = fake.received.length;
  const posts = [
    known('17900000000000900', 'live', 'live:1'),
    known('17900000000000901', 'mention', 'mention:1'),
    known('aWdfZA', 'message', null, fake.town.thea.id),
    known(fake.town.standing.id, 'our own', fake.town.standing.id),
  ];
  assert.deepEqual(await recheck(context, posts), []);
  assert.equal(fake.received.length, before);
});

test('who wrote privately is asked for by their id; who lets nobody see it is left out', async t => {
  const { fake, context } = await tried(t);
  const { thea } = fake.town;
  const found = await people(context, [thea.id, '5999999999999999', '@omar.haddad']);
  assert.deepEqual(
    found.map(({ remoteId, handle, name }) => [remoteId, handle, name]),
    [[thea.id, 'thea.lindqvist', 'Thea Lindqvist']],
  );
});

test('a hashtag brings what anybody posts under it, asked for by name once, and our own not twice', async t => {
  const { fake, context, clock } = await tried(t, { login: 'facebook' }, { hashtags: '#Kestrel, nobodyusesthis' });
  const omar = { id: '5000000000000002', username: 'omar.haddad', name: 'Omar' };
  const at = new Date(NOW.getTime() - 30 * MINUTE_MS);
  const theirs = fake.town.post({ by: omar, caption: 'Day nine without #kestrel coffee', at });
  const ours = fake.town.post({ caption: 'New roast #kestrel', at });
  fake.town.post({ by: omar, caption: 'a #bird' });
  const begun = await round(context, null);
  const [post, ...others] = postsOf(begun.heard).filter(({ own }) => !own);
  assert.deepEqual(others, []);
  assert.deepEqual(
    [post?.remoteId, post?.addressed, post?.author.handle, post?.rootRemoteId],
    [theirs.id, false, null, `hashtag:${theirs.id}`],
  );
  assert.deepEqual(
    postsOf(begun.heard)
      .filter(({ own }) => own)
      .map(({ remoteId }) => remoteId),
    [ours.id],
  );
  const searches: string[] = [];
  const watched = {
    ...context,
    fetch: ((url, options) => {
      searches.push(url);
      return context.fetch(url, options);
    }) as typeof context.fetch,
  };
  clock.now = new Date(NOW.getTime() + 20 * MINUTE_MS);
  const again = fake.town.post({ by: omar, caption: 'still nothing #kestrel' });
  const next = await round(watched, begun.cursor);
  assert.deepEqual(
    postsOf(next.heard).map(({ remoteId }) => remoteId),
    [again.id],
  );
  assert.deepEqual(
    searches.filter(url => url.includes('ig_hashtag_search')).map(url => new URL(url).searchParams.get('q')),
    ['nobodyusesthis'],
  );
});

test('hashtags need a token of Facebook’s, and are thirty at most', async t => {
  const own = await tried(t, {}, { hashtags: 'kestrel' });
  const refused = await check(own.context).catch((error: NetworkFailure) => error);
  assert.ok('next' in refused && refused.field === 'hashtags');
  const many = Array.from({ length: 31 }, (_, i) => `tag${i}`).join(' ');
  const page = await tried(t, { login: 'facebook' }, { hashtags: many });
  const tooMany = await check(page.context).catch((error: NetworkFailure) => error);
  assert.ok('next' in tooMany && tooMany.field === 'hashtags');
});
