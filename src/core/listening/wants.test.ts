import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readWants } from './wants.ts';

const COMPLAINTS = [
  'Third Kestrel in a row that leaks onto the counter.',
  'Die Kestrel ist nach zwei Wochen kaputt.',
  'Mi Kestrel One rota otra vez',
  'Η μηχανή χάλασε στις 12 μέρες.',
  'وصلتني الماكينة مكسورة',
  'Ma machine est en panne',
];
for (const text of COMPLAINTS) {
  test(`a complaint is heard: ${text}`, () => assert.equal(readWants(text).wants, 'complaint'));
}

test('a question is heard by its mark in any script, or by how it begins', () => {
  assert.equal(readWants('Is the Mill dishwasher safe?').wants, 'question');
  assert.equal(readWants('متى تفتحون؟').wants, 'question');
  assert.equal(readWants('anyone here using the new grinder at home').wants, 'question');
});

test('a request is heard, and praise wants nobody', () => {
  assert.equal(readWants('I need a new seal for my machine').wants, 'request');
  assert.deepEqual(readWants('Lovely espresso this morning'), { wants: null, because: [] });
});

test('the words that decided are told', () => {
  assert.deepEqual(readWants('It LEAKS. It leaks!').because, ['leaks']);
});

test('a hundred thousand characters and an empty text end alike', () => {
  assert.equal(readWants('').wants, null);
  assert.equal(readWants('ab '.repeat(40_000)).wants, null);
});
