/** Answers that wait for a lead. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import type { ApprovalRule } from '../../src/core/approval.ts';
import { Refusal } from '../../src/core/refusal.ts';
import { approve, listApprovals, sendBack, writeApprovalRules } from '../../src/services/approve.ts';
import { sweep } from '../../src/services/clock.ts';
import { reply } from '../../src/services/reply.ts';
import { retry, takeBack } from '../../src/services/take-back.ts';
import { complaint, testDesk } from '../support/desk.ts';

const ANY: Omit<ApprovalRule, 'id'> = {
  name: 'Somebody new',
  isOn: true,
  roles: ['agent'],
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

async function openHeld(t: TestContext) {
  const desk = await testDesk(t, { limits: { text: { max: 500, unit: 'graphemes', linkWeighs: null } } });
  const kim = await desk.colleague('Kim');
  const lena = await desk.colleague('Lena', 'lead');
  const omar = await desk.colleague('Omar', 'owner');
  const conversation = await desk.hear(complaint());
  await writeApprovalRules(desk.desk, lena, [ANY]);
  const { message } = await reply(desk.desk, kim, conversation, { visibility: 'public', text: 'A new seal leaves.' });
  return { ...desk, kim, lena, omar, conversation, held: message };
}

function refused(code: string) {
  return (error: unknown) => error instanceof Refusal && error.code === code;
}

test('a held answer stays here, its clock runs on, and the leads are told', async t => {
  const { desk, held, kim, lena, database, deliver, message, street, pass } = await openHeld(t);
  assert.equal(held.delivery?.state, 'held');
  assert.deepEqual(held.approval?.why.reasons, [{ kind: 'role', role: 'agent' }]);
  pass(3600);
  await deliver(held.id);
  assert.equal((await message(held.id))?.delivery?.state, 'held');
  assert.equal(street.posts.length, 0);
  const { breached } = await sweep({ ...desk, log: () => {} });
  assert.equal(breached, 1, 'the promise is broken while it waits');
  assert.equal((await listApprovals(desk, lena)).rows[0]?.message.id, held.id);
  assert.equal((await listApprovals(desk, kim)).rows.length, 1, 'its author sees that it waits');
  const { rows } = await sql<{ agentId: string }>`
    select agent_id "agentId" from notification where kind = 'approval_waiting'`.execute(database.db);
  assert.equal(rows.length, 2);
});

test('approved it goes, in the lead’s words if they gave any, and what its author wrote is kept', async t => {
  const { desk, held, lena, deliver, message, street, pass, kim } = await openHeld(t);
  const done = await approve(desk, lena, held.id, { text: 'A new seal leaves today.' });
  assert.equal(done.message.approval?.textBefore, 'A new seal leaves.');
  assert.equal(done.message.approval?.by, lena.agentId);
  assert.equal(done.message.agentId, kim.agentId);
  pass(10);
  await deliver(held.id);
  assert.equal((await message(held.id))?.delivery?.state, 'sent');
  assert.deepEqual(
    street.posts.map(post => post.text),
    ['A new seal leaves today.'],
  );
});

test('sent back with a word its words come back to its author, and it cannot slip out by trying again', async t => {
  const { desk, held, lena, kim, message } = await openHeld(t);
  await sendBack(desk, lena, held.id, 'Say sorry first.');
  const returned = await message(held.id);
  assert.equal(returned?.delivery?.state, 'returned');
  assert.equal(returned?.approval?.word, 'Say sorry first.');
  await assert.rejects(retry(desk, kim, held.id), refused('too_late'));
  assert.equal((await listApprovals(desk, kim)).rows.length, 1);
  assert.equal((await listApprovals(desk, lena)).rows.length, 0);
  const { text } = await takeBack(desk, kim, held.id);
  assert.equal(text, 'A new seal leaves.');
  assert.equal(await message(held.id), undefined);
});

test('of two leads at once one decides, and the other is told', async t => {
  const { desk, held, lena, omar } = await openHeld(t);
  const both = await Promise.allSettled([approve(desk, lena, held.id, {}), sendBack(desk, omar, held.id, 'Not yet.')]);
  assert.equal(both.filter(one => one.status === 'fulfilled').length, 1);
  const [lost] = both.flatMap(one => (one.status === 'rejected' ? [one.reason] : []));
  assert.ok(refused('too_late')(lost));
});

test('a colleague who answered meanwhile stops the approval, unless the lead says anyway', async t => {
  const { desk, held, lena, omar, conversation, pass } = await openHeld(t);
  pass(60);
  await reply(desk, omar, conversation, { visibility: 'public', text: 'It is on its way.', anyway: true });
  await assert.rejects(approve(desk, lena, held.id, {}), refused('colleague_answered'));
  assert.equal((await approve(desk, lena, held.id, { anyway: true })).message.delivery?.state, 'queued');
});

test('nobody approves their own words, unless there is nobody else', async t => {
  const { desk, lena, omar, conversation, database } = await openHeld(t);
  await writeApprovalRules(desk, lena, [{ ...ANY, roles: [] }]);
  const { message } = await reply(desk, lena, conversation, { visibility: 'public', text: 'Mine.', anyway: true });
  await assert.rejects(approve(desk, lena, message.id, {}), refused('not_allowed'));
  await sql`update membership set role = 'agent' where agent_id = ${omar.agentId}`.execute(database.db);
  assert.equal((await approve(desk, lena, message.id, {})).message.delivery?.state, 'queued');
});

test('an agent cannot approve, and private answers never wait', async t => {
  const { desk, held, kim, conversation } = await openHeld(t);
  await assert.rejects(async () => approve(desk, kim, held.id, {}), refused('not_allowed'));
  const { message } = await reply(desk, kim, conversation, { visibility: 'private', text: 'Hello', anyway: true });
  assert.equal(message.delivery?.state, 'queued');
});

test('words the network cannot take are refused to the lead as to anybody', async t => {
  const { desk, held, lena } = await openHeld(t);
  await assert.rejects(approve(desk, lena, held.id, { text: 'x'.repeat(10_000) }), refused('too_long'));
  await assert.rejects(approve(desk, lena, held.id, { text: '  ' }), refused('not_valid'));
});
