import { sql } from 'kysely';
import type { Db } from '../db.ts';

/** What teams and colleagues are called, by `team ID` and `agent ID`; those who left the brand too. */
export async function namesOfGroups(db: Db, brandId: number): Promise<Map<string, string>> {
  const { rows } = await sql<{ key: string; name: string }>`
    select 'team ' || id as key, name from team where brand_id = ${brandId}
    union all
    select 'agent ' || id, name from agent a
    where exists (select from turn t where t.brand_id = ${brandId} and t.closed_agent_id = a.id)
      or exists (select from membership m where m.brand_id = ${brandId} and m.agent_id = a.id)`.execute(db);
  return new Map(rows.map(({ key, name }) => [key, name]));
}
