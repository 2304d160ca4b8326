/** What colleagues said they would do, until when, and whether they did. */
import { type RawBuilder, sql } from 'kysely';
import type { OwnPromiseView } from '../core/own-promise-view.ts';
import type { Db, Tx } from './db.ts';

export type NewOwnPromise = {
  id: string;
  messageId: string;
  agentId: string;
  phrase: string;
  madeAt: Date;
  remindAt: Date;
  dueAt: Date;
};

export async function insertOwnPromise(tx: Tx, brandId: number, promise: NewOwnPromise): Promise<void> {
  await sql`
    insert into own_promise (brand_id, id, message_id, agent_id, phrase, made_at, remind_at, due_at)
    values (${brandId}, ${promise.id}, ${promise.messageId}, ${promise.agentId}, ${promise.phrase}, ${promise.madeAt},
      ${promise.remindAt}, ${promise.dueAt})`.execute(tx);
}

type Row = Omit<OwnPromiseView, 'madeAt' | 'remindAt' | 'dueAt' | 'endedAt'> & {
  madeAt: Date;
  remindAt: Date;
  dueAt: Date;
  endedAt: Date | null;
};

const columns: RawBuilder<Row> = sql`
  p.id, m.conversation_id "conversationId", p.message_id "messageId", p.agent_id "agentId", p.phrase, p.made_at "madeAt",
  p.remind_at "remindAt", p.due_at "dueAt", p.outcome, p.ended_at "endedAt"`;

export type Listed = {
  brandId: number;
  scope: readonly string[] | null;
  /** Null: any. */
  state: 'open' | 'kept' | 'broken' | null;
  conversationId: string | null;
  agentId: string | null;
  limit: number;
};

/** Open ones by what is due first, then the newest. Promises in answers that never left are none. */
export async function listOwnPromises(db: Db, asked: Listed): Promise<OwnPromiseView[]> {
  const { brandId, scope, state, conversationId, agentId, limit } = asked;
  const { rows } = await sql<Row>`
    select ${columns} from own_promise p
    join message m on m.brand_id = p.brand_id and m.id = p.message_id
    join conversation c on c.brand_id = m.brand_id and c.id = m.conversation_id
    where p.brand_id = ${brandId} and p.outcome is distinct from 'dropped' and m.delivery not in ('failed', 'returned')
      and (${state}::text is null or coalesce(p.outcome, 'open') = ${state})
      and (${conversationId}::uuid is null or m.conversation_id = ${conversationId}::uuid or m.also_answers_id = ${conversationId}::uuid)
      and (${agentId}::uuid is null or p.agent_id = ${agentId}::uuid)
      and (${scope}::uuid[] is null or c.inbox_id = any(${scope}::uuid[]))
    order by (p.outcome is null) desc, case when p.outcome is null then p.due_at end, p.due_at desc, p.id limit ${limit}`.execute(
    db,
  );
  return rows.map(viewOf);
}

export type PromiseFigure = { agentId: string; open: number; kept: number; broken: number };

/** Those that came due since then, by colleague; and those still open. */
export async function countOwnPromises(
  db: Db,
  asked: { brandId: number; scope: readonly string[] | null; since: Date },
): Promise<PromiseFigure[]> {
  const { brandId, scope, since } = asked;
  const { rows } = await sql<PromiseFigure>`
    select p.agent_id "agentId", count(*) filter (where p.outcome is null)::int as open,
      count(*) filter (where p.outcome = 'kept')::int as kept, count(*) filter (where p.outcome = 'broken')::int as broken
    from own_promise p
    join message m on m.brand_id = p.brand_id and m.id = p.message_id
    join conversation c on c.brand_id = m.brand_id and c.id = m.conversation_id
    where p.brand_id = ${brandId} and p.due_at >= ${since} and p.outcome is distinct from 'dropped'
      and m.delivery not in ('failed', 'returned') and (${scope}::uuid[] is null or c.inbox_id = any(${scope}::uuid[]))
    group by 1 order by 1`.execute(db);
  return rows;
}

function viewOf({ madeAt, remindAt, dueAt, endedAt, ...row }: Row): OwnPromiseView {
  return {
    ...row,
    madeAt: madeAt.toISOString(),
    remindAt: remindAt.toISOString(),
    dueAt: dueAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  };
}

export async function findOwnPromise(
  tx: Tx,
  brandId: number,
  id: string,
): Promise<{ conversationId: string; agentId: string; outcome: string | null } | null> {
  const { rows } = await sql<{ conversationId: string; agentId: string; outcome: string | null }>`
    select m.conversation_id "conversationId", p.agent_id "agentId", p.outcome from own_promise p
    join message m on m.brand_id = p.brand_id and m.id = p.message_id
    where p.brand_id = ${brandId} and p.id = ${id}`.execute(tx);
  return rows[0] ?? null;
}

/** @returns false when it has ended already: of two, one is told yes. A broken one that was kept after all ends once more. */
export async function endOwnPromise(
  tx: Tx,
  brandId: number,
  id: string,
  end: { outcome: 'kept' | 'broken' | 'dropped'; at: Date; keptBy: string | null },
): Promise<boolean> {
  const { rows } = await sql`
    update own_promise set outcome = ${end.outcome}, ended_at = ${end.at}, kept_by = ${end.keptBy}
    where brand_id = ${brandId} and id = ${id}
      and (outcome is null or (outcome = 'broken' and ${end.outcome} = 'kept' and ${end.keptBy}::uuid is not null))
    returning id`.execute(tx);
  return rows.length === 1;
}

export type DuePromise = {
  brandId: number;
  id: string;
  conversationId: string;
  agentId: string;
  phrase: string;
  dueAt: Date;
  /** Whether the answer it stands in has left. */
  isSaid: boolean;
  isReminded: boolean;
  /** The first answer after it, by the network's time, if it came before the promise was due. */
  keptBy: string | null;
  keptAt: Date | null;
};

/** Promises to be reminded of or due now, with where they were made; nothing is held. */
export async function ripePromises(
  db: Db,
  now: Date,
  limit: number,
): Promise<{ brandId: number; id: string; conversationId: string }[]> {
  const { rows } = await sql<{ brandId: number; id: string; conversationId: string }>`
    select p.brand_id "brandId", p.id, m.conversation_id "conversationId" from own_promise p
    join message m on m.brand_id = p.brand_id and m.id = p.message_id
    where p.outcome is null and (p.due_at <= ${now} or (p.remind_at <= ${now} and p.reminded_at is null))
    order by p.due_at, p.id limit ${limit}`.execute(db);
  return rows;
}

/**
 * The same once their conversations are held, those left out that somebody else has ended meanwhile. An answer keeps a promise if it
 * was written after the one that promised and stands on the network no later than it was due; one that only says that we are at it keeps nothing.
 */
export async function loadRipe(tx: Tx, brandId: number, ids: readonly string[]): Promise<DuePromise[]> {
  const { rows } = await sql<DuePromise>`
    ${promisesWithAnswers}
    where p.brand_id = ${brandId} and p.id = any(${ids}::uuid[]) and p.outcome is null
    order by p.due_at, p.id`.execute(tx);
  return rows;
}

/** Those made in these conversations that an answer has kept and that are not kept yet: open ones, and ones that were thought broken. */
export async function promisesKeptIn(
  tx: Tx,
  brandId: number,
  conversationIds: readonly string[],
): Promise<DuePromise[]> {
  const { rows } = await sql<DuePromise>`
    ${promisesWithAnswers}
    where p.brand_id = ${brandId} and (p.outcome is null or p.outcome = 'broken') and k.id is not null
      and m.delivery = 'sent' and m.deleted_at is null
      and (m.conversation_id = any(${conversationIds}::uuid[]) or m.also_answers_id = any(${conversationIds}::uuid[]))
    order by p.due_at, p.id`.execute(tx);
  return rows;
}

const promisesWithAnswers = sql`
  select p.brand_id "brandId", p.id, m.conversation_id "conversationId", p.agent_id "agentId", p.phrase, p.due_at "dueAt",
    m.delivery = 'sent' and m.deleted_at is null as "isSaid", p.reminded_at is not null as "isReminded", k.id "keptBy", k.at "keptAt"
  from own_promise p
  join message m on m.brand_id = p.brand_id and m.id = p.message_id
  left join lateral (
    select a.id, a.at from message a
    where a.brand_id = p.brand_id and (a.conversation_id = m.conversation_id or a.conversation_id = m.also_answers_id
        or a.also_answers_id = m.conversation_id)
      and a.direction = 'out' and a.delivery = 'sent' and a.deleted_at is null and not a.holding and a.id <> m.id
      and a.received_at > p.made_at and a.at >= m.at and a.at <= p.due_at
    order by a.at limit 1) k on true`;

/** @returns false when they have been reminded already */
export async function markReminded(tx: Tx, brandId: number, id: string, at: Date): Promise<boolean> {
  const { rows } = await sql`
    update own_promise set reminded_at = ${at}
    where brand_id = ${brandId} and id = ${id} and reminded_at is null and outcome is null returning id`.execute(tx);
  return rows.length === 1;
}
