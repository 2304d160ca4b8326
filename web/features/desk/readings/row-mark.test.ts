import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rowMarkOf } from './row-mark.ts';

const turn = { id: 't', kind: 'first', openedAt: '', dueAt: null, breachedAt: null, policy: null } as const;
const row = { intents: [] as string[], noise: null, sentiment: null, urgency: null, turn, risk: null };

test('danger is told before all else, by its kind', () => {
  const all = {
    ...row,
    intents: ['danger', 'safety', 'leaving'],
    noise: 'promotion',
    sentiment: 'negative',
    urgency: 3,
  } as const;
  assert.deepEqual(rowMarkOf({ ...all, intents: [...all.intents] }), { kind: 'danger', intent: 'safety' });
});

test('then leaving, then noise, then a customer who is unhappy and cannot wait', () => {
  assert.deepEqual(rowMarkOf({ ...row, intents: ['leaving'], noise: 'bot' }), { kind: 'leaving' });
  assert.deepEqual(rowMarkOf({ ...row, noise: 'bot', sentiment: 'negative', urgency: 2 }), {
    kind: 'noise',
    noise: 'bot',
  });
  assert.deepEqual(rowMarkOf({ ...row, sentiment: 'negative', urgency: 2 }), { kind: 'angry' });
  assert.equal(rowMarkOf({ ...row, sentiment: 'negative', urgency: 1 }), null);
});

test('a customer more likely to go than to stay is told of, whatever their words are about', () => {
  assert.deepEqual(rowMarkOf({ ...row, risk: 50, intents: ['question'] }), { kind: 'atRisk', score: 50 });
  assert.equal(rowMarkOf({ ...row, risk: 49 }), null);
});

test('whoever waits for nothing is marked with nothing', () => {
  assert.equal(rowMarkOf({ ...row, intents: ['danger'], turn: null }), null);
});
