import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { marked } from './marked-spans.ts';

test('what is marked stands between what is not', () => {
  assert.deepEqual(marked('my kestrel leaks', [{ start: 3, end: 10 }]), [
    { text: 'my ', on: false },
    { text: 'kestrel', on: true },
    { text: ' leaks', on: false },
  ]);
});

test('whatever the spans are, the pieces are the whole text', () => {
  const span = fc.record({ start: fc.nat(30), end: fc.nat(30) });
  fc.assert(
    fc.property(fc.string({ maxLength: 20 }), fc.array(span), (text, spans) => {
      assert.equal(
        marked(text, spans)
          .map(piece => piece.text)
          .join(''),
        text,
      );
    }),
  );
});
