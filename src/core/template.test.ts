import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fillIn, inOneLine, missingIn, placeholdersIn, readsAs, renamePlaceholders } from './template.ts';

const ready = {
  parts: [
    { kind: 'header', text: 'Your {{header.1}} is ready' },
    { kind: 'body', text: 'Hello {{1}}, fetch it from {{2}} on. {{1}}!' },
    { kind: 'footer', text: 'Kestrel' },
    { kind: 'button', text: 'Follow it → https://kestrel.example/{{button.0.1}}' },
  ],
  variables: [{ key: 'header.1' }, { key: '1' }, { key: '2' }, { key: 'button.0.1' }],
} as const;

test('what is filled in stands in its place, wherever it is named, and reads as one message', () => {
  const values = { 'header.1': 'grinder', '1': 'Thea', '2': 'Monday', 'button.0.1': '77' };
  assert.deepEqual(missingIn(ready, values), []);
  assert.equal(
    readsAs(ready, values),
    'Your grinder is ready\nHello Thea, fetch it from Monday on. Thea!\nKestrel\n[Follow it → https://kestrel.example/77]',
  );
});

test('what is missing or only space is named, and stays to be seen', () => {
  assert.deepEqual(missingIn(ready, { '1': '  ', '2': 'Monday' }), ['header.1', '1', 'button.0.1']);
  assert.equal(fillIn('Hello {{ first_name }}', {}), 'Hello {{ first_name }}');
});

test('a value is never searched itself, and nothing of an object’s own shines through', () => {
  assert.equal(fillIn('{{1}} {{2}}', { '1': '{{2}}', '2': 'x' }), '{{2}} x');
  assert.equal(fillIn('{{constructor}}', {}), '{{constructor}}');
  assert.deepEqual(missingIn({ parts: [], variables: [{ key: 'toString' }] }, {}), ['toString']);
});

test('lines and rows of spaces in a value become one space', () => {
  assert.equal(fillIn('{{1}}', { '1': ' a\n\tb   c ' }), 'a b c');
  fc.assert(fc.property(fc.string(), text => assert.doesNotMatch(inOneLine(text), /\s\s|[\n\t]/)));
});

test('renamed places are found under their new names, in order and each once', () => {
  assert.deepEqual(placeholdersIn('{{2}} {{name}} {{2}} {x} {{}}'), ['2', 'name']);
  assert.equal(
    renamePlaceholders('a {{1}} {{x}}', name => `h.${name}`),
    'a {{h.1}} {{h.x}}',
  );
});
