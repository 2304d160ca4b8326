import assert from 'node:assert/strict';
import { test } from 'node:test';
import { colleaguesFor, mentionAt, namedIn } from './mentions.ts';

const person = (name: string) => ({ id: name.toLowerCase(), name, initials: name.slice(0, 2) });
const people = [person('Ann'), person('Anna Kovač'), person('Νίκος Παπάς'), person('Ben')];

test('an @ at the beginning of a word begins a name; in an address it does not', () => {
  assert.deepEqual(mentionAt('ask @an', 7), { from: 4, typed: 'an' });
  assert.deepEqual(mentionAt('@', 1), { from: 0, typed: '' });
  assert.deepEqual(mentionAt('(@Νί', 4), { from: 1, typed: 'Νί' });
  assert.deepEqual(mentionAt('@Anna Ko', 8), { from: 0, typed: 'Anna Ko' });
  assert.equal(mentionAt('write to ann@kestrel.example', 28), null);
  assert.equal(mentionAt('@Ben is there now', 17), null);
});

test('colleagues are found by any part of their name, whatever its case', () => {
  assert.deepEqual(
    colleaguesFor('an', people).map(one => one.name),
    ['Ann', 'Anna Kovač'],
  );
  assert.deepEqual(
    colleaguesFor('kov', people).map(one => one.name),
    ['Anna Kovač'],
  );
  assert.deepEqual(colleaguesFor('x', people), []);
});

test('whoever stands in the text by their whole name is named; one name inside another is not', () => {
  assert.deepEqual(namedIn('@Anna Kovač, please look', people), ['anna kovač']);
  assert.deepEqual(namedIn('@Ann and @Anna Kovač', people).sort(), ['ann', 'anna kovač']);
  assert.deepEqual(namedIn('Ben knows', people), []);
});
