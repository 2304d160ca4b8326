/** The turns that a change of promises is tried on. */
import { sql } from 'kysely';
import type { PolicyFacts } from '../core/policy.ts';
import type { TurnOutcome } from '../core/view.ts';
import type { Db } from './db.ts';

/** What the conditions look at is as it stands now, not as it stood then. */
export type TriedTurn = PolicyFacts & {
  id: string;
  conversationId: string;
  kind: 'first' | 'next';
  openedAt: Date;
  closedAt: Date | null;
  outcome: TurnOutcome | null;
  /** Who waited. */
  name: string;
  /** The promise that a person or a rule chose for the conversation, whatever it asks for. */
  chosenPolicyId: string | null;
  /** How far a recording has played; null: it is live. */
  playsUntil: Date | null;
};

/** Newest first. */
export async function turnsToTry(db: Db, brandId: number, since: Date, limit: number): Promise<TriedTurn[]> {
  const { rows } = await sql<TriedTurn>`
    with tried as (
      select * from turn where brand_id = ${brandId} and opened_at >= ${since}
      order by opened_at desc, id desc limit ${limit})
    select t.id, t.conversation_id "conversationId", t.kind, t.opened_at "openedAt", t.closed_at "closedAt", t.outcome,
      c.inbox_id "inboxId", ch.network, c.visibility, c.lang, c.priority, c.tags, c.team_id "teamId", c.heard, c.sentiment, said.urgency, said.noise, c.chosen_policy_id "chosenPolicyId",
      ch.plays_until "playsUntil", coalesce(i.name, i.handle, '') as name, coalesce(p.tags, '{}') "contactTags",
      coalesce(said.intents, '{}') intents
    from tried t
    join conversation c on c.brand_id = t.brand_id and c.id = t.conversation_id
    join channel ch on ch.brand_id = t.brand_id and ch.id = t.channel_id
    left join identity i on i.brand_id = c.brand_id and i.id = c.identity_id
    left join contact p on p.brand_id = c.brand_id and p.id = c.contact_id
    left join lateral (
      select array_agg(distinct word) filter (where word is not null) intents, max((m.readings->>'urgency')::smallint) urgency,
        case when bool_and(m.readings->>'noise' is not null) and not bool_or('danger' = any(m.intents)) then max(m.readings->>'noise') end noise
      from message m left join unnest(m.intents) word on true
      where m.brand_id = t.brand_id and m.conversation_id = t.conversation_id and m.direction = 'in'
        and m.at >= t.opened_at and (t.closed_at is null or m.at <= t.closed_at)) said on true
    order by t.opened_at desc, t.id desc`.execute(db);
  return rows;
}

/** A whole matter: from its opening until a colleague resolved it. */
export type TriedMatter = PolicyFacts & {
  conversationId: string;
  openedAt: Date;
  /** Null: nobody has. */
  resolvedAt: Date | null;
  chosenPolicyId: string | null;
};

/** The latest of each conversation, newest first; recordings promise nothing for them. */
export async function mattersToTry(db: Db, brandId: number, since: Date, limit: number): Promise<TriedMatter[]> {
  const { rows } = await sql<TriedMatter>`
    select c.id "conversationId", c.matter_at "openedAt", case when c.status = 'resolved' then c.resolved_at end "resolvedAt",
      c.inbox_id "inboxId", ch.network, c.visibility, c.lang, c.priority, c.tags, c.team_id "teamId", c.heard, c.sentiment, c.urgency, c.noise,
      c.chosen_policy_id "chosenPolicyId", coalesce(p.tags, '{}') "contactTags", c.intents
    from conversation c
    join channel ch on ch.brand_id = c.brand_id and ch.id = c.channel_id and ch.plays_until is null
    left join contact p on p.brand_id = c.brand_id and p.id = c.contact_id
    where c.brand_id = ${brandId} and c.matter_at >= ${since}
    order by c.matter_at desc, c.id desc limit ${limit}`.execute(db);
  return rows;
}
