/** Who has which conversation open. A row that has run out is nobody's, whatever it still says. */
import { sql } from 'kysely';
import type { Db } from './db.ts';

export type Beside = { conversationId: string; agentId: string; doing: 'viewing' | 'writing'; until: Date };

export async function writeBeside(db: Db, brandId: number, one: Beside): Promise<void> {
  await sql`
    insert into beside (brand_id, conversation_id, agent_id, doing, until)
    values (${brandId}, ${one.conversationId}, ${one.agentId}, ${one.doing}, ${one.until})
    on conflict (brand_id, conversation_id, agent_id) do update set doing = excluded.doing, until = excluded.until`.execute(
    db,
  );
}

/** @returns whether they were there */
export async function removeBeside(db: Db, brandId: number, conversationId: string, agentId: string): Promise<boolean> {
  const { rows } = await sql`
    delete from beside where brand_id = ${brandId} and conversation_id = ${conversationId} and agent_id = ${agentId}
    returning agent_id`.execute(db);
  return rows.length === 1;
}

/** In the inboxes seen; null: in all. */
export async function listBeside(
  db: Db,
  brandId: number,
  scope: readonly string[] | null,
  now: Date,
): Promise<Beside[]> {
  const { rows } = await sql<Beside>`
    select b.conversation_id "conversationId", b.agent_id "agentId", b.doing, b.until
    from beside b join conversation c on c.brand_id = b.brand_id and c.id = b.conversation_id
    where b.brand_id = ${brandId} and b.until > ${now}
      and (${scope}::uuid[] is null or c.inbox_id = any(${scope}::uuid[]))
    order by b.conversation_id, b.agent_id`.execute(db);
  return rows;
}

export async function forgetBeside(db: Db, before: Date): Promise<void> {
  await sql`delete from beside where until < ${before}`.execute(db);
}
