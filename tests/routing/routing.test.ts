/** Work that finds its people, on a real database: given once, taken from who goes quiet once, and always with a trace. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import type { Because } from '../../src/core/because.ts';
import { OFF_AFTER_SECONDS } from '../../src/core/presence.ts';
import type { Skill } from '../../src/core/skill.ts';
import { assign } from '../../src/services/assign.ts';
import { claim, next } from '../../src/services/claim.ts';
import { openConversation } from '../../src/services/open.ts';
import type { Who } from '../../src/services/permit.ts';
import { knock, listPresence } from '../../src/services/presence.ts';
import { reply } from '../../src/services/reply.ts';
import { routeOnce } from '../../src/services/route-work.ts';
import { giveToTeam, makeTeams, type Teams } from '../../src/services/teams.ts';
import { complaint, type TestDesk, testDesk } from '../support/desk.ts';
import { person } from '../support/hearing.ts';

type Office = TestDesk & {
  lead: Who;
  teams: Teams;
  teamId: string;
  /** A colleague of the team, at an open desk. */
  sits(name: string, skills?: Skill[], capacity?: number): Promise<Who>;
  /** These desks knock; time has passed. */
  knocks(...people: Who[]): Promise<void>;
  heard(n: number, more?: Parameters<typeof complaint>[0]): Promise<string[]>;
  holders(): Promise<Record<string, number>>;
  whoHas(id: string): Promise<string | null>;
  traces(): Promise<Because[][]>;
  /** Little of every promise is left, and these desks have knocked. */
  presses(...people: Who[]): Promise<void>;
};

async function office(t: TestContext, handsOut: 'push' | 'pull' = 'push'): Promise<Office> {
  const d = await testDesk(t, { max: 10 });
  const lead = await d.colleague('Lea', 'lead');
  const teams = makeTeams(d.desk);
  const team = await teams.make(lead, { name: 'Care', handsOut, inboxes: [d.ear.inboxId] });
  const members: string[] = [];
  let heard = 0;
  return {
    ...d,
    lead,
    teams,
    teamId: team.id,
    async sits(name, skills = [], capacity = 6) {
      const who = await d.colleague(name);
      members.push(who.agentId);
      await teams.change(lead, team.id, { members });
      await teams.changeWorking(lead, who.agentId, { skills, capacity });
      await knock(d.desk, who, { active: true });
      return who;
    },
    async knocks(...people) {
      for (const who of people) await knock(d.desk, who, { active: true });
    },
    async heard(n, more = {}) {
      const ids: string[] = [];
      for (let k = 0; k < n; k++, heard++)
        ids.push(
          await d.hear(complaint({ remoteId: `p${heard}`, author: person(`c${heard}`), at: d.desk.now(), ...more })),
        );
      return ids;
    },
    async presses(...people) {
      const { rows } = await sql<{ seconds: number }>`
        select extract(epoch from min(turn_opened_at + (due_at - turn_opened_at) * 0.8) - ${d.desk.now()}::timestamptz)::float8 seconds
        from conversation where turn_id is not null`.execute(d.database.db);
      d.pass(Math.ceil(rows[0]?.seconds ?? 0));
      for (const who of people) await knock(d.desk, who, { active: true });
    },
    async holders() {
      const { rows } = await sql<{ name: string; n: number }>`
        select coalesce(a.name, 'nobody') as name, count(*)::int n from conversation c left join agent a on a.id = c.assignee_id
        group by 1 order by 1`.execute(d.database.db);
      return Object.fromEntries(rows.map(({ name, n }) => [name, n]));
    },
    async whoHas(id) {
      const { rows } = await sql<{ name: string | null }>`
        select a.name from conversation c left join agent a on a.id = c.assignee_id where c.id = ${id}`.execute(
        d.database.db,
      );
      return rows[0]?.name ?? null;
    },
    async traces() {
      const { rows } = await sql<{ because: Because[] }>`
        select data->'because' because from event where data ? 'because' order by seq`.execute(d.database.db);
      return rows.map(({ because }) => because);
    },
  };
}

const speaks = (...languages: string[]): Skill[] => languages.map(value => ({ kind: 'language', value }));

test('work that comes into a pushing team’s inbox is given out evenly, with the reasons', async t => {
  const o = await office(t);
  const [ada, bea] = [await o.sits('Ada'), await o.sits('Bea')];
  await o.heard(4);
  assert.equal((await routeOnce(o.desk)).given, 2);
  assert.deepEqual(await o.holders(), { Ada: 1, Bea: 1, nobody: 2 });
  assert.deepEqual(
    (await o.traces())[0]?.map(one => one.kind),
    ['urgent', 'room'],
  );
  assert.equal((await routeOnce(o.desk)).given, 0, 'while there is time, it waits for whoever is free first');
  await o.presses(ada, bea);
  assert.equal((await routeOnce(o.desk)).given, 2);
  assert.deepEqual(await o.holders(), { Ada: 2, Bea: 2 });
});

test('plates are not filled over the brim, and what is left is given as they empty', async t => {
  const o = await office(t);
  const ada = await o.sits('Ada', [], 2);
  await o.heard(3);
  await o.presses(ada);
  await routeOnce(o.desk);
  assert.deepEqual(await o.holders(), { Ada: 2, nobody: 1 });
  const { conversation } = await next(o.desk, ada, []);
  const id = conversation?.id ?? '';
  const answered = await reply(o.desk, ada, id, { visibility: 'public', text: 'Sorry!' });
  o.pass(10);
  await o.deliver(answered.message.id);
  assert.equal((await routeOnce(o.desk)).given, 1);
});

test('six processes hand out at once and give each thing once, to nobody too much', async t => {
  const o = await office(t);
  const people: Who[] = [];
  for (const name of ['Ada', 'Bea', 'Cleo', 'Dora']) people.push(await o.sits(name, [], 3));
  await o.heard(20);
  await o.presses(...people);
  const looks = await Promise.all(Array.from({ length: 6 }, () => routeOnce(o.desk)));
  const given = looks.reduce((sum, look) => sum + look.given, 0) + (await routeOnce(o.desk)).given;
  assert.equal(given, 12);
  assert.deepEqual(await o.holders(), { Ada: 3, Bea: 3, Cleo: 3, Dora: 3, nobody: 8 });
  const { rows } = await sql<{ n: number }>`
    select count(*)::int n from event where data->>'change' = 'assigned'`.execute(o.database.db);
  assert.equal(rows[0]?.n, 12);
});

test('in a pulling team nothing is given; whoever asks is served what they can read', async t => {
  const o = await office(t, 'pull');
  const ada = await o.sits('Ada', speaks('en'));
  const eleni = await o.sits('Eleni', speaks('en', 'el'));
  const [greek] = await o.heard(1, { lang: 'el' });
  const [english] = await o.heard(1, { lang: 'en' });
  assert.equal((await routeOnce(o.desk)).given, 0);
  assert.equal((await next(o.desk, ada, [])).conversation?.id, english);
  assert.equal((await next(o.desk, ada, [english ?? ''])).conversation, null);
  assert.equal((await next(o.desk, eleni, [])).conversation?.id, greek);
  assert.ok((await o.traces()).at(-1)?.some(one => one.kind === 'language' && one.language === 'el'));
});

test('the same person is served by whom they know', async t => {
  const o = await office(t, 'pull');
  const [ada, bea] = [await o.sits('Ada'), await o.sits('Bea')];
  const [first] = await o.heard(1);
  await next(o.desk, ada, []);
  const sent = await reply(o.desk, ada, first ?? '', { visibility: 'public', text: 'Here we are' });
  o.pass(10);
  await o.deliver(sent.message.id);
  const [stranger] = await o.heard(1);
  o.pass(30);
  await o.hear(complaint({ remoteId: 'again', author: person('c0'), at: o.desk.now(), parentRemoteId: 'p0' }));
  await o.knocks(ada, bea);
  const served = await next(o.desk, bea, []);
  assert.equal(served.conversation?.id, stranger);
  const mine = await next(o.desk, ada, []);
  assert.equal(mine.conversation?.face?.handle, 'c0');
  assert.ok((await o.traces()).at(-1)?.some(one => one.kind === 'continuity'));
});

test('who closes the desk loses what waits, once, however many look; it is given to who is there, and says why', async t => {
  const o = await office(t);
  const ada = await o.sits('Ada');
  for (const id of await o.heard(3)) await assign(o.desk, o.lead, id, { assigneeId: ada.agentId });
  const bea = await o.sits('Bea');
  o.pass(OFF_AFTER_SECONDS);
  await o.knocks(bea);
  await routeOnce(o.desk);
  assert.deepEqual(await o.holders(), { Ada: 3 }, 'at the last second she is still there');
  o.pass(1);
  const looks = await Promise.all(Array.from({ length: 5 }, () => routeOnce(o.desk)));
  assert.equal(
    looks.reduce((sum, look) => sum + look.returned, 0),
    3,
  );
  await routeOnce(o.desk);
  assert.deepEqual(await o.holders(), { Bea: 1, nobody: 2 });
  const quiet = (await o.traces()).filter(because => because[0]?.kind === 'quiet');
  assert.deepEqual(
    quiet.map(([one]) => one?.kind === 'quiet' && [one.agentId, one.why]),
    Array(3).fill([ada.agentId, 'off']),
  );
});

test('a danger that somebody leaves with goes to a busy colleague at once; all else waits for who is free', async t => {
  const o = await office(t);
  const [ada, bea] = [await o.sits('Ada'), await o.sits('Bea')];
  const [has] = await o.heard(1);
  await assign(o.desk, o.lead, has ?? '', { assigneeId: bea.agentId });
  const [calm] = await o.heard(1, { text: 'My grinder arrived with a crack in the lid, do I send it back?' });
  const [danger] = await o.heard(1, { text: 'My grinder arrived with a crack in the lid, is it safe to use?' });
  for (const id of [calm, danger]) await assign(o.desk, o.lead, id ?? '', { assigneeId: ada.agentId });
  await knock(o.desk, ada, { active: false, leaving: true });
  const { returned, given } = await routeOnce(o.desk);
  assert.deepEqual({ returned, given }, { returned: 2, given: 1 });
  assert.equal(await o.whoHas(danger ?? ''), 'Bea');
  assert.equal(await o.whoHas(calm ?? ''), null);
  const [urgent] = (await o.traces()).at(-1) ?? [];
  assert.equal(urgent?.kind === 'urgent' && urgent.risk, 'danger');
});

test('a process that dies while it takes work back leaves it whole, and the next one finishes', async t => {
  const o = await office(t);
  await o.sits('Ada');
  const [id] = await o.heard(1);
  await routeOnce(o.desk);
  const bea = await o.sits('Bea');
  o.pass(OFF_AFTER_SECONDS + 1);
  await o.knocks(bea);
  const dying = new Proxy(o.desk.db, {
    get: (db, name) =>
      name !== 'transaction'
        ? Reflect.get(db, name, db).bind(db)
        : () => ({
            execute: (deed: (tx: unknown) => Promise<unknown>) =>
              db.transaction().execute(async tx => {
                await deed(tx);
                throw new Error('the process is gone');
              }),
          }),
  });
  await assert.rejects(routeOnce({ ...o.desk, db: dying }), /the process is gone/);
  assert.equal(await o.whoHas(id ?? ''), 'Ada');
  assert.equal((await o.traces()).length, 1);
  await routeOnce(o.desk);
  assert.equal(await o.whoHas(id ?? ''), 'Bea');
  assert.equal((await o.traces()).length, 3);
});

test('who is away, and who let go of an answer without a word, lose it at half its time', async t => {
  const o = await office(t, 'pull');
  const [ada, bea, cleo] = [await o.sits('Ada'), await o.sits('Bea'), await o.sits('Cleo')];
  const [hers, dropped] = await o.heard(2);
  await assign(o.desk, o.lead, hers ?? '', { assigneeId: ada.agentId });
  await assign(o.desk, o.lead, dropped ?? '', { assigneeId: bea.agentId });
  await claim(o.desk, bea, dropped ?? '');
  await knock(o.desk, ada, { active: false, away: 'break' });
  assert.equal((await listPresence(o.desk, o.lead)).find(one => one.agentId === ada.agentId)?.reason, 'break');
  for (let minute = 0; minute < 7; minute++) {
    o.pass(60);
    await o.knocks(ada, bea, cleo);
    assert.equal((await routeOnce(o.desk)).returned, 0, `after ${minute + 1} minutes`);
  }
  o.pass(30);
  assert.equal((await routeOnce(o.desk)).returned, 2);
  assert.deepEqual(await o.holders(), { nobody: 2 });
});

test('what a lead gives to somebody who is not in today stays theirs while there is time', async t => {
  const o = await office(t, 'pull');
  const [ada, away] = [await o.sits('Ada'), await o.colleague('Zoe')];
  const [id] = await o.heard(1);
  await assign(o.desk, o.lead, id ?? '', { assigneeId: away.agentId });
  o.pass(60);
  await o.knocks(ada);
  assert.equal((await routeOnce(o.desk)).returned, 0);
});

test('why it was given stands in the conversation', async t => {
  const o = await office(t);
  const ada = await o.sits('Ada', speaks('en'));
  await o.sits('Bea', speaks('el'));
  const [id] = await o.heard(1, { lang: 'en' });
  await routeOnce(o.desk);
  const { happenings } = await openConversation(o.desk, ada, id ?? '');
  const why = happenings.find(one => one.change === 'assigned')?.because?.map(one => one.kind);
  assert.deepEqual(why, ['urgent', 'language', 'onlyOne']);
});

test('a conversation is given to a team and taken out again; removing the team leaves its work to everybody', async t => {
  const o = await office(t, 'pull');
  const ada = await o.sits('Ada');
  const [id] = await o.heard(1);
  const repairs = await o.teams.make(o.lead, { name: 'Repairs' });
  const given = await giveToTeam(o.desk, ada, id ?? '', repairs.id);
  assert.equal(given.conversation.teamId, repairs.id);
  assert.deepEqual(
    (await o.teams.list(o.lead)).map(team => [team.name, team.waiting]),
    [
      ['Care', 0],
      ['Repairs', 1],
    ],
  );
  assert.equal((await next(o.desk, ada, [])).conversation, null, 'not her team’s, and there is time');
  await o.teams.remove(o.lead, repairs.id);
  assert.equal((await next(o.desk, ada, [])).conversation?.id, id);
  await assert.rejects(o.teams.make(o.lead, { name: 'Care' }), { code: 'already_exists' });
});

test('desks are told who comes and goes, once', async t => {
  const o = await office(t);
  await o.sits('Ada');
  o.pass(OFF_AFTER_SECONDS + 1);
  await Promise.all([routeOnce(o.desk), routeOnce(o.desk), routeOnce(o.desk)]);
  const { rows } = await sql<{ state: string }>`
    select data->>'state' state from event where kind = 'presence.changed' order by seq`.execute(o.database.db);
  assert.deepEqual(
    rows.map(({ state }) => state),
    ['on', 'off'],
  );
});
