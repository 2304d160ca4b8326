/** What is promised to whom, in its order. */
import { sql } from 'kysely';
import { ANYTHING, type Policy, type PolicyConditions, type PolicyHours } from '../core/policy.ts';
import type { Db, Tx } from './db.ts';

/** `version` rises with every change: two leads never overwrite each other unseen. */
export type PolicyRow = Policy & { version: number };

type Stored = Omit<PolicyRow, 'conditions' | 'hours'> & {
  conditions: Partial<PolicyConditions>;
  hours: PolicyHours['kind'];
  calendarId: string | null;
};

const columns = sql`id, name, conditions, first_minutes "firstMinutes", next_minutes "nextMinutes",
  resolution_minutes "resolutionMinutes", hours, calendar_id "calendarId", warnings, steps, version`;

export async function listPolicies(db: Db, brandId: number): Promise<PolicyRow[]> {
  const { rows } = await sql<Stored>`
    select ${columns} from policy where brand_id = ${brandId} order by position, id`.execute(db);
  return rows.map(policyOf);
}

/** All of them, held to the end of the transaction: their order is one thing. */
export async function lockPolicies(tx: Tx, brandId: number): Promise<PolicyRow[]> {
  await sql`select from brand where id = ${brandId} for no key update`.execute(tx);
  return listPolicies(tx, brandId);
}

function policyOf({ conditions, hours, calendarId, ...row }: Stored): PolicyRow {
  return {
    ...row,
    conditions: { ...ANYTHING, ...conditions },
    hours: hours === 'calendar' && calendarId !== null ? { kind: 'calendar', calendarId } : { kind: bare(hours) },
  };
}

function bare(hours: PolicyHours['kind']): 'always' | 'team' {
  return hours === 'always' ? 'always' : 'team';
}

/** Behind all that are there, in this order. */
export async function insertPolicies(tx: Tx, brandId: number, policies: readonly Policy[]): Promise<void> {
  for (const policy of policies) {
    await sql`
      insert into policy (brand_id, id, position, name, conditions, first_minutes, next_minutes, resolution_minutes, hours, calendar_id, warnings, steps)
      select ${brandId}, ${policy.id}, coalesce(max(position), 0) + 1, ${policy.name}, ${JSON.stringify(policy.conditions)}::jsonb,
        ${policy.firstMinutes}::int, ${policy.nextMinutes}::int, ${policy.resolutionMinutes}::int, ${policy.hours.kind}::text,
        ${calendarOf(policy)}::uuid, ${policy.warnings}::float8[], ${JSON.stringify(policy.steps)}::jsonb
      from policy where brand_id = ${brandId}`.execute(tx);
  }
}

export async function updatePolicy(tx: Tx, brandId: number, policy: Policy): Promise<void> {
  await sql`
    update policy set name = ${policy.name}, conditions = ${JSON.stringify(policy.conditions)}::jsonb,
      first_minutes = ${policy.firstMinutes}, next_minutes = ${policy.nextMinutes}, resolution_minutes = ${policy.resolutionMinutes},
      hours = ${policy.hours.kind}, calendar_id = ${calendarOf(policy)}, warnings = ${policy.warnings}::float8[],
      steps = ${JSON.stringify(policy.steps)}::jsonb, version = version + 1
    where brand_id = ${brandId} and id = ${policy.id}`.execute(tx);
}

export async function deletePolicy(tx: Tx, brandId: number, id: string): Promise<void> {
  await sql`delete from policy where brand_id = ${brandId} and id = ${id}`.execute(tx);
}

/** The whole order, first to last. */
export async function orderPolicies(tx: Tx, brandId: number, ids: readonly string[]): Promise<void> {
  await sql`
    update policy set position = array_position(${ids}::uuid[], id)
    where brand_id = ${brandId} and id = any(${ids}::uuid[])`.execute(tx);
}

function calendarOf({ hours }: Policy): string | null {
  return hours.kind === 'calendar' ? hours.calendarId : null;
}
