import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assign } from '../../src/services/assign.ts';
import { doBulk, undoBulk } from '../../src/services/bulk.ts';
import { listNotifications } from '../../src/services/notifications.ts';
import type { Who } from '../../src/services/permit.ts';
import { resolve } from '../../src/services/resolve.ts';
import { snooze } from '../../src/services/snooze.ts';
import { loadConversationViews } from '../../src/store/conversations.ts';
import { readEvents } from '../../src/store/events.ts';
import { type TestDesk, testDesk } from '../support/desk.ts';
import { pictureOf, post, talliesOf } from '../support/hearing.ts';

async function hearMany(d: TestDesk, n: number): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < n; i++) ids.push(await d.hear(post(`p${i}`, `customer ${i}`, 10 + i)));
  return ids;
}

const outcomes = (all: { outcome: string }[]) => all.map(one => one.outcome);
const view = async (d: TestDesk, who: Who, id: string) =>
  (await loadConversationViews(d.database.db, who.brandId, [id])).get(id);

test('many are given to a colleague at once, who is told once, and all go back to whoever had them', async t => {
  const d = await testDesk(t);
  const ids = await hearMany(d, 5);
  const [ada, ben, cem] = [await d.colleague('ada'), await d.colleague('ben'), await d.colleague('cem')];
  await assign(d.desk, cem, ids[0] ?? '', { assigneeId: cem.agentId });
  await assign(d.desk, cem, ids[1] ?? '', { assigneeId: ben.agentId });
  const { results, undo } = await doBulk(d.desk, ada, ids, { kind: 'assign', assigneeId: ben.agentId });
  assert.deepEqual(
    results.map(one => one.id),
    ids,
    'in the order asked',
  );
  assert.deepEqual(outcomes(results), ['done', 'same', 'done', 'done', 'done']);
  const told = (await listNotifications(d.desk, ben, { limit: 10 })).rows;
  assert.deepEqual(
    told.map(one => [one.conversationId === null, one.parts.n]),
    [
      [true, 4],
      [false, undefined],
    ],
  );
  const undone = await undoBulk(d.desk, ada, undo ?? '');
  assert.deepEqual(outcomes(undone.results), ['done', 'done', 'done', 'done']);
  const assignees = await Promise.all(ids.map(async id => (await view(d, ada, id))?.assigneeId));
  assert.deepEqual(assignees, [cem.agentId, ben.agentId, null, null, null]);
  assert.deepEqual(
    await talliesOf(d.database.db, ada.brandId).then(all => all.kept),
    (await talliesOf(d.database.db, ada.brandId)).counted,
  );
});

test('what somebody changed since is left as it is, and named; the rest goes back', async t => {
  const d = await testDesk(t);
  const ids = await hearMany(d, 3);
  const [ada, ben] = [await d.colleague('ada'), await d.colleague('ben')];
  const { undo } = await doBulk(d.desk, ada, ids, { kind: 'tag', add: ['May'], remove: [] });
  await doBulk(d.desk, ben, ids.slice(0, 1), { kind: 'tag', add: ['June'], remove: ['may'] });
  await d.ear.hear(post('again', 'customer 1', 1, { parentRemoteId: 'p1' }));
  const { results } = await undoBulk(d.desk, ada, undo ?? '');
  assert.deepEqual(
    results.map(one => (one.outcome === 'refused' ? one.code : one.outcome)),
    ['changed_since', 'done', 'done'],
  );
  const tags = await Promise.all(ids.map(async id => (await view(d, ada, id))?.tags));
  assert.deepEqual(tags, [['June'], [], []], 'a customer who wrote meanwhile is nobody who changed the tags');
  await assert.rejects(undoBulk(d.desk, ada, undo ?? ''), { code: 'too_late' });
  await assert.rejects(undoBulk(d.desk, ben, undo ?? ''), { code: 'not_found' });
});

test('resolved at once and undone, the desk is as it was, clocks and sleepers included; refusals say why', async t => {
  const d = await testDesk(t);
  const ids = await hearMany(d, 4);
  const ada = await d.colleague('ada');
  await snooze(d.desk, ada, ids[1] ?? '', new Date('2026-11-23T09:00:00Z'));
  await resolve(d.desk, ada, ids[2] ?? '', { openTurn: 'unanswered' });
  const before = await pictureOf(d.database.db, ada.brandId);
  const asks = await doBulk(d.desk, ada, ids, { kind: 'resolve' });
  assert.deepEqual(
    asks.results.map(one => (one.outcome === 'refused' ? one.code : one.outcome)),
    ['needs_a_choice', 'needs_a_choice', 'same', 'needs_a_choice'],
  );
  assert.equal(asks.undo, null);
  d.pass(60);
  const { results, undo } = await doBulk(d.desk, ada, ids, {
    kind: 'resolve',
    openTurn: 'not_needed',
    reason: 'a storm',
  });
  assert.deepEqual(outcomes(results), ['done', 'done', 'same', 'done']);
  assert.equal((await view(d, ada, ids[0] ?? ''))?.status, 'resolved');
  await undoBulk(d.desk, ada, undo ?? '');
  assert.deepEqual(await pictureOf(d.database.db, ada.brandId), before);
  const asleep = await view(d, ada, ids[1] ?? '');
  assert.deepEqual([asleep?.status, asleep?.snoozedUntil], ['snoozed', '2026-11-23T09:00:00.000Z']);
  assert.notEqual(asleep?.turn, null, 'its promise runs on');
});

test('priority, and sleep until the customer writes; out of reach is not found, each by itself', async t => {
  const d = await testDesk(t);
  const ids = await hearMany(d, 2);
  const ada = await d.colleague('ada');
  const blind: Who = { ...ada, reach: { role: 'partner', inboxes: [] } };
  const refused = await doBulk(d.desk, blind, ids, { kind: 'priority', priority: 'high' });
  assert.deepEqual(
    refused.results.map(one => one.outcome === 'refused' && one.code),
    ['not_found', 'not_found'],
  );
  const { undo } = await doBulk(d.desk, ada, ids, { kind: 'priority', priority: 'high' });
  assert.equal((await view(d, ada, ids[0] ?? ''))?.priority, 'high');
  await undoBulk(d.desk, ada, undo ?? '');
  assert.equal((await view(d, ada, ids[0] ?? ''))?.priority, 'normal');
  await doBulk(d.desk, ada, ids, { kind: 'snooze', until: null });
  assert.deepEqual(
    [(await view(d, ada, ids[1] ?? ''))?.status, (await view(d, ada, ids[1] ?? ''))?.snoozedUntil],
    ['snoozed', null],
  );
  await d.ear.hear(post('more', 'customer 1', 1, { parentRemoteId: 'p1' }));
  assert.equal((await view(d, ada, ids[1] ?? ''))?.status, 'open');
  assert.equal((await view(d, ada, ids[0] ?? ''))?.status, 'snoozed');
});

test('five hundred at once are done, each with its event; one more is refused', async t => {
  const d = await testDesk(t);
  await d.ear.hear(...Array.from({ length: 501 }, (_, i) => post(`p${i}`, `customer ${i}`, 10)));
  const { rows } = await d.database.pool.query('select id from conversation order by id');
  const ids: string[] = rows.map(row => row.id);
  const ada = await d.colleague('ada');
  const deed = { kind: 'tag' as const, add: ['storm'], remove: [] };
  await assert.rejects(doBulk(d.desk, ada, ids, deed), { code: 'too_many' });
  const first = (await readEvents(d.database.db, 0)).length;
  const { results, undo } = await doBulk(d.desk, ada, ids.slice(0, 500), deed);
  assert.equal(results.filter(one => one.outcome === 'done').length, 500);
  const after = await d.database.pool.query(`select count(*)::int n from event where data->>'change' = 'tagged'`);
  assert.ok(first > 0);
  assert.equal(after.rows[0]?.n, 500);
  const { results: undone } = await undoBulk(d.desk, ada, undo ?? '');
  assert.equal(undone.filter(one => one.outcome === 'done').length, 500);
});
