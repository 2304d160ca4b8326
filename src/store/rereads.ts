/** Raw events asked to be read once more: what was asked, and how far it is. */
import { sql } from 'kysely';
import type { Db, Tx } from './db.ts';
import type { Wanted } from './letters.ts';

export type RereadRow = Wanted & {
  brandId: number;
  id: string;
  channelId: string;
  agentId: string | null;
  askedAt: Date;
  afterId: number;
  throughId: number;
  total: number;
  done: number;
  kept: number;
  ignored: number;
  failed: number;
  endedAt: Date | null;
  said: string | null;
};

const columns = sql`brand_id as "brandId", id, channel_id as "channelId", kind, reason, letter_id as "letterId", since, until,
  agent_id as "agentId", asked_at as "askedAt", after_id as "afterId", through_id as "throughId", total, done, kept, ignored,
  failed, ended_at as "endedAt", said`;

/** @returns whether it was begun: one at a time for each channel */
export async function beginReread(
  tx: Tx,
  row: Pick<RereadRow, 'brandId' | 'id' | 'channelId' | 'agentId' | 'askedAt' | 'throughId' | 'total'> & Wanted,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into reread (brand_id, id, channel_id, kind, reason, letter_id, since, until, agent_id, asked_at, moved_at, through_id, total)
    values (${row.brandId}, ${row.id}, ${row.channelId}, ${row.kind}, ${row.reason}, ${row.letterId}, ${row.since},
      ${row.until}, ${row.agentId}, ${row.askedAt}, ${row.askedAt}, ${row.throughId}, ${row.total})
    on conflict do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

export async function findReread(db: Db, brandId: number, id: string): Promise<RereadRow | null> {
  const { rows } =
    await sql<RereadRow>`select ${columns} from reread where brand_id = ${brandId} and id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** The one under way, else the last one. */
export async function newestReread(db: Db, brandId: number, channelId: string): Promise<RereadRow | null> {
  const { rows } = await sql<RereadRow>`
    select ${columns} from reread where brand_id = ${brandId} and channel_id = ${channelId}
    order by asked_at desc, id desc limit 1`.execute(db);
  return rows[0] ?? null;
}

export type Step = { at: Date; afterId: number | null; done: number; kept: number; ignored: number; failed: number };

/** In the transaction that keeps what was read: a crash in between counts nothing twice. @param step.afterId null: more of the same follows */
export async function advanceReread(tx: Tx, brandId: number, id: string, step: Step): Promise<void> {
  await sql`
    update reread set after_id = greatest(after_id, ${step.afterId}::bigint), moved_at = ${step.at}, done = done + ${step.done},
      kept = kept + ${step.kept}, ignored = ignored + ${step.ignored}, failed = failed + ${step.failed}
    where brand_id = ${brandId} and id = ${id}`.execute(tx);
}

/** Those that nobody seems to work on: the process that did has died. */
export async function strandedRereads(db: Db, movedBefore: Date): Promise<{ brandId: number; id: string }[]> {
  const { rows } = await sql<{ brandId: number; id: string }>`
    select brand_id as "brandId", id from reread where ended_at is null and moved_at < ${movedBefore}`.execute(db);
  return rows;
}

/** @returns whether this is what ended it */
export async function endReread(tx: Tx, brandId: number, id: string, at: Date, said: string | null): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update reread set ended_at = ${at}, said = ${said} where brand_id = ${brandId} and id = ${id} and ended_at is null`.execute(
    tx,
  );
  return numAffectedRows === 1n;
}

export async function forgetRereads(db: Db, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`delete from reread where ended_at < ${before}`.execute(db);
  return Number(numAffectedRows ?? 0n);
}
