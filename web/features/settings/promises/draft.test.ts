import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftsOver, freshDraft, isSame, moved, readWarnings, writeWarnings } from './draft.ts';

const kept = { ...freshDraft('a', 'Danger'), version: 1 };

test('what is new stands before all others, what is edited in its place', () => {
  const edited = new Map([
    ['a', { ...kept, firstMinutes: 7 }],
    ['n', freshDraft('n', 'New')],
  ]);
  const shown = draftsOver([{ ...kept, id: 'b' }, kept], edited);
  assert.deepEqual(
    shown.map(draft => [draft.id, draft.firstMinutes]),
    [
      ['n', 30],
      ['b', 30],
      ['a', 7],
    ],
  );
});

test('a draft that says the same is the same, whatever its version', () => {
  assert.ok(isSame(kept, { ...kept, version: 4 }));
  assert.ok(!isSame(kept, { ...kept, hours: { kind: 'always' } }));
});

test('warnings are read as percents, in order, each once', () => {
  assert.deepEqual(readWarnings('80, 50 %; 50'), [0.5, 0.8]);
  assert.deepEqual(readWarnings(''), []);
  assert.equal(readWarnings('50, 100'), null);
  assert.equal(readWarnings('soon'), null);
  assert.equal(writeWarnings([0.5, 0.8]), '50, 80');
});

test('one of the list is moved, not past its ends', () => {
  assert.deepEqual(moved(['a', 'b', 'c'], 'c', 0), ['c', 'a', 'b']);
  assert.deepEqual(moved(['a', 'b', 'c'], 'a', 9), ['b', 'c', 'a']);
  assert.deepEqual(moved(['a', 'b', 'c'], 'b', -1), ['b', 'a', 'c']);
});
