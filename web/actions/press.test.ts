import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACTIONS, type Action } from './action.ts';
import { matchPress, type Press, pressName } from './press.ts';

function press(key: string, more: Partial<Press> = {}): Press {
  return { key, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more };
}

const found = (name: string, begun = '') => {
  const match = matchPress(ACTIONS, begun, name);
  return match.kind === 'found' ? match.action.id : match.kind;
};

test('each way to press is one action’s alone', () => {
  const keys = (ACTIONS as readonly Action[]).flatMap(action => action.keys);
  assert.equal(new Set(keys).size, keys.length);
});

test('single keys, keys with Shift and chords are told apart', () => {
  assert.equal(found(pressName(press('e'), false)), 'resolve');
  assert.equal(found(pressName(press('E', { shiftKey: true }), false)), 'needsNoAnswer');
  assert.equal(found(pressName(press('?', { shiftKey: true }), false)), 'help');
  assert.equal(found(pressName(press('Enter', { ctrlKey: true }), false)), 'send');
  assert.equal(found(pressName(press('Enter', { metaKey: true, shiftKey: true }), true)), 'sendAndResolve');
  assert.equal(found(pressName(press('k', { metaKey: true }), true)), 'palette');
});

test('g waits for the place to go; anything else counts by itself', () => {
  assert.deepEqual(matchPress(ACTIONS, '', 'g'), { kind: 'begun', presses: 'g' });
  assert.equal(found('c', 'g'), 'goChannels');
  assert.equal(found('j', 'g'), 'down');
});

test('on boards of other alphabets the place of the key counts', () => {
  assert.equal(found(pressName(press('ξ', { code: 'KeyJ' }), false)), 'down');
  assert.equal(found(pressName(press('ق', { code: 'KeyR' }), false)), 'reply');
  assert.equal(found(pressName(press('й', { code: 'KeyQ' }), false)), 'none');
});
