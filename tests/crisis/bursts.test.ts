/** Storms in the inbox: turns that open far beyond usual become a burst, bursts that belong together a crisis, once whatever crashes. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { changeCrisis, listCrises } from '../../src/services/crisis/crises.ts';
import { openCrisis } from '../../src/services/crisis/picture.ts';
import { plainReaders } from '../../src/services/readers.ts';
import { type BurstWatcher, makeBurstWatcher, WATCH_LEASE } from '../../src/services/watch-bursts.ts';
import { testDesk } from '../support/desk.ts';
import { MINUTE_MS, post } from '../support/hearing.ts';

const ORDINARY = ['pump', 'filter', 'descale', 'handle', 'steam', 'grinder', 'colour', 'manual', 'delivery', 'price'];
const WORDS =
  'why how please never burnt smoke kitchen refund tonight letter shop again danger mother recalled plug'.split(' ');

async function place(t: TestContext) {
  const here = await testDesk(t);
  const { desk, database } = here;
  const lena = await here.colleague('Lena', 'lead');
  const kim = await here.colleague('Kim');
  let said = 0;
  const write = (text: string, minutesAgo = 0) => {
    said += 1;
    const at = new Date(desk.now().getTime() - minutesAgo * MINUTE_MS);
    return here.hear(post(`p${said}`, `author-${said}`, 0, { text, at }));
  };
  const watcher = (holder: string): BurstWatcher =>
    makeBurstWatcher({
      db: database.db,
      makeId: desk.makeId,
      now: desk.now,
      wait: async () => {},
      log: () => {},
      holder,
    });
  const crises = async () => (await listCrises(desk, lena)).rows;
  const open = async () => {
    const [first] = await crises();
    return openCrisis({ ...desk, readers: plainReaders }, lena, first?.id ?? '');
  };
  const loseLease = () => sql`delete from lease where name = ${WATCH_LEASE}`.execute(database.db);
  return { ...here, lena, kim, write, watcher, crises, open, loseLease };
}
type Place = Awaited<ReturnType<typeof place>>;

/** Somebody writes of this and that every other hour. */
async function ordinaryHours({ write, pass }: Place, watcher: BurstWatcher, hours: number) {
  for (let quarter = 0; quarter < hours * 4; quarter++) {
    if (quarter % 8 === 0)
      await write(`where is the ${ORDINARY[(quarter / 8) % ORDINARY.length]} of my kestrel, number ${quarter}`);
    await watcher.look();
    pass(15 * 60);
  }
}

async function storm({ write, pass }: Place, look: () => Promise<unknown>, people: number) {
  for (let n = 0; n < people; n++) {
    await write(`the boiler ${WORDS[n % WORDS.length]} leaks ${WORDS[(n * 7 + 3) % WORDS.length]} recall ${n}`);
    pass(60);
    await look();
  }
}

async function stepsTold({ database }: Place): Promise<string[]> {
  const { rows } = await sql<{ step: string }>`
    select data->>'step' as step from event where kind = 'crisis.changed' order by seq`.execute(database.db);
  return rows.map(({ step }) => step);
}

test('an ordinary day is no crisis; a storm of messages is one, suggested once to every lead, though several watches hear it', async t => {
  const here = await place(t);
  const watcher = here.watcher('one');
  await ordinaryHours(here, watcher, 30);
  assert.deepEqual(await here.crises(), []);
  const beganAt = here.desk.now();
  await storm(here, watcher.look, 20);
  const rows = await here.crises();
  assert.equal(rows.length, 1, 'the whole inbox and its channel are one storm');
  assert.equal(rows[0]?.state, 'watching');
  assert.ok(
    rows[0]?.words.some(word => ['recall', 'boiler', 'leaks'].includes(word)),
    String(rows[0]?.words),
  );
  const told = await sql<{ agentId: string }>`
    select agent_id "agentId" from notification where kind = 'crisis'`.execute(here.database.db);
  assert.deepEqual(
    told.rows.map(row => row.agentId),
    [here.lena.agentId],
  );
  const view = await here.open();
  assert.ok(
    view.bursts.some(burst => burst.of.kind === 'inbox') && view.bursts.some(burst => burst.of.kind === 'channel'),
  );
  assert.ok(view.posts >= 18 && view.posts <= 20, `${view.posts} of the storm's, none of the ordinary`);
  assert.equal(view.conversations.waiting, view.conversations.all);
  assert.ok(Math.abs(Date.parse(view.firstVoices[0]?.at ?? '') - beganAt.getTime()) <= 2 * MINUTE_MS);
  assert.ok(view.spread.slots.some(({ usualHigh }) => usualHigh !== null));
  assert.equal((await stepsTold(here)).filter(step => step === 'raised').length, 1);
});

test('calm again it is over by itself, unless a lead declared it; one dismissed does not come back', async t => {
  const here = await place(t);
  const watcher = here.watcher('one');
  await ordinaryHours(here, watcher, 30);
  await storm(here, watcher.look, 20);
  await ordinaryHours(here, watcher, 16);
  const [over] = await here.crises();
  assert.equal(over?.state, 'over');
  assert.deepEqual((await stepsTold(here)).slice(-1), ['calm']);
});

test('two who watch at once, a restart in the middle and a failed transaction raise it once', async t => {
  const here = await place(t);
  const first = here.watcher('one');
  await ordinaryHours(here, first, 30);
  let n = 0;
  await storm(
    here,
    async () => {
      n += 1;
      if (n % 5 === 0) await here.loseLease();
      await Promise.all([here.watcher(`other ${n}`).look(), first.look()]);
    },
    20,
  );
  assert.equal((await here.crises()).length, 1);
  assert.equal((await stepsTold(here)).filter(step => step === 'raised').length, 1);
  const { rows } = await sql<{ n: number }>`select count(*)::int n from turn_unwatched`.execute(here.database.db);
  assert.equal(rows[0]?.n, 0);
});

test('on the first day, before anything is usual, many people with one sudden word are a suggestion all the same', async t => {
  const here = await place(t);
  const watcher = here.watcher('one');
  await watcher.look();
  here.pass(5 * 60);
  for (let n = 0; n < 24; n++) {
    await here.write(`where is the ${ORDINARY[n % ORDINARY.length]} of my kestrel number ${n}`);
    here.pass(45);
    await watcher.look();
  }
  assert.deepEqual(await here.crises(), [], 'ordinary customers are none');
  await storm(here, watcher.look, 20);
  assert.equal((await here.crises()).length, 1);
});

test('a lead declares, names, notes and closes; an agent looks on; every step stands in the timeline', async t => {
  const here = await place(t);
  const { desk, lena, kim } = here;
  const watcher = here.watcher('one');
  await ordinaryHours(here, watcher, 30);
  await storm(here, watcher.look, 20);
  const [{ id = '', version = 0 } = {}] = await here.crises();
  assert.throws(() => changeCrisis(desk, kim, id, { kind: 'declare' }), /role/);
  await changeCrisis(desk, lena, id, { kind: 'declare' }, version);
  await assert.rejects(changeCrisis(desk, lena, id, { kind: 'close' }, version), /meanwhile/);
  await changeCrisis(desk, lena, id, { kind: 'name', name: 'Leaking boilers', words: ['leaks', 'boiler'] });
  await changeCrisis(desk, lena, id, { kind: 'note', learnt: 'Write to the forum first.' });
  await changeCrisis(desk, lena, id, { kind: 'close' });
  const view = await openCrisis({ ...desk, readers: plainReaders }, kim, id);
  assert.equal(view.name, 'Leaking boilers');
  assert.equal(view.learnt, 'Write to the forum first.');
  const steps = view.timeline.map(({ step }) => step);
  for (const step of ['first_voice', 'raised', 'declared', 'peak', 'named', 'noted', 'closed'] as const)
    assert.ok(steps.includes(step), `${step} in ${steps}`);
  assert.ok(steps.indexOf('first_voice') < steps.indexOf('raised'));
  assert.equal(view.review.never + view.review.waiting + view.review.answered, view.review.conversations);
});
