import { sql } from 'kysely';
import type { Item } from '../core/post.ts';
import { times } from './conversations.ts';
import type { Db, Tx } from './db.ts';

/** Something that came before the post it is about. */
export type Awaiting = {
  id: string;
  awaits: string[];
  item: Item;
  receivedAt: Date;
  /** The day of the ledger it was counted on while it waits. */
  countedOn: string;
};

/** Those that wait for one of these posts. */
export async function findAwaiting(
  tx: Tx,
  brandId: number,
  channelId: string,
  remoteIds: readonly string[],
): Promise<Awaiting[]> {
  if (remoteIds.length === 0) return [];
  const { rows } = await sql<Awaiting>`
    select id, awaits, item, received_at "receivedAt", counted_on::text "countedOn" from awaiting
    where brand_id = ${brandId} and channel_id = ${channelId} and awaits && ${remoteIds}::text[]
    order by received_at, id`.execute(tx);
  return rows.map(row => ({ ...row, item: revive(row.item) }));
}

/** @param unlessThere what came in the very same moment with the same words is there already: it is read once more */
export async function insertAwaiting(
  tx: Tx,
  brandId: number,
  channelId: string,
  rows: readonly Awaiting[],
  unlessThere = false,
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into awaiting (brand_id, id, channel_id, awaits, item, received_at, counted_on)
    select ${brandId}, id, ${channelId}::uuid, array(select jsonb_array_elements_text(awaits)), item, received_at, counted_on
    from unnest(${rows.map(r => r.id)}::uuid[], ${rows.map(r => JSON.stringify(r.awaits))}::jsonb[],
      ${rows.map(r => JSON.stringify(r.item))}::jsonb[], ${times(rows, r => r.receivedAt)}::timestamptz[],
      ${rows.map(r => r.countedOn)}::date[]) n (id, awaits, item, received_at, counted_on)
    where not ${unlessThere}::boolean or not exists (
      select from awaiting a where a.brand_id = ${brandId} and a.channel_id = ${channelId}::uuid
        and a.awaits && array(select jsonb_array_elements_text(n.awaits)) and a.received_at = n.received_at and a.item = n.item)`.execute(
    tx,
  );
}

export async function removeAwaiting(tx: Tx, brandId: number, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`delete from awaiting where brand_id = ${brandId} and id = any(${ids}::uuid[])`.execute(tx);
}

/** @returns how many had waited too long */
export async function forgetAwaiting(db: Db, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`delete from awaiting where received_at < ${before}`.execute(db);
  return Number(numAffectedRows ?? 0);
}

/** Instants are text in JSON. */
function revive(item: Item): Item {
  if (item.kind === 'post') return { ...item, post: { ...item.post, at: new Date(item.post.at) } };
  return { ...item, at: new Date(item.at) };
}
