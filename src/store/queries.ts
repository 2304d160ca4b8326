/** What each brand listens for where nobody tags it. */
import { sql } from 'kysely';
import { isUuid } from '../core/id.ts';
import type { Db, Tx } from './db.ts';

/** Which matches open a conversation by themselves. */
export type Opens = 'always' | 'wants' | 'never';
/** `dialect` 1: written when OR bound tighter than words side by side. */
export type QueryRow = {
  id: string;
  name: string;
  text: string;
  opens: Opens;
  dialect: 1 | 2;
  createdAt: Date;
  changedAt: Date;
};

const columns = sql`id, name, text, opens, dialect, created_at as "createdAt", changed_at as "changedAt"`;

export async function listQueries(db: Db, brandId: number): Promise<QueryRow[]> {
  const { rows } = await sql<QueryRow>`
    select ${columns} from listening_query where brand_id = ${brandId} order by created_at, id`.execute(db);
  return rows;
}

export async function findQuery(db: Db | Tx, brandId: number, id: string): Promise<QueryRow | null> {
  if (!isUuid(id.toLowerCase())) return null;
  const { rows } = await sql<QueryRow>`
    select ${columns} from listening_query where brand_id = ${brandId} and id = ${id}`.execute(db);
  return rows[0] ?? null;
}

export type QueryText = Pick<QueryRow, 'id' | 'text' | 'opens' | 'dialect' | 'changedAt'> & { brandId: number };

export async function allQueries(db: Db): Promise<QueryText[]> {
  const { rows } = await sql<QueryText>`
    select brand_id as "brandId", ${columns} from listening_query order by brand_id, id`.execute(db);
  return rows;
}

/** Another one whenever a query was added, changed or removed. */
export async function queriesMark(db: Db): Promise<string> {
  const { rows } = await sql<{ mark: string }>`
    select count(*) || ' ' || coalesce(max(changed_at), 'epoch') || ' ' || coalesce(sum(hashtext(id::text)::bigint), 0) as mark
    from listening_query`.execute(db);
  return rows[0]?.mark ?? '';
}

/** @param most queries a brand may have  @returns false when it has that many */
export async function insertQuery(db: Db, brandId: number, row: QueryRow, most: number): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into listening_query (brand_id, id, name, text, opens, dialect, created_at, changed_at)
    select ${brandId}::int, ${row.id}::uuid, ${row.name}, ${row.text}, ${row.opens}, ${row.dialect}::smallint, ${row.createdAt}::timestamptz, clock_timestamp()
    where (select count(*) from listening_query where brand_id = ${brandId}) < ${most}`.execute(db);
  return numAffectedRows === 1n;
}

export async function updateQuery(
  tx: Tx,
  brandId: number,
  row: Omit<QueryRow, 'createdAt' | 'changedAt'>,
): Promise<void> {
  await sql`
    update listening_query set name = ${row.name}, text = ${row.text}, opens = ${row.opens}, dialect = ${row.dialect},
      changed_at = clock_timestamp()
    where brand_id = ${brandId} and id = ${row.id}`.execute(tx);
}

/** With it goes what nothing else heard. @returns whether there was one */
export async function deleteQuery(tx: Tx, brandId: number, id: string): Promise<boolean> {
  if (!isUuid(id.toLowerCase())) return false;
  await sql`
    delete from listening_match m
    using listening_match_query q
    where q.brand_id = ${brandId} and q.query_id = ${id} and m.brand_id = q.brand_id and m.id = q.match_id
      and not exists (
        select from listening_match_query o where o.brand_id = m.brand_id and o.match_id = m.id and o.query_id <> q.query_id)`.execute(
    tx,
  );
  const { numAffectedRows } = await sql`
    delete from listening_query where brand_id = ${brandId} and id = ${id}`.execute(tx);
  return numAffectedRows === 1n;
}
