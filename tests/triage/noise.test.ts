/** Noise and customers in eight languages, half and half: written after the rules, and nothing of it trains. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { featuresOf } from '../../src/core/triage/features.ts';
import { readNoise } from '../../src/core/triage/noise.ts';
import { loadHeads } from '../../src/load-heads.ts';
import { CUSTOMER_POSTS, NOISE_POSTS } from '../../training/noise-examples.ts';

type Row = { language: string; noise: 0 | 1; text: string };

const rows = readFileSync(join(import.meta.dirname, 'noise.jsonl'), 'utf8')
  .split('\n')
  .filter(line => line !== '')
  .map(line => JSON.parse(line) as Row);
const head = loadHeads().head('noise');
const wrong = rows.filter(
  ({ text, noise }) => (readNoise(text, featuresOf(text), head, { copies: 0 }).value !== null) !== (noise === 1),
);

/** Of five each. */
const MISTAKES_LIMIT = 1;

for (const language of new Set(rows.map(row => row.language))) {
  test(`${language}: at most one of five adverts is missed, and at most one of five customers is taken for one`, () => {
    for (const noise of [0, 1]) {
      const some = wrong.filter(row => row.language === language && row.noise === noise).map(({ text }) => text);
      assert.ok(some.length <= MISTAKES_LIMIT, some.join('\n'));
    }
  });
}

test('over all languages at most two customers of forty are taken for adverts', () => {
  const customers = wrong.filter(({ noise }) => noise === 0).map(({ text }) => text);
  assert.ok(customers.length <= 2, customers.join('\n'));
});

test('none of them trains', () => {
  const trained = new Set([...NOISE_POSTS, ...CUSTOMER_POSTS]);
  assert.deepEqual(
    rows.filter(({ text }) => trained.has(text)),
    [],
  );
});
