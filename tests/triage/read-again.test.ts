/** History read once more after a change: newest first, through deaths in the middle, keeping what people said. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import type { ReadingsView } from '../../src/core/triage/reading.ts';
import {
  READ_AGAIN_AT_ONCE,
  type ReadAgainNeeds,
  readAgain,
  readAgainIfNew,
  reviveReadAgains,
} from '../../src/services/read-again.ts';
import { makeReaders } from '../../src/services/readers.ts';
import { makeTriageSettings } from '../../src/services/triage-settings.ts';
import { shippedOnce } from '../../src/shipped.ts';
import { readEvents } from '../../src/store/events.ts';
import { findReadAgain, newestReadAgain } from '../../src/store/read-again.ts';
import { type TestDesk, testDesk } from '../support/desk.ts';
import { NOW, post } from '../support/hearing.ts';
import type { AgainOrders } from './again-reader.ts';

const shipped = shippedOnce();
const never = new AbortController().signal;

async function withHistory(t: TestContext, posts: number) {
  const desk = await testDesk(t);
  const { db } = desk.database;
  const text = (n: number) => (n % 2 === 0 ? `My grinder number ${n} is broken` : `Thank you for number ${n}`);
  for (let n = 0; n < posts; n += 200) {
    const some = Array.from({ length: Math.min(200, posts - n) }, (_, i) => n + i);
    await desk.ear.hear(...some.map(i => post(`p${i}`, `person${i}`, 10 + i / 100, { text: text(i) })));
  }
  // As it was before anything was read.
  await sql`update message set readings = null, intents = '{}'`.execute(db);
  await sql`update conversation set intents = '{}', urgency = null, sentiment = null, noise = null`.execute(db);
  const readers = makeReaders({ shipped, taught: async () => ({}) });
  const needs: ReadAgainNeeds = { db, makeId: desk.ear.makeId, now: () => NOW, readers, wait: async () => {} };
  const triage = makeTriageSettings({ db, makeId: desk.ear.makeId, now: () => NOW });
  const who = {
    owner: await desk.colleague('Olga', 'owner'),
    lead: await desk.colleague('Lea', 'lead'),
    agent: await desk.colleague('Ada'),
  };
  return { desk, db, needs, triage, who };
}

const running = async (db: TestDesk['database']['db'], brandId: number) => {
  const row = await newestReadAgain(db, brandId);
  assert.ok(row !== null);
  return row;
};

test('what was never read is read, newest first, and open conversations say so to every desk', async t => {
  const { desk, db, needs, triage, who } = await withHistory(t, 250);
  const { brandId } = desk.ear;
  await triage.readAgain(who.owner, undefined);
  const { id } = await running(db, brandId);
  const [{ seq: before } = { seq: 0 }] = (await readEvents(db, 0)).slice(-1);
  await readAgain(needs, { brandId, readAgainId: id }, never);
  const row = await findReadAgain(db, brandId, id);
  assert.deepEqual([row?.total, row?.done, row?.changed, row?.endedAt], [250, 250, 250, NOW]);
  const { rows } = await sql`select from message where readings is null`.execute(db);
  assert.equal(rows.length, 0);
  const { rows: angry } = await sql<{ n: number }>`
    select count(*)::int n from conversation where 'complaint' = any(intents) and urgency is not null`.execute(db);
  assert.equal(angry[0]?.n, 125);
  const told = [];
  for (let after = before; ; ) {
    const events = await readEvents(db, after);
    if (events.length === 0) break;
    told.push(...events);
    after = events.at(-1)?.seq ?? after;
  }
  const read = told.flatMap(({ data }) => (data.kind === 'message.changed' && data.change === 'read' ? [data] : []));
  assert.equal(read.length, 250);
  assert.ok(read.every(({ message }) => message.readings !== null));
  assert.ok(told.some(({ data }) => data.kind === 'settings.changed' && data.what === 'readAgain'));
});

test('killed at any question in the middle, another goes on where it was, and nothing is counted twice', async t => {
  const posts = READ_AGAIN_AT_ONCE * 3 + 20;
  const { desk, db, needs, triage, who } = await withHistory(t, posts);
  const { brandId } = desk.ear;
  await triage.readAgain(who.owner, undefined);
  const { id } = await running(db, brandId);
  for (const diesAt of [4, 19, 31]) {
    const orders: AgainOrders = { url: desk.database.url, brandId, readAgainId: id, diesAt, nowMs: NOW.getTime() };
    const reader = spawn(process.execPath, [join(import.meta.dirname, 'again-reader.ts'), JSON.stringify(orders)], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    await once(reader, 'exit');
    assert.equal(reader.signalCode, 'SIGKILL');
  }
  const half = await running(db, brandId);
  assert.ok(half.done > 0 && half.done < posts && half.endedAt === null, `${half.done} of ${posts}`);
  const later = new Date(NOW.getTime() + 61_000);
  assert.equal(await reviveReadAgains({ db, now: () => later }), 1);
  await readAgain(needs, { brandId, readAgainId: id }, never);
  const whole = await findReadAgain(db, brandId, id);
  assert.deepEqual([whole?.done, whole?.changed, whole?.total], [posts, posts, posts]);
});

test('what a person said stays, whatever is read; the rest is read anew', async t => {
  const { desk, db, needs, triage, who } = await withHistory(t, 1);
  const { brandId } = desk.ear;
  const said: Partial<ReadingsView> = { sentiment: 'positive', chances: [0, 0, 1], said: ['sentiment'] };
  await triage.readAgain(who.owner, undefined);
  await readAgain(needs, { brandId, readAgainId: (await running(db, brandId)).id }, never);
  await sql`update message set readings = readings || ${JSON.stringify({ ...said, language: 'xx' })}::jsonb`.execute(
    db,
  );
  await triage.readAgain(who.owner, undefined);
  await readAgain(needs, { brandId, readAgainId: (await running(db, brandId)).id }, never);
  const { rows } = await sql<{ readings: ReadingsView }>`select readings from message`.execute(db);
  const view = rows[0]?.readings;
  assert.deepEqual([view?.sentiment, view?.said, view?.language], ['positive', ['sentiment'], 'en']);
});

test('a company’s own kind of request is read from the moment it is said, and in its history', async t => {
  const { desk, db, needs, triage, who } = await withHistory(t, 4);
  const { brandId } = desk.ear;
  const { owner, lead, agent } = who;
  const first = await triage.settings(agent);
  assert.deepEqual([first.version, first.requests], [0, []]);
  const requests = [{ name: 'grinder', words: ['grinder number'] }];
  const changed = await triage.change(lead, { requests, rivals: ['Heron', ' Heron '], version: 0 });
  assert.deepEqual([changed.version, changed.rivals], [1, ['Heron']]);
  assert.ok(changed.requestNames.includes('grinder') && changed.requestNames.includes('refund'));
  await readAgain(needs, { brandId, readAgainId: (await running(db, brandId)).id }, never);
  const { rows } = await sql<{ n: number }>`
    select count(*)::int n from conversation where 'request.grinder' = any(intents)`.execute(db);
  assert.equal(rows[0]?.n, 2);
  await assert.rejects(triage.change(owner, { rivals: [], version: 0 }), { code: 'changed_since' });
  await assert.rejects(triage.change(agent, { rivals: [] }), { code: 'not_allowed' });
  await assert.rejects(triage.change(owner, { orders: ['no pattern'] }), { code: 'not_valid' });
  await assert.rejects(triage.change(owner, { requests: [{ name: 'x', words: [] }] }), { code: 'not_valid' });
  assert.equal((await triage.settings(agent)).version, 1);
});

test('asked again while it is under way, it begins anew; there is never more than one', async t => {
  const { desk, db, triage, who } = await withHistory(t, 3);
  const { brandId } = desk.ear;
  await triage.readAgain(who.owner, 1);
  const first = await running(db, brandId);
  await sql`update read_again set done = 2, after_at = now(), after_id = id`.execute(db);
  await triage.readAgain(who.owner, 30);
  const second = await running(db, brandId);
  assert.equal(second.id, first.id);
  assert.deepEqual([second.done, second.afterAt, second.total], [0, null, 3]);
  assert.ok(second.since < first.since);
  const { rows } = await sql`select from graphile_worker.jobs where task_identifier = 'read_again'`.execute(db);
  assert.equal(rows.length, 1);
});

test('a new Heed that reads otherwise reads every history again, once', async t => {
  const { desk, db, needs } = await withHistory(t, 3);
  assert.equal(await readAgainIfNew(needs, '1 of these weights'), true);
  assert.equal(await readAgainIfNew(needs, '1 of these weights'), false);
  const { why, id } = await running(db, desk.ear.brandId);
  assert.equal(why, 'shipped');
  await readAgain(needs, { brandId: desk.ear.brandId, readAgainId: id }, never);
  assert.equal(await readAgainIfNew(needs, '2 of these weights'), true);
  assert.notEqual((await running(db, desk.ear.brandId)).id, id);
});
