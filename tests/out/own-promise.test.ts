/** "I'll be back tomorrow": kept, broken, reminded of, each told once. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { Refusal } from '../../src/core/refusal.ts';
import { sweepOwnPromises } from '../../src/services/own-promise-clock.ts';
import { endOwnPromise, listOwnPromises } from '../../src/services/own-promises.ts';
import { reply } from '../../src/services/reply.ts';
import { complaint, testDesk } from '../support/desk.ts';
import { NOW, post } from '../support/hearing.ts';

const HOUR_MS = 3_600_000;
const at = (hours: number) => new Date(NOW.getTime() + hours * HOUR_MS);
const promise = { phrase: 'I’ll be back in four hours', remindAt: at(3), dueAt: at(4) };

async function openPromised(t: TestContext, isSent = true) {
  const desk = await testDesk(t, { limits: { text: { max: 500, unit: 'graphemes', linkWeighs: null } } });
  const kim = await desk.colleague('Kim');
  const conversation = await desk.hear(complaint());
  const input = { visibility: 'public' as const, text: promise.phrase, promise };
  const { message } = await reply(desk.desk, kim, conversation, input);
  desk.pass(6);
  if (isSent) await desk.deliver(message.id);
  const words = async () => {
    const { rows } = await sql<{ change: string }>`
      select data->>'change' as change from event where data->>'change' like 'own_promise%' order by seq`.execute(
      desk.database.db,
    );
    return rows.map(row => row.change.replace('own_promise_', ''));
  };
  const state = async () => (await listOwnPromises(desk.desk, kim, {})).rows[0];
  return { ...desk, kim, conversation, message, words, state };
}

test('it is reminded of once, and broken once, whoever sweeps', async t => {
  const { desk, pass, words, state, database } = await openPromised(t);
  assert.equal((await state())?.outcome, null);
  await sweepOwnPromises(desk);
  assert.deepEqual(await words(), []);
  pass(3 * 3600);
  await Promise.all([sweepOwnPromises(desk), sweepOwnPromises(desk), sweepOwnPromises(desk)]);
  assert.deepEqual(await words(), ['due']);
  pass(3600);
  await Promise.all([sweepOwnPromises(desk), sweepOwnPromises(desk), sweepOwnPromises(desk)]);
  await sweepOwnPromises(desk);
  assert.deepEqual(await words(), ['due', 'broken']);
  const broken = await state();
  assert.equal(broken?.outcome, 'broken');
  assert.equal(broken?.endedAt, at(4).toISOString());
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from notification where kind = 'promise_due'`.execute(database.db);
  assert.equal(rows[0]?.n, 2);
});

test('an answer before it is due keeps it, by whomever', async t => {
  const { desk, pass, words, state, conversation, colleague, deliver, kim } = await openPromised(t);
  pass(2 * 3600);
  const lena = await colleague('Lena', 'lead');
  const { message } = await reply(desk, lena, conversation, { visibility: 'public', text: 'Here I am.', anyway: true });
  pass(6);
  await deliver(message.id);
  pass(3600);
  await sweepOwnPromises(desk);
  assert.deepEqual(await words(), ['kept']);
  assert.equal((await state())?.outcome, 'kept');
  const { counts } = await listOwnPromises(desk, kim, {});
  assert.deepEqual(counts, [{ agentId: kim.agentId, open: 0, kept: 1, broken: 0 }]);
});

test('it is kept in the very moment in which the answer is confirmed', async t => {
  const { desk, pass, words, state, conversation, deliver, kim } = await openPromised(t);
  pass(3600);
  const { message } = await reply(desk, kim, conversation, { visibility: 'public', text: 'Here I am.', anyway: true });
  pass(6);
  assert.deepEqual(await words(), [], 'it has not left yet');
  await deliver(message.id);
  assert.deepEqual(await words(), ['kept']);
  assert.equal((await state())?.outcome, 'kept');
  pass(4 * 3600);
  await sweepOwnPromises(desk);
  assert.deepEqual(await words(), ['kept'], 'told once');
});

test('an answer in the network’s own app that is heard late takes a broken promise back, once', async t => {
  const { desk, pass, words, state, ear } = await openPromised(t);
  pass(5 * 3600);
  await sweepOwnPromises(desk);
  assert.deepEqual(await words(), ['broken']);
  const ours = (remoteId: string, minutesAgo: number) => ({
    ...post(remoteId, 'kestrel', 0, { text: 'It is on its way.', parentRemoteId: 'p1', rootRemoteId: 'p1', own: true }),
    at: new Date(desk.now().getTime() - minutesAgo * 60_000),
  });
  await ear.hear(ours('late', 30));
  assert.equal((await state())?.outcome, 'broken', 'it stands there since after it was due');
  await ear.hear(ours('early', 4 * 60));
  assert.equal((await state())?.outcome, 'kept');
  await ear.hear(ours('early', 4 * 60));
  await ear.hear(ours('again', 3 * 60));
  await sweepOwnPromises(desk);
  assert.equal((await words()).filter(word => word === 'kept').length, 1);
});

test('what was answered before the promise was made does not keep it, though it is heard after', async t => {
  const { desk, pass, words, ear } = await openPromised(t);
  pass(3600);
  const before = new Date(NOW.getTime() - 5 * 60_000);
  const ours = {
    ...post('before', 'kestrel', 0, { text: 'Hello.', parentRemoteId: 'p1', rootRemoteId: 'p1', own: true }),
    at: before,
  };
  await ear.hear(ours);
  await sweepOwnPromises(desk);
  assert.deepEqual(await words(), []);
});

test('saying once more that we are at it keeps nothing', async t => {
  const { desk, pass, conversation, kim, deliver, words } = await openPromised(t);
  pass(3600);
  const input = { visibility: 'public' as const, text: 'Still looking.', holding: true };
  const { message } = await reply(desk, kim, conversation, input);
  pass(6);
  await deliver(message.id);
  pass(3 * 3600);
  await sweepOwnPromises(desk);
  assert.deepEqual(await words(), ['broken']);
});

test('an answer after it was due comes too late', async t => {
  const { desk, pass, conversation, kim, deliver, state } = await openPromised(t);
  pass(4 * 3600);
  const { message } = await reply(desk, kim, conversation, { visibility: 'public', text: 'Sorry, late.' });
  pass(6);
  await deliver(message.id);
  await sweepOwnPromises(desk);
  assert.equal((await state())?.outcome, 'broken');
});

test('words that never left promised nothing', async t => {
  const { desk, pass, words, state } = await openPromised(t, false);
  await sql`update message set delivery = 'failed' where direction = 'out'`.execute(desk.db);
  pass(4 * 3600);
  await sweepOwnPromises(desk);
  assert.deepEqual(await words(), []);
  assert.equal(await state(), undefined);
});

test('a person may say that it was kept otherwise: its own, or a lead; once', async t => {
  const { desk, kim, state, colleague, words } = await openPromised(t);
  const jo = await colleague('Jo');
  const id = (await state())?.id ?? '';
  await assert.rejects(endOwnPromise(desk, jo, id, 'kept'), /colleague’s promise/);
  await endOwnPromise(desk, kim, id, 'kept');
  await assert.rejects(endOwnPromise(desk, kim, id, 'dropped'), (error: unknown) => {
    return error instanceof Refusal && error.code === 'too_late';
  });
  assert.deepEqual(await words(), ['kept']);
});

test('a promise in the past, or after years, is refused with the whole answer', async t => {
  const { desk, kim, conversation } = await openPromised(t);
  for (const dueAt of [at(0), at(24 * 400)]) {
    const input = { visibility: 'public' as const, text: 'soon', promise: { ...promise, remindAt: dueAt, dueAt } };
    await assert.rejects(reply(desk, kim, conversation, input), Refusal);
  }
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from message where direction = 'out'`.execute(
    desk.db,
  );
  assert.equal(rows[0]?.n, 1);
});
