import { sql } from 'kysely';
import type { Db } from './db.ts';

export type InboxRow = { id: string; name: string; firstResponseMinutes: number; nextResponseMinutes: number };

const columns = sql`id, name, first_response_minutes as "firstResponseMinutes",
  next_response_minutes as "nextResponseMinutes"`;

/** @param scope null: all of the brand's */
export async function listInboxes(db: Db, brandId: number, scope: readonly string[] | null): Promise<InboxRow[]> {
  const { rows } = await sql<InboxRow>`
    select ${columns} from inbox
    where brand_id = ${brandId} and (${scope}::uuid[] is null or id = any(${scope}::uuid[]))
    order by created_at, id`.execute(db);
  return rows;
}

/** Locked until the transaction ends. */
export async function lockInbox(db: Db, brandId: number, id: string): Promise<InboxRow | null> {
  const { rows } = await sql<InboxRow>`
    select ${columns} from inbox where brand_id = ${brandId} and id = ${id} for update`.execute(db);
  return rows[0] ?? null;
}

export async function insertInbox(db: Db, brandId: number, inbox: InboxRow): Promise<void> {
  await sql`
    insert into inbox (brand_id, id, name, first_response_minutes, next_response_minutes)
    values (${brandId}, ${inbox.id}, ${inbox.name}, ${inbox.firstResponseMinutes}, ${inbox.nextResponseMinutes})`.execute(
    db,
  );
}

export async function writeInbox(db: Db, brandId: number, inbox: InboxRow): Promise<void> {
  await sql`
    update inbox set name = ${inbox.name}, first_response_minutes = ${inbox.firstResponseMinutes},
      next_response_minutes = ${inbox.nextResponseMinutes}
    where brand_id = ${brandId} and id = ${inbox.id}`.execute(db);
}

/** Conversations of the inbox in which somebody waits, by id after `after`. */
export async function waitingInInbox(
  db: Db,
  brandId: number,
  inboxId: string,
  after: string | null,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from conversation
    where brand_id = ${brandId} and inbox_id = ${inboxId} and turn_id is not null
      and (${after}::uuid is null or id > ${after}::uuid)
    order by id limit ${limit}`.execute(db);
  return rows.map(row => row.id);
}
