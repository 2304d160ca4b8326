/**
 * How long turns took to be answered, how long those open have waited, and which promises were kept. What is closed is read from the
 * roll-ups as far as they reach; the frayed ends of a slice, and whoever waits, from the turns themselves.
 */
import { type RawBuilder, sql } from 'kysely';
import { DELAY_LAST_BUCKETS, LAST_BUCKET } from '../../core/insight/buckets.ts';
import { type Part, partsOf } from '../../core/insight/parts.ts';
import type { Dimension, Slice } from '../../core/insight/slice.ts';
import type { TurnOutcome } from '../../core/view.ts';
import type { Db } from '../db.ts';
import { DELAYS, PROMISES, RESPONSES, readSums, type Sum } from './measures.ts';
import { clockOf, keyOf, turnsWithin } from './told-apart.ts';

/** `key`: of the dimension, as text; null where nothing is known of it, or where nothing is told apart. */
type Keyed = { key: string | null; count: number };
/** `bucket` (core/insight/buckets) is null for what no answer closed. */
export type ResponseCount = Keyed & { outcome: TurnOutcome; bucket: number | null };
/** Who waits still, by how long they have. */
export type OpenCount = Keyed & { bucket: number };
/** `due`: came due, or was decided before; `due` = `kept` + `broken`. */
export type PromiseCount = { key: string | null; due: number; kept: number; broken: number };
/**
 * `hearing`: from the network's time to our receipt; `handling`: from there to the answer. Left out is what was closed before we heard of
 * it, and what we heard more than a year late, as when a recording is played.
 */
export type DelayCount = Keyed & { part: 'hearing' | 'handling'; bucket: number };

/** Turns that are closed. @param parts for comparison only */
export async function readResponses(
  db: Db,
  slice: Slice,
  by: Dimension | null,
  parts?: readonly Part[],
): Promise<ResponseCount[]> {
  const read = parts ?? (await plan(db, slice, by));
  const counts = sumUp(await readSums(db, slice, by, read, RESPONSES));
  for (const { sign, ...stretch } of raw(read)) {
    const { rows } = await sql<ResponseCount>`
      select ${turnKey(by, slice)} as key, t.outcome,
        case when t.outcome = 'answered' then response_bucket(t.closed_at - t.opened_at) end as bucket, count(*)::int as count
      from ${turnsWithin(slice, stretch)} and t.outcome is not null group by 1, 2, 3`.execute(db);
    for (const { key, outcome, bucket, count } of rows) counts.add({ key, name: outcome, bucket, count: sign * count });
  }
  return counts.list().map(({ key, name, bucket, count }) => ({ key, outcome: name as TurnOutcome, bucket, count }));
}

export async function readOpen(db: Db, slice: Slice, by: Dimension | null): Promise<OpenCount[]> {
  const { rows } = await sql<OpenCount>`
    select ${turnKey(by, slice)} as key, response_bucket(${clockOf(slice)} - t.opened_at) as bucket, count(*)::int as count
    from ${turnsWithin(slice, slice)} and t.outcome is null group by 1, 2 order by 1, 2`.execute(db);
  return rows;
}

/** Late is late, by a millisecond too. What needed no answer or was taken back was no promise to keep. */
export async function readPromises(
  db: Db,
  slice: Slice,
  by: Dimension | null,
  parts?: readonly Part[],
): Promise<PromiseCount[]> {
  const read = parts ?? (await plan(db, slice, by));
  const counts = sumUp(await readSums(db, slice, by, read, PROMISES));
  const decided = raw(read).map(({ sign, ...stretch }) => ({
    sign,
    turns: sql`${turnsWithin(slice, stretch)} and t.outcome is not null`,
  }));
  const open = { sign: 1, turns: sql`${turnsWithin(slice, slice)} and t.outcome is null` };
  for (const { sign, turns } of [...decided, open]) {
    const { rows } = await sql<{ key: string | null; kept: number; broken: number }>`
      select ${turnKey(by, slice)} as key,
        (count(*) filter (where t.outcome = 'answered' and t.closed_at <= t.due_at))::int as kept,
        (count(*) filter (where t.outcome = 'unanswered' or (t.outcome = 'answered' and t.closed_at > t.due_at)
          or (t.outcome is null and (t.breached_at is not null or t.due_at < ${clockOf(slice)}))))::int as broken
      from ${turns} and t.due_at is not null group by 1`.execute(db);
    for (const { key, kept, broken } of rows) {
      counts.add({ key, name: 'kept', bucket: null, count: sign * kept });
      counts.add({ key, name: 'broken', bucket: null, count: sign * broken });
    }
  }
  const keys = Map.groupBy(counts.list(), ({ key }) => key);
  return [...keys].map(([key, rows]) => {
    const of = (wanted: string) => rows.find(({ name }) => name === wanted)?.count ?? 0;
    return { key, due: of('kept') + of('broken'), kept: of('kept'), broken: of('broken') };
  });
}

export async function readDelays(
  db: Db,
  slice: Slice,
  by: Dimension | null,
  parts?: readonly Part[],
): Promise<DelayCount[]> {
  const read = parts ?? (await plan(db, slice, by));
  const counts = sumUp(await readSums(db, slice, by, read, DELAYS));
  const closed = raw(read).map(({ sign, ...stretch }) => ({
    sign,
    turns: sql`${turnsWithin(slice, stretch)} and t.outcome is not null`,
  }));
  const open = { sign: 1, turns: sql`${turnsWithin(slice, slice)} and t.outcome is null` };
  for (const { sign, turns } of [...closed, open]) {
    const { rows } = await sql<DelayCount>`
      select key, part.name as part, part.bucket, count(*)::int as count
      from (select ${turnKey(by, slice)} as key, t.opened_at, t.received_at, t.closed_at, t.outcome from ${turns}
        and (t.closed_at is null or t.received_at <= t.closed_at)) d
      cross join lateral (
        select 'hearing' as name, delay_bucket(received_at - opened_at) as bucket
        union all
        select 'handling', delay_bucket(closed_at - received_at) where outcome = 'answered') part
      group by 1, 2, 3`.execute(db);
    for (const { key, part, bucket, count } of rows) counts.add({ key, name: part, bucket, count: sign * count });
  }
  return counts
    .list()
    .filter(({ name, bucket }) => name === 'handling' || bucket !== DELAY_LAST_BUCKETS.length - 1)
    .map(({ key, name, bucket, count }) => ({
      key,
      part: name as DelayCount['part'],
      bucket: DELAY_LAST_BUCKETS[bucket ?? 0] ?? LAST_BUCKET,
      count,
    }));
}

/** Adds up under key, name and bucket what comes from several parts; what comes to nothing is left out. */
function sumUp(from: readonly Sum[]) {
  const sums = new Map<string, Sum>();
  const add = (one: Sum): void => {
    const id = JSON.stringify([one.key, one.name, one.bucket]);
    const sum = sums.get(id);
    if (sum === undefined) sums.set(id, { ...one });
    else sum.count += one.count;
  };
  for (const one of from) if (one.count !== 0) add(one);
  return { add, list: (): Sum[] => [...sums.values()].filter(({ count }) => count !== 0) };
}

/** When the brand's first and newest turn were opened. */
export async function readTurnSpan(db: Db, brandId: number): Promise<{ firstAt: Date | null; newestAt: Date | null }> {
  const { rows } = await sql<{ firstAt: Date | null; newestAt: Date | null }>`
    select min(opened_at) "firstAt", max(opened_at) "newestAt" from turn where brand_id = ${brandId}`.execute(db);
  return rows[0] ?? { firstAt: null, newestAt: null };
}

export async function plan(db: Db, slice: Slice, by: Dimension | null): Promise<Part[]> {
  return partsOf(slice, by, (await readTurnSpan(db, slice.brandId)).newestAt);
}

function raw(parts: readonly Part[]): Part[] {
  return parts.filter(({ tier }) => tier === 'raw');
}

function turnKey(by: Dimension | null, slice: Slice): RawBuilder<unknown> {
  return keyOf(by, slice, 't', sql`t.opened_at`);
}
