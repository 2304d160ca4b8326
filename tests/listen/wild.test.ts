import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { after, before, type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import type { Connector, Context, Heard, Page } from '../../src/connectors/connector.ts';
import { makeContexts } from '../../src/connectors/kit/context.ts';
import { makeChannels } from '../../src/services/channels.ts';
import { makeLetters } from '../../src/services/dead-letters.ts';
import { makeEars } from '../../src/services/ears.ts';
import { makeGather } from '../../src/services/gather.ts';
import { makeIngestAll } from '../../src/services/ingest.ts';
import { listen } from '../../src/services/listen.ts';
import { makeSeal } from '../../src/services/seal.ts';
import { insertChannel } from '../../src/store/channels.ts';
import { atEnd } from '../support/at-end.ts';
import { bird, birdAccount, song } from '../support/bird.ts';
import { countedIds, testBrand } from '../support/brand.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { makeTimeline } from '../support/timeline.ts';
import { until } from '../support/until.ts';
import { answerBytes, wildServer } from '../support/wild-server.ts';

let database: FreshDatabase;
const makeId = countedIds();
const seal = makeSeal('a key for tests');

before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

/** One post a line, `{"id": "a"}`; anything else on a line cannot be read. */
function heardIn(line: string, cursor: string | null): Heard {
  try {
    const { id } = JSON.parse(line);
    if (typeof id === 'string') return song(id, cursor);
  } catch {
    // Falls through to what cannot be read.
  }
  return { kind: 'dropped', reason: 'not a post', raw: line, cursor };
}

function listening(origin: string): Connector {
  const get = (context: Context<unknown>) => context.fetch(`${origin}/posts`, { timeoutMs: 100, maxBytes: 10_000 });
  const page = async (context: Context<unknown>): Promise<Page> => {
    const { posts } = (await get(context)).json() as { posts: string[] };
    return { heard: posts.map(post => heardIn(post, null)), cursor: 'c', more: false };
  };
  return bird({ inbound: { poll: { everySeconds: 30, page } } });
}

/** Listens to a server that answers as told, one way after the other; what it says at the end it goes on saying. */
async function world(t: TestContext, answers: ((socket: Socket) => void)[]) {
  const { db } = database;
  await sql`update channel set state = 'paused'`.execute(db);
  const server = await wildServer(socket => (answers.length > 1 ? answers.shift() : answers[0])?.(socket));
  atEnd(t, () => server[Symbol.asyncDispose]());
  const connectors = new Map([['bird', listening(server.origin)]]);
  const time = makeTimeline();
  const contexts = makeContexts({
    connectors: [...connectors.values()],
    now: time.now,
    log: () => {},
    allowPrivate: [server.origin],
    userAgent: 'Heed test',
    home: { url: server.origin, seal: text => text },
  });
  atEnd(t, contexts.close);
  const brand = await testBrand(db);
  const { brandId, inboxId } = brand;
  const channelId = makeId();
  const sealed = seal.seal({ server: 'birds.example', token: 'tok-1' }, { brandId, channelId });
  await insertChannel(db, {
    brandId,
    id: channelId,
    inboxId,
    network: 'bird',
    name: 'Bird',
    account: birdAccount,
    sealed,
  });
  const channels = makeChannels({
    db,
    connectors,
    openCheck: contexts.openCheck,
    openContext: contexts.open,
    seal,
    makeId,
    now: time.now,
  });
  const stop = new AbortController();
  const gather = makeGather(makeIngestAll({ database, makeId, now: time.now }));
  const { wait, now } = time;
  const listener = { db, connectors, openContext: contexts.open, seal, gather, ears: makeEars({ db }), wait, now };
  const done = listen({ ...listener, holder: makeId(), random: () => 0.5, log: () => {} }, stop.signal);
  atEnd(t, () => {
    stop.abort();
    return done;
  });
  return {
    time,
    server,
    open: () => channels.open(brand.who('owner'), channelId),
    who: brand.who('lead'),
    letters: makeLetters({ db, connectors, makeId, now: time.now }),
    channelId,
  };
}

const answer =
  (body: string, headers: Record<string, string> = {}, status = '200 OK') =>
  (socket: Socket) =>
    socket.write(answerBytes(status, headers, body));
const fine = answer(JSON.stringify({ posts: ['{"id":"at-last"}'] }));
const html = { 'content-type': 'text/html' };

const MISCHIEF: [string, (socket: Socket) => void, RegExp][] = [
  [
    'answers a page instead of data',
    answer('<html><script>alert(1)</script></html>', html),
    /web page instead of data/,
  ],
  [
    'cuts its answer off',
    socket => socket.end(answerBytes('200 OK', { 'content-length': '500' }, '{"posts":')),
    /hung up/,
  ],
  ['says it sends more than it does', answer('{"posts":[]}', { 'content-length': '99' }), /took too long/],
  ['sends more than we take', answer(`{"posts":["${'x'.repeat(20_000)}"]}`), /larger than 10000 bytes/],
  ['never answers', () => {}, /did not answer in time|took too long/],
  ['hangs up at once', socket => socket.destroy(), /hung up|broke/i],
  ['does not speak HTTP', socket => socket.end('220 mail.example ESMTP\r\n'), /connection broke/],
  [
    'is busy',
    answer('{"error":"Too many of you."}', { 'retry-after': '3' }, '503 Service Unavailable'),
    /Too many of you\./,
  ],
  ['sends us elsewhere', answer('', { location: 'http://10.0.0.1/' }, '302 Found'), /private network/],
];

for (const [what, mischief, said] of MISCHIEF) {
  test(`a network that ${what} is shown as troubled in words, and heard again when it is well`, async t => {
    const { time, open } = await world(t, [mischief, fine]);
    const troubled = await until(async () => {
      const channel = await open();
      return channel.said === null ? undefined : channel;
    });
    assert.equal(troubled.state, 'active');
    assert.match(troubled.said ?? '', said);
    assert.doesNotMatch(troubled.said ?? '', /[<>]/, 'no markup of the network reaches the desk');
    const well = await until(async () => {
      if (time.waits().length > 0) await time.pass(60_000);
      const channel = await open();
      return channel.today.kept === 1 && channel.said === null ? channel : undefined;
    });
    assert.equal(well.reconnects >= 1, true);
  });
}

test('what cannot be read among what can is counted and kept to look at, and the rest goes on', async t => {
  const posts = ['{"id":"a"}', '{"id": 5', '<b>\u202e', '{"id":"b"}', ''];
  const { open, letters, who, channelId, server } = await world(t, [answer(JSON.stringify({ posts }))]);
  const channel = await until(async () => {
    const found = await open();
    return found.today.received === posts.length ? found : undefined;
  });
  assert.deepEqual([channel.today.kept, channel.today.failed], [2, 3]);
  const failed = await letters.list(who, channelId, { limit: 10 });
  assert.deepEqual(
    failed.rows.map(({ reason }) => reason),
    ['not a post', 'not a post', 'not a post'],
  );
  assert.equal(
    failed.rows.some(({ sample }) => sample.includes('\u202e')),
    false,
  );
  assert.equal(server.requests.length >= 1, true);
});
