import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeMatcher } from '../../src/core/match/matcher.ts';
import { DEAR_SHARE, FAIR_SHARE } from '../../src/core/query/cost.ts';
import type { Imported } from '../../src/core/query/import.ts';
import { importLucene } from '../../src/core/query/import-lucene.ts';
import { importX } from '../../src/core/query/import-x.ts';
import * as limits from '../../src/core/query/limits.ts';
import { modernise } from '../../src/core/query/modernise.ts';
import { parseQuery } from '../../src/core/query/parse.ts';
import { printQuery } from '../../src/core/query/print.ts';

const document = readFileSync(join(import.meta.dirname, '../../docs/listening.md'), 'utf8');

/** The rows of the tables under a heading, each a list of cells. */
function rowsUnder(heading: string): string[][] {
  const section = document.split(/^## /m).find(part => part.startsWith(heading));
  assert.ok(section, `no section ${heading}`);
  const rows = section.split('\n').filter(line => line.startsWith('|') && !/^\|[|\s]*-[|\s-]*$/.test(line));
  return rows.slice(1).map(row =>
    row
      .slice(1, -1)
      .split('|')
      .map(cell => cell.trim()),
  );
}

const quoted = (text: string) => [...text.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);

function readable(text: string): string {
  const parsed = parseQuery(text, ['bluesky', 'x']);
  if (parsed.kind === 'error') assert.fail(`${text}: ${parsed.message}`);
  return printQuery(parsed.query);
}

/** No word of the language is a query by itself. */
const PIECES = /^(?:OR|AND|NOT|NEAR|-|~|or|lang:[\w-]+|network:|has:|-from:kestrel)$/;

test('every example in the table can be read, without a hint', () => {
  const rows = rowsUnder('All of it');
  assert.ok(rows.length > 15);
  for (const text of rows.flatMap(row => quoted(row.join(' ')).filter(code => !PIECES.test(code)))) {
    if (/^(?:de-AT)$/.test(text)) continue;
    const parsed = parseQuery(text, ['bluesky', 'x']);
    if (parsed.kind === 'error') assert.fail(`${text}: ${parsed.message}`);
    assert.deepEqual(parsed.hints, [], text);
  }
});

test('every query in a block and every recipe can be read', () => {
  const blocks = [...document.matchAll(/```query\n([\s\S]*?)\n```/g)].map(([, text = '']) => text);
  const recipes = rowsUnder('Recipes').flatMap(row => quoted(row[1] ?? ''));
  assert.ok(blocks.length >= 3 && recipes.length >= 8);
  for (const text of [...blocks, ...recipes]) readable(text);
});

test('examples among the sentences can be read', () => {
  const prose = document
    .split('\n')
    .filter(line => !line.startsWith('|'))
    .join('\n');
  const examples = quoted(prose).filter(
    text => /^[~=("@]/.test(text) && !PIECES.test(text) && !text.startsWith('"-') && text.length > 2,
  );
  assert.ok(examples.length >= 8);
  for (const text of examples) readable(text);
  assert.equal(readable('"-job"'), 'job');
});

test('what is written between the lines about precedence is so', () => {
  assert.equal(readable('kestrel leaks OR acme drips'), '(kestrel leaks) OR (acme drips)');
  assert.equal(readable('kestrel AND leaks'), readable('kestrel leaks'));
  assert.equal(readable('kestrel NOT bird'), readable('kestrel -bird'));
});

test('every common mistake is refused or hinted at, and its mending is neither', () => {
  for (const [written = '', , mended = ''] of rowsUnder('Common mistakes')) {
    const [wrong = '', right = ''] = [written, mended].map(cell => quoted(cell)[0] ?? '');
    const parsed = parseQuery(wrong);
    assert.ok(parsed.kind === 'error' || parsed.hints.length > 0, `${wrong} was read without a word`);
    const better = parseQuery(right);
    if (better.kind === 'error') assert.fail(`${right}: ${better.message}`);
    assert.deepEqual(better.hints, [], right);
  }
});

test('the limits are the limits', () => {
  const stated = rowsUnder('Limits').map(([, figure]) => Number(figure));
  assert.deepEqual(stated, [
    limits.QUERY_CHARACTERS_LIMIT,
    limits.QUERY_TERMS_LIMIT,
    limits.QUERY_DEPTH_LIMIT,
    limits.NEAR_DISTANCE_LIMIT,
    limits.PHRASE_WORDS_LIMIT,
    limits.WORD_CHARACTERS_LIMIT,
    limits.PREFIX_MIN_LETTERS,
  ]);
  assert.deepEqual([FAIR_SHARE, DEAR_SHARE], [1 / 1000, 1 / 100]);
});

test('imported queries become what the table says', () => {
  const importers: Record<string, (text: string) => Imported> = { Lucene: importLucene, X: importX };
  const rows = rowsUnder('Queries you have');
  assert.ok(rows.length >= 5);
  for (const [from = '', pasted = '', becomes = ''] of rows) {
    assert.equal(importers[from]?.(quoted(pasted)[0] ?? '').text, quoted(becomes)[0], pasted);
  }
  assert.equal(modernise('kestrel hums OR hiss'), 'kestrel (hums OR hiss)');
});

test('names are heard as the page says they are', () => {
  const hears = (query: string, text: string) => {
    const parsed = parseQuery(query);
    if (parsed.kind === 'error') assert.fail(parsed.message);
    const matcher = makeMatcher();
    matcher.set('q', parsed.query);
    const post = { text, title: null, authorHandle: null, lang: null, network: 'x', links: [], hasMedia: false };
    return matcher.match(post).length > 0;
  };
  for (const text of ['kestrel', 'KESTREL', 'Kestrl', '#KestrelFail', 'K3strel'])
    assert.ok(hears('~Kestrel', text), text);
  for (const text of ['AcmeAir', 'acme-air', 'acme air']) assert.ok(hears('~"Acme Air"', text), text);
  assert.ok(hears('~Acme', 'akme') && !hears('~Acme', 'acne'));
  assert.ok(
    hears('(~Kestrel -bird) OR @kestrel', '@kestrel is a bird') && !hears('~Kestrel -bird', 'a kestrel is a bird'),
  );
  assert.ok(hears('leaks NEAR/5 machine', 'my machine, so new and shiny, leaks'));
  assert.ok(!hears('=Apple', 'an apple'));
});
