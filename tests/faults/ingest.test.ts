/** A batch cut off at any point, and heard again: the desk ends as if nothing had happened. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import type { Heard } from '../../src/connectors/connector.ts';
import { makeGather } from '../../src/services/gather.ts';
import { CRASH_POINTS, makeIngest, makeIngestAll } from '../../src/services/ingest.ts';
import { readCursor } from '../../src/store/cursors.ts';
import { openDatabase } from '../../src/store/db.ts';
import { Crash, crashAt } from '../support/crash.ts';
import { freshDatabase } from '../support/database.ts';
import { arrivalOf, ledgerOf, NOW, pictureOf, post, talliesOf, testEar } from '../support/hearing.ts';

const database = await freshDatabase();
after(() => database.drop());

const BATCHES: Heard[][] = [
  arrivalOf(
    post('c2', 'kestrel', 20, { parentRemoteId: 'c1' }),
    post('d1', 'jorge', 50),
    post('e1', 'anna', 40, { visibility: 'private', room: 'r1' }),
  ),
  arrivalOf(post('c1', 'maria', 30), post('d2', 'jorge', 10, { parentRemoteId: 'd1' }), post('f1', 'anna', 5)),
];

async function picture(brandId: number) {
  const { kept, counted } = await talliesOf(database.db, brandId);
  assert.deepEqual(kept, counted);
  const { rows } = await sql<{ events: number; raw: number }>`
    select (select count(*) from event where brand_id = ${brandId})::int events,
      (select count(*) from raw_event where brand_id = ${brandId})::int raw`.execute(database.db);
  return {
    conversations: await pictureOf(database.db, brandId),
    ledger: await ledgerOf(database.db, brandId),
    ...rows[0],
  };
}

const undisturbed = await (async () => {
  const ear = await testEar(database);
  for (const heard of BATCHES) await ear.ingest(ear.batch(heard, { cursor: 'end' }));
  return picture(ear.brandId);
})();

for (const point of CRASH_POINTS) {
  for (const nth of [1, 2]) {
    test(`cut off at "${point}" in batch ${nth}, then heard again from the cursor: the same desk`, async () => {
      const ear = await testEar(database, { reached: crashAt(point, nth) });
      let crashes = 0;
      for (let n = 0; n < BATCHES.length; ) {
        try {
          await ear.ingest(ear.batch(BATCHES[n] ?? [], { cursor: String(n) }));
        } catch (error) {
          if (!(error instanceof Crash)) throw error;
          crashes += 1;
        }
        // A restarted source goes on after what was committed, and only after that.
        n = Number((await readCursor(database.db, ear.brandId, ear.channelId, 'stream')) ?? -1) + 1;
      }
      assert.equal(crashes, 1);
      assert.deepEqual(await picture(ear.brandId), undisturbed);
    });
  }
}

test('a batch heard twice is counted twice and stored once', async () => {
  const ear = await testEar(database);
  for (const heard of [...BATCHES, ...BATCHES]) await ear.ingest(ear.batch(heard));
  const { conversations, events, raw, ledger } = await picture(ear.brandId);
  assert.deepEqual(
    { conversations, events, raw },
    { conversations: undisturbed.conversations, events: undisturbed.events, raw: undisturbed.raw },
  );
  assert.equal(ledger['ignored seen before'], 6);
});

test('a connection killed in the middle of a batch leaves nothing, and the next try everything', async () => {
  const other = openDatabase(database.connection, { max: 2, mayExit: true });
  const ear = await testEar(database);
  const kill = async () => {
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = ${database.name} and state = 'idle in transaction' and pid <> pg_backend_pid()`.execute(
      database.db,
    );
  };
  let kills = 0;
  const ingest = makeIngest({
    database: other,
    makeId: ear.makeId,
    now: () => NOW,
    reached: async point => {
      if (point === 'settled' && ++kills === 1) await kill();
    },
  });
  const batch = ear.batch(BATCHES.flat());
  await assert.rejects(ingest(batch));
  assert.deepEqual(await pictureOf(database.db, ear.brandId), []);
  await ingest(batch);
  assert.deepEqual(await pictureOf(database.db, ear.brandId), undisturbed.conversations);
  await other.close();
});

test('one post the database cannot take is counted as failed, and the rest of its batch is kept', async () => {
  const ear = await testEar(database);
  await sql`alter table message add constraint no_curse check (text <> 'cursed' or brand_id <> ${sql.raw(String(ear.brandId))})`.execute(
    database.db,
  );
  const heard = arrivalOf(post('g1', 'maria', 9), post('g2', 'jorge', 8, { text: 'cursed' }), post('g3', 'anna', 7));
  const counts = await ear.ingest(ear.batch(heard, { cursor: '3' }));
  await sql`alter table message drop constraint no_curse`.execute(database.db);
  assert.deepEqual([counts.received, counts.kept, counts.failed], [3, 2, 1]);
  assert.deepEqual(await ledgerOf(database.db, ear.brandId), { 'failed the database refused it': 1, 'kept post': 2 });
  assert.equal(await readCursor(database.db, ear.brandId, ear.channelId, 'stream'), '3');
});

test('what cannot be true or be stored is dropped with its reason, in the middle of a batch', async () => {
  const ear = await testEar(database);
  const counts = await ear.ingest(
    ear.batch([
      ...arrivalOf(
        post('h1', 'maria', 9, { text: 'nul \0 and half \ud83d of a pair' }),
        post('h2', 'maria', 9, { at: new Date('1970-01-01T00:00:00Z') }),
        post('h3', 'maria', 9, { at: new Date(Number.NaN) }),
        post('h4', 'maria', -2 * 24 * 60),
        post('', 'maria', 9),
        post('h5', '', 9),
        post('h6', 'maria', 9, { text: 'x'.repeat(10_000_000) }),
        post('h'.repeat(5000), 'maria', 9),
        post('h7', 'maria', 9, { text: 7 as unknown as string }),
        post('h8', 'kestrel', 9, { visibility: 'private' }),
        post('h9', 'maria', 8, { url: 'javascript:alert(1)', parentRemoteId: 'h9' }),
      ),
      { kind: 'dropped', reason: 'not JSON', raw: '<html>', cursor: null },
      { kind: 'dropped', reason: 'a like', raw: '{}', cursor: null, ignored: true },
    ]),
  );
  assert.deepEqual(await ledgerOf(database.db, ear.brandId), {
    'failed an id too long': 1,
    'failed impossible date': 3,
    'failed no author': 1,
    'failed no id': 1,
    'failed no room': 1,
    'failed not JSON': 1,
    'failed not readable': 1,
    'ignored a like': 1,
    'kept post': 3,
  });
  assert.equal(counts.received, counts.kept + counts.ignored + counts.failed);
  const { rows } = await sql<{ text: string; url: string | null }>`
    select text, url from message where brand_id = ${ear.brandId} order by remote_id`.execute(database.db);
  assert.equal(rows[0]?.text, 'nul \ufffd and half \ufffd of a pair');
  assert.equal(rows[1]?.text.length, 100_000);
  assert.equal(rows[2]?.url, null);
});

test('two processes that hear the same posts at the same time store each once', async () => {
  const ear = await testEar(database);
  const heard = arrivalOf(...Array.from({ length: 40 }, (_, n) => post(`i${n}`, `guest${n % 7}`, 60 - n)));
  await Promise.all(Array.from({ length: 6 }, () => ear.ingest(ear.batch(heard))));
  const ledger = await ledgerOf(database.db, ear.brandId);
  assert.deepEqual(ledger, { 'ignored seen before': 200, 'kept post': 40 });
});

test('two channels of one network that meet the same strangers at the same time know each of them once', async () => {
  const first = await testEar(database);
  const second = await testEar(database, { brand: first });
  const people = Array.from({ length: 30 }, (_, n) => n);
  const heard = (mark: string, order: number[]) =>
    arrivalOf(...order.map(n => post(`${mark}${n}`, `stranger${n}`, 60 - n)));
  await Promise.all([
    first.ingest(first.batch(heard('j', people))),
    second.ingest(second.batch(heard('k', people.toReversed()))),
  ]);
  const { rows } = await sql<{ n: number; contacts: number }>`
    select (select count(*) from identity where brand_id = ${first.brandId})::int n,
      (select count(*) from contact where brand_id = ${first.brandId})::int contacts`.execute(database.db);
  assert.deepEqual(rows[0], { n: 30, contacts: 30 });
});

test('when a gathered batch fails, what waited behind it fails too, so that the cursor never passes what was lost', async () => {
  let calls = 0;
  const gather = makeGather(
    async () => {
      calls += 1;
      throw new Error('the database is away');
    },
    () => Promise.resolve(),
  );
  const ear = await testEar(database);
  const adds = Array.from({ length: 3 }, (_, n) =>
    gather.add(ear.batch(Array(400).fill(arrivalOf(post(`l${n}`, 'maria', 1))[0]))),
  );
  const settled = await Promise.allSettled(adds);
  assert.deepEqual(
    settled.map(({ status }) => status),
    ['rejected', 'rejected', 'rejected'],
  );
  assert.equal(calls, 1);
});

test('posts gathered from many calls are committed together, each call told its own counts', async () => {
  const ear = await testEar(database);
  let transactions = 0;
  const ingestAll = makeIngestAll({ database, makeId: ear.makeId, now: () => NOW });
  const gather = makeGather(
    batches => {
      transactions += 1;
      return ingestAll(batches);
    },
    () => Promise.resolve(),
  );
  const adds = Array.from({ length: 50 }, (_, n) =>
    gather.add(ear.batch(arrivalOf(post(`m${n % 40}`, 'maria', 60 - n)), { cursor: String(n) })),
  );
  const counts = await Promise.all(adds);
  await gather.drain();
  assert.equal(transactions, 1);
  assert.equal(
    counts.reduce((sum, one) => sum + one.kept, 0),
    40,
  );
  assert.deepEqual(
    counts.map(one => one.received),
    Array(50).fill(1),
  );
  assert.equal(await readCursor(database.db, ear.brandId, ear.channelId, 'stream'), '49');
});

test('a stream that carries a whole network leaves nothing waiting; another holds what may still turn out to be ours', async () => {
  const ear = await testEar(database);
  const chatter = post('n1', 'stranger', 9, { addressed: false });
  const reply = post('n2', 'maria', 8, { parentRemoteId: 'n1' });
  const narrow = ear.batch(arrivalOf(chatter));
  const wide = ear.batch(arrivalOf(post('n3', 'stranger', 9, { addressed: false })));
  await ear.ingest({ ...wide, channel: { ...wide.channel, hearsEverybody: true } });
  await ear.ingest(narrow);
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int n from awaiting where brand_id = ${ear.brandId}`.execute(database.db);
  assert.equal(rows[0]?.n, 1);
  await ear.hear(reply);
  assert.deepEqual(await ledgerOf(database.db, ear.brandId), { 'ignored no query matches': 1, 'kept post': 2 });
});
