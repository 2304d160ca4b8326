import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Role } from './config.ts';
import { CannotStart } from './core/cannot-start.ts';
import { isStillThere, readHolder, tryFileLock } from './postgres/file-lock.ts';

/** Another Heed that is on its way out is waited for this long, a little over what a clean stop may take. */
const LEAVING_WAIT_MS = 6000;
/** Long enough for a process to notice that its launcher was killed, and to say that it is leaving. */
const NOTICE_MS = 400;
const POLL_MS = 25;

export interface FolderClaim {
  /** Says to whoever wants to start that this one is about to end. */
  leaving: () => void;
  release: () => void;
}

/**
 * Makes this process the only one that plays these roles over this data folder. Another that is stopping is waited for.
 * @throws CannotStart naming the process that is in the way
 */
export async function claimFolder(dataFolder: string, roles: ReadonlySet<Role>): Promise<FolderClaim> {
  const folder = join(dataFolder, 'serving');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const taken: string[] = [];
  const release = () => {
    for (const path of taken) {
      rmSync(path, { force: true });
      rmSync(leavingPath(path), { force: true });
    }
  };
  for (const role of roles) {
    const path = join(folder, role);
    if (await takeRole(path)) {
      taken.push(path);
      continue;
    }
    release();
    throw new CannotStart(inTheWay(dataFolder, path, role));
  }
  return {
    leaving: () => {
      for (const path of taken) writeFileSync(leavingPath(path), String(process.pid));
    },
    release,
  };
}

/** A process that serves over this folder this moment, in whatever role. */
export function servingPid(dataFolder: string): number | undefined {
  const roles: Role[] = ['http', 'listen', 'jobs'];
  const holders = roles.map(role => readHolder(join(dataFolder, 'serving', role)));
  return holders.find(holder => holder !== undefined && isStillThere(holder))?.pid;
}

async function takeRole(path: string): Promise<boolean> {
  const startedAt = performance.now();
  while (true) {
    if (tryFileLock(path)) {
      rmSync(leavingPath(path), { force: true });
      return true;
    }
    const waitedMs = performance.now() - startedAt;
    if (waitedMs > (isLeaving(path) ? LEAVING_WAIT_MS : NOTICE_MS)) return false;
    await sleep(POLL_MS);
  }
}

function isLeaving(path: string): boolean {
  try {
    return readFileSync(leavingPath(path), 'utf8') === String(readHolder(path)?.pid);
  } catch {
    return false;
  }
}

function leavingPath(path: string): string {
  return `${path}.leaving`;
}

function inTheWay(dataFolder: string, path: string, role: Role): string {
  const pid = readHolder(path)?.pid;
  return (
    `Heed already runs on ${dataFolder} (pid ${pid}, role ${role}). ` +
    `Stop that one first (kill ${pid}), or give this one another HEED_DATA_DIR.`
  );
}
