import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvLine } from './csv-write.ts';

test('cells are quoted where a comma, a quote or a line break stands in them', () => {
  assert.equal(csvLine(['Thea', 'a, b', 'said "hi"', 'two\nlines', '']), 'Thea,"a, b","said ""hi""","two\nlines",\r\n');
});

test('nothing a customer wrote becomes a formula', () => {
  for (const evil of ['=1+1', '+cmd', '-2', '@SUM(A1)', ' =1', '\t=1', '\r=1', '|x', '%x', '\n=HYPERLINK("x")'])
    assert.match(csvLine([evil]), /^"'/, JSON.stringify(evil));
  assert.equal(csvLine(['a=1', '3-2', 'me@kestrel.example']), 'a=1,3-2,me@kestrel.example\r\n');
});
