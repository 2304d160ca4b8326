import assert from 'node:assert/strict';
import { test } from 'node:test';
import { en } from '../../../strings/en/index.ts';
import { makeWords } from '../../../strings/words.ts';
import { FIRST_FILTER } from '../queue-order.ts';
import { chosenReading, litReadings, readingChoices } from './reading-filters.ts';

const words = makeWords('en', en);
const rows = { a: { intents: ['danger', 'safety', 'complaint'] }, b: { intents: ['request', 'request.gift-card'] } };

test('moods, the kinds among the rows and noise can be chosen, each in words', () => {
  assert.deepEqual(
    readingChoices(FIRST_FILTER, rows, words).map(choice => choice.words),
    [
      'Mood: Unhappy',
      'Mood: Neither',
      'Mood: Happy',
      'Kind: Complaint',
      'Kind: Gift card',
      'Kind: Safety',
      'Without noise',
      'Noise alone',
    ],
  );
});

test('what is chosen narrows, and chosen again no longer', () => {
  for (const { id } of readingChoices(FIRST_FILTER, rows, words)) {
    const once = chosenReading(FIRST_FILTER, id);
    assert.ok(once);
    assert.equal(litReadings(once, words).length, 1, id);
    assert.ok(readingChoices(once, rows, words).find(choice => choice.id === id)?.on, id);
    assert.deepEqual(chosenReading(once, id), FIRST_FILTER);
    assert.deepEqual(litReadings(once, words)[0]?.without, FIRST_FILTER);
  }
});

test('with noise and without it cannot both hold', () => {
  const [without, alone] = readingChoices(FIRST_FILTER, {}, words).slice(-2);
  const first = chosenReading(FIRST_FILTER, without?.id ?? '');
  assert.equal(first && chosenReading(first, alone?.id ?? '')?.noise, true);
  assert.equal(chosenReading(FIRST_FILTER, 'a tag of that name'), null);
});
