import { createHash } from 'node:crypto';
import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import type pg from 'pg';
import { Refusal } from '../core/refusal.ts';
import { beginSnapshot, type CopyTable, copyOut, copyTables, estimateRows, readSequences } from '../store/copy.ts';
import { readJobs } from '../store/jobs-copy.ts';
import { readApplied } from '../store/migrate.ts';
import { serverFacts } from '../store/server.ts';
import { type BackupWriter, countLines, FORMAT, type Manifest, type TableSum, writeBackupFile } from './backup-file.ts';

export interface BackupOptions {
  /** The new file. */
  path: string;
  /** Of this Heed. */
  version: string;
  secretKey: string;
  /** Puts the key into the file: whoever has the file can then read the networks' credentials. */
  withKey: boolean;
  now: Date;
  /** Told now and then how far it is. */
  onProgress?: (rowsDone: number, rowsAbout: number, table: string) => void;
}

export interface BackupResult {
  tables: number;
  rows: number;
  jobs: number;
  bytes: number;
  keyFingerprint: string;
}

/** Writes everything as it stands this moment into one file, while Heed goes on working. */
export async function backUp(pool: pg.Pool, options: BackupOptions): Promise<BackupResult> {
  if (existsSync(options.path))
    throw new Refusal('already_exists', `${options.path} exists already. Choose another name.`);
  const draft = `${options.path}.part`;
  rmSync(draft, { force: true });
  const client = await pool.connect();
  const file = writeBackupFile(draft);
  try {
    await beginSnapshot(client);
    const manifest = await writeAll(client, file, options);
    await client.query('commit');
    await file.end();
    client.release();
    renameSync(draft, options.path);
    return summary(manifest, options);
  } catch (error) {
    client.release(true);
    file.abort();
    rmSync(draft, { force: true });
    throw error;
  }
}

async function writeAll(client: pg.PoolClient, file: BackupWriter, options: BackupOptions): Promise<Manifest> {
  const applied = await readApplied(client);
  if (applied.length === 0) throw new Refusal('not_found', 'There is nothing to back up yet: this database is empty.');
  const { version } = await serverFacts(client);
  await file.write({
    kind: 'head',
    head: {
      format: FORMAT,
      heed: options.version,
      postgres: version,
      madeAt: options.now.toISOString(),
      migrations: applied.map(({ id, name, checksum }) => ({ id, name, checksum })),
      keyFingerprint: keyFingerprint(options.secretKey),
      ...(options.withKey ? { secretKey: options.secretKey } : {}),
    },
  });
  const about = await estimateRows(client);
  const tables: Record<string, TableSum> = {};
  let done = 0;
  for (const table of await copyTables(client)) {
    const sum = await writeTable(client, file, table, rows => options.onProgress?.(done + rows, about, table.name));
    tables[table.name] = sum;
    done += sum.rows;
  }
  const jobs = await readJobs(client);
  await file.write({ kind: 'jobs', jobs });
  const manifest = { tables, jobs: jobs.length, sequences: await readSequences(client) };
  await file.write({ kind: 'manifest', manifest });
  return manifest;
}

async function writeTable(
  client: pg.PoolClient,
  file: BackupWriter,
  table: CopyTable,
  onRows: (rows: number) => void,
): Promise<TableSum> {
  await file.write({ kind: 'table', table });
  const hash = createHash('sha256');
  let rows = 0;
  for await (const bytes of copyOut(client, table)) {
    hash.update(bytes);
    rows += countLines(bytes);
    await file.write({ kind: 'rows', bytes });
    onRows(rows);
  }
  return { rows, sha256: hash.digest('hex') };
}

/** Twelve letters that tell one key from another and give nothing of it away. */
export function keyFingerprint(secretKey: string): string {
  return createHash('sha256').update(`heed key fingerprint ${secretKey}`).digest('hex').slice(0, 12);
}

function summary({ tables, jobs }: Manifest, { path, secretKey }: BackupOptions): BackupResult {
  const rows = Object.values(tables).reduce((sum, table) => sum + table.rows, 0);
  return {
    tables: Object.keys(tables).length,
    rows,
    jobs,
    bytes: statSync(path).size,
    keyFingerprint: keyFingerprint(secretKey),
  };
}
