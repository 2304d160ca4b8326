import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CannotUnseal, makeSeal } from '../../src/services/seal.ts';

const key = 'a long key made for this test only';
const place = { brandId: 7, channelId: '00000000-0000-7000-8000-000000000001' };
const secret = { token: 'tok-5521', server: 'https://birds.example' };

test('what was sealed opens again with the same key, for the same channel', () => {
  const { seal, unseal } = makeSeal(key);
  assert.deepEqual(unseal(seal(secret, place), place), secret);
});

test('nothing of the secret can be read in the sealed bytes', () => {
  const sealed = makeSeal(key).seal(secret, place);
  assert.equal(sealed.includes('tok-5521'), false);
  assert.equal(sealed.includes(Buffer.from('tok-5521').toString('base64')), false);
});

test('the same secret sealed twice gives different bytes', () => {
  const { seal } = makeSeal(key);
  assert.notDeepEqual(seal(secret, place), seal(secret, place));
});

test('a seal does not open with another key, in another brand or on another channel', () => {
  const sealed = makeSeal(key).seal(secret, place);
  const refused = (open: () => unknown) => assert.throws(open, CannotUnseal);
  refused(() => makeSeal('another key').unseal(sealed, place));
  refused(() => makeSeal(key).unseal(sealed, { ...place, brandId: 8 }));
  refused(() => makeSeal(key).unseal(sealed, { ...place, channelId: '00000000-0000-7000-8000-000000000002' }));
});

test('a seal with any byte changed, cut short or of another format does not open', () => {
  const { seal, unseal } = makeSeal(key);
  const sealed = seal(secret, place);
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    assert.throws(() => unseal(changed, place), CannotUnseal, `byte ${at}`);
  }
  for (let length = 0; length < sealed.length; length += 7) {
    assert.throws(() => unseal(sealed.subarray(0, length), place), CannotUnseal, `length ${length}`);
  }
});
