import { setTimeout as sleep } from 'node:timers/promises';
import { type Config, childEnvironment } from './config.ts';
import { CannotStart } from './core/cannot-start.ts';
import { openEmbedded } from './postgres/embedded.ts';
import { type Connection, type Database, openDatabase, type PoolOptions } from './store/db.ts';
import { type ServerFacts, serverFacts } from './store/server.ts';

/** The oldest server Heed's statements run on. */
const OLDEST_SERVER = 16;
const POOL_PATIENCE_MS = 400;

export interface OpenedDatabase extends Database {
  connection: Connection;
  kind: 'embedded' | 'own';
  /** Closes the pool, and leaves the embedded server, which ends with its last user. */
  close: () => Promise<void>;
}

/** Opens the database of the settings: a server of one's own, or the embedded one in the data folder. */
export async function openConfiguredDatabase(
  config: Pick<Config, 'databaseUrl' | 'dataFolder'>,
  options: PoolOptions & { say?: (line: string) => void } = {},
): Promise<OpenedDatabase> {
  if (config.databaseUrl !== undefined) return openOwn(config.databaseUrl, options);
  const embedded = await openEmbedded({
    dataFolder: config.dataFolder,
    environment: childEnvironment(),
    ...(options.say === undefined ? {} : { say: options.say }),
  });
  const database = openDatabase(embedded.address, options);
  return {
    ...database,
    connection: { ...embedded.address },
    kind: 'embedded',
    close: async () => {
      // A connection that is never given back must not keep the server from being stopped.
      await Promise.race([database.close(), sleep(POOL_PATIENCE_MS, undefined, { ref: false })]);
      await embedded.close();
    },
  };
}

async function openOwn(url: string, options: PoolOptions): Promise<OpenedDatabase> {
  const database = openDatabase({ connectionString: url }, options);
  try {
    refuseUnfit(await serverFacts(database.pool));
  } catch (error) {
    await database.close();
    if (error instanceof CannotStart) throw error;
    throw new CannotStart(
      `The PostgreSQL server of HEED_DATABASE_URL (${placeOf(url)}) does not let Heed in: ${messageOf(error)}. ` +
        'Check that it runs and that user, password and database are right.',
      { cause: error },
    );
  }
  return { ...database, connection: { connectionString: url }, kind: 'own' };
}

function refuseUnfit(server: ServerFacts): void {
  if (server.majorVersion < OLDEST_SERVER) {
    throw new CannotStart(`Heed needs PostgreSQL ${OLDEST_SERVER} or newer; the server has ${server.version}.`);
  }
  if (server.encoding !== 'UTF8') {
    throw new CannotStart(
      `The database is encoded in ${server.encoding}; Heed needs UTF8. Create it anew: CREATE DATABASE heed ENCODING 'UTF8' TEMPLATE template0`,
    );
  }
}

/** Where the server is, without the password. */
function placeOf(url: string): string {
  const { hostname, port, pathname, searchParams } = new URL(url);
  return `${searchParams.get('host') ?? hostname}:${port || 5432}${pathname}`;
}

/** Several addresses tried and failed come as one error without words of its own. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
