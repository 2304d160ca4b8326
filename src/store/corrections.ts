/** What people said of readings, and what follows from what they did: one row each, kept as long as the message. */
import { type RawBuilder, sql } from 'kysely';
import type { Deed } from '../core/triage/deeds.ts';
import type { Aspect, ReadingsView } from '../core/triage/reading.ts';
import type { Part, Said } from '../core/triage/said.ts';
import type { Db, Tx } from './db.ts';

export type NewCorrection = {
  id: string;
  messageId: string;
  said: Said;
  was: Part | null;
  deed: Deed | null;
  /** What it counts in learning, up to 1. */
  weight: number;
  agentId: string | null;
  at: Date;
};

export type Correction = Omit<NewCorrection, 'weight'> & {
  conversationId: string;
  agentName: string | null;
  undoneAt: Date | null;
  undoneBy: string | null;
  isSetAside: boolean;
  /** What the post says now; empty: it is gone. */
  text: string;
};

/** The message a correction is about. */
export type ReadMessage = {
  id: string;
  conversationId: string;
  inboxId: string;
  direction: 'in' | 'out' | 'note';
  editedAt: Date | null;
  deletedAt: Date | null;
  readings: ReadingsView | null;
  intents: string[];
};

/** Read without holding it; its conversation is locked by whoever changes it. */
export async function findReadMessage(db: Db, brandId: number, id: string): Promise<ReadMessage | null> {
  const { rows } = await sql<ReadMessage>`
    select m.id, m.conversation_id "conversationId", c.inbox_id "inboxId", m.direction, m.edited_at "editedAt", m.deleted_at "deletedAt", m.readings, m.intents
    from message m join conversation c on c.brand_id = m.brand_id and c.id = m.conversation_id
    where m.brand_id = ${brandId} and m.id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** @returns those that are new: a deed is counted once, and again where it was taken back */
export async function insertCorrections(
  tx: Tx,
  brandId: number,
  rows: readonly NewCorrection[],
): Promise<{ id: string; aspect: Aspect }[]> {
  if (rows.length === 0) return [];
  const added = await sql<{ id: string; aspect: Aspect }>`
    insert into reading_correction (brand_id, id, message_id, aspect, said, was, source, deed, weight, agent_id, at)
    select ${brandId}::int, id, message_id, aspect, said, was, case when deed is null then 'person' else 'deed' end, deed, weight, agent_id, at
    from unnest(${rows.map(r => r.id)}::uuid[], ${rows.map(r => r.messageId)}::uuid[], ${rows.map(r => r.said.aspect)}::text[],
      ${rows.map(r => JSON.stringify(r.said.value))}::jsonb[], ${rows.map(r => (r.was === null ? null : JSON.stringify(r.was)))}::jsonb[],
      ${rows.map(r => r.deed)}::text[], ${rows.map(r => r.weight)}::real[], ${rows.map(r => r.agentId)}::uuid[],
      ${rows.map(r => r.at.toISOString())}::timestamptz[])
      n (id, message_id, aspect, said, was, deed, weight, agent_id, at)
    on conflict (brand_id, message_id, aspect, deed) where source = 'deed' do update
      set undone_at = null, said = excluded.said, agent_id = excluded.agent_id, at = excluded.at, learnt_in = null
      where reading_correction.undone_at is not null
    returning id, aspect`.execute(tx);
  return added.rows;
}

export async function undoCorrection(tx: Tx, brandId: number, id: string, by: string, at: Date): Promise<void> {
  await sql`
    update reading_correction set undone_at = ${at}, undone_by = ${by}
    where brand_id = ${brandId} and id = ${id}`.execute(tx);
}

/** What was said of one aspect of a message and not taken back, in the order it was said. */
export async function standingSaid(
  tx: Db,
  brandId: number,
  messageId: string,
  aspect: Aspect,
): Promise<{ id: string; said: Said; was: Part | null; agentId: string | null }[]> {
  const { rows } = await sql<{ id: string; said: Said; was: Part | null; agentId: string | null }>`
    select id, jsonb_build_object('aspect', aspect, 'value', said) said, was, agent_id "agentId" from reading_correction
    where brand_id = ${brandId} and message_id = ${messageId} and aspect = ${aspect} and source = 'person' and undone_at is null
    order by seq`.execute(tx);
  return rows;
}

/** What was said and done about these messages on the way, for learning which deeds are news. */
export async function aspectsSaid(db: Db, brandId: number, messageIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ name: string }>`
    select distinct message_id || ' ' || aspect as name from reading_correction
    where brand_id = ${brandId} and message_id = any(${messageIds}::uuid[]) and source = 'person' and undone_at is null`.execute(
    db,
  );
  return new Set(rows.map(({ name }) => name));
}

export type CorrectionsAsked = {
  brandId: number;
  scope: readonly string[] | null;
  id?: string | null;
  messageId?: string | null;
  aspect?: Aspect | null;
  agentId?: string | null;
  source?: 'person' | 'deed' | null;
  /** Only those that were not taken back. */
  standing?: boolean;
  before?: { at: string; id: string } | null;
  limit: number;
};

const columns: RawBuilder<Correction> = sql`
  r.id, r.message_id "messageId", m.conversation_id "conversationId", jsonb_build_object('aspect', r.aspect, 'value', r.said) said,
  r.was, r.deed, r.agent_id "agentId", a.name "agentName", r.at, r.undone_at "undoneAt", r.undone_by "undoneBy",
  r.set_aside_by is not null "isSetAside", m.text`;

/** Newest first. */
export async function listCorrections(db: Db, asked: CorrectionsAsked): Promise<Correction[]> {
  const { brandId, scope, id = null, messageId = null, aspect = null, agentId = null, source = null } = asked;
  const { standing = false, before = null, limit } = asked;
  const { rows } = await sql<Correction>`
    select ${columns} from reading_correction r
    join message m on m.brand_id = r.brand_id and m.id = r.message_id
    join conversation c on c.brand_id = m.brand_id and c.id = m.conversation_id
    left join agent a on a.id = r.agent_id
    where r.brand_id = ${brandId}
      and (${scope}::uuid[] is null or c.inbox_id = any(${scope}::uuid[]))
      and (${id}::uuid is null or r.id = ${id}::uuid)
      and (${messageId}::uuid is null or r.message_id = ${messageId}::uuid)
      and (${aspect}::text is null or r.aspect = ${aspect}::text)
      and (${agentId}::uuid is null or r.agent_id = ${agentId}::uuid)
      and (${source}::text is null or r.source = ${source}::text)
      and (not ${standing} or r.undone_at is null)
      and (${before?.at ?? null}::timestamptz is null
        or (r.at, r.id) < (${before?.at ?? null}::timestamptz, ${before?.id ?? null}::uuid))
    order by r.at desc, r.id desc limit ${limit}`.execute(db);
  return rows;
}

/** What a message is now said to be: its readings, and the words policies and routing go by. */
export async function writeReadings(
  tx: Tx,
  brandId: number,
  rows: readonly { id: string; readings: ReadingsView | null; intents: readonly string[] }[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    update message m set readings = n.readings, intents = string_to_array(n.intents, ' ')
    from unnest(${rows.map(r => r.id)}::uuid[], ${rows.map(r => (r.readings === null ? null : JSON.stringify(r.readings)))}::jsonb[],
      ${rows.map(r => r.intents.join(' '))}::text[]) n (id, readings, intents)
    where m.brand_id = ${brandId} and m.id = n.id and m.deleted_at is null`.execute(tx);
}
