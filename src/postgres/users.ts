import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createHolderFile, isStillThere, readHolder } from './file-lock.ts';

let opened = 0;

/**
 * Notes that this program uses the database, so that nobody stops it underneath. A program may do so several times.
 * @returns the note, to be handed in when leaving
 */
export function signIn(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  opened += 1;
  const note = join(folder, `${process.pid}-${opened}`);
  rmSync(note, { force: true });
  createHolderFile(note);
  return note;
}

export function signOut(note: string): void {
  rmSync(note, { force: true });
}

/** The numbers of the living programs that use it. Notes of dead ones are swept away. */
export function currentUsers(folder: string): number[] {
  return names(folder).flatMap(name => {
    const path = join(folder, name);
    const holder = readHolder(path);
    if (holder === undefined) return [];
    if (isStillThere(holder)) return [holder.pid];
    rmSync(path, { force: true });
    return [];
  });
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder).filter(name => /^\d+-\d+$/.test(name));
  } catch {
    return [];
  }
}
