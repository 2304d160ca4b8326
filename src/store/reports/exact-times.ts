/** Of few turns, every response time as it was: a company that answers two hundred people a month need not live with a histogram. */
import { sql } from 'kysely';
import type { Dimension, Slice } from '../../core/insight/slice.ts';
import type { TurnOutcome } from '../../core/view.ts';
import type { Db } from '../db.ts';
import { clockOf } from './responses.ts';
import { keyOf, turnsWithin } from './told-apart.ts';

/** More turns opened within the stretch, by whomever, are read from the roll-ups: so many rows are read in some tens of milliseconds. */
export const EXACT_TURNS = 20_000;

/** `outcome` null: waits still. `seconds` null: closed without an answer. */
export type TimeCount = { key: string | null; outcome: TurnOutcome | null; seconds: number | null; count: number };

/** @returns null where there are too many */
export async function readExactTimes(db: Db, slice: Slice, by: Dimension | null): Promise<TimeCount[] | null> {
  const { brandId, since, until } = slice;
  const { rows: sums } = await sql<{ turns: number }>`
    select coalesce(sum(turns), 0)::float8 as turns from turn_slot
    where brand_id = ${brandId} and begins > ${since}::timestamptz - interval '30 minutes' and begins < ${until}`.execute(
    db,
  );
  if ((sums[0]?.turns ?? 0) > EXACT_TURNS) return null;
  const { rows } = await sql<TimeCount>`
    select ${keyOf(by, slice, 't', sql`t.opened_at`)} as key, t.outcome, case
      when t.outcome = 'answered' then extract(epoch from t.closed_at - t.opened_at)::float8
      when t.outcome is null then greatest(0, extract(epoch from ${clockOf(slice)} - t.opened_at))::float8 end as seconds, count(*)::int as count
    from ${turnsWithin(slice, slice)} group by 1, 2, 3`.execute(db);
  return rows;
}
