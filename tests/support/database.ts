import { hash, randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { openThrowAway } from '../../src/dev/throw-away-database.ts';
import { isAlive } from '../../src/postgres/process.ts';
import { type Connection, type Database, openDatabase } from '../../src/store/db.ts';
import { migrate, readMigrations } from '../../src/store/migrate.ts';
import { makeDatabase, removeDatabase, renameDatabase } from '../../src/store/server.ts';

export interface FreshDatabase extends Database {
  name: string;
  /** The same database as a value for HEED_DATABASE_URL. */
  url: string;
  connection: Connection;
  /** Closes the pool and removes the database. */
  drop: () => Promise<void>;
}

const TEMPLATE_LOCK = 0x74656d70;
/** A test that failed half-way may hold a connection for good; the others are not to wait for it. */
const CLOSE_TIMEOUT_MS = 10_000;

/** A database of one's own with every migration applied: a copy of a template, made in some 30 ms. */
export async function freshDatabase(options: { max?: number } = {}): Promise<FreshDatabase> {
  const cluster = await openCluster();
  template ??= ensureTemplate(cluster);
  return clone(cluster, await template, options.max);
}

/** A database of one's own with nothing in it. */
export async function emptyDatabase(options: { max?: number } = {}): Promise<FreshDatabase> {
  return clone(await openCluster(), 'template0', options.max);
}

interface Cluster {
  address: Connection;
  admin: pg.Pool;
}

let cluster: Promise<Cluster> | undefined;
let template: Promise<string> | undefined;
let count = 0;

/** The one test cluster, shared by all test files and runs on this machine. It ends with its last user. */
export function openCluster(): Promise<Cluster> {
  cluster ??= startCluster();
  return cluster;
}

async function startCluster(): Promise<Cluster> {
  const embedded = await openThrowAway();
  const admin = new pg.Pool({ ...embedded.address, database: 'postgres', max: 2, allowExitOnIdle: true });
  admin.on('error', () => {});
  return { address: { ...embedded.address }, admin };
}

/** Waits its turn: several test files may find the template missing at once. */
async function ensureTemplate({ address, admin }: Cluster): Promise<string> {
  const name = templateName();
  const client = await admin.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount === 0) {
      await sweep(client);
      await buildTemplate(client, address, name);
    }
    await client.query('select pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  }
  return name;
}

async function buildTemplate(client: pg.PoolClient, address: Connection, name: string): Promise<void> {
  const draft = `draft_${process.pid}`;
  await removeDatabase(client, draft);
  await makeDatabase(client, draft);
  const database = openDatabase({ ...address, database: draft });
  try {
    await migrate(database.pool);
  } finally {
    await database.close();
  }
  await renameDatabase(client, draft, name);
}

function templateName(): string {
  const sums = readMigrations().map(({ checksum }) => checksum);
  return `template_${hash('sha256', sums.join(' ')).slice(0, 32)}`;
}

/** Removes what earlier runs left: templates of older migrations, and databases whose program has ended. */
async function sweep(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    "select datname from pg_database where datname ~ '^(template_|draft_|t_)' and datname !~ '^template[01]$'",
  );
  for (const { datname } of rows) {
    const owner = /^(?:t|draft)_(\d+)/.exec(datname)?.[1];
    if (owner !== undefined && isAlive(Number(owner))) continue;
    await client.query(`drop database if exists "${datname}"`).catch(() => {});
  }
}

async function clone({ address, admin }: Cluster, from: string, max = 10): Promise<FreshDatabase> {
  count += 1;
  const name = `t_${process.pid}_${count}_${randomBytes(3).toString('hex')}`;
  await makeDatabase(admin, name, from);
  const connection = { ...address, database: name };
  const database = openDatabase(connection, { max, mayExit: true });
  return {
    ...database,
    name,
    connection,
    url: urlOf(connection),
    drop: async () => {
      const isClosed = await Promise.race([
        database.close().then(() => true),
        wait(CLOSE_TIMEOUT_MS, false, { ref: false }),
      ]);
      await removeDatabase(admin, name);
      if (!isClosed) throw new Error('a connection to the database was never given back');
    },
  };
}

function urlOf({ host, port, user, password, database }: Connection): string {
  const secret = typeof password === 'string' ? `:${encodeURIComponent(password)}` : '';
  return `postgres://${user}${secret}@localhost:${port}/${database}?host=${encodeURIComponent(host ?? '')}`;
}
