/** Hide, like, delete, block, report: done once, told in words, and audited. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import type { TheirPost } from '../../src/connectors/connector.ts';
import { NetworkFailure } from '../../src/connectors/connector.ts';
import type { ModerationDeed } from '../../src/core/moderation.ts';
import { carryOut, MODERATE_LEASE_SECONDS, reviveModerations } from '../../src/services/carry-out.ts';
import { moderate } from '../../src/services/moderate.ts';
import { listModerations, openModeration } from '../../src/services/moderations.ts';
import { openConversation } from '../../src/services/open.ts';
import { reply } from '../../src/services/reply.ts';
import { resolve } from '../../src/services/resolve.ts';
import { lastSeq } from '../../src/store/events.ts';
import { complaint, testDesk } from '../support/desk.ts';
import { post } from '../support/hearing.ts';

type Opened = Awaited<ReturnType<typeof opened>>;

/** A desk on a network that can do everything, and remembers what it was asked. */
async function opened(t: TestContext, without: ModerationDeed[] = []) {
  const d = await testDesk(t);
  const asked: string[] = [];
  const next: (() => void)[] = [];
  const note = async (what: string) => {
    asked.push(what);
    next.shift()?.();
  };
  const outbound = d.street.connector.outbound ?? {};
  for (const deed of ['like', 'unlike', 'hide', 'unhide', 'block', 'unblock'] as const)
    if (without.includes(deed)) delete outbound[deed];
    else
      outbound[deed] = (_context: unknown, { remoteId, person }: TheirPost) =>
        note(`${deed} ${deed.endsWith('block') ? person.remoteId : remoteId}`);
  outbound.remove = (_context, remoteId) => note(`delete ${remoteId}`);
  outbound.report = (_context, { remoteId }, { ground, words }) => note(`report ${remoteId}: ${ground}, ${words}`);
  outbound.cannot = { hide: 'Square cannot hide.' };
  const id = await d.hear(complaint());
  const who = await d.colleague('Nadia');
  const { messages } = await openConversation(d.desk, who, id);
  return { d, asked, next, id, who, messageId: messages[0]?.id ?? '' };
}

/** Works off what is due. */
async function work({ d }: Opened, passing?: (point: string) => void): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from moderation where state in ('queued', 'doing') order by at, id`.execute(d.database.db);
  const needs = passing === undefined ? d.desk : { ...d.desk, passing };
  for (const { id } of rows)
    await carryOut(needs, { brandId: d.ear.brandId, moderationId: id }, new AbortController().signal);
}

const markOf = async ({ d, messageId }: Opened) => (await d.message(messageId))?.moderation.at(-1);

test('a post is hidden, shown again and liked, each once, and the message says by whom', async t => {
  const on = await opened(t);
  const { d, who, messageId, asked } = on;
  const { message } = await moderate(d.desk, who, messageId, { deed: 'hide' });
  assert.deepEqual([message.moderation[0]?.state, message.moderation[0]?.agentId], ['queued', who.agentId]);
  await moderate(d.desk, who, messageId, { deed: 'hide' });
  await assert.rejects(moderate(d.desk, who, messageId, { deed: 'unhide' }), { code: 'too_late' });
  await work(on);
  await moderate(d.desk, who, messageId, { deed: 'hide' });
  await work(on);
  assert.deepEqual(asked, ['hide p1']);
  d.pass(1);
  await moderate(d.desk, who, messageId, { deed: 'unhide' });
  await moderate(d.desk, who, messageId, { deed: 'like' });
  await work(on);
  const marks = (await d.message(messageId))?.moderation.map(({ deed, state }) => `${deed} ${state}`);
  assert.deepEqual(marks, ['unhide done', 'like done']);
  assert.deepEqual(asked, ['hide p1', 'unhide p1', 'like p1']);
});

test('everybody who looks on is told of each step, with the colleague who did it', async t => {
  const on = await opened(t);
  const before = await lastSeq(on.d.desk.db);
  await moderate(on.d.desk, on.who, on.messageId, { deed: 'like' });
  await work(on);
  const { rows } = await sql<{ state: string; actorId: string }>`
    select data -> 'message' -> 'moderation' -> 0 ->> 'state' state, actor_id "actorId" from event
    where seq > ${before} and data ->> 'change' = 'moderated' order by seq`.execute(on.d.desk.db);
  assert.deepEqual(
    rows.map(({ state }) => state),
    ['queued', 'doing', 'done'],
  );
  assert.ok(rows.every(({ actorId }) => actorId === on.who.agentId));
});

test('what strikes a person needs a reason, and no partner does it', async t => {
  const { d, who, messageId } = await opened(t);
  await assert.rejects(moderate(d.desk, who, messageId, { deed: 'block' }), { code: 'not_valid' });
  await assert.rejects(moderate(d.desk, who, messageId, { deed: 'report', reason: '  ' }), { code: 'not_valid' });
  const partner = await d.colleague('Petra', 'partner');
  await assert.rejects(moderate(d.desk, partner, messageId, { deed: 'block', reason: 'Spam' }), {
    code: 'not_allowed',
  });
  const outside = { ...partner, reach: { role: 'partner', inboxes: [] } } as const;
  await assert.rejects(moderate(d.desk, outside, messageId, { deed: 'like' }), { code: 'not_found' });
  const { deeds } = await openModeration(d.desk, partner, messageId);
  assert.deepEqual(
    deeds.filter(({ why }) => why === 'role').map(({ deed }) => deed),
    ['block', 'unblock', 'report'],
  );
});

test('what the network cannot do is refused in its words, and the menu knows why', async t => {
  const { d, who, messageId } = await opened(t, ['hide', 'unhide']);
  await assert.rejects(moderate(d.desk, who, messageId, { deed: 'hide' }), { message: 'Square cannot hide.' });
  const { deeds, network } = await openModeration(d.desk, who, messageId);
  assert.equal(network, 'Square');
  assert.deepEqual(
    deeds.filter(({ why }) => why !== null),
    [
      { deed: 'hide', why: 'network' },
      { deed: 'unhide', why: 'network' },
    ],
  );
});

test('where only answers under our own posts can be hidden, others are greyed out and refused', async t => {
  const { d, who, messageId } = await opened(t);
  Object.assign(d.street.connector.outbound ?? {}, { hidesUnderOurs: true });
  await assert.rejects(moderate(d.desk, who, messageId, { deed: 'hide' }), { message: /under posts of our own/ });
  await d.ear.hear(post('ours', 'kestrel', 9, { text: 'New grinder!', addressed: false }));
  const under = await d.hear(
    post('p2', 'eve', 8, { parentRemoteId: 'ours', rootRemoteId: 'ours', text: 'Buy elsewhere' }),
  );
  const { messages } = await openConversation(d.desk, who, under);
  const theirs = messages.find(({ direction }) => direction === 'in')?.id ?? '';
  assert.equal((await moderate(d.desk, who, theirs, { deed: 'hide' })).message.moderation[0]?.state, 'queued');
});

test('our own answer is deleted with its reason: the words go, and the customer waits again since they wrote', async t => {
  const on = await opened(t);
  const { d, id, who } = on;
  const before = (await openConversation(d.desk, who, id)).turns;
  const { message } = await reply(d.desk, who, id, { visibility: 'public', text: 'Throw it away.' });
  d.pass(10);
  await d.deliver(message.id);
  await resolve(d.desk, who, id, {});
  const ada = await d.colleague('Ada');
  await assert.rejects(moderate(d.desk, ada, message.id, { deed: 'delete', reason: 'Rude' }), { code: 'not_allowed' });
  await assert.rejects(moderate(d.desk, who, message.id, { deed: 'delete' }), { code: 'not_valid' });
  await moderate(d.desk, await d.colleague('Lena', 'lead'), message.id, { deed: 'delete', reason: 'Rude' });
  await work(on);
  const now = await openConversation(d.desk, who, id);
  const gone = now.messages.find(one => one.id === message.id);
  assert.deepEqual([gone?.deletedBy, gone?.text], ['us', '']);
  assert.notEqual(now.conversation.status, 'resolved');
  assert.deepEqual(
    now.turns.map(({ openedAt, dueAt, closedAt }) => ({ openedAt, dueAt, closedAt })),
    before.map(({ openedAt, dueAt, closedAt }) => ({ openedAt, dueAt, closedAt })),
  );
  const { rows } = await listModerations(d.desk, await d.colleague('Olga', 'owner'), {});
  assert.deepEqual([rows[0]?.agentName, rows[0]?.reason, rows[0]?.text], ['Lena', 'Rude', 'Throw it away.']);
});

test('a refusal is shown in the network’s words, and trying again is a deed of its own', async t => {
  const on = await opened(t);
  on.next.push(() => {
    throw new NetworkFailure('refuse', 'No.', { said: 'Not under this post.' });
  });
  await moderate(on.d.desk, on.who, on.messageId, { deed: 'hide' });
  await work(on);
  const mark = await markOf(on);
  assert.deepEqual([mark?.state, mark?.said], ['failed', 'Not under this post.']);
  on.d.pass(1);
  await moderate(on.d.desk, on.who, on.messageId, { deed: 'hide' });
  await work(on);
  assert.equal((await markOf(on))?.state, 'done');
  assert.equal((await openModeration(on.d.desk, on.who, on.messageId)).rows.length, 2);
});

test('told to slow down it comes again later; signed out it waits, and the channel is said to be broken', async t => {
  const on = await opened(t);
  on.next.push(() => {
    throw new NetworkFailure('retry', 'Slow down.', { afterSeconds: 20 });
  });
  await moderate(on.d.desk, on.who, on.messageId, { deed: 'like' });
  await work(on);
  assert.deepEqual([(await markOf(on))?.state, (await markOf(on))?.said], ['queued', 'Slow down.']);
  await work(on);
  assert.equal(on.asked.length, 1, 'not before its time');
  on.d.pass(21);
  on.next.push(() => {
    throw new NetworkFailure('reauthorise', 'Who are you?');
  });
  await work(on);
  assert.equal((await markOf(on))?.state, 'queued');
  on.d.pass(31);
  await work(on);
  assert.match((await markOf(on))?.said ?? '', /signs the channel in again/);
  await sql`update channel set state = 'active' where id = ${on.d.ear.channelId}`.execute(on.d.database.db);
  on.d.pass(31);
  await work(on);
  assert.equal((await markOf(on))?.state, 'done');
});

test('an outcome nobody knows: what is safe twice is done again, a report is left to a person', async t => {
  const on = await opened(t);
  const cut = () => {
    throw new NetworkFailure('unsure', 'The connection broke.');
  };
  on.next.push(cut, cut);
  await moderate(on.d.desk, on.who, on.messageId, { deed: 'like' });
  await moderate(on.d.desk, on.who, on.messageId, { deed: 'report', reason: 'Sells pills', ground: 'spam' });
  await work(on);
  on.d.pass(60);
  await work(on);
  assert.deepEqual(on.asked, ['like p1', 'report p1: spam, Sells pills', 'like p1']);
  const states = (await on.d.message(on.messageId))?.moderation.map(({ deed, state }) => `${deed} ${state}`);
  assert.deepEqual(states, ['like done', 'report unsure']);
});

for (const point of ['marked', 'accepted', 'finalising', 'finalised'] as const)
  test(`whoever did it died when it was ${point}: another takes it up, and it ends done, a report unsure`, async t => {
    const on = await opened(t);
    const { d, who, messageId } = on;
    await moderate(d.desk, who, messageId, { deed: 'hide' });
    await moderate(d.desk, who, messageId, { deed: 'report', reason: 'Threatens us', ground: 'abuse' });
    const { rows } = await sql<{ id: string }>`select id from moderation order by id`.execute(d.database.db);
    const die = (at: string) => {
      if (at === point) throw new Dead();
    };
    for (const { id } of rows)
      await carryOut({ ...d.desk, passing: die }, { brandId: d.ear.brandId, moderationId: id }, NEVER).catch(error => {
        if (!(error instanceof Dead)) throw error;
      });
    assert.equal(await reviveModerations(d.desk), 0, 'while its lease lasts nobody else begins');
    d.pass(MODERATE_LEASE_SECONDS + 1);
    assert.equal(await reviveModerations(d.desk), point === 'finalised' ? 0 : 2);
    await work(on);
    const states = (await d.message(messageId))?.moderation.map(({ deed, state }) => `${deed} ${state}`);
    assert.deepEqual(states, ['hide done', `report ${point === 'finalised' ? 'done' : 'unsure'}`]);
    assert.ok(on.asked.filter(one => one.startsWith('report')).length <= 1);
  });

const NEVER = new AbortController().signal;
class Dead extends Error {}

test('a lead reads what was done, page by page; an agent does not', async t => {
  const on = await opened(t);
  const { d, who, messageId } = on;
  for (let i = 0; i < 60; i++) {
    d.pass(1);
    await moderate(d.desk, who, messageId, { deed: i % 2 === 0 ? 'like' : 'unlike' });
    await work(on);
  }
  await assert.rejects(listModerations(d.desk, who, {}), { code: 'not_allowed' });
  const lead = await d.colleague('Lena', 'lead');
  const first = await listModerations(d.desk, lead, {});
  const second = await listModerations(d.desk, lead, { after: first.next ?? '' });
  assert.deepEqual([first.rows.length, second.rows.length, second.next], [50, 10, null]);
  assert.equal(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size, 60);
  const likes = await listModerations(d.desk, lead, { deed: 'like', agentId: who.agentId });
  assert.equal(likes.rows.length, 30);
});
