import { sql } from 'kysely';
import type { Db } from './db.ts';

/** How long the oldest job that could run has not been taken, in seconds; 0 when there is none. */
export async function oldestJobSeconds(db: Db): Promise<number> {
  const { rows } = await sql<{ seconds: number }>`
    select coalesce(extract(epoch from now() - min(run_at))::float8, 0) as seconds from graphile_worker.jobs
    where run_at < now() and locked_at is null and attempts < max_attempts`.execute(db);
  return rows[0]?.seconds ?? 0;
}
