import { sql } from 'kysely';
import type { Aside } from '../core/aside.ts';
import type { Db } from './db.ts';

/** Channel of `listen`/`notify`; the payload is an `Aside` as JSON, far below the 8,000 bytes Postgres allows. */
export const ASIDE_CHANNEL = 'heed_aside';

/** Tells every process, at commit. */
export async function sendAsides(db: Db, asides: readonly Aside[]): Promise<void> {
  if (asides.length === 0) return;
  const payloads = asides.map(aside => JSON.stringify(aside));
  await sql`select pg_notify(${ASIDE_CHANNEL}, payload) from unnest(${payloads}::text[]) p (payload)`.execute(db);
}
