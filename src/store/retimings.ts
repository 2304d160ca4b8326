/** Which brands' clocks are to be counted again, as triggers note it with every change of promises and hours, and how far that is. */
import { sql } from 'kysely';
import type { Db, Tx } from './db.ts';

export type Retiming = { brandId: number; afterId: string | null; rounds: number };

/** One whose time has come, held to the end of the transaction; none while another process has it. */
export async function lockRetiming(tx: Tx, now: Date, brandId: number | null): Promise<Retiming | null> {
  const { rows } = await sql<Retiming>`
    select brand_id "brandId", after_id "afterId", rounds from retiming
    where (${brandId}::int is not null and brand_id = ${brandId}::int) or (${brandId}::int is null and look_at <= ${now})
    order by look_at limit 1 for update skip locked`.execute(tx);
  return rows[0] ?? null;
}

export async function writeRetiming(tx: Tx, { brandId, afterId, rounds }: Retiming, lookAt: Date): Promise<void> {
  await sql`
    update retiming set after_id = ${afterId}, rounds = ${rounds}, look_at = ${lookAt} where brand_id = ${brandId}`.execute(
    tx,
  );
}

export async function endRetiming(tx: Tx, brandId: number): Promise<void> {
  await sql`delete from retiming where brand_id = ${brandId}`.execute(tx);
}

/** Conversations with a clock that runs or is held, by id after `after`. */
export async function clocksAfter(db: Db, brandId: number, after: string | null, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from conversation c
    where brand_id = ${brandId} and (turn_id is not null or (resolution is not null and status <> 'resolved'))
      and (${after}::uuid is null or id > ${after}::uuid)
    order by id limit ${limit}`.execute(db);
  return rows.map(row => row.id);
}
