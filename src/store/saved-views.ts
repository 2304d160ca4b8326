/** Filters under a name, one's own or everybody's. */
import { sql } from 'kysely';
import type { Db, Tx } from './db.ts';

export type SavedViewRow = { id: string; name: string; ownerId: string | null; filter: unknown; version: number };

const columns = sql`id, name, owner_id "ownerId", filter, version`;

/** Everybody's first, then this person's own. */
export async function listSavedViews(db: Db, brandId: number, agentId: string): Promise<SavedViewRow[]> {
  const { rows } = await sql<SavedViewRow>`
    select ${columns} from saved_view where brand_id = ${brandId} and (owner_id is null or owner_id = ${agentId})
    order by owner_id is not null, lower(name), id`.execute(db);
  return rows;
}

export async function lockSavedView(tx: Tx, brandId: number, id: string): Promise<SavedViewRow | null> {
  const { rows } = await sql<SavedViewRow>`
    select ${columns} from saved_view where brand_id = ${brandId} and id = ${id} for update`.execute(tx);
  return rows[0] ?? null;
}

export async function insertSavedView(
  tx: Tx,
  brandId: number,
  view: Omit<SavedViewRow, 'version'>,
  at: Date,
): Promise<void> {
  await sql`
    insert into saved_view (brand_id, id, name, owner_id, filter, created_at)
    values (${brandId}, ${view.id}, ${view.name}, ${view.ownerId}, ${JSON.stringify(view.filter)}::jsonb, ${at})`.execute(
    tx,
  );
}

export async function updateSavedView(tx: Tx, brandId: number, view: SavedViewRow): Promise<void> {
  await sql`
    update saved_view set name = ${view.name}, owner_id = ${view.ownerId}, filter = ${JSON.stringify(view.filter)}::jsonb,
      version = ${view.version}
    where brand_id = ${brandId} and id = ${view.id}`.execute(tx);
}

export async function removeSavedView(tx: Tx, brandId: number, id: string): Promise<void> {
  await sql`delete from saved_view where brand_id = ${brandId} and id = ${id}`.execute(tx);
}
