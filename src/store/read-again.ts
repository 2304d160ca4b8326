/** Messages to be read once more: how far that is, and the messages themselves. */
import { sql } from 'kysely';
import type { Conversation } from '../core/conversation.ts';
import type { OutsideHeld } from '../core/triage/outside/add.ts';
import type { ReadingsView } from '../core/triage/reading.ts';
import type { Db, Tx } from './db.ts';

export type ReadAgainWhy = 'settings' | 'learnt' | 'shipped' | 'asked';

export type ReadAgainRow = {
  brandId: number;
  id: string;
  why: ReadAgainWhy;
  agentId: string | null;
  since: Date;
  askedAt: Date;
  afterAt: Date | null;
  afterId: string | null;
  total: number;
  done: number;
  changed: number;
  endedAt: Date | null;
};

const columns = sql`brand_id as "brandId", id, why, agent_id as "agentId", since, asked_at as "askedAt", after_at as "afterAt",
  after_id as "afterId", total, done, changed, ended_at as "endedAt"`;

/** What counts as to be read: what customers wrote and did not take back. */
const isRead = sql`m.direction = 'in' and m.deleted_at is null`;

/** Begins it, or begins the one under way anew, no later in time than either asked. @returns its id */
export async function beginReadAgain(
  tx: Tx,
  row: Pick<ReadAgainRow, 'brandId' | 'id' | 'why' | 'agentId' | 'since' | 'askedAt'>,
): Promise<string> {
  const { brandId, id, why, agentId, since, askedAt } = row;
  const { rows } = await sql<{ id: string }>`
    insert into read_again (brand_id, id, why, agent_id, since, asked_at, moved_at, total)
    select ${brandId}, ${id}, ${why}, ${agentId}, ${since}, ${askedAt}, ${askedAt},
      (select count(*)::int from message m where m.brand_id = ${brandId} and m.at >= ${since} and ${isRead})
    on conflict (brand_id) where ended_at is null do update set
      why = excluded.why, agent_id = excluded.agent_id, asked_at = excluded.asked_at, moved_at = excluded.moved_at,
      after_at = null, after_id = null, done = 0, changed = 0, since = least(read_again.since, excluded.since),
      total = case when excluded.since <= read_again.since then excluded.total else (
        select count(*)::int from message m where m.brand_id = ${brandId} and m.at >= read_again.since and ${isRead}) end
    returning id`.execute(tx);
  const [begun] = rows;
  if (begun === undefined) throw new Error(`nothing was begun in brand ${brandId}`);
  return begun.id;
}

/** The one under way, else the last one. */
export async function newestReadAgain(db: Db, brandId: number): Promise<ReadAgainRow | null> {
  const { rows } = await sql<ReadAgainRow>`
    select ${columns} from read_again where brand_id = ${brandId}
    order by ended_at is not null, asked_at desc, id desc limit 1`.execute(db);
  return rows[0] ?? null;
}

export async function findReadAgain(db: Db, brandId: number, id: string): Promise<ReadAgainRow | null> {
  const { rows } = await sql<ReadAgainRow>`
    select ${columns} from read_again where brand_id = ${brandId} and id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** Held to the end of the transaction; null while another works on it. */
export async function lockReadAgain(tx: Tx, brandId: number, id: string): Promise<ReadAgainRow | null> {
  const { rows } = await sql<ReadAgainRow>`
    select ${columns} from read_again where brand_id = ${brandId} and id = ${id} and ended_at is null
    for update skip locked`.execute(tx);
  return rows[0] ?? null;
}

export type ReadAgainStep = { at: Date; last: { at: Date; id: string } | null; done: number; changed: number };

/** @param step.last null: there was nothing left, and it is over */
export async function advanceReadAgain(tx: Tx, brandId: number, id: string, step: ReadAgainStep): Promise<void> {
  await sql`
    update read_again set moved_at = ${step.at}, done = done + ${step.done}, changed = changed + ${step.changed},
      after_at = coalesce(${step.last?.at ?? null}::timestamptz, after_at), after_id = coalesce(${step.last?.id ?? null}::uuid, after_id),
      ended_at = case when ${step.last === null}::boolean then ${step.at}::timestamptz end
    where brand_id = ${brandId} and id = ${id}`.execute(tx);
}

/** Those that nobody seems to work on: the process that did has died. */
export async function strandedReadAgains(db: Db, movedBefore: Date): Promise<{ brandId: number; id: string }[]> {
  const { rows } = await sql<{ brandId: number; id: string }>`
    select brand_id as "brandId", id from read_again where ended_at is null and moved_at < ${movedBefore}`.execute(db);
  return rows;
}

export async function forgetReadAgains(db: Db, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`delete from read_again where ended_at < ${before}`.execute(db);
  return Number(numAffectedRows ?? 0n);
}

/** A customer's message with what is known beside its words. */
export type ToRead = {
  id: string;
  conversationId: string;
  at: Date;
  text: string;
  lang: string | null;
  isPublic: boolean;
  isHeard: boolean;
  followers: number | null;
  /** The listening queries that heard it. */
  queryIds: string[];
  /** Messages before it in its turn, of those that still wait. */
  waiting: number;
  waitingMs: number;
  readings: ReadingsView | null;
  intents: string[];
  /** What an outside model said of these very words; null: nothing. */
  outside: OutsideHeld | null;
};

const toRead = sql`
  m.id, m.conversation_id "conversationId", m.at, m.text, m.lang, m.visibility = 'public' "isPublic", c.heard "isHeard",
  (i.profile->>'followers')::int followers, m.readings, m.intents,
  (select jsonb_build_object('model', o.model, 'said', o.said) from outside_reading o
    where o.brand_id = m.brand_id and o.message_id = m.id and o.said is not null and o.of_text = md5(m.text)) outside,
  array(select q.query_id from listening_match lm join listening_match_query q on q.brand_id = lm.brand_id and q.match_id = lm.id
    where c.heard and lm.brand_id = m.brand_id and lm.channel_id = m.channel_id and lm.remote_id = m.remote_id) "queryIds",
  case when c.turn_opened_at is null or m.at <= c.turn_opened_at then 0 else (
    select count(*)::int from message b where b.brand_id = m.brand_id and b.conversation_id = m.conversation_id
      and b.direction = 'in' and b.deleted_at is null and b.at >= c.turn_opened_at and b.at < m.at) end waiting,
  coalesce(greatest(0, extract(epoch from m.at - c.turn_opened_at) * 1000), 0)::float8 "waitingMs"`;

const around = sql`
  join conversation c on c.brand_id = m.brand_id and c.id = m.conversation_id
  left join identity i on i.brand_id = m.brand_id and i.id = m.identity_id`;

/** Newest first, from where it is. */
export async function nextToRead(
  db: Db,
  { brandId, since, afterAt, afterId }: Pick<ReadAgainRow, 'brandId' | 'since' | 'afterAt' | 'afterId'>,
  limit: number,
): Promise<ToRead[]> {
  const isAfter = afterAt === null ? sql`true` : sql`(m.at, m.id) < (${afterAt}::timestamptz, ${afterId}::uuid)`;
  const { rows } = await sql<ToRead>`
    select ${toRead} from (
      select * from message m where m.brand_id = ${brandId} and m.at >= ${since} and ${isAfter} and ${isRead}
      order by m.at desc, m.id desc limit ${limit}) m ${around}
    order by m.at desc, m.id desc`.execute(db);
  return rows;
}

/** Those of these that customers wrote and nobody took back. */
export async function messagesToRead(db: Db, brandId: number, ids: readonly string[]): Promise<ToRead[]> {
  const { rows } = await sql<ToRead>`
    select ${toRead} from message m ${around}
    where m.brand_id = ${brandId} and m.id = any(${ids}::uuid[]) and ${isRead}`.execute(db);
  return rows;
}

/** The last message of each conversation that is not resolved, newest first. */
export async function openToRead(db: Db, brandId: number, limit: number): Promise<ToRead[]> {
  const { rows } = await sql<ToRead>`
    select ${toRead} from (
      select last.* from (
        select * from conversation where brand_id = ${brandId} and status <> 'resolved'
        order by last_message_at desc limit ${limit}) o
      cross join lateral (
        select * from message m where m.brand_id = o.brand_id and m.conversation_id = o.id and ${isRead}
        order by m.at desc, m.id desc limit 1) last) m ${around}
    order by m.at desc, m.id desc`.execute(db);
  return rows;
}

/** The newest of all, newest first. */
export function newestToRead(db: Db, brandId: number, limit: number): Promise<ToRead[]> {
  return nextToRead(db, { brandId, since: new Date(0), afterAt: null, afterId: null }, limit);
}

export type NewReading = { id: string; text: string; readings: ReadingsView; intents: readonly string[] };

/**
 * Writes what was read, where the words are still those that were read and nobody has said anything of it meanwhile.
 * @returns the ids written
 */
export async function writeReadAgain(
  tx: Tx,
  brandId: number,
  rows: readonly (NewReading & { before: ReadingsView | null })[],
): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const json = (view: ReadingsView | null) => (view === null ? null : JSON.stringify(view));
  const { rows: written } = await sql<{ id: string }>`
    update message m set readings = n.readings, intents = string_to_array(n.intents, ' ')
    from unnest(${rows.map(r => r.id)}::uuid[], ${rows.map(r => r.text)}::text[], ${rows.map(r => json(r.readings))}::jsonb[],
      ${rows.map(r => json(r.before))}::jsonb[], ${rows.map(r => r.intents.join(' '))}::text[]) n (id, text, readings, before, intents)
    where m.brand_id = ${brandId} and m.id = any(${rows.map(r => r.id)}::uuid[]) and m.id = n.id and m.deleted_at is null
      and m.text = n.text and m.readings is not distinct from n.before
    returning m.id`.execute(tx);
  return new Set(written.map(({ id }) => id));
}

/** What conversations say of the mood and language of their messages. */
export async function describeRead(
  tx: Tx,
  brandId: number,
  rows: readonly Pick<Conversation, 'id' | 'lang' | 'sentiment'>[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    update conversation c set lang = n.lang, sentiment = n.sentiment, version = c.version + 1
    from unnest(${rows.map(r => r.id)}::uuid[], ${rows.map(r => r.lang)}::text[], ${rows.map(r => r.sentiment)}::text[])
      n (id, lang, sentiment)
    where c.brand_id = ${brandId} and c.id = any(${rows.map(r => r.id)}::uuid[]) and c.id = n.id`.execute(tx);
}
