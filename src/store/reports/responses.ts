/** How long turns took to be answered, how long those open have waited, and which promises were kept. */
import { type RawBuilder, sql } from 'kysely';
import { BUCKET_ENDS_SECONDS } from '../../core/insight/buckets.ts';
import { type Dimension, type Filters, NONE, REACH_FROM, type Slice } from '../../core/insight/slice.ts';
import type { TurnOutcome } from '../../core/view.ts';
import type { Db } from '../db.ts';

/** `key`: of the dimension, as text; null where nothing is known of it, or where nothing is told apart. */
type Keyed = { key: string | null; count: number };
/** `bucket` (core/insight/buckets) is null for what no answer closed. */
export type ResponseCount = Keyed & { outcome: TurnOutcome; bucket: number | null };
/** Who waits still, by how long they have. */
export type OpenCount = Keyed & { bucket: number };
/** `due`: came due, or was decided before; `due` = `kept` + `broken`. */
export type PromiseCount = { key: string | null; due: number; kept: number; broken: number };
/** `hearing`: from the network's time to our receipt; `handling`: from there to the answer. What a recording played is left out. */
export type DelayCount = Keyed & { part: 'hearing' | 'handling'; bucket: number };

/** Turns that are closed. */
export async function readResponses(db: Db, slice: Slice, by: Dimension | null): Promise<ResponseCount[]> {
  const { rows } = await sql<ResponseCount>`
    select ${keyOf(by, slice)} as key, t.outcome,
      case when t.outcome = 'answered' then ${bucketBetween(sql`t.opened_at`, sql`t.closed_at`)} end as bucket, count(*)::int as count
    from ${turnsOf(slice)} and t.outcome is not null group by 1, 2, 3 order by 1, 2, 3`.execute(db);
  return rows;
}

export async function readOpen(db: Db, slice: Slice, by: Dimension | null): Promise<OpenCount[]> {
  const { rows } = await sql<OpenCount>`
    select ${keyOf(by, slice)} as key, ${bucketBetween(sql`t.opened_at`, clockOf(slice))} as bucket, count(*)::int as count
    from ${turnsOf(slice)} and t.outcome is null group by 1, 2 order by 1, 2`.execute(db);
  return rows;
}

/** Late is late, by a millisecond too. What needed no answer or was taken back was no promise to keep. */
export async function readPromises(db: Db, slice: Slice, by: Dimension | null): Promise<PromiseCount[]> {
  const isBroken = sql`(t.outcome = 'unanswered' or (t.outcome = 'answered' and t.closed_at > t.due_at)
    or (t.outcome is null and (t.breached_at is not null or t.due_at < ${clockOf(slice)})))`;
  const isKept = sql`(t.outcome = 'answered' and t.closed_at <= t.due_at)`;
  const { rows } = await sql<PromiseCount>`
    select ${keyOf(by, slice)} as key, (count(*) filter (where ${isKept} or ${isBroken}))::int as due,
      (count(*) filter (where ${isKept}))::int as kept, (count(*) filter (where ${isBroken}))::int as broken
    from ${turnsOf(slice)} and t.due_at is not null group by 1 order by 1`.execute(db);
  return rows.filter(({ due }) => due > 0);
}

export async function readDelays(db: Db, slice: Slice, by: Dimension | null): Promise<DelayCount[]> {
  const { rows } = await sql<DelayCount>`
    select ${keyOf(by, slice)} as key, part.name as part, part.bucket, count(*)::int as count
    from ${turnsOf(slice)}
    cross join lateral (
      select 'hearing' as name, ${bucketBetween(sql`t.opened_at`, sql`t.received_at`)} as bucket
      union all
      select 'handling', ${bucketBetween(sql`t.received_at`, sql`t.closed_at`)} where t.outcome = 'answered') part
    where ch.plays_until is null
    group by 1, 2, 3 order by 1, 2, 3`.execute(db);
  return rows;
}

/** When the brand's first and newest turn were opened. */
export async function readTurnSpan(db: Db, brandId: number): Promise<{ firstAt: Date | null; newestAt: Date | null }> {
  const { rows } = await sql<{ firstAt: Date | null; newestAt: Date | null }>`
    select min(opened_at) "firstAt", max(opened_at) "newestAt" from turn where brand_id = ${brandId}`.execute(db);
  return rows[0] ?? { firstAt: null, newestAt: null };
}

/** The turns of a slice as `t`, with what is known of them in `c`, `ch`, `m` and `i`; a condition may follow. */
export function turnsOf({ brandId, scope, since, until, filters }: Slice): RawBuilder<unknown> {
  return sql`turn t
    join conversation c on c.brand_id = t.brand_id and c.id = t.conversation_id
    join channel ch on ch.brand_id = t.brand_id and ch.id = t.channel_id
    left join message m on m.brand_id = t.brand_id and m.id = t.opened_by
    left join identity i on i.brand_id = m.brand_id and i.id = m.identity_id
    join lateral (select true) wanted on t.brand_id = ${brandId} and t.opened_at >= ${since} and t.opened_at < ${until}
      and (${scope}::uuid[] is null or t.inbox_id = any(${scope}::uuid[])) and ${conditionsOf(filters)}`;
}

function conditionsOf(filters: Filters): RawBuilder<unknown> {
  const texts: [keyof Filters, RawBuilder<unknown>][] = [
    ['network', sql`ch.network`],
    ['channel', sql`t.channel_id::text`],
    ['inbox', sql`t.inbox_id::text`],
    ['team', sql`coalesce(c.team_id::text, ${NONE})`],
    ['language', sql`coalesce(m.lang, ${NONE})`],
    ['visibility', sql`c.visibility`],
    ['heard', sql`c.heard::text`],
    ['reach', sql`${reach}::text`],
    ['kind', sql`t.kind`],
    ['complaint', sql`${complaint}::text`],
  ];
  const wanted = texts.flatMap(([name, column]) => {
    const asked = [filters[name] ?? []].flat().map(String);
    return asked.length === 0 ? [] : [sql`${column} = any(${asked}::text[])`];
  });
  return wanted.length === 0 ? sql`true` : sql.join(wanted, sql` and `);
}

const reach = sql`case when i.profile->>'followers' is null then 0
  else 1 + width_bucket((i.profile->>'followers')::float8, ${sql.lit(`{${REACH_FROM.join(',')}}`)}::float8[]) end`;
const complaint = sql`coalesce('complaint' = any(m.intents), false)`;

function keyOf(by: Dimension | null, { timeZone }: Slice): RawBuilder<unknown> {
  if (by === null) return sql`null::text`;
  const keys: Record<Dimension, RawBuilder<unknown>> = {
    network: sql`ch.network`,
    channel: sql`t.channel_id::text`,
    inbox: sql`t.inbox_id::text`,
    team: sql`c.team_id::text`,
    language: sql`m.lang`,
    visibility: sql`c.visibility`,
    heard: sql`c.heard::text`,
    reach: sql`(${reach})::text`,
    kind: sql`t.kind`,
    complaint: sql`(${complaint})::text`,
    hour: sql`extract(hour from t.opened_at at time zone ${sql.lit(timeZone)})::text`,
    weekday: sql`extract(isodow from t.opened_at at time zone ${sql.lit(timeZone)})::text`,
    brand: sql`t.brand_id::text`,
  };
  return keys[by];
}

/** Those who wait in a recording have waited until where it has played. */
function clockOf({ now }: Slice): RawBuilder<unknown> {
  return sql`coalesce(ch.plays_until, ${now}::timestamptz)`;
}

const ends = sql.lit(`{${BUCKET_ENDS_SECONDS.map(seconds => Math.round(seconds * 1_000_000)).join(',')}}`);

/** The bucket includes its end, so that one microsecond is taken off. */
function bucketBetween(from: RawBuilder<unknown>, until: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`width_bucket((extract(epoch from ${until} - ${from}) * 1000000)::bigint - 1, ${ends}::bigint[])`;
}
