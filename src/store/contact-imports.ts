/** Files of customers being taken in. */
import { sql } from 'kysely';
import type { Column, Mistake } from '../core/csv-columns.ts';
import type { MarkKind } from '../core/same-person.ts';
import type { Db, Tx } from './db.ts';

export const IMPORT_STATES = ['ready', 'running', 'done', 'cancelled', 'failed', 'undoing', 'undone'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];
/** How the file was read, and its first rows. */
export type ImportReading = { encoding: string; separator: string; header: string[]; rows: number; sample: string[][] };
export type ImportMapping = { columns: Column[]; currency: string };
export type ImportCounts = { made: number; changed: number; same: number; mistaken: number; kept: number };
export const NO_COUNTS: ImportCounts = { made: 0, changed: 0, same: 0, mistaken: 0, kept: 0 };

export type ImportRow = {
  id: string;
  agentId: string;
  fileName: string;
  reading: ImportReading;
  mapping: ImportMapping;
  state: ImportState;
  counts: ImportCounts;
  mistakes: Mistake[];
  rowsDone: number;
  madeAt: Date;
  endedAt: Date | null;
};

const columns = sql`
  id, agent_id "agentId", file_name "fileName", reading, mapping, state, counts, mistakes, rows_done "rowsDone",
  made_at "madeAt", ended_at "endedAt"`;

export async function insertImport(
  db: Db,
  brandId: number,
  row: Pick<ImportRow, 'id' | 'agentId' | 'fileName' | 'reading' | 'mapping' | 'madeAt'> & { bytes: Uint8Array },
): Promise<void> {
  await sql`
    insert into contact_import (brand_id, id, agent_id, file_name, bytes, reading, mapping, state, counts, made_at)
    values (${brandId}, ${row.id}, ${row.agentId}, ${row.fileName}, ${Buffer.from(row.bytes)}, ${JSON.stringify(row.reading)}::jsonb,
      ${JSON.stringify(row.mapping)}::jsonb, 'ready', ${JSON.stringify(NO_COUNTS)}::jsonb, ${row.madeAt})`.execute(db);
}

export async function listImports(db: Db, brandId: number, limit: number): Promise<ImportRow[]> {
  const { rows } = await sql<ImportRow>`
    select ${columns} from contact_import where brand_id = ${brandId} order by made_at desc, id desc limit ${limit}`.execute(
    db,
  );
  return rows;
}

export async function findImport(db: Db, brandId: number, id: string): Promise<ImportRow | null> {
  const { rows } = await sql<ImportRow>`
    select ${columns} from contact_import where brand_id = ${brandId} and id = ${id}`.execute(db);
  return rows[0] ?? null;
}

export async function lockImport(tx: Tx, brandId: number, id: string): Promise<ImportRow | null> {
  const { rows } = await sql<ImportRow>`
    select ${columns} from contact_import where brand_id = ${brandId} and id = ${id} for no key update`.execute(tx);
  return rows[0] ?? null;
}

export async function bytesOfImport(db: Db, brandId: number, id: string): Promise<Buffer | null> {
  const { rows } = await sql<{ bytes: Buffer | null }>`
    select bytes from contact_import where brand_id = ${brandId} and id = ${id}`.execute(db);
  return rows[0]?.bytes ?? null;
}

export type ImportChange = Partial<
  Pick<ImportRow, 'state' | 'counts' | 'mistakes' | 'rowsDone' | 'mapping' | 'endedAt'>
>;

/** What is left out stays. An import that has ended lets go of its file. */
export async function changeImport(tx: Db, brandId: number, id: string, change: ImportChange): Promise<void> {
  const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
  await sql`
    update contact_import set state = coalesce(${change.state ?? null}, state), counts = coalesce(${json(change.counts)}::jsonb, counts),
      mistakes = coalesce(${json(change.mistakes)}::jsonb, mistakes), mapping = coalesce(${json(change.mapping)}::jsonb, mapping),
      rows_done = coalesce(${change.rowsDone ?? null}::int, rows_done), ended_at = coalesce(${change.endedAt ?? null}::timestamptz, ended_at),
      bytes = case when ${change.endedAt ?? null}::timestamptz is null then bytes end
    where brand_id = ${brandId} and id = ${id}`.execute(tx);
}

/** Contacts the company has written down under one of these, as they are shown; the oldest first. */
export async function contactsWritten(
  tx: Db,
  brandId: number,
  marks: readonly { kind: MarkKind; mark: string }[],
): Promise<{ kind: string; mark: string; contactId: string }[]> {
  const { rows } = await sql<{ kind: string; mark: string; contactId: string }>`
    select k.kind, k.mark, coalesce(c.root_id, c.id) "contactId"
    from unnest(${marks.map(m => m.kind)}::text[], ${marks.map(m => m.mark)}::text[]) a (kind, mark)
    join contact_mark k on k.brand_id = ${brandId} and k.kind = a.kind and k.mark = a.mark and k.identity_id is null
    join contact c on c.brand_id = k.brand_id and c.id = k.contact_id
    order by c.created_at, c.id`.execute(tx);
  return rows;
}

export type ImportedEntry = { id: string; contactId: string; kind: 'edit' | 'made' };

/** What an import did and still stands, the latest first. */
export async function entriesOfImport(
  tx: Tx,
  brandId: number,
  importId: string,
  limit: number,
): Promise<ImportedEntry[]> {
  const { rows } = await sql<ImportedEntry>`
    select id, contact_id "contactId", kind from contact_change
    where brand_id = ${brandId} and import_id = ${importId} and undone_at is null order by n desc limit ${limit}`.execute(
    tx,
  );
  return rows;
}

export async function removeMarksOfImport(tx: Tx, brandId: number, importId: string): Promise<void> {
  await sql`delete from contact_mark where brand_id = ${brandId} and import_id = ${importId}`.execute(tx);
}

/** A contact nobody wrote as and nothing hangs on. @returns whether it was there to remove */
export async function removeBareContact(tx: Tx, brandId: number, id: string): Promise<boolean> {
  const { rows } = await sql`
    delete from contact c where c.brand_id = ${brandId} and c.id = ${id} and c.merged_into is null
      and not exists (select from contact m where m.brand_id = c.brand_id and m.merged_into = c.id)
      and not exists (select from identity i where i.brand_id = c.brand_id and (i.contact_id = c.id or i.own_contact_id = c.id))
      and not exists (select from contact_change h where h.brand_id = c.brand_id and h.contact_id = c.id and h.undone_at is null)
      and not exists (select from customer_order o where o.brand_id = c.brand_id and o.contact_id = c.id)
    returning id`.execute(tx);
  return rows.length > 0;
}
