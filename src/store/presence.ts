/** The knocks of open desks, and what desks were told of each other last. */
import { sql } from 'kysely';
import type { AwayReason, Beats } from '../core/presence.ts';
import type { Db, Tx } from './db.ts';

export type Knock = {
  brandId: number;
  agentId: string;
  at: Date;
  /** There was a key or a pointer since the last one. */
  active: boolean;
  /** Undefined: as it was. */
  away: AwayReason | null | undefined;
  /** After so long without one, being here begins anew. */
  gapSeconds: number;
};

const columns = sql`beat_at "beatAt", left_at "leftAt", on_since "onSince", input_at "inputAt", away_reason "awayReason", away_since "awaySince"`;

/** The later knock counts: desks in two windows do not argue. */
export async function writeKnock(db: Db, knock: Knock): Promise<Beats & { told: string }> {
  const { brandId, agentId, at, active, away, gapSeconds } = knock;
  const set = away !== undefined;
  const { rows } = await sql<Beats & { told: string }>`
    insert into presence as p (brand_id, agent_id, beat_at, on_since, input_at, away_reason, away_since)
    values (${brandId}, ${agentId}, ${at}, ${at}, ${at}, ${away ?? null}::text, ${away == null ? null : at}::timestamptz)
    on conflict (brand_id, agent_id) do update set
      beat_at = greatest(p.beat_at, excluded.beat_at), left_at = null,
      on_since = case when p.beat_at is null or p.beat_at < ${at}::timestamptz - make_interval(secs => ${gapSeconds})
        then ${at} else p.on_since end,
      input_at = case when ${active} or p.beat_at is null or p.beat_at < ${at}::timestamptz - make_interval(secs => ${gapSeconds})
        then greatest(p.input_at, ${at}) else p.input_at end,
      away_reason = case when ${set} then excluded.away_reason else p.away_reason end,
      away_since = case when not ${set} then p.away_since when excluded.away_reason is null then null
        else coalesce(p.away_since, excluded.away_since) end
    returning told, ${columns}`.execute(db);
  const row = rows[0];
  if (row === undefined) throw new Error('a knock left no trace');
  return row;
}

/** They signed out: nobody waits for missed knocks. */
export async function writeLeft(db: Db, brandId: number, agentId: string, at: Date): Promise<void> {
  await sql`
    update presence set beat_at = null, left_at = ${at}, away_reason = null, away_since = null
    where brand_id = ${brandId} and agent_id = ${agentId}`.execute(db);
}

/** `told`: the state, and the reason behind it after a space. */
export type MemberBeats = { brandId: number; agentId: string; told: string; beats: Beats | null };

/** Everybody of the brand, also who was never here. */
export async function listBeats(db: Db, brandId: number): Promise<MemberBeats[]> {
  const { rows } = await sql<Omit<MemberBeats, 'beats'> & Beats & { known: boolean }>`
    select m.brand_id "brandId", m.agent_id "agentId", coalesce(p.told, 'off') told, p.agent_id is not null known, ${columns}
    from membership m join agent a on a.id = m.agent_id
    left join presence p on p.brand_id = m.brand_id and p.agent_id = m.agent_id
    where m.brand_id = ${brandId} order by a.name, a.id`.execute(db);
  return rows.map(({ brandId: brand, agentId, told, known, ...beats }) => ({
    brandId: brand,
    agentId,
    told,
    beats: known ? beats : null,
  }));
}

/** Whether anybody's standing may have changed since desks were told. */
export async function mayHaveToTell(db: Db, now: Date, offSeconds: number): Promise<boolean> {
  const { rows } = await sql`
    select from presence
    where told <> 'off' or beat_at >= ${now}::timestamptz - make_interval(secs => ${offSeconds}) limit 1`.execute(db);
  return rows.length > 0;
}

/** Locked: whose standing may have changed since desks were told. What another process tells at this moment is passed over. */
export async function lockBeats(
  tx: Tx,
  asked: { only: { brandId: number; agentId: string } | null; limit: number; now: Date; offSeconds: number },
): Promise<MemberBeats[]> {
  const { only, limit, now, offSeconds } = asked;
  const { rows } = await sql<Omit<MemberBeats, 'beats'> & Beats>`
    select brand_id "brandId", agent_id "agentId", told, ${columns} from presence
    where (told <> 'off' or beat_at >= ${now}::timestamptz - make_interval(secs => ${offSeconds}))
      and (${only === null} or (brand_id = ${only?.brandId ?? null}::int and agent_id = ${only?.agentId ?? null}::uuid))
    order by brand_id, agent_id limit ${limit} for no key update skip locked`.execute(tx);
  return rows.map(({ brandId, agentId, told, ...beats }) => ({ brandId, agentId, told, beats }));
}

export async function writeTold(
  tx: Tx,
  told: readonly { brandId: number; agentId: string; told: string }[],
): Promise<void> {
  if (told.length === 0) return;
  await sql`
    update presence p set told = n.told
    from unnest(${told.map(t => t.brandId)}::int[], ${told.map(t => t.agentId)}::uuid[], ${told.map(t => t.told)}::text[]) n (brand_id, agent_id, told)
    where p.brand_id = n.brand_id and p.agent_id = n.agent_id`.execute(tx);
}

/** To these something was just pushed. */
export async function writeGiven(tx: Tx, brandId: number, agentIds: readonly string[], at: Date): Promise<void> {
  await sql`
    update presence set given_at = ${at} where brand_id = ${brandId} and agent_id = any(${agentIds}::uuid[])`.execute(
    tx,
  );
}
