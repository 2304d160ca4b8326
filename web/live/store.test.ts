import assert from 'node:assert/strict';
import { test } from 'node:test';
import { beginAnew, holdCounts, resetStore, stopCounting, whenCounted } from './store.ts';

const none = { active: 0, waiting: 0, snoozed: 0, resolved: 0 };
const counted = { counts: { mine: none, team: none, unassigned: none, all: none }, seq: 7 };

/** Whether a screen that asks now may read its rows. */
async function mayRead(): Promise<boolean> {
  let may = false;
  whenCounted().then(() => {
    may = true;
  });
  await Promise.resolve();
  return may;
}

test('rows are read only once the counts are held, and again after everything began anew', async () => {
  const early = whenCounted();
  resetStore('nadia');
  assert.equal(await mayRead(), false);
  holdCounts(counted);
  await early;
  assert.equal(await mayRead(), true);
  beginAnew('nadia');
  assert.equal(await mayRead(), false);
  stopCounting();
  assert.equal(await mayRead(), true);
});
