/** What `heed doctor` asks of the database. */
import type pg from 'pg';

export interface SealedCredentials {
  brandId: number;
  channelId: string;
  name: string;
  network: string;
  sealed: Buffer;
}

export async function sealedCredentials(pool: pg.Pool): Promise<SealedCredentials[]> {
  const { rows } = await pool.query<SealedCredentials>(
    `select brand_id as "brandId", id as "channelId", name, network, sealed from channel where sealed is not null and state <> 'left' order by brand_id, id`,
  );
  return rows;
}

export interface ChannelTrouble {
  /** Since when it has been unusually silent; null where it is not. */
  silentSince: Date | null;
  /** How much would usually have been heard by the time it was noticed. */
  expected: number | null;
  name: string;
  network: string;
  state: string;
  said: string | null;
}

/** Channels that need a person, or say that something is wrong just now. */
export async function channelTroubles(pool: pg.Pool): Promise<{ channels: number; troubles: ChannelTrouble[] }> {
  const { rows } = await pool.query<ChannelTrouble>(
    `select c.name, c.network, c.state, c.said, s.since as "silentSince", s.expected
     from channel c left join silence s on s.brand_id = c.brand_id and s.channel_id = c.id and s.ended_at is null
     where c.state <> 'left' order by c.name`,
  );
  const isTroubled = ({ state, said, silentSince }: ChannelTrouble) =>
    state === 'broken' || said !== null || silentSince !== null;
  return { channels: rows.length, troubles: rows.filter(isTroubled) };
}

export interface JobFigures {
  waiting: number;
  /** Tried as often as they may be; a person has to look. */
  buried: number;
  buriedTasks: string[];
  /** How long the oldest job that should have run has waited, in seconds. */
  oldestDueSeconds: number;
}

export async function jobFigures(pool: pg.Pool): Promise<JobFigures> {
  const { rows } = await pool.query<JobFigures>(`
    select count(*) filter (where attempts < max_attempts)::int as waiting,
      count(*) filter (where attempts >= max_attempts)::int as buried,
      coalesce(array_agg(distinct task_identifier) filter (where attempts >= max_attempts), '{}') as "buriedTasks",
      coalesce(extract(epoch from max(now() - run_at) filter (where attempts < max_attempts and locked_at is null and run_at < now())), 0)::float8
        as "oldestDueSeconds"
    from graphile_worker.jobs`);
  return rows[0] ?? { waiting: 0, buried: 0, buriedTasks: [], oldestDueSeconds: 0 };
}

/** Whether nobody has promised an answer that is long overdue to be marked: the sweep keeps up. */
export async function unmarkedBreaches(pool: pg.Pool, olderThanSeconds: number): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    `select count(*)::int as n from turn
     where outcome is null and breached_at is null and wake_at < now() - make_interval(secs => $1)`,
    [olderThanSeconds],
  );
  return rows[0]?.n ?? 0;
}
