import { sql } from 'kysely';
import type { SaidBefore } from '../core/sameness.ts';
import type { Db } from './db.ts';

/** Public answers since then, newest first, as far as the limit goes; those that failed or came back left out. */
export async function saidLately(db: Db, brandId: number, since: Date, limit: number): Promise<SaidBefore[]> {
  const { rows } = await sql<SaidBefore>`
    select m.text, m.agent_id "agentId", m.conversation_id "conversationId", i.name
    from message m
    join conversation c on c.brand_id = m.brand_id and c.id = m.conversation_id
    left join identity i on i.brand_id = c.brand_id and i.id = c.identity_id
    where m.brand_id = ${brandId} and m.direction = 'out' and m.visibility = 'public' and m.received_at >= ${since}
      and m.delivery not in ('failed', 'returned') and m.deleted_at is null
    order by m.received_at desc limit ${limit}`.execute(db);
  return rows;
}

/** Everybody's names in a brand: they make no difference between two answers. */
export async function namesOfColleagues(db: Db, brandId: number): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select a.name from membership m join agent a on a.id = m.agent_id where m.brand_id = ${brandId}`.execute(db);
  return rows.map(row => row.name);
}
