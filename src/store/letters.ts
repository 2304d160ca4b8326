/** Raw events that could not be read, and raw events taken to be read again. */
import { sql } from 'kysely';
import type { Counted } from '../core/recount.ts';
import type { Db, Tx } from './db.ts';
import type { RawState } from './raw-events.ts';

export type LetterRow = {
  id: number;
  channelId: string;
  receivedAt: Date;
  source: string;
  reason: string;
  /** In UTF-16 units, as received; `body` may have been cut. */
  size: number;
  body: string;
};

const columns = sql`id, channel_id as "channelId", received_at as "receivedAt", source, coalesce(reason, '') as reason, size`;

/** Newest first. @param page.before an id of the page before  @param page.sampleLimit in characters */
export async function listLetters(
  db: Db,
  brandId: number,
  channelId: string,
  page: { reason: string | null; before: number | null; limit: number; sampleLimit: number },
): Promise<LetterRow[]> {
  const { rows } = await sql<LetterRow>`
    select ${columns}, left(body, ${page.sampleLimit}) as body
    from raw_event
    where brand_id = ${brandId} and channel_id = ${channelId} and state = 'failed' and state <> 'read'
      and (${page.before}::bigint is null or id < ${page.before}::bigint)
      and (${page.reason}::text is null or coalesce(reason, '') = ${page.reason}::text)
    order by id desc limit ${page.limit}`.execute(db);
  return rows;
}

export async function findLetter(db: Db, brandId: number, id: number): Promise<LetterRow | null> {
  const { rows } = await sql<LetterRow>`
    select ${columns}, body from raw_event
    where brand_id = ${brandId} and id = ${id} and state = 'failed' and state <> 'read'`.execute(db);
  return rows[0] ?? null;
}

export type ReasonCount = { reason: string; n: number };

/** Letters kept now, by reason, most first. */
export async function countLetters(db: Db, brandId: number, channelId: string): Promise<ReasonCount[]> {
  const { rows } = await sql<ReasonCount>`
    select coalesce(reason, '') as reason, count(*) as n from raw_event
    where brand_id = ${brandId} and channel_id = ${channelId} and state = 'failed' and state <> 'read'
    group by 1 order by n desc, reason`.execute(db);
  return rows;
}

/** Which of these are here already, as hexadecimal digits. */
export async function findDigests(
  tx: Tx,
  brandId: number,
  channelId: string,
  digests: readonly Buffer[],
): Promise<Set<string>> {
  if (digests.length === 0) return new Set();
  const { rows } = await sql<{ digest: string }>`
    select encode(digest, 'hex') as digest from raw_event
    where brand_id = ${brandId} and channel_id = ${channelId} and state = 'failed' and digest = any(${digests}::bytea[])`.execute(
    tx,
  );
  return new Set(rows.map(({ digest }) => digest));
}

/** The oldest leave when there are too many, or too much of them. They stay counted. @returns how many left */
export async function boundLetters(
  tx: Tx,
  brandId: number,
  channelId: string,
  most: { letters: number; units: number },
): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from raw_event where brand_id = ${brandId} and id in (
      select id from (
        select id, row_number() over newest as n, sum(size) over newest as units from raw_event
        where brand_id = ${brandId} and channel_id = ${channelId} and state = 'failed' and state <> 'read'
        window newest as (order by id desc)) letter
      where n > ${most.letters} or (units > ${most.units} and n > 1))`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

/** A raw event to be read again. */
export type RawRow = {
  id: number;
  receivedAt: Date;
  source: string;
  size: number;
  body: string;
  state: RawState;
  counted: Counted | null;
};

/** What is asked to be read again: in the order received. */
export type Wanted = {
  kind: 'letters' | 'all';
  reason: string | null;
  letterId: number | null;
  since: Date | null;
  until: Date | null;
};

function isWanted({ kind, reason, letterId, since, until }: Wanted) {
  // Said twice, so that the small index of what is not read is used.
  const state = kind === 'all' ? sql`state in ('read', 'failed')` : sql`state = 'failed' and state <> 'read'`;
  return sql`
    ${state} and (${reason}::text is null or coalesce(reason, '') = ${reason}::text)
    and (${letterId}::bigint is null or id = ${letterId}::bigint)
    and (${since}::timestamptz is null or received_at >= ${since}::timestamptz)
    and (${until}::timestamptz is null or received_at < ${until}::timestamptz)`;
}

/** @returns how many, and the last of them; what comes later is not meant */
export async function measureWanted(
  db: Db,
  brandId: number,
  channelId: string,
  wanted: Wanted,
): Promise<{ total: number; throughId: number }> {
  const { rows } = await sql<{ total: number; throughId: number }>`
    select count(*) as total, coalesce(max(id), 0) as "throughId" from raw_event
    where brand_id = ${brandId} and channel_id = ${channelId} and ${isWanted(wanted)}`.execute(db);
  return rows[0] ?? { total: 0, throughId: 0 };
}

export async function nextWanted(
  db: Db,
  brandId: number,
  channelId: string,
  wanted: Wanted,
  page: { afterId: number; throughId: number; limit: number },
): Promise<RawRow[]> {
  const { rows } = await sql<RawRow>`
    select id, received_at as "receivedAt", source, size, body, state, counted from raw_event
    where brand_id = ${brandId} and channel_id = ${channelId} and id > ${page.afterId} and id <= ${page.throughId}
      and ${isWanted(wanted)}
    order by id limit ${page.limit}`.execute(db);
  return rows;
}

/** Locks them and says in which state they are now: another reading may have been faster. */
export async function lockRaw(tx: Tx, brandId: number, ids: readonly number[]): Promise<Map<number, RawState>> {
  const { rows } = await sql<{ id: number; state: RawState }>`
    select id, state from raw_event where brand_id = ${brandId} and id = any(${ids}::bigint[])
    order by id for update`.execute(tx);
  return new Map(rows.map(({ id, state }) => [id, state]));
}

/** After a letter was read again: it is one no longer, or stands for something else. */
export async function resettleLetters(
  tx: Tx,
  brandId: number,
  letters: readonly { id: number; reason: string | null; counted: Counted | null }[],
): Promise<void> {
  if (letters.length === 0) return;
  await sql`
    update raw_event r set state = case when n.counted is null then 'read' else 'failed' end,
      reason = n.reason, counted = n.counted
    from unnest(${letters.map(one => one.id)}::bigint[], ${letters.map(one => one.reason)}::text[],
      ${letters.map(one => (one.counted === null ? null : JSON.stringify(one.counted)))}::jsonb[]) n (id, reason, counted)
    where r.brand_id = ${brandId} and r.id = any(${letters.map(one => one.id)}::bigint[]) and r.id = n.id`.execute(tx);
}
