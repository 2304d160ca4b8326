/** Moving what stands in one conversation into another and back. People decide; here it is only carried out. */
import { sql } from 'kysely';
import type { Conversation } from '../core/conversation.ts';
import type { Status } from '../core/view.ts';
import type { Db, Tx } from './db.ts';

/** What a merge or split found, as Postgres wrote it: rows as JSON, put back column by column. */
export type Found = {
  /** The row that goes with a merge; null for a split. */
  row: Record<string, unknown> | null;
  /** Messages that were moved, and whether somebody had put them there before. */
  moved: { id: string; pinned: boolean }[];
  /** Messages that stayed and were pinned, so that they do not follow those that went. */
  held: string[];
  turns: Record<string, unknown>[];
  /** The promises of the matters concerned, the pauses of their clocks, and when the matter of the conversation that stays began. */
  matters?: { resolutions: Record<string, unknown>[]; pauses: Record<string, unknown>[]; at: Date | string | null };
  closings: string[];
  /** Private answers that answer the moved conversation too. */
  alsoAnswers: string[];
  linked: string[];
  decisions: string[];
  notifications: string[];
  /** What of the conversation that stays was changed, before and after. */
  stays: { before: Kept; after: Kept } | null;
};
export type Kept = { assigneeId: string | null; tags: string[]; status: Status };

export type Regrouping = {
  id: string;
  kind: 'merge' | 'split';
  conversationId: string;
  otherId: string;
  agentId: string;
  at: Date;
  found: Found;
};

export async function insertRegrouping(tx: Tx, brandId: number, one: Regrouping): Promise<void> {
  await sql`
    insert into regrouping (brand_id, id, kind, conversation_id, other_id, agent_id, at, found)
    values (${brandId}, ${one.id}, ${one.kind}, ${one.conversationId}, ${one.otherId}, ${one.agentId}, ${one.at},
      ${JSON.stringify(one.found)}::jsonb)`.execute(tx);
}

/** Not yet undone. */
export async function findRegrouping(db: Db, brandId: number, id: string): Promise<Regrouping | null> {
  const { rows } = await sql<Regrouping>`
    select id, kind, conversation_id "conversationId", other_id "otherId", agent_id "agentId", at, found
    from regrouping where brand_id = ${brandId} and id = ${id} and undone_at is null`.execute(db);
  return rows[0] ?? null;
}

export async function markUndone(tx: Tx, brandId: number, id: string, at: Date): Promise<boolean> {
  const { rows } = await sql`
    update regrouping set undone_at = ${at} where brand_id = ${brandId} and id = ${id} and undone_at is null
    returning id`.execute(tx);
  return rows.length === 1;
}

/** A later merge or split that touched either of them and still stands: it must be undone first. */
export async function hasLaterRegrouping(tx: Tx, brandId: number, one: Regrouping): Promise<boolean> {
  const both = [one.conversationId, one.otherId];
  const { rows } = await sql`
    select from regrouping
    where brand_id = ${brandId} and undone_at is null and id <> ${one.id} and (at, id) > (${one.at}, ${one.id}::uuid)
      and (conversation_id = any(${both}::uuid[]) or other_id = any(${both}::uuid[])) limit 1`.execute(tx);
  return rows.length === 1;
}

export type Standing = {
  id: string;
  threadId: string;
  direction: 'in' | 'out' | 'note';
  remoteId: string | null;
  parentRemoteId: string | null;
  at: Date;
  pinned: boolean;
};

/** Everything in a conversation, notes too, oldest first. */
export async function standingIn(tx: Tx, brandId: number, conversationId: string): Promise<Standing[]> {
  const { rows } = await sql<Standing>`
    select id, thread_id "threadId", direction, remote_id "remoteId", parent_remote_id "parentRemoteId", at, pinned
    from message where brand_id = ${brandId} and conversation_id = ${conversationId} order by at, id`.execute(tx);
  return rows;
}

/** @param pinned whether a person put them there; null: as they were */
export async function moveInto(
  tx: Tx,
  brandId: number,
  ids: readonly string[],
  conversationId: string,
  pinned: readonly boolean[] | null,
): Promise<void> {
  const pins = pinned ?? ids.map(() => null);
  await sql`
    update message m set conversation_id = ${conversationId}, pinned = coalesce(n.pinned, m.pinned)
    from unnest(${ids}::uuid[], ${pins}::bool[]) n (id, pinned)
    where m.brand_id = ${brandId} and m.id = any(${ids}::uuid[]) and m.id = n.id`.execute(tx);
}

export async function setPinned(tx: Tx, brandId: number, ids: readonly string[], pinned: boolean): Promise<void> {
  await sql`
    update message set pinned = ${pinned} where brand_id = ${brandId} and id = any(${ids}::uuid[])`.execute(tx);
}

/** The row as Postgres writes it. */
export async function rowAsJson(tx: Tx, brandId: number, id: string): Promise<Record<string, unknown>> {
  const { rows } = await sql<{ row: Record<string, unknown> }>`
    select to_jsonb(c) as row from conversation c where brand_id = ${brandId} and id = ${id}`.execute(tx);
  const row = rows[0]?.row;
  if (row === undefined) throw new Error(`the conversation ${id} vanished while it was locked`);
  return row;
}

/** Puts a row back as it was; its turn is counted again. */
export async function putRowBack(tx: Tx, row: Record<string, unknown>): Promise<void> {
  await sql`
    insert into conversation
    select (jsonb_populate_record(null::conversation, ${JSON.stringify({ ...row, ...TURNLESS })}::jsonb)).*`.execute(
    tx,
  );
}

const TURNLESS = { turn_id: null, turn_kind: null, turn_opened_at: null, due_at: null, breached_at: null };

/** The same conversation a second time, empty, beside the first. */
export async function insertApart(tx: Tx, brandId: number, row: Record<string, unknown>, id: string): Promise<void> {
  const fresh = { ...row, ...TURNLESS, ...UNTOUCHED, id };
  await putRowBack(tx, fresh);
  await sql`update conversation set version = 1 where brand_id = ${brandId} and id = ${id}`.execute(tx);
}

const UNTOUCHED = {
  apart: true,
  linked_id: null,
  status: 'open',
  claimed_by: null,
  claimed_until: null,
  snoozed_until: null,
  resolved_at: null,
  answered_at: null,
  counted_until: null,
  resolution: null,
};

export async function turnsAsJson(tx: Tx, brandId: number, ids: readonly string[]): Promise<Record<string, unknown>[]> {
  const { rows } = await sql<{ row: Record<string, unknown> }>`
    select to_jsonb(t) as row from turn t where brand_id = ${brandId} and conversation_id = any(${ids}::uuid[])
    order by opened_at, id`.execute(tx);
  return rows.map(one => one.row);
}

export async function turnIdsOf(tx: Tx, brandId: number, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from turn where brand_id = ${brandId} and conversation_id = any(${ids}::uuid[])`.execute(tx);
  return rows.map(({ id }) => id);
}

/**
 * The turns of these conversations as they were found, in the place of those that stand there; they are counted again afterwards.
 * What was told of one meanwhile stays told.
 */
export async function putTurnsBack(
  tx: Tx,
  brandId: number,
  ids: readonly string[],
  turns: readonly Record<string, unknown>[],
): Promise<void> {
  const { rows } = await sql<{ id: string; told: Record<string, unknown> }>`
    select id, jsonb_build_object('due_at', due_at, 'breached_at', breached_at, 'policy', policy, 'warned', warned) told
    from turn where brand_id = ${brandId} and conversation_id = any(${ids}::uuid[])
      and (breached_at is not null or warned > 0)`.execute(tx);
  const told = new Map(rows.map(row => [row.id, row.told]));
  const found = JSON.stringify(turns.map(turn => ({ ...UNTOLD, ...turn, ...told.get(String(turn['id'])) })));
  await sql`
    delete from turn where brand_id = ${brandId} and (
      (conversation_id = any(${ids}::uuid[]) and outcome is null)
      or id in (select (one->>'id')::uuid from jsonb_array_elements(${found}::jsonb) one))`.execute(tx);
  await sql`insert into turn select * from jsonb_populate_recordset(null::turn, ${found}::jsonb)`.execute(tx);
}

/**
 * Turns closed already keep what was promised and what became of it. Of two that are open the one that has waited longer stays, so
 * that nobody is told of it again.
 */
export async function moveTurns(tx: Tx, brandId: number, fromId: string, intoId: string): Promise<void> {
  await sql`
    delete from turn where brand_id = ${brandId} and id in (
      select id from turn where brand_id = ${brandId} and conversation_id in (${fromId}, ${intoId}) and outcome is null
      order by opened_at, conversation_id = ${fromId}, id offset 1)`.execute(tx);
  await sql`
    update turn set conversation_id = ${intoId} where brand_id = ${brandId} and conversation_id = ${fromId}`.execute(
    tx,
  );
}

/** Those opened by one of these messages go along with it. */
export async function moveTurnsOf(
  tx: Tx,
  brandId: number,
  intoId: string,
  messageIds: readonly string[],
): Promise<void> {
  await sql`
    update turn set conversation_id = ${intoId} where brand_id = ${brandId} and opened_by = any(${messageIds}::uuid[])`.execute(
    tx,
  );
}

/** What was not written down yet when older ones were found. */
const UNTOLD = { visibility: 'public', heard: false, reach: 0, complaint: false };

/** Points everything else at `intoId` that pointed at `fromId`. @returns the ids of what was turned round */
export async function repoint(
  tx: Tx,
  brandId: number,
  fromId: string,
  intoId: string,
): Promise<Pick<Found, 'closings' | 'alsoAnswers' | 'linked' | 'decisions' | 'notifications'>> {
  const turned = async (table: string, column: string) => {
    const { rows } = await sql<{ id: string }>`
      update ${sql.table(table)} set ${sql.ref(column)} = ${intoId}
      where brand_id = ${brandId} and ${sql.ref(column)} = ${fromId} and id <> ${intoId} returning id`.execute(tx);
    return rows.map(row => row.id);
  };
  return {
    closings: await turned('closing', 'conversation_id'),
    alsoAnswers: await turned('message', 'also_answers_id'),
    linked: await turned('conversation', 'linked_id'),
    decisions: await turned('decision', 'conversation_id'),
    notifications: await turned('notification', 'conversation_id'),
  };
}

export async function pointBack(tx: Tx, brandId: number, found: Found, toId: string): Promise<void> {
  const turn = async (table: string, column: string, ids: readonly string[]) => {
    await sql`
      update ${sql.table(table)} set ${sql.ref(column)} = ${toId}
      where brand_id = ${brandId} and id = any(${ids}::uuid[])`.execute(tx);
  };
  await turn('closing', 'conversation_id', found.closings);
  await turn('message', 'also_answers_id', found.alsoAnswers);
  await turn('conversation', 'linked_id', found.linked);
  await turn('decision', 'conversation_id', found.decisions);
  await turn('notification', 'conversation_id', found.notifications);
}

/** Decisions made before go for both halves: nobody is made to wait again by a cut. */
export async function copyClosings(
  tx: Tx,
  brandId: number,
  fromId: string,
  intoId: string,
  makeId: () => string,
): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from closing where brand_id = ${brandId} and conversation_id = ${fromId} order by at, id`.execute(tx);
  await sql`
    insert into closing (brand_id, id, conversation_id, at, outcome, reason, agent_id)
    select k.brand_id, n.copy, ${intoId}, k.at, k.outcome, k.reason, k.agent_id
    from unnest(${rows.map(row => row.id)}::uuid[], ${rows.map(makeId)}::uuid[]) n (id, copy)
    join closing k on k.brand_id = ${brandId} and k.id = n.id`.execute(tx);
}

/** Copies made by `copyClosings` at that moment. */
export async function removeCopies(tx: Tx, brandId: number, conversationId: string, at: Date): Promise<void> {
  await sql`
    delete from closing where brand_id = ${brandId} and conversation_id = ${conversationId} and at <= ${at}`.execute(
    tx,
  );
}

export async function removeEmptied(tx: Tx, brandId: number, id: string): Promise<void> {
  await sql`delete from conversation where brand_id = ${brandId} and id = ${id}`.execute(tx);
}

/** What the row says of its messages, counted from them. @param text of the newest, cut to a preview already */
export async function describeRow(
  tx: Tx,
  brandId: number,
  id: string,
  row: Pick<Conversation, 'preview' | 'lang' | 'sentiment' | 'messageCount' | 'openedAt' | 'lastMessageAt'>,
): Promise<void> {
  await sql`
    update conversation set preview = ${row.preview}, lang = ${row.lang}, sentiment = ${row.sentiment}, message_count = ${row.messageCount},
      opened_at = ${row.openedAt}, last_message_at = ${row.lastMessageAt}, version = version + 1
    where brand_id = ${brandId} and id = ${id}`.execute(tx);
}

export async function writeKept(tx: Tx, brandId: number, id: string, kept: Omit<Kept, 'status'>): Promise<void> {
  await sql`
    update conversation set assignee_id = ${kept.assigneeId}, tags = ${kept.tags}::text[]
    where brand_id = ${brandId} and id = ${id}`.execute(tx);
}

export async function hasThread(tx: Tx, brandId: number, id: string): Promise<boolean> {
  const { rows } = await sql`select from thread where brand_id = ${brandId} and id = ${id}`.execute(tx);
  return rows.length === 1;
}
