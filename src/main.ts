import { claimFolder } from './claim-folder.ts';
import type { Config, Role } from './config.ts';
import { type HttpDoor, listenHttp } from './listen-http.ts';
import type { Log } from './log.ts';
import { openConfiguredDatabase } from './open-database.ts';
import { openSecretKey } from './secret-key.ts';
import { migrate } from './store/migrate.ts';

/** A running Heed. */
export interface Heed {
  /** Where the desk is: `http://127.0.0.1:7373`. */
  url: string;
  /** Ends within five seconds, whatever happens. May be called twice. */
  stop: () => Promise<void>;
}

export interface Surroundings {
  log: Log;
  /** Takes a line for the person who waits for the start. */
  say: (line: string) => void;
  /** Makes sure that the desk is built; done while the database starts. */
  buildDesk: () => Promise<unknown>;
}

/** Each part gets its share of the five seconds that a clean stop may take. */
const PART_STOP_MS = 1500;
const HTTP_PATIENCE_MS = 500;
const CONNECTIONS = 20;

type Undo = { name: string; run: () => Promise<void> | void };

/** Starts the roles of the settings, in an order in which nothing is used before it is there. */
export async function startHeed(config: Config, around: Surroundings): Promise<Heed> {
  const undo: Undo[] = [];
  const stop = makeStop(undo, around.log);
  try {
    return await build(config, around, undo, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function build(config: Config, around: Surroundings, undo: Undo[], stop: () => Promise<void>): Promise<Heed> {
  const { log, say } = around;
  const claim = await claimFolder(config.dataFolder, config.roles);
  undo.push({ name: 'the claim on the data folder', run: claim.release });
  const has = (role: Role) => config.roles.has(role);
  const door = has('http') ? await openDoor(config, undo) : undefined;
  const desk = door === undefined ? undefined : around.buildDesk();
  // Waited for below; until then its failure must not count as nobody's.
  desk?.catch(() => {});
  const secretKey = openSecretKey(config.dataFolder, config.secretKey);
  const onBroken = (err: Error) => log.warn({ err }, 'a connection to the database broke');
  const database = await openConfiguredDatabase(config, { say, onBroken, max: CONNECTIONS });
  undo.push({ name: 'the database', run: database.close });
  await migrate(database.pool, { say });
  await desk;
  undo.push({ name: 'the notice of leaving', run: claim.leaving });
  void secretKey;
  return { url: urlOf(config, door), stop };
}

async function openDoor(config: Config, undo: Undo[]): Promise<HttpDoor> {
  const door = await listenHttp(config.host, config.port);
  undo.push({ name: 'the door', run: () => door.close(HTTP_PATIENCE_MS) });
  return door;
}

/** Undoes in reverse order what was done; one part that fails or hangs does not keep the others. */
function makeStop(undo: Undo[], log: Log): () => Promise<void> {
  let stopping: Promise<void> | undefined;
  return () => {
    stopping ??= undoAll(undo, log);
    return stopping;
  };
}

async function undoAll(undo: Undo[], log: Log): Promise<void> {
  for (let step = undo.pop(); step !== undefined; step = undo.pop()) {
    const { name, run } = step;
    const late = Promise.withResolvers<'late'>();
    const timer = setTimeout(() => late.resolve('late'), PART_STOP_MS);
    try {
      const ending = await Promise.race([run(), late.promise]);
      if (ending === 'late') log.warn({ part: name }, 'did not stop in time');
    } catch (err) {
      log.error({ err, part: name }, 'did not stop well');
    } finally {
      clearTimeout(timer);
    }
  }
}

function urlOf(config: Config, door: HttpDoor | undefined): string {
  if (config.publicUrl !== undefined) return config.publicUrl;
  const host = config.host === '0.0.0.0' || config.host === '::' ? '127.0.0.1' : config.host;
  return `http://${host.includes(':') ? `[${host}]` : host}:${door?.port ?? config.port}`;
}
