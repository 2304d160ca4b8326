import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Readings } from '../../../../src/core/triage/reading.ts';
import { readAs, spansOf, wordsAt } from './reasons.ts';

const TEXT = 'It leaks, it LEAKS and nobody answers. Thanks.';
const readings: Readings = {
  language: { value: 'en', sure: 0.99, reasons: [] },
  noise: { value: null, sure: 0.98, reasons: [] },
  about: null,
  sentiment: {
    value: 'negative',
    sure: 0.8,
    chances: { negative: 0.8, neutral: 0.1, positive: 0.1 },
    reasons: [
      { kind: 'words', spans: [{ start: 3, end: 8 }], weight: 0.9 },
      { kind: 'words', spans: [{ start: 39, end: 45 }], weight: -0.3 },
      { kind: 'taught', corrections: 12 },
    ],
  },
  intents: [
    {
      value: 'complaint',
      sure: 0.93,
      reasons: [
        {
          kind: 'words',
          spans: [
            { start: 3, end: 8 },
            { start: 13, end: 18 },
          ],
          weight: 0.9,
        },
        { kind: 'fact', fact: 'asked_before', weight: 0.4, count: 2, spans: [{ start: 23, end: 29 }] },
      ],
    },
    { value: 'thanks', sure: 0.6, reasons: [{ kind: 'words', spans: [{ start: 39, end: 45 }], weight: 0.5 }] },
  ],
  urgency: { value: 1, sure: 0.7, reasons: [] },
  personal: [{ kind: 'phone', start: 0, end: 2, possible: true }],
};

test('words for and against a reading are told apart, and what people taught is counted', () => {
  const [mood] = readAs(readings, { place: 'sentiment', intent: null });
  assert.deepEqual(wordsAt(TEXT, mood?.marked ?? []), ['leaks']);
  assert.deepEqual(wordsAt(TEXT, mood?.against ?? []), ['Thanks']);
  assert.equal(mood?.taught, 12);
});

test('one intent is told by itself, all of them together', () => {
  assert.deepEqual(
    readAs(readings, { place: 'intents', intent: 'thanks' }).map(({ name }) => name),
    ['thanks'],
  );
  assert.equal(readAs(readings, { place: 'intents', intent: null }).length, 2);
});

test('what was not read at all has nothing to tell, no noise says none', () => {
  assert.deepEqual(readAs(readings, { place: 'about', intent: null }), []);
  assert.equal(readAs(readings, { place: 'noise', intent: null })[0]?.name, 'none');
});

test('marked are the words for it and those of its facts, never those against it', () => {
  assert.deepEqual(spansOf(readings, { place: 'intents', intent: 'complaint' }), [
    { start: 3, end: 8 },
    { start: 13, end: 18 },
    { start: 23, end: 29 },
  ]);
  assert.deepEqual(spansOf(readings, { place: 'sentiment', intent: null }), [{ start: 3, end: 8 }]);
  assert.deepEqual(spansOf(readings, { place: 'personal', intent: null }), [{ start: 0, end: 2 }]);
});

test('words that weigh next to nothing are not named', () => {
  const words = (start: number, weight: number) => ({
    kind: 'words' as const,
    spans: [{ start, end: start + 2 }],
    weight,
  });
  const urgency = { value: 1 as const, sure: 0.7, reasons: [words(0, 0.8), words(3, 0.2), words(6, 0.1)] };
  const [read] = readAs({ ...readings, urgency }, { place: 'urgency', intent: null });
  assert.deepEqual(
    read?.marked.map(({ start }) => start),
    [0, 3],
  );
});

test('what speaks against noise is named for there being none', () => {
  const noise = {
    value: null,
    sure: 0.9,
    reasons: [{ kind: 'words' as const, spans: [{ start: 3, end: 8 }], weight: -0.5 }],
  };
  const [read] = readAs({ ...readings, noise }, { place: 'noise', intent: null });
  assert.deepEqual(wordsAt(TEXT, read?.marked ?? []), ['leaks']);
  assert.deepEqual(read?.against, []);
});

test('a word that decided twice is told once', () => {
  const [complaint] = readAs(readings, { place: 'intents', intent: 'complaint' });
  assert.deepEqual(wordsAt(TEXT, complaint?.marked ?? []), ['leaks']);
});
