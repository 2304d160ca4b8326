/** What a recording left on the desk, and where its brand comes from. */
import { sql } from 'kysely';
import type { Db, Tx } from './db.ts';

export type Played = {
  posts: number;
  conversations: number;
  turns: number;
  answered: number;
};

/** Counted from the rows themselves, so that it can be held against the file. */
export async function countPlayed(db: Db, brandId: number, channelId: string): Promise<Played> {
  const { rows } = await sql<Played>`
    select
      (select count(*) from message where brand_id = ${brandId} and channel_id = ${channelId} and remote_id is not null) as posts,
      (select count(*) from conversation where brand_id = ${brandId} and channel_id = ${channelId}) as conversations,
      (select count(*) from turn where brand_id = ${brandId} and channel_id = ${channelId}) as turns,
      (select count(*) from turn where brand_id = ${brandId} and channel_id = ${channelId} and outcome = 'answered') as answered`.execute(
    db,
  );
  return rows[0] ?? { posts: 0, conversations: 0, turns: 0, answered: 0 };
}

/** Who owns the installation's first brand; they own what the command line begins. */
export async function firstOwners(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select agent_id as id from membership
    where role = 'owner' and brand_id = (select min(brand_id) from membership where role = 'owner')
    order by created_at, agent_id`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Tells the planner that the tables have grown. It would notice by itself within some seconds; a replay is faster than that. */
export async function refreshStatistics(db: Db): Promise<void> {
  await sql`analyze message, conversation, thread, turn, identity, contact`.execute(db);
}

/** One beginning of brands at a time, so that two replays of a new brand begin one. */
export async function lockBrandNames(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('heed brand names'))`.execute(tx);
}

export async function startRecording(tx: Tx, brandId: number, channelId: string, playsUntil: Date): Promise<void> {
  await sql`
    update channel set plays_until = ${playsUntil}
    where brand_id = ${brandId} and id = ${channelId} and plays_until is null`.execute(tx);
}

/**
 * Plays unless another process plays the same recording. The lock lives with its connection, so that a killed process leaves
 * none behind. @returns false when somebody else holds it
 */
export async function onlyOnePlays(db: Db, channelId: string, play: () => Promise<void>): Promise<boolean> {
  return db.connection().execute(async held => {
    const lock = sql`hashtextextended(${`heed replay ${channelId}`}, 0)`;
    const { rows } = await sql<{ ours: boolean }>`select pg_try_advisory_lock(${lock}) as ours`.execute(held);
    if (rows[0]?.ours !== true) return false;
    try {
      await play();
      return true;
    } finally {
      await sql`select pg_advisory_unlock(${lock})`.execute(held);
    }
  });
}
