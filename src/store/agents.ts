/** The people who work here, whatever their brands. Members of a brand are in `members.ts`. */
import { sql } from 'kysely';
import type { Db } from './db.ts';

export type AgentRow = { id: string; name: string; email: string; locale: string };

const columns = sql`id, name, email, locale`;

export async function findAgent(db: Db, id: string): Promise<AgentRow | null> {
  const { rows } = await sql<AgentRow>`select ${columns} from agent where id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** @param email in lower case, as every address is stored */
export async function findAgentByEmail(db: Db, email: string): Promise<AgentRow | null> {
  const { rows } = await sql<AgentRow>`select ${columns} from agent where email = ${email}`.execute(db);
  return rows[0] ?? null;
}

/** @returns false when somebody has this address already */
export async function insertAgent(db: Db, agent: Omit<AgentRow, 'locale'>): Promise<boolean> {
  const { rows } = await sql`
    insert into agent (id, name, email) values (${agent.id}, ${agent.name}, ${agent.email})
    on conflict (email) do nothing returning id`.execute(db);
  return rows.length === 1;
}

export async function changeAgent(
  db: Db,
  id: string,
  change: { name?: string | undefined; locale?: string | undefined },
): Promise<void> {
  await sql`
    update agent set name = coalesce(${change.name ?? null}, name), locale = coalesce(${change.locale ?? null}, locale),
      updated_at = now()
    where id = ${id}`.execute(db);
}

/** The provider's name under which the sign-in library looks passwords up. */
const PASSWORD_PROVIDER = 'credential';

/** The first, or in the place of the one before. */
export async function setPassword(db: Db, id: string, agentId: string, hash: string): Promise<void> {
  await sql`
    insert into sign_in_method (id, agent_id, provider, provider_account, password)
    values (${id}, ${agentId}, ${PASSWORD_PROVIDER}, ${agentId}, ${hash})
    on conflict (provider, provider_account) do update set password = excluded.password, updated_at = now()`.execute(
    db,
  );
}

export async function findPassword(db: Db, agentId: string): Promise<string | null> {
  const { rows } = await sql<{ password: string | null }>`
    select password from sign_in_method where agent_id = ${agentId} and provider = ${PASSWORD_PROVIDER}`.execute(db);
  return rows[0]?.password ?? null;
}

/** @param except the session that stays */
export async function endSessions(db: Db, agentId: string, except: string | null): Promise<void> {
  await sql`delete from session where agent_id = ${agentId} and id is distinct from ${except}::uuid`.execute(db);
}
