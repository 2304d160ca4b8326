/** What was ever done to what is known of a contact: history, and the way back. */
import { type RawBuilder, sql } from 'kysely';
import type { ContactFacts, Entry, FactsEdit } from '../core/contact-facts.ts';
import type { Evidence } from '../core/same-person.ts';
import type { Db, Tx } from './db.ts';

/** `names`: what each of the two sides' identities was called when they were merged, by identity id. */
export type NewChange = {
  id: string;
  contactId: string;
  at: Date;
  agentId: string | null;
  before: ContactFacts;
  importId?: string | null;
} & (
  | { kind: 'edit'; edit: FactsEdit }
  | { kind: 'made'; edit: FactsEdit }
  | {
      kind: 'merge';
      fromId: string;
      other: ContactFacts;
      names: Readonly<Record<string, string>>;
      evidence: readonly Evidence[];
    }
);

export async function insertChange(tx: Tx, brandId: number, change: NewChange): Promise<void> {
  const merge = change.kind === 'merge' ? change : null;
  const edit = change.kind === 'merge' ? null : change.edit;
  await sql`
    insert into contact_change (brand_id, id, contact_id, at, agent_id, kind, before, edit, from_id, other, names, evidence, import_id)
    values (${brandId}, ${change.id}, ${change.contactId}, ${change.at}, ${change.agentId}, ${change.kind},
      ${json(change.before)}, ${edit && json(edit)}, ${merge?.fromId ?? null}, ${merge && json(merge.other)},
      ${merge && json(merge.names)}, ${merge && json(merge.evidence)}, ${change.importId ?? null})`.execute(tx);
}

/** What still stands of what was done to the contact, oldest first. */
export async function standingEntries(tx: Tx, brandId: number, contactId: string): Promise<Entry[]> {
  const { rows } = await sql<{
    id: string;
    kind: 'edit' | 'merge' | 'made';
    before: ContactFacts;
    edit: FactsEdit | null;
    other: ContactFacts | null;
  }>`
    select id, kind, before, edit, other from contact_change
    where brand_id = ${brandId} and contact_id = ${contactId} and undone_at is null order by n`.execute(tx);
  return rows.map(({ id, kind, before, edit, other }) =>
    kind === 'merge' && other !== null
      ? { id, before, kind: 'merge', other }
      : { id, before, kind: 'edit', edit: edit ?? {} },
  );
}

/** Entries that stand on other ground now: their facts before, and of a merge those of the other. */
export async function rewriteEntries(tx: Tx, brandId: number, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return;
  await sql`
    update contact_change c set before = n.before, other = coalesce(n.other, c.other)
    from unnest(${entries.map(one => one.id)}::uuid[], ${entries.map(one => JSON.stringify(one.before))}::jsonb[],
      ${entries.map(one => (one.kind === 'merge' ? JSON.stringify(one.other) : null))}::jsonb[]) n (id, before, other)
    where c.brand_id = ${brandId} and c.id = n.id`.execute(tx);
}

export async function markUndone(tx: Tx, brandId: number, id: string, by: string | null, at: Date): Promise<void> {
  await sql`
    update contact_change set undone_at = ${at}, undone_by = ${by} where brand_id = ${brandId} and id = ${id}`.execute(
    tx,
  );
}

export type MergeRow = {
  id: string;
  contactId: string;
  fromId: string;
  agentId: string | null;
  at: Date;
  names: Record<string, string>;
  /** Linked because the company itself wrote down whose handle it is. */
  isCompanys: boolean;
};

/** The merge as long as it stands. */
export async function findMerge(db: Db, brandId: number, id: string): Promise<MergeRow | null> {
  const { rows } = await sql<MergeRow>`
    select ${mergeColumns} from contact_change
    where brand_id = ${brandId} and id = ${id} and kind = 'merge' and undone_at is null`.execute(db);
  return rows[0] ?? null;
}

/** The merge that made this contact part of another. */
export async function mergeOf(db: Db, brandId: number, fromId: string): Promise<MergeRow | null> {
  const { rows } = await sql<MergeRow>`
    select ${mergeColumns} from contact_change
    where brand_id = ${brandId} and from_id = ${fromId} and kind = 'merge' and undone_at is null`.execute(db);
  return rows[0] ?? null;
}

const mergeColumns: RawBuilder<MergeRow> = sql`
  id, contact_id "contactId", from_id "fromId", agent_id "agentId", at, names,
  evidence @> '[{"kind": "company_says"}]' "isCompanys"`;

export type ChangeRow = {
  id: string;
  contactId: string;
  at: Date;
  agentId: string | null;
  kind: 'edit' | 'merge' | 'made';
  before: ContactFacts;
  edit: FactsEdit | null;
  fromId: string | null;
  fromName: string | null;
  evidence: Evidence[] | null;
  fileName: string | null;
  undoneAt: Date | null;
  undoneBy: string | null;
};

/** Of the contact and of all that were merged into it, newest first. @param after the number of the last one shown */
export async function historyOf(
  db: Db,
  brandId: number,
  contactIds: readonly string[],
  after: number | null,
  limit: number,
): Promise<(ChangeRow & { n: number })[]> {
  const { rows } = await sql<ChangeRow & { n: number }>`
    select h.n, h.id, h.contact_id "contactId", h.at, h.agent_id "agentId", h.kind, h.before, h.edit, h.from_id "fromId",
      f.name "fromName", h.evidence, i.file_name "fileName", h.undone_at "undoneAt", h.undone_by "undoneBy"
    from contact_change h
    left join contact f on f.brand_id = h.brand_id and f.id = h.from_id
    left join contact_import i on i.brand_id = h.brand_id and i.id = h.import_id
    where h.brand_id = ${brandId} and h.contact_id = any(${contactIds}::uuid[]) and (${after}::bigint is null or h.n < ${after})
    order by h.n desc limit ${limit}`.execute(db);
  return rows;
}

function json(value: unknown): RawBuilder<unknown> {
  return sql`${JSON.stringify(value)}::jsonb`;
}
