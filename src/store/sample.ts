/** The rolling sample of what was heard, packed in blocks: what a query is tried on before it is kept. */
import { sql } from 'kysely';
import type { Db } from './db.ts';

export type SampleBlock = {
  id: string;
  channelId: string;
  network: string;
  fromAt: Date;
  untilAt: Date;
  heardAt: Date;
  kept: number;
  /** How many posts these were drawn from. */
  read: number;
  body: Buffer;
};

export async function insertSampleBlock(db: Db, brandId: number, block: Omit<SampleBlock, 'id'>): Promise<void> {
  await sql`
    insert into sample_block (brand_id, id, channel_id, network, from_at, until_at, heard_at, kept, read, body)
    select ${brandId}::int, gen_random_uuid(), ${block.channelId}::uuid, ${block.network}, ${block.fromAt}::timestamptz, ${block.untilAt}::timestamptz, ${block.heardAt}::timestamptz,
      ${block.kept}::int, ${block.read}::int, ${block.body}::bytea
    where exists (select from channel where brand_id = ${brandId} and id = ${block.channelId})`.execute(db);
}

/** Newest first. @param channelId null: of every channel of the brand */
export async function listSampleBlocks(
  db: Db,
  brandId: number,
  { channelId, since, limit }: { channelId: string | null; since: Date; limit: number },
): Promise<SampleBlock[]> {
  const { rows } = await sql<SampleBlock>`
    select id, channel_id as "channelId", network, from_at as "fromAt", until_at as "untilAt", heard_at as "heardAt", kept, read, body
    from sample_block
    where brand_id = ${brandId} and heard_at >= ${since} ${channelId === null ? sql`` : sql`and channel_id = ${channelId}`}
    order by heard_at desc, id limit ${limit}`.execute(db);
  return rows;
}

export async function addSampleGone(
  db: Db,
  brandId: number,
  channelId: string,
  remoteIds: readonly string[],
  at: Date,
): Promise<void> {
  await sql`
    insert into sample_gone (brand_id, channel_id, remote_id, gone_at)
    select ${brandId}::int, ${channelId}::uuid, id, ${at}::timestamptz from unnest(${remoteIds}::text[]) id
    where exists (select from channel where brand_id = ${brandId} and id = ${channelId})
    on conflict do nothing`.execute(db);
}

export async function listSampleGone(db: Db, brandId: number): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select channel_id || ' ' || remote_id as id from sample_gone where brand_id = ${brandId}`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

export async function forgetSample(db: Db, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`delete from sample_block where heard_at < ${before}`.execute(db);
  await sql`delete from sample_gone where gone_at < ${before}`.execute(db);
  return Number(numAffectedRows ?? 0n);
}
