/** Sign-ins at a network's own page that have begun and not come back yet: known by a hash, used once. */
import { sql } from 'kysely';
import type { Db, Tx } from './db.ts';

export type Connecting = {
  brandId: number;
  /** SHA-256 of what the network hands back. */
  id: Buffer;
  agentId: string;
  session: string;
  network: string;
  /** Null: a channel that is to be. */
  channelId: string | null;
  sealed: Buffer;
};

/** Keeps one more; those whose time is over are swept on the way, and of one person's only the newest stay. */
export async function keepConnecting(
  tx: Tx,
  row: Connecting & { expiresAt: Date },
  { now, most }: { now: Date; most: number },
): Promise<void> {
  await sql`delete from connecting where expires_at <= ${now}`.execute(tx);
  await sql`
    delete from connecting where (brand_id, id) in (
      select brand_id, id from connecting where brand_id = ${row.brandId} and agent_id = ${row.agentId}
      order by expires_at desc offset ${most - 1})`.execute(tx);
  await sql`
    insert into connecting (brand_id, id, agent_id, session, network, channel_id, sealed, expires_at)
    values (${row.brandId}, ${row.id}, ${row.agentId}, ${row.session}, ${row.network}, ${row.channelId}, ${row.sealed},
      ${row.expiresAt})`.execute(tx);
}

/** Takes it away, so that it is good once, whichever of several processes is asked first. Null for everything that is not theirs, and now. */
export async function takeConnecting(
  db: Db,
  theirs: Pick<Connecting, 'brandId' | 'id' | 'agentId' | 'session'>,
  now: Date,
): Promise<Connecting | null> {
  const { rows } = await sql<Connecting>`
    delete from connecting
    where brand_id = ${theirs.brandId} and id = ${theirs.id} and agent_id = ${theirs.agentId}
      and session = ${theirs.session} and expires_at > ${now}
    returning brand_id as "brandId", id, agent_id as "agentId", session, network, channel_id as "channelId",
      sealed`.execute(db);
  return rows[0] ?? null;
}
