/** A colleague said that an answer stands there, and was mistaken: it waits again, and so does the customer. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { confirmHandOff, handOff } from '../../src/services/hand-off.ts';
import { openConversation } from '../../src/services/open.ts';
import { reply } from '../../src/services/reply.ts';
import { resolve } from '../../src/services/resolve.ts';
import { unconfirmHandOff } from '../../src/services/unsay.ts';
import { lastSeq } from '../../src/store/events.ts';
import { complaint, testDesk } from '../support/desk.ts';
import { post } from '../support/hearing.ts';

const WORDS = 'Turn it to the left, then it is quiet.';

async function said(t: TestContext, resolves = false) {
  const d = await testDesk(t, { handsOff: 'only' });
  const id = await d.hear(complaint());
  const who = await d.colleague('Nadia');
  const handed = await handOff(d.desk, who, id, { text: WORDS });
  const before = await openConversation(d.desk, who, id);
  d.pass(60);
  await confirmHandOff(d.desk, who, handed.message.id, { url: 'https://square.example/77' });
  if (resolves) await resolve(d.desk, who, id, {});
  return { d, who, id, before, messageId: handed.message.id };
}

test('it is as it was handed over: the page, the time, the open turn and its promise', async t => {
  const { d, who, id, before, messageId } = await said(t);
  const { conversation, message } = await unconfirmHandOff(d.desk, who, messageId);
  assert.deepEqual([message.delivery?.state, message.delivery?.saidBy, message.remoteId], ['handed', null, null]);
  const now = await openConversation(d.desk, who, id);
  const plain = ({ messages, turns, conversation: row }: typeof now) => ({
    messages: messages.map(({ id: one, url, at, text, delivery }) => ({ one, url, at, text, delivery })),
    turns: turns.map(({ kind, openedAt, dueAt, closedAt, outcome }) => ({ kind, openedAt, dueAt, closedAt, outcome })),
    row: { status: row.status, dueAt: row.turn?.dueAt, preview: row.preview },
  });
  assert.deepEqual(plain(now), plain(before));
  assert.equal(conversation.turn?.dueAt, before.conversation.turn?.dueAt);
  await assert.rejects(unconfirmHandOff(d.desk, who, messageId), { code: 'too_late' });
});

test('what was resolved on its account is open again, and it can be said once more, now in truth', async t => {
  const { d, who, id, messageId } = await said(t, true);
  assert.equal((await openConversation(d.desk, who, id)).conversation.status, 'resolved');
  const { conversation } = await unconfirmHandOff(d.desk, who, messageId);
  assert.equal(conversation.status, 'open');
  assert.notEqual(conversation.turn, null);
  d.pass(60);
  const again = await confirmHandOff(d.desk, who, messageId, {});
  assert.equal(again.conversation.turn, null);
  const { turns } = await openConversation(d.desk, who, id);
  assert.deepEqual(
    turns.map(turn => [turn.outcome, turn.closedAt]),
    [['answered', d.desk.now().toISOString()]],
  );
});

test('what the network has shown, and what left from here, cannot be unsaid', async t => {
  const { d, who, messageId } = await said(t);
  const shown = post('there', 'kestrel', -2, { parentRemoteId: 'p1', text: WORDS, addressed: false });
  await d.ear.hear(shown);
  await assert.rejects(unconfirmHandOff(d.desk, who, messageId), { code: 'too_late', message: /network has shown it/ });
  const plain = await testDesk(t);
  const nadia = await plain.colleague('Nadia');
  const { message } = await reply(plain.desk, nadia, await plain.hear(complaint()), {
    visibility: 'public',
    text: 'Hm',
  });
  await assert.rejects(unconfirmHandOff(plain.desk, nadia, message.id), { code: 'too_late' });
});

test('everybody who looks on is told', async t => {
  const { d, who, id, messageId } = await said(t, true);
  const before = await lastSeq(d.desk.db);
  await unconfirmHandOff(d.desk, who, messageId);
  const told = await sql<{ kind: string; state: string | null; actorId: string; conversationId: string }>`
    select kind, data -> 'message' -> 'delivery' ->> 'state' state, actor_id "actorId", conversation_id "conversationId"
    from event where seq > ${before} order by seq`.execute(d.desk.db);
  assert.ok(told.rows.some(({ kind, state }) => kind === 'message.changed' && state === 'handed'));
  assert.ok(told.rows.every(event => event.conversationId === id && event.actorId === who.agentId));
});

test('a draft names the page of the post it answers', async t => {
  const d = await testDesk(t);
  const id = await d.hear({ ...complaint(), url: 'https://square.example/p1' });
  const { message } = await reply(d.desk, await d.colleague('Nadia'), id, { visibility: 'public', text: 'Hm' });
  d.pass(60);
  await d.deliver(message.id);
  assert.equal(d.street.posts.at(-1)?.to.url, 'https://square.example/p1');
});
