/** What a company wants to know of a contact beyond what Heed asks for. */
import { sql } from 'kysely';
import type { ContactField } from '../core/contact-field.ts';
import type { Db, Tx } from './db.ts';

export async function listFields(db: Db, brandId: number): Promise<ContactField[]> {
  const { rows } = await sql<ContactField>`
    select id, name, kind, choices from contact_field where brand_id = ${brandId} and removed_at is null order by place, id`.execute(
    db,
  );
  return rows;
}

/** All of them, in this order. Those left out are taken away; what contacts hold under them stays, unseen. */
export async function writeFields(tx: Tx, brandId: number, fields: readonly ContactField[], at: Date): Promise<void> {
  await sql`
    update contact_field set removed_at = ${at}
    where brand_id = ${brandId} and removed_at is null and not (id = any(${fields.map(f => f.id)}::uuid[]))`.execute(
    tx,
  );
  // Names may change places: nobody is in the way of anybody while they do.
  await sql`
    update contact_field set name = id::text where brand_id = ${brandId} and id = any(${fields.map(f => f.id)}::uuid[])`.execute(
    tx,
  );
  for (const [place, { id, name, kind, choices }] of fields.entries()) {
    await sql`
      insert into contact_field (brand_id, id, name, kind, choices, place)
      values (${brandId}, ${id}, ${name}, ${kind}, ${choices}::text[], ${place})
      on conflict (brand_id, id) do update set name = excluded.name, choices = excluded.choices, place = excluded.place`.execute(
      tx,
    );
  }
}
