/** Statuses as servers write them, in our words. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Post } from '../../core/post.ts';
import { itemsOfNotification } from './notification.ts';
import { itemsOfStatus, type Place } from './parse.ts';

const SEEN_AT = new Date('2026-03-01T12:00:00Z');
const PLACE: Place = {
  account: {
    remoteId: '101@mastodon.example',
    handle: 'kestrel@mastodon.example',
    name: 'Kestrel',
    avatarUrl: null,
    profileUrl: null,
  },
  base: 'https://mastodon.example',
  domain: 'mastodon.example',
};
const KESTREL = { id: '101', username: 'kestrel', acct: 'kestrel', url: 'https://mastodon.example/@kestrel' };
const THEA = { id: '202', username: 'thea', acct: 'thea@far.example', url: 'https://far.example/@thea' };

function status(more: Record<string, unknown> = {}): Record<string, unknown> {
  const { id, username, acct, url } = THEA;
  return {
    id: '5001',
    created_at: '2026-03-01T11:00:00.000Z',
    content: '<p>it hums</p>',
    visibility: 'public',
    account: { id, username, acct, url, display_name: 'Thea' },
    mentions: [],
    ...more,
  };
}

function postOf(more: Record<string, unknown>): Post {
  const parsed = itemsOfStatus(status(more), PLACE, SEEN_AT);
  assert.ok('items' in parsed, JSON.stringify(parsed));
  const [first] = parsed.items;
  assert.ok(first?.kind === 'post');
  return first.post;
}

function reasonFor(value: unknown): string {
  const parsed = itemsOfStatus(value, PLACE, SEEN_AT);
  assert.ok('reason' in parsed);
  return `${parsed.ignored ? 'ignored' : 'failed'}: ${parsed.reason}`;
}

const OURS = { account: { id: '101', acct: 'kestrel', display_name: 'Kestrel' } };

test('who can see it decides where it stands', () => {
  for (const [visibility, is] of [
    ['public', 'public'],
    ['unlisted', 'public'],
    ['local', 'public'],
    ['direct', 'private'],
    ['private', 'private'],
    ['list', 'private'],
    ['mutuals_only', 'private'],
  ] as const) {
    const post = postOf({ visibility, mentions: [KESTREL] });
    assert.deepEqual(
      [post.visibility, post.room],
      [is, is === 'private' ? 'with 202@mastodon.example' : null],
      visibility,
    );
  }
});

test('what an author tells their followers is not ours, unless it names us', () => {
  assert.match(reasonFor(status({ visibility: 'private' })), /^ignored: for an author/);
  assert.match(reasonFor(status({ visibility: 'private', ...OURS })), /^ignored/);
  assert.equal(postOf({ visibility: 'private', in_reply_to_account_id: '101' }).addressed, true);
});

test('a server that leaves us out of the names, but tells us of it, is believed', () => {
  const notification = {
    id: '9',
    type: 'mention',
    created_at: '2026-03-01T11:00:01Z',
    status: status({ visibility: 'private' }),
  };
  const parsed = itemsOfNotification(notification, PLACE, SEEN_AT);
  assert.ok('items' in parsed && parsed.items[0]?.kind === 'post');
  assert.equal(parsed.items[0].post.addressed, true);
});

test('to us: named, answered, quoted; never by ourselves', () => {
  assert.equal(postOf({}).addressed, false);
  assert.equal(postOf({ mentions: [KESTREL] }).addressed, true);
  assert.equal(postOf({ in_reply_to_account_id: '101', in_reply_to_id: '1' }).addressed, true);
  assert.equal(
    postOf({ quote: { state: 'accepted', quoted_status: { id: '1', account: { id: '101' } } } }).addressed,
    true,
  );
  assert.equal(postOf({ quote: 'https://elsewhere.example/1' }).addressed, false);
  assert.equal(postOf({ ...OURS, mentions: [KESTREL] }).addressed, false);
});

test('ids of two servers are not the same person', () => {
  assert.notEqual(postOf({}).author.remoteId, '202');
  assert.equal(postOf({ id: 7, account: { id: 8, acct: 'li' } }).author.remoteId, '8@mastodon.example');
  assert.equal(postOf({ account: { id: '8', acct: 'li' } }).author.handle, 'li@mastodon.example');
});

test('somebody who moved is shown where they are now; somebody suspended is said to be', () => {
  const moved = postOf({ account: { ...THEA, moved: { url: 'https://new.example/@thea' } } });
  assert.equal(moved.author.profileUrl, 'https://new.example/@thea');
  const parsed = itemsOfStatus(status({ account: { ...THEA, suspended: true } }), PLACE, SEEN_AT);
  assert.ok('items' in parsed);
  assert.deepEqual(
    parsed.items.map(item => (item.kind === 'person' ? item.standing : item.kind)),
    ['post', 'suspended'],
  );
});

test('warnings, sensitive pictures, descriptions and kinds', () => {
  const media_attachments = [
    { id: '1', type: 'image', url: 'https://mastodon.example/1.png', description: 'a puddle' },
    { id: '2', type: 'gifv', url: 'https://mastodon.example/2.mp4' },
    { id: '3', type: 'unknown', url: null, remote_url: 'https://far.example/3.bin' },
    { id: '4', type: 'image', url: null },
    { id: '5', type: 'audio', url: 'javascript:alert(1)' },
  ];
  const post = postOf({ media_attachments, sensitive: true });
  assert.deepEqual(
    post.attachments.map(({ kind, description }) => [kind, description]),
    [
      ['image', 'a puddle'],
      ['video', null],
      ['file', null],
    ],
  );
  assert.equal(post.warning, 'Sensitive');
  assert.equal(postOf({ sensitive: true }).warning, null);
  assert.equal(postOf({ spoiler_text: ' coffee ', sensitive: true }).warning, 'coffee');
});

test('polls are read out, own pictures keep their short names', () => {
  const poll = { options: [{ title: 'keep it' }, { title: 'send it back' }] };
  assert.equal(
    postOf({ poll, content: '<p>:kestrel: and now?</p>' }).text,
    ':kestrel: and now?\n\n○ keep it\n○ send it back',
  );
});

test('what is shared is heard as its author’s own', () => {
  const shared = postOf({ content: '', reblog: status({ id: '4999', content: 'Kestrel never answers' }) });
  assert.deepEqual([shared.remoteId, shared.text], ['4999', 'Kestrel never answers']);
});

test('an edit comes with the post it changes, and a version that rises', () => {
  const parsed = itemsOfStatus(status({ edited_at: '2026-03-01T11:30:00.000Z' }), PLACE, SEEN_AT);
  assert.ok('items' in parsed);
  const edit = parsed.items[1];
  assert.ok(edit?.kind === 'edit');
  assert.deepEqual([edit.text, edit.version], ['it hums', Date.parse('2026-03-01T11:30:00Z')]);
});

test('names before our own answer are not what we said; within it they are', () => {
  const content = '<p>@thea @bob @thea, hello @thea</p>';
  const answer = {
    ...OURS,
    content,
    mentions: [THEA, { ...THEA, id: '3', username: 'bob', acct: 'bob' }],
    in_reply_to_id: '1',
  };
  assert.equal(postOf(answer).text, '@thea, hello @thea');
  assert.equal(
    postOf({ ...answer, in_reply_to_id: null }).text,
    '@thea @bob @thea, hello @thea',
    'nothing was answered',
  );
});

test('times without a zone are UTC; a time that is none is counted', () => {
  assert.deepEqual(postOf({ created_at: '2026-03-01T11:00:00' }).at, new Date('2026-03-01T11:00:00Z'));
  assert.match(reasonFor(status({ created_at: 'yesterday' })), /^failed: status: created_at/);
  assert.match(reasonFor({}), /^failed/);
  assert.match(reasonFor(null), /^failed/);
  assert.match(reasonFor([]), /^failed/);
});
