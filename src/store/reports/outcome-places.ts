import { sql } from 'kysely';
import type { Db, Tx } from '../db.ts';

/** Brands nobody has looked at yet: all of what is there is written in the transaction in which reading the log begins. */
export async function beginPlace(db: Db, writeAll: (tx: Tx, brandId: number) => Promise<unknown>): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    select b.id from brand b where not exists (select from outcome_place p where p.brand_id = b.id) order by b.id`.execute(
    db,
  );
  for (const { id } of rows) {
    await db.transaction().execute(async tx => {
      const { rows: begun } = await sql`
        insert into outcome_place (brand_id, seq) select ${id}, (select coalesce(max(seq), 0) from event)
        on conflict do nothing returning brand_id`.execute(tx);
      if (begun.length > 0) await writeAll(tx, id);
    });
  }
}
