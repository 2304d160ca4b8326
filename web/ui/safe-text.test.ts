import assert from 'node:assert/strict';
import { test } from 'node:test';
import { harmless, markedPieces, oneLine, pieces, webAddress } from './safe-text.ts';

test('what reorders or hides is taken out, what scripts and emoji need stays', () => {
  assert.equal(harmless('a\u202egnp.exe\u202c'), 'agnp.exe');
  assert.equal(harmless('zero\u200bwidth\ufeff'), 'zerowidth');
  assert.equal(harmless('👩\u200d👩\u200d👧'), '👩\u200d👩\u200d👧');
  assert.equal(harmless('می\u200cخواهم'), 'می\u200cخواهم');
  assert.equal(harmless('tag\u{e0041}\u{e0042}s'), 'tags');
});

test('marks stacked higher than any script stacks them are cut', () => {
  const tower = `e${'\u0301'.repeat(80)}`;
  assert.ok(harmless(tower).length <= 8);
});

test('line breaks of every kind are one, and none in a row of the queue', () => {
  assert.equal(harmless('a\r\nb\u2028c'), 'a\nb\nc');
  assert.equal(oneLine(' a \n\n b\t'), 'a b');
});

test('only the web becomes a link, without the sentence round it', () => {
  assert.deepEqual(pieces('See https://kestrel.example/a?b=1, please.'), [
    { kind: 'text', text: 'See ' },
    { kind: 'link', text: 'https://kestrel.example/a?b=1', href: 'https://kestrel.example/a?b=1' },
    { kind: 'text', text: ', please.' },
  ]);
  assert.deepEqual(pieces('javascript:alert(1) data:text/html,x'), [
    { kind: 'text', text: 'javascript:alert(1) data:text/html,x' },
  ]);
  assert.equal(webAddress('javascript:alert(1)'), undefined);
  assert.equal(webAddress('//kestrel.example'), undefined);
});

test('a hundred thousand characters are read in a moment', () => {
  const startedAt = performance.now();
  pieces(`${'https://'.repeat(4000)} ${'a\u0301'.repeat(30_000)}`);
  assert.ok(performance.now() - startedAt < 1000);
});

const shown = (text: string, ...stretches: [number, number][]) =>
  markedPieces(
    text,
    stretches.map(([start, end]) => ({ start, end })),
  )
    .map(piece => (piece.on ? `[${piece.text}]` : piece.text))
    .join('');

test('stretches are marked where they stand, overlapping ones as well', () => {
  assert.equal(shown('it leaks and leaks'), 'it leaks and leaks');
  assert.equal(shown('it leaks and leaks', [3, 8], [13, 18]), 'it [leaks] and [leaks]');
  assert.equal(shown('it leaks', [0, 8], [3, 8]), '[it ][leaks]');
  assert.equal(shown('it leaks', [3, 9], [-1, 2], [5, 5]), 'it leaks');
});

test('what was taken out before a stretch does not move its mark', () => {
  assert.equal(shown('\u202eit\u202c\r\nleaks', [6, 11]), 'it\n[leaks]');
});

test('a link stays one link with a part of it marked', () => {
  const found = markedPieces('See https://kestrel.example/refund now', [{ start: 28, end: 34 }]);
  assert.deepEqual(
    found.map(piece => [piece.text, piece.on, piece.kind === 'link' && piece.href]),
    [
      ['See ', false, false],
      ['https://kestrel.example/', false, 'https://kestrel.example/refund'],
      ['refund', true, 'https://kestrel.example/refund'],
      [' now', false, false],
    ],
  );
});
