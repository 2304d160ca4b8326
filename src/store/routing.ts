/** What waits for somebody, as routing looks at it; and taking exactly one of it. */
import { type RawBuilder, sql } from 'kysely';
import type { Conversation } from '../core/conversation.ts';
import type { Noise, Urgency } from '../core/triage/reading.ts';
import type { Priority } from '../core/view.ts';
import { HANDED_REST_MINUTES } from './claims.ts';
import { conversationColumns } from './conversations.ts';
import type { Db, Tx } from './db.ts';
import { QUEUE_PLACE } from './queue.ts';

export type WorkRow = {
  id: string;
  openedAt: Date;
  dueAt: Date | null;
  priority: Priority;
  intents: string[];
  urgency: Urgency | null;
  risk: number | null;
  noise: Noise | null;
  messageCount: number;
  lang: string | null;
  network: string;
  tags: string[];
  teamId: string | null;
  inboxId: string;
  lastAgentId: string | null;
  lostBy: string | null;
  /** Where it stands in the queue. */
  standsAt: Date;
};

/** Who answered this person in the last month is known to them. */
const CONTINUITY_DAYS = 30;

/** Null: every inbox, every team. */
export type Asked = {
  brandId: number;
  now: Date;
  /** Whose it may be beside nobody's. */
  agentId: string | null;
  scope: readonly string[] | null;
  not: readonly string[];
  /** Only these teams' and nobody's; null: all of it. */
  teams: readonly string[] | null;
  /** Only what these teams are handed, and nothing else. */
  pushed: boolean;
  /** Only what one of these languages is said of, or none; null: any. Of networks likewise. */
  languages: readonly string[] | null;
  networks: readonly string[] | null;
  /** True: noise alone, which is looked at when there is nothing else; false: all else. */
  noise: boolean;
  after: { at: Date; id: string } | null;
  limit: number;
};

/** Waits, is nobody's (or the asker's), nobody is answering it, and no answer is on its way. */
function isFree({ brandId, agentId, now }: Pick<Asked, 'brandId' | 'agentId' | 'now'>): RawBuilder<unknown> {
  return sql`c.brand_id = ${brandId} and c.turn_id is not null and c.status = 'open'
    and (c.assignee_id is null or c.assignee_id = ${agentId}::uuid)
    and (c.claimed_by is null or c.claimed_by = ${agentId}::uuid or c.claimed_until <= ${now})
    and not ${isBeingAnswered(brandId, now)}`;
}

/** An answer is on its way there, by us or by a colleague's hand. */
function isBeingAnswered(brandId: number, now: Date): RawBuilder<unknown> {
  return sql`(exists (
      select from message m where m.brand_id = ${brandId} and m.conversation_id = c.id and m.direction = 'out'
        and (m.delivery in ('queued', 'sending', 'unsure')
          or (m.delivery = 'handed' and m.handed_at > ${restingSince(now)})))
    or exists (
      select from message m where m.brand_id = ${brandId} and m.also_answers_id = c.id
        and (m.delivery in ('queued', 'sending', 'unsure')
          or (m.delivery = 'handed' and m.handed_at > ${restingSince(now)}))))`;
}

export async function hasAnswerUnderWay(db: Db, brandId: number, id: string, now: Date): Promise<boolean> {
  const { rows } = await sql`
    select from conversation c where c.brand_id = ${brandId} and c.id = ${id} and ${isBeingAnswered(brandId, now)}`.execute(
    db,
  );
  return rows.length > 0;
}

function restingSince(now: Date): Date {
  return new Date(now.getTime() - HANDED_REST_MINUTES * 60_000);
}

/** In the order of the queue: danger first, then time left × risk. Nothing is held: whoever wants one takes it with `takeFree`. */
export async function listFree(db: Db, asked: Asked): Promise<WorkRow[]> {
  const { brandId, now, teams, scope, not, languages, networks, after, pushed } = asked;
  const inTeams = pushed
    ? sql`c.assignee_id is null and c.team_id in (select id from team where brand_id = ${brandId} and hands_out = 'push')`
    : sql`(${teams}::uuid[] is null or c.team_id is null or c.team_id = any(${teams}::uuid[]))`;
  const { rows } = await sql<WorkRow>`
    with free as (
      select c.* from conversation c
      where ${isFree(asked)} and ${inTeams} and (c.noise is not null) = ${asked.noise}
        and (${scope}::uuid[] is null or c.inbox_id = any(${scope}::uuid[]))
        and not (c.id = any(${not}::uuid[]))
        and (${languages}::text[] is null or c.lang is null or split_part(lower(c.lang), '-', 1) = any(${languages}::text[]))
        and (${networks}::text[] is null or c.channel_id in (
          select id from channel where brand_id = ${brandId} and network = any(${networks}::text[])))
        and (${after === null} or (${QUEUE_PLACE}, c.id) > (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
      order by ${QUEUE_PLACE}, c.id limit ${asked.limit})
    ${workOver(sql`free`, brandId, now)}
    order by ${QUEUE_PLACE}, c.id`.execute(db);
  return rows;
}

/** One that waits, whoever has it. */
export async function findWork(db: Db, brandId: number, id: string, now: Date): Promise<WorkRow | null> {
  const { rows } = await sql<WorkRow>`
    with asked as (
      select c.* from conversation c where c.brand_id = ${brandId} and c.id = ${id} and c.turn_id is not null)
    ${workOver(sql`asked`, brandId, now)}`.execute(db);
  return rows[0] ?? null;
}

/** These conversations with what routing looks at: who knows the person, and who has just lost it. */
function workOver(rows: RawBuilder<unknown>, brandId: number, now: Date): RawBuilder<unknown> {
  const since = new Date(now.getTime() - CONTINUITY_DAYS * 86_400_000);
  return sql`
    select c.id, c.turn_opened_at "openedAt", c.due_at "dueAt", c.priority, c.intents, c.urgency, c.risk, c.noise, c.message_count "messageCount", c.lang,
      ch.network, c.tags, c.team_id "teamId", c.inbox_id "inboxId", known.agent_id "lastAgentId", lost.agent_id "lostBy",
      ${QUEUE_PLACE} "standsAt"
    from ${rows} c join channel ch on ch.brand_id = c.brand_id and ch.id = c.channel_id
    left join lateral (
      select t.closed_agent_id agent_id from conversation k
      join turn t on t.brand_id = k.brand_id and t.conversation_id = k.id
      where k.brand_id = ${brandId} and k.contact_id = c.contact_id and t.outcome = 'answered'
        and t.closed_agent_id is not null and t.closed_at > ${since}
      order by t.closed_at desc limit 1) known on true
    left join lateral (
      select (e.data->'because'->0->>'agentId')::uuid agent_id from event e
      where e.brand_id = ${brandId} and e.conversation_id = c.id and e.kind = 'conversation.changed' and e.data->>'change' = 'assigned'
        and e.at >= c.turn_opened_at and e.data->'because'->0->>'kind' in ('quiet', 'escalated')
      order by e.seq desc limit 1) lost on true`;
}

/** Holds it to the end of the transaction, if it is still free and nobody else is taking it at this moment. */
export async function takeFree(
  tx: Tx,
  asked: Pick<Asked, 'brandId' | 'agentId' | 'now'>,
  id: string,
): Promise<Conversation | null> {
  const { rows } = await sql<Conversation>`
    select ${conversationColumns} from conversation c where ${isFree(asked)} and c.id = ${id}
    for no key update skip locked`.execute(tx);
  return rows[0] ?? null;
}

/** One process at a time hands out a brand's work, so that nobody's plate is filled twice; held to the end of the transaction. */
export async function lockHandingOut(tx: Tx, brandId: number): Promise<boolean> {
  const { rows } = await sql<{ mine: boolean }>`
    select pg_try_advisory_xact_lock(hashtext('heed handing out'), ${brandId}) as mine`.execute(tx);
  return rows[0]?.mine ?? false;
}

/** Brands in which something is handed out, and something waits for it. */
export async function brandsThatPush(db: Db): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select distinct t.brand_id id from team t where t.hands_out = 'push' and exists (
      select from conversation c where c.brand_id = t.brand_id and c.team_id = t.id and c.turn_id is not null
        and c.assignee_id is null and c.status = 'open')
    order by 1`.execute(db);
  return rows.map(({ id }) => id);
}

export async function brandsWithHeldWork(db: Db): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select b.id from brand b where exists (
      select from conversation c where c.brand_id = b.id and c.status = 'open' and c.turn_id is not null and c.assignee_id is not null)
    order by 1`.execute(db);
  return rows.map(({ id }) => id);
}

export type HeldRow = {
  id: string;
  assigneeId: string;
  teamId: string | null;
  openedAt: Date;
  dueAt: Date | null;
  claimedBy: string | null;
  claimedUntil: Date | null;
  /** When it was given to whoever has it; null: longer ago than the log knows. */
  assignedAt: Date | null;
};

/**
 * What waits with these quiet ones, and what a claim on has run out; least time left first. Not what has an answer on its way.
 * @param quiet those who are away or off
 */
export async function listHeld(
  db: Db,
  asked: { brandId: number; quiet: readonly string[]; now: Date; limit: number },
): Promise<HeldRow[]> {
  const { brandId, quiet, now, limit } = asked;
  const { rows } = await sql<HeldRow>`
    select c.id, c.assignee_id "assigneeId", c.team_id "teamId", c.turn_opened_at "openedAt", c.due_at "dueAt",
      c.claimed_by "claimedBy", c.claimed_until "claimedUntil", given.at "assignedAt"
    from (
      select c.* from conversation c
      where c.brand_id = ${brandId} and c.status = 'open' and c.turn_id is not null and c.assignee_id is not null
        and (c.assignee_id = any(${quiet}::uuid[]) or (c.claimed_by = c.assignee_id and c.claimed_until <= ${now} and not exists (
            select from draft d where d.brand_id = c.brand_id and d.conversation_id = c.id and d.agent_id = c.assignee_id and d.text <> '')))
        and not exists (
          select from message m where m.brand_id = ${brandId} and m.conversation_id = c.id and m.direction = 'out'
            and (m.delivery in ('queued', 'sending', 'unsure') or (m.delivery = 'handed' and m.handed_at > ${restingSince(now)})))
      order by ${QUEUE_PLACE}, c.id limit ${limit}) c
    left join lateral (
      select e.at from event e
      where e.brand_id = ${brandId} and e.conversation_id = c.id and e.kind = 'conversation.changed' and e.data->>'change' = 'assigned'
      order by e.seq desc limit 1) given on true
    order by ${QUEUE_PLACE}, c.id`.execute(db);
  return rows;
}

/** Holds it, if it still waits with the same colleague. */
export async function takeHeld(tx: Tx, brandId: number, id: string, assigneeId: string): Promise<Conversation | null> {
  const { rows } = await sql<Conversation>`
    select ${conversationColumns} from conversation c
    where c.brand_id = ${brandId} and c.id = ${id} and c.assignee_id = ${assigneeId} and c.status = 'open' and c.turn_id is not null
    for no key update skip locked`.execute(tx);
  return rows[0] ?? null;
}
