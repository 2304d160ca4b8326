/** What each brand listens for where nobody tags it. */
import { sql } from 'kysely';
import { isUuid } from '../core/id.ts';
import type { Db } from './db.ts';

export type QueryRow = { id: string; text: string; createdAt: Date };

export async function listQueries(db: Db, brandId: number): Promise<QueryRow[]> {
  const { rows } = await sql<QueryRow>`
    select id, text, created_at as "createdAt" from listening_query
    where brand_id = ${brandId} order by created_at, id`.execute(db);
  return rows;
}

export async function allQueries(db: Db): Promise<{ brandId: number; id: string; text: string }[]> {
  const { rows } = await sql<{ brandId: number; id: string; text: string }>`
    select brand_id as "brandId", id, text from listening_query order by brand_id, id`.execute(db);
  return rows;
}

/** @param most queries a brand may have  @returns false when it has that many */
export async function insertQuery(db: Db, brandId: number, row: QueryRow, most: number): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into listening_query (brand_id, id, text, created_at)
    select ${brandId}, ${row.id}, ${row.text}, ${row.createdAt}
    where (select count(*) from listening_query where brand_id = ${brandId}) < ${most}`.execute(db);
  return numAffectedRows === 1n;
}

/** @returns whether there was one */
export async function deleteQuery(db: Db, brandId: number, id: string): Promise<boolean> {
  if (!isUuid(id.toLowerCase())) return false;
  const { numAffectedRows } = await sql`
    delete from listening_query where brand_id = ${brandId} and id = ${id}`.execute(db);
  return numAffectedRows === 1n;
}
