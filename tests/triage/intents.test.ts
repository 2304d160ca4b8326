/** The published posts of `intents.jsonl`: made up, in nine languages; `val` was looked at while the word lists were written. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { featuresOf } from '../../src/core/triage/features.ts';
import type { Head } from '../../src/core/triage/head.ts';
import { readIntents } from '../../src/core/triage/intents.ts';
import { loadHeads } from '../../src/load-heads.ts';

type Labelled = {
  id: string;
  language: string;
  fold: 'val' | 'test';
  text: string;
  intents: string[];
  requests: string[];
};

const posts = readFileSync(join(import.meta.dirname, 'intents.jsonl'), 'utf8')
  .split('\n')
  .filter(line => line !== '')
  .map(line => JSON.parse(line) as Labelled);
const shipped = loadHeads().head('intents');

function intentsOf(text: string, head: Head | undefined): Set<string> {
  const nobody = { dangers: [], ownDangers: [], ownRequests: [] };
  return new Set(readIntents({ text, features: featuresOf(text), head, ...nobody }).map(({ value }) => value));
}

function measure(intent: string, among: readonly Labelled[], head: Head | undefined) {
  let [right, said, holding] = [0, 0, 0];
  for (const { text, intents, requests } of among) {
    const [is, should] = [
      intentsOf(text, head).has(intent),
      [...intents, ...requests.map(one => `request.${one}`)].includes(intent),
    ];
    if (is) said += 1;
    if (should) holding += 1;
    if (is && should) right += 1;
  }
  return { recall: right / holding, precision: right / said };
}

const unseen = posts.filter(({ fold }) => fold === 'test');
const LANGUAGES = ['en', 'de', 'es', 'el', 'ar', 'fr', 'it', 'pt', 'nl'];

/** Least recall and precision on the fold that nobody looked at. */
const FLOORS: readonly (readonly [string, number, number])[] = [
  ['complaint', 0.9, 0.75],
  ['question', 0.9, 0.85],
  ['request', 0.8, 0.85],
  ['praise', 0.8, 0.7],
  ['thanks', 0.8, 0.8],
  ['leaving', 0.85, 0.7],
];

for (const [intent, leastRecall, leastPrecision] of FLOORS) {
  test(`${intent}: recall of ${leastRecall} and precision of ${leastPrecision} on posts nobody looked at`, () => {
    const { recall, precision } = measure(intent, unseen, shipped);
    assert.ok(recall >= leastRecall, `recall ${recall.toFixed(2)}`);
    assert.ok(precision >= leastPrecision, `precision ${precision.toFixed(2)}`);
  });
}

for (const language of LANGUAGES) {
  test(`${language}: fifteen posts at least, and complaints are found, by the head and by words alone`, () => {
    const own = posts.filter(post => post.language === language);
    assert.ok(own.length >= 15);
    for (const head of [shipped, undefined]) {
      const { recall } = measure('complaint', own, head);
      assert.ok(recall >= 0.85, `recall ${recall.toFixed(2)} ${head === undefined ? 'by words' : 'by the head'}`);
    }
  });
}

test('what is said of a request’s matter is right four times in five', () => {
  let [right, said] = [0, 0];
  for (const { text, requests } of unseen) {
    for (const one of intentsOf(text, shipped)) {
      if (!one.startsWith('request.')) continue;
      said += 1;
      if (requests.includes(one.replace('request.', ''))) right += 1;
    }
  }
  assert.ok(right / said >= 0.8, (right / said).toFixed(2));
});
