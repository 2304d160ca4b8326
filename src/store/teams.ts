/** Teams: who is in them, which inboxes' work is theirs from the beginning, and whether it is pushed or pulled. */
import { sql } from 'kysely';
import type { Db, Tx } from './db.ts';

export type TeamRow = {
  id: string;
  name: string;
  handsOut: 'pull' | 'push';
  members: string[];
  inboxes: string[];
};

const columns = sql`team.id, team.name, team.hands_out as "handsOut",
  array(select agent_id from team_member m where m.brand_id = team.brand_id and m.team_id = team.id order by agent_id) as members,
  array(select inbox_id from team_inbox i where i.brand_id = team.brand_id and i.team_id = team.id order by inbox_id) as inboxes`;

export async function listTeams(db: Db, brandId: number): Promise<TeamRow[]> {
  const { rows } = await sql<TeamRow>`
    select ${columns} from team where brand_id = ${brandId} order by lower(name), id`.execute(db);
  return rows;
}

/** Held to the end of the transaction, so that two changes of one team do not mix. */
export async function lockTeam(tx: Tx, brandId: number, id: string): Promise<TeamRow | null> {
  const { rows } = await sql<TeamRow>`
    select ${columns} from team where brand_id = ${brandId} and id = ${id} for no key update of team`.execute(tx);
  return rows[0] ?? null;
}

/** @returns false when another team has the name */
export async function insertTeam(tx: Tx, brandId: number, team: Pick<TeamRow, 'id' | 'name' | 'handsOut'>) {
  const { rows } = await sql`
    insert into team (brand_id, id, name, hands_out) values (${brandId}, ${team.id}, ${team.name}, ${team.handsOut})
    on conflict (brand_id, name) do nothing returning id`.execute(tx);
  return rows.length === 1;
}

/** @returns false when another team has the name */
export async function writeTeam(tx: Tx, brandId: number, team: Pick<TeamRow, 'id' | 'name' | 'handsOut'>) {
  const { rows } = await sql`
    update team set name = ${team.name}, hands_out = ${team.handsOut}
    where brand_id = ${brandId} and id = ${team.id}
      and not exists (select from team other where other.brand_id = ${brandId} and other.name = ${team.name} and other.id <> ${team.id})
    returning id`.execute(tx);
  return rows.length === 1;
}

export async function deleteTeam(tx: Tx, brandId: number, id: string): Promise<void> {
  await sql`delete from team where brand_id = ${brandId} and id = ${id}`.execute(tx);
}

/** People who do not belong to the brand are passed over. @returns how many were set */
export async function setTeamMembers(tx: Tx, brandId: number, id: string, agentIds: readonly string[]) {
  await sql`delete from team_member where brand_id = ${brandId} and team_id = ${id}`.execute(tx);
  const { rows } = await sql`
    insert into team_member (brand_id, team_id, agent_id)
    select brand_id, ${id}::uuid, agent_id from membership where brand_id = ${brandId} and agent_id = any(${agentIds}::uuid[])
    returning agent_id`.execute(tx);
  return rows.length;
}

/** An inbox's work begins with one team: it leaves the one it had. @returns how many were set */
export async function setTeamInboxes(tx: Tx, brandId: number, id: string, inboxIds: readonly string[]) {
  await sql`
    delete from team_inbox where brand_id = ${brandId} and (team_id = ${id} or inbox_id = any(${inboxIds}::uuid[]))`.execute(
    tx,
  );
  const { rows } = await sql`
    insert into team_inbox (brand_id, inbox_id, team_id)
    select brand_id, id, ${id}::uuid from inbox where brand_id = ${brandId} and id = any(${inboxIds}::uuid[])
    returning inbox_id`.execute(tx);
  return rows.length;
}

export type TeamCount = { teamId: string; waiting: number; late: number; unassigned: number };

/** Counted live over those who wait: at most `most` a team are looked at, "more than that" is said as that. */
export async function countTeams(
  db: Db,
  asked: { brandId: number; scope: readonly string[] | null; now: Date; most: number },
): Promise<TeamCount[]> {
  const { rows } = await sql<TeamCount>`
    select team.id "teamId", counted.waiting, counted.late, counted.unassigned
    from team cross join lateral (
      select count(*)::int waiting, count(*) filter (where due_at < ${asked.now})::int late,
        count(*) filter (where assignee_id is null)::int unassigned
      from (select due_at, assignee_id from conversation c
        where c.brand_id = team.brand_id and c.team_id = team.id and c.status in ('open', 'waiting', 'snoozed') and c.turn_id is not null
          and (${asked.scope}::uuid[] is null or c.inbox_id = any(${asked.scope}::uuid[]))
        limit ${asked.most}) waits) counted
    where team.brand_id = ${asked.brandId}`.execute(db);
  return rows;
}

/** What a team had goes on without one; some at a time. @returns the ids, held to the end of the transaction */
export async function lockTeamWork(tx: Tx, brandId: number, teamId: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from conversation where brand_id = ${brandId} and team_id = ${teamId}
    order by id limit ${limit} for no key update`.execute(tx);
  return rows.map(({ id }) => id);
}
