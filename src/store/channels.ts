/** Connected accounts. Secrets are read only by those who listen and send (`sealedOf`, `channelsToHear`). */
import { sql } from 'kysely';
import { isUuid } from '../core/id.ts';
import type { Person } from '../core/post.ts';
import type { Db, Tx } from './db.ts';

export type ChannelState = 'active' | 'paused' | 'broken' | 'left';
export type ChannelRow = {
  brandId: number;
  id: string;
  inboxId: string;
  network: string;
  name: string;
  account: Person;
  state: ChannelState;
  said: string | null;
  playsUntil: Date | null;
  lastHeardAt: Date | null;
  reconnects: number;
};
export type SealedChannel = ChannelRow & { sealed: Buffer };

const columns = sql`brand_id as "brandId", id, inbox_id as "inboxId", network, name, account, state, said,
  plays_until as "playsUntil", last_heard_at as "lastHeardAt", reconnects`;

export async function listChannels(db: Db, brandId: number): Promise<ChannelRow[]> {
  const { rows } = await sql<ChannelRow>`
    select ${columns} from channel where brand_id = ${brandId} order by created_at, id`.execute(db);
  return rows;
}

/** @param id may come from an address people can write into */
export async function findChannel(db: Db, brandId: number, id: string): Promise<ChannelRow | null> {
  if (!isUuid(id.toLowerCase())) return null;
  const { rows } = await sql<ChannelRow>`
    select ${columns} from channel where brand_id = ${brandId} and id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** The channel that speaks for this account already, left or not: connecting it again goes on where it stopped. */
export async function findByAccount(
  db: Db,
  brandId: number,
  network: string,
  remoteId: string,
): Promise<ChannelRow | null> {
  const { rows } = await sql<ChannelRow>`
    select ${columns} from channel
    where brand_id = ${brandId} and network = ${network} and account->>'remoteId' = ${remoteId}
    order by state = 'left', created_at limit 1 for update`.execute(db);
  return rows[0] ?? null;
}

/** Channels of any brand that speak for one of these accounts and were not left, with their secrets; the longest here first. */
export async function channelsOfAccounts(
  db: Db,
  network: string,
  remoteIds: readonly string[],
): Promise<SealedChannel[]> {
  const { rows } = await sql<SealedChannel>`
    select ${columns}, sealed from channel
    where network = ${network} and sealed is not null and state <> 'left'
      and account->>'remoteId' = any(${remoteIds}::text[])
    order by created_at, id`.execute(db);
  return rows;
}

/** All of a network that were not left, of every brand, with their secrets. */
export async function channelsOfNetwork(db: Db, network: string): Promise<SealedChannel[]> {
  const { rows } = await sql<SealedChannel>`
    select ${columns}, sealed from channel
    where network = ${network} and sealed is not null and state <> 'left' order by created_at, id`.execute(db);
  return rows;
}

/** One connecting of accounts at a time in a brand, so that the same account cannot be connected twice at once. */
export async function lockBrandChannels(tx: Tx, brandId: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('heed channels'), ${brandId})`.execute(tx);
}

export async function insertChannel(
  tx: Db,
  row: Pick<ChannelRow, 'brandId' | 'id' | 'inboxId' | 'network' | 'name' | 'account'> & { sealed: Buffer | null },
): Promise<void> {
  await sql`
    insert into channel (brand_id, id, inbox_id, network, name, account, sealed)
    values (${row.brandId}, ${row.id}, ${row.inboxId}, ${row.network}, ${row.name},
      ${JSON.stringify(row.account)}::jsonb, ${row.sealed})`.execute(tx);
}

/** New secrets for a channel we know; it is heard again from where it stopped. */
export async function reviveChannel(
  tx: Tx,
  row: Pick<ChannelRow, 'brandId' | 'id' | 'inboxId' | 'name' | 'account'> & { sealed: Buffer },
): Promise<void> {
  await sql`
    update channel set sealed = ${row.sealed}, account = ${JSON.stringify(row.account)}::jsonb, name = ${row.name},
      inbox_id = ${row.inboxId}, state = 'active', said = null
    where brand_id = ${row.brandId} and id = ${row.id}`.execute(tx);
}

/** New secrets for the same account: nothing else changes, and one that was paused stays so. */
export async function mendChannel(
  tx: Tx,
  row: Pick<ChannelRow, 'brandId' | 'id' | 'account'> & { sealed: Buffer },
): Promise<void> {
  await sql`
    update channel set sealed = ${row.sealed}, account = ${JSON.stringify(row.account)}::jsonb, said = null,
      state = case state when 'broken' then 'active' else state end
    where brand_id = ${row.brandId} and id = ${row.id} and state <> 'left'`.execute(tx);
}

/** Fields that are absent stay. A channel that was left is never changed. @returns whether there was one to change */
export async function changeChannel(
  tx: Tx,
  brandId: number,
  id: string,
  change: { name?: string; inboxId?: string; state?: 'active' | 'paused' },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update channel set name = coalesce(${change.name ?? null}, name), inbox_id = coalesce(${change.inboxId ?? null}::uuid, inbox_id),
      state = coalesce(${change.state ?? null}, state), said = case when ${change.state ?? null}::text is null then said end
    where brand_id = ${brandId} and id = ${id} and state <> 'left'`.execute(tx);
  return numAffectedRows === 1n;
}

/** Removes the secrets; what was heard stays. */
export async function leaveChannel(tx: Tx, brandId: number, id: string): Promise<void> {
  await sql`
    update channel set state = 'left', sealed = null, said = null
    where brand_id = ${brandId} and id = ${id}`.execute(tx);
}

/** Only an active channel breaks: one that was paused or left meanwhile stays so. @returns whether it changed */
export async function breakChannel(tx: Tx, brandId: number, id: string, said: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update channel set state = 'broken', said = ${said}
    where brand_id = ${brandId} and id = ${id} and state = 'active'`.execute(tx);
  return numAffectedRows === 1n;
}

/** What stands beside an active channel while it has trouble that will pass; null once it hears again. */
export async function noteTrouble(tx: Db, brandId: number, id: string, said: string | null): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update channel set said = ${said}
    where brand_id = ${brandId} and id = ${id} and state = 'active' and said is distinct from ${said}`.execute(tx);
  return numAffectedRows === 1n;
}

/** Every active channel of every brand, with its secrets: the listener's list. */
export async function channelsToHear(db: Db): Promise<SealedChannel[]> {
  const { rows } = await sql<SealedChannel>`
    select ${columns}, sealed from channel where state = 'active' and sealed is not null order by id`.execute(db);
  return rows;
}

export async function sealedOf(db: Db, brandId: number, id: string): Promise<Buffer | null> {
  const { rows } = await sql<{ sealed: Buffer | null }>`
    select sealed from channel where brand_id = ${brandId} and id = ${id}`.execute(db);
  return rows[0]?.sealed ?? null;
}

/** Credentials that the network renewed. Not where the channel was left meanwhile. */
export async function resealChannel(db: Db, brandId: number, id: string, sealed: Buffer): Promise<void> {
  await sql`
    update channel set sealed = ${sealed}
    where brand_id = ${brandId} and id = ${id} and sealed is not null`.execute(db);
}

/** Whether the brand has another channel of the same network that was not left. */
export async function hasSibling(db: Db, brandId: number, id: string, network: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from channel
    where brand_id = ${brandId} and network = ${network} and id <> ${id} and state <> 'left' limit 1`.execute(db);
  return rows.length > 0;
}

export async function inboxExists(db: Db, brandId: number, id: string): Promise<boolean> {
  const { rows } = await sql`select 1 from inbox where brand_id = ${brandId} and id = ${id}`.execute(db);
  return rows.length > 0;
}

/** Where new channels go when nobody says: the brand's oldest inbox. */
export async function firstInbox(db: Db, brandId: number): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from inbox where brand_id = ${brandId} order by created_at, id limit 1`.execute(db);
  return rows[0]?.id ?? null;
}
