import type { Check } from './http/health.ts';
import type { Database } from './store/db.ts';
import { migrationState } from './store/migrate.ts';
import { serverFacts } from './store/server.ts';
import { oldestJobSeconds } from './store/waiting-jobs.ts';

/** A job that nobody has taken for so long means that no process works them off, here or elsewhere. */
const JOBS_PATIENCE_SECONDS = 60;

/** What `/readyz` asks: the database answers, it is as this Heed expects it, and answers on their way are being sent. */
export function readyChecks({ db, pool }: Pick<Database, 'db' | 'pool'>): Check[] {
  return [
    { name: 'database', run: () => serverFacts(pool) },
    {
      name: 'migrations',
      async run() {
        const { missing, changed } = await migrationState(pool);
        if (missing.length + changed.length > 0) throw new Error([...missing, ...changed].join(', '));
      },
    },
    {
      name: 'jobs',
      async run() {
        const seconds = await oldestJobSeconds(db);
        if (seconds > JOBS_PATIENCE_SECONDS) throw new Error(`a job has waited for ${Math.round(seconds)} seconds`);
      },
    },
  ];
}
