import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import type { Item, Post } from '../../src/core/post.ts';
import type { DearAnswers } from '../../src/services/dear-answers.ts';
import type { Listened } from '../../src/services/ears.ts';
import { type Matches, makeMatches } from '../../src/services/matches.ts';
import { makeQueries } from '../../src/services/queries.ts';
import { testBrand } from '../support/brand.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { arrival, NOW, post, type TestEar, testEar } from '../support/hearing.ts';

const eachTime: DearAnswers = (_name, work) => work();

let database: FreshDatabase;
before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

const now = () => NOW;
const overheard = (id: string, more: Partial<Post> = {}) =>
  post(id, `author-${id}`, 30, { text: `my kestrel leaks, says ${id}`, addressed: false, ...more });

type Place = {
  brand: Awaited<ReturnType<typeof testBrand>>;
  ear: TestEar;
  queryId: string;
  matches: Matches;
  hear(said: Post, listened?: Partial<Listened>): Promise<unknown>;
};

async function place(): Promise<Place> {
  const { db } = database;
  const brand = await testBrand(db);
  const ear = await testEar(database, { brand });
  const { id: queryId } = await makeQueries({ db, makeId: ear.makeId, now }).add(brand.who('lead'), {
    text: 'kestrel',
  });
  return {
    brand,
    ear,
    queryId,
    matches: makeMatches({ db, ingest: ear.ingest, now, dear: eachTime }),
    hear: (said, listened = {}) =>
      ear.ingest(
        ear.batch([arrival([{ kind: 'post', post: said }])], {
          listened: new Map([[said.remoteId, { queryIds: [queryId], wants: 'complaint', opens: false, ...listened }]]),
        }),
      ),
  };
}

async function countsOf({ queryId }: Place) {
  const { rows } = await sql<Record<string, number>>`
    select sum(matched)::int matched, sum(untagged)::int untagged, sum(complaints)::int complaints, sum(noise)::int noise
    from listening_count where query_id = ${queryId}`.execute(database.db);
  return rows[0];
}

async function ledgerOf({ ear }: Place) {
  const { rows } = await sql<{ outcome: string; reason: string; n: number }>`
    select outcome, reason, n::int n from ledger where channel_id = ${ear.channelId} and outcome <> 'received' order by 1, 2`.execute(
    database.db,
  );
  return rows;
}

const page = { view: 'all', limit: 50 } as const;

test('what a query hears is shown with where it was heard, why, and that nobody was tagged', async () => {
  const here = await place();
  await here.hear(overheard('one'));
  const { rows } = await here.matches.list(here.brand.who('agent'), page);
  const [one] = rows;
  assert.equal(rows.length, 1);
  assert.deepEqual(one?.spans, [{ start: 3, end: 10 }]);
  assert.equal(one?.wants, 'complaint');
  assert.deepEqual(one?.because, ['leaks']);
  assert.equal(one?.addressed, false);
  assert.equal(one?.conversationId, null, 'it stays under Listening');
  assert.deepEqual(await ledgerOf(here), [{ outcome: 'kept', reason: 'listening match', n: 1 }]);
});

test('the same post heard again is one match, counted once', async () => {
  const here = await place();
  for (let i = 0; i < 3; i++) await here.hear(overheard('one'));
  assert.equal((await here.matches.list(here.brand.who('agent'), page)).rows.length, 1);
  assert.deepEqual(await countsOf(here), { matched: 1, untagged: 1, complaints: 1, noise: 0 });
});

test('one that wants an answer opens a conversation, and says which', async () => {
  const here = await place();
  await here.hear(overheard('one'), { opens: true });
  const [one] = (await here.matches.list(here.brand.who('agent'), page)).rows;
  assert.ok(one?.conversationId);
  const { rows } = await sql<{ heard: boolean }>`
    select heard from conversation where id = ${one.conversationId}`.execute(database.db);
  assert.deepEqual(rows, [{ heard: true }], 'the conversation says that it comes from listening');
});

test('a match is taken to the desk by hand, once, and the ledger does not count it twice', async () => {
  const here = await place();
  await here.hear(overheard('one'));
  const who = here.brand.who('agent');
  const [one] = (await here.matches.list(who, page)).rows;
  const before = await ledgerOf(here);
  const taken = await here.matches.take(who, one?.id ?? '');
  assert.deepEqual(await here.matches.take(who, one?.id ?? ''), taken);
  assert.deepEqual(await ledgerOf(here), before);
  const { rows } = await sql<{ n: number }>`
    select count(*)::int n from message where conversation_id = ${taken.conversationId}`.execute(database.db);
  assert.deepEqual(rows, [{ n: 1 }]);
});

test('noise leaves the list, is counted against its query, and comes back when the mark is taken away', async () => {
  const here = await place();
  await here.hear(overheard('one'));
  const who = here.brand.who('agent');
  const [one] = (await here.matches.list(who, page)).rows;
  const id = one?.id ?? '';
  assert.equal((await here.matches.mark(who, id, 'noise')).mark, 'noise');
  await here.matches.mark(who, id, 'noise');
  assert.equal((await here.matches.list(who, page)).rows.length, 0);
  assert.equal((await here.matches.list(who, { ...page, view: 'noise' })).rows.length, 1);
  assert.equal((await countsOf(here))?.['noise'], 1);
  await here.matches.mark(who, id, null);
  assert.equal((await here.matches.list(who, page)).rows.length, 1);
  assert.equal((await countsOf(here))?.['noise'], 0);
});

test('what its author takes back leaves, and what its author mends is shown mended', async () => {
  const here = await place();
  await here.hear(overheard('one'));
  await here.hear(overheard('two'));
  const at = NOW;
  const edit: Item = { kind: 'edit', remoteId: 'one', text: 'my kestrel hums', attachments: null, at, version: 2 };
  await here.ear.hear(
    edit,
    { ...edit, text: 'an older word', version: 1 },
    { kind: 'remove', remoteId: 'two', at, by: 'author' },
  );
  const { rows } = await here.matches.list(here.brand.who('agent'), page);
  const said = Object.fromEntries(rows.map(({ text, deleted }) => [text, deleted]));
  assert.deepEqual(said, { 'my kestrel hums': false, '': true });
});

test('matches are read page by page, without gap or double, and searched by words', async () => {
  const here = await place();
  for (let i = 0; i < 7; i++) await here.hear(overheard(`p${i}`, { at: new Date(NOW.getTime() - i * 1000) }));
  const who = here.brand.who('agent');
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const some = await here.matches.list(who, { view: 'untagged', limit: 3, ...(after ? { after } : {}) });
    seen.push(...some.rows.map(({ text }) => text.slice(-2)));
    after = some.next ?? undefined;
  } while (after !== undefined);
  assert.deepEqual(seen, ['p0', 'p1', 'p2', 'p3', 'p4', 'p5', 'p6']);
  const found = await here.matches.list(who, { ...page, words: 'KESTREL p3' });
  assert.deepEqual(
    found.rows.map(({ text }) => text.slice(-2)),
    ['p3'],
  );
});

test('another brand sees nothing of it', async () => {
  const here = await place();
  await here.hear(overheard('one'));
  const [one] = (await here.matches.list(here.brand.who('agent'), page)).rows;
  const other = await testBrand(database.db);
  assert.equal((await here.matches.list(other.who('owner'), page)).rows.length, 0);
  await assert.rejects(here.matches.take(other.who('owner'), one?.id ?? ''), { code: 'not_found' });
});

test('removing a query forgets what only it heard', async () => {
  const here = await place();
  await here.hear(overheard('one'));
  await makeQueries({ db: database.db, makeId: here.ear.makeId, now }).remove(here.brand.who('lead'), here.queryId);
  const { rows } = await here.matches.list(here.brand.who('agent'), page);
  assert.equal(rows.length, 0);
});
