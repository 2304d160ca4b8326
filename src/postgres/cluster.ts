import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CannotStart } from '../core/cannot-start.ts';
import type { Binaries } from './binaries.ts';
import { commandAs, giveTo, type RunAs } from './run-as.ts';

export const DATABASE_USER = 'heed';
export const DATABASE_NAME = 'heed';

const INITDB_TIMEOUT_MS = 120_000;

export interface ClusterPlace {
  binaries: Binaries;
  runAs: RunAs;
  /** The folder that holds the database folder and what belongs to it. */
  dataFolder: string;
  environment: NodeJS.ProcessEnv;
}

/** The database's own folder. */
export function clusterFolder(dataFolder: string): string {
  return join(dataFolder, 'pg');
}

/** Makes a new, empty database folder beside its place and moves it there when it is whole. */
export function createCluster(place: ClusterPlace): void {
  const folder = clusterFolder(place.dataFolder);
  const draft = `${folder}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  giveTo(place.runAs, draft);
  initialise(place, draft);
  run(place, 'postgres', ['--single', '-D', draft, 'postgres'], `CREATE DATABASE ${DATABASE_NAME};\n`);
  renameSync(draft, folder);
}

/** A data folder is readable by the major version that wrote it, and by no other. */
export function checkVersion(place: ClusterPlace): void {
  const folder = clusterFolder(place.dataFolder);
  const found = Number(readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim());
  const ours = place.binaries.majorVersion;
  if (found === ours) return;
  throw new CannotStart(
    `The database in ${folder} was written by PostgreSQL ${found}, and this Heed brings ${ours}. ` +
      'Run `npm run heed -- backup heed.backup` with the Heed that wrote it, move that folder away, ' +
      'then run `npm run heed -- restore heed.backup` with this one.',
  );
}

/** The password of the database where sockets cannot be kept private (Windows); undefined elsewhere. */
export function databasePassword(dataFolder: string): string | undefined {
  if (process.platform !== 'win32') return undefined;
  const file = join(dataFolder, 'pg.password');
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

function initialise(place: ClusterPlace, folder: string): void {
  const failures: string[] = [];
  for (const locale of characterLocales()) {
    const failure = tryRun(place, 'initdb', [...initdbArguments(place, folder), `--lc-ctype=${locale}`]);
    if (failure === undefined) return;
    failures.push(failure);
    if (!/locale/i.test(failure)) break;
  }
  throw new CannotStart(`PostgreSQL could not create its database in ${folder}: ${failures.at(-1)}`);
}

function initdbArguments(place: ClusterPlace, folder: string): string[] {
  const password = databasePassword(place.dataFolder);
  const sign = password === undefined ? ['--auth=trust'] : ['--auth=scram-sha-256', `--pwfile=${passwordFile(place)}`];
  return [
    `--pgdata=${folder}`,
    `--username=${DATABASE_USER}`,
    ...sign,
    '--encoding=UTF8',
    '--data-checksums',
    // Sorting and letter case are the same on every machine, by Unicode's rules and not by the system's library.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ];
}

/**
 * Trigram search asks the system's library, by this setting, which bytes are letters: under plain `C` no Greek,
 * Cyrillic or Arabic word has any. The last resort works, with such words unsearchable by part.
 */
function characterLocales(): string[] {
  return process.platform === 'win32' ? ['English_United States.utf8', 'C'] : ['C.UTF-8', 'en_US.UTF-8', 'C'];
}

function passwordFile(place: ClusterPlace): string {
  const file = join(place.dataFolder, 'pg.password');
  chmodSync(file, 0o600);
  return file;
}

function run(place: ClusterPlace, program: string, args: string[], input: string): void {
  const failure = tryRun(place, program, args, input);
  if (failure !== undefined) throw new CannotStart(`PostgreSQL could not prepare its database: ${failure}`);
}

/** @returns the program's own last words when it failed */
function tryRun(place: ClusterPlace, program: string, args: string[], input = ''): string | undefined {
  const command = commandAs(place.runAs, join(place.binaries.folder, 'bin', program), args);
  const result = spawnSync(command.file, command.args, {
    ...identity(command),
    cwd: place.dataFolder,
    env: place.environment,
    input,
    encoding: 'utf8',
    timeout: INITDB_TIMEOUT_MS,
  });
  if (result.error !== undefined) return missingLibrary(result.error);
  const words = result.stderr.trim().split('\n');
  const complaint =
    words.find(line => /error|fatal|panic/i.test(line)) ?? words.at(-1) ?? `ended with ${result.status}`;
  // `postgres --single` ends well even when a statement in it fails.
  return result.status === 0 && !/\b(ERROR|FATAL|PANIC):/.test(result.stderr) ? undefined : complaint;
}

function missingLibrary(error: Error): string {
  const isMissing = 'code' in error && error.code === 'ENOENT';
  if (!isMissing) return error.message;
  return `${error.message} (the built-in PostgreSQL needs a Linux with glibc; elsewhere set HEED_DATABASE_URL)`;
}

/** @returns the user to run as, in the form that `spawn` takes it */
export function identity(command: { uid?: number; gid?: number }): { uid?: number; gid?: number } {
  return command.uid === undefined || command.gid === undefined ? {} : { uid: command.uid, gid: command.gid };
}
