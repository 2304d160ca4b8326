/**
 * Who does what among several processes. Measured by the database's clock, the one clock they share: a machine whose own
 * clock runs ahead must not take a lease that still holds.
 */
import { sql } from 'kysely';
import type { Db } from './db.ts';

/** Takes free, expired and own leases among `names`. @returns the names held now */
export async function takeLeases(db: Db, names: string[], holder: string, seconds: number): Promise<Set<string>> {
  if (names.length === 0) return new Set();
  // In one order everywhere: two processes that take the same leases in different orders would wait for each other.
  const { rows } = await sql<{ name: string }>`
    insert into lease (name, holder, until)
    select name, ${holder}, now() + make_interval(secs => ${seconds}) from unnest(${names}::text[]) name order by name
    on conflict (name) do update set holder = excluded.holder, until = excluded.until
      where lease.holder = excluded.holder or lease.until < now()
    returning name`.execute(db);
  return new Set(rows.map(({ name }) => name));
}

/** Gives back what this holder holds, so that another process need not wait for it to expire. */
export async function giveBackLeases(db: Db, names: string[], holder: string): Promise<void> {
  if (names.length === 0) return;
  await sql`delete from lease where holder = ${holder} and name = any(${names}::text[])`.execute(db);
}

/** Leases of channels long gone. @returns how many */
export async function forgetLeases(db: Db): Promise<number> {
  const { numAffectedRows } = await sql`delete from lease where until < now() - interval '1 day'`.execute(db);
  return Number(numAffectedRows ?? 0n);
}
