import type pg from 'pg';
import { claimFolder } from './claim-folder.ts';
import type { Config, Role } from './config.ts';
import { makeApp } from './http/app.ts';
import { hostsFor } from './http/guard.ts';
import { type Metrics, makeMetrics } from './http/metrics.ts';
import { keepDoing } from './keep-doing.ts';
import { type HttpDoor, listenHttp } from './listen-http.ts';
import type { Log } from './log.ts';
import { makeServices } from './make-services.ts';
import { makeWorld, originsOf, type World } from './make-world.ts';
import { openConfiguredDatabase } from './open-database.ts';
import { rehearsalMount } from './rehearsal-page.ts';
import { openSecretKey } from './secret-key.ts';
import { keepTime } from './services/clock.ts';
import { makeGather } from './services/gather.ts';
import { listen } from './services/listen.ts';
import { waitFor } from './services/wait.ts';
import { migrate } from './store/migrate.ts';
import { serverFacts } from './store/server.ts';
import { VERSION } from './version.ts';

/** A running Heed. */
export interface Heed {
  /** Where the desk is: `http://127.0.0.1:7373`. */
  url: string;
  /** For the first owner, once; null when there is one already. */
  ownerLink: string | null;
  /** Ends within five seconds, whatever happens. May be called twice. */
  stop: () => Promise<void>;
}

export interface Surroundings {
  log: Log;
  /** Takes a line for the person who waits for the start. */
  say: (line: string) => void;
  /** Makes sure that the desk is built; done while the database starts. */
  buildDesk: () => Promise<unknown>;
  /** Where the built desk lies. */
  deskFolder: string;
}

/** Each part gets its share of the five seconds that a clean stop may take. */
const PART_STOP_MS = 1500;
const HTTP_PATIENCE_MS = 500;
const CONNECTIONS = 20;
const CATCH_UP_EVERY_MS = 30_000;

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
  const onBroken = (err: Error) => log.warn({ err }, 'A connection to the database broke');
  const database = await openConfiguredDatabase(config, { say, onBroken, max: CONNECTIONS });
  undo.push({ name: 'the database', run: database.close });
  await migrate(database.pool, { say });
  const ownOrigins = originsOf(door?.port ?? config.port);
  const world = makeWorld({ database, secretKey, log, version: VERSION, ownOrigins });
  undo.push({ name: 'the ways out', run: world.contexts.close });
  const url = urlOf(config, door);
  const metrics = makeMetrics();
  if (has('jobs')) undo.push(startJobs(world, metrics));
  if (has('listen')) undo.push(startListening(world));
  await desk;
  const ownerLink =
    door === undefined
      ? null
      : await openDesk(config, world, { door, url, metrics, deskFolder: around.deskFolder }, undo);
  undo.push({ name: 'the notice of leaving', run: claim.leaving });
  return { url, ownerLink, stop };
}

/** The desk, its API, and the pages beside it. @returns the one-time link while there is no owner */
async function openDesk(
  config: Config,
  world: World,
  { door, url, metrics, deskFolder }: { door: HttpDoor; url: string; metrics: Metrics; deskFolder: string },
  undo: Undo[],
): Promise<string | null> {
  const { database, contexts, now, log } = world;
  const services = await makeServices({ ...world, ...contexts, publicUrl: url });
  undo.push({ name: 'the live stream', run: services.live.stop });
  const { seal } = contexts.home;
  const rehearsal = rehearsalMount({
    db: database.db,
    seal,
    now,
    isForEveryone: config.rehearsalOpen,
    log: world.tell,
  });
  undo.push({ name: 'the square', run: rehearsal.stop });
  const app = makeApp({
    services,
    log,
    publicUrl: url,
    hosts: hostsFor(config.host, url),
    metrics,
    pool: () => poolFigures(database.pool),
    health: { checks: [{ name: 'database', run: () => serverFacts(database.pool) }] },
    mounts: [rehearsal],
    deskFolder,
    version: VERSION,
  });
  door.open((request, bindings) => app.fetch(request, bindings));
  const token = await services.welcome.freshToken();
  return token === null ? null : `${url}/welcome#token=${token}`;
}

/** Hears the networks, each channel in one process. */
function startListening(world: World): Undo {
  const { database, connectors, contexts, seal, ears, now, tell } = world;
  return startLoop('the listeners', signal =>
    listen(
      {
        db: database.db,
        connectors,
        openContext: contexts.open,
        seal,
        ears,
        gather: makeGather(world.ingestAll),
        wait: waitFor,
        random: Math.random,
        now,
        log: tell,
        holder: world.makeId(),
      },
      signal,
    ),
  );
}

/** Keeps the promises' time, and takes up what a crash left behind. */
function startJobs(world: World, metrics: Metrics): Undo {
  const { database, makeId, now, tell, receive } = world;
  const onTrouble = (err: unknown) => tell('error', 'Could not take up what was left behind; trying again', { err });
  return startLoop('the jobs', async signal => {
    await Promise.all([
      keepTime({ db: database.db, makeId, now, wait: waitFor, log: tell, onBreach: metrics.breach }, signal),
      keepDoing(CATCH_UP_EVERY_MS, signal, receive.catchUp, onTrouble),
    ]);
  });
}

function startLoop(name: string, loop: (signal: AbortSignal) => Promise<unknown>): Undo {
  const stop = new AbortController();
  const ended = loop(stop.signal);
  return {
    name,
    run: async () => {
      stop.abort();
      await ended;
    },
  };
}

function poolFigures({ totalCount, idleCount, waitingCount }: pg.Pool) {
  return { total: totalCount, idle: idleCount, waiting: waitingCount };
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
