/** People across networks, as colleagues see and describe them. */
import { type RawBuilder, sql } from 'kysely';
import type { FieldValue, Money } from '../core/contact-facts.ts';
import type { Profile } from '../core/post.ts';
import type { Db } from './db.ts';

export type IdentityView = {
  id: string;
  network: string;
  handle: string | null;
  name: string | null;
  profileUrl: string | null;
  avatarId: string | null;
  profile: Profile | null;
  standing: 'active' | 'suspended' | 'gone';
  /** `asked`: only answers to what they write. */
  wants: 'anything' | 'asked';
  wantsBy: 'words' | 'network' | null;
  /** ISO 8601. */
  firstSeenAt: string;
};
/** What the company wrote down of how to reach them. `network`: of a handle. */
export type GivenView = { kind: 'email' | 'phone' | 'handle'; network: string | null; shown: string };
/** Who was merged in, and can be taken apart again. */
export type MergeView = { id: string; contactId: string; name: string; agentId: string | null; at: string };
export type ContactView = {
  id: string;
  name: string;
  notes: string;
  tags: string[];
  fields: Record<string, FieldValue>;
  value: Money | null;
  createdAt: string;
  identities: IdentityView[];
  given: GivenView[];
  merges: MergeView[];
};
type ContactRow = Omit<ContactView, 'createdAt'> & { createdAt: Date };

const wholeTree = sql`(select t.id from contact t where t.brand_id = p.brand_id and (t.id = p.id or t.root_id = p.id))`;
const instant = (column: RawBuilder<unknown>) =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const contactColumns: RawBuilder<ContactRow> = sql`
  p.id, p.name, p.notes, p.tags, p.fields, p.created_at "createdAt",
  case when p.value_currency is not null
    then jsonb_build_object('amount', p.value_amount::text, 'currency', p.value_currency) end as value, (
    select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'network', i.network, 'handle', i.handle, 'name', i.name,
      'profileUrl', i.profile_url, 'avatarId', i.avatar_id, 'profile', i.profile, 'standing', i.standing, 'wants', i.wants, 'wantsBy', i.wants_by,
      'firstSeenAt', ${instant(sql`i.first_seen_at`)}) order by i.first_seen_at, i.id), '[]')
    from identity i where i.brand_id = p.brand_id and i.contact_id = p.id) as identities, (
    select coalesce(jsonb_agg(distinct jsonb_build_object(
      'kind', case k.kind when 'given_handle' then 'handle' else k.kind end,
      'network', case k.kind when 'given_handle' then split_part(k.mark, ' ', 1) end, 'shown', k.shown)), '[]')
    from contact_mark k where k.brand_id = p.brand_id and k.contact_id in ${wholeTree} and k.identity_id is null
      and k.kind in ('email', 'phone', 'given_handle')) as given, (
    select coalesce(jsonb_agg(jsonb_build_object('id', h.id, 'contactId', h.from_id, 'name', f.name, 'agentId', h.agent_id,
      'at', ${instant(sql`h.at`)}) order by h.n desc), '[]')
    from contact_change h join contact f on f.brand_id = h.brand_id and f.id = h.from_id
    where h.brand_id = p.brand_id and h.contact_id in ${wholeTree} and h.kind = 'merge' and h.undone_at is null) as merges`;

function viewOfContact(row: ContactRow): ContactView {
  return { ...row, createdAt: row.createdAt.toISOString() };
}

/** Asked for one that is part of another, that other one. */
export async function findContact(db: Db, brandId: number, id: string): Promise<ContactView | null> {
  const { rows } = await sql<ContactRow>`
    select ${contactColumns} from contact p where p.brand_id = ${brandId}
      and p.id = (select coalesce(root_id, id) from contact where brand_id = ${brandId} and id = ${id})`.execute(db);
  return rows[0] === undefined ? null : viewOfContact(rows[0]);
}

/** Those of these identities that wrote into these inboxes. */
export async function identitiesWithin(
  db: Db,
  brandId: number,
  ids: readonly string[],
  contactId: string,
  scope: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select distinct identity_id id from conversation
    where brand_id = ${brandId} and contact_id = ${contactId} and identity_id = any(${ids}::uuid[])
      and inbox_id = any(${scope}::uuid[])`.execute(db);
  return new Set(rows.map(row => row.id));
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
    select ${contactColumns} from contact p where p.brand_id = ${brandId} and p.root_id is null and ${further}
    order by p.name collate "C", p.id limit ${limit}`.execute(db);
  return rows.map(viewOfContact);
}

/** The same page by page for a file: whoever goes or is renamed between two pages ends nothing. */
export async function contactsAfter(
  db: Db,
  brandId: number,
  after: { name: string; id: string },
  limit: number,
): Promise<ContactView[]> {
  const { rows } = await sql<ContactRow>`
    select ${contactColumns} from contact p
    where p.brand_id = ${brandId} and p.root_id is null and (p.name collate "C", p.id) > (${after.name}::text, ${after.id}::uuid)
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
    ? sql`select coalesce(root_id, id) id, name from contact where brand_id = ${brandId} and name collate "C" >= ${words} and name collate "C" < ${`${words}\u{10ffff}`}`
    : sql`
      (select coalesce(root_id, id) id, name from contact where brand_id = ${brandId} and name ilike ${`%${literal}%`} limit ${LOOKED_AT})
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
