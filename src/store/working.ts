/** How members work: their skills, how much they carry, what they carry now. */
import { sql } from 'kysely';
import type { Priority } from '../core/view.ts';
import type { Db } from './db.ts';

export type WorkingRow = {
  agentId: string;
  skills: string[];
  capacity: number;
  teams: string[];
  /** Null: all of them. */
  inboxes: string[] | null;
  /** When something was last pushed to them. */
  givenAt: Date | null;
};

export async function listWorking(db: Db, brandId: number): Promise<WorkingRow[]> {
  const { rows } = await sql<WorkingRow>`
    select agent_id "agentId", skills, capacity,
      array(select team_id from team_member t where t.brand_id = m.brand_id and t.agent_id = m.agent_id order by team_id) teams,
      case when role = 'partner' then array(
        select inbox_id from inbox_partner i where i.brand_id = m.brand_id and i.agent_id = m.agent_id order by inbox_id) end inboxes,
      (select given_at from presence p where p.brand_id = m.brand_id and p.agent_id = m.agent_id) "givenAt"
    from membership m where brand_id = ${brandId} order by agent_id`.execute(db);
  return rows;
}

/** @returns false for somebody who is no member */
export async function writeWorking(
  db: Db,
  brandId: number,
  agentId: string,
  { skills, capacity }: { skills: readonly string[]; capacity: number },
): Promise<boolean> {
  const { rows } = await sql`
    update membership set skills = ${skills}::text[], capacity = ${capacity}
    where brand_id = ${brandId} and agent_id = ${agentId} returning agent_id`.execute(db);
  return rows.length === 1;
}

export type Carried = { agentId: string; priority: Priority; intents: string[]; messageCount: number };

/** What waits with each: given to them, or being answered by them. One that is both counts once. */
export async function listCarried(db: Db, brandId: number, now: Date): Promise<Carried[]> {
  const { rows } = await sql<Carried>`
    select case when claimed_by is not null and claimed_until > ${now} then claimed_by else assignee_id end "agentId",
      priority, intents, message_count "messageCount"
    from conversation
    where brand_id = ${brandId} and status = 'open' and turn_id is not null
      and (assignee_id is not null or (claimed_by is not null and claimed_until > ${now}))`.execute(db);
  return rows;
}

/** Answers of the last hours to what may be a hard case; the weight is for core/weight to say. */
export async function listAnswered(db: Db, brandId: number, since: Date, longFrom: number): Promise<Carried[]> {
  const { rows } = await sql<Carried>`
    select t.closed_agent_id "agentId", c.priority, c.intents, c.message_count "messageCount"
    from membership m
    join turn t on t.brand_id = m.brand_id and t.closed_agent_id = m.agent_id and t.closed_at > ${since}
    join conversation c on c.brand_id = t.brand_id and c.id = t.conversation_id
    where m.brand_id = ${brandId} and (c.priority in ('high', 'urgent') or c.intents <> '{}' or c.message_count >= ${longFrom})`.execute(
    db,
  );
  return rows;
}
