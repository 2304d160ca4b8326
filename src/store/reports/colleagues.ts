/** Whom each colleague answered, from turns by half hour. */
import { sql } from 'kysely';
import type { Slice } from '../../core/insight/slice.ts';
import type { Db } from '../db.ts';
import { flowWanted } from './backlog.ts';

export type AnsweredBy = { agentId: string; name: string; turns: number };

/** By name. Of answers that came within the slice. */
export async function readAnsweredBy(db: Db, slice: Slice): Promise<AnsweredBy[]> {
  const { rows } = await sql<AnsweredBy>`
    select s.agent_id "agentId", a.name, sum(s.turns)::int as turns
    from agent_slot s join channel ch on ch.brand_id = s.brand_id and ch.id = s.channel_id join agent a on a.id = s.agent_id
    where s.brand_id = ${slice.brandId} and s.slot >= ${slice.since} and s.slot < ${slice.until}
      and ${flowWanted(slice, sql`s.channel_id`, sql`s.inbox_id`)}
    group by 1, 2 having sum(s.turns) > 0 order by lower(a.name), s.agent_id`.execute(db);
  return rows;
}
