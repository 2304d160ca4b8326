import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signatureOf, signed } from './signature.ts';

test('initials stand once at the end', () => {
  const signature = signatureOf('^{initials}', 'Kim Marlow');
  assert.equal(signature, '^KM');
  assert.equal(signed('A new seal leaves today. ', signature), 'A new seal leaves today. ^KM');
  assert.equal(signed('A new seal leaves today. ^KM', signature), 'A new seal leaves today. ^KM');
  assert.equal(signed('A new seal leaves today.^km', signature), 'A new seal leaves today.^km');
  assert.equal(signed('', signature), '');
  assert.equal(signed('Hello', ''), 'Hello');
});

test('a word that ends in the same letters is no signature', () => {
  assert.equal(signed('We sell them in BKM', 'KM'), 'We sell them in BKM KM');
  assert.equal(signed('It is done. KM', 'KM'), 'It is done. KM');
});
