import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cutPieces, newPieces, pieceHash } from './pieces.ts';
import { decodeLanguageTable, encodeLanguageTable, findKey, keyOf, type LanguageWeights } from './table.ts';

const WEIGHTS: LanguageWeights = {
  names: ['en', 'de'],
  bias: [0.5, -0.25],
  byScript: { Latn: [0, 1] },
  sharpness: [{ letters: 5, factor: 1.5 }],
  step: 0.05,
  keys: Uint32Array.from([3, 130, 131, 2 ** 27 - 1]),
  starts: Uint32Array.from([0, 1, 3, 4, 5]),
  entryLanguages: Uint8Array.from([0, 0, 1, 1, 0]),
  entryWeights: Int8Array.from([127, -128, 5, 1, -1]),
};

test('a table is read back as it was written', () => {
  const table = decodeLanguageTable(encodeLanguageTable(WEIGHTS));
  for (const name of [
    'names',
    'bias',
    'sharpness',
    'step',
    'keys',
    'starts',
    'entryLanguages',
    'entryWeights',
  ] as const) {
    assert.deepEqual(table[name], WEIGHTS[name], name);
  }
  assert.deepEqual(table.byScript[0], Uint8Array.from([0, 1]));
  assert.equal(table.byScript[1], null);
});

test('every key is found and no other', () => {
  const table = decodeLanguageTable(encodeLanguageTable(WEIGHTS));
  assert.deepEqual(
    [3, 130, 131, 2 ** 27 - 1, 4, 0].map(key => findKey(table, key)),
    [0, 1, 2, 3, -1, -1],
  );
});

test('a file of another kind is refused in words', () => {
  assert.throws(() => decodeLanguageTable(new Uint8Array(64)), /not a language table/);
});

test('pieces of a post are those the table was built of', () => {
  const pieces = newPieces();
  cutPieces('Das Haus', pieces);
  const bytes = (text: string) => new TextEncoder().encode(text);
  const expected = [pieceHash(bytes('das'), 3), pieceHash(bytes('haus'), 3)];
  assert.deepEqual([...pieces.hashes.slice(0, pieces.count)], expected);
  cutPieces('größer', pieces);
  const found = new Set([...pieces.hashes.slice(0, pieces.count)].map(keyOf));
  const size = bytes('größer');
  for (const [from, to, edge] of [
    [0, 4, 1],
    [3, 7, 0],
    [4, 8, 2],
    [0, 8, 4],
  ] as const) {
    assert.ok(found.has(keyOf(pieceHash(size.slice(from, to), edge))), `${from} to ${to}`);
  }
});

test('words of a #tag count for less than words of a sentence', () => {
  const pieces = newPieces();
  cutPieces('gute Nacht #GoodNight', pieces);
  assert.deepEqual(
    [...pieces.worth.slice(0, 3)].map(worth => worth < 1),
    [false, false, true],
  );
});
