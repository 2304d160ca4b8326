/** The faults of the world that must end well, on this network. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { itemsOf, postsOf } from '../../../tests/contract/bench.ts';
import { draftFor, failed, NOW, round, tried } from '../../../tests/support/facebook-channel.ts';
import type { Heard } from '../connector.ts';
import { direct } from './direct.ts';
import { PAGE_ID } from './fake/town.ts';
import { findDirect } from './find.ts';
import { facebook } from './index.ts';
import { findPeople } from './people.ts';
import { backfill } from './poll.ts';
import { recheck } from './recheck.ts';
import { reply } from './reply.ts';

const HOUR_MS = 3_600_000;

async function all(heard: AsyncIterable<Heard>): Promise<Heard[]> {
  const found: Heard[] = [];
  for await (const one of heard) found.push(one);
  return found;
}

const textsOf = (heard: readonly Heard[]) => postsOf(heard).map(({ text }) => text);

test('a right that was never given leaves out its part and not the rest', async t => {
  const { fake, context, logged } = await tried(t);
  await fake.customerWrites({ text: 'It hums' });
  await fake.customerWrites({ text: 'In private', privately: true });
  fake.behave(
    { kind: 'status', status: 403, body: '{"error":{"message":"No pages_messaging","code":298}}' },
    '/conversations',
  );
  assert.deepEqual(textsOf((await round(context, null)).heard), ['It hums']);
  assert.ok(logged.some(line => line.includes('conversations')));
  assert.equal(textsOf((await round(context, null)).heard).length, 2);
});

test('a page that may not be read at all is a failure, with Facebook’s words', async t => {
  const { fake, context } = await tried(t);
  fake.behave({ kind: 'status', status: 400, body: '{"error":{"message":"No pages_read_engagement","code":10}}' });
  const failure = await failed(round(context, null));
  assert.deepEqual([failure.next, failure.said], ['refuse', 'No pages_read_engagement']);
  fake.graph.tokens.set(fake.credentials.accessToken ?? '', {
    subject: PAGE_ID,
    scopes: [],
    endsAt: null,
    isOver: true,
  });
  assert.equal((await failed(round(context, null))).next, 'reauthorise');
});

test('too many calls wait as long as Facebook says', async t => {
  const { fake, context } = await tried(t);
  const usage = {
    [PAGE_ID]: [
      { type: 'pages', call_count: 100, total_cputime: 1, total_time: 1, estimated_time_to_regain_access: 12 },
    ],
  };
  const headers = { 'x-business-use-case-usage': JSON.stringify(usage) };
  fake.behave({ kind: 'status', status: 400, headers, body: '{"error":{"message":"(#80001) too many","code":80001}}' });
  const failure = await failed(round(context, null));
  assert.deepEqual([failure.next, failure.afterSeconds], ['retry', 720]);
});

test('what was said while Facebook was silent is read back, under old posts as well', async t => {
  const { fake, context, clock } = await tried(t);
  const { town } = fake.server;
  const old = town.post(PAGE_ID, 'A year ago');
  clock.now = new Date(NOW.getTime() + 48 * HOUR_MS);
  const since = clock.now;
  town.comment(fake.customer.remoteId, old.id, 'Late to this');
  for (let i = 0; i < 70; i++) {
    clock.now = new Date(since.getTime() + i * 1_000);
    town.comment(fake.customer.remoteId, old.id, `Late ${i}`);
  }
  await fake.customerWrites({ text: 'In private', privately: true });
  for (let i = 0; i < 60; i++) town.message(fake.customer.remoteId, fake.customer.remoteId, `Private ${i}`);
  town.review(fake.customer.remoteId, 'Nobody answers.', false);
  const texts = textsOf(await all(backfill(context, since, null)));
  assert.equal(texts.filter(text => text.startsWith('Late')).length, 71);
  assert.equal(texts.filter(text => text.startsWith('Private')).length, 60);
  assert.ok(texts.includes('In private') && texts.includes('👎\nNobody answers.'));
  assert.ok(!texts.includes('A year ago'), 'what came before is left out');
  const late = texts.filter(text => /^Late \d/.test(text)).map(text => Number(text.slice(5)));
  assert.deepEqual(
    late,
    late.toSorted((a, b) => a - b),
    'the oldest first',
  );
});

test('stopped anywhere, the past is taken up where it was left', async t => {
  const { fake, context } = await tried(t);
  for (let i = 0; i < 60; i++) await fake.customerWrites({ text: `Post ${i}` });
  for (let i = 0; i < 5; i++) await fake.customerWrites({ text: `Private ${i}`, privately: true });
  const whole = await all(backfill(context, new Date(0), null));
  assert.equal(new Set(postsOf(whole).map(({ remoteId }) => remoteId)).size, 65);
  for (const [i, { cursor }] of whole.entries()) {
    if (cursor === null) continue;
    const rest = await all(backfill(context, new Date(0), cursor));
    const ids = [...whole.slice(0, i + 1), ...rest].flatMap(one => postsOf([one]).map(({ remoteId }) => remoteId));
    assert.equal(new Set(ids).size, 65);
  }
});

test('rounds go on from the last one, and look back a little', async t => {
  const { fake, context, clock } = await tried(t);
  await fake.customerWrites({ text: 'First' });
  const first = await round(context, null);
  clock.now = new Date(NOW.getTime() + 2 * HOUR_MS);
  await fake.customerWrites({ text: 'Second' });
  const second = await round(context, first.cursor);
  assert.ok(textsOf(second.heard).includes('Second'));
  clock.now = new Date(NOW.getTime() + 4 * HOUR_MS);
  const third = await round(context, second.cursor);
  assert.deepEqual(textsOf(third.heard), ['Second'], 'a round overlaps the one before');
  clock.now = new Date(NOW.getTime() + 6 * HOUR_MS);
  assert.deepEqual(textsOf((await round(context, third.cursor)).heard), []);
  assert.deepEqual(textsOf((await round(context, 'no cursor of ours')).heard).length, 2);
});

test('where Facebook calls us it is asked every quarter of an hour, and every three minutes where it cannot', async t => {
  const { fake, context, clock } = await tried(t);
  const first = await round(context, null);
  const asked = fake.received.length;
  clock.now = new Date(NOW.getTime() + 14 * 60_000);
  const rest = await round(context, first.cursor);
  assert.deepEqual([rest.heard, rest.cursor, fake.received.length], [[], first.cursor, asked]);
  await round({ ...context, callAt: null }, first.cursor);
  assert.ok(fake.received.length > asked);
  const later = fake.received.length;
  clock.now = new Date(NOW.getTime() + 15 * 60_000);
  await round(context, first.cursor);
  assert.ok(fake.received.length > later);
});

test('a conversation with nobody left in it is no failure', async t => {
  const { fake, context } = await tried(t);
  fake.server.town.message(PAGE_ID, PAGE_ID, 'To nobody');
  const { heard } = await round(context, null);
  assert.deepEqual(
    heard.map(one => one.kind === 'dropped' && one.ignored),
    [true],
  );
});

test('an edit and a deletion nobody told of are found by looking again', async t => {
  const { fake, context } = await tried(t);
  const edited = await fake.customerWrites({ text: 'It hums' });
  const gone = await fake.customerWrites({ text: 'Never again' });
  const stays = await fake.customerWrites({ text: 'Fine here' });
  const known = postsOf((await round(context, null)).heard).map(({ remoteId, rootRemoteId, room, url, at, text }) => ({
    remoteId,
    rootRemoteId,
    room,
    url,
    at,
    text,
  }));
  await fake.customerEdits(edited, 'It hums loudly');
  await fake.customerDeletes(gone);
  const heard = await recheck(context, [
    ...known,
    { ...known[0], remoteId: 'm_1', room: 'x' } as (typeof known)[number],
  ]);
  assert.deepEqual(
    itemsOf(heard)
      .map(item => [item.kind, item.kind === 'edit' && item.text])
      .toSorted(),
    [
      ['edit', 'It hums loudly'],
      ['remove', false],
    ],
  );
  assert.ok(!heard.some(({ raw }) => raw.includes(stays)));
  for (const one of heard)
    assert.deepEqual(
      facebook.inbound.reread?.(
        { body: one.raw, source: 'poll', receivedAt: NOW },
        { credentials: fake.credentials, account: fake.account, home: context.home },
      ),
      [one],
    );
});

test('who lost the right to read does not take everything for deleted', async t => {
  const { fake, context } = await tried(t);
  await fake.customerWrites({ text: 'It hums' });
  const [post] = postsOf((await round(context, null)).heard);
  assert.ok(post);
  fake.behave({ kind: 'status', status: 400, body: '{"error":{"message":"no","code":10}}' }, '/feed');
  assert.equal((await failed(recheck(context, [post]))).next, 'refuse');
});

test('what stands elsewhere is not looked at: it would pass for deleted', async t => {
  const { fake, context } = await tried(t);
  await fake.customerWrites({ text: 'It hums' });
  const [post] = postsOf((await round(context, null)).heard);
  assert.ok(post);
  const elsewhere = { ...post, remoteId: '77_1', rootRemoteId: '77_1' };
  assert.deepEqual(await recheck(context, [elsewhere, { ...elsewhere, remoteId: '1_2' }]), []);
});

test('cut after the message was taken, it is found and not sent again', async t => {
  const { fake, context } = await tried(t);
  const draft = await draftFor(fake, 'On our way', { visibility: 'private' });
  fake.behave({ kind: 'cut-after' }, '/messages');
  assert.equal((await failed(direct(context, draft))).next, 'unsure');
  const found = await findDirect(context, draft, NOW);
  assert.equal(fake.ourPosts().find(({ text }) => text === draft.text)?.remoteId, found?.remoteId);
});

test('an answer that is only almost one is not believed', async t => {
  const { fake, context } = await tried(t);
  for (const body of ['{}', '{"id":""}', '[]', 'null', '{"id":{}}']) {
    fake.behave({ kind: 'status', status: 200, body }, '/comments');
    assert.equal((await failed(reply(context, await draftFor(fake, `x ${body}`)))).next, 'unsure', body);
  }
});

test('people are named where they may be, and nobody else stops that', async t => {
  const { fake, context } = await tried(t);
  const people = await findPeople(context, ['999', 'unnamed:1', fake.customer.remoteId, '../me']);
  assert.deepEqual(
    people.map(({ name }) => name),
    ['Thea Lindqvist'],
  );
});

test('a damaged conversation spoils only itself', async t => {
  const { fake, context } = await tried(t);
  await fake.customerWrites({ text: 'In private', privately: true });
  fake.tell?.({ damagedToo: true });
  const { heard } = await round(context, null);
  assert.ok(textsOf(heard).includes('In private'));
  assert.ok(heard.some(one => one.kind === 'dropped' && one.reason.startsWith('conversation ')));
});
