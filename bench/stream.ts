import { type ChildProcess, fork, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { RANDOM_BYTES_PER_ID, uuidV7 } from '../src/core/id.ts';
import type { Query } from '../src/core/query/query.ts';
import { type OpenedDatabase, openConfiguredDatabase } from '../src/open-database.ts';
import { readQuery } from '../src/services/queries.ts';
import { makeSeal } from '../src/services/seal.ts';
import { migrate } from '../src/store/migrate.ts';
import type { Bench, BenchReport } from './bench.ts';
import { booksOf, type Compared, compare, type Expected, reckon } from './stream-reckoning.ts';
import { hourOf, type Order, type Played, type Told } from './stream-server.ts';

const ROOT = join(import.meta.dirname, '..');
const SECRET = 'the secret of a bench, which guards nothing at all';
const START_LIMIT_MS = 30_000;
/** How long may be caught up at the end before it counts as falling behind. */
const CATCH_UP_LIMIT_MS = 120_000;
const LOOK_EVERY_MS = 1_000;
/** Lateness in the shadow of a cut or a kill is told apart from that of every day. */
const SHADOW_MS = 25_000;
const TARGET_LAG_MS = 2_000;
const TARGET_GROWTH_MB = 64;

const QUERIES = [
  { text: '~Kestrel', opens: 'never' },
  { text: '@kestrel.example OR link:kestrel.example', opens: 'always' },
  { text: '~Kestrel (broken OR refund OR help OR leak*)', opens: 'wants' },
  { text: '"Kestrel Brewmaster" -falcon', opens: 'never' },
  { text: 'Kestrel NEAR/6 (coffee OR machine)', opens: 'never' },
];

export const bench: Bench = {
  about:
    'An hour of a whole network’s stream at ten times its speed, the line cut and the hearing process killed on the way: each match once, the books balanced, memory flat.',
  options: {
    'per-second': { default: 300, about: 'events a second of the made-up hour, before it is played faster' },
    seconds: { default: 3_600, about: 'length of the made-up hour' },
    speed: { default: 10, about: 'recorded seconds in one of ours' },
    cuts: { default: 3, about: 'times the line is cut' },
    queries: { default: 1_000, about: 'further queries that are listened for, of other people’s names' },
    threads: { default: -1, about: 'threads on which queries are heard besides; -1: as Heed finds right' },
    seed: { default: 20_261_122, about: 'of the made-up hour' },
  },
  words: { capture: { about: 'frames of Jetstream 1, one a line, instead of the made-up hour' } },
  async run(options, { say, words }): Promise<BenchReport> {
    const folder = mkdtempSync(join(tmpdir(), 'heed-stream-'));
    const database = await openConfiguredDatabase({ dataFolder: folder, databaseUrl: undefined }, { max: 3 });
    try {
      return await measure(database, folder, sizesOf(options, words['capture'] ?? null), say);
    } finally {
      await database.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  },
};

type Sizes = Played & { cuts: number; queries: number; threads: number };

function sizesOf(options: Record<string, number>, capture: string | null): Sizes {
  const { seconds = 0, speed = 1, seed = 0, cuts = 0, queries = 0, threads = -1 } = options;
  const perSecond = options['per-second'] ?? 0;
  // It ends now at the earliest: nothing is heard before it was said.
  const startUs = (Date.now() - seconds * 1_000) * 1_000;
  return { perSecond, seconds, seed, capture, startUs, speed, cuts, queries, threads };
}

async function measure(
  database: OpenedDatabase,
  folder: string,
  sizes: Sizes,
  say: (line: string) => void,
): Promise<BenchReport> {
  await migrate(database.pool);
  const network = await openNetwork(sizes);
  const queries = await prepare(database, network.origin, sizes);
  say('Reckoning what has to be heard');
  const hour = hourOf(sizes);
  const expected = reckon(hour, queries);
  say(`${hour.count} events, ${expected.matches.size} of them to be heard`);
  let heed = await startHeed(folder, sizes, network);
  try {
    const seen = await watch(database, network, sizes, {
      say,
      rss: () => rssOf(heed.pid ?? 0),
      restart: async () => {
        heed.kill('SIGKILL');
        await once(heed, 'exit');
        heed = await startHeed(folder, sizes, network, false);
      },
    });
    await stopChild(heed);
    const { sent, startedMs } = await network.tell({ kind: 'ask' });
    const compared = await compare(database.pool, expected, sent);
    const lags = await lagsOf(database, expected, index => wallMs(startedMs ?? 0, hour, index, sizes.speed));
    return report(sizes, hour.count, seen, compared, lags);
  } finally {
    await stopChild(heed);
    await network.close();
  }
}

function wallMs(startedMs: number, hour: { timeUs(index: number): number }, index: number, speed: number): number {
  return startedMs + (hour.timeUs(index) - hour.timeUs(0)) / 1_000 / speed;
}

type Network = { origin: string; tell(order: Order): Promise<Told>; close(): Promise<void> };

async function openNetwork({ perSecond, seconds, seed, capture, startUs, speed }: Sizes): Promise<Network> {
  const child = fork(join(import.meta.dirname, 'stream-server.ts'), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const tell = async (order: Order): Promise<Told> => {
    child.send(order);
    const [told] = await once(child, 'message');
    return told as Told;
  };
  const played = { perSecond, seconds, seed, capture, startUs, speed };
  const { origin } = await tell({ kind: 'open', played });
  return { origin, tell, close: () => stopChild(child) };
}

/** A brand that listens. @returns its queries by id */
async function prepare({ pool }: OpenedDatabase, origin: string, { queries }: Sizes): Promise<Map<string, Query>> {
  const makeId = () => uuidV7(Date.now(), randomBytes(RANDOM_BYTES_PER_ID));
  const [inboxId, channelId] = [makeId(), makeId()];
  const credentials = { identifier: '', stream: `${origin}/subscribe` };
  const sealed = makeSeal(SECRET).seal(credentials, { brandId: 1, channelId });
  const account = { remoteId: 'everybody', handle: null, name: 'Bluesky', avatarUrl: null, profileUrl: null };
  await pool.query(`insert into brand (slug, name) values ('kestrel', 'Kestrel')`);
  await pool.query(
    `insert into inbox (brand_id, id, name, first_response_minutes, next_response_minutes) values (1, $1, 'Care', 15, 15)`,
    [inboxId],
  );
  await pool.query(
    `insert into channel (brand_id, id, inbox_id, network, name, account, sealed) values (1, $1, $2, 'bluesky', 'Bluesky', $3, $4)`,
    [channelId, inboxId, JSON.stringify(account), sealed],
  );
  // The past is read beside the stream and would be the same hour once more.
  await pool.query(
    `insert into channel_cursor (brand_id, channel_id, source, cursor) values (1, $1, 'backfill', 'done')`,
    [channelId],
  );
  // What these hear is nothing, or the comparison finds too much.
  const others = Array.from({ length: queries }, (_, i) => ({
    text: `~Nobody${i}kan OR "nobody${i} said"`,
    opens: 'never',
  }));
  const trees = new Map<string, Query>();
  for (const { text, opens } of [...QUERIES, ...others]) {
    const id = makeId();
    if (QUERIES.some(one => one.text === text)) trees.set(id, readQuery(text));
    await pool.query(`insert into listening_query (brand_id, id, text, opens, dialect) values (1, $1, $2, $3, 2)`, [
      id,
      text,
      opens,
    ]);
  }
  return trees;
}

async function startHeed(folder: string, sizes: Sizes, network: Network, waits = true): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(ROOT, 'src/cli/main.ts'), 'start'], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      HEED_DATA_DIR: folder,
      HEED_SECRET_KEY: SECRET,
      HEED_ROLES: 'listen',
      HEED_LOG_LEVEL: 'error',
      HEED_PRIVATE_ORIGINS: network.origin,
      HEED_MATCHING_THREADS: sizes.threads < 0 ? 'auto' : String(sizes.threads),
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const untilMs = Date.now() + START_LIMIT_MS;
  while (waits && (await network.tell({ kind: 'ask' })).lines === 0) {
    if (Date.now() > untilMs || child.exitCode !== null) throw new Error('Heed did not begin to listen.');
    await sleep(50);
  }
  return child;
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  if (child.connected) child.disconnect();
  else child.kill('SIGTERM');
  await ended;
}

/** In MB; 0 where the system does not say, or the process is gone. */
function rssOf(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024;
  } catch {
    return 0;
  }
}

type Around = { say: (line: string) => void; rss: () => number; restart: () => Promise<void> };
type Look = { atMs: number; rss: number; received: number; due: number; sent: number; lines: number };
type Seen = { looks: Look[]; shadows: number[]; wasRestarted: boolean; finishedMs: number; endedMs: number };

/** Plays the hour, cuts and kills on the way, and looks every second. */
async function watch({ pool }: OpenedDatabase, network: Network, { cuts }: Sizes, around: Around): Promise<Seen> {
  const { count } = await network.tell({ kind: 'begin' });
  const mishaps = mishapsOf(count, cuts);
  const seen: Seen = { looks: [], shadows: [], wasRestarted: false, finishedMs: 0, endedMs: 0 };
  let still = 0;
  while (still < 4) {
    await sleep(LOOK_EVERY_MS);
    const { due, sent, lines } = await network.tell({ kind: 'ask' });
    const { received } = await booksOf(pool);
    const look = { atMs: Date.now(), rss: around.rss(), received, due, sent, lines };
    still = due === count && received === seen.looks.at(-1)?.received && lines > 0 ? still + 1 : 0;
    seen.looks.push(look);
    if (due === count) seen.finishedMs ||= look.atMs;
    if (seen.finishedMs > 0 && look.atMs - seen.finishedMs > CATCH_UP_LIMIT_MS) break;
    if (seen.looks.length % 15 === 0)
      around.say(`${due} events are due, ${received} came in, ${Math.round(look.rss)} MB`);
    const mishap = mishaps[0];
    if (mishap === undefined || due < mishap.at) continue;
    mishaps.shift();
    seen.shadows.push(Date.now());
    around.say(mishap.kind === 'cut' ? 'The line is cut' : 'The hearing process is killed');
    if (mishap.kind === 'cut') await network.tell({ kind: 'cut' });
    else {
      await around.restart();
      seen.wasRestarted = true;
    }
  }
  seen.endedMs = Date.now();
  return seen;
}

function mishapsOf(count: number, cuts: number): { kind: 'cut' | 'kill'; at: number }[] {
  const cutAt = Array.from({ length: cuts }, (_, i) => ({
    kind: 'cut' as const,
    at: (count * (i + 0.5)) / (cuts + 1),
  }));
  return [...cutAt, { kind: 'kill' as const, at: count / 2 }].sort((a, b) => a.at - b.at);
}

type Lag = { dueMs: number; lagMs: number };

/** Of each match, from when it was said to when it was heard. */
async function lagsOf({ pool }: OpenedDatabase, expected: Expected, wallOf: (index: number) => number): Promise<Lag[]> {
  const { rows } = await pool.query<{ id: string; at: Date }>('select remote_id id, heard_at at from listening_match');
  return rows.flatMap(({ id, at }) => {
    const found = expected.matches.get(id);
    if (found === undefined) return [];
    const dueMs = wallOf(found.index);
    return [{ dueMs, lagMs: at.getTime() - dueMs }];
  });
}

function report(sizes: Sizes, count: number, seen: Seen, { wrong, found, books }: Compared, lags: Lag[]): BenchReport {
  const { looks, shadows, finishedMs, endedMs } = seen;
  const calm = lags.filter(({ dueMs }) => !shadows.some(at => dueMs > at - LOOK_EVERY_MS && dueMs < at + SHADOW_MS));
  const lag = percentile(
    calm.map(({ lagMs }) => lagMs),
    0.99,
  );
  const worst = percentile(
    lags.map(({ lagMs }) => lagMs),
    1,
  );
  const rss = memoryOf(looks, shadows);
  const gains = looks.flatMap((look, i) => {
    const before = looks[i - 5];
    return before === undefined ? [] : [((look.received - before.received) * 1_000) / (look.atMs - before.atMs)];
  });
  const begunMs = looks[0]?.atMs ?? 0;
  const perSecond = (count * 1_000) / Math.max(1, finishedMs - begunMs);
  const figures = {
    events: count,
    matches: found,
    events_per_s: perSecond,
    most_events_per_s: Math.max(0, ...gains),
    lag_p99_ms: lag,
    lag_most_ms: worst,
    catch_up_ms: endedMs - finishedMs,
    rss_most_mb: rss.most,
    rss_growth_mb: rss.growth,
    wrong: wrong.length,
    received: books.received,
  };
  return {
    figures,
    rows: [
      {
        what: 'What the desk and the naive reader disagree about',
        value: wrong.length,
        unit: '',
        target: '0',
        isMet: wrong.length === 0,
      },
      { what: 'Events played', value: perSecond, unit: 'events/s', target: `${sizes.speed} times the hour’s own` },
      { what: 'While catching up, over five seconds', value: figures.most_events_per_s, unit: 'events/s' },
      {
        what: 'Said to heard, 99%, line up',
        value: lag,
        unit: 'ms',
        target: `< ${TARGET_LAG_MS}`,
        isMet: lag < TARGET_LAG_MS,
      },
      { what: 'Said to heard at most, the killed process included', value: worst, unit: 'ms' },
      { what: 'Memory at most', value: rss.most, unit: 'MB' },
      {
        what: 'Memory, last third beside the one before',
        value: rss.growth,
        unit: 'MB',
        target: `< ${TARGET_GROWTH_MB}`,
        isMet: rss.growth < TARGET_GROWTH_MB,
      },
    ],
    notes: [
      `${count} events, ${found} matches, ${shadows.length} times cut or killed; ${books.received} came in (some twice), ${books.kept} kept, ${books.ignored} let go, ${books.failed} failed.`,
      ...wrong.map(line => `Wrong: ${line}`),
    ],
  };
}

/** The killed process and its successor fill themselves anew: what counts is the time after. */
function memoryOf(looks: readonly Look[], shadows: readonly number[]): { most: number; growth: number } {
  const from = shadows[Math.floor(shadows.length / 2)] ?? 0;
  const after = looks.filter(({ atMs }) => atMs > from + SHADOW_MS).map(({ rss }) => rss);
  const half = Math.floor(after.length / 2);
  const mean = (list: number[]) => list.reduce((sum, one) => sum + one, 0) / Math.max(1, list.length);
  return {
    most: Math.max(0, ...looks.map(({ rss }) => rss)),
    growth: mean(after.slice(half)) - mean(after.slice(0, half)),
  };
}

function percentile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
}
