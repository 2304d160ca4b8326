import { sql } from 'kysely';
import type { Db } from './db.ts';

/** How many failures each key has within its window now; keys without any are absent. */
export async function countFailures(db: Db, keys: string[], now: Date): Promise<Map<string, number>> {
  const { rows } = await sql<{ key: string; n: number }>`
    select key, n from sign_in_failure where key = any(${keys}::text[]) and until > ${now}`.execute(db);
  return new Map(rows.map(({ key, n }) => [key, n]));
}

/** The window of a key begins with its first failure. Those whose window has passed are swept on the way. */
export async function noteFailure(db: Db, keys: string[], now: Date, until: Date): Promise<void> {
  await sql`delete from sign_in_failure where until <= ${now}`.execute(db);
  await sql`
    insert into sign_in_failure (key, n, until)
    select key, 1, ${until}::timestamptz from unnest(${keys}::text[]) key order by key
    on conflict (key) do update set n = sign_in_failure.n + 1`.execute(db);
}

export async function forgetFailures(db: Db, key: string): Promise<void> {
  await sql`delete from sign_in_failure where key = ${key}`.execute(db);
}
