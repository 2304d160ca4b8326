import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CannotStart } from '../core/cannot-start.ts';
import { isAlive, isErrno, processMark } from './process.ts';

const RETRY_MS = 15;
/** A lock file without a readable holder is somebody's half-written one for this long, and rubbish afterwards. */
const UNFINISHED_MS = 2000;

/** Who holds a lock or uses a folder: the number of the program and when it began. */
export interface Holder {
  pid: number;
  mark: string;
}

/**
 * Runs `work` while no other program holds the lock file. A lock whose holder has ended is taken over.
 * @param timeoutMs how long to wait for another program before giving up
 */
export async function withFileLock<T>(path: string, timeoutMs: number, work: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  while (!tryFileLock(path)) {
    if (performance.now() > deadline) {
      const holder = readHolder(path);
      throw new CannotStart(`Another Heed (pid ${holder?.pid ?? 'unknown'}) holds ${path}. Stop it, then start again.`);
    }
    await sleep(RETRY_MS);
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

/** Takes the lock if it is free or its holder has ended. Release it by removing the file. */
export function tryFileLock(path: string): boolean {
  if (createHolderFile(path)) return true;
  const holder = readHolder(path);
  if (holder === undefined ? isUnfinished(path) : isStillThere(holder)) return false;
  takeAside(path, holder);
  return createHolderFile(path);
}

/** Writes down that this program is the holder, unless the file is there already. */
export function createHolderFile(path: string): boolean {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.new`;
  writeFileSync(draft, JSON.stringify(myself()), { mode: 0o600 });
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (isErrno(error, 'EEXIST')) return false;
    return createWithoutLink(path);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** For file systems without links: the file is empty for a moment, which `isUnfinished` allows for. */
function createWithoutLink(path: string): boolean {
  try {
    writeFileSync(path, JSON.stringify(myself()), { mode: 0o600, flag: 'wx' });
    return true;
  } catch (error) {
    if (isErrno(error, 'EEXIST')) return false;
    throw error;
  }
}

/** @returns undefined when there is no such file, or it is being written this moment */
export function readHolder(path: string): Holder | undefined {
  try {
    const { pid, mark } = JSON.parse(readFileSync(path, 'utf8'));
    return { pid: Number(pid), mark: String(mark) };
  } catch {
    return undefined;
  }
}

function isUnfinished(path: string): boolean {
  try {
    return Date.now() - statSync(path).mtimeMs < UNFINISHED_MS;
  } catch {
    return false;
  }
}

/** Whether the very program that wrote the holder still runs, and not another one under its number. */
export function isStillThere(holder: Holder): boolean {
  return isAlive(holder.pid) && (processMark(holder.pid) ?? '') === holder.mark;
}

export function myself(): Holder {
  return { pid: process.pid, mark: processMark(process.pid) ?? '' };
}

/**
 * Two programs may find the same dead holder at once. Renaming lets one of them win; if what was moved turns out
 * to be the other's fresh lock, it is put back.
 */
function takeAside(path: string, seen: Holder | undefined): void {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  const moved = readHolder(aside);
  if (moved !== undefined && isStillThere(moved) && moved.pid !== seen?.pid) renameSync(aside, path);
  else rmSync(aside, { force: true });
}
