import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  ANYTHING,
  CONDITIONS,
  choosePolicy,
  defaultPolicies,
  explainPolicies,
  type Policy,
  type PolicyConditions,
  type PolicyFacts,
} from './policy.ts';

const facts: PolicyFacts = {
  inboxId: 'care',
  network: 'bluesky',
  visibility: 'public',
  lang: 'el-GR',
  priority: 'high',
  intents: ['complaint'],
  sentiment: 'negative',
  urgency: 2,
  noise: null,
  contactTags: ['VIP'],
  tags: ['grinder'],
  teamId: 'athens',
  heard: false,
};

function policy(name: string, conditions: Partial<PolicyConditions>): Policy {
  const minutes = { firstMinutes: 5, nextMinutes: 5, resolutionMinutes: null };
  return {
    id: name,
    name,
    conditions: { ...ANYTHING, ...conditions },
    ...minutes,
    hours: { kind: 'always' },
    warnings: [0.5],
    steps: [],
  };
}

function fits(conditions: Partial<PolicyConditions>): boolean {
  return choosePolicy([policy('it', conditions)], facts).policy !== null;
}

test('the first that fits applies and says why', () => {
  const chosen = choosePolicy(
    [policy('private', { visibility: 'private' }), policy('greek', { languages: ['el'] }), policy('rest', {})],
    facts,
  );
  assert.equal(chosen.policy?.name, 'greek');
  assert.deepEqual(chosen.because, [{ condition: 'languages', value: 'el' }]);
});

test('a policy that asks for nothing fits everybody, and where none fits nothing is promised', () => {
  assert.deepEqual(choosePolicy([policy('rest', {})], facts).because, []);
  assert.deepEqual(choosePolicy([], facts), { policy: null, because: [] });
});

test('every condition is met by what it names and by nothing else', () => {
  const met: PolicyConditions = {
    inboxIds: ['sales', 'care'],
    networks: ['bluesky'],
    visibility: 'public',
    languages: ['de', 'el'],
    priorities: ['high', 'urgent'],
    intents: ['danger', 'complaint'],
    sentiments: ['neutral', 'negative'],
    urgency: 2,
    noise: false,
    contactTags: ['vip'],
    tags: ['Grinder'],
    teamIds: ['athens'],
    heard: false,
  };
  const unmet: PolicyConditions = {
    inboxIds: ['sales'],
    networks: ['mastodon'],
    visibility: 'private',
    languages: ['el-CY', 'e'],
    priorities: ['urgent'],
    intents: ['danger'],
    sentiments: ['positive'],
    urgency: 3,
    noise: true,
    contactTags: ['press'],
    tags: ['grind'],
    teamIds: ['berlin'],
    heard: true,
  };
  for (const condition of CONDITIONS) {
    assert.ok(fits({ [condition]: met[condition] }), `${condition} is met`);
    assert.ok(!fits({ [condition]: unmet[condition] }), `${condition} is not met`);
    assert.ok(!fits({ ...met, [condition]: unmet[condition] }), `${condition} alone stands against it`);
  }
  assert.deepEqual(Object.keys(ANYTHING).sort(), [...CONDITIONS].sort());
});

test('what is not known meets nothing', () => {
  const blank = { ...facts, lang: null, teamId: null, sentiment: null, urgency: null };
  assert.equal(choosePolicy([policy('angry', { sentiments: ['negative'] })], blank).policy, null);
  assert.equal(choosePolicy([policy('soon', { urgency: 1 })], blank).policy, null);
  assert.equal(choosePolicy([policy('greek', { languages: ['el'] })], blank).policy, null);
  assert.equal(choosePolicy([policy('athens', { teamIds: ['athens'] })], blank).policy, null);
});

test('each policy is told what speaks for or against it', () => {
  const verdicts = explainPolicies(
    [policy('danger', { intents: ['danger'] }), policy('public', { visibility: 'public' }), policy('rest', {})],
    facts,
  );
  assert.deepEqual(verdicts, [
    { policyId: 'danger', kind: 'against', against: 'intents' },
    { policyId: 'public', kind: 'applies', because: [{ condition: 'visibility', value: 'public' }] },
    { policyId: 'rest', kind: 'later', because: [] },
  ]);
});

test('a new brand promises five minutes for danger at any hour and for public complaints in hours, half an hour and an hour for the rest', () => {
  const policies = defaultPolicies(() => 'id');
  const minutes = (more: Partial<PolicyFacts>) => {
    const { policy: one } = choosePolicy(policies, { ...facts, ...more });
    return [one?.firstMinutes, one?.nextMinutes, one?.hours.kind];
  };
  assert.deepEqual(minutes({ intents: ['danger'], visibility: 'private' }), [5, 5, 'always']);
  assert.deepEqual(minutes({ intents: ['complaint'] }), [5, 5, 'team']);
  assert.deepEqual(minutes({ intents: ['complaint'], visibility: 'private' }), [30, 60, 'team']);
  assert.deepEqual(minutes({ intents: [] }), [30, 60, 'team']);
});
