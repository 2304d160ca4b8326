/** What the hook tells of posts, comments, reactions, mentions and reviews, as the documents write it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Heard } from '../connector.ts';
import { verified } from '../kit/signature.ts';
import { PAGE_ID } from './fake/town.ts';
import { contract } from './fake.ts';
import { readBody } from './parse.ts';

const us = { remoteId: PAGE_ID, handle: 'kestrel', name: 'Kestrel', avatarUrl: null, profileUrl: null };
const thea = { id: '2400000000000001', name: 'Thea Lindqvist' };
const POST = `${PAGE_ID}_900001`;
const COMMENT = '900001_700001';
const TIME = 1_772_366_405;

function heardOf(body: unknown): Heard[] {
  return readBody(verified(new TextEncoder().encode(JSON.stringify(body))), us);
}

function told(value: object, field = 'feed', time = TIME): Heard {
  const [heard] = heardOf({ object: 'page', entry: [{ id: PAGE_ID, time, changes: [{ field, value }] }] });
  assert.ok(heard);
  return heard;
}

function itemOf(heard: Heard) {
  assert.ok(heard.kind === 'arrival' && heard.items[0], heard.kind === 'dropped' ? heard.reason : 'nothing');
  return heard.items[0];
}

function postOf(value: object, field?: string) {
  const item = itemOf(told(value, field));
  assert.ok(item.kind === 'post');
  return item.post;
}

function passedOver(value: object, field?: string): string {
  const heard = told(value, field);
  assert.ok(heard.kind === 'dropped' && heard.ignored === true, JSON.stringify(heard));
  return heard.reason;
}

const comment = {
  from: thea,
  item: 'comment',
  verb: 'add',
  post_id: POST,
  comment_id: COMMENT,
  parent_id: POST,
  created_time: TIME - 5,
  message: 'Is the lid sold apart?',
};

test('a comment stands under its post, and an answer to it under the comment', () => {
  const first = postOf(comment);
  assert.deepEqual(
    [
      first.remoteId,
      first.parentRemoteId,
      first.rootRemoteId,
      first.text,
      first.own,
      first.addressed,
      first.at.getTime(),
    ],
    [COMMENT, POST, POST, 'Is the lid sold apart?', false, true, (TIME - 5) * 1000],
  );
  assert.deepEqual([first.author.remoteId, first.author.name], [thea.id, 'Thea Lindqvist']);
  assert.equal(first.url, `https://www.facebook.com/${COMMENT}`);
  const answer = postOf({
    ...comment,
    comment_id: '900001_700002',
    parent_id: COMMENT,
    from: { id: PAGE_ID, name: 'Kestrel' },
  });
  assert.deepEqual(
    [answer.parentRemoteId, answer.rootRemoteId, answer.own, answer.addressed, answer.author],
    [COMMENT, POST, true, false, us],
  );
});

test('posts of every kind are posts, with what hangs on them', () => {
  for (const item of ['post', 'status', 'photo', 'video', 'share', 'link', 'album']) {
    const post = postOf({ from: thea, item, verb: 'add', post_id: POST, created_time: TIME, message: 'Look' });
    assert.deepEqual([post.remoteId, post.parentRemoteId, post.rootRemoteId, post.addressed], [POST, null, POST, true]);
  }
  const picture = postOf({ from: thea, item: 'photo', verb: 'add', post_id: POST, link: 'https://p.example/1.jpg' });
  assert.deepEqual(
    [picture.text, picture.attachments],
    ['', [{ kind: 'image', url: 'https://p.example/1.jpg', description: null }]],
  );
  const link = postOf({ from: thea, item: 'share', verb: 'add', post_id: POST, link: 'https://news.example/' });
  assert.deepEqual([link.text, link.attachments], ['https://news.example/', []]);
  const many = postOf({
    from: thea,
    item: 'status',
    verb: 'add',
    post_id: POST,
    photos: ['https://p.example/1.jpg', 'https://p.example/2.jpg'],
  });
  assert.equal(many.attachments.length, 2);
  const under = postOf({ ...comment, message: '', photo: 'https://p.example/3.jpg' });
  assert.deepEqual(
    under.attachments.map(({ url }) => url),
    ['https://p.example/3.jpg'],
  );
});

test('a sticker the hook tells as nothing at all is there once it was read', () => {
  const { message: _, ...bare } = comment;
  assert.deepEqual([postOf(bare).text, postOf(bare).attachments], ['', []]);
  const entry = { id: COMMENT, created_time: '2026-03-01T12:00:00+0000', from: thea, message: '' };
  const read = (type: string) => {
    const attachment = { type, media: { image: { src: 'https://p.example/s.png' } } };
    const [heard] = contract.read(
      JSON.stringify({ of: 'comment', root: POST, entry: { ...entry, attachment } }),
      'read',
    );
    return heard?.kind === 'arrival' ? heard.items.map(item => item.kind) : [];
  };
  assert.deepEqual(
    [read('sticker'), read('animated_image_share'), read('photo')],
    [['post', 'edit'], ['post', 'edit'], ['post']],
  );
});

test('whoever keeps their name from the app is heard all the same, and taken for nobody else', () => {
  const { from: _, message: __, ...bare } = comment;
  const one = postOf(bare);
  const other = postOf({ ...bare, comment_id: '900001_700009' });
  assert.deepEqual([one.text, one.author.name, one.own, one.addressed], ['', null, false, true]);
  assert.notEqual(one.author.remoteId, other.author.remoteId);
});

test('numbers come as text and text as numbers, and older spellings still count', () => {
  const { from: _, ...bare } = comment;
  const post = postOf({ ...bare, created_time: String(TIME), sender_id: 2_400_000_000_000_001, sender_name: 'Thea' });
  assert.deepEqual([post.at.getTime(), post.author.remoteId, post.author.name], [TIME * 1000, thea.id, 'Thea']);
});

test('edits and removals in every spelling', () => {
  for (const verb of ['edit', 'edited', 'update']) {
    const item = itemOf(told({ ...comment, verb, message: 'In red?' }, 'feed', TIME + 60));
    assert.deepEqual(item, {
      kind: 'edit',
      remoteId: COMMENT,
      text: 'In red?',
      attachments: null,
      at: new Date((TIME + 60) * 1000),
      version: (TIME + 60) * 1000,
    });
  }
  for (const verb of ['remove', 'removed', 'delete']) assert.equal(itemOf(told({ ...comment, verb })).kind, 'remove');
  const { message: _, ...wordless } = comment;
  assert.match(passedOver({ ...wordless, verb: 'edited' }), /edit without words/);
});

test('hiding is no edit, and what changes no words is passed over', () => {
  for (const verb of ['hide', 'unhide']) assert.match(passedOver({ ...comment, verb }), /hidden/);
  for (const verb of ['mute', 'block', 'follow']) assert.match(passedOver({ ...comment, verb }), /no words/);
  for (const item of ['coupon', 'question', 'page', 'toString'])
    assert.match(passedOver({ item, verb: 'add' }), /another kind/);
  assert.match(passedOver({ leadgen_id: 1 }, 'leadgen'), /nobody asked/);
});

test('reactions are marks under posts and comments, and are taken back', () => {
  const reaction = {
    item: 'reaction',
    verb: 'add',
    post_id: POST,
    from: thea,
    reaction_type: 'love',
    created_time: TIME,
  };
  const mark = (value: object) => {
    const item = itemOf(told(value));
    return item.kind === 'reaction' ? [item.remoteId, item.mark, item.own] : item.kind;
  };
  assert.deepEqual(mark(reaction), [POST, '❤️', false]);
  assert.deepEqual(mark({ ...reaction, comment_id: COMMENT, verb: 'edit', reaction_type: 'ANGRY' }), [
    COMMENT,
    '😡',
    false,
  ]);
  assert.deepEqual(mark({ ...reaction, verb: 'remove' }), [POST, null, false]);
  assert.deepEqual(mark({ ...reaction, item: 'like', from: { id: PAGE_ID } }), [POST, '👍', true]);
  assert.deepEqual(mark({ ...reaction, reaction_type: 'pride' }), [POST, 'pride', false]);
  const { from: _, ...unnamed } = reaction;
  assert.match(passedOver(unnamed), /not named/);
  assert.match(passedOver({ item: 'like', verb: 'add', from: thea, created_time: TIME }), /page itself/);
});

test('mentions elsewhere and reviews are posts to us', () => {
  const mention = postOf(
    { item: 'post', verb: 'add', post_id: '77_1', sender_id: thea.id, message: 'Never again', created_time: TIME },
    'mention',
  );
  assert.deepEqual([mention.remoteId, mention.rootRemoteId, mention.addressed], ['77_1', '77_1', true]);
  const named = postOf(
    { item: 'comment', verb: 'add', post_id: '77_1', comment_id: '1_2', sender_id: thea.id, created_time: TIME },
    'mention',
  );
  assert.deepEqual([named.parentRemoteId, named.rootRemoteId], ['77_1', '77_1']);
  const review = {
    item: 'rating',
    verb: 'add',
    open_graph_story_id: '88',
    reviewer_id: thea.id,
    reviewer_name: 'Thea',
    created_time: TIME,
  };
  assert.equal(
    postOf({ ...review, recommendation_type: 'NEGATIVE', review_text: 'Nobody answers.' }, 'ratings').text,
    '👎\nNobody answers.',
  );
  assert.equal(postOf({ ...review, recommendation_type: 'POSITIVE' }, 'ratings').text, '👍');
  assert.equal(postOf({ ...review, rating: 2, review_text: 'Meh' }, 'ratings').text, '★★☆☆☆\nMeh');
  const edit = itemOf(
    told({ ...review, verb: 'edited', recommendation_type: 'POSITIVE', review_text: 'Better' }, 'ratings'),
  );
  assert.deepEqual([edit.kind, edit.kind === 'edit' && edit.text], ['edit', '👍\nBetter']);
});

test('one bad change spoils only itself, and another page is left to its own channel', () => {
  const good = (n: number) => ({
    field: 'feed',
    value: { ...comment, comment_id: `900001_${n}`, message: `Number ${n}` },
  });
  const heard = heardOf({
    object: 'page',
    entry: [
      {
        id: PAGE_ID,
        time: TIME,
        changes: [good(1), { field: 'feed', value: { item: 'comment', verb: 'add' } }, { field: 'feed' }, good(2)],
      },
      { id: PAGE_ID, time: TIME, changes: [{ field: 'feed', value: 'x' }] },
      { id: '999', time: TIME, changes: [good(3)] },
      { id: PAGE_ID, time: TIME, changes: [good(4)] },
    ],
  });
  assert.deepEqual(
    heard.map(one =>
      one.kind === 'arrival' ? one.items.map(item => (item.kind === 'post' ? item.post.text : item.kind)) : one.ignored,
    ),
    [['Number 1'], undefined, undefined, ['Number 2'], undefined, ['Number 4']],
  );
  for (const one of heard) {
    const again = readBody(verified(new TextEncoder().encode(one.raw)), us);
    assert.deepEqual(again, [one], 'what is kept of one change reads as that change');
  }
});

test('a thousand changes at once are a thousand', () => {
  const changes = Array.from({ length: 1_000 }, (_, i) => ({
    field: 'feed',
    value: { ...comment, comment_id: `900001_${i}` },
  }));
  const ids = heardOf({ object: 'page', entry: [{ id: PAGE_ID, time: TIME, changes }] }).flatMap(one =>
    one.kind === 'arrival' ? one.items.flatMap(item => (item.kind === 'post' ? item.post.remoteId : [])) : [],
  );
  assert.equal(new Set(ids).size, 1_000);
});

test('the same comment is the same, told by the hook and read from the page', () => {
  const lines = (file: string) =>
    readFileSync(join(import.meta.dirname, 'fixtures', file), 'utf8')
      .trim()
      .split('\n');
  const all = (file: string) =>
    lines(file)
      .flatMap(raw => contract.read(raw, file))
      .flatMap(one => (one.kind === 'arrival' ? one.items : []))
      .flatMap(item => (item.kind === 'post' ? [item.post] : []));
  const hooked = new Map(all('hook.jsonl').map(post => [post.remoteId, post]));
  const both = all('read.jsonl').filter(({ remoteId, author }) => hooked.has(remoteId) && author.name !== null);
  const facts = (post: (typeof both)[number] | undefined) =>
    post && [
      post.parentRemoteId,
      post.rootRemoteId,
      post.own,
      post.addressed,
      post.visibility,
      post.room,
      post.url,
      post.text,
    ];
  const compared = both.filter(({ remoteId }) =>
    ['900001_700001', '900001_700002', 'm_one', 'm_two', '77001'].includes(remoteId),
  );
  assert.equal(compared.length, 5);
  for (const post of compared) assert.deepEqual(facts(post), facts(hooked.get(post.remoteId)), post.remoteId);
});
