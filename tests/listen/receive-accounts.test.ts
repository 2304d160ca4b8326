/** One address for all accounts of an app: each channel keeps the body and reads its own part of it. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { ANOTHER_ACCOUNT } from '../../src/services/read-hook.ts';
import { countedIds } from '../support/brand.ts';
import { addSinger, booksOf, called, chorus, keptOn, rawsOn, receiveFor } from '../support/chorus.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

let database: FreshDatabase;
const makeId = countedIds();
let nowMs = Date.parse('2026-11-22T09:00:00Z');
const now = () => new Date(nowMs);

before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

test('what one address is told is heard by each account it names, in other brands too', async () => {
  const ours = await addSinger(database, makeId, 'kestrel-1');
  const other = await addSinger(database, makeId, 'kestrel-2');
  const beside = await addSinger(database, makeId, 'kestrel-3', { brandId: ours.brandId });
  const receive = receiveFor(database, makeId, now);
  const entries = ['kestrel-1', 'kestrel-2', 'kestrel-3'].map(account => ({ account, id: `for ${account}` }));
  const answer = await receive.receive(ours, called(entries, now()));
  assert.equal(answer.status, 200);
  await answer.read;
  assert.deepEqual(await keptOn(database, ours), ['for kestrel-1']);
  assert.deepEqual(await keptOn(database, other), ['for kestrel-2']);
  assert.deepEqual(await keptOn(database, beside), ['for kestrel-3']);
  for (const place of [ours, other, beside]) assert.deepEqual(await booksOf(database, place), ['kept post 1']);
});

test('a body that is for another account alone is not kept in the brand that was called', async () => {
  const ours = await addSinger(database, makeId, 'owl-1');
  const other = await addSinger(database, makeId, 'owl-2');
  const receive = receiveFor(database, makeId, now);
  await (await receive.receive(ours, called([{ account: 'owl-2', id: 'o' }], now()))).read;
  assert.deepEqual(await rawsOn(database, ours), []);
  assert.deepEqual(await keptOn(database, other), ['o']);
});

test('an account whose own secret does not fit is not told, and its words are counted where they came in', async () => {
  const ours = await addSinger(database, makeId, 'wren-1');
  const stranger = await addSinger(database, makeId, 'wren-2', { token: 'token-2' });
  const receive = receiveFor(database, makeId, now);
  await (await receive.receive(ours, called([{ account: 'wren-2', id: 'w' }], now()))).read;
  assert.deepEqual(await rawsOn(database, stranger), []);
  assert.deepEqual(await booksOf(database, ours), [`ignored ${ANOTHER_ACCOUNT} 1`]);
  assert.deepEqual(await rawsOn(database, ours), ['read']);
});

test('a body for accounts nobody here has is kept and counted', async () => {
  const ours = await addSinger(database, makeId, 'lark-1');
  const receive = receiveFor(database, makeId, now);
  await (await receive.receive(ours, called([{ account: 'nobody', id: 'l' }], now()))).read;
  assert.deepEqual(await booksOf(database, ours), [`ignored ${ANOTHER_ACCOUNT} 1`]);
});

test('all of them are stored before the answer, and each is read later by itself where reading was cut off', async () => {
  const ours = await addSinger(database, makeId, 'jay-1');
  const other = await addSinger(database, makeId, 'jay-2');
  const entries = ['jay-1', 'jay-2'].map(account => ({ account, id: `for ${account}` }));
  const crashing = receiveFor(database, makeId, now, { ingest: () => Promise.reject(new Error('the process ended')) });
  const answer = await crashing.receive(ours, called(entries, now()));
  assert.equal(answer.status, 200);
  await assert.rejects(answer.read);
  assert.deepEqual([await rawsOn(database, ours), await rawsOn(database, other)], [['waiting'], ['waiting']]);
  nowMs += 61_000;
  const two = [receiveFor(database, makeId, now), receiveFor(database, makeId, now)];
  await Promise.all(two.map(one => one.catchUp()));
  assert.deepEqual(await keptOn(database, ours), ['for jay-1']);
  assert.deepEqual(await keptOn(database, other), ['for jay-2']);
  for (const place of [ours, other]) assert.deepEqual(await booksOf(database, place), ['kept post 1']);
});

test('the address of a channel that was left goes on for the others of its app, and for nobody else', async () => {
  const left = await addSinger(database, makeId, 'robin-1', { token: 'robins' });
  const other = await addSinger(database, makeId, 'robin-2', { token: 'robins' });
  await sql`update channel set state = 'left', sealed = null where id = ${left.channelId}`.execute(database.db);
  const receive = receiveFor(database, makeId, now);
  const call = (account: string, token: string) =>
    receive.receive(left, called([{ account, id: account }], now(), token));
  await (await call('robin-2', 'robins')).read;
  assert.deepEqual(await keptOn(database, other), ['robin-2']);
  assert.equal((await call('robin-2', 'another token')).status, 404);
  await (await call('robin-1', 'robins')).read;
  assert.deepEqual(await rawsOn(database, left), []);
  assert.deepEqual(await booksOf(database, other), [`ignored ${ANOTHER_ACCOUNT} 1`, 'kept post 1']);
});

test('one channel that cannot be read keeps no other from it', async () => {
  const ours = await addSinger(database, makeId, 'finch-1');
  const other = await addSinger(database, makeId, 'finch-2');
  const plain = chorus();
  const { hook } = plain.inbound;
  assert.ok(hook);
  const connector = chorus({
    inbound: {
      hook: {
        ...hook,
        parse(body, credentials, account) {
          if (account.remoteId === 'finch-1') throw new TypeError('a fault of ours');
          return hook.parse(body, credentials, account);
        },
      },
    },
  });
  const receive = receiveFor(database, makeId, now, { connector });
  const entries = ['finch-1', 'finch-2'].map(account => ({ account, id: `for ${account}` }));
  await (await receive.receive(ours, called(entries, now()))).read;
  assert.deepEqual(await booksOf(database, ours), ['failed Heed could not read it 1']);
  assert.deepEqual(await keptOn(database, other), ['for finch-2']);
});

test('a thousand changes with a bad one among them, told again and again, are one letter and nothing twice', async () => {
  const ours = await addSinger(database, makeId, 'swift-1');
  const receive = receiveFor(database, makeId, now);
  const all = Array.from({ length: 1_000 }, (_, i) => ({ account: 'swift-1', id: `s${String(i).padStart(4, '0')}` }));
  const bad = { account: 'swift-1', id: 'bad', bad: true } as const;
  const batch = [...all.slice(0, 500), bad, ...all.slice(500)];
  await (await receive.receive(ours, called(batch, now()))).read;
  await (await receive.receive(ours, called(batch.toReversed(), now()))).read;
  await (await receive.receive(ours, called([...all.slice(0, 3), bad], now()))).read;
  assert.equal((await keptOn(database, ours)).length, 1_000);
  assert.deepEqual(await rawsOn(database, ours), ['failed', 'read', 'read']);
  assert.deepEqual(await booksOf(database, ours), [
    'failed no such form 1',
    'ignored seen before 1005',
    'kept post 1000',
  ]);
});
