import { chmodSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CannotStart } from '../core/cannot-start.ts';
import { type Binaries, copyBinaries, findBinaries, prepareBinaries } from './binaries.ts';
import {
  checkVersion,
  clusterFolder,
  createCluster,
  DATABASE_NAME,
  DATABASE_USER,
  databasePassword,
} from './cluster.ts';
import { tryFileLock, withFileLock } from './file-lock.ts';
import { type Launch, launch, signal, stopServer, waitUntilReady } from './launch.ts';
import { findRunning, type PidFile } from './pid-file.ts';
import { isAlive, waitUntilGone } from './process.ts';
import { canReach, chooseRunAs, giveTo, type RunAs } from './run-as.ts';
import type { Tuning } from './settings.ts';
import { currentUsers, signIn, signOut } from './users.ts';

const LOCK_WAIT_MS = 120_000;
const STOP_LOCK_WAIT_MS = 1000;
const WATCH_EVERY_MS = 1000;
const STOPPING_WAIT_MS = 10_000;

export interface EmbeddedOptions {
  /** Holds the database folder `pg` and what belongs to it. Made when absent. */
  dataFolder: string;
  /** What the server's own process sees as its environment. */
  environment: NodeJS.ProcessEnv;
  tuning?: Tuning;
  say?: (line: string) => void;
  /** False: as if the system forbade user namespaces. For tests. */
  namespaces?: boolean;
}

/** Where the server listens; fits the options of a `pg` pool. */
export interface Address {
  host: string;
  port: number;
  user: string;
  database: string;
  password?: string;
}

export interface Embedded {
  address: Address;
  /** The folder of the database was made by this call. */
  isNew: boolean;
  /** The server's process number this moment. */
  pid: () => number;
  /** Leaves the server, and stops it when nobody else uses it. */
  close: () => Promise<void>;
}

/**
 * Opens the embedded Postgres of a data folder: creates, repairs, adopts or starts it as needed. Several programs may
 * have it open at once (the server and the command line beside it); the last one out stops it.
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const place = await settle(options);
  const { running, isNew, note } = await withFileLock(lockPath(place), LOCK_WAIT_MS, () => enter(place));
  const current = { pid: running.pid };
  const leaveAtExit = () => leaveNow(place, note);
  process.once('exit', leaveAtExit);
  const watch = setInterval(() => keepRunning(place, current), WATCH_EVERY_MS);
  watch.unref();
  return {
    address: addressOf(place, running),
    isNew,
    pid: () => current.pid,
    close: async () => {
      clearInterval(watch);
      process.off('exit', leaveAtExit);
      await leave(place, note);
    },
  };
}

async function settle(options: EmbeddedOptions): Promise<Launch> {
  mkdirSync(options.dataFolder, { recursive: true, mode: 0o700 });
  // One name for one folder, whichever way it is written: locks, sockets and the server's own note agree on it.
  const dataFolder = realpathSync(options.dataFolder);
  const forbid = options.namespaces === undefined ? {} : { namespaces: options.namespaces };
  const runAs = chooseRunAs(clusterFolder(dataFolder), forbid);
  return {
    dataFolder,
    runAs,
    binaries: reachableBinaries(runAs, dataFolder),
    environment: options.environment,
    tuning: options.tuning ?? {},
    say: options.say ?? (() => {}),
  };
}

function reachableBinaries(runAs: RunAs, dataFolder: string): Binaries {
  letThrough(runAs, dataFolder);
  const binaries = prepareBinaries(findBinaries(), dataFolder);
  if (canReach(runAs, join(binaries.folder, 'bin', 'postgres'))) return binaries;
  return copyBinaries(binaries, dataFolder);
}

/** Another user may pass through the data folder to the database's, and list nothing on the way. */
function letThrough(runAs: RunAs, dataFolder: string): void {
  if (runAs.kind !== 'user') return;
  chmodSync(dataFolder, 0o711);
  if (canReach(runAs, dataFolder)) return;
  throw new CannotStart(
    `Heed runs as root, PostgreSQL may not, and other users cannot enter ${dirname(dataFolder)}. ` +
      'Set HEED_DATA_DIR to a folder that others may enter (such as /var/lib/heed), or run Heed as an ordinary user.',
  );
}

async function enter(place: Launch): Promise<{ running: PidFile; isNew: boolean; note: string }> {
  const cluster = clusterFolder(place.dataFolder);
  const isNew = !hasCluster(cluster);
  if (isNew) {
    place.say('Creating the database.');
    createCluster(place);
  }
  checkVersion(place);
  giveTo(place.runAs, cluster);
  const running = await ensureRunning(place);
  return { running, isNew, note: signIn(usersPath(place)) };
}

async function ensureRunning(place: Launch): Promise<PidFile> {
  const found = findRunning(clusterFolder(place.dataFolder));
  if (found === undefined) return begin(place);
  if (found.status === 'stopping' || wasToldToStop(place, found.pid)) {
    if (!(await waitUntilGone(found.pid, STOPPING_WAIT_MS))) await stopServer(found.pid);
    return begin(place);
  }
  return waitUntilReady(place, found.pid);
}

function begin(place: Launch): Promise<PidFile> {
  rmSync(stoppingPath(place), { force: true });
  return launch(place);
}

/** Starts the server again when it was ended from outside (out of memory, a stray `kill`) while in use. */
function keepRunning(place: Launch, current: { pid: number; busy?: boolean }): void {
  if (current.busy === true || isAlive(current.pid)) return;
  current.busy = true;
  place.say('The database ended by itself. Starting it again.');
  withFileLock(lockPath(place), LOCK_WAIT_MS, () => ensureRunning(place))
    .then(running => {
      current.pid = running.pid;
    })
    .catch((error: Error) => place.say(error.message))
    .finally(() => {
      current.busy = false;
    });
}

async function leave(place: Launch, note: string): Promise<void> {
  signOut(note);
  try {
    await withFileLock(lockPath(place), STOP_LOCK_WAIT_MS, () => stopIfUnused(place));
  } catch (error) {
    // Whoever holds the lock is coming in, so the server is in use.
    if (!(error instanceof CannotStart)) throw error;
  }
}

async function stopIfUnused(place: Launch): Promise<void> {
  const found = findRunning(clusterFolder(place.dataFolder));
  if (found === undefined || currentUsers(usersPath(place)).length > 0) return;
  tellToStop(place, found.pid);
  await stopServer(found.pid);
}

/** The same in the last moment of a program, when nothing can be waited for any more. */
function leaveNow(place: Launch, note: string): void {
  signOut(note);
  if (!tryFileLock(lockPath(place))) return;
  const found = findRunning(clusterFolder(place.dataFolder));
  if (found !== undefined && currentUsers(usersPath(place)).length === 0) {
    tellToStop(place, found.pid);
    signal(found.pid, 'SIGINT');
  }
  rmSync(lockPath(place), { force: true });
}

/** Postgres notes only a little later that it is stopping; whoever comes in between must not adopt it. */
function tellToStop(place: Launch, pid: number): void {
  writeFileSync(stoppingPath(place), String(pid));
}

function wasToldToStop(place: Launch, pid: number): boolean {
  try {
    return readFileSync(stoppingPath(place), 'utf8') === String(pid);
  } catch {
    return false;
  }
}

function hasCluster(cluster: string): boolean {
  try {
    readFileSync(join(cluster, 'PG_VERSION'));
    return true;
  } catch {
    return false;
  }
}

function addressOf(place: Launch, running: PidFile): Address {
  const password = databasePassword(place.dataFolder);
  return {
    host: process.platform === 'win32' ? '127.0.0.1' : running.socketFolder,
    port: running.port,
    user: DATABASE_USER,
    database: DATABASE_NAME,
    ...(password === undefined ? {} : { password }),
  };
}

function lockPath(place: Launch): string {
  return join(place.dataFolder, 'pg.lock');
}

function usersPath(place: Launch): string {
  return join(place.dataFolder, 'pg.users');
}

function stoppingPath(place: Launch): string {
  return join(place.dataFolder, 'pg.stopping');
}
