import { spawnSync } from 'node:child_process';
import { chownSync, lstatSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CannotStart } from '../core/cannot-start.ts';

/**
 * As whom Postgres runs, which refuses to be root:
 * - `me`: Heed is not root, so as Heed itself.
 * - `namespace`: in a user namespace where root outside is `nobody` inside. Reads whatever root's own files allow.
 * - `user`: as another user of the machine, to whom the data folder is given.
 */
export type RunAs = { kind: 'me' } | { kind: 'namespace' } | { kind: 'user'; uid: number; gid: number };

const NOBODY = 65534;
const NAMESPACE = ['--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`];

/** @param cluster the folder of the database, which need not exist yet */
export function chooseRunAs(cluster: string, options: { namespaces?: boolean } = {}): RunAs {
  const uid = process.getuid?.();
  if (uid === undefined) return { kind: 'me' };
  const owner = ownerOf(cluster);
  if (uid !== 0) {
    if (owner !== undefined && owner.uid !== uid) throw new CannotStart(foreignFolder(cluster, owner.uid, uid));
    return { kind: 'me' };
  }
  if (owner !== undefined && owner.uid !== 0) return { kind: 'user', ...owner };
  if (options.namespaces ?? namespacesWork()) return { kind: 'namespace' };
  return { kind: 'user', uid: NOBODY, gid: NOBODY };
}

export interface Command {
  file: string;
  args: string[];
  uid?: number;
  gid?: number;
}

/** The command line that runs a program as chosen. The process number stays the program's own in every case. */
export function commandAs(runAs: RunAs, file: string, args: string[]): Command {
  if (runAs.kind === 'namespace') return { file: 'unshare', args: [...NAMESPACE, file, ...args] };
  if (runAs.kind === 'user') return { file, args, uid: runAs.uid, gid: runAs.gid };
  return { file, args };
}

/** Gives a folder and all in it to whom Postgres runs as. Does nothing where it is theirs already. */
export function giveTo(runAs: RunAs, folder: string): void {
  if (runAs.kind !== 'user' || ownerOf(folder)?.uid === runAs.uid) return;
  const { uid, gid } = runAs;
  try {
    // The top folder goes last: it says that the rest has been given.
    for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      chownSync(join(folder, entry), uid, gid);
    }
    chownSync(folder, uid, gid);
  } catch (error) {
    throw new CannotStart(
      `Heed runs as root here, PostgreSQL may not, and ${folder} cannot be given to user ${uid}. Run Heed as an ordinary user.`,
      { cause: error },
    );
  }
}

/** Whether whom Postgres runs as can get at a path. */
export function canReach(runAs: RunAs, path: string): boolean {
  if (runAs.kind !== 'user') return true;
  const command = commandAs(runAs, 'test', ['-x', path]);
  return spawnSync(command.file, command.args, { uid: runAs.uid, gid: runAs.gid, stdio: 'ignore' }).status === 0;
}

function namespacesWork(): boolean {
  const command = commandAs({ kind: 'namespace' }, 'true', []);
  return spawnSync(command.file, command.args, { stdio: 'ignore' }).status === 0;
}

function ownerOf(path: string): { uid: number; gid: number } | undefined {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return undefined;
  const { uid, gid } = stat.isSymbolicLink() ? statSync(path) : stat;
  return { uid, gid };
}

function foreignFolder(folder: string, owner: number, me: number): string {
  return `The database in ${folder} belongs to user ${owner}, and Heed runs as user ${me}. Start Heed as that user, or give the folder over: sudo chown -R ${me} ${folder}`;
}
