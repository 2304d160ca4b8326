/** Contacts merged into contacts: who stands under whom, and whose identities and conversations are shown where. */
import { sql } from 'kysely';
import type { ContactFacts } from '../core/contact-facts.ts';
import type { Db, Tx } from './db.ts';

export type ContactRow = { id: string; mergedInto: string | null; rootId: string | null; facts: ContactFacts };
type Flat = {
  id: string;
  mergedInto: string | null;
  rootId: string | null;
  name: string;
  notes: string;
  tags: string[];
  fields: Record<string, string | number | boolean>;
  amount: string | null;
  currency: string | null;
};

/** Holds the contacts to the end of the transaction, in one order everywhere. */
export async function lockContacts(tx: Tx, brandId: number, ids: readonly string[]): Promise<Map<string, ContactRow>> {
  const { rows } = await sql<Flat>`
    select id, merged_into "mergedInto", root_id "rootId", name, notes, tags, fields, value_amount amount, value_currency currency
    from contact where brand_id = ${brandId} and id = any(${ids}::uuid[]) order by id for no key update`.execute(tx);
  return new Map(rows.map(row => [row.id, rowOf(row)]));
}

function rowOf({ id, mergedInto, rootId, name, notes, tags, fields, amount, currency }: Flat): ContactRow {
  const value = amount === null || currency === null ? null : { amount, currency };
  return { id, mergedInto, rootId, facts: { name, notes, tags, fields, value } };
}

export async function writeFacts(tx: Tx, brandId: number, id: string, facts: ContactFacts): Promise<void> {
  const { name, notes, tags, fields, value } = facts;
  await sql`
    update contact set name = ${name}, notes = ${notes}, tags = ${tags}::text[], fields = ${JSON.stringify(fields)}::jsonb,
      value_amount = ${value?.amount ?? null}::numeric, value_currency = ${value?.currency ?? null}
    where brand_id = ${brandId} and id = ${id}`.execute(tx);
}

export async function insertContact(
  tx: Tx,
  brandId: number,
  id: string,
  facts: ContactFacts,
  createdAt: Date,
): Promise<void> {
  const { name, notes, tags, fields, value } = facts;
  await sql`
    insert into contact (brand_id, id, name, notes, tags, fields, value_amount, value_currency, created_at)
    values (${brandId}, ${id}, ${name}, ${notes}, ${tags}::text[], ${JSON.stringify(fields)}::jsonb,
      ${value?.amount ?? null}::numeric, ${value?.currency ?? null}, ${createdAt})`.execute(tx);
}

/** The one that is shown for it; null where there is no such contact. */
export async function rootOf(db: Db, brandId: number, id: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select coalesce(root_id, id) id from contact where brand_id = ${brandId} and id = ${id}`.execute(db);
  return rows[0]?.id ?? null;
}

/** The contact and all that were merged into it, directly or by others. */
export async function treeOf(db: Db, brandId: number, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive tree as (
      select ${id}::uuid id
      union
      select c.id from tree join contact c on c.brand_id = ${brandId} and c.merged_into = tree.id)
    select id from tree order by id`.execute(db);
  return rows.map(row => row.id);
}

/** @param into null: it stands by itself again */
export async function setMergedInto(tx: Tx, brandId: number, id: string, into: string | null): Promise<void> {
  await sql`
    update contact set merged_into = ${into}::uuid, root_id = ${into}::uuid where brand_id = ${brandId} and id = ${id}`.execute(
    tx,
  );
}

/** From now on `rootId` is shown for all of them, with their identities and conversations. @param so who was shown until now */
export async function showUnder(
  tx: Tx,
  brandId: number,
  treeIds: readonly string[],
  rootId: string,
  so: string,
): Promise<void> {
  await sql`
    update contact set root_id = nullif(${rootId}::uuid, id)
    where brand_id = ${brandId} and id = any(${treeIds}::uuid[])`.execute(tx);
  await sql`
    update identity set contact_id = ${rootId}
    where brand_id = ${brandId} and own_contact_id = any(${treeIds}::uuid[]) and contact_id <> ${rootId}`.execute(tx);
  await sql`
    update conversation c set contact_id = ${rootId} from identity i
    where c.brand_id = ${brandId} and c.contact_id = ${so} and i.brand_id = ${brandId} and i.id = c.identity_id
      and i.own_contact_id = any(${treeIds}::uuid[])`.execute(tx);
}

/** Every conversation that shows one of them. */
export async function conversationsShowing(tx: Tx, brandId: number, contactIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from conversation where brand_id = ${brandId} and contact_id = any(${contactIds}::uuid[]) order by id`.execute(
    tx,
  );
  return rows.map(row => row.id);
}

export async function channelIds(tx: Tx, brandId: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from channel where brand_id = ${brandId} order by id`.execute(
    tx,
  );
  return rows.map(row => row.id);
}

export type Called = { id: string; ownContactId: string; name: string | null; handle: string | null; remoteId: string };

/** What the identities of these contacts are called now. */
export async function identitiesCalled(tx: Tx, brandId: number, treeIds: readonly string[]): Promise<Called[]> {
  const { rows } = await sql<Called>`
    select id, own_contact_id "ownContactId", name, handle, remote_id "remoteId" from identity
    where brand_id = ${brandId} and own_contact_id = any(${treeIds}::uuid[]) order by id`.execute(tx);
  return rows;
}
