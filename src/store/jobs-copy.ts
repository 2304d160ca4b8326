import type pg from 'pg';

/** A job that waits, in the queue's public words: its tables differ from version to version, these do not. */
export interface WaitingJob {
  identifier: string;
  payload: unknown;
  queue_name: string | null;
  run_at: string;
  max_attempts: number;
  job_key: string | null;
  priority: number;
  flags: string[] | null;
  attempts: number;
  last_error: string | null;
}

const BATCH = 500;

/** The jobs in the order they were made. One at work this moment counts as waiting. */
export async function readJobs(client: pg.ClientBase): Promise<WaitingJob[]> {
  const { rows: there } = await client.query(
    "select to_regclass('graphile_worker._private_jobs') is not null as there",
  );
  if (there[0]?.there !== true) return [];
  const { rows } = await client.query<{ job: WaitingJob }>(`
    select json_build_object(
      'identifier', t.identifier, 'payload', j.payload, 'queue_name', q.queue_name,
      'run_at', to_char(j.run_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
      'max_attempts', j.max_attempts, 'job_key', j.key, 'priority', j.priority,
      'flags', (select array_agg(flag order by flag) from jsonb_object_keys(j.flags) flag),
      'attempts', j.attempts, 'last_error', j.last_error) as job
    from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id
    left join graphile_worker._private_job_queues q on q.id = j.job_queue_id
    order by j.id`);
  return rows.map(({ job }) => job);
}

/** Puts jobs in place of those that are there, as part of a transaction. Those that were given up stay given up. */
export async function replaceJobs(client: pg.ClientBase, jobs: WaitingJob[]): Promise<void> {
  await client.query('delete from graphile_worker._private_jobs');
  for (let first = 0; first < jobs.length; first += BATCH) await addJobs(client, jobs.slice(first, first + BATCH));
}

async function addJobs(client: pg.ClientBase, jobs: WaitingJob[]): Promise<void> {
  const { rows } = await client.query<{ id: string; n: string }>(ADD, [JSON.stringify(jobs)]);
  const ids = rows.map(({ id }) => id);
  const made = rows.map(({ n }) => jobs[Number(n) - 1]);
  await client.query(
    `update graphile_worker._private_jobs j set attempts = made.attempts, last_error = made.error
     from unnest($1::bigint[], $2::int[], $3::text[]) made (id, attempts, error) where j.id = made.id`,
    [ids, made.map(job => job?.attempts ?? 0), made.map(job => job?.last_error ?? null)],
  );
}

const ADD = `
  select j.id, s.n
  from rows from (json_to_recordset($1::json) as (
      identifier text, payload json, queue_name text, run_at timestamptz, max_attempts int, job_key text, priority int, flags text[]
    )) with ordinality s (identifier, payload, queue_name, run_at, max_attempts, job_key, priority, flags, n),
    lateral graphile_worker.add_job(s.identifier, s.payload, s.queue_name, s.run_at, s.max_attempts, s.job_key, s.priority, s.flags) j
  order by s.n`;
