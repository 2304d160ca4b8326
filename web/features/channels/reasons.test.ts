import assert from 'node:assert/strict';
import { test } from 'node:test';
import { en } from '../../strings/en/index.ts';
import { makeWords } from '../../strings/words.ts';
import { reasonWords } from './reasons.ts';

const { t } = makeWords('en', en);

test('reasons of our own are said in words of the chosen language', () => {
  assert.equal(reasonWords('seen before', t), 'seen before');
  assert.equal(reasonWords('Heed could not read it', t), 'a mistake of Heed; it is in the log');
  assert.equal(reasonWords('a notification of another kind', t), 'of a kind nobody asked for');
});

test('a field that is not as it should be is named, and what is wrong with it is said', () => {
  assert.equal(
    reasonWords('post: createdAt: missing or of another kind', t),
    'post: createdAt: missing, or of another kind',
  );
  assert.equal(reasonWords('view: the whole: not as agreed', t), 'view: the whole: not as agreed');
});

test('a reason nobody here knows is shown as it stands', () => {
  for (const reason of ['gone before we could fetch', 'toString', '', '{where} <b>'])
    assert.equal(reasonWords(reason, t), reason);
});
