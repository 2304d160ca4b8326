import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { UNDO_SECONDS } from '../../src/core/delivery.ts';
import { backlogOf, HALF_HOUR_MS } from '../../src/core/insight/backlog.ts';
import { reply } from '../../src/services/reply.ts';
import { listBacklog, listReopened, readBacklog, readReopenings } from '../../src/services/reports/backlog.ts';
import { listTopic, readTopics } from '../../src/services/reports/topics.ts';
import { reopen, resolve } from '../../src/services/resolve.ts';
import { tag } from '../../src/services/tag.ts';
import { complaint, type TestDesk, testDesk } from '../support/desk.ts';
import { NOW, post } from '../support/hearing.ts';

const SORRY = { visibility: 'public', text: 'Sorry!', anyway: true } as const;
const HOUR = 3600;
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * HOUR * 1000).toISOString();

async function answer(d: TestDesk, who: Awaited<ReturnType<TestDesk['colleague']>>, id: string) {
  const { message } = await reply(d.desk, who, id, SORRY);
  d.pass(UNDO_SECONDS);
  await d.deliver(message.id);
}

test('who waits is what was opened less what was closed, and the rows behind a moment are those who waited then', async t => {
  const d = await testDesk(t);
  const who = await d.colleague('Ada');
  const first = await d.hear(post('a', 'thea', 5 * 60));
  await d.hear(post('b', 'omar', 4 * 60));
  const third = await d.hear(post('c', 'lin', 95));
  await answer(d, who, first);
  d.pass(2 * HOUR);
  await resolve(d.desk, who, third, { openTurn: 'unanswered' });
  d.pass(HOUR);
  const { before, stepMinutes, rows, most } = await readBacklog(d.desk, who, { period: 'today', since: hoursAgo(4.5) });
  assert.deepEqual([before, stepMinutes, rows.length], [1, 30, 16]);
  const waiting = rows.map(row => row.waiting);
  assert.deepEqual(waiting, [1, 2, 2, 2, 2, 3, 3, 3, 3, 2, 2, 2, 2, 1, 1, 1]);
  assert.deepEqual(most, { waiting: 3, at: hoursAgo(1.5) });
  const behind = await listBacklog(d.desk, who, { period: 'today', at: hoursAgo(1), limit: 10 });
  assert.deepEqual(behind.rows.map(row => row.conversationId).includes(third) && behind.rows.length, 3);
  const page = await listBacklog(d.desk, who, { period: 'today', at: hoursAgo(1), limit: 2 });
  const rest = await listBacklog(d.desk, who, { period: 'today', at: hoursAgo(1), limit: 2, after: page.next ?? '' });
  assert.deepEqual(
    [...page.rows, ...rest.rows].map(row => row.id),
    behind.rows.map(row => row.id),
  );
});

test('turns by half hour are those in the rows, through answers, deletions of answers and corrections of the past', async t => {
  const d = await testDesk(t);
  const who = await d.colleague('Ada');
  const id = await d.hear(complaint());
  await answer(d, who, id);
  d.pass(600);
  await d.hear(post('p2', 'thea', -9, { parentRemoteId: 'p1', text: 'again!' }));
  // Heard late, said before everything else: the first turn began earlier.
  await d.hear(post('p0', 'thea', 200, { text: 'hello?' }));
  await resolve(d.desk, who, id, { openTurn: 'not_needed', reason: 'thanks' });
  await reopen(d.desk, who, id);
  const { rows } = await sql<{ slot: string; opened: number; closed: number }>`
    with raw as (
      select half_hour(opened_at) slot, 1 opened, 0 closed from turn
      union all select half_hour(closed_at), 0, 1 from turn where closed_at is not null)
    select slot, sum(opened)::int opened, sum(closed)::int closed from raw group by 1
    except select slot, opened, closed from turn_flow where opened <> 0 or closed <> 0`.execute(d.database.db);
  assert.deepEqual(rows, []);
  const { rows: over } = await sql`
    select from turn_flow where (opened <> 0 or closed <> 0) and not exists (
      select from turn t where half_hour(t.opened_at) = slot or half_hour(t.closed_at) = slot)`.execute(d.database.db);
  assert.equal(over.length, 0);
});

const flows = fc.array(fc.record({ slot: fc.nat(200), opened: fc.nat(5), closed: fc.nat(5) }), { maxLength: 60 });

test('a backlog ends with everything opened less everything closed, however it is cut into steps', () => {
  fc.assert(
    fc.property(flows, fc.nat(50), fc.integer({ min: 1, max: 48 }), (some, before, every) => {
      const flow = some
        .map(({ slot, ...counts }) => ({ atMs: slot * HALF_HOUR_MS, ...counts }))
        .sort((a, b) => a.atMs - b.atMs);
      const untilMs = 201 * HALF_HOUR_MS;
      const starts = Array.from({ length: Math.ceil(201 / every) }, (_, step) => step * every * HALF_HOUR_MS);
      const { points, most } = backlogOf(before, flow, starts, untilMs);
      const total = flow.reduce((sum, one) => sum + one.opened - one.closed, before);
      assert.equal(points.at(-1)?.waiting, total);
      for (const [at, point] of points.entries()) {
        const was = at === 0 ? before : (points[at - 1]?.waiting ?? 0);
        assert.equal(point.waiting, was + point.opened - point.closed);
        assert.ok((most?.waiting ?? -1) >= point.waiting);
      }
    }),
  );
});

test('a resolved conversation counts as come up again when the customer writes within seven days, and not when a colleague opens it', async t => {
  const d = await testDesk(t);
  const who = await d.colleague('Ada');
  const ids = [];
  for (const name of ['again', 'late', 'quiet', 'opened', 'fresh']) {
    if (name === 'fresh') continue;
    ids.push(await d.hear(post(name, name, 10)));
  }
  const [again = '', late = '', quiet = '', opened = ''] = ids;
  for (const id of ids) {
    await answer(d, who, id);
    await resolve(d.desk, who, id, {});
  }
  await reopen(d.desk, who, opened);
  d.pass(3 * 24 * HOUR);
  await d.hear(post('again2', 'again', -3 * 24 * 60, { parentRemoteId: 'again', text: 'it is broken again' }));
  d.pass(5 * 24 * HOUR);
  await d.hear(post('late2', 'late', -8 * 24 * 60, { parentRemoteId: 'late', text: 'and now this' }));
  const fresh = await d.hear(post('fresh', 'fresh', -8 * 24 * 60));
  await answer(d, who, fresh);
  await resolve(d.desk, who, fresh, {});
  d.pass(HOUR);
  const { resolved, share, pending } = await readReopenings(d.desk, who, { period: '28d' });
  assert.deepEqual([resolved, pending, share.hits, share.of], [4, 1, 1, 3]);
  const { rows } = await listReopened(d.desk, who, { period: '28d', limit: 10 });
  assert.deepEqual(
    rows.map(row => row.conversationId),
    [again],
  );
  assert.ok(![late, quiet].includes(again));
});

test('messages are counted by what they are read as, by day; corrections, noise and deletions follow', async t => {
  const d = await testDesk(t);
  const who = await d.colleague('Ada');
  const id = await d.hear(complaint());
  await d.hear(post('p2', 'thea', 5, { parentRemoteId: 'p1', text: 'refund please' }));
  const intents = (remote: string, words: string[]) =>
    sql`update message set intents = ${words} where remote_id = ${remote}`.execute(d.database.db);
  await intents('p1', ['complaint']);
  await intents('p2', ['complaint', 'request', 'request.refund']);
  const told = async () => {
    const { rows, of } = await readTopics(d.desk, who, { period: '7d', what: 'intents' });
    return [of.now, Object.fromEntries(rows.map(row => [row.topic, row.now]))];
  };
  assert.deepEqual(await told(), [2, { complaint: 2, request: 1, 'request.refund': 1 }]);
  await intents('p2', ['request', 'request.refund']);
  assert.deepEqual(await told(), [2, { complaint: 1, request: 1, 'request.refund': 1 }]);
  const { rows } = await listTopic(d.desk, who, {
    period: '7d',
    what: 'intents',
    topic: 'complaint',
    of: 'now',
    limit: 5,
  });
  assert.deepEqual(
    rows.map(row => [row.conversationId, row.text]),
    [[id, 'My grinder is loud']],
  );
  await sql`update message set readings = '{"noise":"bot"}' where remote_id = 'p1'`.execute(d.database.db);
  assert.deepEqual(await told(), [1, { request: 1, 'request.refund': 1 }]);
  await sql`update message set deleted_at = now(), intents = '{}' where remote_id = 'p2'`.execute(d.database.db);
  assert.deepEqual(await told(), [0, {}]);
});

test('a topic that grew beside as many days before is told, with what it was; tags count by conversation', async t => {
  const d = await testDesk(t);
  const who = await d.colleague('Ada');
  for (let day = 0; day < 14; day++)
    for (let i = 0; i < 10; i++) {
      const id = await d.hear(post(`d${day}i${i}`, `someone${day}${i}`, day * 24 * 60 + i));
      const isDelivery = day < 7 ? i < 6 : i < 1;
      if (isDelivery) {
        await sql`update message set intents = '{request,request.delivery}' where conversation_id = ${id}`.execute(
          d.database.db,
        );
        await tag(d.desk, who, id, ['parcel']);
      }
    }
  const { rows, of, days, before } = await readTopics(d.desk, who, { period: '7d', what: 'intents' });
  assert.deepEqual(
    [of, days, before],
    [
      { now: 70, before: 70 },
      { from: '2026-11-16', until: '2026-11-23' },
      { from: '2026-11-09', until: '2026-11-16' },
    ],
  );
  const delivery = rows.find(row => row.topic === 'request.delivery');
  assert.deepEqual([delivery?.now, delivery?.before, delivery?.times, delivery?.grows], [42, 7, 6, true]);
  const tags = await readTopics(d.desk, who, { period: '7d', what: 'tags' });
  assert.deepEqual(
    tags.rows.map(row => [row.topic, row.now, row.before, row.grows]),
    [['parcel', 42, 7, true]],
  );
  const behind = await listTopic(d.desk, who, { period: '7d', what: 'tags', topic: 'parcel', of: 'before', limit: 50 });
  assert.equal(behind.rows.length, 7);
  const partner = { ...who, reach: { role: 'partner', inboxes: [] } } as const;
  assert.deepEqual((await readTopics(d.desk, partner, { period: '7d', what: 'tags' })).of, { now: 0, before: 0 });
});
