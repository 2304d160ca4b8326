import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import { makeApp } from '../../src/http/app.ts';
import { makeMetrics } from '../../src/http/metrics.ts';
import { listenHttp } from '../../src/listen-http.ts';
import { silentLog } from '../../src/log.ts';
import { COALESCE_LEAST_MS, type Sink, SLOW_CLIENT_BYTES } from '../../src/services/audience.ts';
import { RESUME_EVENTS_LIMIT, startLive } from '../../src/services/live.ts';
import { RECENT_LINES } from '../../src/services/tail.ts';
import { appendEvents, lastSeq, type NewEvent } from '../../src/store/events.ts';
import { openTestHeed, type TestHeed, type TestHeedOptions } from '../support/app.ts';
import { atEnd } from '../support/at-end.ts';
import { openStream, type StreamOptions } from '../support/stream.ts';
import { until } from '../support/until.ts';

const OWNER = { name: 'Olga', email: 'olga@kestrel.example', password: 'a long enough password', brand: 'Kestrel' };

async function openCompany(t: TestContext, options: TestHeedOptions = {}) {
  const heed = await openTestHeed(t, options);
  const { token, agentId, inbox } = await heed.services.welcome.setUp(OWNER);
  const who = { agentId, brandId: 1, reach: { role: 'owner' as const, inboxes: 'all' as const } };
  const listen = async (more: Partial<StreamOptions> = {}) => {
    const stream = await openStream(heed, { token, ...more });
    atEnd(t, () => stream.close());
    return stream;
  };
  return { heed, token, agentId, who, inboxId: inbox.id, listen };
}

/** Something that happened in an inbox, or to no inbox at all. @returns its number */
function happen(heed: TestHeed, place: { brandId?: number; inboxId?: string | null } = {}, n = 1): Promise<number> {
  const { brandId = 1, inboxId = null } = place;
  const data = { kind: 'channel.changed', channelId: randomUUID(), state: 'active', said: 'line\nbreak' } as const;
  const event: NewEvent = { brandId, at: heed.clock.now, inboxId, conversationId: null, actorId: null, data };
  return heed.database.db.transaction().execute(async tx => (await appendEvents(tx, Array(n).fill(event))) ?? 0);
}

test('an event reaches a listening desk, whole, under its number', async t => {
  const { heed, listen, inboxId } = await openCompany(t);
  const stream = await listen();
  const seq = await happen(heed, { inboxId });
  await until(() => stream.seqs().includes(seq));
  const [event] = stream.events().filter(one => one.seq === seq);
  assert.equal(event?.inboxId, inboxId);
  assert.equal(event?.at, heed.clock.now.toISOString());
  assert.equal(event?.data.kind, 'channel.changed');
  assert.equal(stream.frames.at(-1)?.id, String(seq));
});

test('what was missed comes first, once each and in order, from memory and from the database', async t => {
  const { heed, listen } = await openCompany(t);
  const start = await lastSeq(heed.database.db);
  await happen(heed, {}, 20);
  const other = await openSecondProcess(t, heed);
  const stream = await openStream(other, { token: other.token, after: start });
  atEnd(t, () => stream.close());
  const first = await listen();
  await happen(heed, {}, 5);
  const again = await listen({ lastEventId: String(start + 22) });
  await until(() => stream.seqs().length === 25 && first.seqs().length === 5 && again.seqs().length === 3);
  assert.deepEqual(stream.seqs(), range(start + 1, start + 25));
  assert.deepEqual(again.seqs(), range(start + 23, start + 25));
});

test('Last-Event-ID outranks the address, as a browser that comes back repeats both', async t => {
  const { heed, listen } = await openCompany(t);
  const start = await happen(heed);
  await happen(heed, {}, 4);
  const stream = await listen({ after: start, lastEventId: String(start + 3) });
  await until(() => stream.seqs().length > 0);
  assert.deepEqual(stream.seqs(), [start + 4]);
});

test('a cursor too old, or from the future, is told to read anew', async t => {
  const { heed, listen } = await openCompany(t);
  const start = await lastSeq(heed.database.db);
  const first = await listen();
  for (let n = 0; n < RESUME_EVENTS_LIMIT + RECENT_LINES; n += 500) await happen(heed, {}, 500);
  const head = await lastSeq(heed.database.db);
  await until(() => first.frames.at(-1)?.id === String(head));
  const late = await listen({ after: start });
  assert.equal(late.frames[0]?.event, 'reset');
  assert.equal(late.frames[0]?.id, String(head));
  const early = await listen({ after: head + 1000 });
  assert.equal(early.frames[0]?.event, 'reset');
  const nonsense = await listen({ lastEventId: 'drop table' });
  assert.equal(nonsense.frames[0]?.event, 'message');
  const next = await happen(heed);
  await until(() => [late, early, nonsense].every(stream => stream.seqs().includes(next)));
});

test('a page of events after a cursor from the future says where the log ends, instead of nothing for ever', async t => {
  const { heed, token } = await openCompany(t);
  const seq = await happen(heed);
  const read = (after: number) => heed.call('GET', `/api/v1/brands/1/events?after=${after}`, { token });
  assert.deepEqual([(await read(seq)).status, (await read(seq)).body], [200, { rows: [], next: seq }]);
  const { status, body } = await read(seq + 1000);
  assert.equal(status, 422);
  assert.match(JSON.stringify(body), new RegExp(`newest event is ${seq}\\.`));
});

test('a cursor just committed is not the future', async t => {
  const { heed, listen } = await openCompany(t);
  const seq = await happen(heed);
  const stream = await listen({ after: seq });
  assert.deepEqual([stream.frames[0]?.event, stream.frames[0]?.id], ['message', String(seq)]);
});

test('a partner hears of their inboxes alone; a stranger of nothing', async t => {
  const { heed, token, inboxId, listen } = await openCompany(t);
  const body = { name: 'Pat', email: 'pat@partner.example', role: 'partner', inboxes: [inboxId] };
  const added = await heed.call('POST', '/api/v1/brands/1/members', { token, body });
  const { member } = added.body as { member: { id: string } };
  const partner = await heed.services.tokens.make({ agentId: member.id }, 'partner');
  const brand = await heed.call('POST', '/api/v1/brands', { token, body: { name: 'Heron' } });
  assert.equal(brand.status, 201);
  const theirs = await listen({ token: partner.token });
  const mine = await listen();
  await happen(heed, { inboxId: randomUUID() });
  await happen(heed);
  await happen(heed, { brandId: 2, inboxId });
  const seen = await happen(heed, { inboxId });
  await until(() => theirs.seqs().includes(seen) && mine.seqs().includes(seen));
  assert.deepEqual(theirs.seqs(), [seen]);
  assert.deepEqual(mine.seqs(), [seen - 3, seen - 2, seen]);
  const page = await heed.call('GET', '/api/v1/brands/1/events?after=0', { token: partner.token });
  const rows = (page.body as { rows: { seq: number; data: { kind: string } }[] }).rows;
  assert.deepEqual(
    rows.filter(row => row.data.kind !== 'settings.changed').map(row => row.seq),
    [seen],
  );
  const stranger = await openStream(heed, { token: partner.token, brand: 2 });
  assert.equal(stranger.status, 404);
});

test('a stream ends when its token is revoked, when its member goes, and when its reach changes', async t => {
  const { heed, token, agentId, inboxId, listen } = await openCompany(t, { recheckMs: 20 });
  const spare = await heed.services.tokens.make({ agentId }, 'spare');
  const byToken = await listen({ token: spare.token });
  const stays = await listen();
  const join = async (email: string) => {
    const body = { name: email, email, role: 'partner', inboxes: [inboxId] };
    const { body: added } = await heed.call('POST', '/api/v1/brands/1/members', { token, body });
    const { id } = (added as { member: { id: string } }).member;
    const { token: own } = await heed.services.tokens.make({ agentId: id }, 'own');
    return { id, stream: await listen({ token: own }) };
  };
  const goes = await join('goes@partner.example');
  const changes = await join('changes@partner.example');
  await heed.services.tokens.revoke({ agentId }, spare.id);
  await heed.call('DELETE', `/api/v1/brands/1/members/${goes.id}`, { token });
  await heed.call('PATCH', `/api/v1/brands/1/members/${changes.id}`, { token, body: { inboxes: [] } });
  await until(() => byToken.ended() && goes.stream.ended() && changes.stream.ended());
  assert.equal(byToken.frames.at(-1)?.event, 'reset');
  assert.equal(stays.ended(), false);
});

test('a client that takes nothing is cut, and the others hear on', async t => {
  const { heed, who, listen } = await openCompany(t, { recheckMs: 3_600_000 });
  const well = await listen();
  const { sink, seen } = stuckSink();
  await heed.services.live.join(who, { kind: 'token', id: randomUUID() }, null, sink);
  seen.waiting = SLOW_CLIENT_BYTES + 1;
  const seq = await happen(heed);
  await until(() => well.seqs().includes(seq));
  assert.equal(seen.cut, true);
  assert.equal(heed.services.live.figures().cut.slow, 1);
  assert.equal(heed.services.live.figures().clients, 1);
});

test('a broken line to the database is mended, and what happened meanwhile is heard', async t => {
  const { heed, who } = await openCompany(t);
  const { db, pool } = heed.database;
  const troubles: unknown[] = [];
  // Without the poll that would cover for it.
  const live = await startLive({
    db,
    pool,
    onTrouble: error => troubles.push(error),
    pollMs: 3_600_000,
    recheckMs: 3_600_000,
  });
  atEnd(t, () => live.stop());
  const heard: string[] = [];
  const { sink } = stuckSink();
  await live.join(who, { kind: 'token', id: randomUUID() }, null, {
    ...sink,
    write: frame => heard.push(String(frame)),
  });
  const hears = (seq: number) => until(() => heard.some(frame => frame.startsWith(`id: ${seq}\n`)));
  await hears(await happen(heed));
  const listening = "from pg_stat_activity where datname = current_database() and query like 'listen %'";
  await pool.query(`select pg_terminate_backend(pid) ${listening}`);
  await hears(await happen(heed));
  await hears(await happen(heed));
  assert.ok(troubles.length > 0);
});

test('a burst travels in few frames, and the first after a pause at once', async t => {
  const { heed, listen } = await openCompany(t);
  const stream = await listen();
  const framesBefore = stream.frames.length;
  const startMs = performance.now();
  for (let n = 0; n < 60; n++) await happen(heed);
  await until(() => stream.seqs().length === 60);
  const flushes = Math.ceil((performance.now() - startMs) / COALESCE_LEAST_MS) + 1;
  assert.ok(stream.frames.length - framesBefore <= flushes, `${stream.frames.length - framesBefore} frames`);
});

test('eight writers at once and desks that come and go: every event once, in order', async t => {
  const { heed, listen } = await openCompany(t);
  const start = await lastSeq(heed.database.db);
  const writers = Array.from({ length: 8 }, async () => {
    for (let n = 0; n < 40; n++) await happen(heed);
  });
  const joins = Array.from({ length: 12 }, async (_, n) => {
    await until(async () => (await lastSeq(heed.database.db)) >= start + n * 20);
    return { after: start + n * 15, stream: await listen({ after: start + n * 15 }) };
  });
  await Promise.all(writers);
  for (const { after, stream } of await Promise.all(joins)) {
    await until(() => stream.seqs().at(-1) === start + 320);
    assert.deepEqual(stream.seqs(), range(after + 1, start + 320));
  }
});

/** Another process over the same database: what it has in memory begins now. */
async function openSecondProcess(t: TestContext, heed: TestHeed) {
  const { db, pool } = heed.database;
  const live = await startLive({ db, pool, onTrouble: error => assert.fail(String(error)) });
  const door = await listenHttp('127.0.0.1', 0);
  const url = `http://127.0.0.1:${door.port}`;
  const app = makeApp({
    services: { ...heed.services, live },
    log: silentLog(),
    publicUrl: url,
    hosts: null,
    metrics: makeMetrics(),
    pool: () => ({ total: 0, idle: 0, waiting: 0 }),
    health: { checks: [] },
    mounts: [],
    deskFolder: null,
    version: 'second',
  });
  door.open((request, bindings) => app.fetch(request, bindings));
  atEnd(t, async () => {
    await live.stop();
    await door.close(100);
  });
  const { token } = await heed.services.tokens.make({ agentId: (await ownerOf(heed)) ?? '' }, 'second');
  return { url, token };
}

async function ownerOf(heed: TestHeed): Promise<string | undefined> {
  const { rows } = await heed.database.pool.query<{ agent_id: string }>('select agent_id from membership');
  return rows[0]?.agent_id;
}

function stuckSink(): { sink: Sink; seen: { waiting: number; cut: boolean } } {
  const seen = { waiting: 0, cut: false };
  const sink: Sink = {
    write: () => {},
    waiting: () => seen.waiting,
    drained: () => Promise.resolve(),
    end: () => {},
    cut: () => {
      seen.cut = true;
    },
  };
  return { sink, seen };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, n) => from + n);
}
