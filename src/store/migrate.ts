import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Logger, runMigrations } from 'graphile-worker';
import type pg from 'pg';
import { CannotStart } from '../core/cannot-start.ts';

export interface Migration {
  id: number;
  /** Such as `0001-spine.sql`. */
  name: string;
  sql: string;
  checksum: string;
}

export interface MigrateOptions {
  folder?: string;
  /** Stop after this migration; the job queue's own are left out then. For tests of older databases. */
  upTo?: number;
  say?: (line: string) => void;
}

export const MIGRATIONS_FOLDER = join(import.meta.dirname, 'migrations');

/** Any number, as long as nobody else in the same database takes it: "heed" in ASCII. */
const MIGRATION_LOCK = 0x68656564;

/**
 * Brings the database to what this Heed expects. Any number of programs may do so at once: one works, the others wait.
 * @returns the names of the migrations that were applied
 */
export async function migrate(pool: pg.Pool, options: MigrateOptions = {}): Promise<string[]> {
  const migrations = readMigrations(options.folder).filter(({ id }) => id <= (options.upTo ?? Infinity));
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const applied = await applyMissing(client, migrations, options.upTo === undefined, options.say);
    if (options.upTo === undefined) await migrateJobs(pool);
    await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    client.release();
    return applied;
  } catch (error) {
    // Closing the connection gives the lock back, whatever state the failure left it in.
    client.release(true);
    throw error;
  }
}

/** Whether the database is what this Heed expects: what is missing, changed or too new. Changes nothing. */
export async function migrationState(
  pool: pg.Pool,
  folder?: string,
): Promise<{ missing: string[]; changed: string[]; unknown: string[]; level: number }> {
  const migrations = readMigrations(folder);
  const known = new Map(migrations.map(migration => [migration.id, migration]));
  const applied = await readApplied(pool);
  return {
    missing: migrations.filter(({ id }) => !applied.some(row => row.id === id)).map(({ name }) => name),
    changed: applied.filter(row => isChanged(row, known.get(row.id))).map(({ name }) => name),
    unknown: applied.filter(row => !known.has(row.id)).map(({ name }) => name),
    level: Math.max(0, ...applied.map(({ id }) => id)),
  };
}

/** Reads the migrations of a folder in order. Their numbers follow one another without a gap. */
export function readMigrations(folder = MIGRATIONS_FOLDER): Migration[] {
  const names = readdirSync(folder)
    .filter(name => name.endsWith('.sql'))
    .sort();
  return names.map((name, index) => {
    const id = Number(/^(\d{4})-/.exec(name)?.[1] ?? Number.NaN);
    if (id !== index + 1) throw new Error(`${name}: migrations are numbered 0001, 0002, … without gaps or twins`);
    const sql = readFileSync(join(folder, name), 'utf8');
    return { id, name, sql, checksum: createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex') };
  });
}

export interface Applied {
  id: number;
  name: string;
  checksum: string;
}

async function applyMissing(
  client: pg.PoolClient,
  migrations: Migration[],
  isWhole: boolean,
  say: (line: string) => void = () => {},
): Promise<string[]> {
  const applied = await readApplied(client);
  if (isWhole) refuseStrange(applied, migrations);
  const missing = migrations.filter(({ id }) => !applied.some(row => row.id === id));
  for (const migration of missing) {
    say(`Bringing the database up to date: ${migration.name}`);
    await applyOne(client, migration);
  }
  return missing.map(({ name }) => name);
}

async function applyOne(client: pg.PoolClient, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await applyInside(client, [migration]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw new Error(`${migration.name} could not be applied: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  }
}

/** Applies migrations as part of a transaction of the caller's. */
export async function applyInside(client: pg.ClientBase, migrations: Migration[]): Promise<void> {
  await client.query(CREATE_MIGRATION_TABLE);
  for (const { id, name, sql, checksum } of migrations) {
    await client.query(sql);
    await client.query('insert into migration (id, name, checksum) values ($1, $2, $3)', [id, name, checksum]);
  }
}

const CREATE_MIGRATION_TABLE = `
  create table if not exists migration (
    id integer primary key,
    name text not null,
    checksum text not null,
    applied_at timestamptz not null default now()
  )`;

function refuseStrange(applied: Applied[], migrations: Migration[]): void {
  const newest = applied.at(-1);
  if (newest !== undefined && newest.id > migrations.length) {
    throw new CannotStart(
      `This database was last used by a newer Heed (its newest step is ${newest.name}; this Heed knows ` +
        `${migrations.at(-1)?.name ?? 'none'}). Start the newer Heed, or restore a backup that this one made.`,
    );
  }
  const changed = applied.find(row => isChanged(row, migrations[row.id - 1]));
  if (changed !== undefined) {
    throw new CannotStart(
      `${changed.name} is not the file that made this database. Put the released file back; ` +
        'while developing, start over with an empty data folder.',
    );
  }
}

function isChanged(row: Applied, migration: Migration | undefined): boolean {
  return migration !== undefined && migration.checksum !== row.checksum;
}

/** The steps a database has behind it, the oldest first. */
export async function readApplied(client: pg.Pool | pg.ClientBase): Promise<Applied[]> {
  const { rows: found } = await client.query("select to_regclass('migration') is not null as there");
  if (found[0]?.there !== true) return [];
  const { rows } = await client.query<Applied>('select id, name, checksum from migration order by id');
  return rows;
}

/** The queue keeps its own tables in a schema of its own and brings them up to date by itself. */
export async function migrateJobs(pool: pg.Pool): Promise<void> {
  await runMigrations({ pgPool: pool, logger: new Logger(() => () => {}) });
}
