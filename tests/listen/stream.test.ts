/** A minute of a whole network's stream, its line cut and our writing struck down on the way: no gap, nothing twice, the books balanced. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { type Hour, madeUpHour } from '../../bench/stream-events.ts';
import { compare, reckon } from '../../bench/stream-reckoning.ts';
import { bluesky } from '../../src/connectors/bluesky/index.ts';
import { type Connector, type Context, NetworkFailure } from '../../src/connectors/connector.ts';
import { parseQuery } from '../../src/core/query/parse.ts';
import type { Query } from '../../src/core/query/query.ts';
import { makeEars } from '../../src/services/ears.ts';
import { makeGather } from '../../src/services/gather.ts';
import { HEALTH_EVERY_MS } from '../../src/services/health.ts';
import { hearChannel, STEADY_MS } from '../../src/services/hear-channel.ts';
import { CRASH_POINTS, makeIngestAll } from '../../src/services/ingest.ts';
import { makeQueries } from '../../src/services/queries.ts';
import { SAMPLE_EVERY_MS } from '../../src/services/sampler.ts';
import { makeSeal } from '../../src/services/seal.ts';
import { waitFor } from '../../src/services/wait.ts';
import { channelsToHear, insertChannel } from '../../src/store/channels.ts';
import { testBrand } from '../support/brand.ts';
import { makeChance } from '../support/chance.ts';
import { Crash } from '../support/crash.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { NOW } from '../support/hearing.ts';
import { until } from '../support/until.ts';

const QUERIES = ['~Kestrel', '@kestrel.example OR link:kestrel.example', 'coffee OR machine'] as const;
const PER_SECOND = 30;
const TEXTS = 300;
const SECONDS = 60;
/** Frames after which the line is cut; a resumed line tells what it told before. */
const CUTS = [7, 500, 501, 1_400, 2_000];
/** Of so many transactions one is struck down somewhere. */
const CRASH_EVERY = 3;
/** Nobody waits before the next attempt; what happens now and then takes its time. */
const NOW_AND_THEN = new Set([HEALTH_EVERY_MS, SAMPLE_EVERY_MS, STEADY_MS]);

let database: FreshDatabase;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.drop());

for (const threads of [0, 2]) {
  const where = threads === 0 ? 'on one thread' : `with ${threads} threads that listen`;
  test(`a minute of the stream, cut and struck down, ${where}`, async () => {
    const { hour, queries, sent } = await played(threads, true);
    const expected = reckon(hour, queries);
    assert.ok(expected.matches.size > 20, `${expected.matches.size} were to be heard`);
    assert.ok(sent > hour.count, 'something was told twice');
    const { wrong, books } = await compare(database.pool, expected, sent);
    assert.deepEqual(wrong, []);
    assert.ok(books.received >= expected.items && books.kept >= expected.matches.size);
  });
}

test('an hour with a gap in it is told apart from a whole one', async () => {
  const { hour, queries, sent } = await played(0, false, 1_000);
  const { wrong } = await compare(database.pool, reckon(hour, queries), sent);
  assert.ok(
    wrong.some(line => /missing/.test(line)) && wrong.some(line => /never came in/.test(line)),
    wrong.join('\n'),
  );
});

/** @param gap the number of an event from which a hundred are left out by the network */
async function played(threads: number, isRough: boolean, gap = Number.POSITIVE_INFINITY) {
  const { db } = database;
  const chance = makeChance(7);
  const { brandId, inboxId, who } = await testBrand(db);
  let made = 0;
  const makeId = () => `00000000-0000-7000-8000-${String(++made).padStart(12, '0')}`;
  const queries = new Map<string, Query>();
  for (const text of QUERIES) {
    const parsed = parseQuery(text);
    const { id } = await makeQueries({ db, makeId, now: () => NOW }).add(who('lead'), { text, opens: 'always' });
    if (parsed.kind === 'query') queries.set(id, parsed.query);
  }
  const hour = madeUpHour(
    { perSecond: PER_SECOND, seconds: SECONDS, seed: 11, texts: TEXTS },
    (NOW.getTime() - 60_000) * 1_000,
  );
  const network = lineOf(hour, isRough ? [...CUTS] : [], gap);
  const reached = () => {
    if (isRough && chance() < 1 / CRASH_EVERY / CRASH_POINTS.length) throw new Crash('struck down');
  };
  const ears = makeEars({ db, threads });
  await ears.refresh();
  const stop = new AbortController();
  const hearing = hearChannel(
    {
      db,
      connectors: new Map([['bluesky', onlyItsStream]]),
      openContext: () => network.context(stop.signal),
      seal,
      gather: makeGather(makeIngestAll({ database, makeId, now: () => NOW, reached })),
      hear: ears.listen,
      wait: (ms, signal) => waitFor(NOW_AND_THEN.has(ms) ? ms : 0, signal),
      random: () => 0.5,
      now: () => NOW,
      log: () => {},
    },
    await channelOf(brandId, inboxId, makeId()),
    stop.signal,
  );
  const endUs = hour.timeUs(hour.count - 1);
  await until(async () => (await placeUs()) >= endUs, 60_000);
  stop.abort();
  await hearing;
  await ears.close();
  return { hour, queries, sent: network.sent() };
}

const { people: _, ...withoutNames } = bluesky;
const onlyItsStream = { ...withoutNames, inbound: { stream: bluesky.inbound.stream } } as Connector;
const seal = makeSeal('a key for tests');
const EVERYBODY = { remoteId: 'everybody', handle: null, name: 'Bluesky', avatarUrl: null, profileUrl: null };
const CREDENTIALS = { identifier: '', stream: 'wss://stream.example/subscribe' };

async function channelOf(brandId: number, inboxId: string, id: string) {
  const sealed = seal.seal(CREDENTIALS, { brandId, channelId: id });
  const channel = { brandId, id, inboxId, network: 'bluesky', name: 'Bluesky', account: EVERYBODY, sealed };
  await insertChannel(database.db, channel);
  const [row] = await channelsToHear(database.db);
  return row ?? assert.fail('no channel');
}

/** The place saved with what was written last. */
async function placeUs(): Promise<number> {
  const { rows } = await database.pool.query<{ us: string }>(
    `select split_part(cursor, ' ', 2) us from channel_cursor where source = 'stream'`,
  );
  return Number(rows[0]?.us ?? 0);
}

/** The network's end of the line: begins where the cursor says, and breaks where it is told to. */
function lineOf(hour: Hour, cuts: number[], gap: number) {
  let sent = 0;
  async function* socket(url: string, signal: AbortSignal) {
    const cursor = new URL(url).searchParams.get('cursor');
    for (let i = 0; i < hour.count; i++) {
      if (cursor !== null && hour.timeUs(i) < Number(cursor)) continue;
      if (i >= gap && i < gap + 100) continue;
      if (cuts.length > 0 && sent >= (cuts[0] ?? 0)) {
        cuts.shift();
        throw new NetworkFailure('retry', 'The line was cut.');
      }
      sent += 1;
      yield hour.frame(i);
    }
    await new Promise(resolve => signal.addEventListener('abort', resolve, { once: true }));
  }
  const context = (signal: AbortSignal) =>
    ({
      credentials: CREDENTIALS,
      account: EVERYBODY,
      socket: (url: string) => socket(url, signal),
      signal,
      now: () => NOW,
      wait: async () => {},
      log: () => {},
    }) as unknown as Context<unknown>;
  return { context, sent: () => sent };
}
