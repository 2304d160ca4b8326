import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readLanguage } from '../../src/core/triage/language/read-language.ts';
import { decodeLanguageTable } from '../../src/core/triage/language/table.ts';
import { loadHeads } from '../../src/load-heads.ts';

/** Posts made up for this, in 82 languages and two of them in Latin letters; none stands among the phrases the table was fitted to. */
type Post = { language: string; text: string };
const posts = readFileSync(join(import.meta.dirname, 'language.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map(line => JSON.parse(line) as Post);
const table = decodeLanguageTable(loadHeads().table('language'));

/** Posts that are read wrong, by now: a number that may only fall. */
const WRONG_AT_MOST = 2;

test('made-up posts in eighty languages are read right but for a few', () => {
  const wrong = posts.filter(({ language, text }) => readLanguage(text, null, table).value !== language);
  assert.ok(wrong.length <= WRONG_AT_MOST, wrong.map(({ language, text }) => `${language}: ${text}`).join('\n'));
  assert.ok(new Set(posts.map(({ language }) => language)).size >= 80);
});

test('no ordinary post is taken for Greek or Hindi in Latin letters', () => {
  const others = posts.filter(({ language }) => !language.endsWith('-Latn'));
  assert.deepEqual(
    others.filter(({ text }) => readLanguage(text, null, table).value?.endsWith('-Latn')),
    [],
  );
});

test('the table is small, and its manifest names where every part of it comes from', () => {
  const manifest = loadHeads().manifests.find(({ name }) => name === 'language');
  assert.ok(manifest !== undefined && manifest.bytes < 1_800_000);
  for (const { name, licence, attribution } of manifest.sources) assert.ok(licence !== '' && attribution !== '', name);
  assert.ok(table.names.length >= 60);
});
