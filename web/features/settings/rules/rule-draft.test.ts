import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ASKS_NOTHING, freshRule, isAskable, isSame, isWhole, type RuleRow, rulesOver } from './rule-draft.ts';

const fresh = freshRule('n', 'New');
const row = (id: string): RuleRow => ({
  ...freshRule(id, id),
  version: 1,
  updatedAt: '2026-11-22T00:00:00.000Z',
  acted: 0,
  failed: 0,
  lastFailed: null,
});

test('what is new stands behind all others, what is edited in its place', () => {
  const edited = new Map([
    ['n', fresh],
    ['a', { ...freshRule('a', 'Edited'), version: 1 }],
  ]);
  assert.deepEqual(
    rulesOver([row('a'), row('b')], edited).map(({ name }) => name),
    ['Edited', 'b', 'New'],
  );
});

test('a rule is whole once it says when, can read its words, and every deed is filled in', () => {
  const whole = { ...fresh, actions: [{ kind: 'tag' as const, tags: ['leak'] }] };
  assert.ok(isWhole(whole));
  assert.ok(!isWhole(fresh), 'does nothing');
  assert.ok(!isWhole({ ...whole, name: ' ' }));
  assert.ok(!isWhole({ ...whole, events: [] }));
  assert.ok(!isWhole({ ...whole, actions: [...whole.actions, { kind: 'tag', tags: [] }] }));
  assert.ok(!isWhole({ ...whole, actions: [{ kind: 'draft', savedReplyId: '' }] }));
  assert.ok(!isWhole({ ...whole, conditions: { ...ASKS_NOTHING, words: '(leak' } }));
});

test('words that are only begun ask for nothing; a mistake is not asked about', () => {
  assert.ok(isAskable({ ...fresh, conditions: { ...ASKS_NOTHING, words: ' ' } }));
  assert.ok(!isAskable({ ...fresh, conditions: { ...ASKS_NOTHING, words: '"leak' } }));
  assert.ok(isSame(fresh, { ...fresh, conditions: { ...ASKS_NOTHING, words: ' ' } }));
});
