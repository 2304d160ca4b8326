import type pg from 'pg';
import { claimFolder } from './claim-folder.ts';
import { type Config, hooksAt, type Role } from './config.ts';
import { type Ending, makeEnding } from './ending.ts';
import { makeApp } from './http/app.ts';
import { hostsFor } from './http/guard.ts';
import { type Metrics, makeMetrics } from './http/metrics.ts';
import type { Rereading } from './jobs/tasks.ts';
import { startWorker } from './jobs/worker.ts';
import { type HttpDoor, listenHttp } from './listen-http.ts';
import type { Log } from './log.ts';
import {
  startAftermath,
  startCrises,
  startLearning,
  startLoop,
  startPaying,
  startReporting,
  startTelling,
  startTidying,
} from './loops.ts';
import { makeServices } from './make-services.ts';
import { makeWorld, originsOf, type World } from './make-world.ts';
import { openConfiguredDatabase } from './open-database.ts';
import { readyChecks } from './ready-checks.ts';
import { rehearsalMount } from './rehearsal-page.ts';
import { openSecretKey } from './secret-key.ts';
import { keepTime } from './services/clock.ts';
import { makeGather } from './services/gather.ts';
import { makeHolidayRefresh } from './services/holiday-feeds.ts';
import { listen } from './services/listen.ts';
import { makeMail } from './services/mail.ts';
import { makeMedia } from './services/media.ts';
import { keepOwnPromises } from './services/own-promise-clock.ts';
import { makePush } from './services/push.ts';
import { readAgain } from './services/read-again.ts';
import { reread } from './services/reread.ts';
import { keepRouting } from './services/route-work.ts';
import { keepEscalating } from './services/run-escalation.ts';
import { keepRules } from './services/run-rules.ts';
import { sendWebhook, type WebhookJob } from './services/send-webhook.ts';
import { waitFor } from './services/wait.ts';
import { keepWeighing } from './services/weigh-risk.ts';
import { shippedOnce } from './shipped.ts';
import { migrate } from './store/migrate.ts';
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

const HTTP_PATIENCE_MS = 500;
const CONNECTIONS = 20;

/** Starts the roles of the settings, in an order in which nothing is used before it is there. */
export async function startHeed(config: Config, around: Surroundings): Promise<Heed> {
  const ending = makeEnding(around.log);
  try {
    const started = await build(config, around, ending);
    return { ...started, stop: ending.run };
  } catch (error) {
    await ending.run();
    throw error;
  }
}

async function build(config: Config, around: Surroundings, ending: Ending): Promise<Omit<Heed, 'stop'>> {
  const { log, say } = around;
  const claim = await claimFolder(config.dataFolder, config.roles);
  ending.ground('the claim on the data folder', claim.release);
  ending.work('the notice of leaving', claim.leaving);
  const has = (role: Role) => config.roles.has(role);
  const door = has('http') ? await listenHttp(config.host, config.port) : undefined;
  if (door !== undefined) ending.work('the door', () => door.close(HTTP_PATIENCE_MS));
  const desk = door === undefined ? undefined : around.buildDesk();
  // Waited for below; until then its failure must not count as nobody's.
  desk?.catch(() => {});
  const secretKey = openSecretKey(config.dataFolder, config.secretKey);
  const onBroken = (err: Error) => log.warn({ err }, 'A connection to the database broke');
  const opening = openConfiguredDatabase(config, { say, onBroken, max: CONNECTIONS });
  opening.catch(() => {});
  // Read while the database starts, so that the first post need not wait for it.
  const shipped = shippedOnce();
  shipped();
  const database = await opening;
  ending.ground('the database', database.close);
  await migrate(database.pool, { say });
  const ownOrigins = originsOf(config.host, door?.port ?? config.port);
  const { privateOrigins, matchingThreads } = config;
  const known = { database, secretKey, log, version: VERSION, ownOrigins, privateOrigins, matchingThreads };
  const world = makeWorld({ ...known, hooksAt: hooksAt(config, urlOf(config, door)), shipped });
  ending.ground('the ways out', world.contexts.close);
  ending.ground('the teaching', world.teaching.close);
  const metrics = makeMetrics();
  if (has('jobs')) await startJobs(config, world, metrics, ending, urlOf(config, door));
  if (has('jobs')) startReporting(config, world, ending, urlOf(config, door));
  if (has('listen')) startListening(world, ending);
  startTelling(world, ending);
  startPaying(world, ending);
  await desk;
  const url = urlOf(config, door);
  if (door === undefined) return { url, ownerLink: null };
  const ownerLink = await openDesk(config, world, { door, url, metrics, deskFolder: around.deskFolder }, ending);
  return { url, ownerLink };
}

/** The desk, its API, and the pages beside it. @returns the one-time link while there is no owner */
async function openDesk(
  config: Config,
  world: World,
  { door, url, metrics, deskFolder }: { door: HttpDoor; url: string; metrics: Metrics; deskFolder: string },
  ending: Ending,
): Promise<string | null> {
  const { database, contexts, now, log } = world;
  const services = await makeServices({ ...world, ...contexts, publicUrl: url, canMail: config.mail !== null });
  ending.work('the live stream', services.live.stop);
  const { seal } = contexts.home;
  const rehearsal = rehearsalMount({
    db: database.db,
    seal,
    now,
    isForEveryone: config.rehearsalOpen,
    log: world.tell,
  });
  ending.work('the square', rehearsal.stop);
  const app = makeApp({
    services,
    log,
    publicUrl: url,
    hooksUrl: hooksAt(config, url).root,
    hosts: hostsFor(config.host, [url, hooksAt(config, url).root]),
    metrics,
    pool: () => poolFigures(database.pool),
    health: { checks: readyChecks(database) },
    mounts: [rehearsal],
    deskFolder,
    version: VERSION,
  });
  door.open((request, bindings) => app.fetch(request, bindings));
  const token = await services.welcome.freshToken();
  return token === null ? null : `${url}/welcome#token=${token}`;
}

/** Hears the networks, each channel in one process. */
function startListening(world: World, ending: Ending): void {
  const { database, connectors, contexts, seal, ears, now, tell } = world;
  ending.ground('the ears', ears.close);
  startLoop('the listeners', ending, signal =>
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

/** Sends answers, fetches pictures, keeps the promises' time, and takes up what a crash left behind. */
async function startJobs(
  config: Config,
  world: World,
  metrics: Metrics,
  ending: Ending,
  publicUrl: string,
): Promise<void> {
  const { database, connectors, contexts, seal, makeId, now, readers, tell } = world;
  const { db, pool } = database;
  const delivering = {
    db,
    makeId,
    now,
    readers,
    connectors,
    openContext: contexts.open,
    seal,
    wait: waitFor,
    random: Math.random,
  };
  const media = makeMedia({ db, fetchFor: contexts.fetchFor, speaking: delivering, now });
  const holidayFeeds = makeHolidayRefresh({ db, makeId, now, fetchFor: contexts.fetchFor });
  const push = makePush({ db, seal, makeId, now, fetchFor: contexts.fetchFor, publicUrl });
  const telling = { db, seal, makeId, now, fetchFor: contexts.fetchFor };
  const webhooks = { send: (job: WebhookJob, signal: AbortSignal) => sendWebhook(telling, job, signal) };
  const mail = makeMail({ db, now, server: config.mail });
  const { ingestAll, ears } = world;
  const again = {
    db,
    connectors,
    openContext: contexts.open,
    seal,
    ingestAll,
    ears,
    home: contexts.home,
    now,
    log: tell,
  };
  const rereading: Rereading = { reread: (job, signal) => reread(again, job, signal) };
  const worker = await startWorker({
    webhooks,
    mail,
    pool,
    delivering,
    media,
    holidayFeeds,
    push,
    rereading,
    readAgain: (job, signal) => readAgain({ db, makeId, now, readers, wait: waitFor }, job, signal),
    wait: waitFor,
    log: tell,
  });
  ending.work('the jobs', worker.stop);
  startLoop('the clock', ending, signal =>
    keepTime({ db, makeId, now, wait: waitFor, log: tell, onBreach: metrics.breach }, signal),
  );
  startLoop('the clock of our own promises', ending, signal =>
    keepOwnPromises({ db, makeId, now, wait: waitFor, log: tell }, signal),
  );
  startLoop('the routing', ending, signal => keepRouting({ db, makeId, now, wait: waitFor, log: tell }, signal));
  startLoop('the rules', ending, signal =>
    keepRules({ db, makeId, now, connectors, seal, wait: waitFor, log: tell }, signal),
  );
  const escalating = { db, makeId, now, wait: waitFor, canMail: config.mail !== null, publicUrl, log: tell };
  startLoop('the escalation', ending, signal => keepEscalating(escalating, signal));
  startLoop('the weighing of risks', ending, signal => keepWeighing(escalating, signal));
  startCrises({ ...delivering, log: tell }, ending);
  startAftermath(world, publicUrl, ending);
  startLearning(world, ending);
  startTidying(world, media, ending);
}

function poolFigures({ totalCount, idleCount, waitingCount }: pg.Pool) {
  return { total: totalCount, idle: idleCount, waiting: waitingCount };
}

function urlOf(config: Config, door: HttpDoor | undefined): string {
  if (config.publicUrl !== undefined) return config.publicUrl;
  const host = config.host === '0.0.0.0' || config.host === '::' ? '127.0.0.1' : config.host;
  return `http://${host.includes(':') ? `[${host}]` : host}:${door?.port ?? config.port}`;
}
