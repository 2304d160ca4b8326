import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bodyOf, draftOf, split, withRequest } from './own-words-draft.ts';

const saved = {
  requests: [{ name: 'engraving', words: ['engrav*', 'my initials'] }],
  rivals: ['Barrow'],
  orders: ['KC-#####'],
  danger: [],
  version: 3,
  requestNames: ['refund', 'engraving'],
};

test('what was saved comes back unchanged when nothing is typed', () => {
  const { requestNames: _, ...body } = saved;
  assert.deepEqual(bodyOf(draftOf(saved), 3), body);
});

test('words are parted by commas of any script, and each counts once', () => {
  assert.deepEqual(split(' Barrow, Mill & Co ,Barrow،قهوة\nlast  one,'), ['Barrow', 'Mill & Co', 'قهوة', 'last one']);
});

test('a kind that was added and left empty is not sent, one half filled is, so that it is refused in words', () => {
  const draft = withRequest(withRequest(draftOf(saved)));
  const [first, second, third] = draft.requests;
  assert.ok(first && second && third && second.key !== third.key);
  const half = { ...draft, requests: [first, { ...second, name: 'Gift Card' }, third] };
  assert.deepEqual(
    bodyOf(half, 3).requests?.map(({ name, words }) => [name, words.length]),
    [
      ['engraving', 2],
      ['gift-card', 0],
    ],
  );
});
