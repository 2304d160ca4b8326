/** Our copies of pictures and files, one per brand and content. */
import { sql } from 'kysely';
import type { StoredMedia } from '../core/conversation.ts';
import type { Slot } from '../core/view.ts';
import type { Db, Tx } from './db.ts';

export type MediaRow = {
  id: string;
  type: string;
  bytes: Buffer;
  width: number | null;
  height: number | null;
  thumb: Buffer | null;
};

/** The same bytes again change nothing. */
export async function insertMedia(db: Db, brandId: number, row: MediaRow): Promise<void> {
  await sql`
    insert into media (brand_id, id, type, bytes, width, height, thumb)
    values (${brandId}, ${row.id}, ${row.type}, ${row.bytes}, ${row.width}, ${row.height}, ${row.thumb})
    on conflict (brand_id, id) do nothing`.execute(db);
}

/** @param size `thumb`: the small one, or the bytes themselves where there is none */
export async function readMedia(
  db: Db,
  brandId: number,
  id: string,
  size: 'thumb' | 'full',
): Promise<{ type: string; bytes: Buffer; isThumb: boolean } | null> {
  const { rows } = await sql<{ type: string; bytes: Buffer; isThumb: boolean }>`
    select type, case when ${size} = 'thumb' then coalesce(thumb, bytes) else bytes end as bytes,
      ${size} = 'thumb' and thumb is not null as "isThumb"
    from media where brand_id = ${brandId} and id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** In no message at all (an upload not sent yet, a face), or in one that stands in these inboxes. */
export async function isMediaWithin(db: Db, brandId: number, id: string, inboxes: readonly string[]): Promise<boolean> {
  const { rows } = await sql<{ within: boolean }>`
    select coalesce(bool_or(c.inbox_id = any(${inboxes}::uuid[])), true) as within
    from message m join conversation c on c.brand_id = m.brand_id and c.id = m.conversation_id
    where m.brand_id = ${brandId} and m.media <> '[]' and m.media @> ${JSON.stringify([{ mediaId: id }])}::jsonb`.execute(
    db,
  );
  return rows[0]?.within ?? true;
}

export async function readMessageMedia(
  db: Db,
  brandId: number,
  messageId: string,
): Promise<{ media: StoredMedia[]; channelId: string } | null> {
  const { rows } = await sql<{ media: StoredMedia[]; channelId: string }>`
    select media, channel_id as "channelId" from message
    where brand_id = ${brandId} and id = ${messageId} and deleted_at is null`.execute(db);
  return rows[0] ?? null;
}

/** The same with its conversation locked, as everybody locks who changes a message. */
export async function lockMessageMedia(
  tx: Tx,
  brandId: number,
  messageId: string,
): Promise<{ conversationId: string; media: StoredMedia[]; was: Slot } | null> {
  const { rows } = await sql<{ conversationId: string } & Slot>`
    select id as "conversationId", inbox_id as "inboxId", assignee_id as "assigneeId", status,
      turn_id is not null as "waitingForUs"
    from conversation
    where brand_id = ${brandId} and id = (
      select conversation_id from message where brand_id = ${brandId} and id = ${messageId})
    for update`.execute(tx);
  const place = rows[0];
  const held = await readMessageMedia(tx, brandId, messageId);
  if (place === undefined || held === null) return null;
  const { media } = held;
  const { conversationId, ...was } = place;
  return { conversationId, media, was };
}

export async function writeMessageMedia(tx: Tx, brandId: number, messageId: string, media: StoredMedia[]) {
  await sql`
    update message set media = ${JSON.stringify(media)}::jsonb
    where brand_id = ${brandId} and id = ${messageId}`.execute(tx);
}

export type WithoutCopy = { brandId: number; messageId: string };

/** Messages whose pictures were neither fetched nor given up: what a crash between hearing and fetching left behind. */
export async function messagesWithoutCopies(db: Db, since: Date, before: Date, limit: number): Promise<WithoutCopy[]> {
  const { rows } = await sql<WithoutCopy>`
    select m.brand_id as "brandId", m.id as "messageId"
    from message m
    where m.media <> '[]' and m.received_at >= ${since} and m.received_at < ${before} and m.deleted_at is null
      and exists (select from jsonb_array_elements(m.media) one
        where one->>'mediaId' is null and one->>'missing' is null and one->>'url' <> '')
    order by m.received_at limit ${limit}`.execute(db);
  return rows;
}
