import { type RawBuilder, sql } from 'kysely';
import { nameOf } from '../core/conversation.ts';
import type { Person, Profile } from '../core/post.ts';
import { times } from './conversations.ts';
import type { Tx } from './db.ts';

/** A person on a network, as stored. */
export type Identity = {
  id: string;
  contactId: string;
  remoteId: string;
  handle: string | null;
  name: string | null;
  avatarUrl: string | null;
  profileUrl: string | null;
  avatarId: string | null;
  profile?: Profile | null;
  standing: 'active' | 'suspended' | 'gone';
  firstSeenAt: Date;
  /** The network's time of what is known here. */
  knownAt: Date;
};

const identityColumns: RawBuilder<Identity> = sql`
  i.id, i.contact_id "contactId", i.remote_id "remoteId", i.handle, i.name, i.avatar_url "avatarUrl",
  i.profile_url "profileUrl", i.avatar_id "avatarId", i.profile, i.standing, i.first_seen_at "firstSeenAt", i.known_at "knownAt"`;

export async function loadIdentities(tx: Tx, brandId: number, ids: readonly string[]): Promise<Identity[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Identity>`
    select ${identityColumns} from identity i where i.brand_id = ${brandId} and i.id = any(${ids}::uuid[])`.execute(tx);
  return rows;
}

export async function findIdentities(
  tx: Tx,
  brandId: number,
  network: string,
  remoteIds: readonly string[],
): Promise<Identity[]> {
  if (remoteIds.length === 0) return [];
  const { rows } = await sql<Identity>`
    select ${identityColumns} from identity i
    where brand_id = ${brandId} and network = ${network} and remote_id = any(${remoteIds}::text[])`.execute(tx);
  return rows;
}

/**
 * Adds people with a contact each. Another channel of the same network may be adding the same person at this moment:
 * its row wins and is missing from the answer, so look again.
 * @returns the remote ids added
 */
export async function insertIdentities(
  tx: Tx,
  brandId: number,
  network: string,
  rows: readonly Identity[],
): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  // In one order everywhere: two channels adding the same two people in different orders would wait for each other.
  const sorted = [...rows].sort((a, b) => (a.remoteId < b.remoteId ? -1 : 1));
  const { rows: added } = await sql<{ remoteId: string }>`
    with asked as (select * from unnest(
      ${sorted.map(r => r.id)}::uuid[], ${sorted.map(r => r.contactId)}::uuid[], ${sorted.map(r => r.remoteId)}::text[],
      ${sorted.map(r => r.handle)}::text[], ${sorted.map(r => r.name)}::text[], ${sorted.map(r => r.avatarUrl)}::text[],
      ${sorted.map(r => r.profileUrl)}::text[], ${times(sorted, r => r.firstSeenAt)}::timestamptz[],
      ${times(sorted, r => r.knownAt)}::timestamptz[], ${sorted.map(nameOf)}::text[], ${sorted.map(profileText)}::text[]
    ) a (id, contact_id, remote_id, handle, name, avatar_url, profile_url, first_seen_at, known_at, shown, profile)),
    added as (
      insert into identity (brand_id, id, contact_id, own_contact_id, network, remote_id, handle, name, avatar_url, profile_url,
        first_seen_at, known_at, profile)
      select ${brandId}, id, contact_id, contact_id, ${network}, remote_id, handle, name, avatar_url, profile_url,
        first_seen_at, known_at, profile::jsonb
      from asked
      on conflict (brand_id, network, remote_id) do nothing
      returning contact_id, remote_id),
    contacts as (
      insert into contact (brand_id, id, name, created_at)
      select ${brandId}, added.contact_id, asked.shown, asked.first_seen_at
      from added join asked on asked.remote_id = added.remote_id)
    select remote_id "remoteId" from added`.execute(tx);
  return new Set(added.map(row => row.remoteId));
}

function profileText({ profile }: { profile?: Profile | null }): string | null {
  return profile == null ? null : JSON.stringify(profile);
}

/** They wrote something in private by which they may be known again. */
export async function lookAgain(tx: Tx, brandId: number, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    with asked as (
      select id from identity where brand_id = ${brandId} and id = any(${ids}::uuid[]) and not unexamined
      order by id for no key update)
    update identity i set unexamined = true from asked where i.brand_id = ${brandId} and i.id = asked.id`.execute(tx);
}

export type KnownPerson = { id: string; person: Person; standing: Identity['standing']; at: Date };

/** Newer names, pictures and standings. The contact's name follows while nobody here has changed it. */
export async function updateIdentities(tx: Tx, brandId: number, known: readonly KnownPerson[]): Promise<void> {
  if (known.length === 0) return;
  await sql`
    with asked as (select * from unnest(
      ${known.map(k => k.id)}::uuid[], ${known.map(k => k.person.handle)}::text[], ${known.map(k => k.person.name)}::text[],
      ${known.map(k => k.person.avatarUrl)}::text[], ${known.map(k => k.person.profileUrl)}::text[],
      ${known.map(k => k.standing)}::text[], ${times(known, k => k.at)}::timestamptz[], ${known.map(k => nameOf(k.person))}::text[],
      ${known.map(k => profileText(k.person))}::text[]
    ) a (id, handle, name, avatar_url, profile_url, standing, at, shown, profile)),
    contacts as (
      update contact c set name = asked.shown from asked join identity i on i.brand_id = ${brandId} and i.id = asked.id
      where c.brand_id = ${brandId} and c.id = i.contact_id and asked.name is not null
        and c.name = coalesce(nullif(trim(i.name), ''), i.handle, i.remote_id))
    update identity i set
      handle = coalesce(asked.handle, i.handle), name = coalesce(asked.name, i.name),
      avatar_id = case when asked.avatar_url is distinct from i.avatar_url and asked.avatar_url is not null then null else i.avatar_id end,
      avatar_url = coalesce(asked.avatar_url, i.avatar_url), profile_url = coalesce(asked.profile_url, i.profile_url),
      profile = coalesce(asked.profile::jsonb, i.profile), standing = asked.standing, known_at = asked.at, unexamined = true
    from asked where i.brand_id = ${brandId} and i.id = any(${known.map(k => k.id)}::uuid[]) and i.id = asked.id
      and i.known_at <= asked.at`.execute(tx);
}

/** Conversations that show these people, newest first. */
export async function conversationsOfIdentities(
  tx: Tx,
  brandId: number,
  contactIds: readonly string[],
  most: number,
): Promise<string[]> {
  if (contactIds.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    select id from conversation where brand_id = ${brandId} and contact_id = any(${contactIds}::uuid[])
    order by opened_at desc limit ${most}`.execute(tx);
  return rows.map(({ id }) => id);
}
