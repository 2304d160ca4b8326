/**
 * What the passing of time does. The time is a parameter throughout: compared with `clock_timestamp()` the index could not
 * be used. Rows another process holds are skipped, so that several may sweep at once.
 */
import { sql } from 'kysely';
import type { Slot } from '../core/view.ts';
import type { Db, Tx } from './db.ts';

/**
 * Whether a sweep would find anything to do: one look, where the sweep takes five with a transaction around each, and nearly
 * always finds nothing. In order, so that it goes by the indexes however many wait.
 */
export async function isAnythingDue(db: Db, now: Date): Promise<boolean> {
  const { rows } = await sql<{ isDue: boolean }>`
    select (select true from turn
        where wake_at <= ${now} and wake_at is not null and outcome is null and breached_at is null
        order by wake_at limit 1) is not null
      or (select true from resolution
        where wake_at <= ${now} and wake_at is not null and resolved_at is null and breached_at is null
        order by wake_at limit 1) is not null
      or (select true from conversation
        where status = 'snoozed' and snoozed_until <= ${now} order by snoozed_until limit 1) is not null
      or (select true from retiming where look_at <= ${now} limit 1) is not null
      or (select true from retiming_person limit 1) is not null as "isDue"`.execute(db);
  return rows[0]?.isDue === true;
}

export type DueTurn = { brandId: number; conversationId: string; turnId: string; dueAt: Date };

/** Open turns whose time has come, most overdue first, with their conversations locked. */
export async function lockDue(tx: Tx, now: Date, limit: number): Promise<DueTurn[]> {
  const { rows } = await sql<DueTurn>`
    select t.brand_id as "brandId", t.conversation_id as "conversationId", t.id as "turnId", t.due_at as "dueAt"
    from turn t join conversation c on c.brand_id = t.brand_id and c.id = t.conversation_id
    where t.wake_at <= ${now} and t.wake_at is not null and t.outcome is null and t.breached_at is null
    order by t.wake_at limit ${limit}
    for update of c skip locked`.execute(tx);
  return rows;
}

export type Sleeper = { brandId: number; conversationId: string } & Slot;

/** Snoozed conversations whose time has come, locked. */
export async function lockSleepers(tx: Tx, now: Date, limit: number): Promise<Sleeper[]> {
  const { rows } = await sql<Sleeper>`
    select brand_id as "brandId", id as "conversationId", inbox_id as "inboxId", assignee_id as "assigneeId", status,
      turn_id is not null as "waitingForUs"
    from conversation
    where status = 'snoozed' and snoozed_until <= ${now}
    order by snoozed_until limit ${limit}
    for update skip locked`.execute(tx);
  return rows;
}

export async function wakeConversations(tx: Tx, brandId: number, ids: readonly string[]): Promise<void> {
  await sql`
    update conversation set status = 'open', snoozed_until = null, version = version + 1
    where brand_id = ${brandId} and id = any(${ids}::uuid[])`.execute(tx);
}

/** A recording has come to its end: from here on its channel goes by our clock, and what is still open there comes due. */
export async function endRecording(tx: Tx, brandId: number, channelId: string): Promise<void> {
  await sql`
    update channel set plays_until = null where brand_id = ${brandId} and id = ${channelId}`.execute(tx);
  await sql`
    update turn set wake_at = due_at
    where brand_id = ${brandId} and channel_id = ${channelId} and outcome is null and breached_at is null
      and wake_at is null and due_at is not null`.execute(tx);
}
