import assert from 'node:assert/strict';
import { test } from 'node:test';
import { marksOf } from './person-marks.ts';
import { evidenceOf } from './same-person.ts';

const known = {
  network: 'whatsapp',
  handle: '+49301234567',
  name: null,
  profileUrl: null,
  profile: null,
  pictureHash: null,
};

test('whoever a network knows by number is known again where the company wrote that number down', () => {
  const written = [{ kind: 'phone' as const, mark: '+49301234567', shown: '+49 30 1234567' }];
  assert.deepEqual(
    evidenceOf(marksOf(known), written).map(({ kind }) => kind),
    ['same_phone'],
  );
});

test('a name of digits, or a number without its country, is no number', () => {
  for (const handle of ['12345678', '49301234567', '+12', 'thea.l'])
    assert.ok(!marksOf({ ...known, handle }).some(({ kind }) => kind === 'phone'), handle);
});
