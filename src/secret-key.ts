import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CannotStart } from './core/cannot-start.ts';

const KEY_BYTES = 32;

export function secretKeyPath(dataFolder: string): string {
  return join(dataFolder, 'secret.key');
}

/**
 * The installation's key, under which network credentials are sealed and sessions signed: as configured, or made once and
 * kept in the data folder, readable by its owner alone.
 */
export function openSecretKey(dataFolder: string, configured: string | undefined): string {
  if (configured !== undefined) return configured;
  const path = secretKeyPath(dataFolder);
  return readKey(path) ?? makeKey(dataFolder, path);
}

function readKey(path: string): string | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8').trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new CannotStart(`The secret key in ${path} cannot be read. Start Heed as the user who owns it.`, {
      cause: error,
    });
  }
  if (text.length < KEY_BYTES) {
    throw new CannotStart(
      `The secret key in ${path} is damaged. Put it back from a backup; without it sealed credentials are lost.`,
    );
  }
  const mode = statSync(path).mode & 0o077;
  if (mode !== 0 && process.platform !== 'win32') {
    throw new CannotStart(`The secret key in ${path} can be read by others. Close it with: chmod 600 ${path}`);
  }
  return text;
}

/** Written aside and linked into place: of two programs that start at once, both end up with the same whole key. */
function makeKey(dataFolder: string, path: string): string {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${randomBytes(KEY_BYTES).toString('base64url')}\n`, { mode: 0o600 });
  try {
    linkSync(draft, path);
  } catch {
    if (readKey(path) === undefined) writeFileSync(path, readFileSync(draft), { mode: 0o600, flag: 'wx' });
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(path, 'utf8').trim();
}
