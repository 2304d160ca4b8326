/** Small facts of the installation. */
import { sql } from 'kysely';
import type { Db } from './db.ts';

export async function readSetting(db: Db, key: string): Promise<unknown> {
  const { rows } = await sql<{ value: unknown }>`select value from setting where key = ${key}`.execute(db);
  return rows[0]?.value ?? null;
}

export async function writeSetting(db: Db, key: string, value: unknown): Promise<void> {
  await sql`
    insert into setting (key, value) values (${key}, ${JSON.stringify(value)}::jsonb)
    on conflict (key) do update set value = excluded.value, updated_at = now()`.execute(db);
}

/** Removes it if it still holds this value. @returns whether it did: of several at once, one is told yes */
export async function takeSetting(db: Db, key: string, value: unknown): Promise<boolean> {
  const { rows } = await sql`
    delete from setting where key = ${key} and value = ${JSON.stringify(value)}::jsonb returning key`.execute(db);
  return rows.length === 1;
}
