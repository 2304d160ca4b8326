/** Silences that are news, and the channels that might be in one. */
import { sql } from 'kysely';
import type { Baseline } from '../core/baseline.ts';
import type { Db, Tx } from './db.ts';

export type Watched = {
  brandId: number;
  channelId: string;
  inboxId: string;
  network: string;
  since: Date;
  baseline: Baseline;
};

/** Active channels that heard something once, nothing after `quietBefore`, and are not known to be silent. */
export async function quietChannels(db: Db, quietBefore: Date): Promise<Watched[]> {
  const { rows } = await sql<Watched>`
    select c.brand_id as "brandId", c.id as "channelId", c.inbox_id as "inboxId", c.network, c.last_heard_at as since, b.baseline
    from channel c join channel_baseline b on b.brand_id = c.brand_id and b.channel_id = c.id
    where c.state = 'active' and c.last_heard_at < ${quietBefore}
      and not exists (select from silence s where s.brand_id = c.brand_id and s.channel_id = c.id and s.since = c.last_heard_at)
    order by c.brand_id, c.id`.execute(db);
  return rows;
}

export async function activeChannels(
  db: Db,
  networks: readonly string[],
): Promise<{ brandId: number; channelId: string }[]> {
  const { rows } = await sql<{ brandId: number; channelId: string }>`
    select brand_id as "brandId", id as "channelId" from channel
    where state = 'active' and network = any(${networks}::text[]) order by brand_id, id`.execute(db);
  return rows;
}

/** @returns whether it is new: another process, or an earlier look, may have told it already */
export async function beginSilence(
  tx: Tx,
  { brandId, channelId, since }: Pick<Watched, 'brandId' | 'channelId' | 'since'>,
  noticed: { at: Date; expected: number },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into silence (brand_id, channel_id, since, noticed_at, expected)
    select brand_id, id, last_heard_at, ${noticed.at}::timestamptz, ${noticed.expected}::real from channel
    where brand_id = ${brandId} and id = ${channelId}::uuid and state = 'active' and last_heard_at = ${since}
    on conflict do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

export type EndedBy = 'heard' | 'normal' | 'stopped';
export type Ended = { brandId: number; channelId: string; inboxId: string; since: Date; by: EndedBy };

/** Ends those whose channel was heard again, or is not listened to any more. */
export async function endSilences(tx: Tx, at: Date): Promise<Ended[]> {
  const { rows } = await sql<Ended>`
    with over as (
      select s.brand_id, s.channel_id, s.since, c.inbox_id,
        case when c.last_heard_at > s.since then 'heard' else 'stopped' end as by
      from silence s join channel c on c.brand_id = s.brand_id and c.id = s.channel_id
      where s.ended_at is null and (c.last_heard_at > s.since or c.state in ('paused', 'left'))
      order by s.brand_id, s.channel_id for update of s skip locked)
    update silence s set ended_at = greatest(s.noticed_at, ${at}::timestamptz), ended_by = over.by
    from over where s.brand_id = over.brand_id and s.channel_id = over.channel_id and s.since = over.since
    returning s.brand_id as "brandId", s.channel_id as "channelId", over.inbox_id as "inboxId", s.since, s.ended_by as by`.execute(
    tx,
  );
  return rows;
}

/** A person says that all is well. @returns since when; null where there is no silence */
export async function endAsNormal(tx: Tx, brandId: number, channelId: string, at: Date): Promise<Date | null> {
  const { rows } = await sql<{ since: Date }>`
    update silence set ended_at = greatest(noticed_at, ${at}::timestamptz), ended_by = 'normal'
    where brand_id = ${brandId} and channel_id = ${channelId}::uuid and ended_at is null returning since`.execute(tx);
  return rows[0]?.since ?? null;
}

/** Silences that ended so long ago that nothing is learned from them any more. */
export async function forgetSilences(db: Db, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`delete from silence where ended_at < ${before}`.execute(db);
  return Number(numAffectedRows ?? 0n);
}
