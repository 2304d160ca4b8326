/** Columns of the roll-ups, added up over the parts of a slice. What they hold is written by the migration that made them. */
import { type RawBuilder, sql } from 'kysely';
import { DELAY_LAST_BUCKETS, LAST_BUCKET } from '../../core/insight/buckets.ts';
import { onlyPart, type Part } from '../../core/insight/parts.ts';
import type { Dimension, Slice } from '../../core/insight/slice.ts';
import type { Db } from '../db.ts';
import { keyOf, wantedHours, wantedOf } from './told-apart.ts';

/** A column of the roll-ups, and what it counts. */
export type Column = { column: string; name: string; bucket: number | null };
export type Sum = Omit<Column, 'column'> & { key: string | null; count: number };

const plain = (name: string): Column => ({ column: name, name, bucket: null });
const histogram = (name: string, buckets: number): Column[] =>
  Array.from({ length: buckets }, (_, bucket) => ({ column: `${name}_${bucket}`, name, bucket }));

export const RESPONSES = [
  ...['unanswered', 'not_needed', 'withdrawn'].map(plain),
  ...histogram('answered', LAST_BUCKET + 1),
];
export const TURNS = [plain('turns')];
export const PROMISES = ['kept', 'broken'].map(plain);
/** Their buckets are groups of buckets (core/insight/buckets). */
export const DELAYS = [
  ...histogram('hearing', DELAY_LAST_BUCKETS.length),
  ...histogram('handling', DELAY_LAST_BUCKETS.length),
];

/** What the roll-ups hold of these parts of a slice. */
export async function readSums(
  db: Db,
  slice: Slice,
  by: Dimension | null,
  parts: readonly Part[],
  columns: readonly Column[],
): Promise<Sum[]> {
  const tables = [spansOf, slotsOf, hoursOf].flatMap(of => of(slice, by, parts, columns));
  if (tables.length === 0) return [];
  const sums = columns.map((_, place) => sql`coalesce(sum(${column(place)}), 0)::int`);
  const { rows } = await sql<{ key: string | null; sums: number[] }>`
    select key, array[${sql.join(sums)}] as sums from (${sql.join(tables, sql` union all `)}) part group by key order by key`.execute(
    db,
  );
  return rows.flatMap(({ key, sums }) =>
    columns.map(({ name, bucket }, place) => ({ key, name, bucket, count: sums[place] ?? 0 })),
  );
}

function column(place: number): RawBuilder<unknown> {
  return sql.ref(`c${place}`);
}

function spansOf(
  slice: Slice,
  by: Dimension | null,
  parts: readonly Part[],
  columns: readonly Column[],
): RawBuilder<unknown>[] {
  const spans = parts.filter(({ tier }) => tier === 'month' || tier === 'day');
  if (spans.length === 0) return [];
  const rows = spans.map(
    ({ tier, since, until, sign }) => sql`
      select facet_id, ${signed(columns, sign)} from turn_span
      where brand_id = ${slice.brandId} and span = ${tier} and begins >= ${since} and begins < ${until}`,
  );
  return [
    sql`select ${keyOf(by, slice, 'f', sql`null::timestamptz`)} as key, ${renamed(columns)}
      from (${sql.join(rows, sql` union all `)}) r
      join (turn_facet f join channel ch on ch.brand_id = f.brand_id and ch.id = f.channel_id) on f.brand_id = ${slice.brandId} and f.id = r.facet_id
      where ${wantedOf(slice, 'f')}`,
  ];
}

function slotsOf(
  slice: Slice,
  by: Dimension | null,
  parts: readonly Part[],
  columns: readonly Column[],
): RawBuilder<unknown>[] {
  return parts
    .filter(({ tier }) => tier === 'slot')
    .map(
      ({ since, until, sign }) => sql`
        select ${keyOf(by, slice, 's', sql`s.begins`)} as key, ${signed(columns, sign)}
        from turn_slot s join channel ch on ch.brand_id = s.brand_id and ch.id = s.channel_id
        where ${wantedOf(slice, 's')} and s.begins >= ${since} and s.begins < ${until}`,
    );
}

function hoursOf(
  slice: Slice,
  by: Dimension | null,
  parts: readonly Part[],
  columns: readonly Column[],
): RawBuilder<unknown>[] {
  const part = onlyPart(slice, by);
  if (part === null) return [];
  const key = by === part ? sql`nullif(s.value, '')` : keyOf(by, slice, 's', sql`s.begins`);
  return parts
    .filter(({ tier }) => tier === 'hours')
    .map(
      ({ since, until, sign }) => sql`
        select ${key} as key, ${signed(columns, sign)} from turn_hours s
        where ${wantedHours(slice, part)} and s.begins >= ${since} and s.begins < ${until}`,
    );
}

function signed(columns: readonly Column[], sign: 1 | -1): RawBuilder<unknown> {
  const minus = sign === 1 ? sql`` : sql`-`;
  return sql.join(columns.map(({ column: name }, place) => sql`${minus}${sql.ref(name)} as ${column(place)}`));
}

function renamed(columns: readonly Column[]): RawBuilder<unknown> {
  return sql.join(columns.map((_, place) => column(place)));
}
