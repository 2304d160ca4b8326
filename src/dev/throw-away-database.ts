import { join } from 'node:path';
import type pg from 'pg';
import { childEnvironment } from '../config.ts';
import { openEmbedded } from '../postgres/embedded.ts';
import type { Tuning } from '../postgres/settings.ts';
import { openDatabase } from '../store/db.ts';
import { makeDatabase, removeDatabase } from '../store/server.ts';

/** Kept between runs, so that only the first one waits for it to be made. */
export const THROW_AWAY_CLUSTER = join(import.meta.dirname, '../../node_modules/.cache/heed-test');

/** Whoever comes first starts the server, so all of them ask for the same. */
export const throwAwayTuning: Tuning = { unsafeButFast: true, maxConnections: 400 };

/** Runs `work` on an empty database of its own and removes it. */
export async function withThrowAwayDatabase<T>(work: (pool: pg.Pool) => Promise<T>): Promise<T> {
  const embedded = await openEmbedded({
    dataFolder: THROW_AWAY_CLUSTER,
    environment: childEnvironment(),
    tuning: throwAwayTuning,
  });
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
