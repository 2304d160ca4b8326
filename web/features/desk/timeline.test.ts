import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editedAway } from './timeline.ts';

const gone = (before: string, after: string) =>
  editedAway(before, after)
    .filter(part => part.kind === 'gone')
    .map(part => part.text.trim());

test('what an edit took out is marked, what stayed is not', () => {
  assert.deepEqual(gone('it broke last night, I am sad', 'it broke twice, I am sad'), ['last night,']);
  assert.deepEqual(gone('hello there', 'hello there friend'), []);
  assert.deepEqual(gone('all new', 'something else'), ['all new']);
});

test('the parts are the whole text before', () => {
  const before = 'one  two\nthree two';
  assert.equal(
    editedAway(before, 'one two')
      .map(part => part.text)
      .join(''),
    before,
  );
});
