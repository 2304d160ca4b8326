/** How many turns were opened, half hour by half hour. */
import { type RawBuilder, sql } from 'kysely';
import { HALF_HOUR_MS } from '../../core/insight/half-hours.ts';
import { onlyPart, type Part, partsOf } from '../../core/insight/parts.ts';
import type { Slice } from '../../core/insight/slice.ts';
import type { Db } from '../db.ts';
import { readTurnSpan } from './responses.ts';
import { turnsWithin, wantedHours, wantedOf } from './told-apart.ts';

export type HalfHourCount = { startsAtMs: number; count: number };

/** Half hours (UTC) in which something was opened, oldest first. @param parts for comparison only */
export async function readHalfHours(db: Db, slice: Slice, parts?: readonly Part[]): Promise<HalfHourCount[]> {
  const { newestAt } = await readTurnSpan(db, slice.brandId);
  const read = parts ?? partsOf({ ...slice, timeZone: 'UTC' }, 'hour', newestAt);
  if (read.length === 0) return [];
  const counted = read.map(
    part => sql`select begins, ${part.sign}::int * n from (${rowsOf(slice, part)}) part (begins, n)`,
  );
  const { rows } = await sql<HalfHourCount>`
    select floor(extract(epoch from begins) / ${HALF_HOUR_MS / 1000})::float8 * ${HALF_HOUR_MS} as "startsAtMs", sum(n)::int as count
    from (${sql.join(counted, sql` union all `)}) part (begins, n) group by 1 having sum(n) <> 0 order by 1`.execute(
    db,
  );
  return rows;
}

function rowsOf(slice: Slice, { tier, since, until }: Part): RawBuilder<unknown> {
  const only = onlyPart(slice, null);
  if (tier === 'raw')
    return sql`select date_bin('30 minutes', t.opened_at, 'epoch'), 1 from ${turnsWithin(slice, { since, until })}`;
  if (tier === 'hours' && only !== null) {
    return sql`select s.begins, s.turns from turn_hours s
      where ${wantedHours(slice, only)} and s.begins >= ${since} and s.begins < ${until}`;
  }
  return sql`select s.begins, s.turns from turn_slot s join channel ch on ch.brand_id = s.brand_id and ch.id = s.channel_id
    where ${wantedOf(slice, 's')} and s.begins >= ${since} and s.begins < ${until}`;
}
