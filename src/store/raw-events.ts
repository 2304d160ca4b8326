/** What networks sent, as received. Written by ingest; by `receive` for networks that call us; pruned by age. */
import { sql } from 'kysely';
import { HOOK_RAW_LIMIT, RAW_LIMIT } from '../core/raw.ts';
import type { Counted } from '../core/recount.ts';
import type { Db, Tx } from './db.ts';

/** @returns how many went; fewer than `limit` means that none is left */
export async function pruneRaw(db: Db, before: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from raw_event where (brand_id, id) in (
      select brand_id, id from raw_event where received_at < ${before} order by received_at limit ${limit}
      for update skip locked)`.execute(db);
  return Number(numAffectedRows ?? 0n);
}

export type RawState = 'waiting' | 'read' | 'failed';
/** What could not be read: why, and what it stands for in the ledger. `digest`: null where it is never compared. */
export type Failed = { reason: string; digest: Buffer | null; counted: Counted };
export type Raw = { body: string; state: RawState; failed: Failed | null };

/** Keeps what was received, word for word. A hook stores it as `waiting` before it answers; ingest marks it read. @returns the ids, in order */
export async function keepRaw(
  db: Db,
  brandId: number,
  channelId: string,
  source: string,
  receivedAt: Date,
  raws: readonly Raw[],
): Promise<number[]> {
  if (raws.length === 0) return [];
  const { rows } = await sql<{ id: number }>`
    insert into raw_event (brand_id, channel_id, source, received_at, body, size, state, reason, digest, counted)
    select ${brandId}, ${channelId}::uuid, ${source}, ${receivedAt}::timestamptz, body, size, state, reason, digest, counted
    from unnest(${raws.map(r => storable(r.body, source === 'hook' ? HOOK_RAW_LIMIT : RAW_LIMIT))}::text[], ${raws.map(r => r.body.length)}::int[],
      ${raws.map(r => r.state)}::text[], ${raws.map(r => r.failed?.reason ?? null)}::text[],
      ${raws.map(r => r.failed?.digest ?? null)}::bytea[], ${raws.map(r => countedText(r.failed))}::jsonb[])
      n (body, size, state, reason, digest, counted)
    returning id`.execute(db);
  return rows.map(({ id }) => id);
}

export type Mark = { id: number; state: RawState; failed: Failed | null };

/** What was found not to be readable stays so, whatever is said of other parts of the same body. */
export async function markRaw(tx: Tx, brandId: number, marks: readonly Mark[]): Promise<void> {
  if (marks.length === 0) return;
  await sql`
    update raw_event r set state = case r.state when 'failed' then r.state else n.state end,
      reason = coalesce(n.reason, r.reason), digest = coalesce(n.digest, r.digest), counted = coalesce(n.counted, r.counted)
    from unnest(${marks.map(m => m.id)}::bigint[], ${marks.map(m => m.state)}::text[],
      ${marks.map(m => m.failed?.reason ?? null)}::text[], ${marks.map(m => m.failed?.digest ?? null)}::bytea[],
      ${marks.map(m => countedText(m.failed))}::jsonb[]) n (id, state, reason, digest, counted)
    where r.brand_id = ${brandId} and r.id = any(${marks.map(m => m.id)}::bigint[]) and r.id = n.id`.execute(tx);
}

function countedText(failed: Failed | null): string | null {
  return failed === null ? null : JSON.stringify(failed.counted);
}

/** Postgres keeps no NUL and no half of a surrogate pair. */
function storable(body: string, limit: number): string {
  const cut = body.length > limit ? body.slice(0, limit) : body;
  return (cut.includes('\0') ? cut.replaceAll('\0', '\ufffd') : cut).toWellFormed();
}
