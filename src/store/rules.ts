/** What rules say, in their order, and how far they have read the event log. */
import { sql } from 'kysely';
import { ANYTHING } from '../core/policy.ts';
import type { Rule, RuleAction, RuleConditions, RuleEvent } from '../core/rule.ts';
import type { Db, Tx } from './db.ts';

/** `version` rises with every change: two leads never overwrite each other unseen. */
export type RuleRow = Rule & { version: number; updatedAt: Date };

type Stored = Omit<RuleRow, 'conditions' | 'events' | 'actions'> & {
  events: RuleEvent[];
  conditions: Partial<RuleConditions>;
  actions: RuleAction[];
};

export const ANY_EVENT: RuleConditions = {
  ...ANYTHING,
  words: null,
  statuses: [],
  unassigned: null,
  known: null,
  followers: null,
  shows: [],
  risk: null,
  hours: null,
};

export async function listRules(db: Db, brandId: number): Promise<RuleRow[]> {
  const { rows } = await sql<Stored>`
    select id, name, is_on "isOn", events, conditions, actions, stops, version, updated_at "updatedAt"
    from rule where brand_id = ${brandId} order by position, id`.execute(db);
  return rows.map(row => ({ ...row, conditions: { ...ANY_EVENT, ...row.conditions } }));
}

/** All of them, held to the end of the transaction: their order is one thing. */
export async function lockRules(tx: Tx, brandId: number): Promise<RuleRow[]> {
  await sql`select from brand where id = ${brandId} for no key update`.execute(tx);
  return listRules(tx, brandId);
}

export type RuleWriting = { rule: Rule; at: Date; by: string };

/** Behind all that are there. */
export async function insertRule(tx: Tx, brandId: number, { rule, at, by }: RuleWriting): Promise<void> {
  await sql`
    insert into rule (brand_id, id, position, name, is_on, events, conditions, actions, stops, updated_at, updated_by)
    select ${brandId}, ${rule.id}, coalesce(max(position), 0) + 1, ${rule.name}, ${rule.isOn}, ${rule.events}::text[],
      ${JSON.stringify(rule.conditions)}::jsonb, ${JSON.stringify(rule.actions)}::jsonb, ${rule.stops}, ${at}::timestamptz, ${by}::uuid
    from rule where brand_id = ${brandId}`.execute(tx);
}

export async function updateRule(tx: Tx, brandId: number, { rule, at, by }: RuleWriting): Promise<void> {
  await sql`
    update rule set name = ${rule.name}, is_on = ${rule.isOn}, events = ${rule.events}::text[],
      conditions = ${JSON.stringify(rule.conditions)}::jsonb, actions = ${JSON.stringify(rule.actions)}::jsonb, stops = ${rule.stops},
      updated_at = ${at}, updated_by = ${by}, version = version + 1
    where brand_id = ${brandId} and id = ${rule.id}`.execute(tx);
}

export async function deleteRule(tx: Tx, brandId: number, id: string): Promise<void> {
  await sql`delete from rule where brand_id = ${brandId} and id = ${id}`.execute(tx);
}

/** The whole order, first to last. */
export async function orderRules(tx: Tx, brandId: number, ids: readonly string[]): Promise<void> {
  await sql`
    update rule set position = array_position(${ids}::uuid[], id)
    where brand_id = ${brandId} and id = any(${ids}::uuid[])`.execute(tx);
}

/** Brands whose rules have something to read. */
export async function brandsWithRules(db: Db): Promise<number[]> {
  const { rows } = await sql<{ brandId: number }>`
    select p.brand_id "brandId" from rule_place p
    where exists (select from rule r where r.brand_id = p.brand_id and r.is_on)
      and exists (select from event e where e.brand_id = p.brand_id and e.seq > p.seq)
    order by p.brand_id`.execute(db);
  return rows.map(row => row.brandId);
}

/** Where nothing was on, reading begins with what happens from now on. */
export async function beginRulesHere(tx: Tx, brandId: number): Promise<void> {
  await sql`
    insert into rule_place (brand_id, seq) select ${brandId}, coalesce(max(seq), 0) from event
    on conflict (brand_id) do update set seq = excluded.seq`.execute(tx);
}
