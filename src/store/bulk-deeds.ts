/** Deeds on many conversations at once, kept so that they can be taken back. */
import { sql } from 'kysely';
import type { BulkDeed, BulkStep } from '../core/bulk.ts';
import type { Status } from '../core/view.ts';
import type { Db, Tx } from './db.ts';

export type BulkRow = {
  id: string;
  agentId: string;
  at: Date;
  deed: BulkDeed;
  done: BulkStep[];
  undoneAt: Date | null;
};

export async function insertBulkDeed(db: Db, brandId: number, row: Omit<BulkRow, 'undoneAt'>): Promise<void> {
  await sql`
    insert into bulk_deed (brand_id, id, agent_id, at, deed, done)
    values (${brandId}, ${row.id}, ${row.agentId}, ${row.at}, ${JSON.stringify(row.deed)}::jsonb, ${JSON.stringify(row.done)}::jsonb)`.execute(
    db,
  );
}

/** Marks it undone, once: of two who ask at the same time, one gets it. Null where it is not this agent's, or undone. */
export async function takeBulkDeed(
  db: Db,
  who: { brandId: number; agentId: string },
  id: string,
  at: Date,
): Promise<BulkRow | null> {
  const { rows } = await sql<BulkRow>`
    update bulk_deed set undone_at = ${at}
    where brand_id = ${who.brandId} and id = ${id} and agent_id = ${who.agentId} and undone_at is null
    returning id, agent_id "agentId", at, deed, done, undone_at "undoneAt"`.execute(db);
  return rows[0] ?? null;
}

export async function isUndone(db: Db, who: { brandId: number; agentId: string }, id: string): Promise<boolean> {
  const { rows } = await sql`
    select from bulk_deed
    where brand_id = ${who.brandId} and id = ${id} and agent_id = ${who.agentId} and undone_at is not null`.execute(db);
  return rows.length === 1;
}

/** Puts it back to where a deed found it. Whether somebody waits is for the counting of turns to say. */
export async function writeStatusAsBefore(
  tx: Tx,
  brandId: number,
  id: string,
  was: { status: Status; snoozedUntil: string | null; resolvedAt: string | null },
): Promise<void> {
  await sql`
    update conversation set status = ${was.status}, snoozed_until = ${was.snoozedUntil}::timestamptz,
      resolved_at = ${was.resolvedAt}::timestamptz, version = version + 1
    where brand_id = ${brandId} and id = ${id}`.execute(tx);
}

export async function forgetBulkDeeds(db: Db, before: Date): Promise<void> {
  await sql`delete from bulk_deed where at < ${before}`.execute(db);
}
