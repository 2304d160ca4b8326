/** How many turns were opened, half hour by half hour. */
import { sql } from 'kysely';
import { HALF_HOUR_MS } from '../../core/insight/half-hours.ts';
import type { Slice } from '../../core/insight/slice.ts';
import type { Db } from '../db.ts';
import { turnsOf } from './responses.ts';

export type HalfHourCount = { startsAtMs: number; count: number };

/** Half hours (UTC) in which something was opened, oldest first. */
export async function readHalfHours(db: Db, slice: Slice): Promise<HalfHourCount[]> {
  const { rows } = await sql<HalfHourCount>`
    select floor(extract(epoch from t.opened_at) * 1000 / ${HALF_HOUR_MS})::float8 * ${HALF_HOUR_MS} as "startsAtMs", count(*)::int as count
    from ${turnsOf(slice)} group by 1 order by 1`.execute(db);
  return rows;
}
