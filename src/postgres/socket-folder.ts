import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CannotStart } from '../core/cannot-start.ts';
import { giveTo, type RunAs } from './run-as.ts';

/** The shortest limit among the systems (macOS; Linux allows 107 bytes), and what Postgres adds to the folder. */
const MAX_SOCKET_PATH_BYTES = 103;
const LONGEST_NAME = '.s.PGSQL.65535.lock';

/**
 * The folder for the server's socket: beside the data where that path is short enough, else a private one among
 * the temporary files, always the same for the same data folder.
 */
export function socketFolderFor(dataFolder: string, temporary = tmpdir()): string {
  const beside = join(dataFolder, 'run');
  const folder = fits(beside) ? beside : join(temporary, `heed-${shortHash(dataFolder)}`);
  if (!fits(folder)) {
    throw new CannotStart(
      `The path of the temporary folder ${temporary} is too long for a socket. Set TMPDIR to a shorter one.`,
    );
  }
  return folder;
}

/** Makes the folder private. Refuses one that another user of this machine has put there first. */
export function makeSocketFolder(folder: string, runAs: RunAs): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stat = lstatSync(folder);
  const owners = [process.getuid?.(), runAs.kind === 'user' ? runAs.uid : undefined];
  const isOurs = process.platform === 'win32' || owners.includes(stat.uid);
  if (!stat.isDirectory() || !isOurs) {
    throw new CannotStart(`The folder ${folder} belongs to somebody else. Remove it, then start again.`);
  }
  chmodSync(folder, 0o700);
  giveTo(runAs, folder);
}

function fits(folder: string): boolean {
  return Buffer.byteLength(join(folder, LONGEST_NAME)) <= MAX_SOCKET_PATH_BYTES;
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
