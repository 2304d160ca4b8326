import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { sql } from 'kysely';
import { childEnvironment } from '../src/config.ts';
import { uuidV7 } from '../src/core/id.ts';
import type { Person } from '../src/core/post.ts';
import { openEmbedded } from '../src/postgres/embedded.ts';
import { GATHER_MOST } from '../src/services/gather.ts';
import { type ListeningChannel, makeIngestAll } from '../src/services/ingest.ts';
import { makeReaders } from '../src/services/readers.ts';
import { shippedOnce } from '../src/shipped.ts';
import { type Connection, type Database, openDatabase } from '../src/store/db.ts';
import { migrate } from '../src/store/migrate.ts';
import { makeChance } from '../tests/support/chance.ts';
import type { Bench, BenchReport } from './bench.ts';
import { type BareRows, insertBare, readRows } from './ingest-bare.ts';
import { makePosts } from './ingest-posts.ts';
import { type Delays, measureScreen } from './ingest-screen.ts';

/** A server of its own: another benchmark may run the shared one without fsync. */
const FOLDER = join(import.meta.dirname, '../node_modules/.cache/heed-bench-ingest');
/** What came with Heed reads every post, as it does for a new brand. */
const readers = makeReaders({ shipped: shippedOnce(), taught: async () => ({}) });
const ACCOUNT: Person = {
  remoteId: 'square/person/us',
  handle: 'kestrel',
  name: 'Kestrel',
  avatarUrl: null,
  profileUrl: null,
};
const TARGET_RATIO = 0.5;
const TARGET_SCREEN_MS = 250;

export const bench: Bench = {
  about:
    'Posts through the whole of ingest (raw, people, threads, conversations, turns, events, cursor), one writer, fsync on; beside it the bare insert of the same rows.',
  options: {
    posts: { default: 50_000, about: 'posts to take in' },
    batch: { default: GATHER_MOST, about: 'posts in a transaction' },
    screen: { default: 20, about: 'seconds of posts one by one, for the delay to the screen' },
    rate: { default: 100, about: 'posts a second meanwhile' },
    rounds: { default: 3, about: 'times both are measured, in turn; the median counts' },
    matters: { default: 0, about: '1: a policy promises resolutions too, so that whole matters are counted' },
  },
  async run(
    { posts = 50_000, batch = GATHER_MOST, screen = 20, rate = 100, rounds = 3, matters = 0 },
    { say },
  ): Promise<BenchReport> {
    const embedded = await openEmbedded({ dataFolder: FOLDER, environment: childEnvironment() });
    try {
      const measured: { whole: number; bare: number; rows: number }[] = [];
      for (let round = 1; round <= rounds; round++) {
        say(`Round ${round} of ${rounds}`);
        measured.push(await measure(embedded.address, posts, batch, round, matters > 0));
      }
      say(`${rate} posts a second for ${screen} s`);
      const delays = await withDatabase(embedded.address, 'ingest_screen', database =>
        measureScreen(database, readers, (brandId, inboxId) => addChannel(database, brandId, inboxId), rate, screen),
      );
      return report(posts, batch, measured, delays);
    } finally {
      await embedded.close();
    }
  },
};

async function measure(address: Connection, posts: number, batch: number, round: number, hasMatters: boolean) {
  const { seconds, rows } = await withDatabase(address, `ingest_whole_${round}`, async database => {
    if (hasMatters) await promiseMatters(database);
    const seconds = await takeAll(database, posts, batch, round);
    return { seconds, rows: await readRows(database.pool) };
  });
  const bareSeconds = await withDatabase(address, `ingest_bare_${round}`, database => insertOnly(database, rows));
  return { whole: posts / seconds, bare: posts / bareSeconds, rows: rows.rows };
}

async function insertOnly(database: Database, rows: BareRows): Promise<number> {
  await makeChannel(database);
  return insertBare(database.pool, rows);
}

/** @returns seconds */
async function takeAll(database: Database, posts: number, batch: number, seed: number): Promise<number> {
  const channel = await makeChannel(database);
  // Every batch gets a millisecond of its own, so that its rows can be told apart afterwards.
  let nowMs = Date.parse('2026-11-22T12:00:00Z');
  const now = () => new Date(nowMs);
  const ingestAll = makeIngestAll({ database, makeId: () => uuidV7(nowMs, randomBytes(10)), now, readers });
  await readers.of(database.db, 1);
  const next = makePosts(ACCOUNT, makeChance(seed));
  const batches = Array.from({ length: Math.ceil(posts / batch) }, (_, b) =>
    Array.from({ length: Math.min(batch, posts - b * batch) }, (__, i) =>
      next(new Date(nowMs - 3_600_000 + b * 1000 + i)),
    ),
  );
  const began = performance.now();
  for (const heard of batches) {
    nowMs += 1;
    const cursor = heard.at(-1)?.cursor ?? null;
    await ingestAll([{ brandId: 1, channel, source: 'stream', heard, cursor, receivedAt: now() }]);
  }
  return (performance.now() - began) / 1000;
}

const INBOX = '00000000-0000-7000-8000-000000000001';
const CHANNEL = '00000000-0000-7000-8000-000000000002';

async function makeChannel(database: Database): Promise<ListeningChannel> {
  const { db } = database;
  await sql`insert into brand (slug, name) values ('kestrel', 'Kestrel')`.execute(db);
  // A promise of thirty days: nothing here is about breaches.
  await sql`
    insert into inbox (brand_id, id, name) values (1, ${INBOX}, 'Care')`.execute(db);
  await sql`
    insert into policy (brand_id, id, position, name, conditions, first_minutes, next_minutes, hours)
    values (1, ${INBOX}, 1, 'Care', '{}', 43200, 43200, 'always')`.execute(db);
  return addChannel(database, 1, INBOX);
}

/** Whatever is promised is promised for the whole matter, too. */
async function promiseMatters({ db }: Database): Promise<void> {
  await sql`alter table policy alter resolution_minutes set default 43200`.execute(db);
}

async function addChannel({ db }: Database, brandId: number, inboxId: string): Promise<ListeningChannel> {
  await sql`
    insert into channel (brand_id, id, inbox_id, network, name, account)
    values (${brandId}, ${CHANNEL}, ${inboxId}, 'square', 'Square', ${JSON.stringify(ACCOUNT)}::jsonb)`.execute(db);
  return { id: CHANNEL, network: 'square', account: ACCOUNT, playsRecording: false };
}

async function withDatabase<T>(
  address: Connection,
  name: string,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const admin = openDatabase({ ...address, database: 'postgres' }, { max: 1 });
  await admin.pool.query(`drop database if exists ${name} with (force)`);
  await admin.pool.query(`create database ${name} template template0`);
  const database = openDatabase({ ...address, database: name }, { max: 4 });
  try {
    await migrate(database.pool);
    await admin.pool.query('checkpoint');
    return await work(database);
  } finally {
    await database.close();
    await admin.pool.query(`drop database if exists ${name} with (force)`);
    await admin.close();
  }
}

function report(
  posts: number,
  batch: number,
  measured: { whole: number; bare: number; rows: number }[],
  delays: Delays,
): BenchReport {
  const whole = median(measured.map(one => one.whole));
  const bare = median(measured.map(one => one.bare));
  const ratio = median(measured.map(one => one.whole / one.bare));
  return {
    figures: {
      posts_per_s: Math.round(whole),
      ratio_to_bare: Math.round(ratio * 100) / 100,
      bare_posts_per_s: Math.round(bare),
      screen_p50_ms: Math.round(delays.p50),
      screen_p99_ms: Math.round(delays.p99),
      screen_missing: delays.missing,
    },
    rows: [
      {
        what: 'Whole path',
        value: whole,
        unit: 'posts/s',
        beside: `bare insert of the same rows: ${Math.round(bare)} posts/s`,
      },
      { what: 'Ratio to bare', value: ratio, unit: '', target: `≥ ${TARGET_RATIO}`, isMet: ratio >= TARGET_RATIO },
      { what: 'Hearing to screen, median', value: delays.p50, unit: 'ms' },
      {
        what: 'Hearing to screen, 99%',
        value: delays.p99,
        unit: 'ms',
        target: `< ${TARGET_SCREEN_MS}`,
        isMet: delays.p99 < TARGET_SCREEN_MS && delays.missing === 0,
      },
    ],
    notes: [
      `${posts} posts, ${batch} a transaction, one channel; ${measured[0]?.rows ?? 0} rows in eight tables. Both sides alone on the machine, one connection each.`,
    ],
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
