import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { childEnvironment } from '../src/config.ts';
import { openEmbedded } from '../src/postgres/embedded.ts';
import type { Who } from '../src/services/permit.ts';
import { type SliceQuery, sliceOf } from '../src/services/reports/slice-of.ts';
import { type Connection, type Database, openDatabase } from '../src/store/db.ts';
import { migrate } from '../src/store/migrate.ts';
import type { Bench, BenchReport, BenchRow } from './bench.ts';
import { type Asking, FILTERS, figuresOf, REPORTS } from './reports-questions.ts';
import { type Company, DAYS_OF_MONTH, fillReports, NOW } from './reports-rows.ts';

const FOLDER = join(import.meta.dirname, '../node_modules/.cache/heed-bench-reports');
const MONTH_TARGET_MS = 300;
const ALL_TARGET_MS = 1_000;
const LEAD: Who = {
  agentId: 'a0000000-0000-7000-8000-000000000001',
  brandId: 1,
  reach: { role: 'lead', inboxes: 'all' },
};
const DAY_MS = 86_400_000;

export const bench: Bench = {
  about:
    'Every report made of response times, promises and arrivals, through the services of its endpoints, with and without filters; beside it the same figures from the turns themselves. The data is made once and kept.',
  options: {
    messages: { default: 5_000_000, about: 'messages in each month of 30 days' },
    months: { default: 2, about: 'months with every turn in them' },
    past: { default: 22, about: 'months before those, of which there are the roll-ups alone' },
    rounds: { default: 2, about: 'times each report is asked of each slice' },
  },
  async run({ messages = 5_000_000, months = 2, past = 22, rounds = 2 }, { say }): Promise<BenchReport> {
    const company = { messages, months, past };
    const name = nameOf(company);
    await build(name, company, say);
    const { address, close } = await openEmbedded({ dataFolder: FOLDER, environment: childEnvironment() });
    const database = openDatabase({ ...address, database: name }, { max: 8 });
    try {
      await migrate(database.pool);
      return await measure(database, company, rounds, say);
    } finally {
      await database.close();
      await close();
    }
  },
};

type Say = (line: string) => void;

async function measure(database: Database, company: Company, rounds: number, say: Say): Promise<BenchReport> {
  const desk: Asking = { db: database.db, now: () => NOW };
  const month = { period: 'all', since: new Date(NOW.getTime() - DAYS_OF_MONTH * DAY_MS).toISOString() } as const;
  const asked = await time(desk, month, rounds, say);
  const all = await time(desk, { period: 'all' }, rounds, say);
  const ratios = await compare(desk, month, say);
  const figures = {
    month_p50_ms: at(asked, 0.5),
    month_p95_ms: at(asked, 0.95),
    all_time_p50_ms: at(all, 0.5),
    all_time_p95_ms: at(all, 0.95),
    ratio_to_raw: at(ratios, 0.5),
  };
  const rows: BenchRow[] = [
    row('30 days, 95%', figures.month_p95_ms, MONTH_TARGET_MS, figures.month_p50_ms),
    row('All time, 95%', figures.all_time_p95_ms, ALL_TARGET_MS, figures.all_time_p50_ms),
    { what: 'Times as fast as from the turns, 30 days, median', value: figures.ratio_to_raw, unit: '×' },
  ];
  const { rows: sizes } = await database.pool.query<{ name: string; size: string; n: string }>(
    `select relname as name, pg_size_pretty(pg_total_relation_size(oid)) as size, reltuples::bigint::text as n
     from pg_class where relname in ('turn', 'turn_span', 'turn_slot', 'turn_facet') order by relname`,
  );
  const { messages, months, past } = company;
  const notes = [
    `${messages.toLocaleString('en')} messages a month; ${months} months of turns and ${past} before them of roll-ups alone; ${asked.length} answers timed of each stretch, one asker.`,
    ...sizes.map(({ name, size, n }) => `${name}: ${Number(n).toLocaleString('en')} rows, ${size} with indexes`),
    `Slowest of 30 days: ${slowest(asked)}`,
    `Slowest of all time: ${slowest(all)}`,
  ];
  return { figures, rows, notes };
}

function row(what: string, value: number, target: number, median: number): BenchRow {
  return { what: `${what} (median ${median} ms)`, value, unit: 'ms', target: `< ${target}`, isMet: value < target };
}

type Timed = { name: string; ms: number };

/** Each report of each slice, `rounds` times; the first round fills the caches, as the first minute of a working day does. */
async function time(desk: Asking, stretch: SliceQuery, rounds: number, say: Say): Promise<Timed[]> {
  const times: Timed[] = [];
  for (let round = 0; round <= rounds; round++) {
    for (const report of REPORTS) {
      say(`${stretch.since === undefined ? 'All time' : '30 days'}, ${report.name}, round ${round} of ${rounds}`);
      for (const filters of FILTERS) {
        const startedMs = performance.now();
        await report.ask(desk, LEAD, { ...stretch, ...filters });
        const ms = performance.now() - startedMs;
        if (round > 0) times.push({ name: `${report.name} of ${JSON.stringify(filters)}`, ms });
      }
    }
  }
  return times.sort((a, b) => a.ms - b.ms);
}

/** Nothing, one thing and several: the turns themselves take their time. */
const COMPARED = [0, 3, 10];

/** How many times longer the turns themselves take for the same figure. */
async function compare(desk: Asking, stretch: SliceQuery, say: Say): Promise<Timed[]> {
  const ratios: Timed[] = [];
  for (const filters of COMPARED.map(place => FILTERS[place] ?? {})) {
    say(`The same from the turns themselves, ${JSON.stringify(filters)}`);
    const slice = await sliceOf(desk, LEAD, { ...stretch, ...filters });
    for (const { name, kept, raw } of figuresOf(desk.db, slice)) {
      await kept();
      const fast = await took(kept);
      ratios.push({ name, ms: (await took(raw)) / fast });
    }
  }
  return ratios.sort((a, b) => a.ms - b.ms);
}

async function took(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

function at(times: readonly Timed[], share: number): number {
  return Math.round((times[Math.min(times.length - 1, Math.floor(times.length * share))]?.ms ?? 0) * 10) / 10;
}

function slowest(times: readonly Timed[]): string {
  const worst = times.slice(-5).reverse();
  return worst.map(({ name, ms }) => `${name} ${Math.round(ms)} ms`).join('; ');
}

/** Changes with what is written; the tables are brought up to date like any others. */
function nameOf({ messages, months, past }: Company): string {
  const rows = readFileSync(join(import.meta.dirname, 'reports-rows.ts'));
  return `reports_${messages}_${months}_${past}_${hash('sha256', rows).slice(0, 10)}`;
}

async function build(name: string, company: Company, say: Say): Promise<void> {
  // What is being made may be lost in a power cut, and is then made again.
  const { address, close } = await openEmbedded({
    dataFolder: FOLDER,
    environment: childEnvironment(),
    tuning: { unsafeButFast: true },
  });
  const admin = openDatabase({ ...address, database: 'postgres' }, { max: 1 });
  try {
    const { rows } = await admin.pool.query<{ datname: string }>(
      "select datname from pg_database where datname ~ '^(reports|making)_'",
    );
    if (rows.some(({ datname }) => datname === name)) return;
    for (const { datname } of rows) await admin.pool.query(`drop database "${datname}" with (force)`);
    await admin.pool.query(`create database making_${name} template template0`);
    await fill({ ...address, database: `making_${name}` }, company, say);
    await admin.pool.query(`alter database making_${name} rename to ${name}`);
  } finally {
    await admin.close();
    await close();
  }
}

async function fill(connection: Connection, company: Company, say: Say): Promise<void> {
  const startedMs = performance.now();
  const database = openDatabase(connection, { max: 4 });
  try {
    await migrate(database.pool);
    await fillReports(database.pool, company, line =>
      say(`${Math.round((performance.now() - startedMs) / 1000)} s: ${line}`),
    );
  } finally {
    await database.close();
  }
}
