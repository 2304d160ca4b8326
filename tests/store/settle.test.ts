/** What counting again leaves alone, and what it must change. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { settle } from '../../src/services/settle.ts';
import { loadConversationViews } from '../../src/store/conversations.ts';
import { readEvents } from '../../src/store/events.ts';
import { insertClosing, loadSaid } from '../../src/store/turns.ts';
import { promise } from '../support/brand.ts';
import { freshDatabase } from '../support/database.ts';
import { MINUTE_MS, NOW, person, pictureOf, post, type TestEar, testEar } from '../support/hearing.ts';

const database = await freshDatabase();
const { db } = database;
after(() => database.drop());

type Row = { id: string; status: string; turn_id: string | null; due_at: Date | null; version: number };

async function rowOf(ear: TestEar): Promise<Row> {
  const { rows } = await sql<Row>`
    select id, status, turn_id, due_at, version from conversation where brand_id = ${ear.brandId} order by opened_at`.execute(
    db,
  );
  const [row] = rows;
  if (row === undefined) throw new Error('the test has no conversation');
  return row;
}

function count(ear: TestEar, id: string, now = NOW, since?: Date) {
  const { brandId, makeId } = ear;
  return db
    .transaction()
    .execute(tx => settle(tx, brandId, [id], now, { makeId, ...(since === undefined ? {} : { since }) }));
}

async function resolve(ear: TestEar, at = NOW): Promise<void> {
  const { id } = await rowOf(ear);
  await db.transaction().execute(async tx => {
    await insertClosing(tx, ear.brandId, {
      id: ear.makeId(),
      conversationId: id,
      at,
      outcome: 'not_needed',
      reason: 'thanks',
      agentId: null,
    });
    await settle(tx, ear.brandId, [id], at, { makeId: ear.makeId });
    await sql`update conversation set status = 'resolved', resolved_at = ${at} where brand_id = ${ear.brandId} and id = ${id}`.execute(
      tx,
    );
  });
}

test('counting again changes nothing: no version, no turn, no id', async () => {
  const ear = await testEar(database);
  await ear.hear(
    post('a', 'maria', 9),
    post('b', 'kestrel', 8, { parentRemoteId: 'a' }),
    post('c', 'maria', 7, { parentRemoteId: 'b' }),
  );
  const before = await rowOf(ear);
  const [settled] = await count(ear, before.id);
  assert.deepEqual([settled?.turns, settled?.goneTurns, settled?.changed], [[], [], false]);
  assert.deepEqual(await rowOf(ear), before);
});

test('a resolved conversation opens again when the customer writes, and stays resolved when we do', async () => {
  let now = NOW;
  const ear = await testEar(database, { now: () => now });
  await ear.hear(post('a', 'maria', 9));
  await resolve(ear);
  now = new Date(NOW.getTime() + MINUTE_MS);
  await ear.hear(post('b', 'kestrel', 4, { parentRemoteId: 'a' }));
  assert.equal((await rowOf(ear)).status, 'resolved');
  await ear.hear(post('c', 'maria', 3, { parentRemoteId: 'a' }));
  const row = await rowOf(ear);
  assert.equal(row.status, 'open');
  assert.notEqual(row.turn_id, null);
});

test('what a customer wrote before the decision, but was heard after it, is not covered by it', async () => {
  let now = NOW;
  const ear = await testEar(database, { now: () => now });
  await ear.hear(post('a', 'maria', 9));
  await resolve(ear);
  now = new Date(NOW.getTime() + MINUTE_MS);
  await ear.hear(post('b', 'maria', 5, { parentRemoteId: 'a' }));
  assert.equal((await rowOf(ear)).status, 'open');
});

test('a decision covers what is here, also where another process has a faster clock', async () => {
  const ear = await testEar(database);
  await ear.hear(post('a', 'maria', 9));
  await resolve(ear, new Date(NOW.getTime() - 2 * MINUTE_MS));
  assert.deepEqual([(await rowOf(ear)).status, (await rowOf(ear)).turn_id], ['resolved', null]);
});

test('a snoozed conversation sleeps through counting and through our own posts, and wakes when the customer writes', async () => {
  const ear = await testEar(database);
  await ear.hear(post('a', 'maria', 9));
  await sql`update conversation set status = 'snoozed', snoozed_until = ${NOW} where brand_id = ${ear.brandId}`.execute(
    db,
  );
  await count(ear, (await rowOf(ear)).id);
  await ear.hear(post('b', 'kestrel', 4, { parentRemoteId: 'a' }));
  assert.equal((await rowOf(ear)).status, 'snoozed');
  await ear.hear(post('c', 'maria', 3, { parentRemoteId: 'a' }));
  assert.equal((await rowOf(ear)).status, 'open');
});

test('a running promise follows the policy; a broken one is judged by the minutes it was given', async () => {
  const ear = await testEar(database);
  await ear.hear(post('a', 'maria', 5));
  const running = await rowOf(ear);
  await promise(db, ear.brandId, 30);
  await count(ear, running.id);
  assert.equal((await rowOf(ear)).due_at?.getTime(), NOW.getTime() + 25 * MINUTE_MS);
  const later = new Date(NOW.getTime() + 26 * MINUTE_MS);
  const [broken] = await count(ear, running.id, later);
  assert.equal(broken?.breached.length, 1);
  await promise(db, ear.brandId, 600);
  const [again] = await count(ear, running.id, later);
  assert.deepEqual([again?.breached, again?.changed], [[], false]);
});

test('in a room of two thousand messages only what follows the last closed turn is read again', async () => {
  const ear = await testEar(database);
  const at = (n: number) => new Date(NOW.getTime() - 2000 * MINUTE_MS + n * 30_000);
  const messages = Array.from({ length: 2000 }, (_, n) =>
    post(`r${n}`, n % 2 === 0 ? 'maria' : 'kestrel', 0, {
      at: at(n),
      visibility: 'private',
      room: 'long',
      roomWith: n % 2 === 0 ? null : person('maria'),
    }),
  );
  await ear.hear(...messages);
  const { id } = await rowOf(ear);
  const { rows } = await sql<{
    closed: Date;
  }>`select max(closed_at) closed from turn where brand_id = ${ear.brandId}`.execute(db);
  const said = await db
    .transaction()
    .execute(tx => loadSaid(tx, ear.brandId, [{ conversationId: id, after: rows[0]?.closed ?? null }]));
  assert.equal(said.length, 0);
  const [settled] = await count(ear, id, NOW, at(1999));
  assert.deepEqual([settled?.turns, settled?.goneTurns], [[], []]);
  // The last answer is taken back: one turn opens again, the 999 before it are not touched.
  await ear.hear({ kind: 'remove', remoteId: 'r1999', at: NOW, by: 'author' });
  const { rows: turns } = await sql<{ n: number; open: number }>`
    select count(*)::int n, (count(*) filter (where outcome is null))::int open from turn where brand_id = ${ear.brandId}`.execute(
    db,
  );
  assert.deepEqual(turns[0], { n: 1000, open: 1 });
});

test('when the answer between two turns is taken away they are one, and the events say which turn is no more', async () => {
  const ear = await testEar(database);
  await ear.hear(
    post('a', 'maria', 9),
    post('b', 'kestrel', 8, { parentRemoteId: 'a' }),
    post('c', 'maria', 7, { parentRemoteId: 'b' }),
  );
  await ear.hear({ kind: 'remove', remoteId: 'b', at: NOW, by: 'author' });
  const { rows } = await sql`select 1 from turn where brand_id = ${ear.brandId}`.execute(db);
  assert.equal(rows.length, 1);
  const gone = (await readEvents(db, 0, { brandId: ear.brandId })).flatMap(({ data }) =>
    'goneTurns' in data ? (data.goneTurns ?? []) : [],
  );
  assert.equal(gone.length, 1);
});

test('a new name is shown in every conversation of the person; an older post does not bring the old name back', async () => {
  const ear = await testEar(database);
  const named = (name: string) => ({ author: person('maria', name) });
  await ear.hear(post('a', 'maria', 9, named('Maria')));
  await ear.hear(post('b', 'maria', 5, named('Maria Papa')));
  await ear.hear(post('c', 'maria', 7, named('Maria')));
  const { rows } = await sql<{ id: string }>`select id from conversation where brand_id = ${ear.brandId}`.execute(db);
  const views = await loadConversationViews(
    db,
    ear.brandId,
    rows.map(({ id }) => id),
  );
  assert.deepEqual(
    [...views.values()].map(view => view.face?.name),
    Array(3).fill('Maria Papa'),
  );
  const renamed = (await readEvents(db, 0, { brandId: ear.brandId })).filter(
    ({ data }) => data.kind === 'conversation.changed' && data.change === 'person',
  );
  assert.ok(renamed.length >= 1);
});

test('an edit is a version, an older one is ignored, and what its author took back is not kept', async () => {
  const ear = await testEar(database);
  const edit = (text: string, version: number) =>
    ({ kind: 'edit', remoteId: 'a', text, attachments: null, at: NOW, version }) as const;
  await ear.hear(post('a', 'maria', 9, { text: 'one' }));
  await ear.hear(edit('three', 3));
  await ear.hear(edit('two', 2));
  const stored = async () =>
    (await sql`select text, before->0->>'text' first, version from message where brand_id = ${ear.brandId}`.execute(db))
      .rows[0];
  assert.deepEqual(await stored(), { text: 'three', first: 'one', version: 3 });
  await ear.hear({ kind: 'remove', remoteId: 'a', at: NOW, by: 'author' });
  assert.deepEqual(await stored(), { text: '', first: null, version: 3 });
  const [row] = await pictureOf(db, ear.brandId);
  assert.deepEqual([row?.['preview'], row?.['status']], ['', 'resolved']);
});
