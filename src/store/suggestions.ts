/** Perhaps the same person: asked, answered, asked no more. Kept between contacts as they were first met. */
import { sql } from 'kysely';
import type { Evidence } from '../core/same-person.ts';
import type { Db, Tx } from './db.ts';

export type SuggestionState = 'open' | 'accepted' | 'refused';
export type SuggestionRow = {
  id: string;
  oneId: string;
  otherId: string;
  oneRoot: string;
  otherRoot: string;
  evidence: Evidence[];
  score: number;
  state: SuggestionState;
  madeAt: Date;
};

const columns = sql`
  s.id, s.one_id "oneId", s.other_id "otherId", coalesce(a.root_id, a.id) "oneRoot", coalesce(b.root_id, b.id) "otherRoot",
  s.evidence, s.score, s.state, s.made_at "madeAt"`;
const ends = sql`
  join contact a on a.brand_id = s.brand_id and a.id = s.one_id
  join contact b on b.brand_id = s.brand_id and b.id = s.other_id`;

export async function findSuggestion(db: Db, brandId: number, id: string): Promise<SuggestionRow | null> {
  const { rows } = await sql<SuggestionRow>`
    select ${columns} from link_suggestion s ${ends} where s.brand_id = ${brandId} and s.id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** Open ones, the surest first; of one contact and all that were merged into it, where `treeIds` is given. */
export async function listOpenSuggestions(
  db: Db,
  brandId: number,
  asked: { treeIds: readonly string[] | null; after: { score: number; id: string } | null },
  limit: number,
): Promise<SuggestionRow[]> {
  const { treeIds, after } = asked;
  const of =
    treeIds === null ? sql`true` : sql`(s.one_id = any(${treeIds}::uuid[]) or s.other_id = any(${treeIds}::uuid[]))`;
  const further = after === null ? sql`true` : sql`(s.score, s.id) < (${after.score}::real, ${after.id}::uuid)`;
  const { rows } = await sql<SuggestionRow>`
    select ${columns} from link_suggestion s ${ends}
    where s.brand_id = ${brandId} and s.state = 'open' and ${of} and ${further}
      and coalesce(a.root_id, a.id) <> coalesce(b.root_id, b.id)
    order by s.score desc, s.id desc limit ${limit}`.execute(db);
  return rows;
}

/** Of all open ones between any two of these contacts: they are one now. */
export async function acceptSuggestions(
  tx: Tx,
  brandId: number,
  contactIds: readonly string[],
  decided: { by: string | null; at: Date },
): Promise<void> {
  await sql`
    update link_suggestion set state = 'accepted', decided_by = ${decided.by}, decided_at = ${decided.at}
    where brand_id = ${brandId} and state = 'open'
      and one_id = any(${contactIds}::uuid[]) and other_id = any(${contactIds}::uuid[])`.execute(tx);
}

/** They have come apart: what was accepted between the two sides is a question again; what was refused stays refused. */
export async function reopenSuggestions(
  tx: Tx,
  brandId: number,
  one: readonly string[],
  other: readonly string[],
): Promise<void> {
  await sql`
    update link_suggestion set state = 'open', decided_by = null, decided_at = null
    where brand_id = ${brandId} and state = 'accepted' and (
      (one_id = any(${one}::uuid[]) and other_id = any(${other}::uuid[]))
      or (one_id = any(${other}::uuid[]) and other_id = any(${one}::uuid[])))`.execute(tx);
}

/** The company had it written down, and a person took it apart: it is not to be linked by that again. */
export async function refuseBetween(
  tx: Tx,
  brandId: number,
  pair: { contactId: string; fromId: string },
  refused: { id: string; by: string | null; at: Date },
): Promise<void> {
  await sql`
    insert into link_suggestion (brand_id, id, one_id, other_id, evidence, score, state, made_at, decided_by, decided_at)
    values (${brandId}, ${refused.id}, least(${pair.contactId}::uuid, ${pair.fromId}::uuid),
      greatest(${pair.contactId}::uuid, ${pair.fromId}::uuid), '[]', 0, 'refused', ${refused.at}, ${refused.by}, ${refused.at})
    on conflict (brand_id, one_id, other_id) do update set state = 'refused', decided_by = excluded.decided_by,
      decided_at = excluded.decided_at`.execute(tx);
}

/** A person's word on this very pair. */
export async function decideSuggestion(
  tx: Tx,
  brandId: number,
  id: string,
  state: 'refused' | 'open',
  decided: { by: string; at: Date },
): Promise<void> {
  await sql`
    update link_suggestion set state = ${state}, decided_by = ${decided.by}, decided_at = ${decided.at}
    where brand_id = ${brandId} and id = ${id}`.execute(tx);
}

export type FoundPair = { id: string; oneId: string; otherId: string; evidence: readonly Evidence[]; score: number };

/** New ones, and better known ones of those still open. @returns whether it is new */
export async function keepSuggestion(tx: Tx, brandId: number, found: FoundPair, at: Date): Promise<boolean> {
  const { rows } = await sql<{ isNew: boolean }>`
    insert into link_suggestion (brand_id, id, one_id, other_id, evidence, score, state, made_at)
    values (${brandId}, ${found.id}, least(${found.oneId}::uuid, ${found.otherId}::uuid),
      greatest(${found.oneId}::uuid, ${found.otherId}::uuid), ${JSON.stringify(found.evidence)}::jsonb, ${found.score}, 'open', ${at})
    on conflict (brand_id, one_id, other_id) do update set evidence = excluded.evidence, score = excluded.score
      where link_suggestion.state = 'open'
    returning (xmax = 0) as "isNew"`.execute(tx);
  return rows[0]?.isNew ?? false;
}

/** Open ones of this contact whose reasons are gone. */
export async function dropSuggestions(
  tx: Tx,
  brandId: number,
  contactId: string,
  stillWith: readonly string[],
): Promise<void> {
  await sql`
    delete from link_suggestion where brand_id = ${brandId} and state = 'open' and (
      (one_id = ${contactId} and not (other_id = any(${stillWith}::uuid[])))
      or (other_id = ${contactId} and not (one_id = any(${stillWith}::uuid[]))))`.execute(tx);
}

/** Whether somebody has said of any two of these two sides that they are not the same. */
export async function isRefusedBetween(
  db: Db,
  brandId: number,
  one: readonly string[],
  other: readonly string[],
): Promise<boolean> {
  const { rows } = await sql`
    select from link_suggestion where brand_id = ${brandId} and state = 'refused' and (
      (one_id = any(${one}::uuid[]) and other_id = any(${other}::uuid[]))
      or (one_id = any(${other}::uuid[]) and other_id = any(${one}::uuid[]))) limit 1`.execute(db);
  return rows.length > 0;
}
