/** Posts that are looked at once more, and how far that has come. */
import { sql } from 'kysely';
import type { Db } from './db.ts';

export type RecheckPlace = { at: Date; id: string };
export type PostToRecheck = {
  id: string;
  remoteId: string;
  rootRemoteId: string | null;
  room: string | null;
  url: string | null;
  at: Date;
  text: string;
};

export async function recheckPlace(
  db: Db,
  brandId: number,
  channelId: string,
  ageMinutes: number,
): Promise<RecheckPlace | null> {
  const { rows } = await sql<RecheckPlace>`
    select at, id from channel_recheck
    where brand_id = ${brandId} and channel_id = ${channelId}::uuid and age_minutes = ${ageMinutes}`.execute(db);
  return rows[0] ?? null;
}

export async function saveRecheckPlace(
  db: Db,
  brandId: number,
  channelId: string,
  ageMinutes: number,
  { at, id }: RecheckPlace,
): Promise<void> {
  await sql`
    insert into channel_recheck (brand_id, channel_id, age_minutes, at, id)
    select brand_id, id, ${ageMinutes}, ${at}::timestamptz, ${id}::uuid from channel
    where brand_id = ${brandId} and id = ${channelId}::uuid
    on conflict (brand_id, channel_id, age_minutes) do update set at = excluded.at, id = excluded.id`.execute(db);
}

/** Posts that still stand, oldest first. @param until the newest time there may be */
export async function postsToRecheck(
  db: Db,
  brandId: number,
  channelId: string,
  { after, until, limit }: { after: RecheckPlace; until: Date; limit: number },
): Promise<PostToRecheck[]> {
  const { rows } = await sql<PostToRecheck>`
    select m.id, m.remote_id "remoteId", coalesce(m.root_remote_id, case t.visibility when 'public' then t.root_remote_id end) "rootRemoteId",
      case t.visibility when 'private' then t.root_remote_id end as room, m.url, m.at, m.text
    from message m join thread t on t.brand_id = m.brand_id and t.id = m.thread_id
    where m.brand_id = ${brandId} and m.channel_id = ${channelId} and m.at <= ${until}
      and (m.at, m.id) > (${after.at}::timestamptz, ${after.id}::uuid)
      and m.remote_id is not null and m.deleted_at is null and m.direction <> 'note'
    order by m.at, m.id limit ${limit}`.execute(db);
  return rows;
}
