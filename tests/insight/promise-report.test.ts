/** The promise now and over time, and what silence costs, worked out by hand. Promises here are of a quarter of an hour. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { Refusal } from '../../src/core/refusal.ts';
import type { Who } from '../../src/services/permit.ts';
import { changeSettings } from '../../src/services/reports/insight-settings.ts';
import { readPromiseParts, readPromiseReport } from '../../src/services/reports/promise.ts';
import { readPromiseNow } from '../../src/services/reports/promise-now.ts';
import { readSilence } from '../../src/services/reports/silence.ts';
import { listTurnsBehind } from '../../src/services/reports/turn-rows.ts';
import { resolve } from '../../src/services/resolve.ts';
import { readTeamBoard } from '../../src/services/team-board.ts';
import { giveToTeam, makeTeams } from '../../src/services/teams.ts';
import { type TestDesk, testDesk } from '../support/desk.ts';
import { post } from '../support/hearing.ts';

type World = TestDesk & { lead: Who; agent: Who; team: string };

/** Seven wait, since 1, 8, 11, 13, 14, 20 and 90 minutes; four were answered today, one of them late; one never. */
async function world(t: TestContext): Promise<World> {
  const d = await testDesk(t);
  const [lead, agent] = [await d.colleague('Lea', 'lead'), await d.colleague('Ada')];
  const { id: team } = await makeTeams(d.desk).make(lead, { name: 'Care' });
  for (const minutes of [1, 8, 11, 13, 14, 20, 90]) {
    const id = await d.hear(post(`w${minutes}`, `waits${minutes}`, minutes, { lang: minutes > 10 ? 'el' : 'en' }));
    if (minutes > 10) await giveToTeam(d.desk, lead, id, team);
  }
  for (const [place, took] of [5, 10, 15, 16].entries()) {
    await d.hear(post(`q${place}`, `c${place}`, 120));
    await d.ear.hear(post(`a${place}`, 'kestrel', 120 - took, { parentRemoteId: `q${place}` }));
  }
  const never = await d.hear(post('n', 'never', 120));
  await resolve(d.desk, lead, never, { openTurn: 'unanswered' });
  return { ...d, lead, agent, team };
}

const NOW_WHOLE = { kept: 3, broken: 4, atRisk: 2, soon: 4, waiting: 7, unassigned: 7, late: 2 };
const DAY = { period: 'today' } as const;

test('the promise now: what waits, is at risk, late, and breaks within ten minutes, by the counts of the board', async t => {
  const w = await world(t);
  const now = await readPromiseNow(w.desk, w.lead, {});
  // Of a quarter of an hour: 8, 11, 13 and 14 minutes ago break within ten; of the last two less than a fifth is left.
  assert.deepEqual(now.whole, NOW_WHOLE);
  assert.equal(now.nextDueAt, '2026-11-22T12:01:00.000Z');
  const { teams } = await readTeamBoard(w.desk, w.lead);
  const sum = (which: keyof typeof NOW_WHOLE) => teams.reduce((n, one) => n + one[which], 0);
  for (const [which, n] of Object.entries(NOW_WHOLE)) assert.equal(sum(which as keyof typeof NOW_WHOLE), n, which);
  for (const way of ['team', 'network', 'language', 'hour'] as const) {
    const parts = now.parts[way];
    for (const [which, n] of Object.entries(NOW_WHOLE)) {
      const added = parts.reduce((all, part) => all + part[which as keyof typeof NOW_WHOLE], 0);
      assert.equal(added, n, `${which} by ${way}`);
    }
  }
  const care = now.parts.team.find(part => part.key === w.team);
  assert.deepEqual([care?.name, care?.waiting, care?.late, care?.atRisk, care?.soon], ['Care', 5, 2, 2, 3]);
  const greek = await readPromiseNow(w.desk, w.lead, { language: ['el'] });
  assert.deepEqual([greek.whole.waiting, greek.whole.kept], [5, 0]);
});

test('each of these figures opens as many rows, whenever they wrote', async t => {
  const w = await world(t);
  const total = async (wanted: object) =>
    (await listTurnsBehind(w.desk, w.agent, { ...DAY, ...wanted, limit: 20 })).total;
  const asked = [
    { now: 'all' },
    { now: 'soon' },
    { now: 'risk' },
    { now: 'late' },
    { today: 'kept' },
    { today: 'broken' },
  ];
  const { waiting, soon, atRisk, late, kept, broken } = NOW_WHOLE;
  assert.deepEqual(await Promise.all(asked.map(total)), [waiting, soon, atRisk, late, kept, broken]);
  assert.equal(await total({ now: 'late', team: [w.team] }), 2);
  // Tomorrow those that wait are all late, and nothing has been decided yet but by the clock.
  w.pass(24 * 3600);
  assert.deepEqual(await Promise.all(asked.map(total)), [7, 0, 0, 7, 0, 0]);
});

test('kept over a time is of what came due, late by a second is late, and few are not told as a share', async t => {
  const w = await world(t);
  const { whole, before } = await readPromiseReport(w.desk, w.agent, DAY);
  assert.deepEqual([whole.due, whole.kept, whole.broken, whole.isFew], [7, 3, 4, true]);
  assert.equal(before.due, 0);
  const { rows } = await readPromiseParts(w.desk, w.agent, { ...DAY, by: 'language' });
  assert.deepEqual(
    rows.map(({ key, due, kept, broken }) => [key, due, kept, broken]),
    [
      ['en', 5, 3, 2],
      ['el', 2, 0, 2],
    ],
  );
  const total = async (wanted: object) =>
    (await listTurnsBehind(w.desk, w.agent, { ...DAY, ...wanted, limit: 1 })).total;
  assert.deepEqual([await total({ standing: 'kept' }), await total({ standing: 'broken' })], [3, 4]);
});

test('the cost of silence is turns times chance times value, and nobody is told a value that nobody entered', async t => {
  const w = await world(t);
  const first = await readSilence(w.desk, w.lead, DAY);
  // Late are the one answered after sixteen minutes and the two that are overdue.
  assert.deepEqual([first.turns, first.unanswered, first.late, first.silent, first.customers], [12, 1, 3, 4, 4]);
  assert.equal(first.waiting, 2);
  assert.deepEqual([first.factors.leaveShare, first.factors.customerValue, first.cost], [0.3, null, null]);
  assert.equal(first.leaving, 4 * 0.3);
  const tried = await readSilence(w.desk, w.lead, { ...DAY, leaveShare: 0.5, customerValue: 100 });
  assert.equal(tried.cost, 4 * 0.5 * 100);
  assert.equal((await readSilence(w.desk, w.lead, DAY)).cost, null, 'what is tried is not kept');
  await changeSettings(w.desk, w.lead, { customerValue: 250, currency: 'EUR' });
  const kept = await readSilence(w.desk, w.lead, DAY);
  assert.deepEqual([kept.cost, kept.factors.currency], [4 * 0.3 * 250, 'EUR']);
  assert.deepEqual(kept.parts, [{ network: 'square', unanswered: 1, late: 3, silent: 4, turns: 12 }]);
  const rows = await listTurnsBehind(w.desk, w.agent, { ...DAY, standing: 'silent', limit: 10 });
  assert.deepEqual([rows.total, rows.rows.map(row => row.kept)], [4, [false, false, false, false]]);
  assert.equal((await listTurnsBehind(w.desk, w.agent, { ...DAY, standing: 'late', limit: 10 })).total, 3);
});

test('what a customer is worth is told to leads, and an amount without its currency is refused', async t => {
  const w = await world(t);
  await changeSettings(w.desk, w.lead, { customerValue: 250, currency: 'EUR' });
  const seen = await readSilence(w.desk, w.agent, DAY);
  assert.deepEqual([seen.silent, seen.cost, seen.factors.customerValue, seen.factors.currency], [4, null, null, null]);
  const refused = (says: RegExp) => (error: unknown) => error instanceof Refusal && says.test(error.message);
  await assert.rejects(readSilence(w.desk, w.agent, { ...DAY, customerValue: 10 }), refused(/role/));
  await assert.rejects(changeSettings(w.desk, w.lead, { currency: null }), refused(/currency/));
  await assert.rejects(changeSettings(w.desk, w.lead, { leaveShare: 1.2 }), refused(/between 0% and 100%/));
});
