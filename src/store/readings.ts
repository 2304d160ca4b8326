/** What was read off messages, as it is kept with them. */
import { sql } from 'kysely';
import type { ReadingsView } from '../core/triage/reading.ts';
import type { Tx } from './db.ts';

/** By message; those that were never read are missing. */
export async function readingsOf(tx: Tx, brandId: number, ids: readonly string[]): Promise<Map<string, ReadingsView>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; readings: ReadingsView }>`
    select id, readings from message where brand_id = ${brandId} and id = any(${ids}::uuid[]) and readings is not null`.execute(
    tx,
  );
  return new Map(rows.map(({ id, readings }) => [id, readings]));
}

/** As the column takes it. */
export function readingsJson({ readings }: { readings: ReadingsView | null }): string | null {
  return readings === null ? null : JSON.stringify(readings);
}
