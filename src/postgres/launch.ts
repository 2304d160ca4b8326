import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CannotStart } from '../core/cannot-start.ts';
import { type ClusterPlace, clusterFolder, identity } from './cluster.ts';
import { clearStalePidFile, findRunning, type PidFile } from './pid-file.ts';
import { isAlive, waitUntilGone } from './process.ts';
import { commandAs } from './run-as.ts';
import { settingsFile, type Tuning } from './settings.ts';
import { makeSocketFolder, socketFolderFor } from './socket-folder.ts';

const POLL_MS = 5;
const PATIENCE_MS = 1500;
const PROGRESS_EVERY_MS = 5000;
/** Backends of a killed server notice within moments that it is gone; until then its memory is taken. */
const LEFTOVER_RETRIES = 40;
const LEFTOVER_WAIT_MS = 250;
const LOG_MAX_BYTES = 8 * 1024 * 1024;
/** Postgres is asked to stop at once, then told to; both fit into the five seconds of a clean stop. */
const FAST_STOP_MS = 2300;
const IMMEDIATE_STOP_MS = 500;

export interface Launch extends ClusterPlace {
  tuning: Tuning;
  /** Takes one line for the person who waits. */
  say: (line: string) => void;
}

/** Starts the server and waits until it takes connections. */
export async function launch(place: Launch): Promise<PidFile> {
  for (let attempt = 1; ; attempt++) {
    const otherPid = clearStalePidFile(clusterFolder(place.dataFolder));
    if (otherPid !== undefined) {
      place.say(`The database was not closed last time; its old number ${otherPid} is another program now. Going on.`);
    }
    const outcome = await tryLaunch(place);
    if (typeof outcome !== 'string') return outcome;
    if (!/pre-existing shared memory/.test(outcome) || attempt > LEFTOVER_RETRIES) throw new CannotStart(outcome);
    if (attempt === 1) place.say('Parts of a killed database are still ending. Waiting for them.');
    await sleep(LEFTOVER_WAIT_MS);
  }
}

/** Waits until a server that runs already takes connections. */
export async function waitUntilReady(place: Launch, pid: number): Promise<PidFile> {
  const cluster = clusterFolder(place.dataFolder);
  const startedAt = performance.now();
  let nextLineAt = PATIENCE_MS;
  while (isAlive(pid)) {
    const running = findRunning(cluster);
    if (running?.pid === pid && running.status === 'ready') return running;
    const waitedMs = performance.now() - startedAt;
    if (waitedMs > nextLineAt) {
      place.say(`The database is putting itself in order after a hard stop (${Math.round(waitedMs / 1000)} s).`);
      nextLineAt += PROGRESS_EVERY_MS;
    }
    await sleep(POLL_MS);
  }
  throw new CannotStart(lastWords(place));
}

/** Stops the server: politely, and after a while less so; it then puts itself in order at the next start. */
export async function stopServer(pid: number): Promise<void> {
  signal(pid, 'SIGINT');
  if (await waitUntilGone(pid, FAST_STOP_MS)) return;
  signal(pid, 'SIGQUIT');
  if (await waitUntilGone(pid, IMMEDIATE_STOP_MS)) return;
  signal(pid, 'SIGKILL');
}

export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It went by itself.
  }
}

/** @returns the running server, or the words with which it gave up */
async function tryLaunch(place: Launch): Promise<PidFile | string> {
  const logFrom = rotateLog(place);
  const log = openSync(logPath(place), 'a', 0o600);
  const command = commandAs(place.runAs, join(place.binaries.folder, 'bin', 'postgres'), await serverArguments(place));
  // Detached: Ctrl-C in a terminal reaches Heed alone, which then stops the database in order.
  const child = spawn(command.file, command.args, {
    ...identity(command),
    cwd: place.dataFolder,
    env: place.environment,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  const ended = once(child, 'exit').catch((error: Error) => [error.message]);
  if (child.pid === undefined) return `PostgreSQL did not start: ${String((await ended)[0])}`;
  try {
    return await waitUntilReady(place, child.pid);
  } catch (error) {
    if (error instanceof CannotStart) return lastWords(place, logFrom);
    throw error;
  }
}

async function serverArguments(place: Launch): Promise<string[]> {
  const cluster = clusterFolder(place.dataFolder);
  writeFileSync(join(cluster, 'postgresql.conf'), `${settingsFile(place.tuning)}include_if_exists = 'own.conf'\n`);
  if (process.platform === 'win32') return ['-D', cluster, '-c', 'listen_addresses=127.0.0.1', '-p', await freePort()];
  const sockets = socketFolderFor(place.dataFolder);
  makeSocketFolder(sockets, place.runAs);
  clearStaleSockets(sockets);
  return ['-D', cluster, '-c', 'listen_addresses=', '-k', sockets, '-c', 'unix_socket_permissions=0700'];
}

/**
 * The socket of a killed server carries a lock with its number. Postgres honours it as long as anything has that number,
 * be it another program or, in a container without a proper first process, the remains of the server itself.
 */
function clearStaleSockets(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (name.startsWith('.s.PGSQL.')) rmSync(join(folder, name), { force: true });
  }
}

async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return String(typeof address === 'object' ? address?.port : 0);
}

function logPath(place: ClusterPlace): string {
  return join(place.dataFolder, 'postgres.log');
}

/** @returns how long the log is already */
function rotateLog(place: ClusterPlace): number {
  const path = logPath(place);
  if (!existsSync(path)) return 0;
  const { size } = statSync(path);
  if (size <= LOG_MAX_BYTES) return size;
  renameSync(path, `${path}.old`);
  return 0;
}

function lastWords(place: Launch, fromByte = 0): string {
  const lines = readFileSync(logPath(place)).subarray(fromByte).toString('utf8').trim().split('\n');
  const fatal = lines.filter(line => /\b(FATAL|PANIC):/.test(line)).at(-1) ?? lines.at(-1);
  const said = fatal?.replace(/^.*?\b(?=FATAL|PANIC)/, '') ?? 'no words';
  return `The database did not start. It said: ${said}. More is in ${logPath(place)}.`;
}
