/** People across networks, as colleagues see and describe them. */
import { type RawBuilder, sql } from 'kysely';
import type { Db, Tx } from './db.ts';

export type IdentityView = {
  id: string;
  network: string;
  handle: string | null;
  name: string | null;
  profileUrl: string | null;
  standing: 'active' | 'suspended' | 'gone';
  /** ISO 8601. */
  firstSeenAt: string;
};
export type ContactView = {
  id: string;
  name: string;
  notes: string;
  tags: string[];
  createdAt: string;
  identities: IdentityView[];
};
type ContactRow = Omit<ContactView, 'createdAt'> & { createdAt: Date };

const contactColumns: RawBuilder<ContactRow> = sql`
  p.id, p.name, p.notes, p.tags, p.created_at "createdAt", (
    select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'network', i.network, 'handle', i.handle, 'name', i.name,
      'profileUrl', i.profile_url, 'standing', i.standing,
      'firstSeenAt', to_char(i.first_seen_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by i.first_seen_at, i.id), '[]')
    from identity i where i.brand_id = p.brand_id and i.contact_id = p.id) as identities`;

function viewOfContact(row: ContactRow): ContactView {
  return { ...row, createdAt: row.createdAt.toISOString() };
}

export async function findContact(db: Db, brandId: number, id: string): Promise<ContactView | null> {
  const { rows } = await sql<ContactRow>`
    select ${contactColumns} from contact p where p.brand_id = ${brandId} and p.id = ${id}`.execute(db);
  return rows[0] === undefined ? null : viewOfContact(rows[0]);
}

export async function lockContact(tx: Tx, brandId: number, id: string): Promise<boolean> {
  const { rows } = await sql`
    select from contact where brand_id = ${brandId} and id = ${id} for no key update`.execute(tx);
  return rows.length > 0;
}

/** Fields that are absent stay. */
export async function writeContact(
  tx: Tx,
  brandId: number,
  id: string,
  change: { name?: string | undefined; notes?: string | undefined; tags?: readonly string[] | undefined },
): Promise<void> {
  await sql`
    update contact set name = coalesce(${change.name ?? null}, name), notes = coalesce(${change.notes ?? null}, notes),
      tags = coalesce(${change.tags ?? null}::text[], tags)
    where brand_id = ${brandId} and id = ${id}`.execute(tx);
}

/** Whether any conversation of theirs stands in these inboxes. */
export async function isContactWithin(db: Db, brandId: number, id: string, scope: readonly string[]): Promise<boolean> {
  const { rows } = await sql`
    select from conversation where brand_id = ${brandId} and contact_id = ${id} and inbox_id = any(${scope}::uuid[]) limit 1`.execute(
    db,
  );
  return rows.length > 0;
}

/** In the order of their names. `after` is the id of the last one shown; unknown, nobody comes after. */
export async function listContacts(
  db: Db,
  brandId: number,
  after: string | null,
  limit: number,
): Promise<ContactView[]> {
  const further =
    after === null
      ? sql`true`
      : sql`(p.name collate "C", p.id) > (
          select name collate "C", id from contact where brand_id = ${brandId} and id = ${after})`;
  const { rows } = await sql<ContactRow>`
    select ${contactColumns} from contact p where p.brand_id = ${brandId} and ${further}
    order by p.name collate "C", p.id limit ${limit}`.execute(db);
  return rows.map(viewOfContact);
}

export async function readContacts(db: Db, brandId: number, ids: readonly string[]): Promise<ContactView[]> {
  const { rows } = await sql<ContactRow>`
    select ${contactColumns} from contact p where p.brand_id = ${brandId} and p.id = any(${ids}::uuid[])`.execute(db);
  const views = new Map(rows.map(row => [row.id, viewOfContact(row)]));
  return ids.flatMap(id => views.get(id) ?? []);
}

/** Rows looked at for one spelling; past that only a longer word helps. */
const LOOKED_AT = 2_000;
/** The index knows threes of characters; what is shorter is taken as a beginning. */
const LEAST_INSIDE = 3;

/** People whose name or handle contains the words, best first: equal, then beginning with it, then by name. */
export async function contactsNamed(db: Db, brandId: number, words: string, limit: number): Promise<string[]> {
  if (words === '') return [];
  const literal = words.replace(/[\\%_]/g, '\\$&');
  const isShort = Array.from(words).length < LEAST_INSIDE;
  const named = isShort
    ? sql`select id, name from contact where brand_id = ${brandId} and name collate "C" >= ${words} and name collate "C" < ${`${words}\u{10ffff}`}`
    : sql`
      (select id, name from contact where brand_id = ${brandId} and name ilike ${`%${literal}%`} limit ${LOOKED_AT})
      union all
      (select contact_id, handle from identity where brand_id = ${brandId} and handle ilike ${`%${literal}%`} limit ${LOOKED_AT})`;
  const { rows } = await sql<{ id: string }>`
    with named as (${named} limit ${LOOKED_AT * 2})
    select id from named group by id
    order by min(case when lower(name) = lower(${words}) then 0 when name ilike ${`${literal}%`} then 1 else 2 end),
      min(name) collate "C", id
    limit ${limit}`.execute(db);
  return rows.map(row => row.id);
}
