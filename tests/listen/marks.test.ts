/** What is told about posts rather than said: that they arrived, were read, failed; and the marks people put under them. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import type { Item, Person } from '../../src/core/post.ts';
import { loadMessageViews } from '../../src/store/messages.ts';
import { birdAccount, birdPost } from '../support/bird.ts';
import { countedIds } from '../support/brand.ts';
import { addSinger, booksOf, called, receiveFor } from '../support/chorus.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

let database: FreshDatabase;
const makeId = countedIds();
const now = () => new Date('2026-11-22T09:00:00Z');
let names = 0;

before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

const maria: Person = { remoteId: 'maria', handle: 'maria', name: 'Maria', avatarUrl: null, profileUrl: null };
const nikos: Person = { ...maria, remoteId: 'nikos', handle: 'nikos', name: 'Nikos' };
const at = (minute: number) => new Date(Date.parse('2026-11-22T08:00:00Z') + minute * 60_000);
const receipt = (state: 'delivered' | 'read' | 'failed', minute: number, said?: string): Item => ({
  kind: 'receipt',
  remoteId: 'answer',
  state,
  at: at(minute),
  ...(said === undefined ? {} : { said }),
});
const reaction = (mark: string | null, minute: number, person = maria, remoteId = 'question'): Item => {
  const own = person.remoteId === birdAccount.remoteId;
  return { kind: 'reaction', remoteId, person, own, mark, at: at(minute) };
};
const room = { visibility: 'private' as const, room: 'r' };
const question: Item = { kind: 'post', post: birdPost('question', { ...room, at: at(0) }) };
const answer: Item = {
  kind: 'post',
  post: birdPost('answer', { ...room, at: at(5), author: birdAccount, own: true, roomWith: maria, addressed: false }),
};

async function here() {
  names += 1;
  const account = `marks-${names}`;
  const place = await addSinger(database, makeId, account);
  const receive = receiveFor(database, makeId, now);
  const message = async (remoteId: string) => {
    const { rows } = await sql<{ id: string }>`
      select id from message where channel_id = ${place.channelId} and remote_id = ${remoteId}`.execute(database.db);
    const id = rows[0]?.id ?? assert.fail(`no ${remoteId}`);
    return (await loadMessageViews(database.db, place.brandId, [id])).get(id) ?? assert.fail();
  };
  return {
    place,
    /** One call with these items, one entry each. */
    async tell(...items: Item[]) {
      const entries = items.map((item, i) => ({ account, id: `${i}`, items: [item] }));
      await (await receive.receive(place, called(entries, now()))).read;
    },
    message,
    async standing() {
      const { delivery, deliveredAt, seenAt } = await message('answer');
      return [delivery?.state, delivery?.said ?? null, deliveredAt !== null, seenAt !== null];
    },
    async marks(remoteId = 'question') {
      return (await message(remoteId)).reactions.map(({ mark, name, own }) => `${name} ${mark}${own ? ' (ours)' : ''}`);
    },
    async waits() {
      const { rows } = await sql<{ waits: boolean }>`
        select turn_id is not null as waits from conversation where channel_id = ${place.channelId}`.execute(
        database.db,
      );
      return rows.map(({ waits }) => waits);
    },
    async told() {
      const { rows } = await sql<{ change: string }>`
        select data->>'change' as change from event
        where brand_id = ${place.brandId} and kind = 'message.changed' order by seq`.execute(database.db);
      return rows.map(({ change }) => change);
    },
  };
}

function orders<T>(all: readonly T[]): T[][] {
  if (all.length < 2) return [[...all]];
  return all.flatMap((one, i) => orders(all.toSpliced(i, 1)).map(rest => [one, ...rest]));
}

const everything = [receipt('delivered', 6), receipt('read', 7), receipt('failed', 6, 'Not on this phone.')];

test('arrived, read and failed end as read in whatever order they are told, one by one', async () => {
  for (const order of orders(everything)) {
    const { tell, standing, place, waits } = await here();
    await tell(question, answer);
    for (const one of order) await tell(one);
    assert.deepEqual(
      (await standing()).toSpliced(2, 1),
      ['sent', null, true],
      order.map(item => 'state' in item && item.state).join(),
    );
    assert.deepEqual(await waits(), [false]);
    await booksOf(database, place);
  }
});

test('the same together, and before the answer they speak of', async () => {
  for (const order of orders([answer, ...everything])) {
    const { tell, standing, place } = await here();
    await tell(question, ...order);
    const [state, said, , isRead] = await standing();
    assert.deepEqual([state, said, isRead], ['sent', null, true]);
    await booksOf(database, place);
  }
});

test('what arrived is shown as that until it is read, and what is told too late is counted as old', async () => {
  const { tell, standing, place } = await here();
  await tell(question, answer, receipt('delivered', 6));
  assert.deepEqual(await standing(), ['sent', null, true, false]);
  await tell(receipt('read', 7));
  assert.deepEqual(await standing(), ['sent', null, true, true]);
  await tell(receipt('failed', 6, 'Too late.'), receipt('delivered', 6));
  assert.deepEqual(await standing(), ['sent', null, true, true]);
  assert.deepEqual(await booksOf(database, place), [
    'ignored older version 1',
    'ignored seen before 1',
    'kept post 1',
    'kept post of ours 1',
    'kept receipt 2',
  ]);
});

test('an answer that failed after all says why and has its customer wait again; arriving late it closes the wait', async () => {
  const { tell, standing, waits, place } = await here();
  await tell(question, answer);
  assert.deepEqual(await waits(), [false]);
  await tell(receipt('failed', 6, 'Not on this phone.'));
  assert.deepEqual(await standing(), ['failed', 'Not on this phone.', false, false]);
  assert.deepEqual(await waits(), [true]);
  await tell(receipt('failed', 6, 'Not on this phone.'));
  await tell(receipt('delivered', 9));
  assert.deepEqual(await standing(), ['sent', null, true, false]);
  assert.deepEqual(await waits(), [false]);
  assert.deepEqual(await booksOf(database, place), [
    'ignored seen before 1',
    'kept post 1',
    'kept post of ours 1',
    'kept receipt 2',
  ]);
});

test('each person has one mark under a post: the newest, also where it takes the mark back', async () => {
  const { tell, marks, place, waits } = await here();
  await tell(question);
  await tell(reaction('👍', 1), reaction('❤️', 2, nikos), reaction('😂', 1, birdAccount));
  assert.deepEqual((await marks()).sort(), ['Maria 👍', 'Nikos ❤️', `${birdAccount.name} 😂 (ours)`].sort());
  await tell(reaction('😮', 3), reaction(null, 4, nikos));
  assert.deepEqual((await marks()).sort(), ['Maria 😮', `${birdAccount.name} 😂 (ours)`].sort());
  await tell(reaction('👍', 2), reaction('❤️', 3, nikos));
  assert.deepEqual((await marks()).length, 2, 'older ones told late change nothing');
  await tell(reaction('😮', 3));
  assert.deepEqual(await booksOf(database, place), [
    'ignored older version 2',
    'ignored seen before 1',
    'kept post 1',
    'kept reaction 5',
  ]);
  assert.deepEqual(await waits(), [true], 'nobody was answered by a mark, and nobody asks with one');
});

test('a mark waits for its post, and is told to whoever looks', async () => {
  const { tell, marks, told, place } = await here();
  await tell(reaction('👍', 1), reaction(null, 3), reaction('❤️', 2, nikos));
  assert.deepEqual(await booksOf(database, place), ['ignored waits for its post 3']);
  await tell(question);
  assert.deepEqual(await marks(), ['Nikos ❤️']);
  assert.deepEqual(await told(), ['reacted']);
  await tell(reaction('🔥', 5, maria, 'question'));
  assert.deepEqual(await told(), ['reacted', 'reacted']);
  await booksOf(database, place);
});

test('a mark alone opens no conversation and no turn', async () => {
  const { tell, waits } = await here();
  await tell(question, answer);
  await tell(reaction('👍', 6, maria, 'answer'));
  assert.deepEqual(await waits(), [false]);
});
