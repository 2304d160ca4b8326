import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readLanguage } from './read-language.ts';
import { decodeLanguageTable } from './table.ts';

const table = decodeLanguageTable(readFileSync(join(import.meta.dirname, '../../../../weights/language.bin')));

function languageOf(text: string, tag: string | null = null): string | null {
  return readLanguage(text, tag, table).value;
}

test('a script that one language alone writes decides by itself, and the reason says so', () => {
  const read = readLanguage('Ο καφές ήρθε κρύος', null, table);
  assert.equal(read.value, 'el');
  assert.deepEqual(
    read.reasons.map(reason => reason.kind === 'fact' && reason.fact),
    ['script'],
  );
  assert.equal(languageOf('注文したコーヒーメーカーが届きません'), 'ja');
  assert.equal(languageOf('我的咖啡机还没有到'), 'zh');
  assert.equal(languageOf('커피 머신이 안 와요'), 'ko');
});

test('a post of links, emoji or digits alone has no language, and the reason says which', () => {
  const facts = (text: string) =>
    readLanguage(text, 'en', table).reasons.map(reason => 'fact' in reason && reason.fact);
  assert.deepEqual(facts('https://kestrel.example/a?b=c www.kestrel.example'), ['only_links']);
  assert.deepEqual(facts('😀 12:30 !!!'), ['only_signs']);
  assert.equal(languageOf('https://kestrel.example/das-ist-ein-deutscher-satz', 'de'), null);
});
