import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assign } from '../../src/services/assign.ts';
import { note } from '../../src/services/note.ts';
import { listNotifications, seeNotification, seeNotifications } from '../../src/services/notifications.ts';
import { notify } from '../../src/services/notify.ts';
import type { Who } from '../../src/services/permit.ts';
import { complaint, type TestDesk, testDesk } from '../support/desk.ts';
import { testEar } from '../support/hearing.ts';

const list = async (d: TestDesk, who: Who) => (await listNotifications(d.desk, who, { limit: 50 })).rows;
const kinds = async (d: TestDesk, who: Who) => (await list(d, who)).map(one => one.kind);

test('whoever is named in a note is told once, with the customer and the first words; the writer is not', async t => {
  const d = await testDesk(t);
  const id = await d.hear(complaint());
  const [ada, ben] = [await d.colleague('ada'), await d.colleague('ben')];
  const { message } = await note(d.desk, ada, id, {
    text: 'Ben, is this the batch of May?',
    mentions: [ben.agentId, ben.agentId, ada.agentId],
  });
  assert.deepEqual(message.mentions, [ben.agentId, ada.agentId]);
  const [told, ...others] = await list(d, ben);
  assert.deepEqual(others, []);
  assert.equal(told?.kind, 'mentioned');
  assert.equal(told?.fromId, ada.agentId);
  assert.equal(told?.conversationId, id);
  assert.deepEqual(told?.parts, { person: 'thea', words: 'Ben, is this the batch of May?' });
  assert.deepEqual(await list(d, ada), []);
});

test('a colleague who does not see the inbox cannot be named', async t => {
  const d = await testDesk(t);
  const id = await d.hear(complaint());
  const ada = await d.colleague('ada');
  const pat = await d.colleague('pat', 'partner');
  const elsewhere = await testEar(d.database);
  const stranger = { ...ada, brandId: elsewhere.brandId };
  await note(d.desk, ada, id, { text: 'pat sees this', mentions: [pat.agentId] });
  await d.database.pool.query('delete from inbox_partner');
  const blind = note(d.desk, ada, id, { text: 'pat does not see this', mentions: [pat.agentId] });
  await assert.rejects(blind, { code: 'not_valid' });
  assert.deepEqual(
    await list(d, { ...pat, reach: { role: 'partner', inboxes: [] } }),
    [],
    'what was told is out of reach',
  );
  assert.deepEqual(await list(d, stranger), []);
});

test('a conversation given to me by somebody else is told of; one I take is not; with a word along it is a hand-over', async t => {
  const d = await testDesk(t);
  const id = await d.hear(complaint());
  const [ada, ben] = [await d.colleague('ada'), await d.colleague('ben')];
  await assign(d.desk, ben, id, { assigneeId: ben.agentId });
  assert.deepEqual(await kinds(d, ben), []);
  await assign(d.desk, ada, id, { assigneeId: null });
  await assign(d.desk, ada, id, { assigneeId: ben.agentId });
  await assign(d.desk, ada, id, { assigneeId: ben.agentId });
  assert.deepEqual(await kinds(d, ben), ['assigned'], 'given what he has already: nothing new');
  await assign(d.desk, ben, id, { assigneeId: ada.agentId, note: 'You know her' });
  const [handed] = await list(d, ada);
  assert.deepEqual([handed?.kind, handed?.parts.words], ['handed_over', 'You know her']);
});

test('the same cause tells nobody twice, whoever tries again', async t => {
  const d = await testDesk(t);
  const id = await d.hear(complaint());
  const [ada, ben] = [await d.colleague('ada'), await d.colleague('ben')];
  const told = (agentId: string) => ({
    agentId,
    kind: 'breached' as const,
    cause: 'turn 1',
    conversationId: id,
    fromId: null,
  });
  const tell = (all: ReturnType<typeof told>[]) =>
    d.database.db
      .transaction()
      .execute(tx => notify(tx, { brandId: ada.brandId, at: d.desk.now(), makeId: d.desk.makeId }, all));
  assert.deepEqual(await tell([told(ada.agentId)]), [ada.agentId]);
  assert.deepEqual(await tell([told(ada.agentId), told(ben.agentId)]), [ben.agentId]);
  assert.equal((await list(d, ada)).length, 1);
});

test('what I have seen is seen one by one, by conversation, or all up to a moment; nobody else’s is touched', async t => {
  const d = await testDesk(t);
  const id = await d.hear(complaint());
  const [ada, ben] = [await d.colleague('ada'), await d.colleague('ben')];
  for (const text of ['one', 'two', 'three']) {
    d.pass(60);
    await note(d.desk, ada, id, { text, mentions: [ben.agentId] });
  }
  const unseen = async (who: Who) => (await listNotifications(d.desk, who, { limit: 2 })).unseen;
  assert.equal(await unseen(ben), 3);
  const [newest, second] = await list(d, ben);
  await assert.rejects(seeNotification(d.desk, ada, newest?.id ?? ''), { code: 'not_found' });
  await seeNotification(d.desk, ben, newest?.id ?? '');
  assert.equal(await unseen(ben), 2);
  assert.equal(await seeNotifications(d.desk, ben, { until: new Date(second?.at ?? '') }), 2);
  await note(d.desk, ada, id, { text: 'four', mentions: [ben.agentId] });
  assert.equal(await seeNotifications(d.desk, ben, { conversationId: id }), 1);
  assert.equal(await unseen(ben), 0);
  const first = await listNotifications(d.desk, ben, { limit: 3 });
  const rest = await listNotifications(d.desk, ben, { limit: 3, after: first.next ?? '' });
  assert.deepEqual(
    [...first.rows, ...rest.rows].map(one => one.parts.words),
    ['four', 'three', 'two', 'one'],
  );
  assert.equal(rest.next, null);
});
