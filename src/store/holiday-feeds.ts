/** The addresses holidays are read from, one to a calendar. */
import { sql } from 'kysely';
import type { Db, Tx } from './db.ts';

export type FeedRow = {
  calendarId: string;
  url: string;
  etag: string | null;
  askedAt: Date;
  /** When it was last read well, be it that nothing had changed. */
  readAt: Date;
  /** In a row. */
  failures: number;
  said: string | null;
};

const columns = sql`calendar_id "calendarId", url, etag, asked_at "askedAt", read_at "readAt", failures, said`;

export async function listFeeds(db: Db, brandId: number): Promise<FeedRow[]> {
  const { rows } = await sql<FeedRow>`select ${columns} from holiday_feed where brand_id = ${brandId}`.execute(db);
  return rows;
}

export async function findFeed(db: Db, brandId: number, calendarId: string): Promise<FeedRow | null> {
  const { rows } = await sql<FeedRow>`
    select ${columns} from holiday_feed where brand_id = ${brandId} and calendar_id = ${calendarId}`.execute(db);
  return rows[0] ?? null;
}

/** It was read well at `at`: what failed before is past. */
export async function writeFeed(
  tx: Tx,
  brandId: number,
  { calendarId, url, etag, at }: { calendarId: string; url: string; etag: string | null; at: Date },
): Promise<void> {
  await sql`
    insert into holiday_feed (brand_id, calendar_id, url, etag, asked_at, read_at)
    values (${brandId}, ${calendarId}, ${url}, ${etag}, ${at}, ${at})
    on conflict (brand_id, calendar_id) do update
    set url = excluded.url, etag = excluded.etag, asked_at = excluded.asked_at, read_at = excluded.read_at,
      failures = 0, said = null`.execute(tx);
}

/** @returns how often in a row; null when it is read from there no more */
export async function countFailure(
  tx: Tx,
  brandId: number,
  { calendarId, url, at, said }: { calendarId: string; url: string; at: Date; said: string },
): Promise<number | null> {
  const { rows } = await sql<{ failures: number }>`
    update holiday_feed set failures = failures + 1, said = ${said}, asked_at = ${at}
    where brand_id = ${brandId} and calendar_id = ${calendarId} and url = ${url} returning failures`.execute(tx);
  return rows[0]?.failures ?? null;
}

export async function deleteFeed(tx: Tx, brandId: number, calendarId: string): Promise<void> {
  await sql`delete from holiday_feed where brand_id = ${brandId} and calendar_id = ${calendarId}`.execute(tx);
}
