import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  chooseConversations,
  chooseThreads,
  conversationsAsked,
  type Owned,
  type Placeable,
  type ThreadRoot,
} from './threading.ts';

type Written = {
  id: string;
  by: string;
  under?: string;
  root?: string;
  stands?: [thread: string, conversation: string];
};

function placeable({ id, by, under, root, stands }: Written): Placeable {
  return {
    id: `m-${id}`,
    remoteId: id,
    parentRemoteId: under ?? null,
    rootRemoteId: root ?? null,
    direction: by === 'us' ? 'out' : 'in',
    identityId: by === 'us' ? null : by,
    place: stands === undefined ? null : { threadId: stands[0], conversationId: stands[1] },
  };
}

/** Places the posts and says where each new or moved one stands, as `thread root/author`. */
function check(
  posts: Written[],
  threads: ThreadRoot[],
  whole: string[],
  conversations: Owned[],
  expected: Record<string, string>,
) {
  let made = 0;
  const makeId = () => `new${++made}`;
  const around = { posts: posts.map(placeable), threads, whole: new Set(whole) };
  const chosen = chooseThreads(around, makeId);
  const placing = chooseConversations(chosen, around, conversations, makeId);
  const roots = new Map([...threads, ...chosen.newThreads, ...chosen.rerooted].map(one => [one.id, one.rootRemoteId]));
  const owners = new Map([...conversations, ...placing.newConversations].map(one => [one.id, one.identityId ?? 'us']));
  const places = [...placing.places].map(([id, place]) => [
    id.slice(2),
    `${roots.get(place.threadId)}/${owners.get(place.conversationId)}`,
  ]);
  assert.deepEqual(Object.fromEntries(places), expected);
  return { ...chosen, ...placing };
}

test('every author of a thread has a conversation, and our answers stand with whom they answer', () => {
  check(
    [
      { id: 'a', by: 'maria' },
      { id: 'b', by: 'us', under: 'a' },
      { id: 'c', by: 'jorge', under: 'b' },
      { id: 'd', by: 'us', under: 'c' },
      { id: 'e', by: 'us', under: 'd' },
      { id: 'f', by: 'maria', under: 'e' },
    ],
    [],
    [],
    [],
    { a: 'a/maria', b: 'a/maria', c: 'a/jorge', d: 'a/jorge', e: 'a/jorge', f: 'a/maria' },
  );
});

test('a post of ours with no customer above stands in a conversation of its own', () => {
  check(
    [
      { id: 'a', by: 'us' },
      { id: 'b', by: 'us', under: 'a' },
      { id: 'c', by: 'anna', under: 'b' },
    ],
    [],
    [],
    [],
    {
      a: 'a/us',
      b: 'a/us',
      c: 'a/anna',
    },
  );
});

test('while a parent is missing the root the network names is the thread', () => {
  check(
    [
      { id: 'c', by: 'maria', under: 'b', root: 'a' },
      { id: 'd', by: 'jorge', under: 'x', root: 'a' },
    ],
    [],
    [],
    [],
    {
      c: 'a/maria',
      d: 'a/jorge',
    },
  );
});

test('a late parent unites two threads: conversations of one author merge, the emptied one says where it went', () => {
  const { goneConversations, goneThreads } = check(
    [
      { id: 'b', by: 'maria', under: 'p', stands: ['t1', 'c1'] },
      { id: 'a', by: 'maria', stands: ['t2', 'c2'] },
      { id: 'p', by: 'jorge', under: 'a' },
    ],
    [
      { id: 't1', rootRemoteId: 'p' },
      { id: 't2', rootRemoteId: 'a' },
    ],
    ['t1'],
    [
      { id: 'c1', threadId: 't1', identityId: 'maria' },
      { id: 'c2', threadId: 't2', identityId: 'maria' },
    ],
    { b: 'a/maria', p: 'a/jorge' },
  );
  assert.deepEqual(goneConversations, [{ id: 'c1', into: 'c2' }]);
  assert.deepEqual(goneThreads, ['t1']);
});

test('a late root only gives its thread a new first post; nobody moves', () => {
  const { rerooted, places } = check(
    [
      { id: 'b', by: 'maria', under: 'p', stands: ['t1', 'c1'] },
      { id: 'p', by: 'jorge', under: 'q' },
    ],
    [{ id: 't1', rootRemoteId: 'p' }],
    ['t1'],
    [{ id: 'c1', threadId: 't1', identityId: 'maria' }],
    { p: 'q/jorge' },
  );
  assert.deepEqual(rerooted, [{ id: 't1', rootRemoteId: 'q' }]);
  assert.equal(places.size, 1);
});

test('our answer that came first moves to the customer when the customer comes', () => {
  const { goneConversations } = check(
    [
      { id: 'b', by: 'us', under: 'a', stands: ['t1', 'c1'] },
      { id: 'a', by: 'maria' },
    ],
    [{ id: 't1', rootRemoteId: 'a' }],
    ['t1'],
    [{ id: 'c1', threadId: 't1', identityId: null }],
    { a: 'a/maria', b: 'a/maria' },
  );
  assert.equal(goneConversations[0]?.id, 'c1');
});

test('posts that answer themselves or each other in a circle are one thread, and nothing hangs', () => {
  check([{ id: 'a', by: 'maria', under: 'a', root: 'a' }], [], [], [], { a: 'a/maria' });
  check(
    [
      { id: 'b', by: 'maria', under: 'c' },
      { id: 'c', by: 'us', under: 'd' },
      { id: 'd', by: 'us', under: 'c' },
    ],
    [],
    [],
    [],
    {
      b: 'c/maria',
      c: 'c/us',
      d: 'c/us',
    },
  );
});

test('a stranger who names a false root joins nothing to it while the true parent is known', () => {
  check(
    [
      { id: 'a', by: 'maria', stands: ['t1', 'c1'] },
      { id: 'z', by: 'anna', stands: ['t2', 'c2'] },
      { id: 'b', by: 'mallory', under: 'a', root: 'z' },
    ],
    [
      { id: 't1', rootRemoteId: 'a' },
      { id: 't2', rootRemoteId: 'z' },
    ],
    [],
    [
      { id: 'c1', threadId: 't1', identityId: 'maria' },
      { id: 'c2', threadId: 't2', identityId: 'anna' },
    ],
    { b: 'a/mallory' },
  );
});

test('only the conversations of the authors at hand are asked for', () => {
  const chosen = chooseThreads(
    {
      posts: [
        { id: 'a', by: 'maria' },
        { id: 'b', by: 'us', under: 'a' },
      ].map(placeable),
      threads: [],
      whole: new Set(),
    },
    () => 't',
  );
  assert.deepEqual(conversationsAsked(chosen.seats), [
    { threadId: 't', identityId: 'maria' },
    { threadId: 't', identityId: null },
  ]);
});
