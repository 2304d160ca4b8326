/** People who want their data gone: asked, and done. */
import { sql } from 'kysely';
import type { Db } from './db.ts';

export type Erased = { people: number; messages: number; raws: number };
export type OpenErasure = { brandId: number; id: string; network: string; remoteId: string };

/** @returns the code of the one that is open already, where it was asked before */
export async function askErasure(
  db: Db,
  row: { brandId: number; id: string; channelId: string; network: string; remoteId: string; code: string; at: Date },
): Promise<string> {
  const { rows } = await sql<{ code: string }>`
    insert into erasure as e (brand_id, id, channel_id, network, remote_id, code, asked_at)
    values (${row.brandId}, ${row.id}, ${row.channelId}, ${row.network}, ${row.remoteId}, ${row.code}, ${row.at})
    on conflict (brand_id, network, remote_id) where done_at is null do update set asked_at = e.asked_at
    returning code`.execute(db);
  return rows[0]?.code ?? row.code;
}

/** Those to be done, each given to one worker for a while. */
export async function takeErasures(
  db: Db,
  at: Date,
  { agedMs, limit }: { agedMs: number; limit: number },
): Promise<OpenErasure[]> {
  const { rows } = await sql<OpenErasure>`
    update erasure set tried_at = ${at} where (brand_id, id) in (
      select brand_id, id from erasure
      where done_at is null and (tried_at is null or tried_at < ${new Date(at.getTime() - agedMs)})
      order by asked_at limit ${limit} for update skip locked)
    returning brand_id as "brandId", id, network, remote_id as "remoteId"`.execute(db);
  return rows;
}

export async function endErasure(db: Db, brandId: number, id: string, at: Date, erased: Erased): Promise<void> {
  await sql`
    update erasure set done_at = ${at}, remote_id = null, erased = ${JSON.stringify(erased)}::jsonb
    where brand_id = ${brandId} and id = ${id} and done_at is null`.execute(db);
}

/** One code stands for all brands it was asked in together. */
export async function erasureByCode(db: Db, code: string): Promise<{ askedAt: Date; doneAt: Date | null } | null> {
  const { rows } = await sql<{ askedAt: Date | null; doneAt: Date | null }>`
    select min(asked_at) as "askedAt", case when bool_and(done_at is not null) then max(done_at) end as "doneAt"
    from erasure where code = ${code}`.execute(db);
  const [{ askedAt = null, doneAt = null } = {}] = rows;
  return askedAt === null ? null : { askedAt, doneAt };
}
