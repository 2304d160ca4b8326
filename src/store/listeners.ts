/** Whether those who listen to a live stream still may, and how far they see: asked for all of them at once. */
import { sql } from 'kysely';
import type { Reach, Role } from '../core/permission.ts';
import type { Db } from './db.ts';

export type Listener = { agentId: string; brandId: number; key: { kind: 'session' | 'token'; id: string } };

/** @returns in the order asked; null for those whose session, token or membership has ended */
export async function standingsOf(db: Db, listeners: readonly Listener[]): Promise<(Reach | null)[]> {
  const { rows } = await sql<{ place: number; role: Role; inboxes: string[] | null }>`
    select asked.place, membership.role,
      case when membership.role <> 'partner' then null else array(
        select inbox_id from inbox_partner
        where inbox_partner.brand_id = asked.brand_id and inbox_partner.agent_id = asked.agent_id order by inbox_id
      ) end as inboxes
    from unnest(
      ${listeners.map(one => one.agentId)}::uuid[], ${listeners.map(one => one.brandId)}::int[],
      ${listeners.map(one => one.key.kind)}::text[], ${listeners.map(one => one.key.id)}::uuid[]
    ) with ordinality as asked (agent_id, brand_id, key_kind, key_id, place)
    join membership on membership.brand_id = asked.brand_id and membership.agent_id = asked.agent_id
    where case asked.key_kind
      when 'session' then exists (select from session where session.id = asked.key_id and expires_at > now())
      else exists (select from api_token where api_token.id = asked.key_id) end`.execute(db);
  const reaches = new Map(rows.map(row => [row.place, { role: row.role, inboxes: row.inboxes ?? ('all' as const) }]));
  return listeners.map((_, index) => reaches.get(index + 1) ?? null);
}
