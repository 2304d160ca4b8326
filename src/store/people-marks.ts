/** By what people can be known again, and who shares it. */
import { sql } from 'kysely';
import type { Profile } from '../core/post.ts';
import type { Mark, MarkKind } from '../core/same-person.ts';
import type { Db, Tx } from './db.ts';

export type Unexamined = {
  brandId: number;
  id: string;
  contactId: string;
  ownContactId: string;
  network: string;
  handle: string | null;
  name: string | null;
  avatarUrl: string | null;
  avatarId: string | null;
  profileUrl: string | null;
  profile: Profile | null;
  pictureHash: string | null;
};

const columns = sql`
  brand_id "brandId", id, contact_id "contactId", own_contact_id "ownContactId", network, handle, name, avatar_url "avatarUrl",
  avatar_id "avatarId", profile_url "profileUrl", profile, picture_hash "pictureHash"`;

export async function listUnexamined(db: Db, limit: number): Promise<Unexamined[]> {
  const { rows } = await sql<Unexamined>`
    select ${columns} from identity where unexamined order by brand_id, id limit ${limit}`.execute(db);
  return rows;
}

/** Holds one that nobody has looked at, as it is now; null where somebody else does or did. */
export async function takeUnexamined(tx: Tx, brandId: number, id: string): Promise<Unexamined | null> {
  const { rows } = await sql<Unexamined>`
    select ${columns} from identity where brand_id = ${brandId} and id = ${id} and unexamined
    for no key update skip locked`.execute(tx);
  return rows[0] ?? null;
}

export async function findPersonToLink(db: Db, brandId: number, id: string): Promise<Unexamined | null> {
  const { rows } = await sql<Unexamined>`
    select ${columns} from identity where brand_id = ${brandId} and id = ${id}`.execute(db);
  return rows[0] ?? null;
}

export async function setExamined(tx: Tx, brandId: number, id: string): Promise<void> {
  await sql`update identity set unexamined = false where brand_id = ${brandId} and id = ${id}`.execute(tx);
}

/** The face that is shown, unless there is a newer one meanwhile. */
export async function setFace(
  tx: Tx,
  brandId: number,
  id: string,
  face: { url: string; mediaId: string; hash: string | null },
): Promise<boolean> {
  const { rows } = await sql`
    update identity set avatar_id = ${face.mediaId}, picture_hash = ${face.hash}
    where brand_id = ${brandId} and id = ${id} and avatar_url = ${face.url} returning id`.execute(tx);
  return rows.length > 0;
}

/** What they wrote to us in private, newest first. */
export async function saidInPrivate(
  tx: Tx,
  brandId: number,
  person: { id: string; contactId: string },
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ text: string }>`
    select m.text from conversation c
    join message m on m.brand_id = c.brand_id and m.conversation_id = c.id
    where c.brand_id = ${brandId} and c.contact_id = ${person.contactId} and c.identity_id = ${person.id} and c.visibility = 'private'
      and m.direction = 'in' and m.identity_id = ${person.id} and m.deleted_at is null
    order by m.at desc limit ${limit}`.execute(tx);
  return rows.map(row => row.text);
}

/** In place of those it had. */
export async function writeMarks(
  tx: Tx,
  brandId: number,
  of: { contactId: string; identityId: string },
  marks: readonly Mark[],
): Promise<void> {
  await sql`delete from contact_mark where brand_id = ${brandId} and identity_id = ${of.identityId}`.execute(tx);
  await insertMarks(tx, brandId, { ...of, importId: null }, marks);
}

/** @param of identityId null: the company wrote it down */
export async function insertMarks(
  tx: Tx,
  brandId: number,
  of: { contactId: string; identityId: string | null; importId: string | null },
  marks: readonly Mark[],
): Promise<void> {
  if (marks.length === 0) return;
  await sql`
    insert into contact_mark (brand_id, contact_id, identity_id, import_id, kind, mark, shown)
    select ${brandId}, ${of.contactId}, ${of.identityId}, ${of.importId}, * from unnest(
      ${marks.map(m => m.kind)}::text[], ${marks.map(m => m.mark)}::text[], ${marks.map(m => m.shown)}::text[])
    on conflict do nothing`.execute(tx);
}

export async function marksOfContacts(
  db: Db,
  brandId: number,
  contactIds: readonly string[],
): Promise<Map<string, Mark[]>> {
  const { rows } = await sql<Mark & { contactId: string }>`
    select contact_id "contactId", kind, mark, shown from contact_mark
    where brand_id = ${brandId} and contact_id = any(${contactIds}::uuid[])`.execute(db);
  return Map.groupBy(rows, row => row.contactId);
}

/** Who has one of these, and how many have it. Marks that more than `crowd` and one have are left out. */
export async function contactsMarked(
  db: Db,
  brandId: number,
  asked: readonly { kind: MarkKind; mark: string }[],
  crowd: number,
): Promise<{ contactId: string; kind: MarkKind; mark: string; n: number }[]> {
  if (asked.length === 0) return [];
  const { rows } = await sql<{ contactId: string; kind: MarkKind; mark: string; n: number }>`
    select a.kind, a.mark, f.contact_id "contactId", f.n
    from unnest(${asked.map(a => a.kind)}::text[], ${asked.map(a => a.mark)}::text[]) a (kind, mark)
    cross join lateral (
      select contact_id, (count(*) over ())::int n from (
        select distinct contact_id from (
          select contact_id from contact_mark k where k.brand_id = ${brandId} and k.kind = a.kind and k.mark = a.mark limit ${crowd * 4}
        ) marked) one) f
    where f.n <= ${crowd + 1}`.execute(db);
  return rows;
}

/** Whether one has answered the other, and in which languages each writes. */
export async function betweenThem(
  db: Db,
  brandId: number,
  one: readonly string[],
  other: readonly string[],
): Promise<{ talked: boolean; languages: [string[], string[]] }> {
  const { rows } = await sql<{ talked: boolean; one: string[] | null; other: string[] | null }>`
    with said as (
      select i.own_contact_id = any(${one}::uuid[]) as first, m.channel_id, m.remote_id, m.parent_remote_id, c.lang
      from identity i
      join conversation c on c.brand_id = i.brand_id and c.contact_id = i.contact_id and c.identity_id = i.id
      join message m on m.brand_id = c.brand_id and m.conversation_id = c.id and m.direction = 'in' and m.identity_id = i.id
      where i.brand_id = ${brandId} and i.own_contact_id = any(${[...one, ...other]}::uuid[])
      limit ${SAID_LOOKED_AT})
    select exists (
        select from said x join said y on y.channel_id = x.channel_id and y.remote_id = x.parent_remote_id and y.first <> x.first) as talked,
      (select array_agg(distinct split_part(lang, '-', 1)) from said where first and lang is not null) as one,
      (select array_agg(distinct split_part(lang, '-', 1)) from said where not first and lang is not null) as other`.execute(
    db,
  );
  const row = rows[0];
  return { talked: row?.talked ?? false, languages: [row?.one ?? [], row?.other ?? []] };
}

const SAID_LOOKED_AT = 500;

export type Companys = { contactId: string; importId: string | null; agentId: string | null };

/** Contacts of which the company wrote down that this handle is theirs, as they are shown. */
export async function companysContacts(tx: Tx, brandId: number, mark: string, limit: number): Promise<Companys[]> {
  const { rows } = await sql<Companys>`
    select distinct on (coalesce(c.root_id, c.id)) coalesce(c.root_id, c.id) "contactId", k.import_id "importId", i.agent_id "agentId"
    from contact_mark k
    join contact c on c.brand_id = k.brand_id and c.id = k.contact_id
    left join contact_import i on i.brand_id = k.brand_id and i.id = k.import_id
    where k.brand_id = ${brandId} and k.kind = 'given_handle' and k.mark = ${mark} limit ${limit}`.execute(tx);
  return rows;
}

/** Everybody who has one of these marks is to be looked at again. */
export async function lookAgainAtMarked(
  tx: Tx,
  brandId: number,
  marks: readonly { kind: MarkKind; mark: string }[],
): Promise<void> {
  await sql`
    update identity set unexamined = true where brand_id = ${brandId} and id in (
      select k.identity_id from unnest(${marks.map(m => m.kind)}::text[], ${marks.map(m => m.mark)}::text[]) a (kind, mark)
      join contact_mark k on k.brand_id = ${brandId} and k.kind = a.kind and k.mark = a.mark and k.identity_id is not null)`.execute(
    tx,
  );
}

/** The newest conversations of an identity. */
export async function conversationsOfIdentity(
  tx: Tx,
  brandId: number,
  person: { id: string; contactId: string },
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from conversation where brand_id = ${brandId} and contact_id = ${person.contactId} and identity_id = ${person.id}
    order by last_message_at desc limit ${limit}`.execute(tx);
  return rows.map(row => row.id);
}
