/** Where the rivals on a brand's list are heard. A name that is not on the list (`triage_settings`) is heard nowhere, whatever stands here. */
import { sql } from 'kysely';
import type { RivalHandle } from '../core/insight/rival.ts';
import type { Db, Tx } from './db.ts';

export type RivalRow = { id: string; name: string; handles: { network: string; handle: string }[] };

const isListed = (brandId: number) => sql`exists (
  select from triage_settings s, jsonb_array_elements_text(s.settings->'rivals') listed (name)
  where s.brand_id = ${brandId} and lower(listed.name) = lower(r.name))`;

/** By name. */
export async function listRivals(db: Db, brandId: number): Promise<RivalRow[]> {
  const { rows } = await sql<RivalRow>`
    select r.id, r.name, coalesce(
      (select jsonb_agg(jsonb_build_object('network', h.network, 'handle', h.handle) order by h.network, h.handle)
       from rival_handle h where h.brand_id = r.brand_id and h.rival_id = r.id), '[]') handles
    from rival r where r.brand_id = ${brandId} and ${isListed(brandId)} order by lower(r.name)`.execute(db);
  return rows;
}

/** Those heard on a network; in a recording, whose network nobody can tell, all there are. */
export async function handlesHeard(db: Db, brandId: number, network: string | null): Promise<RivalHandle[]> {
  const { rows } = await sql<RivalHandle>`
    select h.rival_id "rivalId", h.handle, h.remote_id "remoteId" from rival_handle h
    join rival r on r.brand_id = h.brand_id and r.id = h.rival_id
    where h.brand_id = ${brandId} and (${network}::text is null or h.network = ${network}) and ${isListed(brandId)}
    order by h.handle`.execute(db);
  return rows;
}

/** Handles of which the network's own id is not known yet. */
export async function namelessHandles(db: Db, brandId: number, network: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ handle: string }>`
    select handle from rival_handle where brand_id = ${brandId} and network = ${network} and remote_id is null
    order by handle limit ${limit}`.execute(db);
  return rows.map(({ handle }) => handle);
}

export async function knowHandles(
  db: Db,
  brandId: number,
  network: string | null,
  known: readonly { handle: string; remoteId: string }[],
): Promise<void> {
  if (known.length === 0) return;
  await sql`
    update rival_handle h set remote_id = k.remote_id
    from unnest(${known.map(({ handle }) => handle)}::text[], ${known.map(({ remoteId }) => remoteId)}::text[]) k (handle, remote_id)
    where h.brand_id = ${brandId} and (${network}::text is null or h.network = ${network}) and h.handle = k.handle
      and h.remote_id is null`.execute(db);
}

/**
 * Puts the whole list: what is not in it goes with all that was heard of it; handles that stay keep what is known of them.
 * @returns null: two of them claim the same handle
 */
export async function putRivals(tx: Tx, brandId: number, rivals: readonly RivalRow[], at: Date): Promise<void> {
  const ids = rivals.map(({ id }) => id);
  await sql`delete from rival where brand_id = ${brandId} and id <> all(${ids}::uuid[])`.execute(tx);
  // Two that swap names would stand in each other's way.
  await sql`update rival set name = id::text where brand_id = ${brandId}`.execute(tx);
  await sql`
    insert into rival (brand_id, id, name, created_at)
    select ${brandId}::int, id, name, ${at}::timestamptz
    from unnest(${ids}::uuid[], ${rivals.map(({ name }) => name)}::text[]) g (id, name)
    on conflict (brand_id, id) do update set name = excluded.name`.execute(tx);
  const handles = rivals.flatMap(({ id, handles }) => handles.map(handle => ({ id, ...handle })));
  const [of, networks, names] = [
    handles.map(({ id }) => id),
    handles.map(({ network }) => network),
    handles.map(({ handle }) => handle),
  ];
  await sql`
    delete from rival_handle h where h.brand_id = ${brandId} and not exists (
      select from unnest(${networks}::text[], ${names}::text[]) g (network, handle)
      where g.network = h.network and g.handle = h.handle)`.execute(tx);
  await sql`
    insert into rival_handle (brand_id, rival_id, network, handle)
    select ${brandId}::int, g.* from unnest(${of}::uuid[], ${networks}::text[], ${names}::text[]) g (rival_id, network, handle)
    on conflict (brand_id, network, handle) do update set rival_id = excluded.rival_id`.execute(tx);
}

/** All rows of a brand, for finding those of names that come back to the list. */
export async function lockRivals(tx: Tx, brandId: number): Promise<{ id: string; name: string }[]> {
  await sql`select pg_advisory_xact_lock(hashtext('heed rivals'), ${brandId})`.execute(tx);
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from rival where brand_id = ${brandId}`.execute(tx);
  return rows;
}
