/** What is shown of how channels fare, asked for all of a brand's channels or for one. */
import { sql } from 'kysely';
import type { Baseline } from '../core/baseline.ts';
import type { Db } from './db.ts';

export type OpenSilence = {
  channelId: string;
  since: Date;
  noticedAt: Date;
  /** How much would usually have been heard by the time it was noticed. */
  expected: number;
  baseline: Baseline | null;
};

export async function openSilences(db: Db, brandId: number, channelId: string | null): Promise<OpenSilence[]> {
  const { rows } = await sql<OpenSilence>`
    select s.channel_id as "channelId", s.since, s.noticed_at as "noticedAt", s.expected::float8 as expected, b.baseline
    from silence s join channel c on c.brand_id = s.brand_id and c.id = s.channel_id
    left join channel_baseline b on b.brand_id = s.brand_id and b.channel_id = s.channel_id
    where s.brand_id = ${brandId} and s.ended_at is null and c.state in ('active', 'broken')
      and coalesce(c.last_heard_at, '-infinity') <= s.since
      and (${channelId}::uuid is null or s.channel_id = ${channelId}::uuid)
    order by s.since`.execute(db);
  return rows;
}

export type SlotSum = {
  channelId: string;
  kind: 'delay' | 'ahead' | 'reconnect';
  bucket: number;
  inHour: number;
  inDay: number;
  most: number;
};

/** Sums of the last hour and the last day. */
export async function slotSums(
  db: Db,
  brandId: number,
  channelId: string | null,
  since: { hour: Date; day: Date },
): Promise<SlotSum[]> {
  const { rows } = await sql<SlotSum>`
    select channel_id as "channelId", kind, bucket, coalesce(sum(n) filter (where slot >= ${since.hour}), 0)::bigint as "inHour",
      sum(n)::bigint as "inDay", max(most) as most
    from health_slot
    where brand_id = ${brandId} and slot >= ${since.day} and (${channelId}::uuid is null or channel_id = ${channelId}::uuid)
    group by channel_id, kind, bucket`.execute(db);
  return rows;
}

export type Line = { brokeAt: Date | null; brokeSaid: string | null; nextTryAt: Date | null };

export async function lineOf(db: Db, brandId: number, channelId: string): Promise<Line> {
  const { rows } = await sql<Line>`
    select broke_at as "brokeAt", broke_said as "brokeSaid", next_try_at as "nextTryAt"
    from channel_line where brand_id = ${brandId} and channel_id = ${channelId}::uuid`.execute(db);
  return rows[0] ?? { brokeAt: null, brokeSaid: null, nextTryAt: null };
}

export async function baselineOfChannel(db: Db, brandId: number, channelId: string): Promise<Baseline | null> {
  const { rows } = await sql<{ baseline: Baseline }>`
    select baseline from channel_baseline where brand_id = ${brandId} and channel_id = ${channelId}::uuid`.execute(db);
  return rows[0]?.baseline ?? null;
}

/** Live and back-filled, since then. */
export async function heardSince(
  db: Db,
  brandId: number,
  channelId: string,
  since: Date,
): Promise<{ live: number; backfilled: number }> {
  const { rows } = await sql<{ live: number; backfilled: number }>`
    select coalesce(sum(n), 0)::bigint as live, coalesce(sum(backfilled), 0)::bigint as backfilled
    from heard_hour where brand_id = ${brandId} and channel_id = ${channelId}::uuid and hour >= ${since}`.execute(db);
  return rows[0] ?? { live: 0, backfilled: 0 };
}

/** Channels that some process listens to now. By the database's clock, as leases are. */
export async function listenedNow(db: Db, leases: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ name: string }>`
    select name from lease where name = any(${leases}::text[]) and until > now()`.execute(db);
  return new Set(rows.map(({ name }) => name));
}

/** Newest events that are looked through for it; within a minute there are hardly more. */
const EVENTS_LOOKED_THROUGH = 2_000;

/** Channels that were connected, paused or turned on again since then: whoever listens is on the way. */
export async function changedSince(db: Db, brandId: number, since: Date, by?: 'person'): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select distinct data->>'channelId' as id from event
    where seq > (select max(seq) from event) - ${EVENTS_LOOKED_THROUGH} and brand_id = ${brandId}
      and kind = 'channel.changed' and at >= ${since}
      and (${by ?? null}::text is null or actor_id is not null)`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

/** How much of what could not be read is kept still. */
export async function countKeptLetters(db: Db, brandId: number, channelId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from raw_event
    where brand_id = ${brandId} and channel_id = ${channelId} and state = 'failed' and state <> 'read'`.execute(db);
  return rows[0]?.n ?? 0;
}
