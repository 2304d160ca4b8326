/** Posts nobody wrote to us are answered by hand where the network takes no other; windows are held to the last moment, by people and by rules. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { handOff } from '../../src/services/hand-off.ts';
import { openConversation } from '../../src/services/open.ts';
import { queueAnswer, reply } from '../../src/services/reply.ts';
import { lockConversationRows } from '../../src/store/conversations.ts';
import { complaint, type DeskOptions, type TestDesk, testDesk } from '../support/desk.ts';
import { post } from '../support/hearing.ts';

type Ending = Parameters<typeof testDesk>[0];
const summoned: DeskOptions = { handsOff: 'too', onlyWhatWasAddressed: true };
const DAY_SECONDS = 86_400;

/** Thea complained to us; then she wrote another post in the same thread without naming us. */
async function strange(t: Ending) {
  const d = await testDesk(t, summoned);
  const id = await d.hear(complaint());
  await d.hear(post('p2', 'thea', 5, { parentRemoteId: 'p1', text: 'And it rattles', addressed: false }));
  return { d, id, who: await d.colleague('Nadia') };
}

/** A private conversation in which Thea wrote ten minutes ago. */
async function room(t: Ending, options: DeskOptions) {
  const d = await testDesk(t, options);
  const private_ = { visibility: 'private', room: 'r1' } as const;
  const id = await d.hear(post('m1', 'thea', 10, { ...private_, text: 'It is broken' }));
  return { d, id, who: await d.colleague('Nadia') };
}

async function sayAutomatically(d: TestDesk, who: Awaited<ReturnType<TestDesk['colleague']>>, id: string) {
  return d.database.db.transaction().execute(async tx => {
    const row = (await lockConversationRows(tx, who.brandId, [id])).get(id);
    assert.ok(row);
    const input = { visibility: 'private', text: 'We are at it.', holding: true, automatic: true } as const;
    return queueAnswer(tx, d.desk, who, row, input, d.desk.now());
  });
}

test('the desk says which post goes by hand, and the API is refused for it', async t => {
  const { d, id, who } = await strange(t);
  const { messages, byHand, channel } = await openConversation(d.desk, who, id);
  assert.deepEqual(
    byHand,
    messages.filter(({ remoteId }) => remoteId === 'p2').map(one => one.id),
  );
  assert.deepEqual([channel.composing.canReply, channel.composing.byHandUnlessAddressed], [true, true]);
  await assert.rejects(reply(d.desk, who, id, { visibility: 'public', text: 'Turn it left.' }), {
    code: 'network_cannot',
    details: { byHand: true },
    message: /Copy the words and put them up on its page/,
  });
  const { url } = await handOff(d.desk, who, id, { text: 'Turn it left.' });
  assert.equal(url, 'https://square.example/p2');
});

test('what was written to us is answered from here, beside what was not', async t => {
  const { d, id, who } = await strange(t);
  const { messages } = await openConversation(d.desk, who, id);
  const inReplyTo = messages.find(({ remoteId }) => remoteId === 'p1')?.id;
  const { message } = await reply(d.desk, who, id, { visibility: 'public', text: 'Turn it left.', inReplyTo });
  d.pass(10);
  await d.deliver(message.id);
  assert.deepEqual(
    d.street.posts.map(one => [one.to.remoteId, one.to.addressed]),
    [['p1', true]],
  );
});

test('a post that is heard again as written to us may be answered from here', async t => {
  const { d, id, who } = await strange(t);
  await d.ear.hear(post('p2', 'thea', 5, { parentRemoteId: 'p1', text: 'And it rattles', addressed: true }));
  assert.deepEqual((await openConversation(d.desk, who, id)).byHand, []);
  await reply(d.desk, who, id, { visibility: 'public', text: 'Turn it left.' });
});

test('an answer that should not have been queued is not sent by the API', async t => {
  const { d, id, who } = await strange(t);
  await sql`update message set addressed = true`.execute(d.database.db);
  const { message } = await reply(d.desk, who, id, { visibility: 'public', text: 'Turn it left.' });
  await sql`update message set addressed = false where remote_id = 'p2'`.execute(d.database.db);
  d.pass(10);
  await d.deliver(message.id);
  const sent = await d.message(message.id);
  assert.deepEqual([sent?.delivery?.state, d.street.asked], ['failed', []]);
  assert.match(sent?.delivery?.said ?? '', /takes no answer from programs to this post/);
});

test('people may write for a week, what is automatic only for a day', async t => {
  const { d, id, who } = await room(t, { limits: { privateWindowHours: 168, automaticWindowHours: 24 } });
  await sayAutomatically(d, who, id);
  d.pass(2 * DAY_SECONDS);
  await assert.rejects(sayAutomatically(d, who, id), {
    code: 'window_closed',
    message: /lets only people write after 24 hours/,
  });
  const { message } = await reply(d.desk, who, id, { visibility: 'private', text: 'Here I am.' });
  d.pass(10);
  await d.deliver(message.id);
  const [sent] = d.street.posts;
  assert.deepEqual([sent?.to.lastHeardAt?.toISOString(), d.street.asked], ['2026-11-22T11:50:00.000Z', ['Here I am.']]);
  d.pass(6 * DAY_SECONDS);
  await assert.rejects(reply(d.desk, who, id, { visibility: 'private', text: 'Still here?', anyway: true }), {
    code: 'window_closed',
    message: /within 7 days/,
  });
});

test('an answer that waited until its window closed does not leave', async t => {
  const { d, id, who } = await room(t, { limits: { privateWindowHours: 24 } });
  d.pass(DAY_SECONDS - 15 * 60);
  const { message } = await reply(d.desk, who, id, { visibility: 'private', text: 'Just in time?' });
  d.pass(20 * 60);
  await d.deliver(message.id);
  const sent = await d.message(message.id);
  assert.deepEqual([sent?.delivery?.state, d.street.asked], ['failed', []]);
  assert.match(sent?.delivery?.said ?? '', /within 24 hours of the customer's last message/);
});

test('the first private answer to a post leaves within its own window or not at all', async t => {
  const d = await testDesk(t, { limits: { privateWindowHours: 24, privateReplyWindowHours: 168 } });
  const id = await d.hear(complaint());
  const who = await d.colleague('Nadia');
  d.pass(6 * DAY_SECONDS);
  const { message } = await reply(d.desk, who, id, { visibility: 'private', text: 'May I ask more?' });
  d.pass(DAY_SECONDS);
  await d.deliver(message.id);
  const late = await d.message(message.id);
  assert.deepEqual([late?.delivery?.state, d.street.asked], ['failed', []]);
  assert.match(late?.delivery?.said ?? '', /answer a post privately within 7 days/);
});
