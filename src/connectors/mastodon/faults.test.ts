/** The faults of the world that must end well, on this network. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hear, hearAll, itemsOf, postsOf } from '../../../tests/support/bluesky-channel.ts';
import { draftFor, NOW, round, type Tried, tried } from '../../../tests/support/mastodon-channel.ts';
import type { Heard, NetworkFailure } from '../connector.ts';
import { since } from './backfill.ts';
import { find } from './find.ts';
import { send } from './reply.ts';
import { openStream } from './stream.ts';

const HOUR_MS = 3_600_000;
/** A place before everything. */
const EVER = '2020-01-01T00:00:00.000Z ';

async function failed(deed: Promise<unknown>): Promise<NetworkFailure> {
  return deed.then(
    () => assert.fail('it should have failed'),
    (error: NetworkFailure) => error,
  );
}

function textsOf(heard: readonly Heard[]): string[] {
  return postsOf(heard).map(({ text }) => text.replace(/^@kestrel /, ''));
}

/** Resolves when so many streams are open. */
async function untilOpen({ fake }: Tried, count: number): Promise<void> {
  for (const end = performance.now() + 5_000; fake.streams.openCount() !== count; ) {
    assert.ok(performance.now() < end, `waited in vain for ${count} open streams`);
    await new Promise(resolve => setImmediate(resolve));
  }
}

/** Hears one post, so that there is a place to go on from. */
async function placeAfterOne({ fake, context }: Tried): Promise<string> {
  await fake.customerWrites({ text: 'the first of all', mentionsUs: true });
  const [first] = await hear(openStream(context, fake.beginning ?? null), 1);
  assert.ok(first?.cursor);
  return first.cursor;
}

test('the line drops in the middle of a frame, and the next connection tells the whole of it', async t => {
  const all = await tried(t);
  const { fake, context } = all;
  const cursor = await placeAfterOne(all);
  await untilOpen(all, 0);
  const listening = hearAll(openStream(context, cursor));
  await untilOpen(all, 1);
  fake.streams.cutInFrame();
  assert.equal((await failed(listening)).next, 'retry');
  await fake.customerWrites({ text: 'said while the line was down', mentionsUs: true });
  const again = await hear(openStream(context, cursor), 1, one =>
    textsOf([one]).includes('said while the line was down'),
  );
  assert.equal(again.length, 1);
});

test('six hours away: the stream remembers nothing, and everything since is told before anything new, in order', async t => {
  const all = await tried(t);
  const { fake, context, clock } = all;
  const cursor = await placeAfterOne(all);
  const { cursor: polled } = await round(context, null);
  const wanted: string[] = [];
  for (let hour = 1; hour <= 5; hour++) {
    clock.now = new Date(NOW.getTime() + hour * HOUR_MS);
    // More than a page of each.
    for (let i = 0; i < 12; i++) {
      clock.now = new Date(clock.now.getTime() + 60_000);
      const root = await fake.customerWrites({ text: `hour ${hour}, ${i}`, mentionsUs: true });
      clock.now = new Date(clock.now.getTime() + 60_000);
      wanted.push(root, await fake.weWriteElsewhere({ text: `a colleague in hour ${hour}, ${i}`, parent: root }));
    }
  }
  clock.now = new Date(NOW.getTime() + 6 * HOUR_MS);
  await untilOpen(all, 0);
  const heard: Heard[] = [];
  const listening = (async () => {
    for await (const one of openStream(context, cursor)) {
      heard.push(one);
      if (textsOf([one]).includes('and live again')) return;
    }
  })();
  await untilOpen(all, 1);
  const last = await fake.customerWrites({ text: 'and live again', mentionsUs: true });
  await listening;
  const ids = postsOf(heard).map(({ remoteId }) => remoteId);
  assert.deepEqual(
    ids.filter(id => wanted.includes(id)),
    wanted,
    'each once, in the order of time',
  );
  assert.equal(ids.at(-1), last);
  const told = postsOf((await round(context, polled)).heard).map(({ remoteId }) => remoteId);
  assert.deepEqual([...told].sort(), [...wanted, last].sort(), 'and by rounds as well: each once, none missing');
  const past = postsOf(await hearAll(since(context, new Date(NOW.getTime() + HOUR_MS), null)));
  assert.deepEqual(
    wanted.filter(id => !past.some(({ remoteId }) => remoteId === id)),
    [],
  );
});

test('what is said between the look back and the open line is not lost', async t => {
  const all = await tried(t);
  const { fake, context } = all;
  const cursor = await placeAfterOne(all);
  await untilOpen(all, 0);
  const listening = hear(openStream(context, cursor), 3, one => /^in the gap/.test(textsOf([one])[0] ?? ''));
  await fake.customerWrites({ text: 'in the gap 1', mentionsUs: true });
  await untilOpen(all, 1);
  await fake.customerWrites({ text: 'in the gap 2', mentionsUs: true });
  const heard = new Set(textsOf(await listening));
  assert.deepEqual([...heard], ['in the gap 1', 'in the gap 2']);
});

test('frames of nonsense are counted and the stream goes on', async t => {
  const all = await tried(t);
  const { fake, context } = all;
  const listening = hear(openStream(context, null), 5);
  await untilOpen(all, 1);
  for (const frame of ['{"event":', '{"event":"update","payload":"{"}', '{"event":"delete","payload":{}}', '<html>'])
    fake.streams.sendNonsense(frame);
  fake.streams.sendNonsense('');
  await fake.customerWrites({ text: 'and words', mentionsUs: true });
  assert.deepEqual(
    (await listening).map(({ kind }) => kind),
    ['dropped', 'dropped', 'dropped', 'dropped', 'arrival'],
  );
});

for (const [words, hours] of [
  ['ahead', 3],
  ['behind', -3],
] as const)
  test(`a server whose clock is three hours ${words} neither closes nor opens turns at the wrong time`, async t => {
    const { fake, context, clock } = await tried(t);
    clock.aheadMs = hours * HOUR_MS;
    const { town } = fake;
    const neighbour = town.join('omar', 'omar', 'Omar');
    town.write({ by: neighbour, text: '@kestrel local', mentions: [town.us] });
    await fake.weWriteElsewhere({ text: 'ours' });
    const polled = postsOf((await round(context, null)).heard);
    const live = postsOf(await hear(openStream(context, EVER), 2));
    for (const { at } of [...polled, ...live])
      assert.ok(Math.abs(at.getTime() - NOW.getTime()) < 2_000, at.toISOString());
    const draft = await draftFor(fake, 'By which clock?');
    const sent = await send(context, draft);
    assert.ok(Math.abs(sent.at.getTime() - NOW.getTime()) < 2_000);
    assert.equal((await find(context, draft, NOW))?.remoteId, sent.remoteId, 'and it is found all the same');
  });

test('a server whose clock was ahead and is set right again loses nothing', async t => {
  const all = await tried(t);
  const { fake, context, clock } = all;
  clock.aheadMs = 3 * HOUR_MS;
  const cursor = await placeAfterOne(all);
  clock.aheadMs = 0;
  await fake.customerWrites({ text: 'by the right clock', mentionsUs: true });
  const heard = await hear(openStream(context, cursor), 1, one => textsOf([one]).includes('by the right clock'));
  assert.equal(heard.length, 1);
});

test('a post that claims to be from next year counts from when it was told; an impossible date is counted as unreadable', async t => {
  const { fake, context } = await tried(t);
  const { town, customer } = fake;
  town.write({ by: customer, text: '@kestrel early', mentions: [town.us], createdAt: '2027-03-01T00:00:00Z' });
  town.write({ by: customer, text: '@kestrel never', mentions: [town.us], createdAt: '2026-13-45T00:00:00Z' });
  const { heard } = await round(context, null);
  assert.deepEqual(
    postsOf(heard).map(({ at }) => at),
    [NOW],
  );
  assert.deepEqual(
    heard.flatMap(one => (one.kind === 'dropped' ? [one.reason] : [])),
    ['status: created_at: not as agreed'],
  );
});

test('the same post by stream, by round and out of the past is one post to the letter', async t => {
  const { fake, context } = await tried(t);
  const id = await fake.customerWrites({ text: 'three ways', mentionsUs: true });
  const ways = [
    await hear(openStream(context, fake.beginning ?? null), 1),
    (await round(context, null)).heard,
    await hearAll(since(context, new Date(0), null)),
  ];
  const [first, ...others] = ways.map(heard => postsOf(heard).find(({ remoteId }) => remoteId === id));
  assert.ok(first);
  for (const other of others) assert.deepEqual(other, first);
});

test('10,000 posts in a minute are told, each once and in order', async t => {
  const all = await tried(t, {}, { public: 'federated' });
  const { fake, context } = all;
  const listening = hear(openStream(context, null), 10_000);
  await untilOpen(all, 2);
  const began = performance.now();
  for (let i = 0; i < 10_000; i++) {
    await fake.customerWrites({ text: `number ${i}` });
    // The fake and the connector share this process: both must have their turn.
    if (i % 100 === 0) await new Promise(resolve => setImmediate(resolve));
  }
  assert.deepEqual(
    textsOf(await listening),
    Array.from({ length: 10_000 }, (_, i) => `number ${i}`),
  );
  assert.ok(performance.now() - began < 60_000);
});

test('too many requests are put off, with the wait the server names and without one', async t => {
  const { fake, context } = await tried(t);
  const body = '{"error":"Too many requests"}';
  const cases: [Record<string, string>, number | null][] = [
    [{ 'retry-after': '30' }, 30],
    [{ 'x-ratelimit-reset': '2026-03-01T12:02:00.000000Z', 'x-ratelimit-remaining': '0' }, 120],
    [{}, null],
  ];
  for (const [headers, wait] of cases) {
    fake.behave({ kind: 'status', status: 429, headers, body }, 'POST /api/v1/statuses');
    const failure = await failed(send(context, await draftFor(fake, 'Soon.')));
    assert.deepEqual([failure.next, failure.afterSeconds, failure.said], ['retry', wait, 'Too many requests']);
    fake.behave({ kind: 'status', status: 429, headers, body }, '/api/v1/notifications');
    const heard = await failed(round(context, null));
    assert.deepEqual([heard.next, heard.afterSeconds], ['retry', wait]);
  }
});

test('trouble of another kind does not wait for the allowance every answer speaks of', async t => {
  const { fake, context } = await tried(t);
  const headers = { 'x-ratelimit-reset': '2026-03-01T12:05:00.000000Z' };
  fake.behave({ kind: 'status', status: 500, headers }, '/api/v1/notifications');
  const failure = await failed(round(context, null));
  assert.deepEqual([failure.next, failure.afterSeconds], ['retry', null]);
});

test('what servers answer when they do not do it is classed by what it means, with their words', async t => {
  const { fake, context } = await tried(t);
  const write = 'POST /api/v1/statuses';
  const cases: [number, string, string, string | null, string?][] = [
    [401, '{"error":"The access token was revoked"}', 'reauthorise', 'The access token was revoked'],
    [401, '{"error":"invalid_token","error_description":"Expired"}', 'reauthorise', 'Expired'],
    [403, '{"error":"invalid_token"}', 'reauthorise', 'invalid_token'],
    [403, '{"error":"Your login is currently disabled"}', 'refuse', 'Your login is currently disabled'],
    [404, '{"error":"Record not found"}', 'gone', 'Record not found'],
    [410, 'Gone', 'gone', 'Gone', 'text/plain'],
    [413, '<html>too large</html>', 'refuse', null, 'text/html'],
    [
      422,
      '{"error":"Validation failed: Text can’t be blank","details":{}}',
      'refuse',
      'Validation failed: Text can’t be blank',
    ],
    [422, '{"errors":{"status":["is too long"]}}', 'refuse', null],
    [500, '{"error":"oops"}', 'unsure', 'oops'],
    [502, '<html></html>', 'unsure', null, 'text/html'],
    [503, '{"error":"Service unavailable"}', 'retry', 'Service unavailable'],
  ];
  for (const [status, body, next, said, type = 'application/json'] of cases) {
    fake.behave({ kind: 'status', status, body, headers: { 'content-type': type } }, write);
    const failure = await failed(send(context, await draftFor(fake, `Answer ${status}`)));
    assert.deepEqual([failure.next, failure.said], [next, said], `${status} ${body}`);
  }
});

for (const keepsKeys of [true, false])
  test(`an answer whose receipt is lost is looked for, never doubled, ${keepsKeys ? 'where keys count' : 'where they do not'}`, async t => {
    const { fake, context } = await tried(t, { keepsKeys });
    const draft = await draftFor(
      fake,
      'It is on its way: https://kestrel.example/a/long/path/that/is/cut/for/sure “really” – …',
    );
    assert.equal(await find(context, draft, NOW), null);
    fake.behave({ kind: 'cut-after' }, 'POST /api/v1/statuses');
    assert.equal((await failed(send(context, draft))).next, 'unsure');
    const found = await find(context, draft, NOW);
    assert.deepEqual(
      fake.ourPosts().map(({ remoteId }) => remoteId),
      [found?.remoteId],
    );
    const { town } = fake;
    const keys = [...fake.server.keys.keys()];
    assert.deepEqual(keys, [draft.key], 'the key goes along');
    const other = await draftFor(fake, draft.text, 'another key');
    assert.equal(await find(context, other, NOW), null, 'the same words to another post are another answer');
    assert.equal(town.state.notes.size, 3);
  });

test('a private answer is found where the server leaves private words out of the list', async t => {
  const { fake, context } = await tried(t, { listsPrivate: false });
  const answered = { ...(await draftFor(fake, 'Your number, please?')), visibility: 'private' as const };
  const unasked = { ...answered, key: 'k2', text: 'Are you there?', to: { ...answered.to, remoteId: null } };
  for (const draft of [answered, unasked]) {
    assert.equal(await find(context, draft, NOW), null);
    fake.behave({ kind: 'cut-after' }, 'POST /api/v1/statuses');
    await failed(send(context, draft));
    const found = await find(context, draft, NOW);
    assert.ok(found, draft.text);
    assert.equal(found.room, `with ${draft.to.person.remoteId}`);
  }
});

test('where nothing shows whether it is there, nobody says that it is not', async t => {
  const { fake, context } = await tried(t);
  const draft = { ...(await draftFor(fake, 'Hello?')), visibility: 'private' as const };
  for (const about of ['/statuses?', '/context', '/conversations'])
    fake.behave({ kind: 'status', status: 403, body: '{"error":"no"}' }, about);
  assert.equal((await failed(find(context, draft, NOW))).next, 'retry');
});

test('a token that is withdrawn between the picture and the words: nothing is sent, and the person is told', async t => {
  const { fake, context } = await tried(t);
  const draft = await draftFor(fake, 'With a picture.');
  draft.attachments.push({ bytes: new Uint8Array([1]), type: 'image/png', description: 'a dot' });
  fake.behave(
    { kind: 'status', status: 401, body: '{"error":"The access token was revoked"}' },
    'POST /api/v1/statuses',
  );
  const failure = await failed(send(context, draft));
  assert.deepEqual([failure.next, failure.said], ['reauthorise', 'The access token was revoked']);
  assert.deepEqual(fake.ourPosts(), []);
  await send(context, draft);
  assert.equal(fake.ourPosts().length, 1);
});

test('a post that is taken away while we answer: told before anything is uploaded, or at the last moment', async t => {
  const { fake, context } = await tried(t);
  const draft = await draftFor(fake, 'Too late.');
  draft.attachments.push({ bytes: new Uint8Array([1]), type: 'image/png', description: null });
  fake.behave(
    { kind: 'status', status: 404, body: '{"error":"The post you are trying to reply to does not appear to exist."}' },
    'POST /api/v1/statuses',
  );
  assert.equal((await failed(send(context, draft))).next, 'gone');
  await fake.customerDeletes(draft.to.remoteId ?? '');
  fake.server.uploads.clear();
  assert.equal((await failed(send(context, draft))).next, 'gone');
  assert.equal(fake.server.uploads.size, 0);
  assert.deepEqual(fake.ourPosts(), []);
});

test('an edit and a deletion that no event told are found by looking again', async t => {
  for (const tellsSeveral of [true, false]) {
    const { fake, context } = await tried(t, { tellsSeveral });
    const edited = await fake.customerWrites({ text: 'it hums', mentionsUs: true });
    const deleted = await fake.customerWrites({ text: 'it drips', mentionsUs: true });
    let { cursor } = await round(context, null);
    fake.town.state.listeners.clear();
    await fake.customerEdits(edited, '@kestrel it hums loudly');
    await fake.customerDeletes(deleted);
    const items = [];
    for (let i = 0; i < 4; i++) {
      const next = await round(context, cursor);
      items.push(...itemsOf(next.heard));
      cursor = next.cursor;
    }
    const edits = items.filter(({ kind }) => kind === 'edit');
    assert.deepEqual(
      items.filter(({ kind }) => kind === 'remove').map(item => (item.kind === 'remove' ? item.remoteId : '')),
      [deleted],
      `several at once: ${tellsSeveral}`,
    );
    assert.equal(edits[0]?.kind === 'edit' && edits[0].text, '@kestrel it hums loudly');
    assert.equal(edits.length, 1, 'once');
  }
});

test('who blocks us has not deleted anything, and a server in trouble neither', async t => {
  const { fake, context } = await tried(t);
  await fake.customerWrites({ text: 'it hums', mentionsUs: true });
  let { cursor } = await round(context, null);
  fake.customer.blocksUs = true;
  for (let i = 0; i < 4; i++) {
    const next = await round(context, cursor);
    assert.deepEqual(itemsOf(next.heard), []);
    cursor = next.cursor;
  }
  fake.customer.blocksUs = false;
  await fake.customerWrites({ text: 'it drips', mentionsUs: true });
  ({ cursor } = await round(context, cursor));
  for (let i = 0; i < 3; i++) {
    fake.behave({ kind: 'status', status: 404, body: '<html>' }, '/api/v1/statuses?id');
    fake.behave({ kind: 'status', status: 502, body: '<html>' }, 'GET /api/v1/statuses/');
    const next = await round(context, cursor);
    assert.deepEqual(itemsOf(next.heard), []);
    cursor = next.cursor;
  }
});

test('said to be gone once, and there again: nothing was deleted', async t => {
  const { fake, context } = await tried(t, { tellsSeveral: false });
  const id = await fake.customerWrites({ text: 'it hums', mentionsUs: true });
  let { cursor } = await round(context, null);
  fake.behave({ kind: 'status', status: 404, body: '{"error":"Record not found"}' }, `GET /api/v1/statuses/${id}`);
  for (let i = 0; i < 3; i++) {
    const next = await round(context, cursor);
    assert.deepEqual(itemsOf(next.heard), []);
    cursor = next.cursor;
  }
});
