import { sql } from 'kysely';
import type { Db } from './db.ts';

export type InboxRow = { id: string; name: string };

const columns = sql`id, name`;

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
    insert into inbox (brand_id, id, name) values (${brandId}, ${inbox.id}, ${inbox.name})`.execute(db);
}

export async function writeInbox(db: Db, brandId: number, inbox: InboxRow): Promise<void> {
  await sql`
    update inbox set name = ${inbox.name}
    where brand_id = ${brandId} and id = ${inbox.id}`.execute(db);
}
