import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countsNow } from './counts.ts';

const line = { active: 2, waiting: 1, snoozed: 0, resolved: 3 };
const counted = {
  mine: { ...line },
  team: { ...line },
  unassigned: { ...line },
  all: { active: 6, waiting: 3, snoozed: 0, resolved: 9 },
};

test('what moved since the count is added to the views it moved through', () => {
  const now = countsNow(counted, { 'inbox  open true': -1, 'inbox me open true': 1 }, 'me');
  assert.deepEqual(now.unassigned, { active: 1, waiting: 0, snoozed: 0, resolved: 3 });
  assert.deepEqual(now.mine, { active: 3, waiting: 2, snoozed: 0, resolved: 3 });
  assert.deepEqual(now.all, counted.all);
});

test('a resolved one is active no more, and waits for nobody', () => {
  const now = countsNow(counted, { 'inbox other open true': -1, 'inbox other resolved true': 1 }, 'me');
  assert.deepEqual(now.team, { active: 1, waiting: 0, snoozed: 0, resolved: 4 });
});

test('the count itself is left as it was', () => {
  countsNow(counted, { 'inbox  snoozed false': 5 }, 'me');
  assert.equal(counted.all.snoozed, 0);
});
