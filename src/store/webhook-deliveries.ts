/** Every single telling of a webhook: what was said, how often it was tried, and what came back. */
import { sql } from 'kysely';
import { isUuid } from '../core/id.ts';
import type { Db, Tx } from './db.ts';

export type DeliveryRow = {
  id: string;
  webhookId: string;
  kind: string;
  at: Date;
  state: 'waiting' | 'sent' | 'failed';
  attempts: number;
  /** When it is tried again. */
  nextAt: Date | null;
  doneAt: Date | null;
  status: number | null;
  said: string | null;
  tookMs: number | null;
};
export type StoredDelivery = DeliveryRow & { body: string };

const columns = sql`id, webhook_id "webhookId", kind, at, state, attempts, next_at "nextAt", done_at "doneAt", status, said,
  took_ms "tookMs"`;

export async function insertDelivery(
  tx: Tx,
  brandId: number,
  { id, webhookId, kind, body, at }: Pick<StoredDelivery, 'id' | 'webhookId' | 'kind' | 'body' | 'at'>,
): Promise<void> {
  await sql`
    insert into webhook_delivery (brand_id, id, webhook_id, kind, body, at, next_at)
    values (${brandId}, ${id}, ${webhookId}, ${kind}, ${body}, ${at}, ${at})`.execute(tx);
}

/** Newest first. */
export async function listDeliveries(
  db: Db,
  brandId: number,
  webhookId: string,
  limit: number,
): Promise<DeliveryRow[]> {
  const { rows } = await sql<DeliveryRow>`
    select ${columns} from webhook_delivery where brand_id = ${brandId} and webhook_id = ${webhookId}
    order by at desc, id desc limit ${limit}`.execute(db);
  return rows;
}

export async function findDelivery(db: Db, brandId: number, id: string): Promise<StoredDelivery | null> {
  if (!isUuid(id)) return null;
  const { rows } = await sql<StoredDelivery>`
    select ${columns}, body from webhook_delivery where brand_id = ${brandId} and id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** What came of an attempt. */
export type Attempted = Pick<DeliveryRow, 'state' | 'nextAt' | 'doneAt' | 'status' | 'said' | 'tookMs'>;

export async function writeAttempt(db: Db, brandId: number, id: string, came: Attempted): Promise<void> {
  await sql`
    update webhook_delivery set attempts = attempts + 1, state = ${came.state}, next_at = ${came.nextAt}, done_at = ${came.doneAt},
      status = ${came.status}, said = ${came.said}, took_ms = ${came.tookMs}
    where brand_id = ${brandId} and id = ${id}`.execute(db);
}

/** As on the first day: a person wants it tried again. */
export async function reviveDelivery(tx: Tx, brandId: number, id: string, at: Date): Promise<void> {
  await sql`
    update webhook_delivery set state = 'waiting', attempts = 0, next_at = ${at}, done_at = null
    where brand_id = ${brandId} and id = ${id}`.execute(tx);
}

/** @param arrived whether the last one did @returns since when nothing has */
export async function noteArrival(db: Db, brandId: number, id: string, at: Date, arrived: boolean): Promise<Date> {
  const { rows } = await sql<{ since: Date | null }>`
    update webhook set failing_since = ${arrived ? null : sql`coalesce(failing_since, ${at}::timestamptz)`}
    where brand_id = ${brandId} and id = ${id} returning failing_since since`.execute(db);
  return rows[0]?.since ?? at;
}

/** @returns whether it was on */
export async function switchOffFailing(tx: Tx, brandId: number, id: string): Promise<boolean> {
  const { rows } = await sql`
    update webhook set state = 'failing', version = version + 1
    where brand_id = ${brandId} and id = ${id} and state = 'on' returning id`.execute(tx);
  return rows.length === 1;
}

export async function forgetDeliveries(db: Db, before: Date, limit: number): Promise<void> {
  await sql`
    delete from webhook_delivery where ctid = any(array(
      select ctid from webhook_delivery where at < ${before} and state <> 'waiting' limit ${limit}))`.execute(db);
}
