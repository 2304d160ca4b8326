/** The versions of what brands have learnt: their heads, how good they were found, and what they changed. */
import { sql } from 'kysely';
import type { KeptBack } from '../core/triage/labels.ts';
import type { Aspect } from '../core/triage/reading.ts';
import type { Db, Tx } from './db.ts';

/** One message that a version reads otherwise: by id, so that no words are kept here. */
export type HeadChange = { messageId: string; was: string[]; is: string[]; sure: number };

export type BrandHead = {
  aspect: Aspect;
  version: number;
  /** The version it followed; 0: what came with the product. */
  base: number;
  kind: 'learnt' | 'reset';
  /** Not good enough: what came with the product is used. */
  isKeptBack: boolean;
  why: KeptBack[];
  labels: number;
  /** Corrections that were new in it. */
  added: number;
  quality: unknown;
  people: unknown;
  /** Of the newest messages looked at, so many are read otherwise. */
  changed: number;
  lookedAt: number;
  /** Who gave the newest correction in it, or went back. */
  agentId: string | null;
  at: Date;
  undoneAt: Date | null;
  /** Its head is still there to be used. */
  hasBytes: boolean;
};

export type NewHead = Omit<BrandHead, 'undoneAt' | 'hasBytes'> & { bytes: Uint8Array | null; changes: HeadChange[] };

export async function insertHead(tx: Tx, brandId: number, head: NewHead): Promise<void> {
  await sql`
    insert into brand_head (brand_id, aspect, version, base, kind, bytes, is_kept_back, why, labels, added, quality, people,
      changes, changed, looked_at, agent_id, at)
    values (${brandId}, ${head.aspect}, ${head.version}, ${head.base}, ${head.kind}, ${head.bytes}, ${head.isKeptBack},
      ${head.why}::text[], ${head.labels}, ${head.added}, ${JSON.stringify(head.quality)}::jsonb, ${JSON.stringify(head.people)}::jsonb,
      ${JSON.stringify(head.changes)}::jsonb, ${head.changed}, ${head.lookedAt}, ${head.agentId}, ${head.at})`.execute(
    tx,
  );
}

const columns = sql`
  aspect, version, base, kind, is_kept_back "isKeptBack", why, labels, added, quality, people, changed, looked_at "lookedAt",
  agent_id "agentId", at, undone_at "undoneAt", bytes is not null "hasBytes"`;

/** The newest of each aspect, newest first. */
export async function listHeads(db: Db, brandId: number, limit: number): Promise<BrandHead[]> {
  const { rows } = await sql<BrandHead>`
    select ${columns} from (
      select *, row_number() over (partition by aspect order by version desc) place from brand_head where brand_id = ${brandId}) h
    where place <= ${limit} order by aspect, version desc`.execute(db);
  return rows;
}

export async function findHead(db: Db, brandId: number, aspect: Aspect, version: number): Promise<BrandHead | null> {
  const { rows } = await sql<BrandHead>`
    select ${columns} from brand_head where brand_id = ${brandId} and aspect = ${aspect} and version = ${version}`.execute(
    db,
  );
  return rows[0] ?? null;
}

export async function headBytes(db: Db, brandId: number, aspect: Aspect, version: number): Promise<Uint8Array | null> {
  const { rows } = await sql<{ bytes: Uint8Array | null }>`
    select bytes from brand_head where brand_id = ${brandId} and aspect = ${aspect} and version = ${version}`.execute(
    db,
  );
  return rows[0]?.bytes ?? null;
}

/** What its posts are read by; an aspect that is read by what came with the product is not there. */
export async function headsInUse(db: Db, brandId: number): Promise<{ aspect: Aspect; bytes: Uint8Array }[]> {
  const { rows } = await sql<{ aspect: Aspect; bytes: Uint8Array }>`
    select h.aspect, h.bytes from learning l
    join brand_head h on h.brand_id = l.brand_id and h.aspect = l.aspect and h.version = l.version
    where l.brand_id = ${brandId} and h.bytes is not null`.execute(db);
  return rows;
}

/** By how many labels each head in use was taught. */
export async function labelsInUse(db: Db, brandId: number): Promise<Map<Aspect, number>> {
  const { rows } = await sql<{ aspect: Aspect; labels: number }>`
    select h.aspect, h.labels from learning l
    join brand_head h on h.brand_id = l.brand_id and h.aspect = l.aspect and h.version = l.version
    where l.brand_id = ${brandId} and h.bytes is not null`.execute(db);
  return new Map(rows.map(({ aspect, labels }) => [aspect, labels]));
}

/** 0: there is none. */
export async function newestVersion(db: Db, brandId: number, aspect: Aspect): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    select coalesce(max(version), 0) as version from brand_head where brand_id = ${brandId} and aspect = ${aspect}`.execute(
    db,
  );
  return rows[0]?.version ?? 0;
}

/** @param at null: it is brought back */
export async function writeUndone(
  tx: Tx,
  brandId: number,
  aspect: Aspect,
  version: number,
  at: Date | null,
): Promise<void> {
  await sql`
    update brand_head set undone_at = ${at} where brand_id = ${brandId} and aspect = ${aspect} and version = ${version}`.execute(
    tx,
  );
}

/** Held to the end of the transaction; null while another looks, and when it has been looked at. */
export async function lockUnseen(
  tx: Tx,
  brandId: number,
  aspect: Aspect,
  version: number,
): Promise<{ base: number } | null> {
  const { rows } = await sql<{ base: number }>`
    select base from brand_head where brand_id = ${brandId} and aspect = ${aspect} and version = ${version} and looked_at = 0
    for update skip locked`.execute(tx);
  return rows[0] ?? null;
}

export async function writeChanges(
  tx: Tx,
  brandId: number,
  aspect: Aspect,
  version: number,
  seen: { changes: readonly HeadChange[]; changed: number; lookedAt: number },
): Promise<void> {
  await sql`
    update brand_head set changes = ${JSON.stringify(seen.changes)}::jsonb, changed = ${seen.changed}, looked_at = ${seen.lookedAt}
    where brand_id = ${brandId} and aspect = ${aspect} and version = ${version}`.execute(tx);
}

/** What a version changed, of messages that are still there and may be seen, newest first. */
export async function shownChanges(
  db: Db,
  asked: { brandId: number; aspect: Aspect; version: number; scope: readonly string[] | null },
): Promise<(HeadChange & { conversationId: string; text: string; at: Date })[]> {
  const { rows } = await sql<HeadChange & { conversationId: string; text: string; at: Date }>`
    select m.id "messageId", m.conversation_id "conversationId", m.text, m.at,
      one->'was' was, one->'is' as is, (one->>'sure')::float8 sure
    from brand_head h cross join jsonb_array_elements(h.changes) one
    join message m on m.brand_id = h.brand_id and m.id = (one->>'messageId')::uuid
    join conversation c on c.brand_id = m.brand_id and c.id = m.conversation_id
    where h.brand_id = ${asked.brandId} and h.aspect = ${asked.aspect} and h.version = ${asked.version} and m.deleted_at is null
      and (${asked.scope}::uuid[] is null or c.inbox_id = any(${asked.scope}::uuid[]))
    order by m.at desc, m.id desc`.execute(db);
  return rows;
}

/** Older heads are let go, and still older versions forgotten; the one in use stays. */
export async function forgetHeads(
  tx: Tx,
  brandId: number,
  aspect: Aspect,
  kept: { inUse: number; heads: number; versions: number },
): Promise<void> {
  await sql`
    update brand_head h set bytes = null, changes = '[]' where brand_id = ${brandId} and aspect = ${aspect} and bytes is not null
      and version <> ${kept.inUse} and version not in (
        select version from brand_head where brand_id = ${brandId} and aspect = ${aspect} order by version desc limit ${kept.heads})`.execute(
    tx,
  );
  await sql`
    delete from brand_head where brand_id = ${brandId} and aspect = ${aspect} and version <> ${kept.inUse} and version not in (
      select version from brand_head where brand_id = ${brandId} and aspect = ${aspect} order by version desc limit ${kept.versions})`.execute(
    tx,
  );
}
