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

export type PersonRetiming = { id: string; brandId: number; contactId: string; afterId: string | null };

/** Somebody whose clocks are to be counted again, held to the end of the transaction. */
export async function lockPersonRetiming(tx: Tx): Promise<PersonRetiming | null> {
  const { rows } = await sql<PersonRetiming>`
    select id::text, brand_id "brandId", contact_id "contactId", after_id "afterId" from retiming_person
    order by id limit 1 for update skip locked`.execute(tx);
  return rows[0] ?? null;
}

/** @param afterId null: all are counted */
export async function writePersonRetiming(tx: Tx, id: string, afterId: string | null): Promise<void> {
  if (afterId === null) await sql`delete from retiming_person where id = ${id}`.execute(tx);
  else await sql`update retiming_person set after_id = ${afterId} where id = ${id}`.execute(tx);
}

/** Of one person, by id after `afterId`, with a clock that runs or is held. */
export async function personClocksAfter(tx: Tx, one: PersonRetiming, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from conversation c
    where brand_id = ${one.brandId} and contact_id = ${one.contactId}
      and (turn_id is not null or (resolution is not null and status <> 'resolved'))
      and (${one.afterId}::uuid is null or id > ${one.afterId}::uuid)
    order by id limit ${limit}`.execute(tx);
  return rows.map(row => row.id);
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
