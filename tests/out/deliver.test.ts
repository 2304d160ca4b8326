import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UNDO_SECONDS } from '../../src/core/delivery.ts';
import { openConversation } from '../../src/services/open.ts';
import { reply } from '../../src/services/reply.ts';
import { reviveAnswers } from '../../src/services/revive.ts';
import { decideUnsure, retry, takeBack } from '../../src/services/take-back.ts';
import { listAttempts } from '../../src/services/turns.ts';
import { complaint, type TestDesk, testDesk } from '../support/desk.ts';
import { post } from '../support/hearing.ts';
import { cutAfter, failing } from '../support/street.ts';

/** An answer in the queue whose undo time is over. */
async function queued(d: TestDesk, more: { resolve?: boolean; text?: string } = {}) {
  const id = await d.hear(complaint());
  const who = await d.colleague('Ada');
  const { message } = await reply(d.desk, who, id, {
    visibility: 'public',
    text: more.text ?? 'Sorry! A fix is on its way.',
    ...more,
  });
  d.pass(UNDO_SECONDS + 1);
  return { id, who, messageId: message.id };
}

async function stateOf(d: TestDesk, messageId: string): Promise<string | undefined> {
  return (await d.message(messageId))?.delivery?.state;
}

test('an answer waits for the undo time, leaves once, and its confirmed time closes the turn', async t => {
  const d = await testDesk(t);
  const id = await d.hear(complaint());
  const who = await d.colleague('Ada');
  const { message, conversation } = await reply(d.desk, who, id, { visibility: 'public', text: 'Sorry!' });
  assert.equal(message.delivery?.state, 'queued');
  assert.notEqual(conversation.turn, null, 'a queued answer stops no clock');
  await d.deliver(message.id);
  assert.equal(d.street.asked.length, 0, 'it left before its undo time was over');
  d.pass(UNDO_SECONDS);
  await d.deliver(message.id);
  await d.deliver(message.id);
  assert.deepEqual(
    d.street.posts.map(one => one.text),
    ['Sorry!'],
  );
  assert.equal(d.street.posts[0]?.to.remoteId, 'p1');
  const opened = await openConversation(d.desk, who, id);
  assert.equal(opened.conversation.turn, null);
  assert.equal(opened.turns[0]?.outcome, 'answered');
  assert.equal(opened.turns[0]?.closedAt, d.street.posts[0]?.at.toISOString());
  const { rows } = await listAttempts(d.desk, who, message.id);
  assert.deepEqual(
    rows.map(({ n, outcome }) => [n, outcome]),
    [[1, 'sent']],
  );
});

test('the same id twice is one answer; another colleague’s id is refused', async t => {
  const d = await testDesk(t);
  const id = await d.hear(complaint());
  const [ada, ben] = [await d.colleague('Ada'), await d.colleague('Ben')];
  const chosen = d.ear.makeId();
  const first = await reply(d.desk, ada, id, { id: chosen, visibility: 'public', text: 'Sorry!' });
  const again = await reply(d.desk, ada, id, { id: chosen, visibility: 'public', text: 'Sorry!' });
  assert.equal(again.message.id, first.message.id);
  await assert.rejects(reply(d.desk, ben, id, { id: chosen, visibility: 'public', text: 'Hi' }), {
    code: 'already_exists',
  });
  assert.equal((await openConversation(d.desk, ada, id)).messages.length, 2);
});

test('taken back before it leaves it is gone and its words return; once it is leaving it is too late', async t => {
  const d = await testDesk(t);
  const { id, who, messageId } = await queued(d, { text: 'Oops' });
  const back = await takeBack(d.desk, who, messageId);
  assert.equal(back.text, 'Oops');
  assert.equal(back.conversation.messageCount, 1);
  await d.deliver(messageId);
  assert.equal(d.street.asked.length, 0);
  const second = await reply(d.desk, who, id, { visibility: 'public', text: 'Better' });
  d.pass(UNDO_SECONDS + 1);
  d.street.next.push(async take => {
    await assert.rejects(takeBack(d.desk, who, second.message.id), { code: 'too_late' });
    return take();
  });
  await d.deliver(second.message.id);
  assert.equal(await stateOf(d, second.message.id), 'sent');
  await assert.rejects(takeBack(d.desk, who, second.message.id), { code: 'too_late' });
});

test('"later" sends it back to the queue with the network’s words and its hint; in the end a person is told', async t => {
  const d = await testDesk(t);
  const { messageId, who, id } = await queued(d);
  d.street.next.push(failing('retry', 'Too many requests', 600));
  await d.deliver(messageId);
  const waiting = (await d.message(messageId))?.delivery;
  assert.equal(waiting?.state, 'queued');
  assert.equal(waiting?.said, 'Too many requests');
  assert.equal(Date.parse(waiting?.sendAt ?? ''), d.desk.now().getTime() + 600_000);
  await d.deliver(messageId);
  assert.equal(d.street.asked.length, 1, 'it did not wait as long as the network asked');
  for (let tries = 0; tries < 20; tries++) {
    d.pass(600);
    d.street.next.push(failing('retry', 'Still too many'));
    await d.deliver(messageId);
  }
  assert.equal(await stateOf(d, messageId), 'failed');
  assert.equal(d.street.asked.length, 12);
  assert.notEqual((await openConversation(d.desk, who, id)).conversation.turn, null, 'a failed answer stops no clock');
  d.street.next.length = 0;
  await retry(d.desk, who, messageId);
  await d.deliver(messageId);
  assert.equal(await stateOf(d, messageId), 'sent');
  assert.equal(d.street.posts.length, 1);
});

test('a refusal fails with the network’s words; a lost right breaks the channel, and the answer waits for it', async t => {
  const d = await testDesk(t);
  const { messageId, who, id } = await queued(d);
  d.street.next.push(failing('refuse', 'Replies are closed here'));
  await d.deliver(messageId);
  assert.deepEqual(
    [(await d.message(messageId))?.delivery?.state, (await d.message(messageId))?.delivery?.said],
    ['failed', 'Replies are closed here'],
  );
  await retry(d.desk, who, messageId);
  d.street.next.push(failing('reauthorise', 'Token revoked'));
  await d.deliver(messageId);
  assert.equal(await stateOf(d, messageId), 'queued');
  assert.equal((await openConversation(d.desk, who, id)).channel.state, 'broken');
  await assert.rejects(reply(d.desk, who, id, { visibility: 'public', text: 'Hello' }), { code: 'channel_not_ready' });
});

test('cut after it was taken: a network that knows keys is sent the same key, and the post stands there once', async t => {
  const d = await testDesk(t, { idempotency: 'native' });
  const { messageId, who } = await queued(d);
  d.street.next.push(cutAfter);
  await d.deliver(messageId);
  assert.equal(await stateOf(d, messageId), 'unsure');
  await d.deliver(messageId);
  assert.equal(d.street.asked.length, 1, 'it was tried again at once');
  d.pass(60);
  // Nobody asks for it by name: what is stranded is found.
  assert.equal(await reviveAnswers(d.desk), 1);
  // A refusal now says nothing about the first attempt.
  d.street.next.push(failing('refuse', 'Duplicate'));
  await d.deliver(messageId);
  assert.equal(await stateOf(d, messageId), 'unsure');
  d.pass(900);
  await d.deliver(messageId);
  assert.equal(await stateOf(d, messageId), 'sent');
  assert.equal(d.street.posts.length, 1);
  const { rows } = await listAttempts(d.desk, who, messageId);
  assert.deepEqual(
    rows.map(row => row.outcome),
    ['unsure', 'unsure', 'sent'],
  );
});

test('cut on a network that can be asked: it is looked for first, found or sent again, never twice', async t => {
  const d = await testDesk(t, { idempotency: 'lookup' });
  const { messageId, who, id } = await queued(d);
  d.street.next.push(cutAfter);
  await d.deliver(messageId);
  d.pass(60);
  d.street.nextFind.push(failing('retry', 'Busy'));
  await d.deliver(messageId);
  assert.equal(await stateOf(d, messageId), 'unsure', 'the network did not answer the question');
  d.pass(900);
  await d.deliver(messageId);
  assert.deepEqual(
    [(await d.message(messageId))?.delivery?.state, (await d.message(messageId))?.delivery?.foundByLookup],
    ['sent', true],
  );
  assert.equal(d.street.asked.length, 1);

  const second = await reply(d.desk, who, id, { visibility: 'public', text: 'One more thing', anyway: true });
  d.pass(UNDO_SECONDS);
  d.street.next.push(failing('unsure', 'Silence'));
  await d.deliver(second.message.id);
  d.pass(60);
  await d.deliver(second.message.id);
  assert.equal(await stateOf(d, second.message.id), 'queued', 'it is certainly not there and goes again');
  await d.deliver(second.message.id);
  assert.equal(await stateOf(d, second.message.id), 'sent');
  assert.deepEqual(
    d.street.posts.map(one => one.text),
    ['Sorry! A fix is on its way.', 'One more thing'],
  );
});

test('cut on a network that can neither be asked nor knows keys: it stays unsure until a person decides', async t => {
  const d = await testDesk(t, { idempotency: 'none' });
  const { messageId, who, id } = await queued(d);
  d.street.next.push(cutAfter);
  await d.deliver(messageId);
  d.pass(86_400);
  assert.equal(await reviveAnswers(d.desk), 0);
  await d.deliver(messageId);
  assert.equal(d.street.asked.length, 1, 'it was said twice');
  assert.equal(await stateOf(d, messageId), 'unsure');
  const { message } = await decideUnsure(d.desk, who, messageId, true);
  assert.equal(message.delivery?.state, 'sent');
  assert.equal((await openConversation(d.desk, who, id)).conversation.turn, null);
});

test('an echo heard after a person has found the answer is that answer, at the time of the network', async t => {
  const d = await testDesk(t, { idempotency: 'none' });
  const { messageId, who, id } = await queued(d);
  d.street.next.push(cutAfter);
  await d.deliver(messageId);
  d.pass(600);
  await decideUnsure(d.desk, who, messageId, true);
  const stands = d.street.posts[0];
  assert.ok(stands);
  const { remoteId, at, text } = stands;
  const echo = post(remoteId, 'kestrel', 0, { at, text, key: null, parentRemoteId: 'p1' });
  await d.ear.hear(echo);
  await d.ear.hear(echo);
  const { messages, turns } = await openConversation(d.desk, who, id);
  assert.deepEqual(
    messages.map(m => [m.id === messageId, m.remoteId]),
    [
      [false, 'p1'],
      [true, remoteId],
    ],
  );
  assert.deepEqual(
    turns.map(turn => turn.closedAt),
    [at.toISOString()],
  );
});

test('a person who looked and found nothing sends it again', async t => {
  const d = await testDesk(t, { idempotency: 'none' });
  const { messageId, who } = await queued(d);
  d.street.next.push(failing('unsure', 'Silence'));
  await d.deliver(messageId);
  await assert.rejects(retry(d.desk, who, messageId), { code: 'too_late' });
  await decideUnsure(d.desk, who, messageId, false);
  await d.deliver(messageId);
  assert.equal(await stateOf(d, messageId), 'sent');
  assert.equal(d.street.posts.length, 1);
});

test('a bug while sending is not swallowed, and the answer is honestly unsure', async t => {
  const d = await testDesk(t, { idempotency: 'none' });
  const { messageId } = await queued(d);
  d.street.next.push(() => {
    throw new TypeError('a slip in the connector');
  });
  await assert.rejects(d.deliver(messageId), TypeError);
  assert.equal(await stateOf(d, messageId), 'unsure');
});

test('a colleague’s answer that is confirmed while mine waits holds mine; sent anyway it leaves', async t => {
  const d = await testDesk(t);
  const { messageId, who } = await queued(d);
  // Typed in the network's own app.
  await d.ear.hear(post('theirs', 'kestrel', 0, { parentRemoteId: 'p1', text: 'We are on it', at: d.desk.now() }));
  await d.deliver(messageId);
  const held = (await d.message(messageId))?.delivery;
  assert.deepEqual([held?.state, held?.said], ['failed', 'A colleague answered first.']);
  assert.equal(d.street.asked.length, 0);
  await retry(d.desk, who, messageId);
  await d.deliver(messageId);
  assert.equal(await stateOf(d, messageId), 'sent');
});

test('"send and resolve" resolves when it stands on the network, and not while the customer waits again', async t => {
  const d = await testDesk(t);
  const { id, who, messageId } = await queued(d, { resolve: true });
  assert.equal((await openConversation(d.desk, who, id)).conversation.status, 'open');
  await d.deliver(messageId);
  assert.equal((await openConversation(d.desk, who, id)).conversation.status, 'resolved');
  await d.hear(post('p2', 'thea', -1, { parentRemoteId: 'p1', text: 'And the milk?' }));
  const second = await reply(d.desk, who, id, { visibility: 'public', text: 'That too.', resolve: true });
  d.pass(UNDO_SECONDS);
  d.street.next.push(async take => {
    const sent = take();
    await d.hear(
      post('p3', 'thea', -10, { parentRemoteId: 'p1', text: 'Hello?', at: new Date(sent.at.getTime() + 1000) }),
    );
    return sent;
  });
  await d.deliver(second.message.id);
  const after = (await openConversation(d.desk, who, id)).conversation;
  assert.deepEqual([after.status, after.turn !== null], ['open', true]);
});

for (const when of ['before', 'during', 'after'] as const) {
  test(`the echo that arrives ${when} the final transaction leaves one message, sent, and one answered turn`, async t => {
    const d = await testDesk(t);
    const { id, who, messageId } = await queued(d);
    const echo = () => {
      const sent = d.street.posts[0];
      if (sent === undefined) throw new Error('nothing was sent');
      return d.ear.hear(
        post(sent.remoteId, 'kestrel', 0, { at: sent.at, text: sent.text, key: messageId, parentRemoteId: 'p1' }),
      );
    };
    if (when === 'before') {
      d.street.next.push(async take => {
        const sent = take();
        await echo();
        return sent;
      });
    }
    const during: Promise<unknown>[] = [];
    if (when === 'during') d.desk.passing = point => void (point === 'finalising' && during.push(echo()));
    await d.deliver(messageId);
    await Promise.all(during);
    if (when === 'after') await echo();
    const opened = await openConversation(d.desk, who, id);
    assert.deepEqual(
      opened.messages.map(m => [m.direction, m.delivery?.state ?? null]),
      [
        ['in', null],
        ['out', 'sent'],
      ],
    );
    assert.equal(opened.messages[1]?.id, messageId);
    assert.deepEqual(
      opened.turns.map(turn => turn.outcome),
      ['answered'],
    );
  });
}
