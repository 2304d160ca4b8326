import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createHolderFile, isStillThere, readHolder } from './file-lock.ts';

/** Notes that this program uses the database, so that nobody stops it underneath. */
export function signIn(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const mine = join(folder, String(process.pid));
  rmSync(mine, { force: true });
  createHolderFile(mine);
}

export function signOut(folder: string): void {
  rmSync(join(folder, String(process.pid)), { force: true });
}

/** The numbers of the other living programs that use it. Notes of dead ones are swept away. */
export function otherUsers(folder: string): number[] {
  return names(folder).flatMap(name => {
    const path = join(folder, name);
    const holder = readHolder(path);
    if (holder === undefined || holder.pid === process.pid) return [];
    if (isStillThere(holder)) return [holder.pid];
    rmSync(path, { force: true });
    return [];
  });
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder).filter(name => /^\d+$/.test(name));
  } catch {
    return [];
  }
}
