/** Habits a real server was seen to have, held here so that nobody has to start it to know (`npm run test:peers` does). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { itemsOf } from '../../../tests/support/bluesky-channel.ts';
import { draftFor, round, tried } from '../../../tests/support/mastodon-channel.ts';
import { NetworkFailure } from '../connector.ts';
import { check } from './check.ts';
import { itemsOfStatus, type Place, roomWith } from './parse.ts';
import { remove, send } from './reply.ts';

const AT = new Date('2026-03-01T12:00:00Z');
const PLACE: Place = {
  account: {
    remoteId: 'aa@snac.example',
    handle: 'kestrel@snac.example',
    name: null,
    avatarUrl: null,
    profileUrl: null,
  },
  base: 'https://snac.example',
  domain: 'snac.example',
};
const MARK = '0878b8ba599d54ece57784f229d37cb1';
const A_PAGE = { kind: 'status', status: 404, body: '<h1>404 Not Found</h1>' } as const;

function postIn(more: Record<string, unknown>) {
  const status = {
    id: `1795317023${MARK}`,
    created_at: '2026-03-01T11:00:00.000Z',
    content: '<p>it hums</p>',
    visibility: 'public',
    account: { id: 'bb', acct: 'thea@far.example' },
    ...more,
  };
  const parsed = itemsOfStatus(status, PLACE, AT);
  assert.ok('items' in parsed && parsed.items[0]?.kind === 'post', JSON.stringify(parsed));
  return parsed.items[0].post;
}

test('a post that has another id after an edit is the same post, and so is the one it answers', () => {
  const before = postIn({});
  assert.equal(postIn({ id: `1795317042${MARK}`, edited_at: '2026-03-01T11:05:00.000Z' }).remoteId, before.remoteId);
  const answer = postIn({ id: `1795317050${'f'.repeat(32)}`, in_reply_to_id: `1795317042${MARK}` });
  assert.equal(answer.parentRemoteId, before.remoteId);
  for (const id of ['117953170230878', '01KHY2M7GZ8T9W3D5Q6R4S1VBN', 'AbCdEf0123456789xyz', MARK])
    assert.equal(postIn({ id }).remoteId, id, 'other forms stay as they are');
});

test('people who are only numbered are nobody; whoever is answered is known', () => {
  const mention = { id: '0', username: 'thea', acct: 'thea@far.example', url: 'https://far.example/thea' };
  const ours = { account: { id: 'aa', acct: 'kestrel' }, visibility: 'private', mentions: [mention] };
  const answer = postIn({ ...ours, in_reply_to_id: `1795317023${'e'.repeat(32)}`, in_reply_to_account_id: 'bb' });
  assert.equal(answer.room, roomWith('bb@snac.example'));
  assert.equal(answer.roomWith?.handle, 'thea@far.example');
  assert.ok('reason' in itemsOfStatus({ ...ours, id: '7', created_at: AT.toISOString() }, PLACE, AT));
});

test('every upload has a name of its own, and the same one when it is tried again', async t => {
  const { fake, context } = await tried(t);
  const picture = { bytes: new Uint8Array([137, 80, 78, 71]), type: 'image/png', description: null };
  const draft = { ...(await draftFor(fake, 'Two.')), attachments: [picture, picture] };
  for (const key of ['one', 'one', 'another']) await send(context, { ...draft, key });
  const names = fake.received.flatMap(body => /filename="([^"]+)"/.exec(body)?.[1] ?? []);
  assert.deepEqual(names, ['one-0.png', 'one-1.png', 'one-0.png', 'one-1.png', 'another-0.png', 'another-1.png']);
});

test('a server that cannot delete by its API has not deleted', async t => {
  const { fake, context } = await tried(t);
  const sent = await send(context, await draftFor(fake, 'Oops.'));
  fake.behave(A_PAGE, 'DELETE /api/v1/statuses/');
  await assert.rejects(
    remove(context, sent.remoteId),
    (error: NetworkFailure) => error.next === 'refuse' && /own page/.test(error.message),
  );
  assert.equal(fake.ourPosts().length, 1);
});

test('a private answer that was made public and cannot be taken back is told as such', async t => {
  const { fake, context } = await tried(t, { directReadsAs: 'public' });
  fake.behave(A_PAGE, 'DELETE /api/v1/statuses/');
  const failure = send(context, { ...(await draftFor(fake, 'Between us.')), visibility: 'private' });
  await assert.rejects(
    failure,
    (error: NetworkFailure) => error.next === 'refuse' && /still stands/.test(error.message),
  );
});

test('gone is believed of a server that says it with a page, as long as it is well otherwise', async t => {
  const { fake, context } = await tried(t, { tellsSeveral: false });
  const remoteId = await fake.customerWrites({ text: 'it drips', mentionsUs: true });
  let { cursor } = await round(context, null);
  const rounds = async (isWell: boolean) => {
    const items = [];
    for (let i = 0; i < 3; i++) {
      fake.behave(A_PAGE, `GET /api/v1/statuses/${remoteId}`);
      if (!isWell) fake.behave(A_PAGE, 'GET /api/v1/accounts/verify_credentials');
      const next = await round(context, cursor);
      items.push(...itemsOf(next.heard));
      cursor = next.cursor;
    }
    return items;
  };
  assert.deepEqual(await rounds(false), []);
  const removed = (await rounds(true)).filter(({ kind }) => kind === 'remove');
  assert.deepEqual(
    removed.map(item => item.kind === 'remove' && item.remoteId),
    [remoteId],
  );
});

test('a token that is refused as not processable is a token that is refused', async t => {
  const { fake, context } = await tried(t);
  fake.behave({ kind: 'status', status: 422, body: '' }, 'GET /api/v1/accounts/verify_credentials');
  await assert.rejects(check(context), (error: unknown) => {
    assert.ok(error instanceof NetworkFailure);
    return error.next === 'reauthorise' && error.field === 'accessToken';
  });
});
