/** What a network names and does not tell is fetched, at once or as soon as it can be had. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Heard, type Hook, NetworkFailure } from '../../src/connectors/connector.ts';
import { COMPLETE_WITHIN_MS, NOT_IN_TIME } from '../../src/services/read-hook.ts';
import { song } from '../support/bird.ts';
import { countedIds } from '../support/brand.ts';
import { addSinger, booksOf, called, chorus, keptOn, rawsOn, receiveFor } from '../support/chorus.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

let database: FreshDatabase;
const makeId = countedIds();
let nowMs = Date.parse('2026-11-22T09:00:00Z');
const now = () => new Date(nowMs);
let names = 0;

before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

async function here(fetch: () => Heard) {
  names += 1;
  const account = `mention-${names}`;
  const place = await addSinger(database, makeId, account);
  let asked = 0;
  const complete: Hook<unknown>['complete'] = async () => {
    asked += 1;
    return fetch();
  };
  const receive = receiveFor(database, makeId, now, { connector: chorus({ complete }) });
  return {
    place,
    account,
    receive,
    asked: () => asked,
    hear: async (...entries: { id: string; named?: true }[]) => {
      const body = entries.map(entry => ({ account, ...entry }));
      await (await receive.receive(place, called(body, now()))).read;
    },
  };
}

const later = () => {
  throw new NetworkFailure('retry', 'too many requests');
};

test('what is only named is fetched before it is counted', async () => {
  const { place, hear } = await here(() => song('fetched', null));
  await hear({ id: 'm', named: true });
  assert.deepEqual(await keptOn(database, place), ['fetched']);
  assert.deepEqual(await booksOf(database, place), ['kept post 1']);
});

test('named beside other things, it waits by itself and the rest is read at once', async () => {
  let isDown = true;
  const { place, hear, receive } = await here(() => (isDown ? later() : song('fetched', null)));
  await hear({ id: 'a' }, { id: 'm', named: true }, { id: 'b' });
  assert.deepEqual(await keptOn(database, place), ['a', 'b']);
  assert.deepEqual(await rawsOn(database, place), ['read', 'waiting']);
  assert.deepEqual(await booksOf(database, place), ['kept post 2']);
  isDown = false;
  nowMs += 120_000;
  await receive.catchUp();
  assert.deepEqual(await keptOn(database, place), ['a', 'b', 'fetched']);
  assert.deepEqual(await booksOf(database, place), ['kept post 3']);
});

test('what cannot be had is asked for ever less often, holds up nothing else, and is given up after a day and a half', async () => {
  const { place, hear, receive, asked } = await here(later);
  await hear({ id: 'm', named: true });
  const until = nowMs + COMPLETE_WITHIN_MS;
  for (; nowMs < until; nowMs += 10 * 60_000) await receive.catchUp();
  assert.ok(asked() > 10 && asked() < 40, `asked ${asked()} times`);
  assert.deepEqual(await booksOf(database, place), []);
  nowMs += COMPLETE_WITHIN_MS / 4;
  await receive.catchUp();
  assert.deepEqual(await rawsOn(database, place), ['failed']);
  assert.deepEqual(await booksOf(database, place), [`failed ${NOT_IN_TIME} 1`]);
});

test('what was refused or is gone is counted as that', async () => {
  const { place, hear } = await here(() => {
    throw new NetworkFailure('gone', 'there is no such comment');
  });
  await hear({ id: 'm', named: true });
  assert.deepEqual(await booksOf(database, place), ['failed a mention 1']);
});
