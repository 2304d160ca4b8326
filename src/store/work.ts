/** What colleagues say of a conversation as work: how pressing it is, and which team's. Each raises the version. */
import { sql } from 'kysely';
import type { Priority } from '../core/view.ts';
import type { Db, Tx } from './db.ts';

export async function writePriority(tx: Tx, brandId: number, id: string, priority: Priority): Promise<void> {
  await sql`
    update conversation set priority = ${priority}, version = version + 1
    where brand_id = ${brandId} and id = ${id}`.execute(tx);
}

export async function writeTeam(tx: Tx, brandId: number, id: string, teamId: string | null): Promise<void> {
  await sql`
    update conversation set team_id = ${teamId}, version = version + 1
    where brand_id = ${brandId} and id = ${id}`.execute(tx);
}

export async function hasTeam(db: Db, brandId: number, id: string): Promise<boolean> {
  const { rows } = await sql`select from team where brand_id = ${brandId} and id = ${id}`.execute(db);
  return rows.length === 1;
}

export async function writeChosenPolicy(tx: Tx, brandId: number, id: string, policyId: string | null): Promise<void> {
  await sql`
    update conversation set chosen_policy_id = ${policyId}, version = version + 1
    where brand_id = ${brandId} and id = ${id}`.execute(tx);
}

export async function hasPolicy(db: Db, brandId: number, id: string): Promise<boolean> {
  const { rows } = await sql`select from policy where brand_id = ${brandId} and id = ${id}`.execute(db);
  return rows.length === 1;
}
