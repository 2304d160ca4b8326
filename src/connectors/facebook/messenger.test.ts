/** What the hook tells of Messenger, as the documents write it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Heard } from '../connector.ts';
import { verified } from '../kit/signature.ts';
import { PAGE_ID } from './fake/town.ts';
import { readBody } from './parse.ts';

const us = { remoteId: PAGE_ID, handle: 'kestrel', name: 'Kestrel', avatarUrl: null, profileUrl: null };
const THEA = '2400000000000001';
const AT = 1_772_366_405_123;
const sender = { id: THEA };
const recipient = { id: PAGE_ID };

function heardOf(event: object, way = 'messaging'): Heard {
  const body = { object: 'page', entry: [{ id: PAGE_ID, time: AT, [way]: [event] }] };
  const [heard, ...more] = readBody(verified(new TextEncoder().encode(JSON.stringify(body))), us);
  assert.ok(heard && more.length === 0);
  return heard;
}

function itemsOf(event: object, way?: string) {
  const heard = heardOf({ sender, recipient, timestamp: AT, ...event }, way);
  return heard.kind === 'arrival' ? heard.items : [];
}

function postOf(event: object, way?: string) {
  const [item] = itemsOf(event, way);
  assert.ok(item?.kind === 'post');
  return item.post;
}

function passedOver(event: object): string {
  const heard = heardOf({ sender, recipient, timestamp: AT, ...event });
  assert.ok(heard.kind === 'dropped' && heard.ignored, JSON.stringify(heard));
  return heard.reason;
}

test('a message is private, to us, in the room of whoever wrote it, by the millisecond', () => {
  const post = postOf({ message: { mid: 'm_1', text: 'Hello', reply_to: { mid: 'm_0' } } });
  assert.deepEqual(
    [post.remoteId, post.visibility, post.room, post.roomWith, post.own, post.addressed, post.key, post.parentRemoteId],
    ['m_1', 'private', THEA, null, false, true, null, 'm_0'],
  );
  assert.equal(post.at.getTime(), AT);
  assert.equal(post.author.remoteId, THEA);
});

test('an echo is ours: with our key where Heed sent it, without one where a person typed it in the inbox', () => {
  const parties = { sender: recipient, recipient: sender };
  const sent = postOf({
    ...parties,
    message: { mid: 'm_2', is_echo: true, app_id: 320_000_000_000_007, metadata: 'the key', text: 'Yes' },
  });
  assert.deepEqual(
    [sent.own, sent.key, sent.room, sent.roomWith?.remoteId, sent.addressed],
    [true, 'the key', THEA, THEA, false],
  );
  assert.deepEqual(sent.author, us);
  const nameless = { sender: {}, recipient: sender, message: { mid: 'm_3', is_echo: true, text: 'No' } };
  assert.deepEqual([postOf(nameless).own, postOf(nameless).room], [true, THEA]);
  const typed = postOf({ ...parties, message: { mid: 'm_3', is_echo: true, app_id: '263902037430900', text: 'No' } });
  assert.deepEqual([typed.own, typed.key], [true, null]);
});

test('files are files, and what is no file is said in words', () => {
  const of = (...attachments: unknown[]) => {
    const { text, attachments: found } = postOf({ message: { mid: 'm_4', attachments } });
    return [text, found.map(({ kind, url }) => `${kind} ${url}`)];
  };
  const file = (type: string) => ({ type, payload: { url: `https://p.example/${type}` } });
  assert.deepEqual(of(file('image'), file('video'), file('audio'), file('file')), [
    '',
    [
      'image https://p.example/image',
      'video https://p.example/video',
      'audio https://p.example/audio',
      'file https://p.example/file',
    ],
  ]);
  assert.deepEqual(of({ type: 'location', title: 'Here', payload: { coordinates: { lat: 50.1, long: 14.4 } } }), [
    'Here\n50.1, 14.4',
    [],
  ]);
  assert.deepEqual(of({ type: 'fallback', title: 'A lid', url: 'https://c.example/lid', payload: null }), [
    'A lid\nhttps://c.example/lid',
    [],
  ]);
  assert.deepEqual(
    of({ type: 'template', payload: { template_type: 'generic', elements: [{ title: 'Red', subtitle: '9 euros' }] } }),
    ['Red\n9 euros', []],
  );
  assert.deepEqual(of({ type: 'template', payload: { product: { elements: [{ title: 'Blue', subtitle: '8' }] } } }), [
    'Blue\n8',
    [],
  ]);
  assert.deepEqual(of(7, null, { type: 'image', payload: { url: 'javascript:alert(1)' } }, file('image')), [
    '',
    ['image https://p.example/image'],
  ]);
});

test('a button says what stands on it, once, also without an id', () => {
  assert.deepEqual(
    postOf({ postback: { mid: 'm_5', title: 'Talk to a person', payload: 'P' } }).text,
    'Talk to a person',
  );
  const old = { postback: { title: 'Get started', payload: 'START' } };
  assert.equal(postOf(old).remoteId, postOf(old).remoteId);
  assert.equal(postOf(old).room, THEA);
  assert.equal(postOf({ message: { mid: 'm_6', text: 'Red', quick_reply: { payload: 'RED' } } }).text, 'Red');
});

test('who came by an advertisement brings a link to it', () => {
  const referral = {
    source: 'ADS',
    type: 'OPEN_THREAD',
    ad_id: '1',
    ads_context_data: { ad_title: 'x', post_id: '900001' },
  };
  assert.equal(postOf({ message: { mid: 'm_7', text: 'How much?', referral } }).url, 'https://www.facebook.com/900001');
  assert.equal(
    postOf({
      postback: {
        mid: 'm_8',
        title: 'Yes',
        referral: { ...referral, ads_context_data: 'x', source_url: 'https://kestrel.example/' },
      },
    }).url,
    'https://kestrel.example/',
  );
  assert.match(passedOver({ referral }), /without words/);
});

test('edits rise by their count, deletions remove, reactions mark and are taken back', () => {
  assert.deepEqual(itemsOf({ message_edit: { mid: 'm_1', text: 'Hello!', num_edit: '2' } }), [
    { kind: 'edit', remoteId: 'm_1', text: 'Hello!', attachments: null, at: new Date(AT), version: 2 },
  ]);
  assert.deepEqual(itemsOf({ message: { mid: 'm_1', is_deleted: true } }), [
    { kind: 'remove', remoteId: 'm_1', at: new Date(AT), by: 'author' },
  ]);
  const mark = (reaction: object) =>
    itemsOf({ reaction: { mid: 'm_2', ...reaction } }).map(item => item.kind === 'reaction' && item.mark);
  assert.deepEqual(mark({ action: 'react', reaction: 'love', emoji: '❤️' }), ['❤️']);
  assert.deepEqual(mark({ action: 'react', reaction: 'other' }), ['other']);
  assert.deepEqual(mark({ action: 'unreact' }), [null]);
});

test('what is written as text counts the same', () => {
  const parties = { sender: recipient, recipient: sender };
  assert.equal(postOf({ ...parties, message: { mid: 'm_2', is_echo: 'true', text: 'Yes' } }).own, true);
  assert.equal(itemsOf({ message: { mid: 'm_1', is_deleted: 'true' } })[0]?.kind, 'remove');
  const [edit] = itemsOf({ message_edit: { mid: 'm_1', text: 'Hello!' } });
  assert.deepEqual(edit?.kind === 'edit' && edit.version, AT);
});

test('receipts are for the messages that are named, and for no others', () => {
  const at = new Date(AT + 9);
  assert.deepEqual(itemsOf({ delivery: { mids: ['m_2', 'm_3'], watermark: AT + 9 } }), [
    { kind: 'receipt', remoteId: 'm_2', at, state: 'delivered' },
    { kind: 'receipt', remoteId: 'm_3', at, state: 'delivered' },
  ]);
  assert.deepEqual(itemsOf({ read: { mid: 'm_2', watermark: AT + 9 } }), [
    { kind: 'receipt', remoteId: 'm_2', at, state: 'read' },
  ]);
  assert.match(passedOver({ read: { watermark: AT } }), /names no message/);
  assert.match(passedOver({ delivery: { watermark: AT } }), /names no message/);
});

test('a message told to another app first is heard, and one told as a change, too', () => {
  const event = { message: { mid: 'm_9', text: 'Hello' } };
  assert.equal(postOf(event, 'standby').text, 'Hello');
  const changes = [{ field: 'messages', value: { sender, recipient, timestamp: '1772366405', ...event } }];
  const body = { object: 'page', entry: [{ id: PAGE_ID, time: 1_772_366_405, changes }] };
  const [heard] = readBody(verified(new TextEncoder().encode(JSON.stringify(body))), us);
  const item = heard?.kind === 'arrival' ? heard.items[0] : undefined;
  assert.ok(item?.kind === 'post');
  assert.deepEqual([item.post.text, item.post.at.getTime()], ['Hello', 1_772_366_405_000]);
});

test('whatever holds no words is passed over by its name, and what is damaged is dropped', () => {
  for (const name of ['optin', 'account_linking', 'pass_thread_control', 'policy_enforcement', 'response_feedback'])
    assert.notEqual(passedOver({ [name]: {} }), 'an event of another kind', name);
  for (const name of ['something_new', 'toString', '__proto__x'])
    assert.equal(passedOver({ [name]: {} }), 'an event of another kind');
  assert.match(passedOver({ sender: { user_ref: 'x' }, message: { mid: 'm_1', text: 'x' } }), /without an id/);
  for (const message of [{ text: 'no id' }, 7, { mid: '' }])
    assert.equal(heardOf({ sender, recipient, timestamp: AT, message }).kind, 'dropped');
});
