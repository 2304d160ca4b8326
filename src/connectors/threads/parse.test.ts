/** What the network tells, into our words; in every form it is known to write. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Heard } from '../connector.ts';
import { countThreads, SEARCHES_PER_DAY, searchEverySeconds } from './limits.ts';
import { freshOf, marked } from './mark.ts';
import { heardMedia, type Told } from './parse.ts';
import { accountOf } from './person.ts';
import { reread } from './reread.ts';
import { accountsIn, heardTelling, tellingsFor, tellingsIn } from './telling.ts';

const KESTREL = accountOf({ id: '251', username: 'kestrel.coffee', name: 'Kestrel', threads_profile_picture_url: '' });
const REPLY = {
  id: '900',
  username: 'Thea_L',
  text: 'It leaks.',
  timestamp: '2026-03-02T09:00:00+0000',
  replied_to: { id: '800' },
  root_post: { id: '700', owner_id: '251', username: 'kestrel.coffee' },
};

function told(field: string, value: unknown, more: Record<string, unknown> = {}) {
  return { topic: 'moderate', target_id: '251', time: 1_772_442_000, values: { field, value }, ...more };
}

function read(body: unknown): Heard[] {
  return tellingsIn(JSON.stringify(body)).map(one => heardTelling(one, KESTREL));
}

function postIn(heard: Heard | undefined) {
  const item = heard?.kind === 'arrival' ? heard.items[0] : undefined;
  assert.ok(item?.kind === 'post', JSON.stringify(heard));
  return item.post;
}

function media(value: Record<string, unknown>, way: Told) {
  return postIn(heardMedia({ ...REPLY, ...value }, KESTREL, way, null));
}

test('a reply is told with its place in the thread, and its author by name, for Threads tells no id', () => {
  const { author, ...post } = postIn(read(told('replies', REPLY))[0]);
  assert.deepEqual([author.remoteId, author.handle], ['@thea_l', 'Thea_L']);
  assert.deepEqual(
    [post.remoteId, post.parentRemoteId, post.rootRemoteId, post.own, post.addressed, post.at.toISOString()],
    ['900', '800', '700', false, true, '2026-03-02T09:00:00.000Z'],
  );
});

test('one telling, a list of them, several values, and the form of Meta’s other networks read the same', () => {
  const one = postIn(read(told('replies', REPLY))[0]);
  const change = { field: 'replies', value: REPLY };
  for (const body of [
    [told('replies', REPLY)],
    told('', null, { values: [change] }),
    { object: 'threads', entry: [{ id: '251', time: '1772442000', changes: [change] }] },
    told('replies', { ...REPLY, id: 900, timestamp: 1_772_442_000 }),
  ])
    assert.deepEqual(postIn(read(body)[0]), one, JSON.stringify(body));
});

test('one bad change spoils only itself', () => {
  const heard = read(
    told('', null, { values: [{ field: 'replies', value: { id: 7 } }, null, { field: 'replies', value: REPLY }] }),
  );
  assert.deepEqual(
    heard.map(one => (one.kind === 'arrival' ? 'arrival' : one.reason.split(':')[0])),
    ['post', 'values', 'arrival'],
  );
  for (const body of ['', 'null', '[]', '"x"', '{"entry":[null,7,{"changes":7}]}', '{"values":{}}', '[[[[]]]]'])
    for (const one of tellingsIn(body)) assert.equal(heardTelling(one, KESTREL).kind, 'dropped', body);
});

test('a kind nobody asked for is ignored, whatever it is called', () => {
  for (const field of ['likes', 'toString', '__proto__', 'constructor']) {
    const [heard] = read(told(field, REPLY));
    assert.ok(heard?.kind === 'dropped' && heard.ignored === true, field);
  }
});

test('a large id written as a number stays what it was', () => {
  const body = JSON.stringify(told('replies', REPLY)).replace('"900"', '17990000000000123456');
  assert.equal(postIn(heardTelling(tellingsIn(body)[0] ?? assert.fail(), KESTREL)).remoteId, '17990000000000123456');
});

test('what we published is asked for, since it is told without words; another account’s is not ours', () => {
  const published = { id: '901', username: 'kestrel.coffee', timestamp: REPLY.timestamp, media_type: 'TEXT_POST' };
  const [stub] = read(told('publish', published));
  assert.ok(stub?.kind === 'dropped' && stub.stub === true);
  const [again] = tellingsIn(stub.raw).map(one => heardTelling(one, KESTREL));
  assert.deepEqual(again, stub, 'its raw is a body of its own');
  const [words] = read(told('publish', { ...published, text: 'On its way.' }));
  assert.equal(postIn(words).own, true);
  const [renamed] = read(told('publish', { ...published, username: 'kestrel.new', text: 'We have a new name.' }));
  assert.equal(postIn(renamed).own, true, 'the id told with it is ours');
  const [others] = read(told('publish', { ...published, username: 'another' }, { target_id: '999' }));
  assert.ok(others?.kind === 'dropped' && others.ignored === true && others.stub === undefined);
});

test('a deletion is honoured at the time it happened', () => {
  const [heard] = read(
    told('delete', { id: '901', owner: { owner_id: '251' }, deleted_at: '2026-03-02T10:00:00+0000' }),
  );
  assert.deepEqual(heard?.kind === 'arrival' && heard.items, [
    { kind: 'remove', remoteId: '901', at: new Date('2026-03-02T10:00:00Z'), by: 'author' },
  ]);
  const [bare] = read(told('delete', { id: '901' }));
  assert.equal(bare?.kind === 'arrival' && bare.items[0]?.kind, 'remove', 'the moment of the telling will do');
});

test('a body says whom it concerns, and each account takes its own of it', () => {
  const theirs = told('replies', { ...REPLY, id: '902', root_post: { id: '701', owner_id: '252' } });
  const text = JSON.stringify([told('replies', REPLY), theirs, told('mentions', REPLY)]);
  assert.deepEqual(accountsIn(text), ['251', '252']);
  assert.equal(tellingsFor(text, KESTREL).length, 2);
  assert.equal(
    tellingsFor(JSON.stringify(theirs), KESTREL).length,
    1,
    'named nowhere, all of it is for whoever was called',
  );
});

test('ours is known by the network’s word, by the owner, or by the name in any spelling', () => {
  for (const mark of [{ is_reply_owned_by_me: true }, { owner: { id: '251' } }, { username: 'KESTREL.Coffee' }]) {
    const post = media(mark, 'to us');
    assert.deepEqual([post.own, post.addressed, post.author.remoteId], [true, false, '251'], JSON.stringify(mark));
  }
});

test('what was found by a word is for us only where it names us, answers us or quotes us', () => {
  const stranger = { root_post: null, replied_to: null };
  assert.equal(media(stranger, 'by anybody').addressed, false);
  for (const more of [
    { text: 'ask @Kestrel.Coffee, they know' },
    { quoted_post: { id: '1', username: 'kestrel.coffee' } },
    { root_post: { id: '700', owner_id: '251' } },
  ])
    assert.equal(media({ ...stranger, ...more }, 'by anybody').addressed, true, JSON.stringify(more));
  for (const text of ['mail me@kestrel.coffee', '@kestrel.coffees', 'kestrel.coffee'])
    assert.equal(media({ ...stranger, text }, 'by anybody').addressed, false, text);
});

test('sharing is no words; quoting is ours an answer, theirs a post of its own', () => {
  const shared = heardMedia({ ...REPLY, text: '', media_type: 'REPOST_FACADE' }, KESTREL, 'by us', null);
  assert.ok(shared.kind === 'dropped' && shared.ignored === true);
  const quote = { replied_to: null, root_post: null, is_quote_post: true, quoted_post: { id: '55' } };
  assert.equal(media(quote, 'by us').parentRemoteId, '55');
  assert.equal(media(quote, 'by anybody').parentRemoteId, null);
});

test('pictures, films, albums, polls and links are all there', () => {
  const { attachments } = media(
    {
      children: {
        data: [
          { media_type: 'IMAGE', media_url: 'https://m.example/a.jpg', alt_text: 'A lamp' },
          { media_type: 'VIDEO', media_url: 'https://m.example/b.mp4' },
          { media_type: 'VIDEO', thumbnail_url: 'https://m.example/c.jpg' },
          { media_type: 'IMAGE', media_url: 'javascript:alert(1)' },
        ],
      },
    },
    'to us',
  );
  assert.deepEqual(attachments, [
    { kind: 'image', url: 'https://m.example/a.jpg', description: 'A lamp' },
    { kind: 'video', url: 'https://m.example/b.mp4', description: null },
    { kind: 'image', url: 'https://m.example/c.jpg', description: null },
  ]);
  const { text } = media(
    {
      text: 'Which?',
      poll_attachment: { option_a: 'Dark', option_b: 'Light' },
      link_attachment_url: 'https://k.example/',
    },
    'by us',
  );
  assert.equal(text, 'Which?\n\n○ Dark\n○ Light\n\nhttps://k.example/');
});

test('letters count one, an emoji its bytes', () => {
  assert.equal(countThreads('καφές'), 5);
  assert.equal(countThreads('ok 😀'), 7);
  assert.equal(countThreads('7#'), 2);
});

test('a day of searching never comes to more than a day allows, however many the words', () => {
  for (let words = 1; words <= 20; words++) {
    const perDay = words * Math.ceil(86_400 / searchEverySeconds(words));
    assert.ok(perDay <= SEARCHES_PER_DAY - 200, `${words} words: ${perDay}`);
  }
});

test('what appears a little late is still fresh, what was seen is not, and a moment to come hides nothing', () => {
  const at = (id: string, time: string) => ({ id, timestamp: `2026-03-02T${time}+0000` });
  const now = new Date('2026-03-02T12:00:00Z');
  const mark = marked([at('2', '11:00:00'), at('1', '10:00:00')], now);
  const { fresh, meets } = freshOf(
    [at('3', '11:30:00'), at('late', '10:50:00'), at('2', '11:00:00'), at('1', '10:00:00')],
    mark,
  );
  assert.deepEqual(
    fresh.map(one => (one as { id: string }).id),
    ['3', 'late'],
  );
  assert.equal(meets, true);
  const ahead = marked([at('9', '23:00:00')], now);
  assert.equal(freshOf([at('10', '12:01:00')], ahead).fresh.length, 1);
});

test('no text makes reading again throw, and what was kept reads as it was read', () => {
  const here = { credentials: {} as never, account: KESTREL, home: { url: '', seal: (text: string) => text } };
  const heard = heardMedia(REPLY, KESTREL, 'to us', null);
  assert.deepEqual(reread({ body: heard.raw, source: 'poll', receivedAt: new Date(0) }, here), [heard]);
  for (const body of ['', '{"told":"by nobody","post":{}}', '{"told":"to us"}', '7'])
    assert.equal(reread({ body, source: 'poll', receivedAt: new Date(0) }, here)[0]?.kind, 'dropped');
});
