/**
 * The published set: invented posts with the dangers in them, and posts that only look alike. `dev` was looked at while the
 * rules were written, `held` was not. The later batches in `dev` were read once before the rules learnt from them (docs/triage.md).
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readDanger } from '../../src/core/triage/danger.ts';
import { DANGERS, type Danger } from '../../src/core/triage/reading.ts';

type Post = { text: string; dangers: Danger[]; lang: string; fold: 'dev' | 'held' };

const posts: Post[] = readFileSync(new URL('./danger.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map(line => JSON.parse(line));
const held = posts.filter(post => post.fold === 'held');

test('the set is large enough to say something', () => {
  assert.ok(posts.filter(post => post.dangers.length > 0).length >= 250);
  assert.ok(posts.filter(post => post.dangers.length === 0).length >= 150);
  assert.equal(new Set(posts.map(post => post.text)).size, posts.length);
});

test('of the held-back dangers at least 95 in 100 reach a person', () => {
  const dangerous = held.filter(post => post.dangers.length > 0);
  const missed = dangerous.filter(post => readDanger(post.text).length === 0);
  assert.ok(missed.length / dangerous.length <= 0.05, missed.map(post => post.text).join('\n'));
});

test('each kind is called by its name at least nine times in ten', () => {
  for (const danger of DANGERS) {
    const own = posts.filter(post => post.dangers.includes(danger));
    const named = own.filter(post => readDanger(post.text).some(read => read.danger === danger));
    assert.ok(own.length >= 30 && named.length / own.length >= 0.9, `${danger}: ${named.length} of ${own.length}`);
  }
});

test('of the posts that only look alike at most one in ten raises an alarm', () => {
  const harmless = held.filter(post => post.dangers.length === 0);
  const alarmed = harmless.filter(post => readDanger(post.text).length > 0);
  assert.ok(alarmed.length / harmless.length <= 0.1, alarmed.map(post => post.text).join('\n'));
});
