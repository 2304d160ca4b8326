/** Where we tell other programs, and every single telling. */
import { sql } from 'kysely';
import { isUuid } from '../core/id.ts';
import type { Db, Tx } from './db.ts';

export type WebhookState = 'on' | 'off' | 'failing';
export type WebhookRow = {
  id: string;
  name: string;
  url: string;
  /** `failing`: switched off by itself after days in which nothing arrived. */
  state: WebhookState;
  failingSince: Date | null;
  createdAt: Date;
  version: number;
};
export type SealedWebhook = WebhookRow & { secret: Buffer };

const columns = sql`id, name, url, state, failing_since "failingSince", created_at "createdAt", version`;

export async function listWebhooks(db: Db, brandId: number): Promise<WebhookRow[]> {
  const { rows } = await sql<WebhookRow>`
    select ${columns} from webhook where brand_id = ${brandId} order by created_at, id`.execute(db);
  return rows;
}

export async function hasWebhook(db: Db, brandId: number, id: string): Promise<boolean> {
  return (await findWebhook(db, brandId, id)) !== null;
}

export async function findWebhook(db: Db, brandId: number, id: string): Promise<SealedWebhook | null> {
  if (!isUuid(id)) return null;
  const { rows } = await sql<SealedWebhook>`
    select ${columns}, secret from webhook where brand_id = ${brandId} and id = ${id}`.execute(db);
  return rows[0] ?? null;
}

export async function lockWebhook(tx: Tx, brandId: number, id: string): Promise<WebhookRow | null> {
  if (!isUuid(id)) return null;
  const { rows } = await sql<WebhookRow>`
    select ${columns} from webhook where brand_id = ${brandId} and id = ${id} for no key update`.execute(tx);
  return rows[0] ?? null;
}

export async function insertWebhook(
  tx: Tx,
  brandId: number,
  one: Pick<SealedWebhook, 'id' | 'name' | 'url' | 'secret'> & { at: Date; by: string },
): Promise<void> {
  await sql`
    insert into webhook (brand_id, id, name, url, secret, created_at, created_by)
    values (${brandId}, ${one.id}, ${one.name}, ${one.url}, ${one.secret}, ${one.at}, ${one.by})`.execute(tx);
}

/** What is said anew begins anew: days of failure are forgotten. */
export async function updateWebhook(
  tx: Tx,
  brandId: number,
  { id, name, url, state }: Pick<WebhookRow, 'id' | 'name' | 'url' | 'state'>,
): Promise<void> {
  await sql`
    update webhook set name = ${name}, url = ${url}, state = ${state}, failing_since = null, version = version + 1
    where brand_id = ${brandId} and id = ${id}`.execute(tx);
}

export async function deleteWebhook(tx: Tx, brandId: number, id: string): Promise<void> {
  await sql`delete from webhook where brand_id = ${brandId} and id = ${id}`.execute(tx);
}
