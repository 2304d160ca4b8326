/** The head that hears dangers no rule knows, as it is shipped: beside the rules, never instead of them. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readDanger } from '../../src/core/triage/danger.ts';
import { DANGER_HEARD_FROM } from '../../src/core/triage/danger-head.ts';
import { featuresOf } from '../../src/core/triage/features.ts';
import type { Head } from '../../src/core/triage/head.ts';
import { loadHeads } from '../../src/load-heads.ts';
import { ORDINARY_POSTS } from '../../training/danger-examples.ts';

const head = loadHeads().head('danger');
const held: { text: string; dangers: string[] }[] = readFileSync(new URL('./danger.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map(line => JSON.parse(line))
  .filter(post => post.fold === 'held');

function isHeard(text: string): boolean {
  return readDanger(text, featuresOf(text), head).length > 0;
}

test('whatever the head says, what the rules find counts', () => {
  const deaf: Head = { ...head, bias: head.bias.map(() => -100) };
  for (const { text } of held) assert.deepEqual(readDanger(text, featuresOf(text), deaf), readDanger(text), text);
});

test('a danger that no rule knows is heard, with the words that say it and how sure that is', () => {
  const text = 'you sent my invoice to a complete stranger';
  assert.deepEqual(readDanger(text), []);
  const [heard] = readDanger(text, featuresOf(text), head);
  assert.equal(heard?.danger, 'data_breach');
  assert.ok(heard.heard !== undefined && heard.heard.sure >= DANGER_HEARD_FROM && heard.heard.sure <= 1);
  assert.ok(heard.spans.length > 0);
});

test('with the head no fewer dangers are heard, and of what only looks alike at most one in eight raises an alarm', () => {
  const [dangerous, harmless] = [
    held.filter(post => post.dangers.length > 0),
    held.filter(post => post.dangers.length === 0),
  ];
  assert.ok(dangerous.filter(post => isHeard(post.text)).length / dangerous.length >= 0.95);
  const alarmed = harmless.filter(post => isHeard(post.text));
  assert.ok(alarmed.length / harmless.length <= 1 / 8, alarmed.map(post => post.text).join('\n'));
});

test('of what customers write every day at most one in fifty raises an alarm', () => {
  const alarmed = ORDINARY_POSTS.filter(isHeard);
  assert.ok(alarmed.length / ORDINARY_POSTS.length <= 0.02, alarmed.join('\n'));
});
