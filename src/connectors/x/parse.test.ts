/** What X tells, in both of its vocabularies and all of its shapes. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Item, Person, Post } from '../../core/post.ts';
import { itemsOfDm, otherIn, roomOf } from './dm.ts';
import { heardOfBody } from './hook.ts';
import { itemsOfPiece, type Parsed } from './parse.ts';
import { byAge, idAt, timeOf } from './snowflake.ts';
import { renamed } from './spelling.ts';
import { bones } from './text.ts';

const US: Person = {
  remoteId: '1111111111111111111',
  handle: 'kestrel',
  name: 'Kestrel',
  avatarUrl: null,
  profileUrl: 'https://x.com/kestrel',
};
const place = { account: US };

function linesOf(file: string): unknown[] {
  const text = readFileSync(join(import.meta.dirname, 'fixtures', file), 'utf8');
  return text.split('\n').flatMap(line => (line === '' ? [] : [JSON.parse(line)]));
}

function itemsIn(parsed: Parsed): Item[] {
  assert.ok('items' in parsed, JSON.stringify(parsed));
  return parsed.items;
}

function postIn(parsed: Parsed): Post {
  const [first] = itemsIn(parsed);
  assert.ok(first?.kind === 'post');
  return first.post;
}

const [mention, own, picture, quote, edited, laterAnswer, long, film, repost, bare, early] = linesOf('posts.jsonl');

test('a mention: the signs as they were written, the thread, its author', () => {
  const post = postIn(itemsOfPiece(mention, place));
  assert.equal(post.text, 'hey @kestrel the pump hums & drips <all day>');
  assert.equal(post.addressed, true);
  assert.equal(post.rootRemoteId, post.remoteId);
  assert.equal(post.parentRemoteId, null);
  assert.deepEqual(post.at, new Date('2026-07-24T21:23:23.000Z'));
  assert.equal(post.url, 'https://x.com/thea_l/status/2080765813578191303');
  assert.deepEqual([post.author.handle, post.author.name, post.lang], ['thea_l', 'Thea Lindqvist', 'en']);
});

test('our own answer is ours, without the names it is delivered by', () => {
  const post = postIn(itemsOfPiece(own, place));
  assert.deepEqual(
    [post.own, post.addressed, post.text, post.parentRemoteId, post.rootRemoteId],
    [true, false, 'Which lid is it?', '2080765813578191303', '2080765813578191303'],
  );
  assert.deepEqual(post.author.profile?.links, ['https://kestrel.example']);
  assert.equal(post.author.profile?.bio, 'Coffee machines. We answer from 9 to 6 & on Saturdays.');
});

test('links are whole, the one to a post’s own picture is the picture', () => {
  const post = postIn(itemsOfPiece(picture, place));
  assert.equal(post.text, '@kestrel @thea_l mine too: https://kestrel.example/help?a=1&b=2');
  assert.deepEqual(post.attachments, [
    { kind: 'image', url: 'https://pbs.twimg.example/media/lid.jpg', description: 'A cracked lid' },
  ]);
});

test('quoting us is writing to us; quoting somebody else is not', () => {
  const post = postIn(itemsOfPiece(quote, place));
  assert.equal(post.addressed, true);
  assert.equal(post.parentRemoteId, null);
  assert.equal(post.text, 'Open until six, they say https://x.com/kestrel/status/2080760000000000000');
  const others = structuredClone(quote) as { includes: { posts: { author_id: string }[] } };
  for (const one of others.includes.posts) one.author_id = '5';
  assert.equal(postIn(itemsOfPiece(others, place)).addressed, false);
});

test('an edit is an edit of the first number, whichever comes first', () => {
  const [post, edit] = itemsIn(itemsOfPiece(edited, place));
  assert.ok(post?.kind === 'post' && edit?.kind === 'edit');
  assert.equal(post.post.remoteId, '2080766900000000000');
  assert.equal(edit.remoteId, '2080766900000000000');
  assert.equal(edit.text, '@kestrel the LEFT lid does not close');
  assert.deepEqual(post.post.at, timeOf('2080766900000000000'));
  // An earlier edit that comes later has the lower version.
  const before = structuredClone(edited) as { data: { id: string } };
  before.data.id = '2080766950000000000';
  const [, earlier] = itemsIn(itemsOfPiece(before, place));
  assert.ok(earlier?.kind === 'edit' && earlier.version < edit.version);
  // The first one by itself is no edit, also where its later ones are named.
  before.data.id = '2080766900000000000';
  assert.equal(itemsIn(itemsOfPiece(before, place)).length, 1);
});

test('whoever answers a later version answers the post', () => {
  const post = postIn(itemsOfPiece(laterAnswer, place));
  assert.equal(post.parentRemoteId, '2080766900000000000');
  assert.equal(post.rootRemoteId, '2080766900000000000');
});

test('a long post is read to its end, a film in its best form', () => {
  assert.match(postIn(itemsOfPiece(long, place)).text, /in March\. https:\/\/thea\.example\/diary$/);
  const { attachments, warning, text } = postIn(itemsOfPiece(film, place));
  assert.deepEqual(
    attachments.map(({ kind, url }) => [kind, url]),
    [
      ['video', 'https://video.twimg.example/1-high.mp4'],
      ['image', 'https://pbs.twimg.example/g.jpg'],
    ],
  );
  assert.deepEqual([warning, text], ['Sensitive', '@kestrel listen']);
});

test('a repost is nobody’s own words; a post that tells only the least is one all the same', () => {
  assert.deepEqual(itemsOfPiece(repost, place), { reason: 'a repost', ignored: true });
  const least = postIn(itemsOfPiece(bare, place));
  assert.deepEqual(least.at, timeOf('2080767500000000009'));
  assert.deepEqual([least.author.handle, least.url], [null, 'https://x.com/i/status/2080767500000000009']);
  assert.equal(postIn(itemsOfPiece(early, place)).at.getUTCFullYear(), 2009);
});

test('old words and new ones read the same', () => {
  const stream = linesOf('stream.jsonl');
  for (const [i, line] of stream.entries()) {
    const fresh = structuredClone(linesOf('posts.jsonl')[i]) as Record<string, unknown>;
    delete fresh['toUs'];
    assert.deepEqual(itemsOfPiece(line, place), itemsOfPiece(fresh, place));
  }
  assert.deepEqual(renamed({ tweets: [1], posts: [2] }), { tweets: [1], posts: [2] });
});

test('a mention by name alone, without numbers, is a mention', () => {
  const data = {
    id: '2080765813578191303',
    text: '@Kestrel hello',
    author_id: '2',
    entities: { mentions: [{ username: 'KESTREL' }] },
  };
  assert.equal(postIn(itemsOfPiece({ data }, place)).addressed, true);
});

test('an answer to us is for us although it names nobody; one to somebody else is not', () => {
  const data = { id: '2080765813578191303', text: 'Still waiting', author_id: '2', in_reply_to_user_id: US.remoteId };
  assert.equal(postIn(itemsOfPiece({ data }, place)).addressed, true);
  assert.equal(postIn(itemsOfPiece({ data: { ...data, in_reply_to_user_id: '3' } }, place)).addressed, false);
});

test('direct messages: rooms as X names them, private pictures by our sign-in, groups, comings and goings', () => {
  const [theirs, ours, withPicture, shared, group, join] = linesOf('messages.jsonl').map(one => itemsOfDm(one, place));
  assert.ok(theirs && ours && withPicture && shared && group && join);
  const first = postIn(theirs);
  assert.deepEqual(
    [first.remoteId, first.room, first.text, first.visibility, first.addressed, first.roomWith],
    [
      'dm:2080768000000000001',
      `${US.remoteId}-2222222222222222222`,
      'My order is 4711 & it never came',
      'private',
      true,
      null,
    ],
  );
  const second = postIn(ours);
  assert.deepEqual([second.own, second.room, second.roomWith?.handle], [true, first.room, 'thea_l']);
  const third = postIn(withPicture);
  assert.equal(third.text, 'see');
  assert.equal(third.attachments[0]?.url, 'x-dm:2080768200000000003/2080768199000000000/oP5p359h.jpg');
  assert.match(postIn(shared).text, /^this one\n\nhttps:\/\/x\.com\/kestrel\/status\/2080760000000000000$/);
  assert.equal(postIn(group).room, '1578398451921985538');
  assert.ok(!('items' in join) && join.ignored);
});

test('the room of two is named alike whichever shape tells it', () => {
  assert.equal(roomOf('10', '9'), '9-10');
  assert.equal(otherIn('9-10', '10'), '9');
  assert.equal(otherIn('1578398451921985538', '10'), null);
  const [, , , , , received] = linesOf('hooks-activity.jsonl');
  const [heard] = heardOfBody(JSON.stringify(received), place);
  assert.ok(heard?.kind === 'arrival');
  const [item] = heard.items;
  assert.ok(item?.kind === 'post');
  assert.equal(item.post.room, `${US.remoteId}-2222222222222222222`);
  assert.equal(item.post.remoteId, 'dm:2080765901528535096');
  assert.equal(item.post.author.handle, 'thea_l');
});

test('numbers hold their moment, and are compared as numbers', () => {
  assert.equal(timeOf('2080765813578191303')?.toISOString().slice(0, 16), '2026-07-24T21:23');
  assert.equal(timeOf('20'), null);
  assert.equal(timeOf('x'), null);
  assert.ok(byAge('9', '10') < 0);
  const at = new Date('2026-09-01T12:00:00.123Z');
  assert.deepEqual(timeOf(idAt(at)), at);
});

test('the same words are the same, however X writes them out', () => {
  assert.equal(
    bones('@thea_l Look at https://www.kestrel.example/a, please!'),
    bones('Look at kestrel.example/a please'),
  );
  assert.notEqual(bones('Look at kestrel.example/a'), bones('Look at kestrel.example/b'));
});
