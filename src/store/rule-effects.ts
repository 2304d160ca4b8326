/** What rules did, and the saved replies they put before whoever answers. */
import { sql } from 'kysely';
import type { RulePerson } from '../core/rule-facts.ts';
import type { Db, Tx } from './db.ts';

export type RuleEffect = {
  ruleId: string;
  seq: number;
  conversationId: string;
  at: Date;
  did: readonly string[];
  failed: string | null;
};

export async function insertRuleEffects(tx: Tx, brandId: number, effects: readonly RuleEffect[]): Promise<void> {
  for (const { ruleId, seq, conversationId, at, did, failed } of effects) {
    await sql`
      insert into rule_effect (brand_id, rule_id, seq, conversation_id, at, did, failed)
      values (${brandId}, ${ruleId}, ${seq}, ${conversationId}, ${at}, ${did}::text[], ${failed})`.execute(tx);
  }
}

/** How often each rule acted since, and what it last could not do. */
export async function sumRuleEffects(
  db: Db,
  brandId: number,
  since: Date,
): Promise<{ ruleId: string; acted: number; failed: number; lastFailed: string | null }[]> {
  const { rows } = await sql<{ ruleId: string; acted: number; failed: number; lastFailed: string | null }>`
    select rule_id "ruleId", count(*)::int acted, count(failed)::int failed,
      (array_agg(failed order by at desc) filter (where failed is not null))[1] "lastFailed"
    from rule_effect where brand_id = ${brandId} and at >= ${since} group by rule_id`.execute(db);
  return rows;
}

export async function forgetRuleEffects(db: Db, before: Date, limit: number): Promise<void> {
  await sql`
    delete from rule_effect where ctid = any(array(select ctid from rule_effect where at < ${before} limit ${limit}))`.execute(
    db,
  );
}

export type Suggested = { savedReplyId: string; ruleName: string };

/** @returns whether there is such a saved reply */
export async function writeSuggestedReply(
  tx: Tx,
  brandId: number,
  conversationId: string,
  { savedReplyId, ruleName }: Suggested,
  at: Date,
): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    insert into suggested_reply (brand_id, conversation_id, saved_reply_id, rule_name, at)
    select ${brandId}, ${conversationId}, id, ${ruleName}, ${at} from saved_reply
    where brand_id = ${brandId} and id = ${savedReplyId} and removed_at is null
    on conflict (brand_id, conversation_id) do update
    set saved_reply_id = excluded.saved_reply_id, rule_name = excluded.rule_name, at = excluded.at`.execute(tx);
  return numAffectedRows > 0n;
}

/** Null once somebody has answered since, or the saved reply is gone. */
export async function findSuggestedReply(db: Db, brandId: number, conversationId: string): Promise<Suggested | null> {
  const { rows } = await sql<Suggested>`
    select s.saved_reply_id "savedReplyId", s.rule_name "ruleName" from suggested_reply s
    join saved_reply r on r.brand_id = s.brand_id and r.id = s.saved_reply_id and r.removed_at is null
    where s.brand_id = ${brandId} and s.conversation_id = ${conversationId}
      and not exists (select from message m
        where m.brand_id = s.brand_id and m.conversation_id = s.conversation_id and m.direction = 'out' and m.received_at > s.at)`.execute(
    db,
  );
  return rows[0] ?? null;
}

type Person = RulePerson & { conversationId: string };

/** What is known of the people in these conversations: tags, whether they wrote before in another matter, who follows them. */
export async function rulePeople(
  db: Db,
  brandId: number,
  conversationIds: readonly string[],
): Promise<Map<string, RulePerson>> {
  const { rows } = await sql<Person>`
    select c.id "conversationId", coalesce(p.tags, '{}') tags, (i.profile->>'followers')::int followers,
      exists (select from conversation o
        where o.brand_id = c.brand_id and o.contact_id = c.contact_id and o.id <> c.id and o.opened_at < c.opened_at
          and o.id is distinct from c.linked_id) known
    from conversation c
    left join contact own on own.brand_id = c.brand_id and own.id = c.contact_id
    left join contact p on p.brand_id = c.brand_id and p.id = coalesce(own.root_id, own.id)
    left join identity i on i.brand_id = c.brand_id and i.id = c.identity_id
    where c.brand_id = ${brandId} and c.id = any(${conversationIds}::uuid[])`.execute(db);
  return new Map(rows.map(({ conversationId, ...person }) => [conversationId, person]));
}

/** Events of these kinds, newest first, for asking what a rule would have done. */
export async function recentRuleEvents(
  db: Db,
  brandId: number,
  { kinds, since, limit }: { kinds: readonly string[]; since: Date; limit: number },
): Promise<{ seq: number; at: Date; data: unknown }[]> {
  const { rows } = await sql<{ seq: number; at: Date; data: unknown }>`
    select seq, at, data from event
    where brand_id = ${brandId} and kind = any(${kinds}::text[]) and at >= ${since} and conversation_id is not null
    order by seq desc limit ${limit}`.execute(db);
  return rows;
}
