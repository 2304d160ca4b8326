import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { merge } from '../../src/services/merge.ts';
import type { Who } from '../../src/services/permit.ts';
import { reply } from '../../src/services/reply.ts';
import { resolve } from '../../src/services/resolve.ts';
import { split } from '../../src/services/split.ts';
import { tag } from '../../src/services/tag.ts';
import { undoRegroup } from '../../src/services/undo-regroup.ts';
import { loadConversationViews } from '../../src/store/conversations.ts';
import { type TestDesk, testDesk } from '../support/desk.ts';
import { person, pictureOf, post, talliesOf } from '../support/hearing.ts';

/** Remote ids by conversation, the oldest first. */
async function standing(d: TestDesk): Promise<Record<string, string[]>> {
  const { rows } = await sql<{ id: string; posts: string[] }>`
    select conversation_id id, array_agg(coalesce(remote_id, text) order by at, id) posts from message group by 1`.execute(
    d.database.db,
  );
  return Object.fromEntries(rows.map(row => [row.id, row.posts]));
}

async function messageId(d: TestDesk, remoteId: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`select id from message where remote_id = ${remoteId}`.execute(
    d.database.db,
  );
  return rows[0]?.id ?? '';
}

const view = async (d: TestDesk, who: Who, id: string) =>
  (await loadConversationViews(d.database.db, who.brandId, [id])).get(id);

async function counts(d: TestDesk, who: Who) {
  const { kept, counted } = await talliesOf(d.database.db, who.brandId);
  assert.deepEqual(kept, counted, 'the queue’s numbers are right');
}

async function scene(t: { after: (ending: () => unknown) => void }) {
  const d = await testDesk(t);
  const one = await d.hear(post('a1', 'thea', 60));
  const two = await d.hear(post('b1', 'thea', 40));
  const ada = await d.colleague('ada');
  return { d, one, two, ada };
}

test('two conversations of one person become one: the wait counts from the first of them, and later words join it', async t => {
  const { d, one, two, ada } = await scene(t);
  await d.ear.hear(post('b2', 'jorge', 39, { parentRemoteId: 'b1' }));
  const { conversation } = await merge(d.desk, ada, one, two);
  assert.deepEqual((await standing(d))[one], ['a1', 'b1']);
  assert.equal(conversation.messageCount, 2);
  assert.equal(conversation.turn?.openedAt, post('a1', 'thea', 60).at.toISOString());
  assert.equal(await view(d, ada, two), undefined);
  await d.ear.hear(post('b3', 'thea', 20, { parentRemoteId: 'b2' }), post('a2', 'thea', 10, { parentRemoteId: 'a1' }));
  await d.ear.hear(
    post('b4', 'kestrel', 9, { parentRemoteId: 'b3' }),
    post('b5', 'kestrel', 8, { parentRemoteId: 'b4' }),
  );
  assert.deepEqual((await standing(d))[one], ['a1', 'b1', 'b3', 'a2', 'b4', 'b5']);
  assert.equal((await view(d, ada, one))?.turn, null, 'our answer in either thread answers the whole');
  const others = Object.values(await standing(d)).filter(posts => !posts.includes('a1'));
  assert.deepEqual(others, [['b2']], 'a bystander stands where he stood');
  await counts(d, ada);
});

test('merged the other way round, the earlier one into the later, the wait still counts from the earlier', async t => {
  const { d, one, two, ada } = await scene(t);
  const { conversation } = await merge(d.desk, ada, two, one);
  assert.equal(conversation.openedAt, post('a1', 'thea', 60).at.toISOString());
  assert.equal(conversation.turn?.openedAt, post('a1', 'thea', 60).at.toISOString());
  await counts(d, ada);
});

test('a merge undone leaves everything as it would be without it, what was heard meanwhile included', async t => {
  const { d, one, two, ada } = await scene(t);
  const twin = await scene(t);
  await tag(d.desk, ada, two, ['grinder']);
  await tag(twin.d.desk, twin.ada, twin.two, ['grinder']);
  const before = await pictureOf(d.database.db, ada.brandId);
  const { undo } = await merge(d.desk, ada, one, two);
  assert.deepEqual((await view(d, ada, one))?.tags, ['grinder']);
  await undoRegroup(d.desk, ada, undo);
  assert.deepEqual(await pictureOf(d.database.db, ada.brandId), before);
  assert.deepEqual([(await view(d, ada, one))?.tags, (await view(d, ada, two))?.tags], [[], ['grinder']]);
  const again = await merge(d.desk, ada, one, two);
  for (const desk of [d, twin.d]) {
    await desk.ear.hear(
      post('b2', 'thea', 20, { parentRemoteId: 'b1' }),
      post('b3', 'kestrel', 10, { parentRemoteId: 'b2' }),
    );
    await desk.ear.hear(post('a2', 'thea', 5, { parentRemoteId: 'a1' }));
  }
  await undoRegroup(d.desk, ada, again.undo);
  assert.deepEqual(await pictureOf(d.database.db, ada.brandId), await pictureOf(twin.d.database.db, twin.ada.brandId));
  await assert.rejects(undoRegroup(d.desk, ada, again.undo), { code: 'not_found' });
  await counts(d, ada);
});

test('only conversations of the same person, on one channel and of one kind are merged', async t => {
  const { d, one, two, ada } = await scene(t);
  const jorge = await d.hear(post('j1', 'jorge', 30));
  const room = await d.hear(post('r1', 'thea', 30, { visibility: 'private', room: 'thea room' }));
  for (const other of [one, jorge, room]) await assert.rejects(merge(d.desk, ada, one, other), { code: 'not_valid' });
  const blind: Who = { ...ada, reach: { role: 'partner', inboxes: [] } };
  await assert.rejects(merge(d.desk, blind, one, two), { code: 'not_found' });
  await assert.rejects(undoRegroup(d.desk, ada, one), { code: 'not_found' });
});

test('a second matter is cut off: each part has its own clock, and an answer to one leaves the other waiting', async t => {
  const { d, one, ada } = await scene(t);
  await d.ear.hear(post('a2', 'thea', 50, { parentRemoteId: 'a1' }), post('a3', 'thea', 45, { parentRemoteId: 'a1' }));
  const done = await split(d.desk, ada, one, { messageIds: [await messageId(d, 'a2')] });
  assert.deepEqual((await standing(d))[done.apart.id], ['a2']);
  assert.deepEqual((await standing(d))[one], ['a1', 'a3']);
  assert.equal(done.apart.turn?.openedAt, post('a2', 'thea', 50).at.toISOString());
  assert.equal(done.conversation.turn?.openedAt, post('a1', 'thea', 60).at.toISOString());
  await d.ear.hear(post('k1', 'kestrel', 30, { parentRemoteId: 'a2' }));
  assert.equal((await view(d, ada, done.apart.id))?.turn, null);
  assert.notEqual((await view(d, ada, one))?.turn, null);
  await d.ear.hear(post('a4', 'thea', 20, { parentRemoteId: 'k1' }), post('a5', 'thea', 19, { parentRemoteId: 'a3' }));
  assert.deepEqual((await standing(d))[done.apart.id], ['a2', 'k1', 'a4'], 'a reply follows what it answers');
  assert.deepEqual((await standing(d))[one], ['a1', 'a3', 'a5']);
  await counts(d, ada);
});

test('what answers a message that went and was left behind on purpose stays behind', async t => {
  const { d, one, ada } = await scene(t);
  await d.ear.hear(post('a2', 'thea', 50, { parentRemoteId: 'a1' }), post('a3', 'thea', 45, { parentRemoteId: 'a2' }));
  const { apart } = await split(d.desk, ada, one, { messageIds: [await messageId(d, 'a2')] });
  await d.ear.hear(post('a4', 'thea', 30, { parentRemoteId: 'a3' }));
  assert.deepEqual((await standing(d))[apart.id], ['a2']);
  assert.deepEqual((await standing(d))[one], ['a1', 'a3', 'a4']);
});

test('a late parent moves the threads and nothing a person decided', async t => {
  const { d, ada } = await scene(t);
  const late = await d.hear(post('c2', 'thea', 30, { parentRemoteId: 'c1' }));
  await d.ear.hear(post('c3', 'thea', 29, { parentRemoteId: 'c2' }));
  const { apart } = await split(d.desk, ada, late, { messageIds: [await messageId(d, 'c3')] });
  await d.ear.hear(post('c1', 'jorge', 35, { parentRemoteId: 'a1' }));
  const stands = await standing(d);
  assert.deepEqual(stands[apart.id], ['c3']);
  assert.ok(
    Object.values(stands).some(posts => posts.join() === 'a1,c2'),
    'the rest found its thread',
  );
  await d.ear.hear(post('c4', 'thea', 10, { parentRemoteId: 'c3' }));
  assert.deepEqual((await standing(d))[apart.id], ['c3', 'c4']);
  await counts(d, ada);
});

test('a merged thread that turns out to be part of another keeps to the merge', async t => {
  const { d, one, ada } = await scene(t);
  const late = await d.hear(post('c2', 'thea', 30, { parentRemoteId: 'c1' }));
  await merge(d.desk, ada, one, late);
  await d.ear.hear(post('c1', 'jorge', 35));
  await d.ear.hear(post('c3', 'thea', 10, { parentRemoteId: 'c1' }));
  assert.deepEqual((await standing(d))[one], ['a1', 'c2', 'c3']);
  await d.ear.hear(post('c0', 'anna', 70, {}), post('c9', 'thea', 5, { parentRemoteId: 'c2' }));
  assert.deepEqual((await standing(d))[one], ['a1', 'c2', 'c3', 'c9']);
  await counts(d, ada);
});

test('a split undone leaves everything as it would be without it, decisions and what was heard meanwhile included', async t => {
  const { d, one, ada } = await scene(t);
  const twin = await scene(t);
  for (const each of [{ d, one, ada }, twin]) {
    await each.d.ear.hear(
      post('a2', 'thea', 50, { parentRemoteId: 'a1' }),
      post('k1', 'kestrel', 48, { parentRemoteId: 'a2' }),
    );
    await each.d.ear.hear(post('a3', 'thea', 45, { parentRemoteId: 'k1' }));
    await resolve(each.d.desk, each.ada, each.one, { openTurn: 'unanswered' });
  }
  const { undo, apart } = await split(d.desk, ada, one, { fromMessageId: await messageId(d, 'k1') });
  assert.deepEqual((await standing(d))[apart.id], ['k1', 'a3']);
  assert.equal((await view(d, ada, apart.id))?.turn, null, 'nobody is made to wait again by a cut');
  for (const each of [d, twin.d]) {
    each.pass(60);
    await each.ear.hear(post('a4', 'thea', 5, { parentRemoteId: 'a3' }));
  }
  assert.notEqual((await view(d, ada, apart.id))?.turn, null);
  await undoRegroup(d.desk, ada, undo);
  assert.deepEqual(await pictureOf(d.database.db, ada.brandId), await pictureOf(twin.d.database.db, twin.ada.brandId));
  await counts(d, ada);
});

test('a private room is split from one message on; what is written later stands with the newer part', async t => {
  const { d, ada } = await scene(t);
  const said = (id: string, minutesAgo: number, by = 'thea') =>
    post(id, by, minutesAgo, {
      visibility: 'private',
      room: 'thea room',
      roomWith: by === 'thea' ? null : person('thea'),
    });
  const room = await d.hear(said('r1', 60));
  await d.ear.hear(said('r2', 50), said('r3', 40));
  await assert.rejects(split(d.desk, ada, room, { messageIds: [await messageId(d, 'r2')] }), { code: 'not_valid' });
  const { apart, undo } = await split(d.desk, ada, room, { fromMessageId: await messageId(d, 'r2') });
  await d.ear.hear(said('r5', 10), said('late', 55), said('r4', 20, 'kestrel'));
  assert.deepEqual((await standing(d))[room], ['r1', 'late'], 'what was said before the cut stands before it');
  assert.deepEqual((await standing(d))[apart.id], ['r2', 'r3', 'r4', 'r5']);
  await undoRegroup(d.desk, ada, undo);
  assert.deepEqual((await standing(d))[room], ['r1', 'late', 'r2', 'r3', 'r4', 'r5']);
  await counts(d, ada);
});

test('an answer written from here stands with the part it answers, and its echo leaves it there', async t => {
  const { d, one, ada } = await scene(t);
  await d.ear.hear(post('a2', 'thea', 50, { parentRemoteId: 'a1' }));
  const { apart } = await split(d.desk, ada, one, { messageIds: [await messageId(d, 'a2')] });
  const { message } = await reply(d.desk, ada, apart.id, { visibility: 'public', text: 'We are on it' });
  d.pass(10);
  await d.deliver(message.id);
  const sent = await d.message(message.id);
  assert.equal(sent?.delivery?.state, 'sent');
  assert.equal(sent?.conversationId, apart.id);
  assert.equal((await view(d, ada, apart.id))?.turn, null);
  assert.notEqual((await view(d, ada, one))?.turn, null);
});

test('something split off can be merged back, or into another; the one before must be undone last', async t => {
  const { d, one, two, ada } = await scene(t);
  await d.ear.hear(post('a2', 'thea', 50, { parentRemoteId: 'a1' }));
  const cut = await split(d.desk, ada, one, { messageIds: [await messageId(d, 'a2')] });
  const joined = await merge(d.desk, ada, two, cut.apart.id);
  await assert.rejects(undoRegroup(d.desk, ada, cut.undo), { code: 'not_found' }, 'what it cut off is no more');
  await d.ear.hear(post('a3', 'thea', 20, { parentRemoteId: 'a2' }));
  assert.deepEqual((await standing(d))[two], ['a2', 'b1', 'a3']);
  await undoRegroup(d.desk, ada, joined.undo);
  await undoRegroup(d.desk, ada, cut.undo);
  assert.deepEqual((await standing(d))[one], ['a1', 'a2', 'a3']);
  await counts(d, ada);
});
