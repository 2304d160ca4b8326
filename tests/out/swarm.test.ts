import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runSwarm } from '../support/swarm.ts';

test('160 agents on 800 conversations for an hour: nobody is answered twice, nobody is forgotten', async () => {
  const { doubles, forgotten, turns, refused, given, returned } = await runSwarm({
    agents: 160,
    conversations: 800,
    minutes: 60,
    seed: 3,
  });
  assert.equal(doubles, 0, 'somebody was answered twice');
  assert.equal(forgotten, 0, 'somebody was forgotten');
  assert.ok(turns > 850, `only ${turns} turns`);
  // It shows nothing where nobody gets in anybody's way.
  assert.ok(refused > 50 && given > 50 && returned > 0, JSON.stringify({ refused, given, returned }));
});
