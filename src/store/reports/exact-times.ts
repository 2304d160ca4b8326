/** Of few turns, every response time as it was: a company that answers two hundred people a month need not live with a histogram. */
import { sql } from 'kysely';
import { BUCKET_ENDS_SECONDS } from '../../core/insight/buckets.ts';
import type { Dimension, Slice } from '../../core/insight/slice.ts';
import type { TurnOutcome } from '../../core/view.ts';
import type { Db } from '../db.ts';
import { clockOf, keyOf, turnsWithin } from './told-apart.ts';

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

/** `hearing` and `handling` as `readDelays` counts them. */
export type DelayTime = { key: string | null; part: 'hearing' | 'handling'; seconds: number; count: number };

/** @returns null where there are too many */
export async function readExactDelays(db: Db, slice: Slice, by: Dimension | null): Promise<DelayTime[] | null> {
  if (!(await areFew(db, slice))) return null;
  const { rows } = await sql<DelayTime>`
    select key, part.name as part, greatest(0, extract(epoch from part.lasted))::float8 as seconds, count(*)::int as count
    from (select ${keyOf(by, slice, 't', sql`t.opened_at`)} as key, t.opened_at, t.received_at, t.closed_at, t.outcome
      from ${turnsWithin(slice, slice)} and (t.closed_at is null or t.received_at <= t.closed_at)) d
    cross join lateral (
      select 'hearing' as name, received_at - opened_at as lasted
      where received_at - opened_at <= make_interval(secs => ${LONGEST_DELAY_SECONDS})
      union all
      select 'handling', closed_at - received_at where outcome = 'answered') part
    group by 1, 2, 3`.execute(db);
  return rows;
}

const LONGEST_DELAY_SECONDS = BUCKET_ENDS_SECONDS.at(-1) ?? 0;

async function areFew(db: Db, { brandId, since, until }: Slice): Promise<boolean> {
  const { rows } = await sql<{ turns: number }>`
    select coalesce(sum(turns), 0)::float8 as turns from turn_slot
    where brand_id = ${brandId} and begins > ${since}::timestamptz - interval '30 minutes' and begins < ${until}`.execute(
    db,
  );
  return (rows[0]?.turns ?? 0) <= EXACT_TURNS;
}
