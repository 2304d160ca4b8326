import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import type { Tables } from './schema.ts';

/** What every store function takes first: the pool, or the transaction it is to be part of. */
export type Db = Kysely<Tables>;
export type Tx = Transaction<Tables>;

/** One pool for everything that talks to Postgres: Kysely, the job queue and sign-in share it. */
export interface Database {
  pool: pg.Pool;
  db: Db;
  close: () => Promise<void>;
}

export type Connection = Pick<
  pg.PoolConfig,
  'connectionString' | 'host' | 'port' | 'user' | 'password' | 'database' | 'ssl'
>;

export interface PoolOptions {
  /** The most connections at once. */
  max?: number;
  /** Shown in `pg_stat_activity`. */
  name?: string;
  /** Lets the program end while connections lie idle. */
  mayExit?: boolean;
  /** Told of connections that break while nobody uses them; the pool replaces them by itself. */
  onBroken?: (error: Error) => void;
}

const DEFAULT_CONNECTIONS = 20;
const CONNECT_TIMEOUT_MS = 15_000;
const IDLE_TIMEOUT_MS = 60_000;

export function openDatabase(connection: Connection, options: PoolOptions = {}): Database {
  const pool = new pg.Pool({
    ...connection,
    max: options.max ?? DEFAULT_CONNECTIONS,
    application_name: options.name ?? 'heed',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
    allowExitOnIdle: options.mayExit ?? false,
    keepAlive: true,
    types: { getTypeParser: typeParser },
  });
  // Without a listener a broken idle connection would end the whole program.
  let closing: Promise<void> | undefined;
  const onBroken = (error: Error) => {
    // Connections on their way out may be cut off by a server that is stopping; nobody misses them.
    if (closing === undefined) options.onBroken?.(error);
  };
  pool.on('error', onBroken);
  pool.on('connect', client => client.on('error', onBroken));
  const db: Db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return {
    pool,
    db,
    close: () => {
      closing ??= pool.end();
      return closing;
    },
  };
}

const { builtins } = pg.types;
const INT8_ARRAY = 1016;

/**
 * How values arrive: `bigint` as a number (counts and sequence numbers; past 2^53 it fails loudly), `date` as the text
 * `2026-11-22` (a Date would shift it by the time zone), `timestamptz` as a Date, `numeric` as text.
 */
function typeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (format !== 'binary') {
    if (oid === builtins.INT8) return safeInteger;
    if (oid === builtins.DATE) return value => value;
    if (oid === INT8_ARRAY) return value => bigintArray(value);
  }
  return pg.types.getTypeParser(oid, format ?? 'text');
}

export function safeInteger(value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`${value} does not fit into a JavaScript number`);
  return number;
}

function bigintArray(value: string): (number | null)[] {
  const texts = value.slice(1, -1);
  return texts === '' ? [] : texts.split(',').map(text => (text === 'NULL' ? null : safeInteger(text)));
}
