import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measureLanguage } from '../../bench/triage-language.ts';
import { decodeLanguageTable } from '../../src/core/triage/language/table.ts';
import { loadHeads } from '../../src/load-heads.ts';

const table = decodeLanguageTable(loadHeads().table('language'));

test('long and short posts are counted apart, a wrong one and an unknown one both against us', () => {
  const measured = measureLanguage(
    [
      { text: 'Seit gestern geht bei mir gar nichts mehr', language: 'de', set: 'made' },
      { text: 'My machine stopped heating after two days', language: 'de', set: 'made' },
      { text: '@someone danke https://kestrel.example/a-long-link', language: 'de', set: 'made' },
      { text: 'ok', language: 'de', set: 'made' },
    ],
    table,
  );
  assert.equal(measured.language_accuracy, 0.5);
  assert.equal(measured.language_short_accuracy, 0.5);
  assert.deepEqual(measured.confusions, { 'de read as en': 1, 'de read as unknown': 1 });
  assert.equal(measured.parts['made de long'], 0.5);
});

test('Hindi in Latin letters is Hindi, and the set that mixes it with English is a part of its own', () => {
  const text = 'mera parcel kab aayega? ek hafte se koi jawab nahi de raha';
  const english = { text: 'This is the worst company I have ever seen', language: 'hi', set: 'umsab' };
  const measured = measureLanguage([{ text, language: 'hi', set: 'made' }, english], table);
  assert.equal(measured.language_accuracy, 1);
  assert.equal(measured.parts['umsab hi long'], 0);
});
