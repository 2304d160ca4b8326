import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { BYTES_SHOWN_LIMIT, readable } from './letter.ts';

test('JSON is laid out without changing a character of what it says', () => {
  const { form, text, isCut } = readable('{"id":12345678901234567890,"a":[1,{}],"a":"x\\"{y"}');
  assert.equal(form, 'json');
  assert.equal(isCut, false);
  assert.equal(
    text,
    ['{', '  "id": 12345678901234567890,', '  "a": [', '    1,', '    {}', '  ],', '  "a": "x\\"{y"', '}'].join('\n'),
  );
});

test('what is no JSON stays the text it was', () => {
  for (const body of ['<html><script>alert(1)</script>', '{"id": 5', '', 'just words'])
    assert.deepEqual(readable(body), { form: 'text', text: body, length: body.length, isCut: false });
});

test('bytes are shown as hexadecimal digits with what can be read beside them', () => {
  const bytes = Buffer.from('Kestrel\x00\xff and some more of it', 'latin1');
  const { form, text, length } = readable(`base64:${bytes.toString('base64')}`);
  assert.equal(form, 'bytes');
  assert.equal(length, bytes.length);
  assert.match(text, /^00000000 {2}4b 65 73 74 72 65 6c 00 {2}Kestrel\.\n00000008 {2}ff 20 /);
  assert.equal(readable(bytes.toString('base64')).form, 'bytes', 'also where nothing marks them');
});

test('what is long is cut, and its whole length is told', () => {
  const long = readable(JSON.stringify({ text: 'x'.repeat(100_000) }));
  assert.equal(long.isCut, true);
  assert.equal(long.length, 100_011);
  assert.ok(long.text.length <= 20_001);
  const bytes = readable(`base64:${Buffer.alloc(10_000, 7).toString('base64')}`);
  assert.deepEqual([bytes.isCut, bytes.length], [true, 10_000]);
  assert.ok(bytes.text.length < BYTES_SHOWN_LIMIT * 7);
});

test('nothing a network sends makes it throw, and JSON reads back as what it was', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), body => void readable(body)));
  fc.assert(
    fc.property(fc.json({ maxDepth: 4 }), body => {
      const { form, text, isCut } = readable(body);
      if (form === 'json' && !isCut) assert.deepEqual(JSON.parse(text), JSON.parse(body));
    }),
  );
});
