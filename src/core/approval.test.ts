import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ApprovalFacts, type ApprovalRule, needsApproval } from './approval.ts';

const facts: ApprovalFacts = {
  role: 'agent',
  memberForDays: 3.4,
  priority: 'normal',
  intents: ['complaint'],
  tags: ['Grinder'],
  network: 'bluesky',
  lang: 'de-AT',
  inboxId: 'i1',
  sentiment: 'neutral',
  urgency: 1,
  risk: null,
  followers: null,
  text: 'Your refund is on its way.',
};

function rule(more: Partial<ApprovalRule>): ApprovalRule {
  return {
    id: 'r1',
    name: 'Look first',
    isOn: true,
    roles: [],
    newerThanDays: null,
    priorities: [],
    intents: [],
    tags: [],
    networks: [],
    langs: [],
    inboxIds: [],
    sentiments: [],
    urgencyFrom: null,
    riskFrom: null,
    followersFrom: null,
    words: [],
    ...more,
  };
}

test('every condition that is set must hold, and each says what met it', () => {
  const why = needsApproval([rule({ newerThanDays: 14, tags: ['grinder'], langs: ['de'] })], facts);
  assert.deepEqual(why, {
    ruleId: 'r1',
    rule: 'Look first',
    reasons: [
      { kind: 'new', days: 3 },
      { kind: 'tag', word: 'grinder' },
      { kind: 'lang', word: 'de' },
    ],
  });
  assert.equal(needsApproval([rule({ newerThanDays: 14, tags: ['mill'] })], facts), null);
});

test('each condition alone can hold an answer up, and can let it go', () => {
  const pairs: [Partial<ApprovalRule>, Partial<ApprovalFacts>, Partial<ApprovalFacts>][] = [
    [{ roles: ['agent', 'partner'] }, { role: 'partner' }, { role: 'lead' }],
    [{ newerThanDays: 14 }, { memberForDays: 13.99 }, { memberForDays: 14 }],
    [{ priorities: ['urgent'] }, { priority: 'urgent' }, { priority: 'high' }],
    [{ intents: ['safety'] }, { intents: ['question', 'safety'] }, { intents: [] }],
    [{ tags: ['legal'] }, { tags: ['LEGAL'] }, { tags: ['illegal'] }],
    [{ networks: ['x'] }, { network: 'x' }, { network: 'mastodon' }],
    [{ langs: ['el'] }, { lang: 'el' }, { lang: null }],
    [{ inboxIds: ['i2'] }, { inboxId: 'i2' }, { inboxId: 'i1' }],
    [{ sentiments: ['negative', 'positive'] }, { sentiment: 'negative' }, { sentiment: null }],
    [{ urgencyFrom: 2 }, { urgency: 3 }, { urgency: 1 }],
    [{ urgencyFrom: 1 }, { urgency: 1 }, { urgency: null }],
    [{ riskFrom: 40 }, { risk: 40 }, { risk: 39 }],
    [{ riskFrom: 40 }, { risk: 90 }, { risk: null }],
    [{ followersFrom: 10_000 }, { followers: 10_000 }, { followers: null }],
    [{ words: ['money back'] }, { text: 'You get your Money-Back!' }, { text: 'You get money backwards' }],
  ];
  for (const [condition, holds, lets] of pairs) {
    const words = JSON.stringify(condition);
    assert.ok(needsApproval([rule(condition)], { ...facts, ...holds }), `${words} holds`);
    assert.equal(needsApproval([rule(condition)], { ...facts, ...lets }), null, `${words} lets go`);
  }
});

test('a rule without conditions holds everything; one that is off nothing; the first that fits is named', () => {
  assert.deepEqual(needsApproval([rule({})], facts)?.reasons, [{ kind: 'everybody' }]);
  assert.equal(needsApproval([rule({ isOn: false })], facts), null);
  const named = needsApproval(
    [rule({ networks: ['x'] }), rule({ id: 'r2', name: 'Second' }), rule({ id: 'r3' })],
    facts,
  );
  assert.equal(named?.rule, 'Second');
});
