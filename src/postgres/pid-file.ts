import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, isPostgresOver } from './process.ts';

/** What Postgres writes down about itself in `postmaster.pid` (src/include/utils/pidfile.h). */
export interface PidFile {
  pid: number;
  port: number;
  socketFolder: string;
  status: 'starting' | 'ready' | 'stopping' | 'standby';
}

const STATUSES = ['starting', 'ready', 'stopping', 'standby'] as const;

/** @returns undefined when there is no such file or it is not finished */
export function readPidFile(cluster: string): PidFile | undefined {
  let lines: string[];
  try {
    lines = readFileSync(pidFilePath(cluster), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Math.abs(Number(lines[0]));
  if (!Number.isInteger(pid) || pid === 0) return undefined;
  const status = STATUSES.find(name => name === lines[7]?.trim()) ?? 'starting';
  return { pid, port: Number(lines[3] ?? 0), socketFolder: lines[4]?.trim() ?? '', status };
}

/** The Postgres that runs over this folder this moment, whoever started it. */
export function findRunning(cluster: string): PidFile | undefined {
  const file = readPidFile(cluster);
  return file !== undefined && isPostgresOver(file.pid, cluster) ? file : undefined;
}

/**
 * Removes the note of a Postgres that is no more. Postgres does so itself, except where its old number now belongs
 * to another living program: then it believes itself running and refuses to start.
 * @returns the other program's number in that case
 */
export function clearStalePidFile(cluster: string): number | undefined {
  const file = readPidFile(cluster);
  if (file === undefined || isPostgresOver(file.pid, cluster)) return undefined;
  rmSync(pidFilePath(cluster), { force: true });
  return isAlive(file.pid) ? file.pid : undefined;
}

function pidFilePath(cluster: string): string {
  return join(cluster, 'postmaster.pid');
}
