/** The roll-ups of a brand counted anew from all its turns, as the migration that made them did. */
import { sql } from 'kysely';
import type { Db } from '../db.ts';

/** What is heard meanwhile waits, and is counted afterwards. @returns how many turns there are */
export async function recountTurns(db: Db, brandId: number): Promise<number> {
  await db.transaction().execute(async tx => {
    await sql`select recount_turns(${brandId}), recount_turn_hours(${brandId})`.execute(tx);
  });
  const { rows } = await sql<{ n: number }>`
    select coalesce(sum(turns), 0)::int as n from turn_slot where brand_id = ${brandId}`.execute(db);
  return rows[0]?.n ?? 0;
}
