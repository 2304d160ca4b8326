/** The team board against a naive recount of turns and conversations, after random days. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { Refusal } from '../../src/core/refusal.ts';
import { assign } from '../../src/services/assign.ts';
import { claim } from '../../src/services/claim.ts';
import { sweep } from '../../src/services/clock.ts';
import type { Who } from '../../src/services/permit.ts';
import { knock } from '../../src/services/presence.ts';
import { reply } from '../../src/services/reply.ts';
import { resolve } from '../../src/services/resolve.ts';
import { readTeamBoard, type TeamBoard } from '../../src/services/team-board.ts';
import { giveToTeam, makeTeams } from '../../src/services/teams.ts';
import { makeChance } from '../support/chance.ts';
import { complaint, type TestDesk, testDesk } from '../support/desk.ts';
import { person } from '../support/hearing.ts';

type Office = TestDesk & { lead: Who; agents: Who[]; teams: (string | null)[]; ids: string[] };

/** Two teams, one of which has its midnight at 11:00 UTC, an hour before the day begins. */
async function office(t: TestContext): Promise<Office> {
  const d = await testDesk(t);
  const { db } = d.database;
  const lead = await d.colleague('lea', 'lead');
  const agents = [await d.colleague('ada'), await d.colleague('ben'), await d.colleague('cem')];
  const [ada = lead, ben = lead] = agents;
  const teams = makeTeams(d.desk);
  const west = await teams.make(lead, { name: 'West', members: [ada.agentId, ben.agentId] });
  const east = await teams.make(lead, { name: 'East', members: [ben.agentId] });
  const [usual, calendar] = [d.ear.makeId(), d.ear.makeId()];
  await sql`
    insert into calendar (brand_id, id, name, time_zone, week)
    values (${lead.brandId}, ${usual}, 'Athens', 'Europe/Athens', '[[],[],[],[],[],[],[]]'),
      (${lead.brandId}, ${calendar}, 'Auckland', 'Pacific/Auckland', '[[],[],[],[],[],[],[]]')`.execute(db);
  await sql`update team set calendar_id = ${calendar} where id = ${east.id}`.execute(db);
  return { ...d, lead, agents, teams: [west.id, east.id, null], ids: [] };
}

async function live(o: Office, chance: () => number, steps: number): Promise<void> {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)] as T;
  for (let step = 0; step < steps; step++) {
    const deed = o.ids.length === 0 ? 0 : chance();
    const id = o.ids.length === 0 ? '' : pick(o.ids);
    const agent = pick(o.agents);
    try {
      if (deed < 0.4) await hearOne(o, step, pick);
      else if (deed < 0.5) await assign(o.desk, o.lead, id, { assigneeId: pick([agent.agentId, null]) });
      else if (deed < 0.55) await claim(o.desk, agent, id);
      else if (deed < 0.75) await answer(o, agent, id);
      else if (deed < 0.8) await resolve(o.desk, agent, id, { openTurn: 'unanswered' });
      else if (deed < 0.9) o.pass(Math.floor(chance() * 600));
      else await sweep({ ...o.desk, log: () => undefined });
    } catch (error) {
      // Answered already, claimed by somebody else: a day goes on.
      if (!(error instanceof Refusal)) throw error;
    }
  }
  await sweep({ ...o.desk, log: () => undefined });
}

async function hearOne(o: Office, step: number, pick: <T>(list: readonly T[]) => T): Promise<void> {
  const at = new Date(o.desk.now().getTime() - pick([0, 60, 400, 2000, 5000]) * 1000);
  const id = await o.hear(complaint({ remoteId: `p${step}`, author: person(`c${step % 30}`), at }));
  if (!o.ids.includes(id)) o.ids.push(id);
  await giveToTeam(o.desk, o.lead, id, pick(o.teams));
}

async function answer(o: Office, agent: Who, id: string): Promise<void> {
  const { message } = await reply(o.desk, agent, id, { visibility: 'public', text: 'Sorry!' });
  await o.deliver(message.id);
}

type Row = {
  id: string;
  team: string | null;
  assignee: string | null;
  claimer: string | null;
  claimedUntil: Date | null;
  openedAt: Date;
  dueAt: Date | null;
  closedAt: Date | null;
  closer: string | null;
  outcome: string | null;
  warned: number;
};

/** Every turn there ever was, one after the other, as `docs/definitions.md` says it. */
async function recount(o: Office) {
  const { rows } = await sql<Row>`
    select c.id, c.team_id team, c.assignee_id assignee, c.claimed_by claimer, c.claimed_until "claimedUntil", t.opened_at "openedAt",
      t.due_at "dueAt", t.closed_at "closedAt", t.closed_agent_id closer, t.outcome, t.warned
    from turn t join conversation c on c.id = t.conversation_id`.execute(o.database.db);
  const now = o.desk.now();
  const midnights = o.teams.map((_, k) => new Date(k === 1 ? '2026-11-22T11:00:00Z' : '2026-11-21T22:00:00Z'));
  const teams = o.teams.map((team, k) => {
    const since = midnights[k] ?? now;
    const mine = rows.filter(row => row.team === team);
    const open = mine.filter(row => row.outcome === null);
    const isLate = (row: Row) => row.dueAt !== null && row.dueAt <= now;
    return {
      teamId: team,
      kept: mine.filter(row => isKept(row) && row.closedAt !== null && row.closedAt >= since).length,
      broken: mine.filter(row => isBroken(row, now) && row.dueAt !== null && row.dueAt >= since).length,
      atRisk: open.filter(row => isRisky(row, now)).length,
      soon: open.filter(row => !isLate(row) && (row.dueAt?.getTime() ?? Infinity) - now.getTime() <= 600_000).length,
      waiting: open.length,
      unassigned: open.filter(row => row.assignee === null).length,
      late: open.filter(isLate).length,
    };
  });
  const hands = o.agents.map(({ agentId }) => {
    const counts = (row: Row) => (row.outcome === null ? row.assignee : row.closer) === agentId;
    const since = (row: Row) => midnights[o.teams.indexOf(row.team)] ?? now;
    return {
      agentId,
      holds: rows.filter(row => row.outcome === null && holderOf(row, now) === agentId).length,
      kept: rows.filter(row => counts(row) && isKept(row) && row.closedAt !== null && row.closedAt >= since(row))
        .length,
      broken: rows.filter(row => counts(row) && isBroken(row, now) && row.dueAt !== null && row.dueAt >= since(row))
        .length,
    };
  });
  return { teams, hands };
}

function isKept({ outcome, closedAt, dueAt }: Row): boolean {
  return outcome === 'answered' && closedAt !== null && dueAt !== null && closedAt <= dueAt;
}

function isBroken(row: Row, now: Date): boolean {
  if (row.dueAt === null || row.dueAt > now || isKept(row)) return false;
  return row.outcome !== 'not_needed' && row.outcome !== 'withdrawn';
}

/** These promises are of 15 minutes. */
function isRisky({ dueAt, warned }: Row, now: Date): boolean {
  return dueAt !== null && dueAt > now && (warned > 0 || dueAt.getTime() - now.getTime() < 180_000);
}

function holderOf({ claimer, claimedUntil, assignee }: Row, now: Date): string | null {
  return claimer !== null && claimedUntil !== null && claimedUntil > now ? claimer : assignee;
}

const numbers = ({ teams, colleagues }: TeamBoard, people: readonly Who[]) => ({
  teams: teams
    .map(({ name: _, timeZone: __, ...standing }) => standing)
    .toSorted((a, b) => (String(b.teamId) < String(a.teamId) ? 1 : -1)),
  hands: people.map(({ agentId }) => {
    const one = colleagues.find(colleague => colleague.agentId === agentId);
    return { agentId, holds: one?.holds, kept: one?.kept, broken: one?.broken };
  }),
});

test('after any day the numbers are those of a recount, turn by turn', async t => {
  let seen = 0;
  for (const seed of [1, 2, 3]) {
    const o = await office(t);
    const warnings = seed === 2 ? [0.5] : [];
    await sql`update policy set warnings = ${warnings}`.execute(o.database.db);
    const chance = makeChance(seed);
    for (let part = 0; part < 3; part++) {
      await live(o, chance, 40);
      const board = await readTeamBoard(o.desk, o.lead);
      const counted = await recount(o);
      assert.deepEqual(
        numbers(board, o.agents),
        { ...counted, teams: counted.teams.toSorted((a, b) => (String(b.teamId) < String(a.teamId) ? 1 : -1)) },
        `seed ${seed}, part ${part}`,
      );
      assert.equal(
        board.atRisk.length,
        board.teams.reduce((n, one) => n + one.atRisk, 0),
      );
      assert.ok(board.conversations.length >= board.atRisk.length);
      seen += board.teams.reduce(
        (n, one) => n + Number(one.kept > 0) + Number(one.broken > 0) + Number(one.atRisk > 0),
        0,
      );
    }
  }
  assert.ok(seen > 25, `the days were too quiet to prove anything: ${seen}`);
});

test('an agent sees the own teams, and of the figures of persons only the own', async t => {
  const o = await office(t);
  const [ada = o.lead, ben = o.lead, cem = o.lead] = o.agents;
  await live(o, makeChance(5), 50);
  const board = await readTeamBoard(o.desk, ada);
  assert.deepEqual(
    board.teams.map(({ name }) => name),
    ['West'],
  );
  assert.deepEqual(
    board.colleagues.map(one => [one.agentId, one.kept === null]),
    [
      [ada.agentId, false],
      [ben.agentId, true],
    ],
  );
  assert.ok(board.conversations.every(({ teamId }) => teamId === o.teams[0]));
  const hers = await readTeamBoard(o.desk, cem);
  assert.deepEqual(
    hers.teams.map(({ teamId }) => teamId),
    [null],
  );
  assert.deepEqual(
    hers.colleagues.map(one => one.agentId),
    [cem.agentId, o.lead.agentId],
  );
  const partner: Who = { ...cem, reach: { role: 'partner', inboxes: [] } };
  await assert.rejects(async () => readTeamBoard(o.desk, partner), { code: 'not_allowed' });
});

test('who is on, what they carry, and what comes due next', async t => {
  const o = await office(t);
  const [ada = o.lead] = o.agents;
  await knock(o.desk, ada, { active: true });
  const at = o.desk.now();
  const id = await o.hear(complaint({ remoteId: 'only', at }));
  await assign(o.desk, o.lead, id, { assigneeId: ada.agentId });
  const board = await readTeamBoard(o.desk, o.lead);
  const hers = board.colleagues.find(({ agentId }) => agentId === ada.agentId);
  assert.equal(hers?.state, 'on');
  assert.deepEqual([hers.load, hers.capacity, hers.holds, hers.next, hers.given], [1, 6, 1, [id], [id]]);
  assert.equal(board.nextDueAt, new Date(at.getTime() + 15 * 60_000).toISOString());
  assert.deepEqual([board.atRisk, board.late, board.isMore], [[], [], false]);
});
