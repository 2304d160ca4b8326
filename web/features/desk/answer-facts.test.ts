import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Detail } from '../../live/detail.ts';
import { isPaidFor, isPrivateUsedUp, priceOf, windowOf } from './answer-facts.ts';
import { whyByHand } from './hand-off.ts';

const composing = {
  privateWindowHours: 168,
  automaticWindowHours: 24,
  privateReplyWindowHours: 168,
  privateRepliesPerPost: 1,
  canReply: true,
  canDirect: true,
  canPrivateReply: true,
  handOff: true,
  byHandUnlessAddressed: false,
  priceUsd: { reply: 0.01, withLink: 0.2, direct: 0.015 },
};
const theirs = {
  id: 't1',
  direction: 'in',
  visibility: 'public',
  remoteId: 'p1',
  deletedAt: null,
  at: '2026-11-20T10:00:00Z',
};
const ours = { id: 'o1', direction: 'out', visibility: 'private', parentRemoteId: 'p1', delivery: { state: 'sent' } };

/** Only what is looked at is there. */
function detailOf(more: object = {}, limits: object = {}, budget: object | null = null): Detail {
  const detail = {
    conversation: { visibility: 'public', heard: false },
    linked: null,
    messages: [theirs],
    linkedMessages: [],
    byHand: [],
    channel: { composing: { ...composing, ...limits }, budget },
    ...more,
  };
  return detail as unknown as Detail;
}
const left = (leftUsd: number) => ({ state: 'open', leftUsd, monthlyUsd: 50, reserveUsd: 0, beginsAnewAt: '' });

test('the price is that of the words as they stand', () => {
  const price = (mode: 'reply' | 'private' | 'note', text: string, more = {}) => priceOf(detailOf(more), mode, text);
  assert.deepEqual(price('reply', 'Hello'), { kind: 'reply', usd: 0.01, plainUsd: 0.01 });
  assert.deepEqual(price('reply', 'See https://kestrel.example/1'), { kind: 'link', usd: 0.2, plainUsd: 0.01 });
  assert.deepEqual(price('private', 'See https://kestrel.example/1'), { kind: 'direct', usd: 0.015, plainUsd: 0.015 });
  assert.deepEqual(price('reply', 'Hi', { conversation: { visibility: 'private' } })?.kind, 'direct');
  assert.equal(price('note', 'Hello'), null);
  assert.equal(price('reply', ' '), null);
  assert.equal(priceOf(detailOf({}, { priceUsd: null }), 'reply', 'Hello'), null);
});

test('an answer is paid for to the last cent of the budget', () => {
  assert.equal(isPaidFor(detailOf({}, {}, left(0.01)), 0.01), true);
  assert.equal(isPaidFor(detailOf({}, {}, left(0.009)), 0.01), false);
  assert.equal(isPaidFor(detailOf(), 1000), true);
});

test('by hand: where the network takes none, where the post was not written to us, where nothing is left to pay with', () => {
  assert.equal(whyByHand(detailOf(), 'reply'), null);
  assert.equal(whyByHand(detailOf({}, { canReply: false }), 'reply'), 'network');
  assert.equal(whyByHand(detailOf({ byHand: ['t1'] }), 'reply'), 'post');
  assert.equal(whyByHand(detailOf({ byHand: ['older'] }), 'reply'), null);
  assert.equal(whyByHand(detailOf({}, {}, left(0)), 'reply'), 'budget');
  assert.equal(whyByHand(detailOf({}, { handOff: false }, left(0)), 'reply'), null);
  assert.equal(whyByHand(detailOf({ byHand: ['t1'] }), 'private'), null);
});

test('what came since the conversation was opened is judged by whether anything there was written to us', () => {
  const arrived = { ...theirs, id: 't2', arrived: true };
  const strange = { byHandUnlessAddressed: true };
  const detail = (heard: boolean, byHand: string[]) =>
    detailOf({ messages: [theirs, arrived], byHand, conversation: { visibility: 'public', heard } }, strange);
  assert.equal(whyByHand(detail(true, ['t1']), 'reply'), 'post');
  assert.equal(whyByHand(detail(false, ['t1']), 'reply'), null);
});

test('a room is open from their last word in it, a first private answer from the post', () => {
  const first = windowOf(detailOf(), 'private');
  assert.deepEqual([first?.opens, first?.until?.toISOString()], [true, '2026-11-27T10:00:00.000Z']);
  const room = detailOf({
    linked: { visibility: 'private' },
    linkedMessages: [{ ...theirs, id: 'r1', visibility: 'private', at: '2026-11-21T10:00:00Z' }],
  });
  const open = windowOf(room, 'private');
  assert.deepEqual(
    [open?.opens, open?.until?.toISOString(), open?.automaticUntil?.toISOString()],
    [false, '2026-11-28T10:00:00.000Z', '2026-11-22T10:00:00.000Z'],
  );
  assert.equal(windowOf(detailOf(), 'reply'), null);
  assert.equal(windowOf(detailOf(), 'note'), null);
});

test('one private answer to a post is remembered, also while it is on its way; a failed one does not count', () => {
  assert.equal(isPrivateUsedUp(detailOf(), 'private'), false);
  assert.equal(isPrivateUsedUp(detailOf({ messages: [theirs, ours] }), 'private'), true);
  assert.equal(
    isPrivateUsedUp(detailOf({ messages: [theirs, { ...ours, delivery: { state: 'queued' } }] }), 'private'),
    true,
  );
  assert.equal(
    isPrivateUsedUp(detailOf({ messages: [theirs, { ...ours, delivery: { state: 'failed' } }] }), 'private'),
    false,
  );
  assert.equal(
    isPrivateUsedUp(detailOf({ messages: [theirs, ours] }, { privateRepliesPerPost: null }), 'private'),
    false,
  );
});
