/** Work for later, written in the transaction that makes it necessary. The queue is graphile-worker's; this is its own SQL interface. */
import { sql } from 'kysely';
import type { Db, Tx } from './db.ts';

export type Job = {
  task: string;
  payload: Record<string, unknown>;
  /** The same key again replaces the job that waits under it. */
  key: string;
  runAt: Date;
  /** Lower runs first. */
  priority?: number;
};

/** How often a job that ends in a bug is begun again; deliveries count their own attempts. */
const BUG_ATTEMPTS = 5;

export async function addJob(tx: Db | Tx, job: Job): Promise<void> {
  await sql`
    select graphile_worker.add_job(${job.task}, ${JSON.stringify(job.payload)}::json, run_at => ${job.runAt}::timestamptz,
      max_attempts => ${BUG_ATTEMPTS}, job_key => ${job.key}, priority => ${job.priority ?? 0})`.execute(tx);
}

export async function removeJob(tx: Tx, key: string): Promise<void> {
  await sql`select graphile_worker.remove_job(${key})`.execute(tx);
}
