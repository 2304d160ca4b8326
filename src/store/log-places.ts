/** How far each reader of the event log has come in each brand. */
import { sql } from 'kysely';
import type { Db, Tx } from './db.ts';

export type PlaceTable =
  | 'rule_place'
  | 'escalation_place'
  | 'deed_place'
  | 'risk_place'
  | 'outcome_place'
  | 'survey_place';

/** What a reader of the log asks of its places; see `LogReader`. */
export function placesIn(table: PlaceTable) {
  const places = sql.table(table);
  return {
    /** Held to the end of the transaction; null while another process has it. */
    async lockPlace(tx: Tx, brandId: number): Promise<number | null> {
      const { rows } = await sql<{ seq: number }>`
        select seq from ${places} where brand_id = ${brandId} for update skip locked`.execute(tx);
      return rows[0]?.seq ?? null;
    },
    async movePlace(tx: Tx, brandId: number, seq: number): Promise<void> {
      await sql`update ${places} set seq = ${seq} where brand_id = ${brandId}`.execute(tx);
    },
  };
}

/** Brands in which something has happened since. */
export async function brandsBehind(db: Db, table: PlaceTable): Promise<number[]> {
  const { rows } = await sql<{ brandId: number }>`
    select p.brand_id "brandId" from ${sql.table(table)} p
    where exists (select from event e where e.brand_id = p.brand_id and e.seq > p.seq)
    order by p.brand_id`.execute(db);
  return rows.map(({ brandId }) => brandId);
}

/** The same where brands have no place from their beginning: one that was never looked at begins with what happens from now on. */
export async function brandsBehindOrNew(db: Db, table: PlaceTable): Promise<number[]> {
  const places = sql.table(table);
  await sql`
    insert into ${places} (brand_id, seq) select b.id, (select coalesce(max(seq), 0) from event) from brand b
    where not exists (select from ${places} p where p.brand_id = b.id) on conflict do nothing`.execute(db);
  return brandsBehind(db, table);
}
