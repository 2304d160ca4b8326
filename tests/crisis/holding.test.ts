/** One message to everybody who waits in a crisis: who gets it, who looks first, how fast it leaves, and what comes after. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import type { ApprovalRule } from '../../src/core/approval.ts';
import { SAME_MOST } from '../../src/core/crisis/holding.ts';
import type { Post } from '../../src/core/post.ts';
import { writeApprovalRules } from '../../src/services/approve.ts';
import { claim } from '../../src/services/claim.ts';
import { changeCrisis, declareCrisis } from '../../src/services/crisis/crises.ts';
import { askHolding, decideHolding, listHoldings, stopHolding } from '../../src/services/crisis/holding.ts';
import { openCrisis } from '../../src/services/crisis/picture.ts';
import { previewHolding } from '../../src/services/crisis/plan-holding.ts';
import { sendHoldings } from '../../src/services/crisis/send-holding.ts';
import { lookAtCrises } from '../../src/services/crisis/watch-crises.ts';
import { sweepOwnPromises } from '../../src/services/own-promise-clock.ts';
import { plainReaders } from '../../src/services/readers.ts';
import { reply } from '../../src/services/reply.ts';
import { writeKnock } from '../../src/store/presence.ts';
import { testDesk } from '../support/desk.ts';
import { MINUTE_MS, person, post } from '../support/hearing.ts';

const EVERYBODY: Omit<ApprovalRule, 'id'> = {
  name: 'All that leaves',
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
};
const HELLO = [{ lang: null, network: null, texts: ['{{first_name|Hello}}, we know and are at it.'] }];
const NAMES = ['Ada', 'Bela', 'Cleo', 'Dina', 'Emil', 'Fritz', 'Greta', 'Hana', 'Igor', 'Jana', 'Kaya', 'Lars', 'Mina'];

/** A declared crisis of leaking boilers in which so many people wait. */
async function place(t: TestContext, people: number) {
  const here = await testDesk(t, { limits: { text: { max: 500, unit: 'graphemes', linkWeighs: null } } });
  const lena = await here.colleague('Lena', 'lead');
  const omar = await here.colleague('Omar', 'owner');
  const kim = await here.colleague('Kim');
  const ids: string[] = [];
  const write = async (n: number, more: Partial<Post> = {}) => {
    const name = NAMES[n % NAMES.length] ?? '';
    const at = new Date(here.desk.now().getTime() - (60 - n) * MINUTE_MS);
    const id = await here.hear(
      post(`p${n}`, `author-${n}`, 0, {
        author: person(`author-${n}`, `${name} Bird`),
        text: `my boiler leaks, number ${n}`,
        at,
        ...more,
      }),
    );
    ids.push(id);
    return id;
  };
  for (let n = 0; n < people; n++) await write(n);
  await here.hear(post('other', 'somebody', 20, { text: 'when do you open tomorrow' }));
  const crisis = await declareCrisis(here.desk, lena, { name: 'Leaking boilers', words: ['boiler'] });
  const { passing: _, ...sending } = here.desk;
  const sender = { ...sending, log: (_level: string, message: string) => assert.fail(message) };
  /** So many rounds, a second each; what is queued leaves. */
  const send = async (seconds: number) => {
    for (let second = 0; second < seconds; second++) {
      await sendHoldings(sender);
      here.pass(1);
    }
  };
  const leave = async () => {
    const { rows } = await sql<{ id: string }>`select id from message where delivery = 'queued'`.execute(
      here.database.db,
    );
    here.pass(10);
    for (const { id } of rows) await here.deliver(id);
  };
  const steps = async () =>
    (await openCrisis({ ...here.desk, readers: plainReaders }, lena, crisis.id)).timeline.map(({ step }) => step);
  return { ...here, lena, omar, kim, ids, write, crisis, send, leave, steps };
}

test('everybody who waits gets it by name; danger, a claim, another language and the second place of one person do not', async t => {
  const here = await place(t, 3);
  const { desk, lena, kim, crisis, ids, write } = here;
  const danger = await write(10, { text: 'the boiler leaks and burned my child, she is in hospital' });
  const twice = await write(11, { author: person('author-0', 'Ada Bird') });
  const greek = await write(12, { text: 'ο boiler στάζει νερό από χθες το βράδυ και δεν ξέρω τι να κάνω', lang: 'el' });
  await claim(desk, kim, ids[2] ?? '');
  const variants = [{ lang: 'en', network: null, texts: HELLO[0]?.texts ?? [] }];
  const { rows, networks, needsLook } = await previewHolding(desk, lena, crisis.id, { variants });
  const said = new Map(rows.map(row => [row.id, row.text ?? row.why]));
  assert.equal(said.get(ids[0] ?? ''), 'Ada, we know and are at it.');
  assert.equal(said.get(ids[1] ?? ''), 'Bela, we know and are at it.');
  assert.equal(said.get(ids[2] ?? ''), 'claimed');
  assert.equal(said.get(danger), 'danger');
  assert.equal(said.get(twice), 'same_person');
  assert.equal(said.get(greek), 'language');
  assert.equal(rows.length, 6, 'nobody of another matter');
  assert.deepEqual(networks, [{ network: 'square', n: 2, same: 1 }]);
  assert.equal(needsLook, null);
});

test('it leaves one after the other as holding messages: the customers wait on, and nobody is told twice', async t => {
  const here = await place(t, 3);
  const { desk, lena, crisis, send, leave, street, database } = here;
  const { state, id } = await askHolding(desk, lena, crisis.id, { variants: HELLO });
  assert.equal(state, 'sending');
  await send(1);
  const queued = await sql<{ n: number }>`select count(*)::int n from message where direction = 'out'`.execute(
    database.db,
  );
  assert.equal(queued.rows[0]?.n, 1, 'one at a time');
  await send(6);
  await leave();
  assert.deepEqual(
    street.posts.map(({ text }) => text),
    ['Ada, we know and are at it.', 'Bela, we know and are at it.', 'Cleo, we know and are at it.'],
  );
  const { rows } = await sql<{ n: number }>`select count(*)::int n from turn where outcome is null`.execute(
    database.db,
  );
  assert.equal(rows[0]?.n, 4, 'a holding message closes nothing');
  const { holdings } = await listHoldings(desk, lena, crisis.id);
  assert.deepEqual([holdings[0]?.state, holdings[0]?.sent, holdings[0]?.id], ['done', 3, id]);
  await assert.rejects(askHolding(desk, lena, crisis.id, { variants: HELLO }), /Nobody who waits/);
  assert.deepEqual(
    (await askHolding(desk, lena, crisis.id, { id, variants: HELLO })).state,
    'done',
    'the same one again',
  );
  const told = await here.steps();
  for (const step of ['asked', 'sending', 'sent'] as const) assert.ok(told.includes(step), step);
});

test('where a rule asks for it, or an agent writes it, another lead looks first; nothing leaves before', async t => {
  const here = await place(t, 2);
  const { desk, lena, omar, kim, crisis, send, leave, street, database, message } = here;
  const first = await askHolding(desk, kim, crisis.id, { variants: HELLO });
  assert.equal(first.state, 'waiting', 'an agent’s always waits');
  await decideHolding(desk, lena, first.id, { approve: false, word: 'Say when they hear more.' });
  await writeApprovalRules(desk, lena, [EVERYBODY]);
  const { id, state } = await askHolding(desk, lena, crisis.id, { variants: HELLO });
  assert.equal(state, 'waiting');
  await send(5);
  assert.equal(street.asked.length, 0);
  await assert.rejects(decideHolding(desk, lena, id, { approve: true }), /yourself/);
  assert.throws(() => decideHolding(desk, kim, id, { approve: true }), /role/);
  const both = await Promise.allSettled([
    decideHolding(desk, omar, id, { approve: true }),
    decideHolding(desk, omar, id, { approve: true }),
  ]);
  assert.equal(both.filter(one => one.status === 'fulfilled').length, 1);
  await send(5);
  await leave();
  assert.equal(street.posts.length, 2);
  const { rows } = await sql<{ id: string }>`select id from message where direction = 'out'`.execute(database.db);
  const approval = (await message(rows[0]?.id ?? ''))?.approval;
  assert.deepEqual([approval?.state, approval?.by, approval?.why.rule], ['approved', omar.agentId, 'All that leaves']);
  const told = await sql<{ agentId: string }>`
    select distinct agent_id "agentId" from notification where kind = 'crisis_holding' order by 1`.execute(database.db);
  assert.deepEqual(
    told.rows.map(row => row.agentId),
    [lena.agentId, omar.agentId].sort(),
  );
});

test('stopped midway, what stands stays, what has not left is taken back, and nobody further gets it', async t => {
  const here = await place(t, 6);
  const { desk, lena, crisis, send, leave, street } = here;
  const { id } = await askHolding(desk, lena, crisis.id, { variants: HELLO });
  await send(3);
  await leave();
  const stood = street.posts.length;
  await send(1);
  const { takenBack } = await stopHolding(desk, lena, id);
  assert.equal(takenBack, 1);
  await send(10);
  await leave();
  assert.equal(street.posts.length, stood);
  const { holdings, people } = await listHoldings(desk, lena, crisis.id);
  assert.equal(holdings[0]?.state, 'stopped');
  assert.equal(people.filter(({ reason }) => reason === 'stopped').length, 6 - stood - 1);
  await assert.rejects(stopHolding(desk, lena, id), /already/);
});

test('afterwards each is followed up: a real answer keeps the promise of the next update and marks them done', async t => {
  const here = await place(t, 2);
  const { desk, lena, kim, crisis, ids, send, leave, pass, database } = here;
  const at = new Date(desk.now().getTime() + 60 * MINUTE_MS);
  await askHolding(desk, lena, crisis.id, { variants: HELLO, nextUpdate: { at, said: 'more within the hour' } });
  await send(4);
  await leave();
  const before = await listHoldings(desk, lena, crisis.id);
  assert.ok(
    before.people.every(({ answeredAt, toldAt, isWaiting }) => answeredAt === null && toldAt !== null && isWaiting),
  );
  await lookAtCrises(desk);
  pass(60);
  await reply(desk, kim, ids[0] ?? '', {
    visibility: 'public',
    text: 'A new seal is on its way to you.',
    anyway: true,
  });
  await leave();
  const after = await listHoldings(desk, lena, crisis.id);
  assert.deepEqual(
    after.people.map(({ conversationId, answeredBy }) => [conversationId, answeredBy]),
    [
      [ids[1], null],
      [ids[0], kim.agentId],
    ],
    'those without an answer first',
  );
  pass(2 * 3600);
  await sweepOwnPromises(desk);
  const promises = await sql<{ outcome: string }>`select outcome from own_promise order by 1`.execute(database.db);
  assert.deepEqual(
    promises.rows.map(({ outcome }) => outcome),
    ['broken', 'kept'],
  );
  await reply(desk, kim, ids[1] ?? '', { visibility: 'public', text: 'And one to you as well, sorry.', anyway: true });
  await leave();
  await lookAtCrises(desk);
  const { rows } = await sql<{ n: number }>`
    select count(*)::int n from event where data->>'step' = 'answered'`.execute(database.db);
  assert.equal(rows[0]?.n, 1, 'the last who waited has been answered');
});

test('before many are to hear more their author is reminded of all of them with one word', async t => {
  const { desk, lena, crisis, send, leave, pass, database } = await place(t, 7);
  const at = new Date(desk.now().getTime() + 60 * MINUTE_MS);
  await askHolding(desk, lena, crisis.id, { variants: HELLO, nextUpdate: { at, said: 'more within the hour' } });
  await send(16);
  await leave();
  pass(50 * 60);
  await sweepOwnPromises(desk);
  await sweepOwnPromises(desk);
  const { rows } = await sql<{ n: number; agentId: string }>`
    select (parts->>'n')::int n, agent_id "agentId" from notification where kind = 'promise_due'`.execute(database.db);
  assert.deepEqual(rows, [{ n: 7, agentId: lena.agentId }]);
});

test('the same words to many on one network are refused until names or another wording make them differ', async t => {
  const here = await place(t, SAME_MOST + 1);
  const { desk, lena, crisis } = here;
  const plain = { lang: null, network: null, texts: ['We know and are at it.'] };
  await assert.rejects(askHolding(desk, lena, crisis.id, { variants: [plain] }), /very same/);
  const two = { ...plain, texts: [...plain.texts, 'Sorry about this, we are mending it.'] };
  assert.equal((await askHolding(desk, lena, crisis.id, { variants: [two] })).state, 'sending');
});

test('what a colleague answers, claims or closes meanwhile is left out, and the others still get it', async t => {
  const here = await place(t, 3);
  const { desk, lena, kim, crisis, ids, send, leave, street } = here;
  await askHolding(desk, lena, crisis.id, { variants: HELLO });
  await claim(desk, kim, ids[0] ?? '');
  await reply(desk, kim, ids[1] ?? '', { visibility: 'public', text: 'A seal leaves today.' });
  await leave();
  await send(8);
  await leave();
  assert.deepEqual(
    street.posts.map(({ text }) => text),
    ['A seal leaves today.', 'Cleo, we know and are at it.'],
  );
});

test('too few people for what arrives: leads are told once, the screen says how many, and it is taken back', async t => {
  const here = await place(t, 0);
  const { desk, lena, crisis, database, pass } = here;
  for (let n = 30; n < 60; n++) await here.write(n);
  const knock = { brandId: lena.brandId, active: true, away: undefined, gapSeconds: 100 };
  const beOn = () => writeKnock(database.db, { ...knock, agentId: lena.agentId, at: desk.now() });
  for (let look = 0; look < 5; look++) {
    await beOn();
    await lookAtCrises(desk);
    pass(30);
  }
  const told = await sql<{ n: number; needed: number }>`
    select count(*)::int n, max((parts->>'n')::int) needed from notification where kind = 'crisis_short' and agent_id = ${lena.agentId}`.execute(
    database.db,
  );
  assert.equal(told.rows[0]?.n, 1);
  const view = await openCrisis({ ...desk, readers: plainReaders }, lena, crisis.id);
  assert.equal(view.staffing?.on, 1);
  assert.equal(view.staffing?.needed, told.rows[0]?.needed);
  assert.ok((view.staffing?.needed ?? 0) > 1 && view.staffing?.since !== null);
  assert.equal(view.staffing?.measuredOf, null, 'how long an answer takes is assumed, and said so');
  await sql`update turn set closed_at = ${desk.now()}, outcome = 'not_needed' where outcome is null`.execute(
    database.db,
  );
  await sql`update conversation set turn_id = null, turn_opened_at = null, turn_kind = null, due_at = null`.execute(
    database.db,
  );
  pass(45 * 60);
  for (let look = 0; look < 25; look++) {
    await beOn();
    await lookAtCrises(desk);
    pass(30);
  }
  const steps = await here.steps();
  assert.deepEqual(
    steps.filter(step => step === 'short' || step === 'enough'),
    ['short', 'enough'],
  );
  await changeCrisis(desk, lena, crisis.id, { kind: 'close' });
  await assert.rejects(askHolding(desk, lena, crisis.id, { variants: HELLO }), /Declare/);
});
