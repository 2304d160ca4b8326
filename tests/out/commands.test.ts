import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Refusal } from '../../src/core/refusal.ts';
import { assign, handBack } from '../../src/services/assign.ts';
import { CLAIM_SECONDS, claim, next, release } from '../../src/services/claim.ts';
import { countConversations } from '../../src/services/inbox.ts';
import { note } from '../../src/services/note.ts';
import { openConversation } from '../../src/services/open.ts';
import { reopen, resolve } from '../../src/services/resolve.ts';
import { snooze } from '../../src/services/snooze.ts';
import { tag } from '../../src/services/tag.ts';
import { listTags, promiseToday } from '../../src/services/turns.ts';
import { complaint, type TestDesk, testDesk } from '../support/desk.ts';
import { post, talliesOf } from '../support/hearing.ts';

/** The words of the last events, newest last. */
async function told(d: TestDesk, many: number): Promise<string[]> {
  const { rows } = await sql<{ word: string }>`
    select word from (
      select seq, kind || coalesce(' ' || (data->>'change'), '') || ' was ' || coalesce(data->'was'->>'status', 'new') as word
      from event order by seq desc limit ${many}) last order by seq`.execute(d.database.db);
  return rows.map(row => row.word);
}

test('a claim is one person’s, is renewed by them, refused to others with who and until when, and runs out', async t => {
  const d = await testDesk(t);
  const id = await d.hear(complaint());
  const [ada, ben, lea] = [await d.colleague('Ada'), await d.colleague('Ben'), await d.colleague('Lea', 'lead')];
  const { conversation } = await claim(d.desk, ada, id);
  assert.equal(conversation.claimedBy, ada.agentId);
  await assert.rejects(claim(d.desk, ben, id), (error: Refusal) => {
    assert.equal(error.code, 'claimed_by_colleague');
    assert.deepEqual(error.details, { agentId: ada.agentId, name: 'Ada', until: conversation.claimedUntil });
    return true;
  });
  await assert.rejects(release(d.desk, ben, id), { code: 'claimed_by_colleague' });
  d.pass(CLAIM_SECONDS - 1);
  const renewed = await claim(d.desk, ada, id);
  assert.ok((renewed.conversation.claimedUntil ?? '') > (conversation.claimedUntil ?? ''));
  assert.ok(renewed.conversation.version > conversation.version);
  d.pass(CLAIM_SECONDS);
  assert.equal((await claim(d.desk, ben, id)).conversation.claimedBy, ben.agentId);
  assert.equal((await release(d.desk, lea, id)).conversation.claimedBy, null);
  assert.deepEqual(await told(d, 2), [
    'conversation.changed claimed was open',
    'conversation.changed released was open',
  ]);
});

test('"next" hands out the most urgent first, mine or nobody’s, and no two people the same', async t => {
  const d = await testDesk(t, { max: 20 });
  const ids: string[] = [];
  for (let n = 0; n < 12; n++)
    ids.push(await d.hear(complaint({ remoteId: `p${n}`, at: new Date(d.desk.now().getTime() - (60 - n) * 60_000) })));
  const people = await Promise.all(Array.from({ length: 10 }, (_, n) => d.colleague(`Agent ${n}`)));
  const [ada, ben] = [people[0] as (typeof people)[0], people[1] as (typeof people)[0]];
  await assign(d.desk, ada, ids[0] as string, { assigneeId: ben.agentId });
  await snooze(d.desk, ada, ids[1] as string, new Date(d.desk.now().getTime() + 60_000));
  const served = await Promise.all(people.map(async who => (await next(d.desk, who, [])).conversation?.id));
  assert.deepEqual(new Set(served).size, 10);
  assert.ok(!served.includes(ids[1]), 'a snoozed one was served');
  assert.equal(served[1], ids[0], 'what is mine and most urgent comes first');
  const again = (await next(d.desk, ada, [])).conversation?.id;
  assert.equal(again, served[0], 'what I hold comes first until I am done with it');
  const strangers = { ...ada, agentId: d.ear.makeId(), reach: { role: 'partner' as const, inboxes: [d.ear.makeId()] } };
  assert.equal((await next(d.desk, strangers, [])).conversation, null);
  assert.equal((await next(d.desk, ada, ids)).conversation, null);
});

test('resolving while somebody waits asks for a choice; the choice closes the turn, and reopening opens it again', async t => {
  const d = await testDesk(t);
  const id = await d.hear(complaint());
  const ada = await d.colleague('Ada');
  await assert.rejects(resolve(d.desk, ada, id, {}), { code: 'needs_a_choice' });
  await assert.rejects(resolve(d.desk, ada, id, { openTurn: 'not_needed', reason: ' ' }), { code: 'not_valid' });
  const { turns: before } = await openConversation(d.desk, ada, id);
  for (const openTurn of ['unanswered', 'not_needed'] as const) {
    const resolved = await resolve(d.desk, ada, id, { openTurn, reason: 'Solved in the shop' });
    assert.deepEqual([resolved.conversation.status, resolved.conversation.turn], ['resolved', null]);
    const { turns, happenings } = await openConversation(d.desk, ada, id);
    assert.deepEqual(
      turns.map(turn => [turn.id, turn.outcome, turn.reason]),
      [[before[0]?.id, openTurn, 'Solved in the shop']],
    );
    assert.equal(happenings.at(-1)?.change, 'resolved');
    assert.equal(happenings.at(-1)?.actorId, ada.agentId);
    d.pass(60);
    const reopened = await reopen(d.desk, ada, id);
    assert.equal(reopened.conversation.status, 'open');
    assert.equal(reopened.conversation.turn?.id, before[0]?.id);
    assert.equal(reopened.conversation.turn?.openedAt, before[0]?.openedAt, 'the wait since the customer wrote');
  }
  const { kept, counted } = await talliesOf(d.database.db, d.ear.brandId);
  assert.deepEqual(kept, counted);
});

test('a resolved conversation opens again when the customer writes, and an old decision does not cover the new words', async t => {
  const d = await testDesk(t);
  const id = await d.hear(complaint());
  const ada = await d.colleague('Ada');
  await resolve(d.desk, ada, id, { openTurn: 'unanswered' });
  d.pass(60);
  await d.hear(post('p2', 'thea', -1, { parentRemoteId: 'p1' }));
  const { conversation, turns } = await openConversation(d.desk, ada, id);
  assert.equal(conversation.status, 'open');
  assert.deepEqual(
    turns.map(turn => turn.outcome),
    ['unanswered', null],
  );
});

test('snoozed it is out of the way while the promise runs on; a time that is over is refused', async t => {
  const d = await testDesk(t);
  const id = await d.hear(complaint());
  const ada = await d.colleague('Ada');
  const until = new Date(d.desk.now().getTime() + 3_600_000);
  const { conversation } = await snooze(d.desk, ada, id, until);
  assert.deepEqual([conversation.status, conversation.snoozedUntil], ['snoozed', until.toISOString()]);
  assert.notEqual(conversation.turn, null);
  await assert.rejects(snooze(d.desk, ada, id, d.desk.now()), { code: 'not_valid' });
  await assert.rejects(snooze(d.desk, ada, id, new Date('2036-01-01')), { code: 'not_valid' });
  d.pass(60);
  await d.hear(post('p2', 'thea', -1, { parentRemoteId: 'p1' }));
  assert.equal((await openConversation(d.desk, ada, id)).conversation.status, 'open');
});

test('given to a colleague with a word, with what they may see, and handed back when they leave', async t => {
  const d = await testDesk(t);
  const id = await d.hear(complaint());
  const [ada, ben] = [await d.colleague('Ada'), await d.colleague('Ben')];
  const pia = await d.colleague('Pia', 'partner');
  await claim(d.desk, ada, id);
  const given = await assign(d.desk, ada, id, { assigneeId: ben.agentId, note: 'You know him' });
  assert.deepEqual([given.conversation.assigneeId, given.conversation.claimedBy], [ben.agentId, null]);
  const { messages } = await openConversation(d.desk, ben, id);
  assert.deepEqual(
    [messages.at(-1)?.direction, messages.at(-1)?.text, messages.at(-1)?.authorName],
    ['note', 'You know him', 'Ada'],
  );
  await assign(d.desk, ada, id, { assigneeId: pia.agentId });
  await sql`delete from inbox_partner`.execute(d.database.db);
  await assert.rejects(assign(d.desk, ada, id, { assigneeId: pia.agentId }), { code: 'not_valid' });
  await assert.rejects(assign(d.desk, ada, id, { assigneeId: d.ear.makeId() }), { code: 'not_valid' });
  assert.equal((await countConversations(d.desk, ada)).counts.team.active, 1);
  await handBack(d.desk, ada, pia.agentId);
  const { counts } = await countConversations(d.desk, ada);
  assert.deepEqual([counts.team.active, counts.unassigned.active, counts.all.waiting], [0, 1, 1]);
});

test('tags are tidied, counted and found; the same tags again change nothing', async t => {
  const d = await testDesk(t);
  const [first, second] = [
    await d.hear(complaint()),
    await d.hear(complaint({ remoteId: 'p2', author: { ...complaint().author, remoteId: 'max' } })),
  ];
  const ada = await d.colleague('Ada');
  const { conversation } = await tag(d.desk, ada, first, [' refund ', 'Refund', 'vip\n', '']);
  assert.deepEqual(conversation.tags, ['refund', 'vip']);
  await tag(d.desk, ada, second, ['refund']);
  assert.deepEqual((await listTags(d.desk, ada)).rows, [
    { tag: 'refund', n: 2 },
    { tag: 'vip', n: 1 },
  ]);
  const again = await tag(d.desk, ada, first, ['refund', 'vip']);
  assert.equal(again.conversation.version, conversation.version);
  await tag(d.desk, ada, first, []);
  assert.deepEqual((await listTags(d.desk, ada)).rows, [{ tag: 'refund', n: 1 }]);
});

test('a note is a word among colleagues: it moves no clock, no preview and no count of messages', async t => {
  const d = await testDesk(t);
  const id = await d.hear(complaint());
  const ada = await d.colleague('Ada');
  const before = (await openConversation(d.desk, ada, id)).conversation;
  d.pass(60);
  const { message, conversation } = await note(d.desk, ada, id, { text: 'Third time this week\0' });
  assert.equal(message.text, 'Third time this week\ufffd');
  assert.deepEqual(conversation, before);
  await assert.rejects(note(d.desk, ada, id, { text: ' \n ' }), { code: 'not_valid' });
});

test('to a partner of another inbox none of it exists', async t => {
  const d = await testDesk(t);
  const id = await d.hear(complaint());
  const pia = await d.colleague('Pia', 'partner');
  const stranger = { ...pia, reach: { role: 'partner' as const, inboxes: [d.ear.makeId()] } };
  const until = new Date(d.desk.now().getTime() + 60_000);
  const deeds = [
    () => claim(d.desk, stranger, id),
    () => release(d.desk, stranger, id),
    () => assign(d.desk, stranger, id, { assigneeId: null }),
    () => resolve(d.desk, stranger, id, {}),
    () => reopen(d.desk, stranger, id),
    () => snooze(d.desk, stranger, id, until),
    () => tag(d.desk, stranger, id, []),
    () => note(d.desk, stranger, id, { text: 'x' }),
    () => openConversation(d.desk, stranger, id),
  ];
  for (const deed of deeds) {
    await assert.rejects(deed, { code: 'not_found', message: 'There is no such conversation here.' });
  }
  assert.deepEqual((await countConversations(d.desk, stranger)).counts.all, {
    active: 0,
    waiting: 0,
    snoozed: 0,
    resolved: 0,
  });
  assert.deepEqual(await promiseToday(d.desk, stranger), { due: 0, kept: 0, waiting: 0, late: 0 });
});
