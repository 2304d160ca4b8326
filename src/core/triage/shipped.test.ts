import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadHeads } from '../../load-heads.ts';
import { MOOD_COUNTS, moodCounts } from './lexicon.ts';
import { countsOf, isCurrent } from './shipped.ts';

const mood = loadHeads().head('sentiment');

test('a head is given what it was made with, in its order', () => {
  const turned = { ...mood, extras: [...MOOD_COUNTS].reverse() };
  const text = 'awful, not good at all! 😡';
  assert.deepEqual([...Array.from(countsOf(turned, text))].reverse(), [...moodCounts(text)]);
});

test('what is no longer counted is nought', () => {
  assert.equal(countsOf({ ...mood, extras: [...MOOD_COUNTS, 'smell'] }, 'awful')[MOOD_COUNTS.length], 0);
});

test('a head with other counts than this version’s is not current', () => {
  assert.ok(isCurrent(mood));
  assert.ok(!isCurrent({ ...mood, extras: [...MOOD_COUNTS, 'smell'] }));
  assert.ok(!isCurrent({ ...mood, extras: [...MOOD_COUNTS].reverse() }));
});
