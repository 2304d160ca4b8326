/** People who wrote to a channel lately and are known by an id alone: what a hook told came past the process that listens. */
import { sql } from 'kysely';
import type { Db } from './db.ts';

/** So many of the brand's latest messages are looked through, so that this costs the same however many there are. */
const LOOKED_THROUGH = 500;

/** Their remote ids, each once. @param since of the messages, by the network's time */
export async function namelessOn(db: Db, brandId: number, channelId: string, since: Date): Promise<string[]> {
  const { rows } = await sql<{ remoteId: string }>`
    select distinct i.remote_id "remoteId" from (
      select channel_id, identity_id from message where brand_id = ${brandId} and at > ${since}::timestamptz
      order by at desc limit ${LOOKED_THROUGH}
    ) m
    join identity i on i.brand_id = ${brandId} and i.id = m.identity_id
    where m.channel_id = ${channelId} and i.name is null and i.handle is null`.execute(db);
  return rows.map(({ remoteId }) => remoteId);
}
