/** Whether the network of a channel calls us. Written by the process that listens. */
import { sql } from 'kysely';
import type { Db, Tx } from './db.ts';

export type HookState = 'stands' | 'byHand' | 'failing';
export type HookRow = {
  state: HookState;
  why: string | null;
  madeAt: Date;
  lookedAt: Date;
  /** When it was last seen to call us. */
  stoodAt: Date | null;
  /** When it was last asked to begin. */
  begunAt: Date | null;
};

const columns = sql`state, why, made_at as "madeAt", looked_at as "lookedAt", stood_at as "stoodAt", begun_at as "begunAt"`;

export async function hookOf(db: Db, brandId: number, channelId: string): Promise<HookRow | null> {
  const { rows } = await sql<HookRow>`
    select ${columns} from channel_hook where brand_id = ${brandId} and channel_id = ${channelId}::uuid`.execute(db);
  return rows[0] ?? null;
}

/** By channel id. @param channelId null: of the whole brand */
export async function hooksOf(db: Db, brandId: number, channelId: string | null): Promise<Map<string, HookRow>> {
  const { rows } = await sql<HookRow & { id: string }>`
    select channel_id as id, ${columns} from channel_hook
    where brand_id = ${brandId} and (${channelId}::uuid is null or channel_id = ${channelId}::uuid)`.execute(db);
  return new Map(rows.map(({ id, ...row }) => [id, row]));
}

export type Looked = {
  state: HookState;
  why: string | null;
  at: Date;
  isBegun: boolean;
  /** What came since then is to be asked for; an earlier one stays. */
  missedSince: Date | null;
};

/** @returns whether it is news */
export async function noteHook(
  tx: Tx,
  brandId: number,
  channelId: string,
  { state, why, at, isBegun, missedSince }: Looked,
): Promise<boolean> {
  const before = await hookOf(tx, brandId, channelId);
  const stoodAt = state === 'stands' ? at : null;
  const begunAt = isBegun ? at : null;
  await sql`
    insert into channel_hook as h (brand_id, channel_id, state, why, made_at, looked_at, stood_at, begun_at, missed_since)
    select brand_id, id, ${state}, ${why}, ${at}::timestamptz, ${at}::timestamptz, ${stoodAt}::timestamptz,
      ${begunAt}::timestamptz, ${missedSince}::timestamptz
    from channel where brand_id = ${brandId} and id = ${channelId}::uuid and state <> 'left'
    on conflict (brand_id, channel_id) do update set state = excluded.state, looked_at = excluded.looked_at,
      why = case when excluded.state = 'stands' and excluded.begun_at is null then case h.state when 'stands' then h.why end
        else excluded.why end,
      stood_at = coalesce(excluded.stood_at, h.stood_at), begun_at = coalesce(excluded.begun_at, h.begun_at),
      missed_since = least(h.missed_since, excluded.missed_since)`.execute(tx);
  return isBegun || before?.state !== state || (state !== 'stands' && before.why !== why);
}

/** Once: whoever takes it asks for it. */
export async function takeMissed(tx: Tx, brandId: number, channelId: string): Promise<Date | null> {
  const { rows } = await sql<{ since: Date }>`
    with taken as (
      select missed_since as since from channel_hook
      where brand_id = ${brandId} and channel_id = ${channelId}::uuid and missed_since is not null for update),
    cleared as (
      update channel_hook set missed_since = null
      where brand_id = ${brandId} and channel_id = ${channelId}::uuid and exists (select from taken))
    select since from taken`.execute(tx);
  return rows[0]?.since ?? null;
}

/** Nobody calls any more. */
export async function forgetHook(db: Db, brandId: number, channelId: string): Promise<void> {
  await sql`delete from channel_hook where brand_id = ${brandId} and channel_id = ${channelId}::uuid`.execute(db);
}
