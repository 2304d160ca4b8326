/** Bodies of hooks that were stored raw, read once more after the parser was mended: each change of a batch by itself. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import type { Item } from '../../src/core/post.ts';
import { makeLetters } from '../../src/services/dead-letters.ts';
import { makeEars } from '../../src/services/ears.ts';
import { makeIngestAll } from '../../src/services/ingest.ts';
import { reread } from '../../src/services/reread.ts';
import { birdPost, openBirdContext } from '../support/bird.ts';
import { countedIds } from '../support/brand.ts';
import {
  addSinger,
  booksOf,
  called,
  chorus,
  chorusSeal,
  type Entry,
  keptOn,
  type Place,
  rawsOn,
  receiveFor,
} from '../support/chorus.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

let database: FreshDatabase;
const makeId = countedIds();
const now = () => new Date('2026-11-22T09:00:00Z');

before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

const author = birdPost('x').author;
const item = (id: string, one: Item): Omit<Entry, 'account'> => ({ id, items: [one] });
const room = { visibility: 'private' as const, room: 'r' };
const question: Item = { kind: 'post', post: birdPost('question', room) };

/** Reads what was kept raw once more, with a parser that reads everything. */
async function readAgain({ brandId, channelId }: Place, which: 'letters' | 'all'): Promise<void> {
  const { db } = database;
  const connectors = new Map([['bird', chorus({ mended: true })]]);
  const who = { agentId: makeId(), brandId, reach: { role: 'owner', inboxes: 'all' } } as const;
  const letters = makeLetters({ db, connectors, makeId, now });
  if (which === 'letters') await letters.replay(who, channelId, {});
  else await letters.rereadAll(who, channelId, { since: '2026-11-01T00:00:00Z' });
  const { rows } = await sql<{ id: string }>`
    select id from reread where brand_id = ${brandId} and ended_at is null`.execute(db);
  const ingestAll = makeIngestAll({ database, makeId, now });
  const needs = { db, connectors, openContext: openBirdContext, seal: chorusSeal, ingestAll, ears: makeEars({ db }) };
  for (const { id } of rows)
    await reread(
      { ...needs, home: { url: '', seal: () => '' }, now, log: () => {} },
      { brandId, rereadId: id },
      new AbortController().signal,
    );
}

test('one bad change of a batch is mended; what stood beside it, of every kind, is not doubled', async () => {
  const account = 'batch-1';
  const place = await addSinger(database, makeId, account);
  const receive = receiveFor(database, makeId, now);
  const entries = [
    item('1', question),
    item('2', { kind: 'reaction', remoteId: 'question', person: author, own: false, mark: '👍', at: now() }),
    { id: 'mended', bad: true as const },
    item('3', { kind: 'person', person: { ...author, name: 'Maria K.' }, at: now(), standing: 'active' }),
    item('4', { kind: 'edit', remoteId: 'question', text: 'Edited.', attachments: null, at: now(), version: 1 }),
    item('5', { kind: 'remove', remoteId: 'never came', at: now(), by: 'author' }),
    { id: 'also-mended', bad: true as const },
  ].map(entry => ({ account, ...entry }));
  await (await receive.receive(place, called(entries, now()))).read;
  const whole = ['ignored waits for its post 1', 'kept edit 1', 'kept person 1', 'kept post 1', 'kept reaction 1'];
  assert.deepEqual(await booksOf(database, place), ['failed no such form 2', ...whole]);
  assert.deepEqual(await rawsOn(database, place), ['failed']);
  await readAgain(place, 'letters');
  const mended = ['ignored waits for its post 1', 'kept edit 1', 'kept person 1', 'kept post 3', 'kept reaction 1'];
  assert.deepEqual(await booksOf(database, place), mended);
  assert.deepEqual(await keptOn(database, place), ['also-mended', 'mended', 'question']);
  assert.deepEqual(await rawsOn(database, place), ['read']);
  for (let n = 0; n < 2; n++) await readAgain(place, 'all');
  assert.deepEqual(await booksOf(database, place), mended, 'however often it is read');
  const late = { account, ...item('late', { kind: 'post', post: birdPost('never came', room) }) };
  await (await receive.receive(place, called([late], now()))).read;
  assert.deepEqual(await booksOf(database, place), [
    'kept deletion 1',
    'kept edit 1',
    'kept person 1',
    'kept post 4',
    'kept reaction 1',
  ]);
});

test('edits, deletions, receipts and marks that stand before their post in a batch, or come in a call before it, find it', async () => {
  const told: Item[] = [
    { kind: 'edit', remoteId: 'a', text: 'Now it grinds.', attachments: null, at: now(), version: 2 },
    { kind: 'reaction', remoteId: 'a', person: author, own: false, mark: '❤️', at: now() },
    { kind: 'remove', remoteId: 'b', at: now(), by: 'author' },
    { kind: 'edit', remoteId: 'a', text: 'Older.', attachments: null, at: now(), version: 1 },
  ];
  const posts: Item[] = [
    { kind: 'post', post: birdPost('a', room) },
    { kind: 'post', post: birdPost('b', room) },
  ];
  for (const together of [true, false]) {
    const account = `early-${together}`;
    const place = await addSinger(database, makeId, account);
    const receive = receiveFor(database, makeId, now);
    const entriesOf = (items: Item[]) => items.map((one, i) => ({ account, ...item(`${i}`, one) }));
    const calls = together ? [[...told, ...posts]] : [told, posts];
    for (const items of calls) await (await receive.receive(place, called(entriesOf(items), now()))).read;
    const { rows } = await sql<{ line: string }>`
      select remote_id || ': ' || case when deleted_at is null then text else 'gone' end as line
      from message where channel_id = ${place.channelId} order by remote_id`.execute(database.db);
    assert.deepEqual(
      rows.map(({ line }) => line),
      ['a: Now it grinds.', 'b: gone'],
    );
    assert.deepEqual(
      await booksOf(database, place),
      ['kept deletion 1', 'kept edit 2', 'kept post 2', 'kept reaction 1'],
      `together: ${together}`,
    );
  }
});
