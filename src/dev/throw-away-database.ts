import { hash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { childEnvironment } from '../config.ts';
import { type Embedded, openEmbedded } from '../postgres/embedded.ts';
import type { Tuning } from '../postgres/settings.ts';
import { openDatabase } from '../store/db.ts';
import { makeDatabase, removeDatabase } from '../store/server.ts';
import { ROOT } from './run-node.ts';

/** A file system in memory, where a system has one. */
const MEMORY = '/dev/shm';
/** The rest of the machine lives in the same memory; containers often give 64 MB. */
const FREE_MEMORY_BYTES = 2n * 1024n ** 3n;
const NAME = `heed-test-${process.getuid?.() ?? 0}-`;
/** Says whose a folder in memory is, so that it can go when the project has. */
const MARK = 'project';

/** Whoever comes first starts the server, so all of them ask for the same. */
const throwAwayTuning: Tuning = { unsafeButFast: true, maxConnections: 400 };

/** The one server of throw-away databases, shared by whatever runs of this project at a time. It ends with its last user. */
export function openThrowAway(say?: (line: string) => void): Promise<Embedded> {
  return openEmbedded({
    dataFolder: memoryFolder() ?? join(ROOT, 'node_modules', '.cache', 'heed-test'),
    environment: childEnvironment(),
    tuning: throwAwayTuning,
    ...(say === undefined ? {} : { say }),
  });
}

/**
 * Kept between runs like the one on disk, so that only the first waits for it to be made. In memory where there is room: a
 * database is some 900 files, and ext4 takes up to two seconds to make them where as many were removed in the last minute,
 * which is what a test run does all the time.
 */
function memoryFolder(): string | null {
  const folder = join(MEMORY, `${NAME}${hash('sha256', ROOT).slice(0, 12)}`);
  try {
    if (existsSync(folder)) return isOurs(folder) ? folder : null;
    if (!hasRoom()) return null;
    sweep();
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(join(folder, MARK), ROOT);
    return isOurs(folder) ? folder : null;
  } catch {
    return null;
  }
}

function hasRoom(): boolean {
  const { bavail, bsize } = statfsSync(MEMORY, { bigint: true });
  return bavail * bsize >= FREE_MEMORY_BYTES;
}

/** In a place where everybody may write, another user may have been there first. */
function isOurs(folder: string): boolean {
  const stat = lstatSync(folder);
  return stat.isDirectory() && stat.uid === process.getuid?.();
}

/** Memory is given back that a project used which is there no more. */
function sweep(): void {
  for (const name of readdirSync(MEMORY).filter(entry => entry.startsWith(NAME))) {
    const folder = join(MEMORY, name);
    const mark = join(folder, MARK);
    if (!isOurs(folder) || !existsSync(mark) || existsSync(readFileSync(mark, 'utf8'))) continue;
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs `work` on an empty database of its own and removes it. */
export async function withThrowAwayDatabase<T>(work: (pool: pg.Pool) => Promise<T>): Promise<T> {
  const embedded = await openThrowAway();
  const name = `t_${process.pid}_throw_away`;
  const admin = openDatabase({ ...embedded.address, database: 'postgres' }, { max: 1 });
  try {
    await removeDatabase(admin.pool, name);
    await makeDatabase(admin.pool, name);
    const database = openDatabase({ ...embedded.address, database: name }, { max: 4 });
    try {
      return await work(database.pool);
    } finally {
      await database.close();
      await removeDatabase(admin.pool, name);
    }
  } finally {
    await admin.close();
    await embedded.close();
  }
}
