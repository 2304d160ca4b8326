/** What could not be read: kept within bounds, shown harmlessly, and read again once, in order, after the fault is mended. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { Refusal } from '../../src/core/refusal.ts';
import { LETTERS_KEPT } from '../../src/services/keep-books.ts';
import { RAWS_PER_BATCH, reread, reviveRereads, STRANDED_AFTER_MS } from '../../src/services/reread.ts';
import { testBrand } from '../support/brand.ts';
import { Crash, crashAt } from '../support/crash.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { letterDesk, readBird, unread } from '../support/letters.ts';

let database: FreshDatabase;
before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

const NOON = new Date('2026-11-22T12:00:00Z');
let at = NOON;
const now = () => at;
const open = (reached?: Parameters<typeof letterDesk>[1]['reached']) => {
  at = NOON;
  return letterDesk(database, reached === undefined ? { now } : { now, reached });
};
const later = (minutes: number) => {
  at = new Date(at.getTime() + minutes * 60_000);
};
const song = (id: string, more: object = {}) => JSON.stringify({ id, ...more });

async function refusal(deed: Promise<unknown>): Promise<string> {
  const error = await deed.then(
    () => assert.fail('it was not refused'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof Refusal, String(error));
  return error.code;
}

test('letters are listed newest first, in pages, by reason, and as harmless text', async () => {
  const desk = await open();
  const who = desk.brand.who('lead');
  for (const raw of ['first', `<script>\u202eevil\u0007\u200b${'x'.repeat(10_000)}`]) await desk.hear([unread(raw)]);
  await desk.hear([unread('{"a":1}', 'no id')]);
  const newest = await desk.letters.list(who, desk.channelId, { limit: 2 });
  assert.deepEqual(newest.reasons, [
    { reason: 'not JSON', n: 2 },
    { reason: 'no id', n: 1 },
  ]);
  assert.equal(newest.rows[1]?.sample.startsWith('<script>·evil··xxx'), true);
  assert.deepEqual([newest.rows[1]?.form, newest.rows[1]?.length], ['text', 10_015]);
  const older = await desk.letters.list(who, desk.channelId, { limit: 2, after: newest.next ?? '' });
  assert.deepEqual([older.rows[0]?.sample, older.next], ['first', null]);
  const ofReason = await desk.letters.list(who, desk.channelId, { limit: 9, reason: 'no id' });
  assert.deepEqual(
    ofReason.rows.map(({ form }) => form),
    ['json'],
  );
  assert.equal(await refusal(desk.letters.list(who, desk.channelId, { limit: 1, after: "1' or true" })), 'not_valid');
});

test('one letter is laid out to be read; nobody below a lead reads any, and another brand has none', async () => {
  const desk = await open();
  await desk.hear([unread('{"who":"\u202emaria"}', 'no id')]);
  const { rows } = await desk.letters.list(desk.brand.who('lead'), desk.channelId, { limit: 1 });
  const id = String(rows[0]?.id);
  const letter = await desk.letters.open(desk.brand.who('lead'), id);
  assert.equal(letter.text, '{\n  "who": "·maria"\n}');
  assert.equal(await refusal(desk.letters.open(desk.brand.who('agent'), id)), 'not_allowed');
  const elsewhere = (await testBrand(database.db)).who('owner');
  assert.equal(await refusal(desk.letters.open(elsewhere, id)), 'not_found');
  assert.equal(await refusal(desk.letters.list(elsewhere, desk.channelId, { limit: 1 })), 'not_found');
  assert.equal(await refusal(desk.letters.replay(elsewhere, desk.channelId, {})), 'not_found');
});

test('the same frame told again and again is one letter, and counted as seen before', async () => {
  const desk = await open();
  for (let i = 0; i < 3; i++) await desk.hear([unread('{"id": 5', 'not JSON'), unread('{"id": 5', 'not JSON')]);
  assert.deepEqual(await desk.ledger(), { 'failed not JSON': 1, 'ignored seen before': 5 });
  assert.equal((await desk.letters.list(desk.brand.who('lead'), desk.channelId, { limit: 9 })).rows.length, 1);
});

test('there are never more letters than are kept; the oldest leave and stay counted', async () => {
  const desk = await open();
  const many = Array.from({ length: LETTERS_KEPT + 7 }, (_, i) => unread(`letter ${i}`));
  await desk.hear(many);
  const { rows } = await sql<{ n: number; first: string }>`
    select count(*)::int as n, min(id)::text as first from raw_event where channel_id = ${desk.channelId}`.execute(
    database.db,
  );
  assert.equal(rows[0]?.n, LETTERS_KEPT);
  assert.equal((await desk.ledger())['failed not JSON'], LETTERS_KEPT + 7);
  const oldest = await sql<{ body: string }>`
    select body from raw_event where id = ${rows[0]?.first}`.execute(database.db);
  assert.equal(oldest.rows[0]?.body, 'letter 7');
});

test('read again after a fix, letters go to the desk with their own times and move in the books', async () => {
  const desk = await open();
  desk.mend(() => [unread('still broken')]);
  await desk.hear([
    unread(song('one', { at: '2026-11-22T11:58:00Z' })),
    unread(song('two', { parentRemoteId: 'one' })),
  ]);
  later(90);
  desk.mend(readBird);
  const { begun } = await desk.letters.replay(desk.brand.who('lead'), desk.channelId, {});
  assert.equal(begun, true);
  await desk.work();
  assert.deepEqual(await desk.ledger(), { 'kept post': 2 });
  assert.deepEqual(await desk.sides(), [{ day: '2026-11-22', received: 2, told: 2 }]);
  const { rows } = await sql<{ at: Date; received: Date }>`
    select at, received_at as received from message where brand_id = ${desk.brand.brandId} and remote_id = 'one'`.execute(
    database.db,
  );
  assert.deepEqual(rows, [{ at: new Date('2026-11-22T11:58:00Z'), received: NOON }]);
  assert.deepEqual((await desk.letters.list(desk.brand.who('lead'), desk.channelId, { limit: 9 })).rows, []);
});

test('pressed twice, at once or afterwards, changes nothing', async () => {
  const desk = await open();
  const who = desk.brand.who('lead');
  await desk.hear(['one', 'two', 'three'].map(id => unread(song(id))));
  const pressed = await Promise.all([1, 2, 3].map(() => desk.letters.replay(who, desk.channelId, {})));
  assert.deepEqual(pressed.map(({ begun }) => begun).sort(), [false, false, true]);
  assert.equal(new Set(pressed.map(one => one.reread?.id)).size, 1, 'all of them see the one that is under way');
  await Promise.all([desk.work(), desk.work(), desk.work()]);
  assert.equal((await desk.letters.replay(who, desk.channelId, {})).begun, false);
  await desk.work();
  assert.deepEqual(await desk.ledger(), { 'kept post': 3 });
  const { reread: last } = await desk.letters.replay(who, desk.channelId, {});
  assert.deepEqual([last?.done, last?.kept, last?.failed, last?.endedAt !== null], [3, 3, 0, true]);
});

test('one reason alone, or one letter alone, is read again; the others wait', async () => {
  const desk = await open();
  const who = desk.brand.who('lead');
  await desk.hear([unread(song('one'), 'not JSON'), unread(song('two'), 'no id'), unread(song('three'), 'no id')]);
  await desk.letters.replay(who, desk.channelId, { reason: 'not JSON' });
  await desk.work();
  assert.deepEqual(await desk.posts(), ['one']);
  const { rows } = await desk.letters.list(who, desk.channelId, { limit: 9 });
  await desk.letters.replay(who, desk.channelId, { letter: rows[0]?.id ?? 0 });
  await desk.work();
  assert.deepEqual(await desk.posts(), ['one', 'three']);
  assert.deepEqual(await desk.ledger(), { 'failed no id': 1, 'kept post': 2 });
});

test('what still cannot be read stays, under what is wrong with it now', async () => {
  const desk = await open();
  const who = desk.brand.who('lead');
  await desk.hear([unread('{"id": 5}', 'not JSON'), unread(song('one'), 'not JSON')]);
  await desk.letters.replay(who, desk.channelId, {});
  await desk.work();
  assert.deepEqual(await desk.ledger(), { 'failed not a post': 1, 'kept post': 1 });
  const { reread: last } = await desk.letters.replay(who, desk.channelId, { reason: 'not JSON' });
  assert.deepEqual([last?.kept, last?.failed], [1, 1]);
  assert.deepEqual(await desk.sides(), [{ day: '2026-11-22', received: 2, told: 2 }]);
});

test('letters of yesterday move in yesterday’s books', async () => {
  const desk = await open();
  await desk.hear([unread(song('one'))]);
  later(24 * 60);
  await desk.hear([unread(song('two'))]);
  await desk.letters.replay(desk.brand.who('owner'), desk.channelId, {});
  await desk.work();
  const { rows } = await sql<{ line: string }>`
    select day || ' ' || outcome || ' ' || n as line from ledger
    where brand_id = ${desk.brand.brandId} and n <> 0 order by 1`.execute(database.db);
  assert.deepEqual(
    rows.map(({ line }) => line),
    ['2026-11-22 kept 1', '2026-11-22 received 1', '2026-11-23 kept 1', '2026-11-23 received 1'],
  );
});

test('a promise that was kept on the network meanwhile is not broken by reading late', async () => {
  const desk = await open();
  await desk.hear([
    unread(song('asked', { at: '2026-11-22T11:00:00Z' })),
    unread(song('answered', { at: '2026-11-22T11:05:00Z', own: true, addressed: false, parentRemoteId: 'asked' })),
    unread(song('unanswered', { at: '2026-11-22T11:00:00Z', author: { ...jorge } })),
  ]);
  later(600);
  await desk.letters.replay(desk.brand.who('lead'), desk.channelId, {});
  await desk.work();
  const { rows } = await sql<{ by: string; outcome: string | null; broken: boolean }>`
    select m.remote_id as by, t.outcome, t.breached_at is not null as broken from turn t
    join message m on m.brand_id = t.brand_id and m.id = t.opened_by
    where t.brand_id = ${desk.brand.brandId} order by 1`.execute(database.db);
  assert.deepEqual(rows[0], { by: 'asked', outcome: 'answered', broken: false });
  assert.equal(rows[1]?.outcome, null, 'who got no answer waits, since the time the network names');
});
const jorge = { remoteId: 'jorge', handle: 'jorge', name: 'Jorge', avatarUrl: null, profileUrl: null };

test('thousands are read in order and in batches, and the progress is told', async () => {
  const desk = await open();
  const many = Array.from({ length: 5 * RAWS_PER_BATCH + 3 }, (_, i) => unread(song(`p${String(i).padStart(4, '0')}`)));
  for (let i = 0; i < many.length; i += 100) await desk.hear(many.slice(i, i + 100));
  const who = desk.brand.who('lead');
  const { reread: row } = await desk.letters.replay(who, desk.channelId, {});
  assert.equal(row?.total, many.length);
  await desk.work();
  const posts = await desk.posts();
  assert.deepEqual(posts, posts.toSorted(), 'in the order they came');
  const { reread: done } = await desk.letters.replay(who, desk.channelId, {});
  assert.deepEqual([done?.done, done?.kept], [many.length, many.length]);
});

for (const point of ['placed', 'counted', 'announced', 'committed'] as const) {
  test(`a process that dies at "${point}" while reading again loses and doubles nothing`, async () => {
    let crash: ReturnType<typeof crashAt> = () => {};
    const desk = await open(reached => crash(reached));
    await desk.hear(Array.from({ length: RAWS_PER_BATCH + 5 }, (_, i) => unread(song(`p${i}`))));
    crash = crashAt(point, 2);
    await desk.letters.replay(desk.brand.who('lead'), desk.channelId, {});
    await assert.rejects(desk.work(), Crash);
    assert.equal(await reviveRereads(desk.needs), 0, 'somebody may be at work on it still');
    at = new Date(at.getTime() + STRANDED_AFTER_MS + 1);
    assert.equal(await reviveRereads(desk.needs), 1);
    await desk.work();
    assert.deepEqual(await desk.ledger(), { 'kept post': RAWS_PER_BATCH + 5 });
    const { reread: done } = await desk.letters.replay(desk.brand.who('lead'), desk.channelId, {});
    assert.equal(done?.kept, RAWS_PER_BATCH + 5);
  });
}

test('told to stop in the middle, the rest is put back on the list of jobs', async () => {
  const desk = await open();
  await desk.hear([unread(song('one'))]);
  const { reread: row } = await desk.letters.replay(desk.brand.who('lead'), desk.channelId, {});
  const job = { brandId: desk.brand.brandId, rereadId: row?.id ?? '' };
  await reread(desk.needs, job, AbortSignal.abort());
  assert.deepEqual(await desk.posts(), []);
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from graphile_worker.jobs where key = ${`reread ${row?.id}`}`.execute(database.db);
  assert.equal(rows[0]?.n, 1);
  await desk.work();
  assert.deepEqual(await desk.posts(), ['one']);
});

test('everything kept raw may be read again: nothing on the desk changes, and only what was overlooked is counted', async () => {
  const desk = await open();
  const who = desk.brand.who('lead');
  const both = JSON.stringify({ id: 'one', text: 'with a second post in it' });
  await desk.hear([...readBird(both), ...readBird(song('two')), unread('{"id": 5')]);
  const before = await desk.ledger();
  const range = { since: '2026-11-22T00:00:00Z' };
  await desk.letters.rereadAll(who, desk.channelId, range);
  await desk.work();
  await desk.letters.rereadAll(who, desk.channelId, range);
  await desk.work();
  assert.deepEqual(await desk.ledger(), before);
  desk.mend(body => (body === both ? [...readBird(both), ...readBird(song('hidden'))] : readBird(body)));
  await desk.letters.rereadAll(who, desk.channelId, range);
  await desk.work();
  assert.deepEqual(await desk.posts(), ['one', 'two', 'hidden']);
  assert.deepEqual(await desk.ledger(), { ...before, 'kept post': 3 });
  assert.deepEqual(await desk.sides(), [{ day: '2026-11-22', received: 4, told: 4 }]);
});

test('only what was received within the range is read again', async () => {
  const desk = await open();
  for (const id of ['early', 'middle', 'late']) {
    await desk.hear(readBird(song(id)));
    later(60);
  }
  const range = { since: '2026-11-22T12:30:00Z', until: '2026-11-22T13:30:00Z' };
  const { reread: row } = await desk.letters.rereadAll(desk.brand.who('lead'), desk.channelId, range);
  assert.equal(row?.total, 1);
  const turned = { since: range.until, until: range.since };
  assert.equal(await refusal(desk.letters.rereadAll(desk.brand.who('lead'), desk.channelId, turned)), 'not_valid');
});

test('a letter too long to be kept whole says so instead of being misread', async () => {
  const desk = await open();
  await desk.hear([unread(`{"id":"long","text":"${'x'.repeat(1_000_001)}"}`)]);
  await desk.letters.replay(desk.brand.who('lead'), desk.channelId, {});
  await desk.work();
  assert.deepEqual(await desk.ledger(), { 'failed too long to be kept whole': 1 });
});

test('a parser that throws is a fault of ours: the letter stays, the others are read', async () => {
  const desk = await open();
  await desk.hear([unread('bad'), unread(song('good'))]);
  desk.mend(body => {
    if (body === 'bad') throw new TypeError('a fault of ours');
    return readBird(body);
  });
  await desk.letters.replay(desk.brand.who('lead'), desk.channelId, {});
  await desk.work();
  assert.deepEqual(await desk.ledger(), { 'failed Heed could not read it': 1, 'kept post': 1 });
});

test('where nothing can be read again, or the channel was left, that is said', async () => {
  const desk = await open();
  const who = desk.brand.who('lead');
  await desk.hear([unread('x')]);
  const { reread: port, ...inbound } = desk.connector.inbound;
  assert.ok(port);
  desk.connector.inbound = inbound;
  assert.equal(await refusal(desk.letters.replay(who, desk.channelId, {})), 'network_cannot');
  await sql`update channel set state = 'left', sealed = null where id = ${desk.channelId}`.execute(database.db);
  assert.equal(await refusal(desk.letters.replay(who, desk.channelId, {})), 'channel_not_ready');
});
