/** What a channel heard live and for the first time, by the hour, and how late. Written in the transaction that keeps it. */
import { sql } from 'kysely';
import type { Baseline, HeardHour } from '../core/baseline.ts';
import type { Db, Tx } from './db.ts';

export type Heard = {
  receivedAt: Date;
  /** Heard live. */
  n: number;
  /** Read out of the past. */
  backfilled: number;
  /** Five minutes these belong to. */
  slot: Date;
  delays: { bucket: number; n: number }[];
  /** Posts that the network dates later than we received them, and by how much at most. */
  ahead: { n: number; mostMs: number };
};

export async function noteHeard(tx: Tx, brandId: number, channelId: string, heard: Heard): Promise<void> {
  const { receivedAt, n, backfilled, slot, delays, ahead } = heard;
  const kinds = [
    ...delays.map(one => ({ kind: 'delay', most: 0, ...one })),
    ...(ahead.n > 0 ? [{ kind: 'ahead', bucket: 0, n: ahead.n, most: ahead.mostMs }] : []),
  ];
  await sql`
    with here as (
      insert into heard_hour as h (brand_id, channel_id, hour, n, backfilled)
      values (${brandId}, ${channelId}::uuid, date_trunc('hour', ${receivedAt}::timestamptz, 'UTC'), ${n}, ${backfilled})
      on conflict (brand_id, channel_id, hour) do update
        set n = h.n + excluded.n, backfilled = h.backfilled + excluded.backfilled
    ), slots as (
      insert into health_slot as s (brand_id, channel_id, slot, kind, bucket, n, most)
      select ${brandId}, ${channelId}::uuid, ${slot}::timestamptz, kind, bucket, n, most
      from unnest(${kinds.map(k => k.kind)}::text[], ${kinds.map(k => k.bucket)}::smallint[],
        ${kinds.map(k => k.n)}::int[], ${kinds.map(k => k.most)}::bigint[]) k (kind, bucket, n, most)
      on conflict (brand_id, channel_id, slot, kind, bucket) do update
        set n = s.n + excluded.n, most = greatest(s.most, excluded.most)
    )
    update channel set last_heard_at = greatest(last_heard_at, ${receivedAt})
    where brand_id = ${brandId} and id = ${channelId}::uuid and ${n}::int > 0`.execute(tx);
}

/** Seconds of this hour in which somebody listened. */
export async function noteListened(
  db: Db,
  brandId: number,
  channelId: string,
  at: Date,
  seconds: { listened: number; troubled: number },
): Promise<void> {
  await sql`
    insert into heard_hour as h (brand_id, channel_id, hour, listened, troubled)
    select brand_id, id, date_trunc('hour', ${at}::timestamptz, 'UTC'), ${seconds.listened}, ${seconds.troubled}
    from channel where brand_id = ${brandId} and id = ${channelId}::uuid and state <> 'left'
    on conflict (brand_id, channel_id, hour) do update
      set listened = least(3600, h.listened + excluded.listened), troubled = least(3600, h.troubled + excluded.troubled)`.execute(
    db,
  );
}

/**
 * The hours a baseline is learned from: up to when something was last heard, for nobody knows yet what the silence since
 * means. Hours of a silence that was news are left out, or an outage of weeks would become what is usual; those of one that a
 * person called normal are in.
 */
export async function hoursToLearn(
  db: Db,
  brandId: number,
  channelId: string,
  since: Date,
  until: Date,
): Promise<HeardHour[]> {
  const { rows } = await sql<HeardHour>`
    select (extract(epoch from hour) * 1000)::float8 as "atMs", n, listened as seconds from heard_hour h
    where brand_id = ${brandId} and channel_id = ${channelId}::uuid and hour >= ${since} and hour < ${until} and listened > 0
      and not exists (select from silence s
        where s.brand_id = h.brand_id and s.channel_id = h.channel_id and coalesce(s.ended_by, '') <> 'normal'
          and s.since < h.hour + interval '1 hour' and coalesce(s.ended_at, 'infinity') > h.hour)
      and exists (select from channel c
        left join silence n on n.brand_id = c.brand_id and n.channel_id = c.id and n.since = c.last_heard_at and n.ended_by = 'normal'
        where c.brand_id = h.brand_id and c.id = h.channel_id and (h.hour <= c.last_heard_at or n.since is not null))
    order by hour`.execute(db);
  return rows;
}

export type ListenedHour = { brandId: number; channelId: string; atMs: number; seconds: number };

/** Hours since each channel was last heard, with the seconds listened in them, trouble or not. */
export async function listenedSince(
  db: Db,
  channels: readonly { brandId: number; channelId: string; since: Date }[],
): Promise<ListenedHour[]> {
  if (channels.length === 0) return [];
  const { rows } = await sql<ListenedHour>`
    select h.brand_id as "brandId", h.channel_id as "channelId", (extract(epoch from h.hour) * 1000)::float8 as "atMs",
      h.listened + h.troubled as seconds
    from unnest(${channels.map(c => c.brandId)}::int[], ${channels.map(c => c.channelId)}::uuid[],
        ${channels.map(c => c.since.toISOString())}::timestamptz[]) c (brand_id, channel_id, since)
    join heard_hour h on h.brand_id = c.brand_id and h.channel_id = c.channel_id and h.hour > c.since - interval '1 hour'
    where h.listened + h.troubled > 0
    order by h.brand_id, h.channel_id, h.hour`.execute(db);
  return rows;
}

export type StaleBaseline = { brandId: number; channelId: string };

/** Channels whose baseline is missing or was made before `madeBefore`, oldest first. */
export async function staleBaselines(db: Db, madeBefore: Date, limit: number): Promise<StaleBaseline[]> {
  const { rows } = await sql<StaleBaseline>`
    select c.brand_id as "brandId", c.id as "channelId"
    from channel c left join channel_baseline b on b.brand_id = c.brand_id and b.channel_id = c.id
    where c.state = 'active' and (b.made_at is null or b.made_at < ${madeBefore})
    order by b.made_at nulls first limit ${limit}`.execute(db);
  return rows;
}

export async function saveBaseline(
  db: Db,
  brandId: number,
  channelId: string,
  madeAt: Date,
  baseline: Baseline,
): Promise<void> {
  await sql`
    insert into channel_baseline (brand_id, channel_id, made_at, baseline)
    select brand_id, id, ${madeAt}::timestamptz, ${JSON.stringify(baseline)}::jsonb from channel
    where brand_id = ${brandId} and id = ${channelId}::uuid
    on conflict (brand_id, channel_id) do update set made_at = excluded.made_at, baseline = excluded.baseline`.execute(
    db,
  );
}

/** What has been kept long enough. @returns how many rows went */
export async function pruneHeard(db: Db, before: { hours: Date; slots: Date }): Promise<number> {
  const hours = await sql`delete from heard_hour where hour < ${before.hours}`.execute(db);
  const slots = await sql`delete from health_slot where slot < ${before.slots}`.execute(db);
  return Number(hours.numAffectedRows ?? 0n) + Number(slots.numAffectedRows ?? 0n);
}
