import { sql } from 'kysely';
import type { Db } from './db.ts';

export type ApiTokenRow = { id: string; name: string; start: string; createdAt: Date; lastUsedAt: Date | null };

export async function listTokens(db: Db, agentId: string): Promise<ApiTokenRow[]> {
  const { rows } = await sql<ApiTokenRow>`
    select id, name, start, created_at as "createdAt", last_used_at as "lastUsedAt" from api_token
    where agent_id = ${agentId} order by created_at desc, id`.execute(db);
  return rows;
}

/** @returns false when the person has `limit` of them already */
export async function insertToken(
  db: Db,
  token: { id: string; agentId: string; name: string; start: string; hash: Buffer; limit: number },
): Promise<boolean> {
  const { rows } = await sql`
    insert into api_token (id, agent_id, name, start, hash)
    select ${token.id}, ${token.agentId}, ${token.name}, ${token.start}, ${token.hash}
    where (select count(*) from api_token where agent_id = ${token.agentId}) < ${token.limit}
    returning id`.execute(db);
  return rows.length === 1;
}

/** @returns whether there was one to remove */
export async function deleteToken(db: Db, agentId: string, id: string): Promise<boolean> {
  const { rows } = await sql`delete from api_token where agent_id = ${agentId} and id = ${id} returning id`.execute(db);
  return rows.length === 1;
}

/** Whose token this is. Notes its use, at most once a minute, so that a busy script does not write with every request. */
export async function findTokenOwner(db: Db, hash: Buffer): Promise<{ id: string; agentId: string } | null> {
  const { rows } = await sql<{ id: string; agentId: string; isStale: boolean }>`
    select id, agent_id as "agentId", last_used_at is null or last_used_at < now() - interval '1 minute' as "isStale"
    from api_token where hash = ${hash}`.execute(db);
  const found = rows[0];
  if (found === undefined) return null;
  if (found.isStale) await sql`update api_token set last_used_at = now() where id = ${found.id}`.execute(db);
  return { id: found.id, agentId: found.agentId };
}
