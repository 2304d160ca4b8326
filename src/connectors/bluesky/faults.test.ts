/** The faults of the world that must end well, on this network. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  draftFor,
  hear,
  hearAll,
  itemsOf,
  NOW,
  postsOf,
  type Tried,
  tried,
} from '../../../tests/support/bluesky-channel.ts';
import { NetworkFailure } from '../connector.ts';
import { since } from './backfill.ts';
import { pollPage } from './poll.ts';
import { reply } from './reply.ts';
import { refresh } from './session.ts';
import { openStream } from './stream.ts';

const KINDS = ['jetstream', 'events', 'repos'] as const;
const HOUR_MS = 3_600_000;

function listenBy({ fake, context }: Tried, kind: (typeof KINDS)[number]): void {
  context.credentials = { ...context.credentials, stream: fake.streamAddress(kind) };
}

/** Hears one post, so that there is a place to go on from. */
async function placeAfterOne(all: Tried): Promise<string> {
  const { fake, context } = all;
  const source = openStream(context, fake.beginning ?? null);
  await fake.customerWrites({ text: 'the first of all' });
  const [first] = await hear(source, 1);
  assert.ok(first?.cursor);
  return first.cursor;
}

for (const kind of KINDS) {
  test(`${kind}: the line drops in the middle of a frame, and the next connection tells the whole of it`, async t => {
    const all = await tried(t);
    listenBy(all, kind);
    const cursor = await placeAfterOne(all);
    const { fake, context } = all;
    const listening = hearAll(openStream(context, cursor));
    await untilOpen(all, 2);
    fake.streams.cutInFrame();
    await assert.rejects(listening, (error: NetworkFailure) => error.next === 'retry');
    const id = await fake.customerWrites({ text: 'said while the line was down' });
    const again = await hear(openStream(context, cursor), 1, one => postsOf([one]).some(post => post.remoteId === id));
    assert.equal(again.length, 1);
  });

  test(`${kind}: six hours away and the stream reaches back one: what concerns us is told, nothing is a hole`, async t => {
    const all = await tried(t);
    listenBy(all, kind);
    const { fake, context, clock } = all;
    const cursor = await placeAfterOne(all);
    const wanted: string[] = [];
    for (let hour = 1; hour <= 5; hour++) {
      clock.now = new Date(NOW.getTime() + hour * HOUR_MS);
      const root = await fake.customerWrites({ text: `said to us in hour ${hour}`, mentionsUs: true });
      const ours = await fake.weWriteElsewhere({ text: `a colleague in hour ${hour}`, parent: root });
      wanted.push(root, ours, await fake.customerWrites({ text: `and again in hour ${hour}`, parent: ours }));
    }
    // All of that has fallen out of the stream's memory.
    fake.network.state.keptFrom = fake.network.state.seq + 1;
    clock.now = new Date(NOW.getTime() + 6 * HOUR_MS);
    wanted.push(await fake.customerWrites({ text: 'the first one the stream still tells' }));
    const last = wanted.at(-1);
    const heard = [];
    for await (const one of openStream(context, cursor)) {
      heard.push(one);
      if (postsOf([one]).some(({ remoteId }) => remoteId === last)) break;
    }
    const told = postsOf(heard).map(({ remoteId }) => remoteId);
    assert.deepEqual(
      wanted.filter(id => !told.includes(id)),
      [],
    );
    const moved = heard.findIndex(one => one.cursor !== null);
    assert.ok(
      postsOf(heard.slice(moved)).some(({ remoteId }) => remoteId === last),
      'the place moves after the gap is closed',
    );
    assert.equal(postsOf(heard.slice(0, moved)).length >= wanted.length - 1, true);
  });

  test(`${kind}: frames of nonsense are counted and the stream goes on`, async t => {
    const all = await tried(t);
    listenBy(all, kind);
    const { fake, context } = all;
    const cursor = await placeAfterOne(all);
    const listening = hear(
      openStream(context, cursor),
      3,
      one => one.kind === 'dropped' || itemsOf([one]).some(item => item.kind === 'remove'),
    );
    await untilOpen(all, 2);
    const id = await fake.customerWrites({ text: 'short-lived' });
    fake.streams.sendNonsense('{"did":');
    fake.streams.sendNonsense(new Uint8Array([0xff, 0x00, 0x12, 0x28]));
    await fake.customerDeletes(id);
    const heard = await listening;
    assert.deepEqual(
      heard.map(one => one.kind),
      ['dropped', 'dropped', 'arrival'],
    );
  });
}

for (const kind of ['events', 'repos'] as const)
  test(`${kind}: a stream that says it no longer reaches back is believed, however short the gap`, async t => {
    const all = await tried(t);
    listenBy(all, kind);
    const { fake, context, clock } = all;
    const place = await placeAfterOne(all);
    const missed = await fake.customerWrites({ text: 'missed', mentionsUs: true });
    fake.network.state.keptFrom = fake.network.state.seq + 1;
    clock.now = new Date(NOW.getTime() + 10_000);
    const told = await fake.customerWrites({ text: 'told' });
    const cursor = kind === 'events' ? place.replace(/^events \d+/, 'jetstream 1') : place;
    const heard = [];
    for await (const one of openStream(context, cursor)) {
      heard.push(...postsOf([one]).map(({ remoteId }) => remoteId));
      if (heard.includes(told)) break;
    }
    assert.ok(heard.includes(missed));
  });

/** Resolves when a stream has been opened so often. */
async function untilOpen({ fake }: Tried, times: number): Promise<void> {
  for (const end = performance.now() + 5_000; fake.streams.opened.length < times; ) {
    assert.ok(performance.now() < end, 'the stream was not opened');
    await new Promise(resolve => setImmediate(resolve));
  }
}

test('a server that was set up anew, so that our place lies in its future, is heard from now on and the gap is filled', async t => {
  const all = await tried(t);
  const { fake, context } = all;
  const wanted = await fake.customerWrites({ text: 'from before', mentionsUs: true });
  for (const kind of ['events', 'repos'] as const) {
    listenBy(all, kind);
    const cursor = `${kind} 900000 ${new Date(NOW.getTime() - HOUR_MS).toISOString()} ${new URL(fake.origin).host}`;
    const opened = fake.streams.opened.length;
    const listening = hear(openStream(context, cursor), 1, one =>
      postsOf([one]).some(({ remoteId }) => remoteId === wanted),
    );
    await untilOpen(all, opened + 2);
    await fake.customerWrites({ text: 'anything new' });
    assert.equal((await listening).length, 1, kind);
  }
});

test('a stream whose clock was ahead and is set right again loses nothing', async t => {
  const all = await tried(t);
  const { fake, context, clock } = all;
  listenBy(all, 'jetstream');
  clock.now = new Date(NOW.getTime() + HOUR_MS);
  const cursor = await placeAfterOne(all);
  clock.now = NOW;
  fake.network.state.lastUs = NOW.getTime() * 1000;
  const listening = hear(openStream(context, cursor), 1, one =>
    postsOf([one]).some(({ text }) => text === 'after the clock was set'),
  );
  await untilOpen(all, 2);
  await fake.customerWrites({ text: 'after the clock was set' });
  const [heard] = await listening;
  const place = Number(heard?.cursor?.split(' ')[1]);
  assert.ok(place < (NOW.getTime() + 60_000) * 1000, 'the place is in the time the server has now');
});

test('a post that claims to be from next year, or from years ago, counts from when it was there', async t => {
  const all = await tried(t);
  const { fake, context } = all;
  const write = (createdAt: string) =>
    fake.network.write(fake.customer.did, 'app.bsky.feed.post', fake.network.nextTid(), {
      $type: 'app.bsky.feed.post',
      text: createdAt,
      createdAt,
    });
  for (const claim of ['2027-01-01T00:00:00Z', '2015-06-01T00:00:00Z', '2026-03-01T11:55:00Z']) write(claim);
  const heard = postsOf(await hear(openStream(context, fake.beginning ?? null), 3));
  const minutes = heard.map(({ at }) => Math.round((at.getTime() - NOW.getTime()) / 60_000));
  assert.deepEqual(minutes, [0, -15, -5]);
});

test('the same post by stream, by poll and out of the past is one post to the letter, but for what a stream does not know', async t => {
  const { fake, context } = await tried(t);
  const id = await fake.customerWrites({ text: 'three ways', mentionsUs: true });
  const ways = [
    await hear(openStream(context, fake.beginning ?? null), 1),
    (await pollPage(context, null)).heard,
    await hearAll(since(context, new Date(0), null)),
  ];
  const [first, ...others] = ways.map(heard => postsOf(heard).find(({ remoteId }) => remoteId === id));
  assert.ok(first);
  for (const other of others)
    assert.deepEqual({ ...other, author: other?.author.remoteId }, { ...first, author: first.author.remoteId });
  assert.equal(others[0]?.author.handle, fake.customer.handle);
});

test('10,000 posts in a minute are told, each once and in order', async t => {
  const all = await tried(t);
  // Unpacked: packing is the server's work, and this test pays for both.
  listenBy(all, 'events');
  const { fake, context } = all;
  const listening = hear(openStream(context, fake.beginning ?? null), 10_000);
  const began = performance.now();
  for (let i = 0; i < 10_000; i++) {
    await fake.customerWrites({ text: `number ${i}` });
    // The fake and the connector share this process: both must have their turn.
    if (i % 100 === 0) await new Promise(resolve => setImmediate(resolve));
  }
  const texts = postsOf(await listening).map(({ text }) => text);
  assert.deepEqual(
    texts,
    Array.from({ length: 10_000 }, (_, i) => `number ${i}`),
  );
  assert.ok(performance.now() - began < 60_000);
});

test('too many requests are put off, with the wait the server names and without one', async t => {
  const { fake, context } = await tried(t);
  const body = '{"error":"RateLimitExceeded","message":"Rate Limit Exceeded"}';
  const later = Math.ceil(NOW.getTime() / 1000) + 120;
  const cases: [Record<string, string>, number | null][] = [
    [{ 'retry-after': '30' }, 30],
    [{ 'ratelimit-reset': String(later), 'ratelimit-remaining': '0' }, 120],
    [{}, null],
  ];
  for (const [headers, wait] of cases) {
    fake.behave({ kind: 'status', status: 429, headers, body }, 'putRecord');
    const failure = await failed(reply(context, await draftFor(fake, 'Soon.', `limited ${wait}`)));
    assert.deepEqual([failure.next, failure.afterSeconds, failure.said], ['retry', wait, 'Rate Limit Exceeded']);
  }
});

test('trouble of another kind does not wait for the allowance every answer speaks of', async t => {
  const { fake, context } = await tried(t);
  const headers = { 'ratelimit-reset': String(Math.ceil(NOW.getTime() / 1000) + 299) };
  fake.behave({ kind: 'status', status: 500, headers }, 'getPosts');
  fake.behave({ kind: 'status', status: 502, headers, body: '{"error":"UpstreamFailure"}' }, 'listNotifications');
  const failure = await failed(pollPage(context, null));
  assert.deepEqual([failure.next, failure.afterSeconds], ['retry', null]);
});

test('a token that runs out between the pictures and the words: renewed, sent once', async t => {
  const { fake, context } = await tried(t);
  const draft = await draftFor(fake, 'With a picture.', '0195f2d0-1111-7abc-8def-0123456789ab');
  const pictured = {
    ...draft,
    attachments: [{ bytes: new Uint8Array([137, 80, 78, 71]), type: 'image/png', description: 'A valve' }],
  };
  fake.behave(
    { kind: 'status', status: 400, body: '{"error":"ExpiredToken","message":"Token has expired"}' },
    'putRecord',
  );
  const failure = await failed(reply(context, pictured));
  assert.deepEqual([failure.next, failure.said], ['reauthorise', 'Token has expired']);
  const before = context.credentials.session?.accessJwt;
  context.credentials = await refresh(context);
  assert.notEqual(context.credentials.session?.accessJwt, before);
  await reply(context, pictured);
  const [ours] = fake.network.postsBy(fake.us.did);
  assert.equal(fake.ourPosts().length, 1);
  const embed = ours?.value['embed'] as { images: { alt: string }[] };
  assert.equal(embed.images[0]?.alt, 'A valve');
});

test('the parent deleted while we answer: gone, nothing is written; deleted after a lost answer: it is found', async t => {
  const { fake, context } = await tried(t);
  const draft = await draftFor(fake, 'We are on it.', '0195f2d0-2222-7abc-8def-0123456789ab');
  fake.behave({ kind: 'cut-after' }, 'putRecord');
  assert.equal((await failed(reply(context, draft))).next, 'unsure');
  await fake.customerDeletes(draft.to.remoteId ?? '');
  const sent = await reply(context, draft);
  assert.deepEqual(
    fake.ourPosts().map(({ remoteId }) => remoteId),
    [sent.remoteId],
  );
  const other = await draftFor(fake, 'And this?', '0195f2d0-3333-7abc-8def-0123456789ab');
  await fake.customerDeletes(other.to.remoteId ?? '');
  const failure = await failed(reply(context, other));
  assert.equal(failure.next, 'gone');
  assert.equal(fake.ourPosts().length, 1);
});

test('two processes that send the same answer at the same moment write it once', async t => {
  const { fake, context: one } = await tried(t);
  let ticks = 0;
  const context = { ...one, now: () => new Date(NOW.getTime() + ++ticks) };
  const draft = await draftFor(fake, 'Once.', 'the same key');
  const sent = await Promise.all([reply(context, draft), reply(context, draft), reply(context, draft)]);
  assert.equal(new Set(sent.map(({ remoteId }) => remoteId)).size, 1);
  const told = fake.network.state.log.filter(entry => entry.kind === 'commit' && entry.did === fake.us.did);
  assert.deepEqual(
    told.map(entry => entry.kind === 'commit' && entry.operation),
    ['create'],
    'not written over either',
  );
});

test('the place stands still in what is read again, and moves with what is new', async t => {
  const all = await tried(t);
  const { fake, context, clock } = all;
  const early = await fake.customerWrites({ text: 'read twice' });
  clock.now = new Date(NOW.getTime() + 2_000);
  const cursor = await placeAfterOne(all)
    .then(() => fake.customerWrites({ text: 'the last one heard' }))
    .then(async last => {
      const upTo = await hear(openStream(context, fake.beginning ?? null), 1, one =>
        postsOf([one]).some(({ remoteId }) => remoteId === last),
      );
      return upTo[0]?.cursor ?? null;
    });
  const later = await fake.customerWrites({ text: 'new' });
  const places = new Map<string | undefined, string | undefined>();
  for await (const one of openStream(context, cursor)) {
    places.set(postsOf([one])[0]?.remoteId, one.cursor?.split(' ')[1]);
    if (places.has(later)) break;
  }
  const timeOf = (uri: string) =>
    fake.network.state.log.find(entry => entry.kind === 'commit' && uri.endsWith(entry.rkey))?.timeUs;
  assert.equal(places.get(early), cursor?.split(' ')[1]);
  assert.equal(places.get(later), String(timeOf(later)));
});

async function failed(promise: Promise<unknown>): Promise<NetworkFailure> {
  const error = await promise.then(
    () => assert.fail('it should have failed'),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof NetworkFailure, `${error instanceof Error ? error.stack : error}`);
  return error;
}
