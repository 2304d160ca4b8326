import { type RawBuilder, sql } from 'kysely';
import { type Said, type Turn, turnView } from '../core/turn.ts';
import type { TurnView } from '../core/view.ts';
import { times } from './conversations.ts';
import type { Db, Tx } from './db.ts';

/** The columns of a turn `t`, under the names of core/turn. */
export const turnColumns: RawBuilder<Turn> = sql`
  t.id, t.conversation_id "conversationId", t.inbox_id "inboxId", t.channel_id "channelId", t.kind, t.opened_at "openedAt",
  t.received_at "receivedAt", t.opened_by "openedBy", t.due_at "dueAt", t.wake_at "wakeAt", t.breached_at "breachedAt",
  t.closed_at "closedAt", t.closed_by "closedBy", t.closed_agent_id "closedAgentId", t.outcome, t.reason,
  t.policy, t.warned, t.lang, t.complaint`;

export async function loadTurnViews(db: Db, brandId: number, conversationId: string): Promise<TurnView[]> {
  const { rows } = await sql<Turn>`
    select ${turnColumns} from turn t
    where t.brand_id = ${brandId} and t.conversation_id = ${conversationId} order by t.opened_at, t.id`.execute(db);
  return rows.map(turnView);
}

export async function loadTurns(tx: Tx, brandId: number, ids: readonly string[]): Promise<Turn[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Turn>`
    select ${turnColumns} from turn t where t.brand_id = ${brandId} and t.id = any(${ids}::uuid[])`.execute(tx);
  return rows;
}

/** How many turns before the changed moment are looked at for a clean cut. */
const TURNS_BACK = 20;

/** The turns of these conversations from some turns before `since` on; `cut` says that older ones were left away. */
export async function loadLateTurns(
  tx: Tx,
  brandId: number,
  asked: readonly { conversationId: string; since: Date | null }[],
): Promise<(Turn & { cut: boolean })[]> {
  if (asked.length === 0) return [];
  const { rows } = await sql<Turn & { cut: boolean }>`
    select ${turnColumns}, back.opened_at is not null as cut
    from unnest(${asked.map(a => a.conversationId)}::uuid[], ${times(asked, a => a.since)}::timestamptz[]) a (id, since)
    left join lateral (
      select b.opened_at from turn b
      where b.brand_id = ${brandId} and b.conversation_id = a.id and b.opened_at <= a.since
      order by b.opened_at desc offset ${TURNS_BACK} limit 1) back on true
    cross join lateral (
      select * from turn u where u.brand_id = ${brandId} and u.conversation_id = a.id
        and u.opened_at > coalesce(back.opened_at, '-infinity') offset 0) t
    order by t.opened_at, t.id`.execute(tx);
  return rows;
}

export type SaidIn = { conversationId: string } & Said;

/** What counts towards turns, after the given moment (null: all of it): customers' messages, confirmed answers, closings. */
export async function loadSaid(
  tx: Tx,
  brandId: number,
  asked: readonly { conversationId: string; after: Date | null }[],
): Promise<SaidIn[]> {
  if (asked.length === 0) return [];
  const ids = asked.map(a => a.conversationId);
  const { rows } = await sql<SaidIn>`
    with asked as (
      select * from unnest(${ids}::uuid[], ${times(asked, a => a.after)}::timestamptz[]) a (id, after))
    select m.conversation_id "conversationId", case m.direction when 'in' then 'in' else 'answer' end kind, m.id, m.at,
      m.received_at "receivedAt", m.deleted_at "deletedAt", m.agent_id "agentId", m.remote_id "remoteId",
      m.parent_remote_id "parentRemoteId", m.lang, m.intents, null outcome, null reason,
      (m.readings->>'urgency')::smallint urgency, m.readings->>'noise' noise
    from asked cross join lateral (
      select * from message m where m.brand_id = ${brandId} and m.conversation_id = asked.id
        and m.at > coalesce(asked.after, '-infinity')
        and not m.holding and (m.direction = 'in' or (m.direction = 'out' and m.delivery = 'sent' and m.deleted_at is null))
      offset 0) m
    union all
    select m.also_answers_id, 'answer', m.id, m.at, m.received_at, null, m.agent_id, m.remote_id, m.parent_remote_id, null, null, null, null, null, null
    from asked cross join lateral (
      select * from message m where m.brand_id = ${brandId} and m.also_answers_id = asked.id
        and m.at > coalesce(asked.after, '-infinity')
        and m.direction = 'out' and m.delivery = 'sent' and m.deleted_at is null and not m.holding and m.conversation_id <> asked.id
      offset 0) m
    union all
    select k.conversation_id, 'closing', k.id, k.at, null, null, k.agent_id, null, null, null, null, k.outcome, k.reason, null, null
    from asked cross join lateral (
      select * from closing k where k.brand_id = ${brandId} and k.conversation_id = asked.id
        and k.at > coalesce(asked.after, '-infinity')
      offset 0) k`.execute(tx);
  return rows;
}

/** Customers' messages that wait for an answer, by conversation; where none does, it is missing. */
export async function countWaiting(
  tx: Tx,
  brandId: number,
  conversationIds: readonly string[],
): Promise<Map<string, number>> {
  if (conversationIds.length === 0) return new Map();
  const { rows } = await sql<{ id: string; n: number }>`
    select c.id, (select count(*)::int from message m where m.brand_id = ${brandId} and m.conversation_id = c.id
      and m.at >= c.turn_opened_at and m.direction = 'in' and m.deleted_at is null) n
    from conversation c where c.brand_id = ${brandId} and c.id = any(${conversationIds}::uuid[]) and c.turn_id is not null`.execute(
    tx,
  );
  return new Map(rows.map(({ id, n }) => [id, n]));
}

/** Whose it is and who wrote it, as known now, goes along with each turn; reports tell turns apart by that. */
export async function insertTurns(tx: Tx, brandId: number, turns: readonly Turn[]): Promise<void> {
  if (turns.length === 0) return;
  await sql`
    insert into turn (brand_id, ${columns}, team_id, visibility, heard, reach)
    select ${brandId}, n.*, c.team_id, c.visibility, c.heard, reach_of(i.profile)
    from ${unnestTurns(turns)} n (${columns})
    join conversation c on c.brand_id = ${brandId} and c.id = n.conversation_id
    left join identity i on i.brand_id = c.brand_id and i.id = c.identity_id`.execute(tx);
}

export async function updateTurns(tx: Tx, brandId: number, turns: readonly Turn[]): Promise<void> {
  if (turns.length === 0) return;
  await sql`
    update turn t set
      kind = n.kind, opened_at = n.opened_at, received_at = n.received_at, opened_by = n.opened_by, due_at = n.due_at,
      wake_at = n.wake_at, breached_at = n.breached_at, closed_at = n.closed_at, closed_by = n.closed_by,
      closed_agent_id = n.closed_agent_id, outcome = n.outcome, reason = n.reason, policy = n.policy, warned = n.warned,
      lang = n.lang, complaint = n.complaint
    from ${unnestTurns(turns)} n (${columns})
    where t.brand_id = ${brandId} and t.id = any(${turns.map(t => t.id)}::uuid[]) and t.id = n.id`.execute(tx);
}

const columns = sql`id, conversation_id, inbox_id, channel_id, kind, opened_at, received_at, opened_by, due_at,
      wake_at, breached_at, closed_at, closed_by, closed_agent_id, outcome, reason, policy, warned, lang, complaint`;

function unnestTurns(turns: readonly Turn[]): RawBuilder<unknown> {
  return sql`unnest(
    ${turns.map(t => t.id)}::uuid[], ${turns.map(t => t.conversationId)}::uuid[], ${turns.map(t => t.inboxId)}::uuid[],
    ${turns.map(t => t.channelId)}::uuid[], ${turns.map(t => t.kind)}::text[], ${times(turns, t => t.openedAt)}::timestamptz[],
    ${times(turns, t => t.receivedAt)}::timestamptz[], ${turns.map(t => t.openedBy)}::uuid[],
    ${times(turns, t => t.dueAt)}::timestamptz[], ${times(turns, t => t.wakeAt)}::timestamptz[],
    ${times(turns, t => t.breachedAt)}::timestamptz[], ${times(turns, t => t.closedAt)}::timestamptz[],
    ${turns.map(t => t.closedBy)}::uuid[], ${turns.map(t => t.closedAgentId)}::uuid[], ${turns.map(t => t.outcome)}::text[],
    ${turns.map(t => t.reason)}::text[], ${turns.map(t => jsonOf(t.policy))}::jsonb[], ${turns.map(t => t.warned)}::float8[],
    ${turns.map(t => t.lang)}::text[], ${turns.map(t => t.complaint)}::bool[])`;
}

function jsonOf(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}

/** Before others are inserted: a conversation has at most one open turn at any time. */
export async function removeTurns(tx: Tx, brandId: number, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`delete from turn where brand_id = ${brandId} and id = any(${ids}::uuid[])`.execute(tx);
}

export type Closing = {
  id: string;
  conversationId: string;
  at: Date;
  outcome: 'unanswered' | 'not_needed';
  reason: string | null;
  agentId: string | null;
};

/**
 * A colleague decides that what waits needs no (further) answer. `settle` then closes the turn. It covers everything that is
 * here, also what a process with a faster clock received.
 */
export async function insertClosing(tx: Tx, brandId: number, closing: Closing): Promise<void> {
  const { id, conversationId, at, outcome, reason, agentId } = closing;
  await sql`
    insert into closing (brand_id, id, conversation_id, at, outcome, reason, agent_id)
    select ${brandId}, ${id}, ${conversationId}, greatest(${at}::timestamptz, max(received_at)), ${outcome}, ${reason}, ${agentId}::uuid
    from message where brand_id = ${brandId} and conversation_id = ${conversationId} and direction = 'in'`.execute(tx);
}

/** A recording has played on: lets the sweep look at turns due by then. */
export async function wakeTurns(tx: Tx, brandId: number, channelId: string, playsUntil: Date): Promise<void> {
  await sql`
    update turn set wake_at = due_at
    where brand_id = ${brandId} and channel_id = ${channelId} and due_at <= ${playsUntil}
      and outcome is null and breached_at is null and wake_at is null`.execute(tx);
}
