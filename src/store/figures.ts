import { sql } from 'kysely';
import type { Db } from './db.ts';

export type ChannelFigure = { brandId: number; channelId: string; network: string; outcome: string; n: number };
/** `lateSeconds`: how long the oldest promise that came due has waited to be marked; 0 when the clock keeps up. */
export type ClockFigure = { brandId: number; waiting: number; lateSeconds: number };

/** What each channel has received since it was connected, by what became of it. */
export async function channelFigures(db: Db, brandIds: number[] | null): Promise<ChannelFigure[]> {
  const { rows } = await sql<ChannelFigure>`
    select ledger.brand_id "brandId", ledger.channel_id "channelId", channel.network, ledger.outcome, sum(ledger.n)::bigint as n
    from ledger join channel on channel.brand_id = ledger.brand_id and channel.id = ledger.channel_id
    where ledger.outcome <> 'received' and (${brandIds}::int[] is null or ledger.brand_id = any(${brandIds}::int[]))
    group by 1, 2, 3, 4 order by 1, 2, 4`.execute(db);
  return rows;
}

/** Answers that have not arrived, by state; four small indexes hold just these. */
export async function deliveryFigures(
  db: Db,
  brandIds: number[] | null,
): Promise<{ brandId: number; state: string; n: number }[]> {
  const { rows } = await sql<{ brandId: number; state: string; n: number }>`
    select brand_id "brandId", delivery as state, count(*) as n from message
    where delivery in ('queued', 'sending', 'unsure')
      and (${brandIds}::int[] is null or brand_id = any(${brandIds}::int[]))
    group by 1, 2
    union all
    select brand_id, 'failed', count(*) from message
    where delivery = 'failed' and (${brandIds}::int[] is null or brand_id = any(${brandIds}::int[]))
    group by 1
    union all
    select brand_id, 'handed', count(*) from message
    where delivery = 'handed' and (${brandIds}::int[] is null or brand_id = any(${brandIds}::int[]))
    group by 1
    union all
    select brand_id, delivery, count(*) from message
    where delivery in ('held', 'returned') and (${brandIds}::int[] is null or brand_id = any(${brandIds}::int[]))
    group by 1, 2 order by 1, 2`.execute(db);
  return rows;
}

export type StateFigure = { brandId: number; network: string; state: string; n: number };

export async function channelStates(db: Db, brandIds: number[] | null): Promise<StateFigure[]> {
  const { rows } = await sql<StateFigure>`
    select brand_id "brandId", network, state, count(*) as n from channel
    where ${brandIds}::int[] is null or brand_id = any(${brandIds}::int[]) group by 1, 2, 3 order by 1, 2, 3`.execute(
    db,
  );
  return rows;
}

export async function clockFigure(db: Db, brandIds: number[] | null, now: Date): Promise<ClockFigure[]> {
  const { rows } = await sql<ClockFigure>`
    select brand.id "brandId",
      (select coalesce(sum(n), 0)::bigint from tally where tally.brand_id = brand.id and waiting_for_us) as waiting,
      coalesce(extract(epoch from ${now}::timestamptz - (
        select min(wake_at) from turn
        where turn.brand_id = brand.id and outcome is null and breached_at is null and wake_at <= ${now}
      ))::float8, 0) as "lateSeconds"
    from brand where ${brandIds}::int[] is null or brand.id = any(${brandIds}::int[]) order by brand.id`.execute(db);
  return rows;
}

export type HealthFigure = {
  brandId: number;
  channelId: string;
  network: string;
  lastHeardAt: Date | null;
  isSilent: boolean;
  reconnects: number;
  letters: number;
};

export async function healthFigures(db: Db, brandIds: number[] | null): Promise<HealthFigure[]> {
  const { rows } = await sql<HealthFigure>`
    select c.brand_id "brandId", c.id "channelId", c.network, c.last_heard_at "lastHeardAt", c.reconnects,
      exists (select from silence s where s.brand_id = c.brand_id and s.channel_id = c.id and s.ended_at is null
        and c.state in ('active', 'broken') and coalesce(c.last_heard_at, '-infinity') <= s.since) "isSilent",
      (select count(*) from raw_event r where r.brand_id = c.brand_id and r.channel_id = c.id
        and r.state = 'failed' and r.state <> 'read') as letters
    from channel c where c.state <> 'left' and (${brandIds}::int[] is null or c.brand_id = any(${brandIds}::int[]))
    order by c.brand_id, c.id`.execute(db);
  return rows;
}

export type DelayFigure = { brandId: number; channelId: string; network: string; bucket: number; n: number };

/** Hearing delays by bucket (core/hearing-delay), since then. */
export async function delayFigures(db: Db, brandIds: number[] | null, since: Date): Promise<DelayFigure[]> {
  const { rows } = await sql<DelayFigure>`
    select s.brand_id "brandId", s.channel_id "channelId", c.network, s.bucket, sum(s.n)::bigint as n
    from health_slot s join channel c on c.brand_id = s.brand_id and c.id = s.channel_id
    where s.kind = 'delay' and s.slot >= ${since} and (${brandIds}::int[] is null or s.brand_id = any(${brandIds}::int[]))
    group by 1, 2, 3, 4 order by 1, 2, 4`.execute(db);
  return rows;
}
