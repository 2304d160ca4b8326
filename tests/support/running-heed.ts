import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { readPidFile } from '../../src/postgres/pid-file.ts';
import { atEnd } from './at-end.ts';
import { until } from './until.ts';

export const ROOT = join(import.meta.dirname, '../..');
const READY_TIMEOUT_MS = 60_000;
const END_TIMEOUT_MS = 60_000;

export interface Program {
  child: ChildProcess;
  /** Everything said so far, on both outputs. */
  said: () => string;
  /** Resolves with the exit code, or the signal that ended it. */
  ended: () => Promise<number | NodeJS.Signals | null>;
  /** The data folder it was given. */
  dataFolder: string;
}

export interface RunningHeed extends Program {
  url: string;
  /** Asks it to end in order. @returns its exit code and how long that took, in milliseconds */
  stop: () => Promise<{ code: number | NodeJS.Signals | null; tookMs: number }>;
}

type Settings = Record<string, string>;

/** Runs a verb of the command line as its own program, the way a person would, and leaves nothing of it behind. */
export function runHeed(
  test: TestContext,
  verb: string[],
  dataFolder: string,
  settings: Settings = {},
  input = '',
): Program {
  const child = spawn(process.execPath, [join(ROOT, 'bin', 'heed.mjs'), ...verb], {
    cwd: dataFolder,
    env: { PATH: process.env['PATH'], HEED_DATA_DIR: dataFolder, HEED_PORT: '0', ...settings },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.on('error', () => {}).end(input);
  let said = '';
  child.stdout.on('data', part => (said += part));
  child.stderr.on('data', part => (said += part));
  const end = once(child, 'close').then(([code, signal]) => code ?? signal);
  atEnd(test, async () => {
    child.kill('SIGTERM');
    await end;
    await postgresGone(dataFolder);
  });
  return { child, said: () => said, ended: () => within(end, () => said), dataFolder };
}

/** Starts a server and waits for the line that says where it is. */
export async function startServer(
  test: TestContext,
  dataFolder: string,
  settings: Settings = {},
): Promise<RunningHeed> {
  const program = runHeed(test, ['start'], dataFolder, settings);
  const url = await until(() => {
    if (program.child.exitCode !== null) throw new Error(`Heed ended instead of starting: ${program.said()}`);
    return /Heed is ready at (\S+)\n/.exec(program.said())?.[1];
  }, READY_TIMEOUT_MS);
  const stop = async () => {
    const startedAt = performance.now();
    program.child.kill('SIGTERM');
    const code = await program.ended();
    return { code, tookMs: performance.now() - startedAt };
  };
  return { ...program, url, stop };
}

/** The number of the embedded database's server, as it notes it down itself. */
export function postgresPid(dataFolder: string): number | undefined {
  return readPidFile(join(dataFolder, 'pg'))?.pid;
}

/** A server that was orphaned on purpose is ended, so that no test leaves a program running. */
async function postgresGone(dataFolder: string): Promise<void> {
  const pid = postgresPid(dataFolder);
  if (pid === undefined) return;
  try {
    process.kill(pid, 'SIGQUIT');
  } catch {
    return;
  }
  await until(() => postgresPid(dataFolder) === undefined, END_TIMEOUT_MS).catch(() => {});
}

async function within<T>(end: Promise<T>, said: () => string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`it did not end: ${said()}`)), END_TIMEOUT_MS);
  });
  return Promise.race([end, late]).finally(() => clearTimeout(timer));
}
