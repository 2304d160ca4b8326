import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 10;

/** Whether a program with this number runs. One that has ended but was not collected by its parent counts as gone. */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!isErrno(error, 'EPERM')) return false;
  }
  return !isZombie(pid);
}

/**
 * When the program began, as the system says it: the number of a dead program is given to another one sooner or
 * later, the pair of number and beginning is not. Undefined where the system does not tell.
 */
export function processMark(pid: number): string | undefined {
  if (process.platform === 'linux') return linuxStat(pid)?.[19];
  if (process.platform === 'win32') return undefined;
  return ps(pid, 'lstart=') || undefined;
}

/** Whether the living program `pid` is a Postgres server over `folder`. */
export function isPostgresOver(pid: number, folder: string): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform === 'linux') return linuxIsPostgresOver(pid, folder);
  if (process.platform === 'win32') return windowsName(pid).startsWith('postgres');
  const command = ps(pid, 'command=');
  return /postgres/.test(command) && command.includes(folder);
}

/** Waits until the program is gone. @returns whether it went in time */
export async function waitUntilGone(pid: number, timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (isAlive(pid)) {
    if (performance.now() > deadline) return false;
    await sleep(POLL_MS);
  }
  return true;
}

function linuxIsPostgresOver(pid: number, folder: string): boolean {
  if (readText(`/proc/${pid}/comm`)?.trim() !== 'postgres') return false;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === folder;
  } catch {
    // Another user's program, or one under a security module: its command line is readable by everybody.
    const command = readText(`/proc/${pid}/cmdline`) ?? '';
    return command.includes(folder);
  }
}

function isZombie(pid: number): boolean {
  if (process.platform === 'linux') return /^[ZX]/.test(linuxStat(pid)?.[0] ?? '');
  if (process.platform === 'win32') return false;
  return ps(pid, 'stat=').startsWith('Z');
}

/** The fields of /proc/PID/stat after the name in parentheses, which may itself hold blanks and parentheses. */
function linuxStat(pid: number): string[] | undefined {
  const text = readText(`/proc/${pid}/stat`);
  return text?.slice(text.lastIndexOf(')') + 2).split(' ');
}

function ps(pid: number, column: string): string {
  return output('ps', ['-o', column, '-p', String(pid)]);
}

function windowsName(pid: number): string {
  return output('tasklist', ['/fi', `PID eq ${pid}`, '/fo', 'csv', '/nh']).replace(/^"/, '');
}

function output(command: string, args: string[]): string {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return '';
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

export function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
