import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger, run as runWorker } from 'graphile-worker';
import { childEnvironment } from '../src/config.ts';
import { openEmbedded } from '../src/postgres/embedded.ts';
import { type Connection, type Database, openDatabase } from '../src/store/db.ts';
import { EVENT_CHANNEL } from '../src/store/events.ts';
import { migrate, readMigrations } from '../src/store/migrate.ts';
import type { Bench, BenchReport } from './bench.ts';
import { bringForward, fillClocks } from './clocks-rows.ts';

const FOLDER = join(import.meta.dirname, '../node_modules/.cache/heed-bench-clocks');
const TARGET_MS = 1_000;
/** Time to move promises and to start the sweeper before the first of them breaks. */
const LEAD_MS = 12_000;
const LEAD_MS_EACH = 1;
const TICK_MS = 300_000;
const DRAIN_LIMIT_MS = 120_000;

type Sizes = { pending: number; perSecond: number; seconds: number; storm: number; jobs: number };

export const bench: Bench = {
  about:
    'Promises breaking on a desk where a million customers wait: how late each is told, and whether one is lost when the sweeping process is killed.',
  options: {
    pending: { default: 1_000_000, about: 'open promises on the desk' },
    'per-second': { default: 100, about: 'promises that break each second while lateness is measured' },
    seconds: { default: 30, about: 'how long it is measured' },
    storm: {
      default: 20_000,
      about: 'promises that break in the same second, while the process is killed with kill -9',
    },
    jobs: { default: 100_000, about: 'jobs in the queue for the alternative: one job a deadline; 0 leaves it out' },
  },
  async run(options, { say }): Promise<BenchReport> {
    const sizes: Sizes = {
      pending: options['pending'] ?? 0,
      perSecond: options['per-second'] ?? 0,
      seconds: options['seconds'] ?? 0,
      storm: options['storm'] ?? 0,
      jobs: options['jobs'] ?? 0,
    };
    const name = await build(sizes.pending, say);
    const { address, close } = await openEmbedded({ dataFolder: FOLDER, environment: childEnvironment() });
    const connection = { ...address, database: name };
    const database = openDatabase(connection, { max: 6 });
    try {
      return await measure(database, connection, sizes, say);
    } finally {
      await database.close();
      await close();
    }
  },
};

async function measure(
  database: Database,
  connection: Connection,
  sizes: Sizes,
  say: (line: string) => void,
): Promise<BenchReport> {
  const ear = await listenForBreaches(database);
  try {
    say(`${sizes.perSecond} promises a second for ${sizes.seconds} s`);
    const steady = await steadily(database, connection, ear, sizes);
    say(`${sizes.storm} promises in one second, and kill -9`);
    const storm = await inAStorm(database, connection, ear, sizes.storm);
    const jobs = sizes.jobs === 0 ? [] : await oneJobEach(database, sizes, say);
    return report(sizes, steady, storm, jobs);
  } finally {
    await ear.close();
  }
}

type Ear = { heardAt: Map<string, number>; twice: number; close(): Promise<void> };

/** Hears of breaches as the desk does: by the notification of the commit. What counts is when anybody can know. */
async function listenForBreaches({ pool }: Database): Promise<Ear> {
  const client = await pool.connect();
  const { rows } = await client.query<{ seq: number }>('select coalesce(max(seq), 0) as seq from event');
  let after = rows[0]?.seq ?? 0;
  const ear: Ear = {
    heardAt: new Map(),
    twice: 0,
    close: async () => {
      await client.query('unlisten *');
      client.release();
    },
  };
  let reading: Promise<void> = Promise.resolve();
  const read = async () => {
    const { rows: events } = await client.query<{ seq: number; turn: string }>(
      "select seq, data->'turn'->>'id' as turn from event where seq > $1 and kind = 'turn.breached' order by seq",
      [after],
    );
    const atMs = Date.now();
    for (const { seq, turn } of events) {
      if (ear.heardAt.has(turn)) ear.twice += 1;
      else ear.heardAt.set(turn, atMs);
      after = Math.max(after, seq);
    }
  };
  client.on('notification', () => {
    reading = reading.then(read);
  });
  await client.query(`listen ${EVENT_CHANNEL}`);
  return ear;
}

/** @returns lateness of each in milliseconds, and how many were never told */
async function steadily(
  { pool }: Database,
  connection: Connection,
  ear: Ear,
  { perSecond, seconds }: Sizes,
): Promise<{ lateMs: number[]; lost: number }> {
  const startMs = Date.now() + LEAD_MS + LEAD_MS_EACH * perSecond * seconds;
  const dueMs = Array.from({ length: perSecond * seconds }, (_, n) => Math.round(startMs + (n * 1000) / perSecond));
  const ids = await bringForward(
    pool,
    dueMs.map(ms => new Date(ms)),
  );
  const sweeper = await startSweeper(connection);
  mustBeBefore(startMs);
  await untilHeard(ear, ids, (dueMs.at(-1) ?? 0) + DRAIN_LIMIT_MS);
  await stopSweeper(sweeper);
  const lateMs = ids.flatMap((id, n) => {
    const heard = ear.heardAt.get(id);
    return heard === undefined ? [] : [heard - (dueMs[n] ?? 0)];
  });
  return { lateMs, lost: ids.length - lateMs.length };
}

type Storm = { drainedMs: number; perSecond: number; lost: number; twice: number; beforeKill: number };

/** All at once; a quarter of the way through the process is killed, and two seconds later another one is started. */
async function inAStorm({ pool }: Database, connection: Connection, ear: Ear, many: number): Promise<Storm> {
  const dueMs = Date.now() + LEAD_MS + LEAD_MS_EACH * many;
  const ids = await bringForward(
    pool,
    Array.from({ length: many }, () => new Date(dueMs)),
  );
  const twiceBefore = ear.twice;
  const first = await startSweeper(connection);
  mustBeBefore(dueMs);
  const told = () => ids.reduce((sum, id) => sum + (ear.heardAt.has(id) ? 1 : 0), 0);
  while (told() < many / 4) await sleep(10);
  first.kill('SIGKILL');
  await once(first, 'exit');
  await sleep(500);
  const beforeKill = told();
  await sleep(1_500);
  const restartedMs = Date.now();
  const second = await startSweeper(connection);
  await untilHeard(ear, ids, Date.now() + DRAIN_LIMIT_MS);
  const drainedMs = Date.now() - restartedMs;
  await stopSweeper(second);
  const all = told();
  const perSecond = ((all - beforeKill) / drainedMs) * 1000;
  return { drainedMs, perSecond, lost: many - all, twice: ear.twice - twiceBefore, beforeKill };
}

async function startSweeper(connection: Connection): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, 'clocks-sweeper.ts'), [JSON.stringify(connection)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await once(child, 'message');
  return child;
}

async function stopSweeper(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.disconnect();
  await ended;
}

/** A sweeper that starts after the first deadline would be blamed for the time it was not there. */
function mustBeBefore(ms: number): void {
  if (Date.now() > ms)
    throw new Error('The promises broke before the sweeper was there: this machine is busy. Try again.');
}

async function untilHeard(ear: Ear, ids: readonly string[], limitMs: number): Promise<void> {
  while (Date.now() < limitMs && !ids.every(id => ear.heardAt.has(id))) await sleep(50);
}

/** The alternative: a job in the queue for every deadline, worked off as graphile-worker does by default. */
async function oneJobEach({ pool }: Database, sizes: Sizes, say: (line: string) => void): Promise<number[]> {
  say(`The alternative: ${sizes.jobs} jobs, one a deadline`);
  const task = 'bench_deadline';
  const many = sizes.perSecond * sizes.seconds;
  const { rows } = await pool.query<{ id: number }>(
    'insert into graphile_worker._private_tasks (identifier) values ($1) on conflict (identifier) do update set identifier = excluded.identifier returning id',
    [task],
  );
  // Straight into its table: calling its function a hundred thousand times takes minutes.
  const add = (from: number, to: number, when: string, values: number[]) =>
    pool.query(
      `insert into graphile_worker._private_jobs (task_id, payload, run_at)
       select ${rows[0]?.id ?? 0}, json_build_object('n', n), ${when} from generate_series(${from}, ${to}) n`,
      values,
    );
  await add(many, sizes.jobs - 1, "now() + interval '1 day' + n * interval '1 second'", []);
  const startMs = Date.now() + LEAD_MS;
  await add(0, many - 1, 'to_timestamp(($1::float8 + n * 1000.0 / $2) / 1000)', [startMs, sizes.perSecond]);
  await pool.query('analyze graphile_worker._private_jobs');
  const lateMs: number[] = [];
  const runner = await runWorker({
    pgPool: pool,
    concurrency: 4,
    noHandleSignals: true,
    parsedCronItems: [],
    logger: new Logger(() => () => {}),
    taskList: {
      [task]: (_payload, { job }) => {
        lateMs.push(Date.now() - job.run_at.getTime());
      },
    },
  });
  const limitMs = startMs + sizes.seconds * 1000 + 30_000;
  while (lateMs.length < many && Date.now() < limitMs) await sleep(100);
  await runner.stop();
  await pool.query('truncate graphile_worker._private_jobs');
  return lateMs;
}

function report(sizes: Sizes, steady: { lateMs: number[]; lost: number }, storm: Storm, jobs: number[]): BenchReport {
  const lost = steady.lost + storm.lost;
  const p99 = percentile(steady.lateMs, 99);
  const beside = (p: number) =>
    [jobs.length === 0 ? '' : `one job each: ${percentile(jobs, p)} ms`, `five-minute tick: ${tickLateness(p)} ms`]
      .filter(Boolean)
      .join(' · ');
  return {
    figures: {
      lateness_p50_ms: percentile(steady.lateMs, 50),
      lateness_p99_ms: p99,
      lateness_max_ms: percentile(steady.lateMs, 100),
      lost,
      twice: storm.twice,
      storm_per_s: Math.round(storm.perSecond),
      jobs_p99_ms: percentile(jobs, 99),
      tick_p99_ms: tickLateness(99),
    },
    rows: [
      { what: 'Told after its time, median', value: percentile(steady.lateMs, 50), unit: 'ms', beside: beside(50) },
      {
        what: 'Told after its time, 99 of 100',
        value: p99,
        unit: 'ms',
        target: `< ${TARGET_MS}`,
        isMet: p99 < TARGET_MS,
        beside: beside(99),
      },
      { what: 'The latest', value: percentile(steady.lateMs, 100), unit: 'ms' },
      { what: 'Lost, kill -9 included', value: lost, unit: 'promises', target: '0', isMet: lost === 0 },
      { what: 'Told twice', value: storm.twice, unit: 'promises', target: '0', isMet: storm.twice === 0 },
      { what: 'Drained after the restart', value: storm.perSecond, unit: 'a second' },
    ],
    notes: [
      `${sizes.pending.toLocaleString('en')} promises pending; ${steady.lateMs.length} broke one by one, ${sizes.storm} in one second.`,
      'Told: the event is committed and its notification has arrived. Each breach is settled, stored and told like in production, with fsync on.',
      'The five-minute tick is computed, not run; the jobs were worked off by graphile-worker as it comes (a look every two seconds).',
    ],
  };
}

/** A deadline may fall anywhere between two ticks, with the same chance. */
function tickLateness(p: number): number {
  return (TICK_MS * p) / 100;
}

function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil((sorted.length * p) / 100) - 1)] ?? 0;
}

/** Made once and kept; made anew when the tables have changed, or when earlier runs have used up a tenth of it. */
async function build(pending: number, say: (line: string) => void): Promise<string> {
  const sums = readMigrations().map(({ checksum }) => checksum);
  const name = `clocks_${pending}_${createHash('sha256').update(sums.join()).digest('hex').slice(0, 12)}`;
  // What is being made may be lost in a power cut, and is then made again.
  const tuning = { unsafeButFast: true };
  const { address, close } = await openEmbedded({ dataFolder: FOLDER, environment: childEnvironment(), tuning });
  const admin = openDatabase({ ...address, database: 'postgres' }, { max: 1 });
  try {
    const { rows } = await admin.pool.query<{ name: string }>(
      "select datname as name from pg_database where datname ~ '^clocks_'",
    );
    if (rows.some(row => row.name === name) && (await isFresh({ ...address, database: name }, pending))) return name;
    for (const row of rows) await admin.pool.query(`drop database "${row.name}" with (force)`);
    await admin.pool.query(`create database clocks_making template template0`);
    const database = openDatabase({ ...address, database: 'clocks_making' }, { max: 2 });
    try {
      await migrate(database.pool);
      await fillClocks(database.pool, pending, say);
    } finally {
      await database.close();
    }
    await admin.pool.query(`alter database clocks_making rename to ${name}`);
    return name;
  } finally {
    await admin.close();
    await close();
  }
}

async function isFresh(connection: Connection, pending: number): Promise<boolean> {
  const { pool, close } = openDatabase(connection, { max: 1 });
  try {
    const { rows } = await pool.query<{ n: number }>(
      "select count(*)::int as n from turn where outcome is null and breached_at is null and wake_at > now() + interval '1 hour'",
    );
    return (rows[0]?.n ?? 0) > pending * 0.9;
  } finally {
    await close();
  }
}
