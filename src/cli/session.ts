import { type Config, hooksAt, loadConfig } from '../config.ts';
import { makeLog } from '../log.ts';
import { makeWorld, originsOf, type World } from '../make-world.ts';
import { type OpenedDatabase, openConfiguredDatabase } from '../open-database.ts';
import { openSecretKey } from '../secret-key.ts';
import { migrate } from '../store/migrate.ts';
import { VERSION } from '../version.ts';

/** What a verb that works on the product has in hand. */
export interface Session {
  config: Config;
  database: OpenedDatabase;
  world: World;
}

const CONNECTIONS = 6;

/** Opens the database beside a running Heed or without one, brings it up to date, does the work and leaves again. */
export async function withSession<T>(work: (session: Session) => Promise<T>): Promise<T> {
  const config = loadConfig();
  const secretKey = openSecretKey(config.dataFolder, config.secretKey);
  const database = await openConfiguredDatabase(config, { say, max: CONNECTIONS, name: 'heed command line' });
  try {
    await migrate(database.pool, { say });
    const log = makeLog({ level: config.logLevel === 'info' ? 'warn' : config.logLevel, sink: process.stderr });
    const { privateOrigins } = config;
    const ownOrigins = originsOf(config.host, config.port);
    const hooks = hooksAt(config, config.publicUrl ?? ownOrigins[0] ?? '');
    const world = makeWorld({ database, secretKey, log, version: VERSION, ownOrigins, privateOrigins, hooksAt: hooks });
    try {
      return await work({ config, database, world });
    } finally {
      await world.contexts.close();
    }
  } finally {
    await database.close();
  }
}

/** A line for the person who waits; the standard output is for what was asked. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** What was asked for: words for people, or one JSON object for scripts. */
export function answer(asJson: boolean | undefined, value: unknown, words: string): void {
  process.stdout.write(asJson === true ? `${JSON.stringify(value)}\n` : `${words}\n`);
}
