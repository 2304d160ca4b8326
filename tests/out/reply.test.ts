import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { UNDO_SECONDS } from '../../src/core/delivery.ts';
import type { Refusal } from '../../src/core/refusal.ts';
import { claim } from '../../src/services/claim.ts';
import { openConversation } from '../../src/services/open.ts';
import { type ReplyInput, reply } from '../../src/services/reply.ts';
import { complaint, testDesk } from '../support/desk.ts';
import { person, post } from '../support/hearing.ts';

const PUBLIC: ReplyInput = { visibility: 'public', text: 'Sorry!' };
const PRIVATE: ReplyInput = { visibility: 'private', text: 'Your order number?' };

test('words are counted as the network counts them, and too many are refused with the count', async t => {
  const d = await testDesk(t);
  const id = await d.hear(complaint());
  const who = await d.colleague('Ada');
  // Forty graphemes are allowed: a family of emoji is one, and every link counts ten.
  const family = '👩‍👩‍👧‍👦';
  await assert.rejects(reply(d.desk, who, id, { ...PUBLIC, text: 'x'.repeat(41) }), (error: Refusal) => {
    assert.equal(error.code, 'too_long');
    assert.deepEqual(error.details, { count: 41, max: 40, unit: 'graphemes' });
    return true;
  });
  await assert.rejects(
    reply(d.desk, who, id, { ...PUBLIC, text: family.repeat(40) }),
    { code: 'too_long' },
    'the second limit, in bytes',
  );
  await assert.rejects(reply(d.desk, who, id, { ...PUBLIC, text: '   ' }), { code: 'not_valid' });
  const link = `https://kestrel.example/${'a'.repeat(60)}`;
  await reply(d.desk, who, id, { ...PUBLIC, text: `${'x'.repeat(28)} ${link}` });
  await reply(d.desk, who, id, { ...PUBLIC, text: `${family} ${'x'.repeat(38)}` });
});

test('a colleague’s answer that I have not seen stops mine; seen, or sent anyway, it does not', async t => {
  const d = await testDesk(t);
  const id = await d.hear(complaint());
  const [ada, ben] = [await d.colleague('Ada'), await d.colleague('Ben')];
  const { messages } = await openConversation(d.desk, ben, id);
  const onScreen = messages.at(-1)?.id;
  d.pass(1);
  const first = await reply(d.desk, ada, id, { ...PUBLIC, seen: onScreen });
  d.pass(1);
  for (const seen of [onScreen, undefined]) {
    await assert.rejects(reply(d.desk, ben, id, { ...PUBLIC, seen }), (error: Refusal) => {
      assert.equal(error.code, 'colleague_answered');
      assert.equal((error.details['message'] as { id: string }).id, first.message.id);
      assert.match(error.message, /^Ada /);
      return true;
    });
  }
  await reply(d.desk, ben, id, { ...PUBLIC, seen: first.message.id });
  await reply(d.desk, ben, id, { ...PUBLIC, seen: onScreen, anyway: true });
  await reply(d.desk, ada, id, { ...PUBLIC, anyway: true });
});

test('once the customer writes again an old answer of a colleague stops nobody', async t => {
  const d = await testDesk(t);
  const id = await d.hear(complaint());
  const [ada, ben] = [await d.colleague('Ada'), await d.colleague('Ben')];
  const { message } = await reply(d.desk, ada, id, PUBLIC);
  d.pass(UNDO_SECONDS);
  await d.deliver(message.id);
  d.pass(60);
  await d.hear(post('p2', 'thea', -2, { parentRemoteId: 'p1' }));
  await reply(d.desk, ben, id, PUBLIC);
});

test('what a colleague has claimed is theirs to answer until the claim runs out', async t => {
  const d = await testDesk(t);
  const id = await d.hear(complaint());
  const [ada, ben] = [await d.colleague('Ada'), await d.colleague('Ben')];
  await claim(d.desk, ada, id);
  await assert.rejects(reply(d.desk, ben, id, PUBLIC), { code: 'claimed_by_colleague' });
  await reply(d.desk, ada, id, PUBLIC);
  d.pass(121);
  await reply(d.desk, ben, id, { ...PUBLIC, anyway: true });
});

test('twenty who answer at the same moment are one answer', async t => {
  const d = await testDesk(t, { max: 20 });
  const id = await d.hear(complaint());
  const people = await Promise.all(Array.from({ length: 20 }, (_, n) => d.colleague(`Agent ${n}`)));
  const { messages } = await openConversation(d.desk, people[0] as (typeof people)[0], id);
  const seen = messages.at(-1)?.id;
  const outcomes = await Promise.allSettled(people.map(who => reply(d.desk, who, id, { ...PUBLIC, seen })));
  const refused = outcomes.flatMap(outcome => (outcome.status === 'rejected' ? [outcome.reason.code] : []));
  assert.deepEqual(refused, Array(19).fill('colleague_answered'));
});

test('a paused channel takes no answers, and one that plays a recording never does', async t => {
  const d = await testDesk(t);
  const id = await d.hear(complaint());
  const who = await d.colleague('Ada');
  await sql`update channel set state = 'paused'`.execute(d.database.db);
  await assert.rejects(reply(d.desk, who, id, PUBLIC), { code: 'channel_not_ready' });
  await sql`update channel set state = 'active', sealed = null`.execute(d.database.db);
  await assert.rejects(reply(d.desk, who, id, PUBLIC), { code: 'network_cannot' });
});

test('an answer that waits when its channel is paused goes on when the channel does', async t => {
  const d = await testDesk(t);
  const id = await d.hear(complaint());
  const who = await d.colleague('Ada');
  const { message } = await reply(d.desk, who, id, PUBLIC);
  d.pass(UNDO_SECONDS);
  await sql`update channel set state = 'paused'`.execute(d.database.db);
  await d.deliver(message.id);
  assert.equal((await d.message(message.id))?.delivery?.said, 'It waits: the channel is paused.');
  await sql`update channel set state = 'active'`.execute(d.database.db);
  d.pass(30);
  await d.deliver(message.id);
  assert.equal((await d.message(message.id))?.delivery?.state, 'sent');
});

test('a partner answers in their inbox and finds nothing in any other', async t => {
  const d = await testDesk(t);
  const id = await d.hear(complaint());
  const mine = await d.colleague('Pia', 'partner');
  const stranger = { ...mine, reach: { role: 'partner' as const, inboxes: [d.ear.makeId()] } };
  await assert.rejects(reply(d.desk, stranger, id, PUBLIC), { code: 'not_found' });
  await assert.rejects(reply(d.desk, { ...mine, brandId: mine.brandId + 1 }, id, PUBLIC), { code: 'not_found' });
  await assert.rejects(reply(d.desk, mine, 'no id at all', PUBLIC), { code: 'not_found' });
  await reply(d.desk, mine, id, PUBLIC);
});

test('a private answer to a public post opens a room once, closes the public turn and stands in the room', async t => {
  const d = await testDesk(t);
  const id = await d.hear(complaint());
  const who = await d.colleague('Ada');
  const { message } = await reply(d.desk, who, id, PRIVATE);
  await assert.rejects(reply(d.desk, who, id, PRIVATE), { code: 'network_cannot' }, 'one private reply to a post');
  d.pass(UNDO_SECONDS);
  await d.deliver(message.id);
  assert.equal(d.street.posts[0]?.visibility, 'private');
  assert.equal(d.street.posts[0]?.to.remoteId, 'p1');
  const open = await openConversation(d.desk, who, id);
  assert.deepEqual([open.conversation.turn, open.turns[0]?.outcome], [null, 'answered']);
  assert.equal(open.linked?.visibility, 'private');
  assert.deepEqual(
    open.linkedMessages.map(one => one.id),
    [message.id],
  );
  assert.deepEqual(
    open.messages.map(one => one.direction),
    ['in'],
    'private words stand in public',
  );
});

test('in an open room a private answer goes there, within the network’s window', async t => {
  const d = await testDesk(t);
  const id = await d.hear(complaint());
  const room = 'room of thea';
  const privateId = await d.hear(
    post('d1', 'thea', 5, { visibility: 'private', room, roomWith: person('thea'), text: 'Can you call me?' }),
  );
  const who = await d.colleague('Ada');
  const { message } = await reply(d.desk, who, id, PRIVATE);
  assert.equal(message.conversationId, privateId);
  d.pass(UNDO_SECONDS);
  await d.deliver(message.id);
  assert.equal(d.street.posts[0]?.to.room, room);
  const [open, there] = [await openConversation(d.desk, who, id), await openConversation(d.desk, who, privateId)];
  assert.deepEqual([open.turns[0]?.outcome, there.turns[0]?.outcome], ['answered', 'answered']);
  await assert.rejects(reply(d.desk, who, privateId, PUBLIC), { code: 'not_valid' });
  d.pass(25 * 3600);
  await assert.rejects(reply(d.desk, who, privateId, PRIVATE), { code: 'window_closed' });
  d.pass(7 * 86_400);
  await assert.rejects(reply(d.desk, who, id, PRIVATE), { code: 'window_closed' });
});

test('what a network cannot do is said, with the way that is left', async t => {
  const d = await testDesk(t, { direct: false, privateReply: false });
  const id = await d.hear(complaint());
  const who = await d.colleague('Ada');
  await assert.rejects(reply(d.desk, who, id, PRIVATE), {
    code: 'network_cannot',
    message: 'Square does not let us send private answers to public posts from here.',
  });
  await assert.rejects(reply(d.desk, who, id, { ...PUBLIC, media: [{ mediaId: 'x', description: null }] }), {
    code: 'network_cannot',
  });
  await assert.rejects(reply(d.desk, who, id, { ...PUBLIC, inReplyTo: d.ear.makeId() }), { code: 'not_found' });
  const own = await d.hear(post('ours', 'kestrel', 3));
  await assert.rejects(reply(d.desk, who, own, { ...PUBLIC, anyway: true }), { code: 'not_valid' });
});
