import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type pg from 'pg';
import { Refusal } from '../core/refusal.ts';
import {
  analyseTables,
  beginLoad,
  type CopyTable,
  copyIn,
  copyTables,
  countOtherPrograms,
  finishTables,
  isInUse,
  prepareTables,
  removeEverything,
  writeSequences,
} from '../store/copy.ts';
import { replaceJobs, type WaitingJob } from '../store/jobs-copy.ts';
import { applyInside, type Migration, migrateJobs, readMigrations } from '../store/migrate.ts';
import { checkBackupFile, type Head, type Manifest, readBackupFile } from './backup-file.ts';

export interface RestoreOptions {
  path: string;
  /** Puts the backup in place of what is there. */
  replace: boolean;
  /** The name of our own connections, which do not count as another Heed at work. */
  connectionName: string;
  migrationsFolder?: string;
  onProgress?: (rowsDone: number, rowsAll: number, table: string) => void;
}

export interface RestoreResult {
  head: Head;
  rows: number;
  jobs: number;
  /** The steps that brought the restored database up to this Heed. */
  migrated: string[];
}

/**
 * Puts a backup into a database: the whole file is checked first, then everything happens in one transaction, so that
 * a failure leaves what was there.
 */
export async function restore(pool: pg.Pool, options: RestoreOptions): Promise<RestoreResult> {
  const { head, manifest } = await checkBackupFile(options.path);
  const migrations = readMigrations(options.migrationsFolder);
  checkLevel(head, migrations);
  const client = await pool.connect();
  try {
    await refuseBusy(client, options);
    await migrateJobs(pool);
    await beginLoad(client);
    const migrated = await loadAll(client, head, manifest, migrations, options);
    await client.query('commit');
    await analyseTables(client);
    client.release();
    return { head, rows: rowsOf(manifest), jobs: manifest.jobs, migrated };
  } catch (error) {
    client.release(true);
    throw error;
  }
}

function checkLevel(head: Head, migrations: Migration[]): void {
  const newest = head.migrations.at(-1);
  if (newest !== undefined && newest.id > migrations.length) {
    throw new Refusal(
      'not_valid',
      `This backup was made by a newer Heed (${head.heed}, at ${newest.name}). Restore it with that one.`,
    );
  }
  const other = head.migrations.find(({ id, checksum }) => migrations[id - 1]?.checksum !== checksum);
  if (other !== undefined) {
    throw new Refusal('not_valid', `This backup comes from another line of Heed: its ${other.name} is not ours.`);
  }
}

async function refuseBusy(client: pg.PoolClient, options: RestoreOptions): Promise<void> {
  const others = await countOtherPrograms(client, options.connectionName);
  if (others > 0) {
    throw new Refusal(
      'not_valid',
      `Heed is at work on this database (${others} connections). Stop it first, then restore.`,
    );
  }
  if (!options.replace && (await isInUse(client))) {
    throw new Refusal(
      'already_exists',
      'This database is in use: it has people or brands. To put the backup in their place, add --replace.',
    );
  }
}

async function loadAll(
  client: pg.PoolClient,
  head: Head,
  manifest: Manifest,
  migrations: Migration[],
  options: RestoreOptions,
): Promise<string[]> {
  await removeEverything(client);
  await applyInside(client, migrations.slice(0, head.migrations.length));
  const tables = await copyTables(client);
  checkTables(tables, manifest);
  await prepareTables(client, tables);
  const jobs = await loadRows(client, manifest, options);
  await writeSequences(client, manifest.sequences);
  await finishTables(client, tables);
  await replaceJobs(client, jobs);
  const newer = migrations.slice(head.migrations.length);
  await applyInside(client, newer);
  return newer.map(({ name }) => name);
}

/** The migrations of that level make the very tables that the backup has. */
function checkTables(tables: CopyTable[], manifest: Manifest): void {
  const missing = Object.keys(manifest.tables).filter(name => !tables.some(table => table.name === name));
  if (missing.length > 0) {
    throw new Refusal(
      'not_valid',
      `This backup has tables that Heed does not: ${missing.join(', ')}. Nothing was changed.`,
    );
  }
}

async function loadRows(client: pg.PoolClient, manifest: Manifest, options: RestoreOptions): Promise<WaitingJob[]> {
  const all = rowsOf(manifest);
  let done = 0;
  let jobs: WaitingJob[] = [];
  let current: { table: CopyTable; stream: Writable & { rowCount: number } } | undefined;
  const close = async () => {
    if (current === undefined) return;
    current.stream.end();
    await finished(current.stream);
    done += checkLoaded(current.table, current.stream.rowCount, manifest);
    options.onProgress?.(done, all, current.table.name);
    current = undefined;
  };
  for await (const record of readBackupFile(options.path)) {
    if (record.kind === 'rows') {
      if (current !== undefined && !current.stream.write(record.bytes)) await once(current.stream, 'drain');
      continue;
    }
    await close();
    if (record.kind === 'table') current = { table: record.table, stream: openTable(client, record.table) };
    if (record.kind === 'jobs') jobs = record.jobs as WaitingJob[];
  }
  await close();
  return jobs;
}

function openTable(client: pg.PoolClient, table: CopyTable): Writable & { rowCount: number } {
  const stream = copyIn(client, table);
  // Its failure is met where the stream is written to or waited for.
  stream.on('error', () => {});
  return stream;
}

function checkLoaded({ name }: CopyTable, rows: number, manifest: Manifest): number {
  const expected = manifest.tables[name]?.rows ?? 0;
  if (rows !== expected) throw new Error(`table ${name}: ${rows} rows arrived, ${expected} were sent`);
  return rows;
}

function rowsOf({ tables }: Manifest): number {
  return Object.values(tables).reduce((sum, { rows }) => sum + rows, 0);
}
