/** What Instagram calls us with, form by form, as its documents write it. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { itemsOf, postsOf } from '../../../tests/contract/bench.ts';
import { verified } from '../kit/signature.ts';
import { ACCOUNT_ID, SCOPED_ID } from './fake/town.ts';
import { contract } from './fake.ts';
import { instagram } from './index.ts';
import { parseBody } from './parse.ts';
import { placeOf } from './place.ts';

const US = {
  remoteId: ACCOUNT_ID,
  handle: 'kestrel.coffee',
  name: 'Kestrel',
  avatarUrl: null,
  profileUrl: 'https://www.instagram.com/kestrel.coffee/',
};
const PLACE = placeOf({ account: US, credentials: { ids: [ACCOUNT_ID, SCOPED_ID] } });
const THEA = '5000000000000001';

function heard(body: unknown) {
  return parseBody(verified(new TextEncoder().encode(JSON.stringify(body))), PLACE);
}

function change(field: string, value: unknown, more: object = {}) {
  return {
    object: 'instagram',
    entry: [{ id: ACCOUNT_ID, time: 1_772_355_600, changes: [{ field, value }], ...more }],
  };
}

function messaging(event: object, more: object = {}) {
  const whole = { sender: { id: THEA }, recipient: { id: ACCOUNT_ID }, timestamp: 1_772_355_600_123, ...event };
  return { object: 'instagram', entry: [{ id: ACCOUNT_ID, time: 1_772_355_601_000, messaging: [whole], ...more }] };
}

const comment = {
  id: '17900000000000041',
  text: 'The lid does not close.',
  from: { id: THEA, username: 'thea.lindqvist' },
  media: { id: '17900000000000001', media_product_type: 'FEED' },
};

test('a comment stands under its medium, in public, and is written to us', () => {
  const [post] = postsOf(heard(change('comments', comment)));
  assert.deepEqual(post, {
    remoteId: '17900000000000041',
    at: new Date(1_772_355_600_000),
    author: {
      remoteId: THEA,
      handle: 'thea.lindqvist',
      name: null,
      avatarUrl: null,
      profileUrl: 'https://www.instagram.com/thea.lindqvist/',
    },
    own: false,
    key: null,
    visibility: 'public',
    parentRemoteId: '17900000000000001',
    rootRemoteId: '17900000000000001',
    room: null,
    roomWith: null,
    text: 'The lid does not close.',
    lang: null,
    attachments: [],
    url: null,
    addressed: true,
    warning: null,
  });
});

test('an answer to a comment has it above, under either spelling of its id', () => {
  const { id, ...rest } = comment;
  for (const named of [{ id }, { comment_id: id }]) {
    const [post] = postsOf(heard(change('comments', { ...rest, ...named, parent_id: '17900000000000040' })));
    assert.deepEqual(
      [post?.remoteId, post?.parentRemoteId, post?.rootRemoteId],
      [id, '17900000000000040', '17900000000000001'],
    );
  }
});

test('a comment on an ad is headed by what is advertised', () => {
  const media = { id: '17900000000000051', ad_id: '1200', ad_title: 'The new grinder', original_media_id: '179' };
  const [head, post] = postsOf(heard(change('comments', { ...comment, media })));
  assert.deepEqual([head?.text, head?.own, head?.remoteId], ['The new grinder', true, '17900000000000051']);
  assert.deepEqual([post?.text, post?.rootRemoteId], ['The lid does not close.', '17900000000000051']);
});

test('a live comment says that it is one', () => {
  const [head, post] = postsOf(heard(change('live_comments', comment)));
  assert.equal(head?.text, '🔴 Live');
  assert.equal(head?.own, true);
  assert.equal(post?.rootRemoteId, 'live:17900000000000001');
  assert.equal(post?.rootRemoteId, head?.rootRemoteId);
});

test('we are known by each of our ids and by our name, and nobody else is', () => {
  for (const from of [
    { id: ACCOUNT_ID },
    { id: SCOPED_ID },
    { id: '1', self_ig_scoped_id: SCOPED_ID },
    { username: 'Kestrel.Coffee' },
  ])
    assert.deepEqual(
      postsOf(heard(change('comments', { ...comment, from }))).map(({ own, addressed }) => [own, addressed]),
      [[true, false]],
      JSON.stringify(from),
    );
  for (const from of [{ id: '7', self_ig_scoped_id: '8' }, { username: 'kestrel.coffee.fans' }, {}, null])
    assert.deepEqual(
      postsOf(heard(change('comments', { ...comment, from }))).map(({ own }) => own),
      [false],
      JSON.stringify(from),
    );
});

test('what is for another account of the same app is left to it', () => {
  const body = change('comments', comment);
  const other = { ...body, entry: [{ ...body.entry[0], id: '17841400000000099' }, ...body.entry] };
  assert.equal(heard(other).length, 1);
  const bytes = new TextEncoder().encode(JSON.stringify(other));
  assert.deepEqual(instagram.inbound.hook?.accounts?.(verified(bytes)), ['17841400000000099', ACCOUNT_ID]);
});

test('a mention names where it stands and is left to be fetched, whole in its own body', () => {
  const both = change('mentions', { media_id: '17900000000000061', comment_id: '17900000000000062' });
  const [entry] = both.entry;
  const batch = {
    ...both,
    entry: [{ ...entry, changes: [...(entry?.changes ?? []), { field: 'comments', value: comment }] }],
  };
  const all = heard(batch);
  assert.deepEqual(
    all.map(one => [one.kind, one.kind === 'dropped' && one.stub === true]),
    [
      ['dropped', true],
      ['arrival', false],
    ],
  );
  const again = parseBody(verified(new TextEncoder().encode(all[0]?.raw ?? '')), PLACE);
  assert.deepEqual(again, [all[0]]);
});

test('metrics of stories and fields to come are let go by', () => {
  for (const field of ['story_insights', 'share_to_story', 'something new'])
    assert.deepEqual(
      heard(change(field, { media_id: '1' })).map(one => one.kind === 'dropped' && one.ignored),
      [true],
      field,
    );
});

test('a message is private, in the room of whoever wrote it, at the time it says', () => {
  const [post] = postsOf(heard(messaging({ message: { mid: 'm1', text: 'Hello?' } })));
  assert.deepEqual(
    [post?.visibility, post?.room, post?.roomWith, post?.addressed, post?.at.toISOString(), post?.author.remoteId],
    ['private', THEA, null, true, '2026-03-01T09:00:00.123Z', THEA],
  );
});

test('an echo is ours, in the same room, with whom it is', () => {
  const echo = {
    sender: { id: ACCOUNT_ID },
    recipient: { id: THEA },
    message: { mid: 'm2', text: 'Yes.', is_echo: true },
  };
  const [post] = postsOf(heard(messaging(echo)));
  assert.deepEqual(
    [post?.own, post?.room, post?.roomWith?.remoteId, post?.addressed, post?.author.remoteId],
    [true, THEA, THEA, false, ACCOUNT_ID],
  );
});

test('an answer to a story carries the story, an answer to a message its id', () => {
  const story = { url: 'https://lookaside.example/story', id: '1' };
  const [toStory] = postsOf(heard(messaging({ message: { mid: 'm3', text: 'This one?', reply_to: { story } } })));
  assert.deepEqual(toStory?.attachments, [
    { kind: 'file', url: story.url, description: 'Your story, which this answers' },
  ]);
  const [toMessage] = postsOf(heard(messaging({ message: { mid: 'm4', text: 'as said', reply_to: { mid: 'm3' } } })));
  assert.equal(toMessage?.parentRemoteId, 'm3');
});

test('story mentions, shares, reels and files are attachments that say what they are', () => {
  const attachment = (type: string, more = {}) => ({
    type,
    payload: { url: `https://lookaside.example/${type}`, ...more },
  });
  const attachments = [
    attachment('story_mention'),
    attachment('share'),
    attachment('ig_reel', { title: 'Two minutes' }),
    attachment('image'),
    attachment('audio'),
    attachment('file'),
    { type: 'template', payload: {} },
    null,
    { type: 'image', payload: { url: 'javascript:alert(1)' } },
  ];
  const [post] = postsOf(heard(messaging({ message: { mid: 'm5', attachments } })));
  assert.deepEqual(
    post?.attachments.map(({ kind, description }) => [kind, description]),
    [
      ['file', 'A story that mentions you'],
      ['file', 'A post they shared'],
      ['video', 'Two minutes'],
      ['image', null],
      ['audio', null],
      ['file', null],
    ],
  );
});

test('what Instagram shows in its own app alone is said to be there', () => {
  const [post] = postsOf(heard(messaging({ message: { mid: 'm6', is_unsupported: true } })));
  assert.match(post?.text ?? '', /only in its own app/);
});

test('unsent is removed, whether the flag is a word or not', () => {
  for (const is_deleted of [true, 'true'])
    assert.deepEqual(
      itemsOf(heard(messaging({ message: { mid: 'm7', is_deleted } }))).map(({ kind }) => kind),
      ['remove'],
    );
  assert.equal(postsOf(heard(messaging({ message: { mid: 'm8', text: 'stays', is_deleted: 'false' } }))).length, 1);
});

test('marks come and go, theirs and ours', () => {
  const [given] = itemsOf(heard(messaging({ reaction: { mid: 'm1', action: 'react', reaction: 'love', emoji: '❤️' } })));
  const [named] = itemsOf(heard(messaging({ reaction: { mid: 'm1', action: 'react', reaction: 'laugh' } })));
  const [taken] = itemsOf(heard(messaging({ sender: { id: ACCOUNT_ID }, reaction: { mid: 'm1', action: 'unreact' } })));
  const said = [given, named, taken].map(item => (item?.kind === 'reaction' ? [item.mark, item.own] : null));
  assert.deepEqual(said, [
    ['❤️', false],
    ['😆', false],
    [null, true],
  ]);
});

test('an edit has a number that rises; one without words is fetched', () => {
  const [edit] = itemsOf(heard(messaging({ message_edit: { mid: 'm1', text: 'Hello!', num_edit: '2' } })));
  assert.deepEqual(edit?.kind === 'edit' && [edit.text, edit.version], ['Hello!', 2]);
  const bare = {
    object: 'instagram',
    entry: [
      {
        id: ACCOUNT_ID,
        time: 1,
        messaging: [{ timestamp: 1_772_355_600_000, message_edit: { mid: 'm9', num_edit: 0 } }],
      },
    ],
  };
  assert.deepEqual(
    heard(bare).map(one => one.kind === 'dropped' && one.stub),
    [true],
  );
});

test('a button they pressed is what they said; what we read is nobody’s receipt', () => {
  const [post] = postsOf(heard(messaging({ postback: { mid: 'm10', title: 'Talk to a person', payload: 'PERSON' } })));
  assert.equal(post?.text, 'Talk to a person');
  assert.deepEqual(
    itemsOf(heard(messaging({ read: { mid: 'm2' } }))).map(
      item => item.kind === 'receipt' && [item.remoteId, item.state],
    ),
    [['m2', 'read']],
  );
  const ours = heard(messaging({ sender: { id: ACCOUNT_ID }, read: { mid: 'm1' } }));
  assert.deepEqual(
    ours.map(one => one.kind === 'dropped' && one.ignored),
    [true],
  );
});

test('what another app is to answer is heard as well, and messages told as changes', () => {
  const { entry } = messaging({ message: { mid: 'm11', text: 'standing by' } });
  const [{ messaging: events = [], ...rest } = { messaging: [] }] = entry;
  assert.equal(postsOf(heard({ object: 'instagram', entry: [{ ...rest, standby: events }] })).length, 1);
  const told = change('messages', { ...events[0], timestamp: '1772355600' });
  assert.deepEqual(
    postsOf(heard(told)).map(({ text, at }) => [text, at.toISOString()]),
    [['standing by', '2026-03-01T09:00:00.000Z']],
  );
});

test('handovers, links that were followed and notes to oneself are let go by', () => {
  for (const event of [
    { pass_thread_control: { new_owner_app_id: '1' } },
    { referral: { ref: 'spring', source: 'IGME-SOURCE-LINK' } },
    { is_self: true, message: { mid: 'm12', text: 'milk' } },
    { message: { mid: 'm13', text: 'milk', is_self: true } },
  ])
    assert.deepEqual(
      heard(messaging(event)).map(one => one.kind === 'dropped' && one.ignored),
      [true],
      JSON.stringify(event),
    );
});

test('a message under another id than the account’s is known by who it is from and to', () => {
  const told = messaging({ postback: { mid: 'm14', title: 'Start', payload: 'START' } }, { id: THEA });
  assert.equal(postsOf(heard(told)).length, 1);
  const elsewhere = messaging(
    { recipient: { id: '17841400000000099' }, message: { mid: 'm15', text: 'hi' } },
    { id: THEA },
  );
  assert.deepEqual(heard(elsewhere), []);
});

test('a post that is shared under its old name and its new one is one attachment', () => {
  const payload = { ig_post_media_id: '18139494541428835', title: 'Caption', url: 'https://lookaside.example/post' };
  const attachments = ['share', 'ig_post'].map(type => ({ type, payload }));
  const [post] = postsOf(heard(messaging({ message: { mid: 'm16', attachments } })));
  assert.equal(post?.attachments.length, 1);
});

test('what is told without any time counts from when it came', () => {
  const told = { object: 'instagram', entry: [{ id: ACCOUNT_ID, changes: [{ field: 'comments', value: comment }] }] };
  assert.deepEqual(
    heard(told).map(one => one.kind === 'dropped' && one.reason),
    ['comment: no time'],
  );
  const at = new Date('2026-03-01T09:00:00Z');
  const bytes = verified(new TextEncoder().encode(JSON.stringify(told)));
  const [post] = postsOf(instagram.inbound.hook?.parse(bytes, {}, US, at) ?? []);
  assert.deepEqual(post?.at, at);
});

test('bodies in a list, as samples write them, are read each', () => {
  assert.equal(postsOf(heard([change('comments', comment), change('comments', { ...comment, id: '17' })])).length, 2);
  for (const odd of [[], [7], [[]]]) assert.ok(heard(odd).every(one => one.kind === 'dropped'));
});

test('one damaged change spoils nothing beside it', () => {
  const body = change('comments', comment);
  const [entry] = body.entry;
  const changes = [
    { field: 'comments', value: { text: 7 } },
    ...(entry?.changes ?? []),
    'nothing',
    { field: 'comments' },
  ];
  const all = heard({ ...body, entry: [{ ...entry, changes }] });
  assert.deepEqual(
    all.map(one => (one.kind === 'dropped' && !one.ignored ? 'failed' : one.kind)),
    ['failed', 'arrival', 'failed', 'failed'],
  );
});

test('every line of the fixtures gives what stands in the documents of its kind', () => {
  const lines = readFileSync(join(import.meta.dirname, 'fixtures/hooks.jsonl'), 'utf8')
    .trim()
    .split('\n');
  const kinds = lines
    .flatMap(line => contract.read(line, 'hooks.jsonl'))
    .flatMap(one =>
      one.kind === 'arrival'
        ? one.items.map(({ kind }) => kind)
        : [one.stub ? 'stub' : one.ignored ? 'ignored' : 'failed'],
    );
  const count = (kind: string) => kinds.filter(one => one === kind).length;
  assert.deepEqual(
    ['post', 'remove', 'reaction', 'edit', 'receipt', 'stub', 'ignored', 'failed'].map(kind => [kind, count(kind)]),
    [
      ['post', 24],
      ['remove', 2],
      ['reaction', 2],
      ['edit', 1],
      ['receipt', 1],
      ['stub', 3],
      ['ignored', 5],
      ['failed', 0],
    ],
  );
});
