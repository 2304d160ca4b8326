/** Who belongs to a brand, as what, and how far they see. */
import { sql } from 'kysely';
import type { Reach, Role } from '../core/permission.ts';
import type { BrandRow } from './brands.ts';
import type { Db } from './db.ts';

export type MemberRow = { id: string; name: string; email: string; role: Role; inboxes: 'all' | string[] };
export type Standing = { brand: BrandRow; reach: Reach };

const inboxes = sql`case when membership.role <> 'partner' then null else array(
    select inbox_id from inbox_partner
    where inbox_partner.brand_id = membership.brand_id and inbox_partner.agent_id = membership.agent_id
    order by inbox_id
  ) end`;

type StandingRow = BrandRow & { role: Role; inboxes: string[] | null };

/** A person's standing in one brand, named by number or slug; null for strangers and for brands that do not exist, alike. */
export async function findStanding(db: Db, agentId: string, brand: number | string): Promise<Standing | null> {
  const named = typeof brand === 'number' ? sql`brand.id = ${brand}` : sql`brand.slug = ${brand}`;
  const { rows } = await sql<StandingRow>`
    select brand.id, brand.slug, brand.name, membership.role, ${inboxes} as inboxes
    from membership join brand on brand.id = membership.brand_id
    where membership.agent_id = ${agentId} and ${named}`.execute(db);
  return rows[0] === undefined ? null : standingOf(rows[0]);
}

export async function listStandings(db: Db, agentId: string): Promise<Standing[]> {
  const { rows } = await sql<StandingRow>`
    select brand.id, brand.slug, brand.name, membership.role, ${inboxes} as inboxes
    from membership join brand on brand.id = membership.brand_id
    where membership.agent_id = ${agentId} order by brand.id`.execute(db);
  return rows.map(standingOf);
}

function standingOf({ id, slug, name, role, inboxes }: StandingRow): Standing {
  return { brand: { id, slug, name }, reach: { role, inboxes: inboxes ?? 'all' } };
}

const memberColumns = sql`agent.id, agent.name, agent.email, membership.role,
  coalesce(to_jsonb(${inboxes}), '"all"'::jsonb) as inboxes`;

export async function listMembers(db: Db, brandId: number): Promise<MemberRow[]> {
  const { rows } = await sql<MemberRow>`
    select ${memberColumns} from membership join agent on agent.id = membership.agent_id
    where membership.brand_id = ${brandId} order by agent.name, agent.id`.execute(db);
  return rows;
}

export async function findMember(db: Db, brandId: number, agentId: string): Promise<MemberRow | null> {
  const { rows } = await sql<MemberRow>`
    select ${memberColumns} from membership join agent on agent.id = membership.agent_id
    where membership.brand_id = ${brandId} and membership.agent_id = ${agentId}`.execute(db);
  return rows[0] ?? null;
}

/** @returns false when they belong to it already */
export async function insertMember(db: Db, brandId: number, agentId: string, role: Role): Promise<boolean> {
  const { rows } = await sql`
    insert into membership (brand_id, agent_id, role) values (${brandId}, ${agentId}, ${role})
    on conflict do nothing returning agent_id`.execute(db);
  return rows.length === 1;
}

export async function changeRole(db: Db, brandId: number, agentId: string, role: Role): Promise<void> {
  await sql`update membership set role = ${role} where brand_id = ${brandId} and agent_id = ${agentId}`.execute(db);
}

export async function deleteMember(db: Db, brandId: number, agentId: string): Promise<void> {
  await sql`delete from membership where brand_id = ${brandId} and agent_id = ${agentId}`.execute(db);
}

/** Inboxes of other brands are passed over. @returns how many were set */
export async function setPartnerInboxes(db: Db, brandId: number, agentId: string, ids: string[]): Promise<number> {
  await sql`delete from inbox_partner where brand_id = ${brandId} and agent_id = ${agentId}`.execute(db);
  const { rows } = await sql`
    insert into inbox_partner (brand_id, inbox_id, agent_id)
    select brand_id, id, ${agentId}::uuid from inbox where brand_id = ${brandId} and id = any(${ids}::uuid[])
    returning inbox_id`.execute(db);
  return rows.length;
}

/** Locks the brand's owners until the transaction ends, so that two cannot leave each believing the other stays. */
export async function lockOwners(db: Db, brandId: number): Promise<string[]> {
  const { rows } = await sql<{ agent_id: string }>`
    select agent_id from membership where brand_id = ${brandId} and role = 'owner' order by agent_id for update`.execute(
    db,
  );
  return rows.map(row => row.agent_id);
}

export async function hasAnyOwner(db: Db): Promise<boolean> {
  const { rows } = await sql`select from membership where role = 'owner' limit 1`.execute(db);
  return rows.length === 1;
}

/** One first owner at a time, over all processes; held to the end of the transaction. */
export async function lockFirstOwner(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('heed first owner'))`.execute(db);
}
