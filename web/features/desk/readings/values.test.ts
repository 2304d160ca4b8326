import assert from 'node:assert/strict';
import { test } from 'node:test';
import { intentNames, UNREAD } from '../../../../src/core/triage/said.ts';
import { saidNames, valueOfKey, valuesOf } from './values.ts';

const INTENTS = intentNames(['engraving']);
const view = {
  ...UNREAD,
  sentiment: 'negative' as const,
  intents: [
    { name: 'request', sure: 0.9 },
    { name: 'request.refund', sure: 0.8 },
  ],
};

test('of one mood another can be said, or that it was read right; not the same twice', () => {
  const negative = { aspect: 'sentiment', value: 'negative' };
  assert.deepEqual(valuesOf('sentiment', { ...view, said: ['sentiment'] }, INTENTS)[0]?.said, null);
  assert.deepEqual(valuesOf('sentiment', view, INTENTS), [
    { name: 'negative', on: true, said: negative },
    { name: 'neutral', on: false, said: { aspect: 'sentiment', value: 'neutral' } },
    { name: 'positive', on: false, said: { aspect: 'sentiment', value: 'positive' } },
  ]);
});

test('no noise is a value like the others', () => {
  const [none, promotion] = valuesOf('noise', { ...UNREAD, noise: 'promotion' }, INTENTS);
  assert.deepEqual(none, { name: 'none', on: false, said: { aspect: 'noise', value: null } });
  assert.deepEqual(promotion, { name: 'promotion', on: true, said: { aspect: 'noise', value: 'promotion' } });
});

test('intents can each be added or taken away, the company’s own among them', () => {
  const values = valuesOf('intents', view, INTENTS);
  const named = (name: string) => values.find(value => value.name === name);
  assert.deepEqual(named('complaint')?.said, { aspect: 'intents', value: { add: ['complaint'], remove: [] } });
  assert.deepEqual(named('request.refund')?.said, {
    aspect: 'intents',
    value: { add: [], remove: ['request.refund'] },
  });
  assert.equal(named('request.engraving')?.on, false);
  assert.deepEqual(new Set(values.map(({ name }) => name)), new Set(INTENTS));
});

test('the number keys mean the first nine, always the same', () => {
  const values = valuesOf('intents', view, INTENTS);
  assert.equal(valueOfKey(values, '1')?.name, 'complaint');
  assert.equal(valueOfKey(values, '6')?.name, 'leaving');
  assert.equal(valueOfKey(values, '0'), undefined);
  assert.equal(valueOfKey(values.slice(0, 3), '4'), undefined);
});

test('what was said is told by its names', () => {
  assert.deepEqual(saidNames({ aspect: 'noise', value: null }), [{ name: 'none', isTaken: false }]);
  assert.deepEqual(saidNames({ aspect: 'intents', value: { add: ['praise'], remove: ['complaint'] } }), [
    { name: 'praise', isTaken: false },
    { name: 'complaint', isTaken: true },
  ]);
});
